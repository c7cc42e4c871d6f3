"""A player for tests: reads the turn, chooses legal orders, submits them."""

from datetime import timedelta

from django.utils import timezone

from wargame.accounts.models import User
from wargame.exercises import access, perspectives
from wargame.exercises.models import Branch, OrderSheet, Participant, Seat, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import turns

Rows = list[dict[str, str]]


class Player:
    """Plays one seat through services, as a person does through pages."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @property
    def branch(self) -> Branch:
        self.seat.exercise.refresh_from_db()
        return access.branch_for(self.seat)

    @property
    def turn(self) -> Turn:
        return access.latest_turn_for(self.seat, self.branch)

    def legal(self, count: int = 1, turn: Turn | None = None) -> Rows:
        """Return the first legal orders on offer, of different kinds, that are affordable together."""
        turn = turn or self.turn
        chosen: Rows = []
        for row in offered(turn, self.seat):
            if len(chosen) < count and not problems_of(turn, self.seat, [*chosen, row]):
                chosen.append(row)
        assert len(chosen) == count, "the pack offers too few orders"
        return chosen

    def draft(self, rows: Rows) -> OrderSheet:
        turn = self.turn
        revision = orders.sheet_of(seat=self.seat, turn=turn).revision
        return orders.save_draft(seat=self.seat, turn=turn, orders=rows, revision=revision, now=timezone.now())

    def submit(self, rows: Rows | None = None) -> orders.SubmissionReceipt:
        turn = self.turn
        revision = orders.sheet_of(seat=self.seat, turn=turn).revision
        rows = self.legal() if rows is None else rows
        return orders.submit(seat=self.seat, turn=turn, orders=rows, revision=revision, now=timezone.now())

    def play_turn(self, rows: Rows | None = None) -> Turn:
        """Submit and resolve; return the turn with its results."""
        turn = self.turn
        self.submit(rows)
        result = turns.resolve(turn_id=turn.pk, now=timezone.now())
        assert isinstance(result, turns.Resolved), result
        turn.refresh_from_db()
        return turn

    def play_to_the_end(self) -> None:
        for _ in range(20):
            if self.turn.is_closed:
                return
            self.play_turn([])
        raise AssertionError("the exercise does not end")


def seated(seat: Seat, user: User) -> Seat:
    """Return the seat with this person in it, which a policy played before."""
    seat.policy = ""
    seat.save()
    Participant.objects.create(
        exercise=seat.exercise, user=user, name=user.username, seat=seat, joined_at=timezone.now()
    )
    return seat


def offered(turn: Turn, seat: Seat, level: int = 0) -> Rows:
    """Return one order of every available kind, at its first level (or with -1 its last) and first target."""
    return [
        {
            "kind": option.kind,
            "level": option.levels[level].key,
            "target": option.targets[0] if option.targets else "",
            "partner": option.partners[0] if option.partners else "",
        }
        for option in perspectives.options_of(turn, seat)
        if option.is_available
    ]


def problems_of(turn: Turn, seat: Seat, rows: Rows) -> list[str]:
    return [problem.code for problem in orders.problems_of(seat=seat, turn=turn, orders=rows)]


def later(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)
