"""The Invitation: what a seat settles happens, pay waits for the deed, and only Moscow breaks its promise."""

import pytest

from tests.playthroughs.goldens import stages_of
from tests.scenarios.pack_games import setting_of
from tests.scenarios.test_orders_fit_what_happened import AGREED, INVITATION, Case
from wargame.engine import GivenWord, Order, TurnRead, World, adjudicate, fate_of

SEEDS = range(40)
DRILL = "drill_islands drill JPN"
WORD = "leave_out word JPN"
FOR_THE_BRIGADE = {
    "rail_open": 1,
    "trade_hit": 2,
    "allied_drill": 1,
    "part_named": 1,
    "learned": 1,
    "districts": 1,
    "command_wanted": 1,
    "ties_shown": 1,
    "trade_answer": 2,
    "staffs": 1,
}
"""All that speaks for a brigade in late August."""
AGAINST_THE_BRIGADE = {"command_offered": 1, "south": 1, "trade_calls": 1}
"""The arguments of Beijing's ministry against a brigade."""


def case(turn: int, incident: str, stage: str, marks: dict[str, int] | None = None) -> Case:
    return Case(INVITATION, turn, {incident: stage}, marks or {})


def invited(turn: int, stage: str, marks: dict[str, int] | None = None) -> Case:
    return case(turn, "guest", stage, {"invited": 1} | (marks or {}))


def promised(turn: int, stage: str) -> World:
    """Return a world in which Moscow and Tokyo have agreed on the promise about the islands."""
    setting, world = setting_of(INVITATION), case(turn, "islands", stage).world()
    place = setting.names.agreements["island_promise"]
    world.in_force[place], world.strength[place] = 1, 50_000
    return world


@pytest.mark.parametrize(
    ("given", "seat", "order", "stage"),
    [
        (case(3, "islands", "open"), "RUS", WORD, "left_out"),
        (case(4, "islands", "included"), "RUS", WORD, "left_out"),
        (case(4, "islands", "quarrel"), "RUS", WORD, "left_out"),
        (case(3, "islands", "open"), "RUS", DRILL, "included"),
        (case(4, "islands", "left_out"), "RUS", DRILL, "included"),
        (case(5, "islands", "closer"), "RUS", DRILL, "included"),
        (case(1, "guest", "unasked"), "RUS", "invite_china brigade CHN", "asked"),
        (invited(2, "asked", AGAINST_THE_BRIGADE), "CHN", "accept brigade RUS", "agreed"),
        (invited(4, "asked", AGAINST_THE_BRIGADE), "CHN", "accept command RUS", "agreed"),
        (invited(4, "asked"), "CHN", "accept observers RUS", "watching"),
        (invited(4, "asked"), "CHN", "decline thanks RUS", "absent"),
        (invited(2, "agreed"), "CHN", "accept observers RUS", "watching"),
        (invited(4, "agreed", FOR_THE_BRIGADE), "CHN", "accept observers RUS", "watching"),
        (invited(4, "agreed", FOR_THE_BRIGADE), "CHN", "decline thanks RUS", "absent"),
        (case(4, "number", "unsaid"), "RUS", "name_size large", "large"),
        (case(4, "number", "unsaid"), "RUS", "name_size plain", "plain"),
        (case(5, "number", "large"), "RUS", "name_size plain", "plain"),
        (case(5, "number", "plain"), "RUS", "name_size large", "large"),
        (case(5, "number", "doubted"), "RUS", "name_size plain", "plain"),
    ],
)
def test_no_draw_undoes_what_a_seat_has_settled(given: Case, seat: str, order: str, stage: str) -> None:
    incident = next(iter(given.stages))
    reached = [stages_of(setting_of(INVITATION), given.after(seed, **{seat: order}))[incident] for seed in SEEDS]
    accidents = {"collision"} if incident == "islands" else set()
    assert {*reached} - accidents == {stage}
    assert reached.count(stage) >= 0.9 * len(SEEDS)


