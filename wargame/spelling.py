"""Suggestions for a misspelled name."""

from collections.abc import Iterable
from difflib import get_close_matches

MOST_LISTED = 12
LONGEST = 80
"""Longer names are compared with none: the time for two grows with the product of their lengths."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "Did you mean mark?" with up to three known names that are spelled nearly so; "" where there is none.

    A name may be known elsewhere in a file; it is never proposed for itself.
    """
    short = {one for one in known if len(one) <= LONGEST}
    near = get_close_matches(name, sorted(short - {name}), n=3) if len(name) <= LONGEST else []
    return f"Did you mean {' or '.join(near)}?" if near else ""


def nearest_first(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the known names nearest to one that does not exist, if any, and then what else to do."""
    return f"{did_you_mean(name, known)} {otherwise}".lstrip()


def one_of(name: str, known: Iterable[str]) -> str:
    """Return suggestions in place of a name: the nearest names, or else the first of all known names."""
    names = sorted(known)
    listed = ", ".join(names[:MOST_LISTED]) + (", ..." if len(names) > MOST_LISTED else "")
    return did_you_mean(name, names) or f"Use one of: {listed}."
