"""The writes of a turn's life."""
