"""Turns: opened, closed, adjudicated, replayed, forked."""
