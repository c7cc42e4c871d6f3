"""Historical seats of List Four reproduce 2018 to 2020: amounts and dates of tariffs, truces, Phase One."""

from collections import Counter
from datetime import date

import pytest

from scenarios.loader.reading import read_library
from tests.playthroughs.goldens import stages_of
from tests.scenarios.pack_games import PACKS, ending_of, played, setting_of
from wargame.engine import World, warm

pytestmark = pytest.mark.slow

SLUG = "list-four"
GAMES = 60
LISTS = {
    "chinese-list-of-128": "chn_first",
    "tariffs-1-us": "us_one",
    "tariffs-1-china": "chn_one",
    "tariffs-2-us": "us_two",
    "tariffs-2-china": "chn_two",
    "tariffs-3-us": "us_three",
    "tariffs-3-china": "chn_three",
    "tariffs-4-us": "us_three",
    "tariffs-4-china": "chn_three",
    "tariffs-5-us": "us_four_a",
    "tariffs-5-china": "chn_four",
    "phase-one-us": "us_four_a",
}
"""The facts that put a rate into force, and the list of the pack on which they do."""


def rates(world: World) -> dict[str, float]:
    """Return the rate on each list, in percent."""
    return {each.key: int(world.rate[number]) / 10 for number, each in enumerate(setting_of(SLUG).spec.lists)}


def turn_of(day: date) -> int:
    """Return the turn that a day of the record lies in: turns are quarters, the first ends with June 2018."""
    return (day.year - 2018) * 4 + (day.month - 1) // 3


@pytest.fixture(scope="module")
def recorded() -> list[list[World]]:
    """Games in which every seat keeps to the record: the opening world and that after each turn."""
    warm(block=True)
    return played(SLUG, range(GAMES), policy="historical")


def test_historical_seats_climb_the_ladder_of_the_record(recorded: list[list[World]]) -> None:
    """34 and 34, 16 and 16, 200 at 10 and 60, then at 25, List 4A and its half: each in its quarter, on its amount."""
    facts = {fact.slug: fact for fact in read_library(PACKS)[0].measures}
    lists = {each.key: each for each in setting_of(SLUG).spec.lists}
    for slug, key in LISTS.items():
        fact = facts[slug]
        turn = turn_of(date.fromisoformat(fact.happened_on))
        assert fact.value_high_usd_bn is not None
        assert (fact.value_low_usd_bn or 0) - 0.05 <= lists[key].amount <= fact.value_high_usd_bn + 0.05, slug
        for worlds in recorded[:4]:
            before, after = rates(worlds[turn - 1])[key], rates(worlds[turn])[key]
            assert before != after, slug
            assert fact.rate_low <= after <= fact.rate_high, slug


def test_what_was_put_off_stays_out_of_force_and_what_was_cut_is_cut(recorded: list[list[World]]) -> None:
    """200 billion stay at 10 percent through the ninety days, List 4B never comes, and China halves its last rise."""
    for worlds in recorded[:4]:
        assert [rates(world)["us_three"] for world in worlds[2:6]] == [10, 10, 10, 25]
        assert {rates(world)["us_four_b"] for world in worlds} == {0}
        assert {key: rates(worlds[8])[key] for key in ("chn_one", "chn_four")} == {"chn_one": 25, "chn_four": 5}


def test_the_answer_to_two_hundred_cannot_be_two_hundred(recorded: list[list[World]]) -> None:
    """China buys 154 billion: after 3, 34, 16 and 60 all that is left to hit is 41."""
    world = recorded[1][5]
    flows = setting_of(SLUG).spec.flows
    left = {flow.owner: flow.imports - int(world.hit[number]) / 100 for number, flow in enumerate(flows)}
    assert left["CHN"] == pytest.approx(41)
    assert left["USA"] > 250


@pytest.mark.parametrize(
    ("turn", "found", "least"),
    [
        (3, {"truce", "draft"}, 0.55),
        (5, {"struck", "apart"}, 0.55),
        (6, {"truce", "mini"}, 0.35),
        (7, {"truce", "mini", "draft", "signed"}, 0.7),
    ],
    ids=["Buenos Aires", "May 2019", "Osaka", "autumn 2019"],
)
def test_truces_come_and_break_as_they_did(
    recorded: list[list[World]], turn: int, found: set[str], least: float
) -> None:
    """After turn 6 the truce of Osaka or a small deal stands in four games of ten; List 4A ended the real one."""
    stages = Counter(stages_of(setting_of(SLUG), worlds[turn])["talks"] for worlds in recorded)
    assert sum(stages[stage] for stage in found) >= least * GAMES, stages


def test_the_record_ends_as_history_did_more_often_than_otherwise(recorded: list[list[World]]) -> None:
    ends = Counter(ending_of(SLUG, worlds[-1]) for worlds in recorded)
    assert ends.most_common(1)[0][0] == "phase_one", ends
    assert ends["phase_one"] >= 0.4 * GAMES, ends


@pytest.mark.parametrize(
    ("incident", "history"),
    [
        ("talks", {"signed", "mini"}),
        ("tech", {"licensed", "cut", "answered"}),
        ("east", {"controls", "boycott", "eased"}),
        ("third", {"beside", "filling", "closer"}),
    ],
)
def test_each_matter_of_the_record_mostly_comes_to_where_it_was(
    recorded: list[list[World]], incident: str, history: set[str]
) -> None:
    """A first part signed, licences for a listed firm, controls between Tokyo and Seoul, and no two against one."""
    stages = Counter(stages_of(setting_of(SLUG), worlds[-1])[incident] for worlds in recorded)
    assert sum(stages[stage] for stage in history) > GAMES / 2, stages
