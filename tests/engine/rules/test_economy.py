"""Economy: coercion is limited by exposure; effects of arms and technology transfers."""

import pytest

from tests.engine.games import moved, rows_of, turn, with_cells
from tests.engine.rules import cast
from wargame.engine import Order, Setting, World, compile_setting, opening_world

SETTING = compile_setting(cast.spec())
LIST, OPEN, MATCH, EASE = (Order("trade", level, "AVA") for level in ("list", "open", "match", "ease"))


def exposed(ava: int, bor: int = 25_000) -> World:
    """Return a world in which Ava's exposure to Bor, and Bor's to Ava, have these values."""
    return with_cells(SETTING, opening_world(SETTING, 1), exposure_AVA_BOR=ava, exposure_BOR_AVA=bor)


def test_coercion_hurts_by_what_it_covers_and_the_sender_as_much(setting: Setting) -> None:
    hurt = moved(turn(setting, {"BOR": (Order("sanction", "list", "AVA"),)}), "economy", "economy")
    assert hurt["AVA", ""] == pytest.approx(-20_000 * 0.02, abs=20)
    assert hurt["BOR", ""] == pytest.approx(-20_000 * 0.02, abs=20)


def test_a_measure_covers_what_it_says_and_uses_it_up() -> None:
    result = turn(SETTING, {"BOR": (LIST,)}, world=exposed(30_000))
    assert moved(result, "economy", "exposure") == {("AVA", "BOR"): -8_000}
    assert moved(result, "economy", "economy")["AVA", ""] == pytest.approx(-8_000 * 0.02, abs=10)


def test_a_measure_reaches_no_further_than_exposure() -> None:
    result = turn(SETTING, {"BOR": (LIST,)}, world=exposed(3_000))
    assert moved(result, "economy", "exposure") == {("AVA", "BOR"): -3_000}
    assert not rows_of(turn(SETTING, {"BOR": (LIST,)}, world=exposed(0)), "economy")


def test_two_measures_on_one_sheet_share_what_is_left() -> None:
    result = turn(SETTING, {"BOR": (LIST, OPEN)}, world=exposed(20_000))
    assert [entry.delta for entry in rows_of(result, "economy") if entry.variable == "exposure"] == [-8_000, -12_000]
    assert not rows_of(result, "clamp")


@pytest.mark.parametrize(("taken_from_bor", "left", "answer"), [(16_000, 30_000, 16_000), (24_000, 20_000, 14_000)])
def test_a_match_is_as_long_as_theirs_or_as_exposure_allows(taken_from_bor: int, left: int, answer: int) -> None:
    """The rounds of 2018, in US$ billion: 34 answered 34, 16 answered 16, then 60 answered 200, as no more was left."""
    world = exposed(left, 25_000 - taken_from_bor)
    result = turn(SETTING, {"BOR": (MATCH,)}, world=world)
    already = 30_000 - left
    assert moved(result, "economy", "exposure") == {("AVA", "BOR"): -min(taken_from_bor - already, left)}
    assert min(taken_from_bor - already, left) == answer


def test_there_is_nothing_to_match_where_nothing_was_taken() -> None:
    assert not rows_of(turn(SETTING, {"BOR": (MATCH,)}), "economy")


def test_easing_gives_back_what_was_taken_and_no_more() -> None:
    for taken, back in ((12_000, 5_000), (2_000, 2_000)):
        result = turn(SETTING, {"BOR": (EASE,)}, world=exposed(30_000 - taken))
        assert moved(result, "economy", "exposure") == {("AVA", "BOR"): back}
    assert not rows_of(turn(SETTING, {"BOR": (EASE,)}), "economy")


def test_arms_make_ready_and_dependent_and_technology_ready_and_free() -> None:
    for level, ready, tie in (("arms", 2_000, 1_500), ("plans", 1_000, -1_500)):
        result = turn(SETTING, {"DUN": (Order("deliver", level, "AVA"),)})
        assert moved(result, "economy", "readiness") == {("AVA", ""): ready}
        assert moved(result, "economy", "exposure") == {("AVA", "DUN"): tie}


def test_who_stands_badly_to_the_recipient_takes_alarm_at_it_and_at_the_supplier() -> None:
    alarmed = moved(turn(SETTING, {"DUN": (Order("deliver", "arms", "AVA"),)}), "economy", "tension")
    expected = 3_000 * 0.12  # alarm, Bor's relation of -12 to Ava
    assert set(alarmed) == {("BOR", "AVA"), ("BOR", "DUN")}
    assert alarmed["BOR", "AVA"] == alarmed["BOR", "DUN"] == pytest.approx(expected, abs=5)


def test_trade_finds_its_way_back() -> None:
    slow = compile_setting(cast.slow(cast.spec(), 365 * 1440))
    world = with_cells(slow, opening_world(slow, 1), exposure_AVA_BOR=10_000)
    assert turn(slow, {}, world=world).world.exposure[0, 1] == pytest.approx(12_000, abs=150)
