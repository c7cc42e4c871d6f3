"""The thresholds above which an outcome has high stakes, so that the white cell judges it before seats see it."""

from typing import Annotated, TypeAlias

from pydantic import Field

from scenarios.schema.base import Entry
from scenarios.schema.scalars import Key, Number, Whole

Names: TypeAlias = Annotated[tuple[Key, ...], Field(max_length=100)]
"""Order kinds, incidents, and agreements (for support calls)."""


class StakesEntry(Entry):
    """The thresholds of high stakes.

    `severity` is that of the order level that was rolled; `effect` is the largest effect that the roll decides on, in
    points. `hostility` is the MID level of a stage that an incident newly enters; `mishap_in_100` is the chance of an
    accident. A support call always has high stakes. `always` and `never` name what is always or never judged, whatever
    the thresholds.
    """

    severity: Annotated[Number, Field(ge=0, le=1000)] = 10
    effect: Annotated[Number, Field(ge=0, le=1000)] = 5
    hostility: Annotated[Whole, Field(ge=0, le=6)] = 3
    mishap_in_100: Annotated[Whole, Field(ge=0, le=101)] = 1
    always: Names = ()
    never: Names = ()
