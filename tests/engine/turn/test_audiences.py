"""Entries, reasons and odds reach only those who may know what they rest on.

What is hidden from whom, `tests/secrecy/audiences.py` says. Tests of two worlds run for every seat of four scenarios.
"""

from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import PLAIN_POLICIES, asking, turn, with_cells
from tests.secrecy import numbering, pairs
from tests.secrecy.specs import SPECS, setting_of
from wargame.engine import Order, Outcome, Setting, as_known, compile_setting, opening_world
from wargame.engine.turn.audiences import may_know

EVERY_SEAT = [(name, seat) for name in SPECS for seat in setting_of(name).seats]
each_seat = pytest.mark.parametrize(("name", "seat"), EVERY_SEAT)
each_scenario = pytest.mark.parametrize("name", list(SPECS))
HAIL = Order("hail", "guard", "CYL")


def knowers(setting: Setting, clause: str) -> set[str]:
    """Return the seats that may know every cell of a clause."""
    asked = asking(setting, clause)
    return set(may_know(asked, asked.conditions[(clause,)]))


@pytest.mark.parametrize(
    ("clause", "seats"),
    [
        ("tension AVA CYL >= 1", {"AVA", "BOR", "CYL", "DUN"}),
        ("resolve CYL >= 1", {"CYL"}),
        ("belief BOR astray >= 1", {"BOR"}),
        ("truth astray", set()),
        ("mark file", {"AVA"}),
        ("mark answered", {"AVA", "BOR", "CYL", "DUN"}),
        ("strength bond >= 1", {"BOR", "DUN"}),
        ("fired boycott", {"AVA", "CYL"}),
        ("stage islet = inside", {"AVA", "BOR", "CYL", "DUN"}),
        ("ordered AVA warn", {"AVA", "BOR", "CYL", "DUN"}),
        ("ordered BOR sound_out at CYL", {"BOR", "CYL"}),
        ("ordered BOR sound_out", {"BOR"}),
        ("ordered any sound_out", set()),
        ("worked CYL listen_in", {"CYL"}),
        ("tagged AVA firm", {"AVA", "BOR", "CYL", "DUN"}),
        ("resolve CYL >= 1 or truth astray", set()),
    ],
)
def test_a_clause_is_known_to_those_who_may_know_all_it_asks(setting: Setting, clause: str, seats: set[str]) -> None:
    assert knowers(setting, clause) == seats


def both_truths(setting: Setting, seed: int) -> list[tuple[Outcome, Outcome]]:
    """Resolve a turn under each hidden truth, with the same events."""
    opening = opening_world(setting, 1)
    worlds = (with_cells(setting, opening, truth_astray=value) for value in (0, 1))
    results = [turn(setting, {"AVA": (HAIL,)}, seed, world) for world in worlds]
    pairs = zip(results[0].outcomes, results[1].outcomes, strict=False)
    return [(a, b) for a, b in pairs if (a.subject, a.result) == (b.subject, b.result)]


def test_odds_and_reasons_do_not_betray_a_hidden_truth(setting: Setting) -> None:
    pairs = [pair for seed in range(40) for pair in both_truths(setting, seed)]
    assert any(a.options != b.options for a, b in pairs)
    for a, b in pairs:
        for seat in a.audience:
            known = as_known(a, seat), as_known(b, seat)
            assert known[0].options == known[1].options
            assert known[0].reasons == known[1].reasons
            assert {one.roll for one in known} == {one.threshold for one in known} == {-1}
            assert known[0].seen == ()


def test_what_a_seat_sees_is_consistent_in_itself(setting: Setting) -> None:
    for seed in range(60):
        for outcome in turn(setting, {"AVA": (HAIL,)}, seed).outcomes:
            seen = as_known(outcome, "BOR")
            if seen.options:
                assert seen.chosen in [option.key for option in seen.options]
                assert sum(option.in_100 for option in seen.options) == 100


