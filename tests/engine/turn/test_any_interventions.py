"""Any interventions in any turn: the ledger adds up, other rolls stay, builds agree, and what is ruled happens."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given

from tests.engine import invented
from tests.engine.games import SEEDS, cells, sheets_of, worlds_of
from wargame.engine import (
    Accord,
    Interventions,
    Ruling,
    Sheet,
    World,
    adjudicate,
    compile_setting,
    interventions_of,
    replay,
    warm,
)
from wargame.engine.playouts.playouts import begin, play
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.turn.transitions import open_ways, option_keys
from wargame.engine.world import dice

pytestmark = pytest.mark.slow

SETTING = compile_setting(invented.spec())
SHEETS, WORLDS = sheets_of(SETTING), worlds_of(SETTING)
Sheets = Mapping[str, Sheet]
WHY = "The aircraft had no radio."


def decidable(world: World, sheets: Sheets) -> Iterator[Ruling]:
    """Return every ruling that a turn allows, with several about the same outcome."""
    for role, sheet in sheets.items():
        for slot, order in enumerate(sheet):
            kind = SETTING.order(order.kind)
            for result in ("worked", "failed", "refused") if kind.chance else ("refused",):
                yield Ruling("order", result, role, slot, reason=WHY)
            for result in ("noticed", "unnoticed") if kind.visibility == "covert" else ():
                yield Ruling("notice", result, role, slot)
    for key in option_keys(SETTING, open_ways(SETTING, 0, int(world.incident[0, 0]), int(world.clock[0]))):
        yield Ruling("incident", key, name="islet", is_public=False)
    for pact in SETTING.spec.agreements:
        for ally in pact.parties:
            yield from (Ruling("call", result, ally, name=pact.key) for result in ("kept", "broken"))


def some(world: World, sheets: Sheets, seed: int) -> Interventions:
    """Draw about half of the interventions that a turn allows."""

    def chosen(place: int, ways: int) -> int:
        return dice.roll(dice.key_of(seed), 1, 0, place % 256, place // 256) % (2 * ways)

    by_outcome = {one.about: one for place, one in enumerate(decidable(world, sheets)) if not chosen(place, 1)}
    unfired = [inject.key for index, inject in enumerate(SETTING.spec.injects) if not world.fired[index]]
    acts = {key: ("fire", "skip", "judge", "", "", "")[chosen(700 + place, 3)] for place, key in enumerate(unfired)}
    pacts = [pact for place, pact in enumerate(SETTING.spec.agreements) if chosen(800 + place, 1)]
    accords = tuple(Accord(pact.key, pact.parties, ends=bool(chosen(900, 1))) for pact in pacts)
    return Interventions(tuple(by_outcome.values()), {key: act for key, act in acts.items() if act}, accords)


@given(WORLDS, SHEETS, SEEDS, SEEDS)
def test_entries_add_up_and_cells_stay_in_range(world: World, sheets: Sheets, seed: int, draw: int) -> None:
    result = adjudicate(SETTING, world, sheets, seed, some(world, sheets, draw))
    running = dict(zip(subjects(SETTING), cells(world), strict=True))
    for entry in result.entries:
        subject = Subject(entry.variable, entry.who, entry.towards, entry.name)
        assert entry.before == running[subject]
        running[subject] += entry.delta
    assert list(running.values()) == cells(result.world)
    limits = SETTING.tables.cells
    assert all(low <= value <= high for value, (low, high, _) in zip(cells(result.world), limits, strict=True))


@given(WORLDS, SHEETS, SEEDS, SEEDS)
def test_all_rolls_stay_as_they_were(world: World, sheets: Sheets, seed: int, draw: int) -> None:
    plain = adjudicate(SETTING, world, sheets, seed)
    ruled = adjudicate(SETTING, world, sheets, seed, some(world, sheets, draw))
    first, second = (
        {(o.subject, o.actor, o.target, o.name, o.slot): o.roll for o in result.outcomes if o.roll >= 0}
        for result in (plain, ruled)
    )
    assert all(first[about] == second[about] for about in first.keys() & second.keys())


@given(WORLDS, SHEETS, SEEDS)
def test_ruling_what_the_dice_had_anyway_changes_no_integer(world: World, sheets: Sheets, seed: int) -> None:
    plain = adjudicate(SETTING, world, sheets, seed)
    rulings = tuple(
        Ruling(o.subject, o.chosen, o.actor if o.subject == "order" else "", o.slot, o.name)
        for o in plain.outcomes
        if o.subject in ("order", "incident") and o.chosen
    )
    again = adjudicate(SETTING, world, sheets, seed, Interventions(rulings))
    assert cells(again.world) == cells(plain.world)
    assert [o.result for o in again.outcomes] == [o.result for o in plain.outcomes]


@given(WORLDS, SHEETS, SEEDS, SEEDS)
def test_plain_and_compiled_agree_and_forget_after_a_turn(world: World, sheets: Sheets, seed: int, draw: int) -> None:
    warm(block=True)
    interventions = some(world, sheets, draw)
    games = begin(SETTING, [world], [sheets], [seed], [{}], interventions)
    first = adjudicate(SETTING, world, sheets, seed, interventions).world
    play(SETTING, games, 1)
    assert games.rows[0][: SETTING.at.sheet].tolist() == cells(first)
    if not first.clock[1] and first.clock[0] <= len(SETTING.spec.turns):
        play(SETTING, games, 1)
        assert games.rows[0][: SETTING.at.sheet].tolist() == cells(adjudicate(SETTING, first, {}, seed).world)


@given(WORLDS, SHEETS, SEEDS, SEEDS)
def test_they_survive_their_json_and_a_replay(world: World, sheets: Sheets, seed: int, draw: int) -> None:
    interventions = some(world, sheets, draw)
    assert interventions_of(interventions.as_json()) == interventions
    played = adjudicate(SETTING, world, sheets, seed, interventions)
    (again,) = replay(SETTING, world, [(sheets, seed, interventions_of(interventions.as_json()))])
    assert again.digest == played.digest


@given(WORLDS, SHEETS, SEEDS, SEEDS)
def test_what_is_ruled_happens_and_is_noted(world: World, sheets: Sheets, seed: int, draw: int) -> None:
    interventions = some(world, sheets, draw)
    result = adjudicate(SETTING, world, sheets, seed, interventions)
    noted = {(o.subject, o.actor, o.slot): [ruled.subject for ruled in o.rulings] for o in result.outcomes}
    for ruling in (one for one in interventions.outcomes if one.subject == "order"):
        about = ("order", ruling.role, ruling.slot)
        outcome = next(o for o in result.outcomes if (o.subject, o.actor, o.slot) == about)
        assert outcome.result in (ruling.result, "refused")
        assert "order" in noted[about] or outcome.result != ruling.result
