"""Schema of advisers: three for each seat, with what each overrates and how each speaks."""

from typing import Annotated

from pydantic import Field

from scenarios.schema.base import Entry
from scenarios.schema.scalars import Code, Key, Line, Slug, Title
from wargame.engine.values import FavourSpec, LeaningOfAdviser

ADVISERS = 3
"""How many advisers a seat has."""


class ClaimWords(Entry):
    """How an adviser says what to expect of an order, by the kind of claim; a blank kind is said in the common words.

    `event` may name {event}, `bond` {agreement}, `abroad` and `calm` {state}.
    """

    event: Line | None = None
    home: Line | None = None
    purse: Line | None = None
    ready: Line | None = None
    world: Line | None = None
    bond: Line | None = None
    abroad: Line | None = None
    calm: Line | None = None
    gain: Line | None = None


class AdviserText(Entry):
    """One adviser of a seat.

    `short` is the name in "Defence disagrees", `leaning` a short line that says how the adviser leans, `favours` what
    the adviser overrates and by how many points. `unread` is what the adviser wants to find out when nothing has been
    read.
    """

    seat: Code
    key: Slug
    name: Title
    short: Title
    icon: Key
    leaning: Line
    favours: Annotated[tuple[FavourSpec, ...], Field(min_length=1, max_length=8)]
    says: ClaimWords
    unread: Line

    @property
    def leans(self) -> LeaningOfAdviser:
        """The adviser as the rules see it."""
        return LeaningOfAdviser(self.key, self.favours)
