"""Reads numbers that people or programs sent as text."""

MOST_DIGITS = 9
"""A longer number counts nothing that Parley keeps; a database or Python itself may refuse it."""


def number_in(text: str) -> int | None:
    """Return the number that a text writes in at most nine digits; None for every other text."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
