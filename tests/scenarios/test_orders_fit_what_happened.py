"""An order is worth what fits the story: false words cost, what is signed holds, and an answer needs a cause."""

from dataclasses import dataclass, field

import pytest

from tests.playthroughs.goldens import stages_of
from tests.scenarios.pack_games import setting_of
from wargame.engine import (
    Claim,
    Order,
    World,
    adjudicate,
    gauge,
    is_right,
    opening_world,
    perspective,
    problems,
    scores,
    total,
)
from wargame.engine.turn.contradictions import contradicted

FOUR, INVITATION, NINE = "list-four", "the-invitation", "nine-past-nine"
SEEDS = range(12)


@dataclass(frozen=True)
class Case:
    """A world of a pack: its turn, where incidents stand, and marks."""

    slug: str
    turn: int
    stages: dict[str, str] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)

    def world(self, seed: int = 1) -> World:
        setting = setting_of(self.slug)
        world = opening_world(setting, seed)
        world.clock[0] = self.turn
        for incident, stage in self.stages.items():
            place = next(n for n, one in enumerate(setting.spec.incidents) if one.key == incident)
            keys = [one.key for one in setting.spec.incidents[place].stages]
            world.incident[place, 0] = keys.index(stage)
        for mark, value in self.marks.items():
            world.mark[setting.names.marks[mark]] = value
        return world

    def after(self, seed: int = 1, /, **sheets: str) -> World:
        """Play the turn, with one order of each seat that is named, as kind, level and target."""
        orders = {seat: (Order(*text.split()),) for seat, text in sheets.items()}
        return adjudicate(setting_of(self.slug), self.world(seed), orders, seed).world

    def gain(self, subject: str, **sheets: str) -> float:
        """Return the change of a figure by the orders, on the mean of some seeds."""
        figures = [
            self.figure(self.after(seed, **sheets), subject) - self.figure(self.after(seed), subject) for seed in SEEDS
        ]
        return sum(figures) / len(figures)

    def figure(self, world: World, subject: str) -> float:
        return gauge(setting_of(self.slug), world, *subject.split())

    def objections(self, seat: str, order: str) -> str:
        view = perspective(setting_of(self.slug), self.world(), seat)
        return " ".join(str(each) for each in problems(view, (Order(*order.split()),)))


SIGNED = Case(FOUR, 6, {"talks": "signed"}, {"published": 1, "listed": 2})
ENTERED = {"entries": 1}
AGREED = Case(INVITATION, 4, {"guest": "agreed"}, {"invited": 1})
ALARMED = {"alarm_said": 1}


@pytest.mark.parametrize("seat", ["KOR", "JPN", "USA"])
def test_to_blame_two_for_an_entry_is_liked_after_one_and_held_against_its_author_before(seat: str) -> None:
    before, after = Case(NINE, 4), Case(NINE, 4, marks=ENTERED)
    blames = {seat: "blame_both words"}
    assert before.gain(f"approval {seat}", **blames) < 0 < after.gain(f"approval {seat}", **blames)
    assert before.gain("strength moscow_line", **blames) == 0


@pytest.mark.parametrize("level", ["track", "all"])
def test_to_deny_what_nobody_has_claimed_costs(level: str) -> None:
    unasked, asked = Case(NINE, 4), Case(NINE, 4, marks=ENTERED | {"kor_claim": 1})
    denies = {"RUS": f"deny {level}"}
    assert unasked.gain("standing RUS", **denies) < 0 <= asked.gain("standing RUS", **denies)
    assert unasked.gain("approval RUS", **denies) < asked.gain("approval RUS", **denies) - 1
    both = unasked.figure(unasked.after(RUS=f"deny {level}", KOR="protest_moscow note RUS"), "standing RUS")
    assert both == unasked.figure(unasked.after(KOR="protest_moscow note RUS"), "standing RUS")


def test_a_protest_against_fighters_that_never_flew_costs() -> None:
    protests = {"RUS": "rus_protest_seoul note KOR"}
    assert Case(NINE, 4).gain("standing RUS", **protests) < 0
    assert Case(NINE, 4, marks={"kor_up": 1}).gain("standing RUS", **protests) == 0


@pytest.mark.parametrize(("level", "costs"), [("radio", 0), ("flares", -1.5), ("fire", -4.5)])
def test_flares_and_fire_cost_where_the_line_is_not_crossed(level: str, costs: float) -> None:
    """The dice move the aircraft in the same turn, so only games in which it waits count."""
    case = Case(NINE, 3, {"a50": "at_line"}, {"kor_up": 1, "hailed": 1})
    waits = [world for world in (case.after(seed, KOR=f"warn {level} RUS") for seed in range(60)) if _waits(world)]
    assert waits
    plain = case.figure(case.world(), "standing KOR")
    assert {round(case.figure(world, "standing KOR") - plain, 1) for world in waits} == {costs}


def _waits(world: World) -> bool:
    return stages_of(setting_of(NINE), world)["a50"] == "at_line"