def test_the_whole_truth_stays_in_the_outcome(setting: Setting) -> None:
    lost = with_cells(setting, opening_world(setting, 1), truth_astray=1)
    hail = turn(setting, {"AVA": (HAIL,)}, world=lost).outcomes[0]
    assert [(reason.text, reason.reveals, reason.audience) for reason in hail.reasons] == [
        ("The crew was lost.", "astray", ())
    ]
    assert hail.options[0].in_100 == 60
    assert as_known(hail, "AVA").options[0].in_100 == 40
    assert as_known(hail, "AVA").reasons == ()


def test_an_entry_is_known_to_those_who_may_know_value_and_cause(setting: Setting) -> None:
    result = turn(
        setting, {"BOR": (Order("sound_out", "quiet", "CYL"),), "CYL": (Order("listen_in", "", "AVA"),)}, seed=8
    )
    audiences = {(entry.rule, entry.variable, entry.who): entry.audience for entry in result.entries}
    assert audiences["impulse", "tension", "CYL"] == ("BOR", "CYL")
    assert audiences["direct effect", "belief", "BOR"] == ("BOR",)
    assert audiences["direct effect", "readiness", "CYL"] == ("CYL",)
    assert audiences["clock", "turn", ""] == ("AVA", "BOR", "CYL", "DUN")


def test_a_change_of_a_secret_agreement_is_known_to_its_parties() -> None:
    pact = replace(invented.spec().agreements[1], consultation=True, strength=100)
    bound = compile_setting(replace(invented.spec(), agreements=(invented.spec().agreements[0], pact)))
    world = with_cells(bound, opening_world(bound, 1), stimulus_CYL_BOR=12)
    result = turn(bound, {"DUN": (Order("support", "words", "BOR"),)}, world=world)
    (entry,) = [entry for entry in result.entries if entry.rule == "clamp"]
    assert (entry.name, entry.audience) == ("bond", ("BOR", "DUN"))


@each_seat
def test_two_worlds_that_differ_in_what_is_hidden_look_the_same(name: str, seat: str) -> None:
    for seed in range(5):
        pairs.check_view(setting_of(name), pairs.two_worlds(setting_of(name), seat, seed), seat)


@pytest.mark.slow
@each_seat
def test_policies_decide_and_previews_foretell_the_same_in_both(name: str, seat: str) -> None:
    worlds = pairs.two_worlds(setting_of(name), seat, 1)
    pairs.check_decisions(setting_of(name), worlds, seat, PLAIN_POLICIES)
    pairs.check_previews(setting_of(name), worlds, seat)


@pytest.mark.slow
@each_seat
def test_what_came_about_in_both_is_told_the_same(name: str, seat: str) -> None:
    for seed in range(5):
        worlds = pairs.two_worlds(setting_of(name), seat, seed)
        pairs.check_results(setting_of(name), worlds, seat, pairs.busy(setting_of(name), seed))


@pytest.mark.slow
@each_scenario
def test_nobody_is_told_of_an_outcome_or_an_entry_whom_the_table_leaves_out(name: str) -> None:
    for seed in range(5):
        setting = setting_of(name)
        pairs.check_audiences(setting, pairs.without_fired(setting, seed), pairs.busy(setting, seed))


@pytest.mark.slow
@each_scenario
def test_no_gap_in_numbers_tells_of_an_order_or_an_entry(name: str) -> None:
    for seed in range(5):
        setting = setting_of(name)
        numbering.check_numbers(setting, pairs.without_fired(setting, seed), pairs.busy(setting, seed))


@each_seat
def test_what_everybody_knows_is_the_same_whatever_one_seat_may_not_know(name: str, seat: str) -> None:
    pairs.check_common_knowledge(setting_of(name), seat, 1)


def test_an_effect_with_a_hidden_reason_is_told_to_who_knows_the_reason() -> None:
    pairs.check_hidden_reasons(setting_of("islet"), opening_world(setting_of("islet"), 1))


def test_a_ruling_keeps_its_reason_where_that_is_not_public() -> None:
    pairs.check_rulings(setting_of("islet"))
