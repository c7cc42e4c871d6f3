"""The processes of a running Parley: how each is started, watched, and restarted."""