@pytest.mark.parametrize(
    ("slug", "first", "second"),
    [
        (FOUR, "put_off date CHN", "raise_us_three at-25 CHN"),
        (FOUR, "put_off date CHN", "tax_us_two at-25 CHN"),
        (INVITATION, "brief_west note USA", "close_range closed"),
        (INVITATION, "open_observers day", "close_range closed"),
    ],
)
def test_one_sheet_does_not_hold_a_thing_and_its_opposite(slug: str, first: str, second: str) -> None:
    one, other = (Order(*text.split()) for text in (first, second))
    assert contradicted(setting_of(slug).spec, one, (other,))


@pytest.mark.parametrize(
    ("case", "seat", "order", "word"),
    [
        (SIGNED, "USA", "put_off date CHN", "signed"),
        (Case(INVITATION, 3, marks={"mng_exercise": 2}), "MNG", "own_exercise guests USA", "third"),
    ],
)
def test_an_order_needs_something_left_to_do(case: Case, seat: str, order: str, word: str) -> None:
    assert word in case.objections(seat, order)


@pytest.mark.parametrize(
    ("seat", "order", "mark"),
    [("USA", "tax_us_two at-25 CHN", "usa_broke"), ("CHN", "unreliable list USA", "chn_broke")],
)
def test_a_state_that_breaks_what_it_signed_pays_with_its_name_and_its_first_aim(
    seat: str, order: str, mark: str
) -> None:
    setting = setting_of(FOUR)
    broken, kept = SIGNED.after(**{seat: order}), SIGNED.after()
    assert (SIGNED.figure(broken, f"mark {mark}"), SIGNED.figure(kept, f"mark {mark}")) == (1, 0)
    assert SIGNED.gain(f"standing {seat}", **{seat: order}) < -3
    assert SIGNED.gain("strength line", **{seat: order}) < -8
    assert total(scores(setting, broken), seat) < total(scores(setting, kept), seat) - 4


def test_what_both_break_falls_apart() -> None:
    world = SIGNED.after(USA="tax_us_two at-25 CHN", CHN="unreliable list USA")
    assert stages_of(setting_of(FOUR), world)["talks"] == "apart"


def test_the_ally_asked_only_where_it_did() -> None:
    reasons = [one.when for one in setting_of(FOUR).spec.leanings if one.because == "The ally asked."]
    assert sorted(reasons) == [("mark jpn_asked >= 1",), ("mark kor_asked >= 1",)]


def test_a_brigade_that_was_promised_goes_unless_something_speaks_against_it() -> None:
    goes = [stages_of(setting_of(INVITATION), AGREED.after(seed))["guest"] for seed in range(40)]
    assert goes.count("moving") >= 36
    paused = Case(INVITATION, 4, {"guest": "agreed"}, {"invited": 1, "paused": 1})
    stays = [stages_of(setting_of(INVITATION), paused.after(seed))["guest"] for seed in range(40)]
    assert stays.count("watching") >= 36


def test_a_large_number_is_right_where_the_west_is_alarmed_already() -> None:
    calm, alarmed = (Case(INVITATION, 4, marks=marks) for marks in ({}, ALARMED))
    names = ({"RUS": f"name_size {level}"} for level in ("large", "plain"))
    large, plain = names
    in_calm = calm.gain("approval RUS", **large) - calm.gain("approval RUS", **plain)
    in_alarm = alarmed.gain("approval RUS", **large) - alarmed.gain("approval RUS", **plain)
    assert in_alarm > in_calm + 6
    moved = {"moved": 4, "ties_shown": 1} | ALARMED
    answered = [
        sum(_answers(Case(INVITATION, 5, {"west": "alarm", "number": number}, moved).after(seed)) for seed in range(40))
        for number in ("large", "plain")
    ]
    assert answered[0] < answered[1] - 4, "a large number deters who has announced nothing"


def _answers(world: World) -> bool:
    return stages_of(setting_of(INVITATION), world)["west"] == "counter"


@pytest.mark.parametrize(("seat", "aim"), [("JPN", "talks"), ("MNG", "both")])
def test_the_answer_of_the_west_moves_an_aim_of_japan_and_mongolia(seat: str, aim: str) -> None:
    setting = setting_of(INVITATION)
    calm, counter = (
        next(
            one.score
            for one in scores(setting, Case(INVITATION, 6, {"west": west}).world())
            if (one.seat, one.key) == (seat, aim)
        )
        for west in ("waiting", "counter")
    )
    assert counter < calm - 10


@pytest.mark.parametrize(("stage", "came"), [("protest", True), ("cut", False)])
def test_no_adviser_was_right_about_a_line_that_is_cut(stage: str, came: bool) -> None:
    """The figure can rise in the turn in which the air forces break off contact, and the aim is worth nothing."""
    setting = setting_of(NINE)
    before, after = (
        Case(NINE, 5, {"quarrel_moscow": "protest"}).world(),
        Case(NINE, 6, {"quarrel_moscow": stage}).world(),
    )
    after.strength[setting.names.agreements["moscow_line"]] += 5_000
    claim = Claim("bond", "strength", name="moscow_line")
    views = (perspective(setting, world, "KOR") for world in (before, after))
    assert is_right(claim, *views) is came
