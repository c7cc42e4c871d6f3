"""The health of the parts of a running Parley."""
