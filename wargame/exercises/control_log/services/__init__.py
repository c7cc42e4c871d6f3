"""Steering under a lock, and the record of each act."""
