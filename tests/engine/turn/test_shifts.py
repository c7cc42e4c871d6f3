"""Shifts: the white cell moves a figure within its bounds, and the ledger says so."""

import pytest

from tests.engine import invented
from tests.engine.games import turn
from wargame.engine import (
    InterventionError,
    Interventions,
    Shift,
    adjudicate,
    compile_setting,
    interventions_of,
    opening_world,
)

SETTING = compile_setting(invented.spec())


def test_a_shift_moves_a_figure_of_both_sides_within_the_scale_and_says_so() -> None:
    world = opening_world(SETTING, 7)
    shifts = (Shift("tension", "AVA", 12.5, "CYL"), Shift("approval", "AVA", -30), Shift("approval", "AVA", -30))
    plain, moved = turn(SETTING, {}, 7, world), adjudicate(SETTING, world, {}, 7, Interventions(shifts=shifts))
    ava, cyl = SETTING.names.states["AVA"], SETTING.names.states["CYL"]
    for one, other in ((ava, cyl), (cyl, ava)):
        assert moved.world.tension[one, other] - plain.world.tension[one, other] == 12_500
    assert moved.world.approval[ava] == max(0, plain.world.approval[ava] - 60_000)
    told = [entry for entry in moved.entries if entry.rule == "shift"]
    assert {(entry.variable, entry.delta) for entry in told} == {("tension", 12_500), ("approval", -60_000)}
    assert all("the white cell decided so" in entry.text for entry in told)


@pytest.mark.parametrize(
    "shift",
    [
        Shift("tension", "AVA", 31, "CYL"),
        Shift("tension", "AVA", 0, "CYL"),
        Shift("tension", "AVA", 5, "AVA"),
        Shift("tension", "AVA", 5),
        Shift("points", "AVA", 5),
        Shift("approval", "MARS", 5),
    ],
)
def test_a_shift_out_of_bounds_is_refused(shift: Shift) -> None:
    with pytest.raises(InterventionError):
        adjudicate(SETTING, opening_world(SETTING, 7), {}, 7, Interventions(shifts=(shift,)))


def test_shifts_are_stored_and_read_back() -> None:
    given = Interventions(shifts=(Shift("approval", "AVA", 5, source="inject:4"),))
    assert interventions_of(given.as_json()) == given
