"""Writes an exercise into an archive, and brings one in from an archive."""
