"""Advisers of a seat: what each argues for, by known leanings, from the seat's own perspective alone."""

from dataclasses import replace

import pytest

from tests.engine.games import with_cells
from tests.engine.policies.test_policies import with_intruder
from wargame.engine import (
    Argument,
    Claim,
    FavourSpec,
    LeaningOfAdviser,
    Order,
    Perspective,
    Setting,
    advise,
    forecast_sheet,
    is_right,
    opening_world,
    options,
    perspective,
)
from wargame.engine.advice.claims import claim_of

SEED = 7
HAWK = LeaningOfAdviser("hawk", (FavourSpec(points=20, deed="force"),))
HOME = LeaningOfAdviser("home", (FavourSpec(points=3, figure="approval"),))
DOVE = LeaningOfAdviser("dove", (FavourSpec(points=20, deed="friendly"), FavourSpec(points=-20, deed="force")))
CABINET = (HAWK, HOME, DOVE)


@pytest.fixture
def ava(setting: Setting) -> Perspective:
    return with_intruder(setting, "AVA")


def _offered(view: Perspective) -> list[Order]:
    return [
        Order(option.kind, level.key, target, partner)
        for option in options(view)
        if option.is_available
        for level in option.levels
        for target in option.targets or ("",)
        for partner in option.partners or ("",)
    ]


@pytest.fixture
def arguments(ava: Perspective) -> tuple[Argument, ...]:
    return advise(ava, CABINET, _offered(ava), SEED)


def test_each_argues_for_one_order_and_no_two_for_the_same(arguments: tuple[Argument, ...]) -> None:
    assert [each.adviser for each in arguments] == ["hawk", "home", "dove"]
    assert len({each.order for each in arguments}) == 3
    assert {each.order.kind for each in arguments} == {"warn", "listen_in"}, "only two kinds are worth anything here"


def test_the_same_questions_have_the_same_answers(ava: Perspective, arguments: tuple[Argument, ...]) -> None:
    assert advise(ava, CABINET, _offered(ava), SEED) == arguments


def test_at_least_two_disagree_and_nobody_has_an_opinion_of_the_own_order(arguments: tuple[Argument, ...]) -> None:
    assert any(each.disagree for each in arguments)
    for each in arguments:
        others = {one.adviser for one in arguments} - {each.adviser}
        assert {*each.agree, *each.disagree} == others
        assert not {*each.agree} & {*each.disagree}


def test_none_argues_for_an_order_worth_nothing(ava: Perspective, arguments: tuple[Argument, ...]) -> None:
    offered = _offered(ava)
    told = dict(zip(offered, forecast_sheet(ava, (), offered, SEED).offered, strict=True))
    for each in arguments:
        forecast = told[each.order]
        assert forecast.odds is None or forecast.odds.in_100 > 0
        assert forecast.moves or abs(forecast.aims.turn.mean) >= 0.5


def test_a_leaning_can_be_learnt(ava: Perspective, arguments: tuple[Argument, ...]) -> None:
    hawk, _, dove = arguments
    assert (
        ava.setting.order(hawk.order.kind).codes.mid_hostility > ava.setting.order(dove.order.kind).codes.mid_hostility
    )


def test_without_orders_to_give_nobody_says_anything(ava: Perspective) -> None:
    assert advise(ava, CABINET, (), SEED) == ()
    assert advise(ava, (), _offered(ava), SEED) == ()


def test_a_claim_is_right_when_its_figure_got_better(setting: Setting) -> None:
    world = opening_world(setting, 1)
    before, better = (
        perspective(setting, with_cells(setting, world, approval_AVA=amount), "AVA") for amount in (50_000, 52_000)
    )
    home = Claim("home", "approval", "AVA")
    assert is_right(home, before, better) is True
    assert is_right(home, before, before) is False
    assert is_right(home, better, before) is False


def test_less_tension_is_better(setting: Setting) -> None:
    world = opening_world(setting, 1)
    before, calmer = (
        perspective(setting, with_cells(setting, world, tension_CYL_AVA=amount), "AVA") for amount in (50_000, 40_000)
    )
    calm = Claim("calm", "tension", "CYL")
    assert is_right(calm, before, calmer) is True
    assert is_right(calm, calmer, before) is False


def test_an_event_came_if_its_incident_is_in_one_of_the_stages(setting: Setting) -> None:
    incident = setting.spec.incidents[0]
    world = opening_world(setting, 1)
    world.incident[0, 0] = 1
    view = perspective(setting, world, "AVA")
    stages = [stage.key for stage in incident.stages]
    assert is_right(Claim("event", name=incident.key, stages=(stages[1],)), view, view) is True
    assert is_right(Claim("event", name=incident.key, stages=(stages[0],)), view, view) is False


def test_nobody_expects_what_has_come_already_and_stays(ava: Perspective) -> None:
    warn = next(order for order in _offered(ava) if order.kind == "warn")
    odds = ava.setting.order("warn").odds_at(warn.level)
    assert odds is not None
    (told,) = forecast_sheet(ava, (), (warn,), SEED).offered
    assert told.odds is not None
    index = ava.setting.names.incidents[odds.incident]
    keys = [stage.key for stage in ava.setting.spec.incidents[index].stages]
    for stage, in_100, is_expected in ((odds.stages[0], 99, False), (odds.stages[0], 60, True), ("", 99, True)):
        ava.world.incident[index, 0] = keys.index(stage) if stage else -1
        forecast = replace(told, moves=(), odds=replace(told.odds, in_100=in_100, turn=0))
        claim = claim_of(ava, (), forecast)
        assert (claim is not None and claim.kind == "event") == is_expected, (stage, in_100)
