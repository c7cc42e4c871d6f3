"""Schema of the shared catalogue: complete order kinds that packs can take over."""

from typing import Annotated, Literal

from pydantic import Field

from scenarios.schema.base import Entry
from scenarios.schema.scalars import Flag, Key, Line, Number, Text, Title, Whole
from wargame.engine import ChanceSpec, CodesSpec, ContradictionSpec, EffectSpec, NeedSpec

Effects = Annotated[tuple[EffectSpec, ...], Field(max_length=20)]


class CatalogueLevel(Entry):
    """A level of an order kind. `effects` come at once, `later` effects `delay` days after the order.

    `covers` is how many points of exposure a trade measure takes or gives back; 0 leaves it to the dial.
    """

    key: Key
    name: Line
    cost: Annotated[Whole, Field(ge=0, le=20)]
    severity: Annotated[Number, Field(ge=-100, le=100)] = 0
    effects: Effects = ()
    later: Effects = ()
    tags: tuple[Key, ...] = ()
    help: Line = ""
    covers: Annotated[Number, Field(ge=0, le=100)] = 0


class CatalogueEntry(Entry):
    """A shared order kind, which an order of a pack takes over by `base`.

    `aimed`: it has a target. `joint`: it has a partner as well. `detection` is in 100, `delay` in days.
    """

    kind: Key
    name: Title
    domain: Line
    icon: Line
    visibility: Literal["public", "private", "covert", "contested"]
    detection: Annotated[Number, Field(ge=0, le=100)] = 0
    codes: CodesSpec
    note: Line | None = None
    says: Line
    order_class: Key
    aimed: Flag = False
    joint: Flag = False
    help: Text
    notice: Line
    delay: Annotated[Number, Field(ge=0, le=3650)] = 0
    needs: tuple[NeedSpec, ...] = ()
    chance: ChanceSpec | None = None
    levels: tuple[CatalogueLevel, ...] = Field(min_length=1, max_length=8)


class CatalogueFile(Entry):
    """`_shared/catalogue.yaml`."""

    kinds: tuple[CatalogueEntry, ...] = Field(min_length=1, max_length=400)
    contradictions: tuple[ContradictionSpec, ...] = Field(default=(), max_length=400)