@pytest.mark.parametrize(("turn", "stage"), [(2, "agreed"), (4, "moving")])
def test_dice_alone_keep_no_promised_brigade_at_home(turn: int, stage: str) -> None:
    given = invited(turn, "agreed")
    assert {stages_of(setting_of(INVITATION), given.after(seed))["guest"] for seed in range(150)} == {stage}


def test_beijing_answers_what_it_was_asked_and_can_only_send_less_once_it_has_agreed() -> None:
    assert "Nobody has invited" in case(1, "guest", "unasked").objections("CHN", "decline thanks RUS")
    assert "already" in AGREED.objections("CHN", "accept brigade RUS")
    assert not AGREED.objections("CHN", "accept command RUS")
    assert not AGREED.objections("CHN", "accept observers RUS")
    for level in ("brigade", "command"):
        assert "too late" in invited(5, "asked").objections("CHN", f"accept {level} RUS")
    assert not invited(5, "agreed").objections("CHN", "accept command RUS")


def test_beijing_pays_for_the_transit_when_its_brigade_sets_out() -> None:
    opens = {"MNG": "rail open CHN"}
    assert case(3, "guest", "unasked").gain("economy MNG", **opens) == pytest.approx(0, abs=0.05)
    assert invited(5, "moving").gain("economy MNG", **opens) > 1
    passes, stays = (invited(4, stage, {"rail_open": 1}) for stage in ("agreed", "watching"))
    paid = [passes.figure(one.after(seed), "economy MNG") for one in (passes, stays) for seed in (1, 2, 3)]
    assert min(paid[:3]) > max(paid[3:]) + 1
    opened = AGREED.figure(AGREED.after(1, **opens), "economy MNG")
    assert opened == pytest.approx(paid[0], abs=0.05), "Beijing pays once if railway and brigade meet in one turn"


def test_nobody_opens_a_railway_for_a_brigade_that_stays_at_home() -> None:
    assert "no train" in invited(4, "watching").objections("MNG", "rail open CHN")
    assert not AGREED.objections("MNG", "rail open CHN")


def test_units_that_come_after_all_are_seen_like_units_that_come_at_once() -> None:
    marks, units = {"mng_invited": 1}, {"MNG": "mng_answer units RUS"}
    for subject in ("relation RUS MNG", "tension USA MNG"):
        at_once, after_all = (
            one.figure(one.after(1, **units), subject)
            for one in (case(4, "steppe", stage, marks) for stage in ("weighing", "aside"))
        )
        assert at_once == after_all, subject


def test_a_word_that_tokyo_has_already_is_not_sold_twice() -> None:
    given = {"islands_promised": 1}
    assert "has your word" in case(4, "islands", "left_out", given).objections("RUS", WORD)
    assert not case(4, "islands", "quarrel", given).objections("RUS", WORD)


@pytest.mark.parametrize("stage", ["open", "left_out", "included"])
def test_a_promise_about_the_islands_is_kept_unless_moscow_orders_the_drill(stage: str) -> None:
    setting, word = setting_of(INVITATION), GivenWord("accord", "RUS", ("JPN",), 4, 6, ("island_promise",))
    for seed in range(20):
        quiet = adjudicate(setting, promised(4, stage), {}, seed)
        assert stages_of(setting, quiet.world)["islands"] in {"open", "left_out", "closer", "collision"}
        assert fate_of(setting, word, [TurnRead(4, quiet.outcomes, quiet.entries)], is_over=True).verdict == "kept"
    drilled = adjudicate(setting, promised(4, stage), {"RUS": (Order(*DRILL.split()),)}, 1)
    fate = fate_of(setting, word, [TurnRead(4, drilled.outcomes, drilled.entries)], is_over=True)
    assert fate.verdict == "not_kept"
    assert [one.kind for one in fate.deeds] == ["drill_islands"]
