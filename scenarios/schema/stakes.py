"""From where an outcome is of high stakes in a scenario, so that a white cell judges it before everybody sees it."""

from typing import Annotated, TypeAlias

from pydantic import Field

from scenarios.schema.base import Entry
from scenarios.schema.scalars import Key, Number, Whole

Names: TypeAlias = Annotated[tuple[Key, ...], Field(max_length=100)]
"""Kinds of orders, incidents and agreements (for calls on a pact)."""


class StakesEntry(Entry):
    """`severity` of a rolled order's level, and `effect`, the largest that its roll decides on, in points.

    `hostility` is the MID level of a stage that an incident newly enters, `mishap_in_100` the chance of an accident
    among what could have happened. A call on a pact is always of high stakes. Above all figures stand the names of
    what is `always` or `never` judged.
    """

    severity: Annotated[Number, Field(ge=0, le=1000)] = 10
    effect: Annotated[Number, Field(ge=0, le=1000)] = 5
    hostility: Annotated[Whole, Field(ge=0, le=6)] = 3
    mishap_in_100: Annotated[Whole, Field(ge=0, le=101)] = 1
    always: Names = ()
    never: Names = ()
