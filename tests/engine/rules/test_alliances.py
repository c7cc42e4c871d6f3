"""Alliances: supporting an ally that was acted against, or saying nothing."""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import moved, rows_of, turn, with_cells
from tests.engine.rules import cast
from tests.engine.rules.cast import BUZZ
from wargame.engine import Adjudication, Order, Outcome, Setting, compile_setting, opening_world


@pytest.mark.parametrize(("sheet", "strength", "standing"), [
    ((Order("support", "words", "AVA"),), 3_000, 1_000),
    ((), -1_500, -1_000),
])  # fmt: skip
def test_support_strengthens_and_silence_weakens_a_consulting_ally(
    setting: Setting, sheet: tuple[Order, ...], strength: int, standing: int
) -> None:
    after_force = turn(setting, {"CYL": (Order("press_on", "", "AVA"),)}).world
    result = turn(setting, {"DUN": sheet}, world=after_force)
    assert sum(entry.delta for entry in rows_of(result, "alliances") if entry.variable == "strength") == strength
    assert moved(result, "alliances", "standing") == {("DUN", ""): standing}


def test_without_force_nobody_is_expected_to_consult(setting: Setting) -> None:
    assert not rows_of(turn(setting, {}), "alliances")


WIDE = compile_setting(cast.spec())
SUPPORT = Order("support", "words", "AVA")
"""Dun is bound to Ava by a pact of defence that opens with strength 60."""


def came_in(result: Adjudication) -> bool:
    """Return whether Dun joined the dispute after it was called on, because Cyl used force against Ava."""
    return ("DUN", "CYL") in moved(result, "support call", "tension")


def share_that_comes(setting: Setting, **values: int) -> float:
    """Return in what share of 600 games Dun joins without an order by its government."""
    calls = [turn(setting, {"CYL": (BUZZ,)}, s, with_cells(setting, opening_world(setting, s), **values))
             for s in range(600)]  # fmt: skip
    return sum(map(came_in, calls)) / 600


@pytest.mark.slow
def test_an_ally_comes_as_often_as_the_dial_says() -> None:
    assert share_that_comes(WIDE) == pytest.approx(0.5, abs=0.06)


@pytest.mark.slow
@pytest.mark.parametrize(("preset", "share"), [
    ("1816-1944", 0.75), ("1816-2003", 0.5), ("defence pacts", 0.41), ("since 1945", 0.22),
])  # fmt: skip
def test_the_presets_are_the_published_shares_of_pacts_that_were_honoured(preset: str, share: float) -> None:
    setting = compile_setting(replace(cast.spec(), dials=(("reliability", preset),)))
    assert setting.dials["reliability"] == share
    assert share_that_comes(setting) == pytest.approx(share, abs=0.06)


@pytest.mark.slow
def test_a_pact_half_as_strong_as_it_opened_is_honoured_half_as_often() -> None:
    assert share_that_comes(WIDE, strength_pact=30_000) == pytest.approx(0.25, abs=0.06)
    assert share_that_comes(WIDE, strength_pact=90_000) == pytest.approx(0.5, abs=0.06)


def test_an_order_of_support_answers_the_call_whatever_the_roll() -> None:
    assert all(came_in(turn(WIDE, {"CYL": (BUZZ,), "DUN": (SUPPORT,)}, seed)) for seed in range(40))


def test_an_ally_that_comes_is_drawn_in_and_stiffens_whom_it_protects() -> None:
    result = turn(WIDE, {"CYL": (BUZZ,), "DUN": (SUPPORT,)})
    share = 20_000 * 307 / 1024  # severity, entrapment
    drawn_in = moved(result, "support call", "tension")
    assert drawn_in == {("DUN", "CYL"): pytest.approx(share, abs=1), ("CYL", "DUN"): pytest.approx(share, abs=1)}
    assert moved(result, "support call", "resolve") == {("AVA", ""): 1_000}
    assert "came in" in rows_of(result, "support call")[0].text


def test_an_ally_that_stays_away_loses_goodwill() -> None:
    left_alone = next(r for s in range(99) if not came_in(r := turn(WIDE, {"CYL": (BUZZ,)}, s)))
    assert moved(left_alone, "support call", "relation") == {("AVA", "DUN"): -2_000}
    assert "stayed away" in rows_of(left_alone, "support call")[0].text


