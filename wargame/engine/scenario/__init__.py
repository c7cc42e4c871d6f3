"""Checks an author's scenario and compiles it to rows of integers."""
