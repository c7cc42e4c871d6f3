"""Checks effects that draw an amount, and pairs those that seats tell apart by the amount alone."""

from collections.abc import Sequence

from wargame.engine.errors import SettingError
from wargame.engine.scenario.conditions import truths_asked
from wargame.engine.spec import Condition, EffectSpec
from wargame.engine.world.table_rows import EffectRow

NO_TWIN = -1
WIDEST_SPREAD = 10
"""The widest spread of an effect, in points: one roll of 65536 draws its amounts nearly evenly."""


def check_drawn(spec: EffectSpec, path: str) -> None:
    """Refuse an effect that changes nothing, or draws what cannot be drawn. Raises SettingError."""
    if spec.right and spec.variable != "belief":
        raise SettingError(f"{path}.right", f"{spec.variable} is no belief.", "Look into a truth: variable belief.")
    if spec.right and (spec.amount or spec.spread or spec.habituates):
        message = "A look into a truth moves the belief by itself."
        raise SettingError(f"{path}.amount", message, "Drop amount, spread and habituates.")
    if spec.right and not 50 < spec.right <= 100:
        remedy = "Choose how often it is right of 100 times, above 50, which says nothing, up to 100."
        raise SettingError(f"{path}.right", f"{spec.right:g} is outside 50..100.", remedy)
    if not spec.right and not spec.amount:
        raise SettingError(f"{path}.amount", "It changes nothing.", "Write an amount other than 0.")
    if not 0 <= spec.spread <= WIDEST_SPREAD:
        remedy = f"Choose a figure from 0 to {WIDEST_SPREAD}."
        raise SettingError(f"{path}.spread", f"{spec.spread:g} is outside 0..{WIDEST_SPREAD}.", remedy)
    if spec.spread and spec.variable in ("points", "in_force", "mark"):
        raise SettingError(f"{path}.spread", f"{spec.variable} is counted in whole numbers.", "Drop the spread.")


def paired(specs: Sequence[EffectSpec], rows: Sequence[EffectRow], first: int) -> list[EffectRow]:
    """Return the rows of a list of effects, of which the first has the number `first`, with their twins.

    Twins move the same cells in the same words in opposite cases of one hidden truth, all else being equal. Twins that
    draw their amounts draw them by one die.
    """
    found: dict[tuple[object, ...], int] = {}
    paired_rows = list(rows)
    for number, (spec, row) in enumerate(zip(specs, rows, strict=True)):
        if row.truth < 0 or spec.right:
            continue
        place = spec.variable, spec.who, spec.towards, spec.name, spec.because, row.truth, without_truth(spec.when)
        other = found.setdefault(place, number)
        if other != number:
            serial = max(row.serial, rows[other].serial)
            paired_rows[number] = row._replace(twin=first + other, serial=serial)
            paired_rows[other] = rows[other]._replace(twin=first + number, serial=serial)
    return paired_rows


def without_truth(condition: Condition) -> Condition:
    """Return the clauses of a condition that ask for no hidden truth."""
    return tuple(clause for clause in condition if not truths_asked((clause,)))
