"""Faults F3 and F4 in short form: resolvers race for a turn, orders race against its close."""

from collections.abc import Callable

import pytest

from tests.exercises.playing import Player, seated
from tests.services.starting import Arena, Heats, heats
from wargame.accounts.models import User
from wargame.exercises.models import OrderSheet, Turn

pytestmark = pytest.mark.service

Tables = Callable[[int], list[Player]]
RESOLVERS = 8
TURNS = 10
ROUNDS = 15


@pytest.mark.parametrize("has_lease", [True, False], ids=["under a lease", "without a lease"])
def test_of_two_and_eight_resolvers_one_commits(
    arena: Arena, tables: Tables, check_resolved_once: Callable[[int], None], *, has_lease: bool
) -> None:
    players = tables(2 * TURNS)
    turn_ids = [player.turn.pk for player in players]
    for player in players:
        player.submit([])
    by_two, by_all = turn_ids[:TURNS], turn_ids[TURNS:]

    def resolving(entered: list[int]) -> Heats:
        return [{"turn": turn_id, "round": turn_ids.index(turn_id), "lease": has_lease} for turn_id in entered]

    entered = [by_two + by_all if number < 2 else by_all for number in range(RESOLVERS)]
    answers = arena.race([("resolve", resolving(mine)) for mine in entered])

    results: dict[int, list[str]] = {turn_id: [] for turn_id in turn_ids}
    for mine, answer in zip(entered, answers, strict=True):
        for turn_id, result in zip(mine, answer, strict=True):
            results[turn_id].append(result)
    assert [len(results[turn_id]) for turn_id in turn_ids] == [2] * TURNS + [RESOLVERS] * TURNS
    for turn_id in turn_ids:
        assert sorted(results[turn_id]) == ["NotMine"] * (len(results[turn_id]) - 1) + ["Resolved"]
        check_resolved_once(turn_id)


def test_an_order_acknowledged_around_the_close_counts_and_a_refused_one_does_not(arena: Arena, tables: Tables) -> None:
    players = tables(ROUNDS)
    turn_ids = [player.turn.pk for player in players]
    seats = [people_on_every_seat(player) for player in players]
    moments = heats([{"turn": turn_id} for turn_id in turn_ids])

    def drafts(place: int) -> Heats:
        people = [at_table[place] for at_table in seats]
        return [
            moment | {"seat": person.seat.pk, "orders": person.legal()}
            for moment, person in zip(moments, people, strict=True)
        ]

    *acknowledged, closed = arena.race([*(("draft", drafts(place)) for place in range(4)), ("close", moments)])

    contested = 0
    for number, turn_id in enumerate(turn_ids):
        stored = dict(OrderSheet.objects.filter(turn_id=turn_id).values_list("seat_id", "revision"))
        for place, answers in enumerate(acknowledged):
            seat_id = seats[number][place].seat.pk
            contested += answers[number] > 0
            assert stored.get(seat_id, 0) == answers[number], "acknowledged and not kept, or kept and not acknowledged"
            assert closed[number].get(str(seat_id), 0) == answers[number], "acknowledged after the close"
    assert contested >= ROUNDS, "the orders did not come near the close"
    assert not Turn.objects.filter(pk__in=turn_ids, status="open").exists()


def people_on_every_seat(player: Player) -> list[Player]:
    """Let four more people take over seats from the policies; their sheets start empty."""
    others = list(player.seat.exercise.seats.exclude(pk=player.seat.pk))
    OrderSheet.objects.filter(seat__in=others).delete()
    people = [User.objects.get_or_create(username=f"of-{seat.role}")[0] for seat in others]
    return [Player(seated(seat, user)) for seat, user in zip(others, people, strict=True)]
