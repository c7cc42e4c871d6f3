"""A game as its seats could know it: what own orders were worth by that, and the orders on offer in their place."""

import json
from collections.abc import Mapping

import pytest

from tests.engine.invented import SEATS
from wargame.engine import Order, Setting, Sheet, Situation, adjudicate, opening_world, perspective, problems
from wargame.engine.perspective.replacements import replaced, replacements
from wargame.engine.study.known_then import (
    READINGS,
    KnownGame,
    KnownThen,
    KnownTurn,
    Swap,
    decode_known,
    encode_known,
    futures_of_known,
    known_then,
)
from wargame.engine.world.world import World

HOLD = dict.fromkeys(SEATS, "hold")
SEEDS = range(61, 67)
SHOTS: Mapping[str, Sheet] = {"AVA": (Order("warn", "shots", "CYL"),)}


def known_game(setting: Setting, opening: World, sheets: Mapping[str, Sheet], *, swaps: bool = False) -> KnownGame:
    """Return a game of one turn as every seat knew it."""
    whole = {seat: sheets.get(seat, ()) for seat in SEATS}
    after = adjudicate(setting, opening, whole, 0).world
    first = {seat: KnownTurn(perspective(setting, opening, seat), whole[seat]) for seat in SEATS}
    last = {seat: KnownTurn(perspective(setting, after, seat)) for seat in SEATS}
    given = first["AVA"]
    found = (
        [Swap("AVA", 0, replacements(given.view, given.sheet, 0), given, Situation(opening, whole))] if swaps else []
    )
    return KnownGame((first, last), found)


def as_document(found: KnownThen) -> object:
    return json.loads(json.dumps(encode_known(found)))


def test_what_a_seat_could_not_know_changes_nothing(setting: Setting) -> None:
    """Two openings that differ only in a hidden truth are one to a seat, and it draws the same worlds from both."""
    one = opening_world(setting, 1)
    truth = one.truth.copy()
    truth[0] = 1 - truth[0]
    other = one._replace(truth=truth)
    blind = [seat for seat in SEATS if _looks_alike(setting, one, other, seat)]
    assert blind
    for seat in blind:
        found = []
        for world in (one, other):
            turn = {each: KnownTurn(perspective(setting, world, seat), SHOTS.get(seat, ())) for each in SEATS}
            found.append(as_document(known_then(setting, KnownGame((turn, turn)), SEEDS, HOLD)))
        assert found[0] == found[1]


def _looks_alike(setting: Setting, one: World, other: World, seat: str) -> bool:
    views = [perspective(setting, world, seat) for world in (one, other)]
    return views[0].priors == views[1].priors and all(
        (a == b).all() for a, b in zip(views[0].world, views[1].world, strict=True)
    )


def test_orders_are_worth_what_they_add_to_what_was_expected(setting: Setting) -> None:
    found = known_then(setting, known_game(setting, opening_world(setting, 1), SHOTS), SEEDS, HOLD)
    assert found.worth(1, "AVA").mean != 0
    assert all(found.worth(1, seat).mean == 0 for seat in SEATS if seat != "AVA")
    assert all(0 <= found.value(column, seat) <= 100 for column in (0, 1) for seat in SEATS)
    shares = [sum(found.value(0, seat, n) for n in range(1, 1 + len(found.endings))) for seat in SEATS]
    assert shares == pytest.approx([100] * len(SEATS))


def test_an_option_is_compared_with_the_order_that_was_given(setting: Setting) -> None:
    game = known_game(setting, opening_world(setting, 1), SHOTS, swaps=True)
    found = known_then(setting, game, SEEDS, HOLD)
    (swap,) = game.swaps
    nothing = swap.options.index(Order(""))
    assert found.option(nothing).mean == pytest.approx(-found.worth(1, "AVA").mean)
    same = Swap("AVA", 0, swap.known.sheet, swap.known, swap.here)
    alike = known_then(setting, KnownGame(game.turns, [same]), SEEDS, HOLD)
    assert [alike.option(0, reading).mean for reading in READINGS] == [0, 0]
    with pytest.raises(IndexError):
        found.option(len(swap.options))


def test_options_are_legal_and_one_of_each_level(setting: Setting) -> None:
    view, sheet = perspective(setting, opening_world(setting, 1), "AVA"), SHOTS["AVA"]
    found = replacements(view, sheet, 0)
    assert found[0] == Order("")
    assert sheet[0] not in found
    assert len({(order.kind, order.level) for order in found}) == len(found) > 2
    assert not any(problems(view, replaced(sheet, 0, order)) for order in found[1:])
    assert all(order.target == "CYL" for order in found if order.kind == "warn")


def test_counts_of_disjoint_seeds_add_up_and_survive_storage(setting: Setting) -> None:
    game = known_game(setting, opening_world(setting, 1), SHOTS, swaps=True)
    whole = known_then(setting, game, SEEDS, HOLD)
    halves = known_then(setting, game, SEEDS[:2], HOLD) + known_then(setting, game, SEEDS[2:], HOLD)
    assert as_document(decode_known(json.loads(json.dumps(encode_known(halves))))) == as_document(whole)
    without = known_then(setting, KnownGame(game.turns), SEEDS, HOLD)
    assert as_document(decode_known(json.loads(json.dumps(encode_known(without))))) == as_document(without)
    assert futures_of_known(setting, 1, [len(game.swaps[0].options)]) == 3 * len(SEATS) + 2 + 2 * len(
        game.swaps[0].options
    )
