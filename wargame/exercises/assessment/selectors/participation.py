"""Participation in a class: how much each person did for a seat, turn by turn, as far as the white cell may know it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TypeAlias

from wargame.exercises import access
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import (
    Argument,
    Branch,
    Exercise,
    OrderSheet,
    Participant,
    SheetChange,
    StaffQuestion,
    Turn,
)
from wargame.exercises.models.turn import of_line
from wargame.web.clocks import zone_of
from wargame.web.seats import WHITE_CELL

KINDS = {
    "changes": "Changes of the orders",
    "submits": "Submits",
    "rationales": "Rationales",
    "messages": "Messages",
    "words": "Words",
    "proposals": "Proposals",
    "answers": "Answers",
    "questions": "Questions to the staff",
    "arguments": "Arguments",
}
"""The things that are counted, with their headings; words are those of rationales and messages."""

Place: TypeAlias = tuple[int, str, int]
"""The key of a person, the role of a seat, and the number of a turn."""
Act: TypeAlias = tuple[Place, str, int]
"""A place, a kind of `KINDS`, and by how much its count rises."""


@dataclass(frozen=True)
class PersonTurn:
    """The acts of a person for a seat in a turn, by the keys of `KINDS`."""

    name: str
    seat: str
    turn: int
    counts: dict[str, int]


@dataclass(frozen=True)
class PersonTotal:
    """The acts of a person for a seat in all turns, in the order of `KINDS`.

    `turns` are those in which the person did something. Somebody who did nothing has a row for the present seat ("" for
    none). `briefed` says that the whole briefing of the seat was opened.
    """

    name: str
    seat: str
    turns: tuple[int, ...]
    counts: tuple[int, ...]
    joined_at: datetime
    seen_at: datetime | None
    left_at: datetime | None
    briefed: bool


@dataclass(frozen=True)
class Participation:
    """The participation page of a class. `hides_messages` says that only messages with the white cell are counted."""

    code: str
    title: str
    zone: tzinfo
    turns: tuple[int, ...]
    kinds: tuple[str, ...]
    people: tuple[PersonTotal, ...]
    hides_messages: bool


def participation_of(leader: Participant) -> Participation:
    """Return the participation of everybody who played in the leader's class, by seat and name."""
    exercise, counted = leader.exercise, _count(leader)
    players = exercise.participants.filter(part=Participant.Part.PLAYER).select_related("seat", "briefed_seat")
    totals = [total for person in players for total in _totals(person, counted)]
    line = exercise.current_branch
    numbers = Turn.objects.in_line(line).values_list("number", flat=True) if line else ()
    return Participation(
        code=dashed_code(exercise.code),
        title=exercise.title or exercise.scenario_version.title,
        zone=zone_of(exercise.time_zone),
        turns=tuple(numbers),
        kinds=tuple(KINDS.values()),
        people=tuple(sorted(totals, key=lambda each: (each.seat == "", each.seat, each.name.casefold()))),
        hides_messages=exercise.messages == Exercise.Messages.OPEN,
    )


def person_turns_of(leader: Participant) -> tuple[PersonTurn, ...]:
    """Return a row for each person, seat and turn in which the person did something."""
    counted = _count(leader)
    names = dict(leader.exercise.participants.values_list("pk", "name"))
    rows = (PersonTurn(names[key], role, turn, counts) for (key, role, turn), counts in counted.items())
    return tuple(sorted(rows, key=lambda each: (each.seat, each.name.casefold(), each.turn)))


def _totals(person: Participant, counted: dict[Place, dict[str, int]]) -> Iterator[PersonTotal]:
    own = {place: counts for place, counts in counted.items() if place[0] == person.pk}
    present = person.seat.role if person.seat else ""
    roles = {role for _, role, _ in own} | ({present} if present or not own else set())
    for role in sorted(roles):
        acts = {turn: counts for (_, seat, turn), counts in own.items() if seat == role}
        sums = tuple(sum(counts.get(kind, 0) for counts in acts.values()) for kind in KINDS)
        is_briefed = person.briefed_role == role != ""
        yield PersonTotal(
            person.name, role, tuple(sorted(acts)), sums, person.joined_at, person.seen_at, person.left_at, is_briefed
        )


def _count(leader: Participant) -> dict[Place, dict[str, int]]:
    """Return the counts of each place in which a player did something."""
    line = leader.exercise.current_branch
    if line is None:
        return {}
    players = set(leader.exercise.participants.filter(part=Participant.Part.PLAYER).values_list("pk", flat=True))
    counted: dict[Place, Counter[str]] = {}
    for acts in (_orders(line), _texts(leader, line), _offers(leader, line), _answers_to_tasks(line)):
        for place, kind, number in acts:
            if place[0] in players:
                counted.setdefault(place, Counter())[kind] += number
    return {place: dict(counts) for place, counts in counted.items()}


def _orders(line: Branch) -> Iterator[Act]:
    changes = SheetChange.objects.filter(of_line(line, "sheet__turn__")).exclude(by=None).order_by()
    for by, role, turn in changes.values_list("by_id", "sheet__seat__role", "sheet__turn__number"):
        yield (by or 0, role, turn), "changes", 1
    sheets = OrderSheet.objects.filter(of_line(line, "turn__")).exclude(submitted_by=None).order_by()
    for by, role, turn in sheets.values_list("submitted_by_id", "seat__role", "turn__number"):
        yield (by or 0, role, turn), "submits", 1


def _texts(leader: Participant, line: Branch) -> Iterator[Act]:
    for rationale in access.rationales_read(access.reading(leader)):
        place = rationale.by_id, rationale.seat.role, rationale.turn.number
        yield place, "rationales", 1
        yield place, "words", len(rationale.text.split())
    for message in access.messages_for_room(leader, line):
        if message.author_id and message.sender != WHITE_CELL:
            place = message.author_id, message.sender, message.turn.number
            yield place, "messages", 1
            yield place, "words", len(message.text.split())


def _offers(leader: Participant, line: Branch) -> Iterator[Act]:
    for proposal in access.proposals_for_room(leader, line):
        if proposal.author_id:
            yield (proposal.author_id, proposal.proposer, proposal.turn.number), "proposals", 1
        for answer in proposal.answers.all():
            # A proposer's yes comes with the proposal.
            if answer.by_id and answer.role != proposal.proposer:
                turn = proposal.settled_in or proposal.turn
                yield (answer.by_id, answer.role, turn.number), "answers", 1


def _answers_to_tasks(line: Branch) -> Iterator[Act]:
    asked = StaffQuestion.objects.filter(of_line(line, "sheet__turn__")).order_by()
    for by, role, turn in asked.values_list("by_id", "sheet__seat__role", "sheet__turn__number"):
        yield (by, role, turn), "questions", 1
    argued = Argument.objects.filter(of_line(line, "turn__")).exclude(seat=None).order_by()
    for by, role, turn in argued.values_list("by_id", "seat__role", "turn__number"):
        yield (by, role or "", turn), "arguments", 1
