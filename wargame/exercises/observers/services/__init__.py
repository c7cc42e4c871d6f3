"""Writes observers' rights, and observations."""
