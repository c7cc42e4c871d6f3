"""Changes of people on the draft of one seat, and a check that the server keeps those that it acknowledged.

The answer to a change shows which change it was, by the order region with the sheet: the revision is one that this
change has made, or one that a colleague made who did the same before.
"""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

Sheet = tuple[str, ...]
_OPTION = re.compile(r'id="option-\w+"\s+name="kind"\s+value="(\w+)"\s*>.*?<b>([^<]+?)\s*<', re.DOTALL)
_LINE = re.compile(r'title="Remove ([^"]+)"')


@dataclass(frozen=True)
class Change:
    """A form of the sheet; `name` is the order that it adds, or takes off."""

    path: str
    form: dict[str, str]
    name: str
    is_added: bool


@dataclass(frozen=True)
class Acknowledged:
    """A change, and the sheet that its answer shows."""

    change: Change
    revision: int
    sheet: Sheet


def sheet_of(region: str) -> Sheet:
    """Return the names of the orders that an open order region shows."""
    return tuple(unescape(name) for name in _LINE.findall(region))


def options_of(region: str) -> list[tuple[str, str]]:
    """Return the kinds on offer that can be given now, each with its name."""
    return [(kind, unescape(name)) for kind, name in _OPTION.findall(region)]


def change_of(code: str, region: str) -> Change:
    """Take the first order off the sheet, or put any order on offer on an empty sheet."""
    if sheet := sheet_of(region):
        return Change(f"/x/{code}/t/1/orders/1/remove/", {}, sheet[0], is_added=False)
    kind, name = random.choice(options_of(region) or [("", "")])
    return Change(f"/x/{code}/t/1/orders/", {"kind": kind}, name, is_added=True)


def count_lost(acknowledged: Iterable[Acknowledged], stored: int) -> int:
    """Return the number of these that are not in the sheet, whose last revision is `stored`.

    An answer must show its change; answers of one revision must show one sheet; and from one revision to the
    next one order comes or goes, for whoever writes over a colleague's change takes that back as well.
    """
    lost = 0
    by_revision: dict[int, Sheet] = {}
    for each in acknowledged:
        shows_it = (each.change.name in each.sheet) is each.change.is_added
        is_one = by_revision.setdefault(each.revision, each.sheet) == each.sheet
        lost += not (shows_it and is_one and each.revision <= stored)
    by_revision.setdefault(0, ())
    for (number, before), (following, after) in pairwise(sorted(by_revision.items())):
        lost += following == number + 1 and len(set(before) ^ set(after)) > 1
    return lost
