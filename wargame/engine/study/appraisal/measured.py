"""Results of the parts of an appraisal, by measure and seat, from which its figures are put together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal import parts
from wargame.engine.study.appraisal.estimates import Estimate

Row = dict[str, Any]

FIRST_OF_SEVERAL = {
    parts.HIGHEST: "highest",
    parts.RECORD: "endings",
    parts.CONTRADICTIONS: "contradictions",
}
"""Measures whose games say several things, each with the name of the first."""


@dataclass
class Measured:
    """Results by measure and seat, in the order of their games."""

    setting: Setting
    found: dict[tuple[str, str], list[Any]] = field(default_factory=dict)

    def of(self, measure: str, seat: str = "") -> list[Any]:
        return self.found.get((measure, seat), [])

    def one(self, measure: str, seat: str = "") -> Any:
        """Return the result of a measure that has one part; None if it was not measured."""
        return next(iter(self.of(measure, seat)), None)

    def joined(self, measure: str, seat: str = "") -> list[Any]:
        return [row for rows in self.of(measure, seat) for row in rows]

    def named(self, measure: str) -> dict[str, Any]:
        """Return the values of a measure of all seats for several things, by their names; nothing if it was not
        measured."""
        found = self.one(measure)
        if found is None:
            return {}
        first = FIRST_OF_SEVERAL[measure]
        # Earlier versions stored the first of these things alone.
        whole: dict[str, Any] = found if isinstance(found, dict) and (first in found or not found) else {first: found}
        return whole

    def by_seat(self, measure: str) -> dict[str, Any]:
        """Return the results of a measure that has one part for each seat, as far as they are measured."""
        return {seat: self.one(measure, seat) for seat in self.setting.seats if self.of(measure, seat)}


def estimate(found: Iterable[Any]) -> Row:
    """Return an estimate as plain values, from itself or from its values in a list."""
    one = Estimate(*found)
    return {"value": one.value, "error": one.error}
