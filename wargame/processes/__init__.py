"""The processes of a running Parley: how each is started, seen, and started again."""
