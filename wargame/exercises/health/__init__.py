"""Whether the parts of a running Parley work."""
