"""Reads numbers that people or programs sent as text."""

import re

MOST_DIGITS = 9
"""A longer number counts nothing that Parley keeps; a database or Python itself may refuse it."""

_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?")


def number_in(text: str) -> int | None:
    """Return the number that a text writes in at most nine digits; None for every other text."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def decimal_in(text: str) -> float | None:
    """Return the number that a text writes with or without a sign and decimals; None for every other text."""
    return float(text) if _DECIMAL.fullmatch(text) else None
