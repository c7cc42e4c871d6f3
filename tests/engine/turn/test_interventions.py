"""Interventions: each does what it says, changes no other roll, and its ledger adds up."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.engine import invented
from tests.engine.games import cells, rows_of, sheets_of, turn, with_cells, worlds_of
from tests.engine.rules import cast
from wargame.engine import (
    NONE,
    Accord,
    Adjudication,
    InterventionError,
    Interventions,
    Order,
    Outcome,
    Ruling,
    Sheet,
    World,
    adjudicate,
    argue,
    as_known,
    compile_setting,
    interventions_of,
    opening_world,
)
from wargame.engine.world import dice

SETTING, CAST = compile_setting(invented.spec()), compile_setting(cast.spec())
SHEETS, WORLDS = sheets_of(SETTING), worlds_of(SETTING)
Sheets = Mapping[str, Sheet]
HAIL, SHOTS, LISTEN = Order("hail", "guard", "CYL"), Order("warn", "shots", "CYL"), Order("listen_in", target="CYL")
WHY = "The aircraft had no radio."


def with_ruling(sheets: Sheets, *rulings: Ruling, seed: int = 1, world: World | None = None) -> Adjudication:
    opening = opening_world(SETTING, seed) if world is None else world
    return adjudicate(SETTING, opening, sheets, seed, Interventions(rulings))


def of(result: Adjudication, subject: str, actor: str = "", name: str = "") -> Outcome:
    """Return the only outcome with this subject, actor and name; "" matches any actor or name."""
    found = [o for o in result.outcomes if o.subject == subject and actor in ("", o.actor) and name in ("", o.name)]
    assert len(found) == 1
    return found[0]


# What holds for all interventions


def test_without_any_a_turn_is_the_same_to_the_last_letter() -> None:
    sheets = {"AVA": (HAIL, LISTEN), "CYL": (Order("press_on", target="AVA"),)}
    assert (
        adjudicate(SETTING, opening_world(SETTING, 3), sheets, 3, Interventions()).digest
        == turn(SETTING, sheets, 3).digest
    )


# Each kind


@pytest.mark.parametrize(("seed", "rolled", "ruled"), [(0, "failed", "worked"), (4, "worked", "failed")])
def test_an_order_works_or_fails_as_ruled(seed: int, rolled: str, ruled: str) -> None:
    plain = turn(SETTING, {"AVA": (HAIL,)}, seed)
    assert of(plain, "order").result == rolled
    result = with_ruling({"AVA": (HAIL,)}, Ruling("order", ruled, "AVA", 0, reason=WHY), seed=seed)
    told = of(result, "order")
    assert (told.result, told.chosen) == (ruled, ruled)
    assert (told.roll, told.threshold) == (of(plain, "order").roll, of(plain, "order").threshold)
    assert [(note.subject, note.drawn, note.reason) for note in told.rulings] == [("order", rolled, WHY)]
    by_ruling = rows_of(result, "ruling")
    assert by_ruling
    assert {entry.cause for entry in by_ruling} == {"order:AVA:1"}
    assert not rows_of(plain, "ruling")


def test_an_order_that_is_ruled_out_costs_nothing_and_does_nothing() -> None:
    result = with_ruling({"AVA": (SHOTS,)}, Ruling("order", "refused", "AVA", 0, reason=WHY))
    told = of(result, "order")
    assert told.result == "refused"
    assert told.text == "Ava could not do this: the white cell ruled it out."
    assert not [entry for entry in result.entries if entry.cause == "order:AVA:1"]


@pytest.mark.parametrize("ruled", ["noticed", "unnoticed"])
def test_a_covert_order_is_noticed_as_ruled(ruled: str) -> None:
    result = with_ruling({"AVA": (LISTEN,)}, Ruling("notice", ruled, "AVA", 0), seed=2)
    assert of(result, "order").detected == (ruled == "noticed")
    assert of(result, "order").audience == (SETTING.seats if ruled == "noticed" else ("AVA",))
    assert of(result, "order").rulings[0].drawn == "unnoticed"
    assert not rows_of(result, "ruling")


def test_an_incident_moves_as_ruled_and_keeps_its_odds() -> None:
    plain, drawn = turn(SETTING, {}, 5), of(turn(SETTING, {}, 5), "incident")
    other = next(option.key for option in drawn.options if option.key != drawn.chosen)
    told = of(result := with_ruling({}, Ruling("incident", other, name="islet"), seed=5), "incident")
    assert (told.chosen, told.rulings[0].drawn) == (other, drawn.chosen)
    assert (told.options, told.roll, told.threshold) == (drawn.options, drawn.roll, drawn.threshold)
    assert told.seen == drawn.seen
    assert cells(result.world) != cells(plain.world)
    assert {entry.rule for entry in result.entries if entry.cause == "transition:islet"} == {"ruling"}


@pytest.mark.parametrize("ruled", ["kept", "broken"])
def test_an_ally_comes_in_as_ruled(ruled: str) -> None:
    sheets = {"CYL": (Order("sanction", "list", "AVA"),)}
    setting = compile_setting(replace(invented.spec(), dials=(("force_from", 5.0),)))
    ruling = Ruling("call", ruled, "DUN", name="pact", reason=WHY)
    result = adjudicate(setting, opening_world(setting, 1), sheets, 1, Interventions((ruling,)))
    told = of(result, "call")
    assert (told.result, told.rulings[0].reason) == (ruled, WHY)
    assert {entry.rule for entry in result.entries if entry.cause.startswith("call:")} == {"ruling"}


def test_an_inject_happens_by_hand_whatever_its_condition_and_once() -> None:
    opening = opening_world(SETTING, 1)
    result = adjudicate(SETTING, opening, {}, 1, Interventions(injects={"poll": "fire"}))
    told = of(result, "inject", name="poll")
    assert (told.roll, told.options) == (-1, ())
    assert {entry.variable for entry in result.entries if entry.cause == "inject:poll"} == {"fired", "approval"}
    assert result.world.fired[0] == 1
    with pytest.raises(InterventionError, match="happened already, in turn 1"):
        adjudicate(SETTING, result.world, {}, 1, Interventions(injects={"poll": "fire"}))


def test_an_inject_that_is_due_can_be_kept_from_happening() -> None:
    world = with_cells(SETTING, opening_world(SETTING, 1), turn=2)
    assert of(turn(SETTING, {}, world=world), "inject", name="poll")
    kept = adjudicate(SETTING, world, {}, 1, Interventions(injects={"poll": "skip"}))
    assert not [o for o in kept.outcomes if o.name == "poll"]
    assert kept.world.fired[0] == 0


def test_an_inject_is_judged_out_of_its_time_by_its_own_condition() -> None:
    late = replace(next(inject for inject in SETTING.spec.injects if inject.key == "poll"), turns=(3, 3), chance=100)
    for when, happens in (("tension AVA CYL >= 1", True), ("tension AVA CYL >= 100", False)):
        setting = compile_setting(replace(SETTING.spec, injects=(replace(late, when=(when,)),)))
        results = [
            adjudicate(setting, opening_world(setting, 1), {}, 1, Interventions(injects=acts))
            for acts in ({}, {"poll": "judge"})
        ]
        assert [bool(result.world.fired[0]) for result in results] == [False, happens]


def test_an_accord_brings_a_pact_into_force_and_ends_it() -> None:
    opening = opening_world(CAST, 1)
    agreed = Accord("line", ("AVA", "CYL"))
    result = adjudicate(CAST, opening, {}, 1, Interventions(accords=(agreed,)))
    line = CAST.names.agreements["line"]
    assert result.world.in_force[line] == 1
    rows = rows_of(result, "accord")
    assert [(entry.variable, entry.cause) for entry in rows] == [
        ("in_force", "accord:line"),
        ("strength", "accord:line"),
    ]
    told = of(result, "accord")
    assert told.text == f"Ava and Cyl agreed on {CAST.spec.agreements[line].name}."
    ended = adjudicate(CAST, result.world, {}, 1, Interventions(accords=(Accord("line", ("CYL",), ends=True),)))
    assert ended.world.in_force[line] == 0
    assert [entry.variable for entry in rows_of(ended, "accord")] == ["in_force"]


@pytest.mark.parametrize(("ends", "said"), [(False, "in force already"), (True, "not in force any more")])
def test_an_accord_that_comes_too_late_says_that_nothing_came_of_it(ends: bool, said: str) -> None:
    opening = opening_world(CAST, 1)
    agreed = Interventions(accords=(Accord("line", ("AVA", "CYL")),))
    world = opening if ends else adjudicate(CAST, opening, {}, 1, agreed).world
    result = adjudicate(CAST, world, {}, 1, Interventions(accords=(Accord("line", ("AVA", "CYL"), ends=ends),)))
    assert not rows_of(result, "accord")
    assert of(result, "accord").text.endswith(f"{said}.")


def test_a_reason_that_is_not_public_is_withheld_and_the_ruling_is_not() -> None:
    ruling = Ruling("order", "worked", "AVA", 0, reason=WHY, is_public=False)
    told = of(with_ruling({"AVA": (HAIL,)}, ruling), "order")
    assert told.rulings[0].reason == WHY
    known = as_known(told, "BOR")
    assert (known.rulings[0].subject, known.rulings[0].reason) == ("order", "")


def test_a_ruling_that_finds_nothing_to_decide_is_on_no_outcome() -> None:
    broke = with_cells(SETTING, opening_world(SETTING, 1), points_AVA=0)
    dear = Order("hail", "notice", "CYL")
    told = of(with_ruling({"AVA": (dear,)}, Ruling("order", "worked", "AVA", 0), world=broke), "order")
    assert (told.result, told.rulings) == ("refused", ())


# What there is not


@pytest.mark.parametrize(
    ("interventions", "says"),
    [
        (Interventions((Ruling("weather", "rain"),)), "no subject of a ruling"),
        (Interventions((Ruling("order", "worked", "AVA", 1),)), "AVA gave no order number 2"),
        (Interventions((Ruling("order", "worked", "XYZ", 0),)), "XYZ gave no order number 1"),
        (Interventions((Ruling("order", "perhaps", "AVA", 0),)), "There are: worked, failed, refused"),
        (Interventions((Ruling("order", "worked", "CYL", 0),)), "There are: refused"),
        (Interventions((Ruling("notice", "noticed", "AVA", 0),)), "There are: none"),
        (Interventions((Ruling("incident", "gone", name="reef"),)), "There are: islet"),
        (Interventions((Ruling("incident", "lost", name="islet"),)), "There are: inside, near, gone"),
        (Interventions((Ruling("call", "kept", "CYL", name="pact"),)), "There are: AVA, DUN"),
        (Interventions((Ruling("order", "worked", "AVA", 0),) * 2), "Two rulings"),
        (Interventions(injects={"storm": "fire"}), "There are: poll, boycott"),
        (Interventions(injects={"poll": "dance"}), "There are: fire, skip"),
        (Interventions(accords=(Accord("treaty", ("AVA",)),)), "no agreement here"),
        (Interventions(accords=(Accord("pact", ("AVA",)),)), "consent of DUN"),
        (Interventions(accords=(Accord("pact", ("AVA", "CYL")),)), '"CYL" is no party'),
        (Interventions(accords=(Accord("pact", (), ends=True),)), "consent of AVA, DUN"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_refused_by_name(interventions: Interventions, says: str) -> None:
    sheets = {"AVA": (HAIL,), "CYL": (Order("turn_away"),)}
    with pytest.raises(InterventionError, match=says):
        adjudicate(SETTING, opening_world(SETTING, 1), sheets, 1, interventions)


@pytest.mark.parametrize("stored", [{"outcomes": [{"subject": "order"}]}, {"accords": [{"agreement": "pact"}]}])
def test_json_that_is_none_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(InterventionError, match="no stored interventions"):
        interventions_of(stored)


def test_no_interventions_are_false_and_empty_in_json() -> None:
    assert not NONE
    assert NONE.as_json() == {}
    assert interventions_of({}) == NONE


def test_an_argued_order_has_a_die_of_its_own_with_the_chance_that_was_argued() -> None:
    rolled = [argue(SETTING, seed, 2, "AVA", 0, 65) for seed in range(400)]
    assert all(one.works == (100 * one.roll < 65 * dice.SIDES) for one in rolled)
    assert 0.6 < sum(one.works for one in rolled) / 400 < 0.7
    assert argue(SETTING, 3, 2, "AVA", 0, 900).chance < dice.SIDES
    assert argue(SETTING, 3, 2, "AVA", 0, -5).chance > 0
    hails = [of(turn(SETTING, {"AVA": (HAIL,)}, seed), "order").roll for seed in range(9)]
    assert hails != [one.roll for one in rolled[:9]]
    with pytest.raises(InterventionError, match="no seat"):
        argue(SETTING, 1, 1, "EAS", 0, 50)