def call_of(result: Adjudication) -> Outcome:
    """Return the only support call of a turn."""
    (call,) = (outcome for outcome in result.outcomes if outcome.subject == "call")
    return call


def test_a_call_is_told_with_its_chance_and_its_roll_as_other_rolls_are() -> None:
    weak = with_cells(WIDE, opening_world(WIDE, 1), strength_pact=30_000)
    for seed in range(40):
        result = turn(WIDE, {"CYL": (BUZZ,)}, seed, weak)
        call, rows = call_of(result), rows_of(result, "support call")
        assert (call.actor, call.target, call.partner, call.name) == ("DUN", "AVA", "CYL", "pact")
        assert call.result == ("kept" if call.roll < call.threshold else "broken") == call.chosen
        assert [(option.label, option.in_100) for option in call.options] == [("comes in", 25), ("stays away", 75)]
        assert {row.cause for row in rows} == {"call:DUN:pact"}
        assert all(f"{call.text[1:-1]}" in row.text for row in rows)


def test_a_government_that_ordered_support_did_not_roll() -> None:
    result = turn(WIDE, {"CYL": (BUZZ,), "DUN": (SUPPORT,)})
    call = call_of(result)
    assert (call.result, call.roll, call.options) == ("kept", -1, ())
    assert call.text == "Dun came in for Ava, by order of its government (the pact of Ava and Dun)."
    assert {row.cause for row in rows_of(result, "support call")} == {"call:DUN:pact"}


def test_a_call_under_a_secret_pact_is_told_to_those_who_know_it_alone() -> None:
    result = turn(WIDE, {"CYL": (Order("buzz", "low", "BOR"),)})
    call, rows = call_of(result), rows_of(result, "support call")
    assert (call.name, call.audience) == ("bond", ("BOR", "DUN"))
    assert rows
    assert all(set(row.audience) <= {"BOR", "DUN"} for row in rows)


@pytest.mark.parametrize("sheets", [
    {"CYL": (Order("press_on", "", "AVA"),)},
    {"CYL": (Order("buzz", "low", "BOR"),), "BOR": ()},
])  # fmt: skip
def test_only_force_against_a_party_calls_on_a_pact(sheets: dict[str, tuple[Order, ...]]) -> None:
    alone = with_cells(WIDE, opening_world(WIDE, 1), in_force_bond=0)
    assert not rows_of(turn(WIDE, sheets, world=alone), "support call")


def test_a_pact_out_of_force_or_with_the_author_of_the_force_is_not_called_on() -> None:
    loose = with_cells(WIDE, opening_world(WIDE, 1), in_force_pact=0)
    assert not rows_of(turn(WIDE, {"CYL": (BUZZ,)}, world=loose), "support call")
    spec = cast.spec()
    pact = replace(spec.agreements[0], parties=("AVA", "DUN", "CYL"))
    inside = compile_setting(replace(spec, agreements=(pact, *spec.agreements[1:])))
    assert not rows_of(turn(inside, {"CYL": (BUZZ,)}), "support call")


def leaving_out(*places: str) -> invented.ScenarioSpec:
    """Return the scenario with the incident at the rocks, and with a pact of Ava and Dun that excludes places."""
    spec = cast.spec()
    pact = replace(spec.agreements[0], excluded_places=places)
    incident = replace(spec.incidents[0], place="rocks")
    return replace(spec, agreements=(pact, *spec.agreements[1:]), incidents=(incident, *spec.incidents[1:]))


def test_force_at_a_place_that_the_pact_leaves_out_calls_on_nobody() -> None:
    assert rows_of(turn(compile_setting(leaving_out("shoal")), {"CYL": (BUZZ,)}), "support call")
    assert not rows_of(turn(compile_setting(leaving_out("shoal", "rocks")), {"CYL": (BUZZ,)}), "support call")


def test_an_incident_at_a_place_that_the_pact_leaves_out_is_no_cause_to_consult() -> None:
    for places, judged in (((), True), (("rocks",), False)):
        setting = compile_setting(leaving_out(*places))
        inside = opening_world(setting, 1)
        inside.incident[0] = (1, 3, 0)
        assert bool(rows_of(turn(setting, {}, world=inside), "alliances")) == judged


def test_with_reliability_off_nobody_is_called() -> None:
    off = compile_setting(replace(cast.spec(), dials=(("reliability", 0.0),)))
    assert not rows_of(turn(off, {"CYL": (BUZZ,), "DUN": (SUPPORT,)}), "support call")
