"""Suggestions: enough in every situation, legal, and sensible for a player who follows only them."""

from collections.abc import Iterator
from statistics import mean

import pytest

from scenarios import opening
from scenarios.schema.pack_texts import SuggestionText
from tests.scenarios.nine_past_nine import SEATS, pack, setting
from wargame.engine import (
    Order,
    Perspective,
    Setting,
    World,
    advance,
    choose,
    opening_world,
    options,
    perspective,
    problems,
    scores,
    total,
)

GAMES = 30


def order_of(text: SuggestionText) -> Order:
    return Order(text.kind, text.level or "", text.target or "", text.partner or "")


def suggested(view: Perspective) -> list[Order]:
    """Return the suggestions that hold and can be ordered, in the order in which the page offers them."""
    orders = [order_of(text) for text in opening.briefing(pack(), view, view.turn).suggestions]
    return [order for order in orders if not problems(view, (order,))]


def newcomer(view: Perspective) -> tuple[Order, ...]:
    """Return the first suggestion alone."""
    return tuple(suggested(view)[:1])


def others(setting: Setting, world: World, seat: str, seed: int) -> dict[str, tuple[Order, ...]]:
    codes = (code for code in setting.seats if code != seat)
    return {code: choose("empirical", perspective(setting, world, code), seed).sheet for code in codes}


def game(seat: str, seed: int, *, takes: bool) -> float:
    """Return the seat's total score of a game in which it takes the first suggestion each turn, or gives no order."""
    rules, world = setting(), opening_world(setting(), seed)
    while not int(world.clock[1]):
        own = newcomer(perspective(rules, world, seat)) if takes else ()
        world = advance(rules, world, {**others(rules, world, seat, seed), seat: own}, seed)
    return total(scores(rules, world, seat), seat)


def situations() -> Iterator[tuple[str, Perspective]]:
    """Give every seat's view of every turn of some games, with seats that give orders and seats that give few."""
    rules = setting()
    for seed in range(8):
        world = opening_world(rules, seed)
        while not int(world.clock[1]):
            for seat in SEATS:
                yield seat, perspective(rules, world, seat)
            policy = "empirical" if seed % 2 else "mirror"
            sheets = {code: choose(policy, perspective(rules, world, code), seed).sheet for code in SEATS}
            world = advance(rules, world, sheets, seed)


def test_three_or_more_orders_are_offered_first_in_every_situation() -> None:
    for seat, view in situations():
        found = {order.kind for order in suggested(view)}
        assert len(found) >= 3, (seat, view.turn, found)


def test_what_is_offered_first_is_never_refused_but_for_needs_that_the_seat_can_see() -> None:
    for seat, view in situations():
        offered = {option.kind: option for option in options(view)}
        for text in opening.briefing(pack(), view, view.turn).suggestions:
            fault = problems(view, (order_of(text),))
            assert not fault or {each.code for each in fault} == {"not_possible"}, (seat, text.key, fault)
            assert fault or offered[text.kind].is_available


def test_the_aircraft_at_the_line_is_whom_korea_is_offered_to_call_and_to_warn() -> None:
    seen = set()
    for seat, view in situations():
        if seat == "KOR" and view.turn in {3, 4}:
            for order in suggested(view):
                if order.kind in {"hail", "warn", "shadow"}:
                    assert order.target == "RUS", order
                    seen.add(order.kind)
    assert seen == {"hail", "warn", "shadow"}


@pytest.mark.slow
@pytest.mark.parametrize("seat", SEATS)
def test_a_newcomer_who_takes_only_what_stands_first_fares_better_than_one_who_waits(seat: str) -> None:
    gains = [game(seat, seed, takes=True) - game(seat, seed, takes=False) for seed in range(GAMES)]
    assert mean(gains) > 1, gains
