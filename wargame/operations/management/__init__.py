"""The entry points of operations on the command line."""
