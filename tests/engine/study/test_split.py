"""The split of a game: own orders, the others' orders, dice and rulings move a value by what they moved it, and sum."""

import json
from collections.abc import Mapping

import pytest

from tests.engine.invented import SEATS
from wargame.engine import Interventions, Order, Ruling, Setting, Sheet, Situation, adjudicate, opening_world
from wargame.engine.study.split import PARTS_OF_SPLIT, PlayedTurn, Split, decode_split, encode_split, split

HOLD = dict.fromkeys(SEATS, "hold")
SEEDS = range(30, 70)
SHOTS = {"AVA": (Order("warn", "shots", "CYL"),)}
WORDS = {"DUN": (Order("support", "words", "BOR"),)}


def game(setting: Setting, *sheets: Mapping[str, Sheet], ruled: Interventions | None = None) -> list[PlayedTurn]:
    """Return a game of some turns, played with one seed; a turn with rulings has its world without them as well."""
    world, turns = opening_world(setting, 1), []
    for number, given in enumerate(sheets):
        whole = {seat: given.get(seat, ()) for seat in SEATS}
        after = adjudicate(setting, world, whole, number, ruled or Interventions()).world
        unruled = adjudicate(setting, world, whole, number).world if ruled else None
        turns.append(PlayedTurn(Situation(world, whole, ruled or Interventions()), Situation(after), unruled))
        world = after
    return turns


def parts(found: Split, turn: int, seat: str, measure: int = 0) -> dict[str, float]:
    return {one.part: one.mean for one in found.moved(turn, seat, measure)}


def test_parts_sum_to_the_change_of_the_value_in_both_directions(setting: Setting) -> None:
    """Down: the parts of a turn are its change. Across: the changes lead from the mean opening to the end."""
    found = split(setting, game(setting, SHOTS, WORDS), SEEDS, dict.fromkeys(SEATS, "empirical"))
    assert found.turns == 2
    for seat in SEATS:
        for measure in range(1 + len(found.endings)):
            for turn in range(found.turns + 1):
                change = found.value(turn + 1, seat, measure) - found.value(turn, seat, measure)
                assert sum(parts(found, turn, seat, measure).values()) == pytest.approx(change, abs=1e-9)


def test_a_turn_in_which_nobody_differs_from_the_policies_moves_nothing_by_orders(setting: Setting) -> None:
    found = split(setting, game(setting, {}), SEEDS, HOLD)
    for seat in SEATS:
        assert parts(found, 1, seat)["own"] == parts(found, 1, seat)["others"] == 0


def test_an_order_counts_as_own_for_its_seat_and_as_others_for_the_rest(setting: Setting) -> None:
    """The share of an ending is moved for every seat alike, and each reads whose orders did it."""
    found = split(setting, game(setting, SHOTS), SEEDS, dict.fromkeys(SEATS, "empirical"))
    for measure in range(1, 1 + len(found.endings)):
        moved = {seat: parts(found, 1, seat, measure) for seat in SEATS}
        assert len({round(one["own"] + one["others"], 9) for one in moved.values()}) == 1
    one_order = split(setting, game(setting, SHOTS), SEEDS, HOLD)
    assert parts(one_order, 1, "AVA")["own"] != 0 == parts(one_order, 1, "AVA")["others"]
    assert all(parts(one_order, 1, seat)["own"] == 0 for seat in SEATS if seat != "AVA")


def test_a_ruling_moves_what_the_dice_did_not(setting: Setting) -> None:
    refused = Interventions((Ruling("order", "refused", "AVA", 0),))
    ruled = split(setting, game(setting, SHOTS, ruled=refused), SEEDS, HOLD)
    free = split(setting, game(setting, SHOTS), SEEDS, HOLD)
    assert parts(ruled, 1, "AVA")["rulings"] != 0 == parts(free, 1, "AVA")["rulings"]
    for part in ("own", "others", "dice"):
        assert parts(ruled, 1, "AVA")[part] == parts(free, 1, "AVA")[part]


def test_counts_of_disjoint_seeds_add_up_and_survive_storage(setting: Setting) -> None:
    played = game(setting, SHOTS)
    whole = split(setting, played, SEEDS, HOLD)
    halves = split(setting, played, SEEDS[:20], HOLD) + split(setting, played, SEEDS[20:], HOLD)
    again = decode_split(json.loads(json.dumps(encode_split(halves))))
    assert encode_split(again) == encode_split(halves)
    assert encode_split(again) == encode_split(whole)
    for part, moved in enumerate(again.moved(2, "AVA")):
        whole_game = sum(again.moved(turn, "AVA")[part].mean for turn in (0, 1))
        assert moved.mean == pytest.approx(whole_game)
    assert [one.part for one in again.moved(0, "AVA")] == list(PARTS_OF_SPLIT)
