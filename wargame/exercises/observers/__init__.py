"""Observers: what they may see, and the observations that they note."""
