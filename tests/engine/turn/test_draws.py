"""Only full truth has the roll behind an outcome, and every seat's forecast."""

from tests.engine.games import turn, with_cells
from wargame.engine import LedgerEntry, Order, Setting, as_known, opening_world
from wargame.engine.turn.outcomes import exactly_in_100
from wargame.engine.turn.reporting.incidents import strip

HAIL = Order("hail", "guard", "CYL")


def test_full_truth_tells_every_seat_that_noticed_its_odds(setting: Setting) -> None:
    lost = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    for outcome in turn(setting, {"AVA": (HAIL,)}, world=lost).outcomes:
        draw = outcome.draw
        if draw is None:
            continue
        told = {seat: each.options for each in draw.told for seat in each.seats}
        assert sorted(told) == sorted(outcome.audience)
        assert all(options == as_known(outcome, seat).options for seat, options in told.items())


def test_the_roll_of_full_truth_lies_below_its_threshold_where_the_order_works(setting: Setting) -> None:
    for seed in range(60):
        hail = turn(setting, {"AVA": (HAIL,)}, seed).outcomes[0]
        draw = hail.draw
        assert draw is not None
        assert (draw.roll_in_100 < draw.threshold_in_100) == (hail.result == "worked")


def test_what_a_seat_knows_has_no_roll_behind_it(setting: Setting) -> None:
    outcomes = turn(setting, {"AVA": (HAIL,)}).outcomes
    known = [as_known(outcome, seat) for outcome in outcomes for seat in outcome.audience]
    assert known
    assert {outcome.draw for outcome in known} == {None}


def test_no_row_of_the_ledger_has_odds_or_a_roll() -> None:
    assert not {"roll", "chance", "threshold"} & set(LedgerEntry._fields)


def test_two_rolls_are_never_written_alike() -> None:
    written = [exactly_in_100(roll) for roll in range(65_536)]
    assert len(set(written)) == len(written)
    assert written == sorted(written)
    assert (written[0], written[-1]) == (0, 99.998)


def test_who_knows_of_no_way_on_is_left_with_what_it_sees(setting: Setting) -> None:
    ways = range(3)
    (option,) = strip(setting, ways, ("a", "b", "c"), (0, 0, 0), (1, 1))
    assert (option.key, option.in_100) == ("b", 100)
