"""Each seat sees the game as it would have gone without what the seat did not notice."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import cells, turn, with_cells
from wargame.engine import (
    FIRE,
    Adjudication,
    Interventions,
    Order,
    Ruling,
    Setting,
    Sheet,
    Shift,
    World,
    adjudicate,
    compile_setting,
    decode,
    encode,
    known_entries,
    known_outcomes,
    opening_world,
    perspective,
    true_entries,
)
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.world.world import UNKNOWN

SECRET = Order("sound_out", "quiet", "CYL")
HAIL, WARN = Order("hail", "guard", "CYL"), Order("warn", "flares", "CYL")
OPEN: dict[str, Sheet] = {"AVA": (HAIL, WARN), "CYL": (Order("press_on", "", "AVA"),)}
WITH_SECRET: dict[str, Sheet] = {**OPEN, "BOR": (SECRET,)}


def figures(setting: Setting, world: World, seat: str) -> dict[Subject, int]:
    """Return every figure that the seat sees."""
    row = zip(subjects(setting), cells(perspective(setting, world, seat).world), strict=True)
    return {subject: value for subject, value in row if value != UNKNOWN}


def everything_for(setting: Setting, result: Adjudication, seat: str) -> tuple[object, ...]:
    """Return everything that a seat reads of a turn, and of the world to which it led."""
    entries, outcomes = known_entries(result.ledger, seat), known_outcomes(result.outcomes, seat)
    return entries, outcomes, figures(setting, result.world, seat)


def test_a_seat_sees_no_figure_move_by_an_order_that_it_did_not_notice(setting: Setting) -> None:
    world = opening_world(setting, 1)
    secret, without = (adjudicate(setting, world, sheets, 7) for sheets in (WITH_SECRET, OPEN))
    assert cells(secret.world) != cells(without.world)
    for seat in ("AVA", "DUN"):
        assert everything_for(setting, secret, seat) == everything_for(setting, without, seat)
    for seat in ("BOR", "CYL"):
        assert everything_for(setting, secret, seat) != everything_for(setting, without, seat)


def test_it_sees_none_move_by_it_in_later_turns_either(setting: Setting) -> None:
    secret = without = opening_world(setting, 1)
    for number, (one, other) in enumerate([(WITH_SECRET, OPEN), (OPEN, OPEN), (OPEN, OPEN)]):
        played = adjudicate(setting, secret, one, number), adjudicate(setting, without, other, number)
        secret, without = (result.world for result in played)
        for seat in ("AVA", "DUN"):
            assert everything_for(setting, played[0], seat) == everything_for(setting, played[1], seat)


@pytest.mark.parametrize("seat", ["AVA", "BOR", "CYL", "DUN"])
def test_what_moved_is_the_sum_of_its_entries(setting: Setting, seat: str) -> None:
    world = opening_world(setting, 1)
    for number in range(3):
        before, result = figures(setting, world, seat), adjudicate(setting, world, WITH_SECRET, number)
        for entry in known_entries(result.ledger, seat):
            subject = Subject(entry.variable, entry.who, entry.towards, entry.name)
            assert entry.before == before[subject]
            before[subject] = entry.after
        assert before == figures(setting, result.world, seat)
        world = result.world


def test_an_account_is_kept_with_its_world(setting: Setting) -> None:
    result = adjudicate(setting, opening_world(setting, 1), WITH_SECRET, 7)
    again = decode(encode(result.world), setting)
    assert len(result.world.untold)
    assert figures(setting, again, "DUN") == figures(setting, result.world, "DUN")


def test_what_happened_is_told_in_full_truth_and_what_was_seen_instead_is_not(setting: Setting) -> None:
    tense = with_cells(setting, opening_world(setting, 1), tension_CYL_BOR=60_000)
    result = adjudicate(setting, adjudicate(setting, tense, WITH_SECRET, 7).world, OPEN, 8)
    assert true_entries(result.ledger) == result.entries
    assert any(entry.as_told for entry in result.ledger)
    assert [entry.sequence for entry in result.ledger] == list(range(1, 1 + len(result.ledger)))
    assert not any(entry.as_told for seat in setting.seats for entry in known_entries(result.ledger, seat))


def test_a_ruling_a_shift_and_an_inject_reach_every_account_that_may_know_them(setting: Setting) -> None:
    by_hand = Interventions(
        outcomes=(Ruling("order", "failed", role="AVA", slot=0),),
        injects={"boycott": FIRE},
        shifts=(Shift("approval", "DUN", 5), Shift("tension", "AVA", 5, "CYL")),
    )
    results = [adjudicate(setting, opening_world(setting, 1), sheets, 7, by_hand) for sheets in (WITH_SECRET, OPEN)]
    for seat in ("AVA", "DUN"):
        assert everything_for(setting, results[0], seat) == everything_for(setting, results[1], seat)
    told = known_entries(results[0].ledger, "DUN")
    assert {("shift", "approval", "DUN"), ("shift", "tension", "AVA")} <= {
        (entry.rule, entry.variable, entry.who) for entry in told
    }


def test_the_turn_ends_in_every_account_as_it_ended(setting: Setting) -> None:
    ending = replace(invented.spec().endings[0], when=("relation BOR CYL >= -100",), immediate=True)
    ended = compile_setting(replace(invented.spec(), endings=(ending, *invented.spec().endings[1:])))
    result = turn(ended, WITH_SECRET, world=with_cells(ended, opening_world(ended, 1)))
    for seat in ended.seats:
        assert perspective(ended, result.world, seat).world.clock.tolist() == result.world.clock.tolist()
