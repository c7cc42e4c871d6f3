"""Plays whole games without people, in plain Python or compiled."""
