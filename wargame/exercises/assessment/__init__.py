"""Participation: the acts of each person of a class, as a page and as a file."""
