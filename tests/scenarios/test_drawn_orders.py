"""Aircraft of an order are on every seat's map of the next turn of Nine Past Nine."""

import pytest

from scenarios import opening
from tests.scenarios.nine_past_nine import SEATS, orders, pack, play, setting
from wargame.engine import Order, perspective


def seen(plans: dict[str, str], turn: int, seat: str) -> dict[str, tuple[str, ...]]:
    """Return the tracks on a seat's map of a turn, with the partners in their formations."""
    idle: dict[str, list[list[Order]]] = {code: [[]] * 6 for code in SEATS}
    world = play(7, idle | {code: orders_by_turn(plan) for code, plan in plans.items()})[turn - 1]
    told = opening.briefing(pack(), perspective(setting(), world, seat), turn)
    return {track.key: track.partners for track in told.tracks}


def orders_by_turn(plan: str) -> list[list[Order]]:
    turn, order = plan.split(": ")
    return [orders(order)[0] if number == int(turn) else [] for number in range(1, 7)]


@pytest.mark.parametrize("seat", SEATS)
def test_bombers_that_flew_again_are_on_every_map(seat: str) -> None:
    assert "t6-again" in seen({"RUS": "5: second_flight pair KOR"}, 6, seat)
    assert "t6-again" not in seen({}, 6, seat)


@pytest.mark.parametrize(("ally", "key"), [("KOR", "usa-kor"), ("JPN", "usa-jpn")])
def test_an_american_flight_is_drawn_with_the_ally_that_flew_along(ally: str, key: str) -> None:
    flown = {"USA": f"4: presence flight {ally}"}
    for turn in (5, 6):
        shown = seen(flown, turn, "CHN")
        assert [name for name in shown if "-usa-" in name] == [f"t{turn}-{key}"]
        assert shown[f"t{turn}-{key}"] == (ally,)
