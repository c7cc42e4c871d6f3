"""Reads what an observer may see by now, and the observations."""
