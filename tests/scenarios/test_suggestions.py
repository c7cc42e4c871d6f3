"""Suggestions: enough in every situation, legal, and sensible for a player who follows only them."""

from collections.abc import Iterator
from functools import partial
from statistics import mean

import pytest

from scenarios import opening
from scenarios.schema.pack_texts import SuggestionText
from tests.scenarios.pack_games import SLUGS, pack_of, played_by, seats_of, setting_of
from wargame.engine import (
    Order,
    Perspective,
    advance,
    choose,
    opening_world,
    options,
    perspective,
    problems,
    scores,
    total,
    warm,
)

GAMES = 30


def order_of(text: SuggestionText) -> Order:
    return Order(text.kind, text.level or "", text.target or "", text.partner or "")


def suggested(slug: str, view: Perspective) -> list[Order]:
    """Return the suggestions that hold and can be ordered, in the order in which the page offers them."""
    orders = [order_of(text) for text in opening.briefing(pack_of(slug), view, view.turn).suggestions]
    return [order for order in orders if not problems(view, (order,))]


def newcomer(slug: str, view: Perspective) -> tuple[Order, ...]:
    """Return the first suggestion alone."""
    return tuple(suggested(slug, view)[:1])


def totals(slug: str, seat: str, *, takes: bool) -> list[float]:
    """Return the seat's total score of games in which it takes the first suggestion each turn, or gives no order."""
    rules = setting_of(slug)
    ordering = {seat: partial(newcomer, slug)} if takes else {}
    others = {code: "empirical" for code in rules.seats if code != seat}
    games = played_by(rules, range(GAMES), ordering, others)
    return [total(scores(rules, worlds[-1], seat), seat) for worlds in games]


def situations(slug: str) -> Iterator[tuple[str, Perspective]]:
    """Give every seat's view of every turn of some games, with seats that give orders and seats that give few."""
    rules = setting_of(slug)
    for seed in range(8):
        world = opening_world(rules, seed)
        while not int(world.clock[1]):
            for seat in rules.seats:
                yield seat, perspective(rules, world, seat)
            policy = "empirical" if seed % 2 else "mirror"
            sheets = {code: choose(policy, perspective(rules, world, code), seed).sheet for code in rules.seats}
            world = advance(rules, world, sheets, seed)


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_three_or_more_orders_are_offered_first_in_every_situation(slug: str) -> None:
    for seat, view in situations(slug):
        found = {order.kind for order in suggested(slug, view)}
        assert len(found) >= 3, (seat, view.turn, found)


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_offered_first_is_never_refused_but_for_needs_that_the_seat_can_see(slug: str) -> None:
    for seat, view in situations(slug):
        offered = {option.kind: option for option in options(view)}
        for text in opening.briefing(pack_of(slug), view, view.turn).suggestions:
            fault = problems(view, (order_of(text),))
            assert not fault or {each.code for each in fault} == {"not_possible"}, (seat, text.key, fault)
            assert fault or offered[text.kind].is_available


def test_the_aircraft_at_the_line_is_whom_korea_is_offered_to_call_and_to_warn() -> None:
    seen = set()
    for seat, view in situations("nine-past-nine"):
        if seat == "KOR" and view.turn in {3, 4}:
            for order in suggested("nine-past-nine", view):
                if order.kind in {"hail", "warn", "shadow"}:
                    assert order.target == "RUS", order
                    seen.add(order.kind)
    assert seen == {"hail", "warn", "shadow"}


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "seat"), [(slug, seat) for slug in SLUGS for seat in seats_of(slug)])
def test_a_newcomer_who_takes_only_what_stands_first_fares_better_than_one_who_waits(slug: str, seat: str) -> None:
    warm(block=True)
    taking, waiting = (totals(slug, seat, takes=takes) for takes in (True, False))
    assert mean(taking) - mean(waiting) > 1, (taking, waiting)
