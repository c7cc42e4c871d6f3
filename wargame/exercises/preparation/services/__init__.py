"""Keeps the things that a white cell prepares for one exercise alone."""
