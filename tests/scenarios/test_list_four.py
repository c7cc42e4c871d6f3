"""List Four as a game: historical seats climb the ladder of 2018 to 2020, and nothing can be hit that is not bought."""

from collections import Counter

import pytest

from scenarios import opening
from tests.playthroughs.goldens import stages_of
from tests.scenarios.pack_games import Plan, ending_of, pack_of, play, setting_of
from wargame.engine import Order, Rehearsal, World, perspective, play_game, problems, rehearse, warm
from wargame.engine.study.appraisal.texts import contradicted

SLUG = "list-four"
RECORDED = 60
GAMES, AT_ONCE = 2000, 100
LADDER: dict[int, dict[str, float]] = {
    # turn -> rates in percent after it, as in the facts of the library
    1: {"chn_first": 15},
    2: {"us_one": 25, "us_two": 25, "us_three": 10, "chn_one": 25, "chn_two": 25, "chn_three": 10},
    4: {"us_three": 10, "chn_three": 10},
    5: {"us_three": 25, "chn_three": 25, "us_four_a": 0},
    6: {"us_four_a": 15, "us_four_b": 0, "chn_four": 10},
    8: {"us_three": 25, "us_four_a": 7.5, "us_four_b": 0, "chn_one": 25, "chn_four": 5},
}


def rates(world: World) -> dict[str, float]:
    """Return the rate on each list, in percent."""
    return {each.key: int(world.rate[number]) / 10 for number, each in enumerate(setting_of(SLUG).spec.lists)}


@pytest.fixture(scope="module")
def recorded() -> list[World]:
    """Games in which every seat keeps to the record."""
    setting = setting_of(SLUG)
    return [play_game(setting, seed, dict.fromkeys(setting.seats, "historical"))[0] for seed in range(RECORDED)]


def test_historical_seats_climb_the_ladder_of_the_record() -> None:
    """34 and 34, 16 and 16, 200 at 10 and 60, 25 and 25, List 4A; List 4B never, and 7.5 at the end."""
    for seed in range(4):
        worlds = list(play(SLUG, seed, policy="historical"))
        for turn, expected in LADDER.items():
            found = rates(worlds[turn])
            assert {key: found[key] for key in expected} == expected, (seed, turn)


def test_the_answer_to_two_hundred_cannot_be_two_hundred() -> None:
    """China buys 154 billion: after 3, 34, 16 and 60 all that is left to hit is 41."""
    world = list(play(SLUG, 1, policy="historical"))[5]
    flows = setting_of(SLUG).spec.flows
    left = {flow.owner: flow.imports - int(world.hit[number]) / 100 for number, flow in enumerate(flows)}
    assert left["CHN"] == pytest.approx(41)
    assert left["USA"] > 250


def test_no_list_is_put_into_force_that_was_not_published() -> None:
    world = next(play(SLUG, 1))
    view = perspective(setting_of(SLUG), world, "USA")
    assert problems(view, (Order("tax_us_one", "at-25", "CHN"),))
    assert not problems(view, (Order("publish_list", "list", "CHN"),))


def test_restraint_keeps_every_list_out_of_force() -> None:
    """Two governments that wait tax nothing, and neither is called the one who began."""
    waiting: Plan = [[Order("wait", "hold")]] * 8
    worlds = list(play(SLUG, 3, {"USA": waiting, "CHN": waiting}))
    assert set(rates(worlds[-1]).values()) == {0}


def test_nobody_writes_a_text_while_no_list_is_published() -> None:
    """Washington offers terms in every turn and publishes nothing; Beijing answers."""
    offers: Plan = [[Order("offer_terms", "rules", "CHN")]] * 8
    answers: Plan = [[Order("answer_terms", "rules", "USA")]] * 8
    for seed in range(6):
        last = list(play(SLUG, seed, {"USA": offers, "CHN": answers}))[-1]
        assert stages_of(setting_of(SLUG), last)["talks"] in {"apart", "truce"}, seed


def test_japan_controls_exports_only_by_its_own_order() -> None:
    waiting: Plan = [[Order("wait", "hold")]] * 8
    for seed in range(6):
        for world in play(SLUG, seed, {"JPN": waiting}):
            assert stages_of(setting_of(SLUG), world)["east"] in {"quiet", "ruling", "settled"}, seed


def test_first_reports_tell_each_seat_what_it_believes_of_hidden_facts() -> None:
    """Whatever is hidden, each seat reads one of two reports on each fact that it has a hint about, but of the law."""
    for seed in range(8):
        world = next(play(SLUG, seed))
        for code, hinted in {"USA": 4, "CHN": 4, "JPN": 2, "KOR": 3, "RUS": 2}.items():
            read = opening.briefing(pack_of(SLUG), perspective(setting_of(SLUG), world, code), 1)
            told = [report for report in read.reports if any("belief" in clause for clause in report.when)]
            assert len(told) == hinted, (seed, code)


def test_every_turn_says_what_it_decides_for_every_seat() -> None:
    for seed in range(4):
        for world in list(play(SLUG, seed))[:-1]:
            for code in setting_of(SLUG).seats:
                view = perspective(setting_of(SLUG), world, code)
                assert opening.briefing(pack_of(SLUG), view, view.turn).at_stake, (seed, code, view.turn)


@pytest.mark.slow
def test_the_record_ends_as_history_did_more_often_than_otherwise(recorded: list[World]) -> None:
    ends = Counter(ending_of(SLUG, world) for world in recorded)
    assert ends.most_common(1)[0][0] == "phase_one", ends
    assert ends["phase_one"] >= 0.4 * RECORDED, ends


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
    recorded: list[World], incident: str, history: set[str]
) -> None:
    """A first part signed, licences for a listed firm, controls between Tokyo and Seoul, and no two against one."""
    stages = Counter(stages_of(setting_of(SLUG), world)[incident] for world in recorded)
    assert sum(stages[stage] for stage in history) > RECORDED / 2, stages


@pytest.mark.slow
def test_no_text_contradicts_the_world_that_it_is_shown_in() -> None:
    warm(block=True)
    found = contradicted(setting_of(SLUG), range(GAMES))
    assert len(found) > 300
    assert {name: counts for name, counts in found.items() if counts[1]} == {}
    assert sum(times > 0 for times, _ in found.values()) > 0.9 * len(found)


@pytest.mark.slow
def test_rehearsals_reach_everything_and_no_ending_is_sure() -> None:
    warm(block=True)
    portions = (range(first, first + AT_ONCE) for first in range(0, GAMES, AT_ONCE))
    rehearsal = sum((rehearse(setting_of(SLUG), numbers, 7) for numbers in portions), Rehearsal())
    spec = pack_of(SLUG).rules
    assert not rehearsal.troubles
    assert set(rehearsal.endings) == {ending.key for ending in spec.endings}
    assert set(rehearsal.stages) == {(i.key, stage.key) for i in spec.incidents for stage in i.stages}
    assert set(rehearsal.injects) == {inject.key for inject in spec.injects}
    assert {kind for _, kind, _ in rehearsal.chosen} == {order.kind for order in spec.orders}
    assert max(rehearsal.endings.values()) <= 0.5 * GAMES, rehearsal.endings
