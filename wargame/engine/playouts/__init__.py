"""Whole games, plain or compiled."""
