"""Proposals that a seat may make, their worth to it, and the answers of scripted seats."""

from dataclasses import replace

import numpy as np
import pytest

from tests.scenarios.pack_games import setting_of
from wargame import engine

SEED = 7


@pytest.fixture(scope="module")
def setting() -> engine.Setting:
    return setting_of("nine-past-nine")


def view_of(setting: engine.Setting, seat: str, **changed: dict[tuple[str, ...], int]) -> engine.Perspective:
    """The seat's opening view, with cells of relation or tension towards others changed."""
    world = engine.opening_world(setting, SEED)
    for variable, cells in changed.items():
        figures = getattr(world, variable).copy()
        for (towards,), points in cells.items():
            figures[setting.names.states[seat], setting.names.states[towards]] = 1000 * points
        world = world._replace(**{variable: figures})
    return engine.perspective(setting, world, seat)


def offer(view: engine.Perspective, agreement: str) -> engine.Offer:
    return next(each for each in engine.offers(view) if each.agreement == agreement)


def test_a_seat_may_propose_pacts_of_its_own_and_what_is_in_force_it_may_end(setting: engine.Setting) -> None:
    offers = {each.agreement: each.ends for each in engine.offers(view_of(setting, "KOR"))}
    ending = dict.fromkeys(("us_rok", "gsomia"), True)
    assert "moscow_line" not in offers, "a line that its parties alone know is no treaty"
    assert offers == ending | dict.fromkeys(("staff_talks", "notice_beijing", "one_procedure"), False)


def test_what_a_seat_may_not_know_it_is_not_offered(setting: engine.Setting) -> None:
    view = view_of(setting, "KOR")
    in_force = view.world.in_force.copy()
    in_force[setting.names.agreements["gsomia"]] = engine.UNKNOWN
    hidden = replace(view, world=view.world._replace(in_force=in_force))
    assert "gsomia" not in {each.agreement for each in engine.offers(hidden)}


def test_an_offer_says_with_whom_how_strong_and_what_it_is_worth(setting: engine.Setting) -> None:
    talks = offer(view_of(setting, "KOR"), "staff_talks")
    assert (talks.parties, talks.strength, talks.worth) == (("JPN", "KOR"), 20.0, 0.0)
    assert offer(view_of(setting, "KOR"), "one_procedure").parties == ("RUS", "CHN", "JPN", "KOR", "USA")


def test_what_is_asked_of_the_rules_is_what_they_do(setting: engine.Setting) -> None:
    world = engine.opening_world(setting, SEED)
    agreed = engine.Interventions(accords=(engine.Accord("staff_talks", ("JPN", "KOR")),))
    after = engine.adjudicate(setting, world, {}, SEED, agreed).world
    index = setting.names.agreements["staff_talks"]
    assert after.in_force[index] == 1
    assert after.strength[index] == pytest.approx(20_000, abs=100)


@pytest.mark.parametrize(
    ("policy", "relation", "is_yes"),
    [
        ("empirical", -14, True),
        ("empirical", -16, False),
        ("planner", -14, True),
        ("dove", -44, True),
        ("dove", -46, False),
        ("hawk", 16, True),
        ("hawk", 14, False),
        ("hold", 100, False),
    ],
)
def test_policies_conclude_with_those_they_stand_well_enough_with(
    setting: engine.Setting, policy: str, relation: int, is_yes: bool
) -> None:
    view = view_of(setting, "KOR", relation={("JPN",): relation})
    said = engine.reply(policy, view, offer(view, "staff_talks"), "JPN", SEED)
    assert said.is_yes is is_yes
    assert said.reason.endswith(".")


@pytest.mark.parametrize(
    ("agreement", "seat", "worth"),
    [
        ("staff_talks", "JPN", 2.0),
        ("notice_beijing", "CHN", 2.0),
        ("notice_moscow", "JPN", 1.0),
        ("one_procedure", "JPN", 1.0),
    ],
)
def test_what_seats_may_agree_on_serves_the_aims_that_it_speaks_of(
    setting: engine.Setting, agreement: str, seat: str, worth: float
) -> None:
    assert offer(view_of(setting, seat), agreement).worth == pytest.approx(worth)


def test_an_aim_that_gains_outweighs_a_cool_relation(setting: engine.Setting) -> None:
    answers = []
    for relation in (-34, -36):
        view = view_of(setting, "JPN", relation={("KOR",): relation})
        answers.append(engine.reply("empirical", view, offer(view, "staff_talks"), "KOR", SEED))
    assert [said.is_yes for said in answers] == [True, False]
    assert answers[0].reason.endswith("and its aims would gain 2 points by it.")


def test_policies_end_what_they_would_not_conclude(setting: engine.Setting) -> None:
    answers = []
    for relation in (-80, 80):
        view = view_of(setting, "JPN", relation={("KOR",): relation})
        answers.append(engine.reply("empirical", view, offer(view, "gsomia"), "KOR", SEED).is_yes)
    assert answers == [True, False]


def test_who_feels_threatened_agrees_to_nothing_new_but_for_doves(setting: engine.Setting) -> None:
    view = view_of(setting, "JPN", relation={("KOR",): 90}, tension={("KOR",): 60})
    said = {name: engine.reply(name, view, offer(view, "staff_talks"), "KOR", SEED) for name in ("empirical", "dove")}
    assert [said[name].is_yes for name in ("empirical", "dove")] == [False, True]
    assert said["empirical"].reason == "Said no: tension with South Korea is at 60."


def test_the_worst_relation_of_all_parties_decides(setting: engine.Setting) -> None:
    view = view_of(setting, "KOR", relation={("CHN",): 50, ("RUS",): -90, ("JPN",): 50})
    said = engine.reply("empirical", view, offer(view, "one_procedure"), "CHN", SEED)
    assert not said.is_yes
    assert "with Russia" in said.reason


@pytest.mark.slow
def test_random_answers_differ_by_seed_and_depend_on_it_alone(setting: engine.Setting) -> None:
    view = view_of(setting, "JPN")
    drawn = [engine.reply("random", view, offer(view, "staff_talks"), "KOR", seed).is_yes for seed in range(40)]
    assert set(drawn) == {True, False}
    assert drawn == [engine.reply("random", view, offer(view, "staff_talks"), "KOR", seed).is_yes for seed in range(40)]


def test_answers_follow_from_what_the_seat_knows(setting: engine.Setting) -> None:
    """Changing everything that Japan may not know leaves its answers the same."""
    world = engine.opening_world(setting, SEED)
    others = np.arange(len(world.resolve)) != setting.names.states["JPN"]
    changed = world._replace(truth=1 - world.truth, resolve=np.where(others, 1, world.resolve).astype(np.int32))
    views = [engine.perspective(setting, one, "JPN") for one in (world, changed)]
    one, other = (
        [engine.reply("empirical", view, each, "KOR", SEED) for each in engine.offers(view)] for view in views
    )
    assert one == other


@pytest.mark.slow
def test_a_seat_ends_no_pact_of_its_own_accord_unless_its_aims_gain() -> None:
    """Moscow and Washington do not get on, and their channel goes on: nothing would be better without it."""
    invitation = setting_of("the-invitation")
    for seat in invitation.seats:
        for seed in range(60):
            view = engine.perspective(invitation, engine.opening_world(invitation, seed), seat)
            wish = engine.initiative("empirical", view, seed)
            assert wish is None or wish.offer.worth >= 1, (seat, wish)
