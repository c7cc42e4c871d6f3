"""Who may touch what: fetches a row and authorises in one call; what is not theirs does not exist (404)."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from wargame.exercises.codes import normal_code
from wargame.exercises.models import (
    Branch,
    Exercise,
    Inject,
    Message,
    Observation,
    Participant,
    Proposal,
    Rationale,
    Seat,
    Series,
    Turn,
)
from wargame.web.seats import WHITE_CELL

MISSING = "There is no such exercise, or it is not yours."
NO_TURN = "This exercise has no such turn yet."
NO_BRANCH = "This exercise has no such branch."

Visitor = AbstractBaseUser | AnonymousUser


class Reader(NamedTuple):
    """A seat that is read from; `part` is what its reader is in the exercise, "" for who sits in it."""

    seat: Seat
    part: str = ""


def seat_for(user: Visitor, code: str, role: str = "") -> Seat:
    """The seat that the user decides for in an exercise that has begun, with version and current branch at hand.

    That is the one they sit in. The one person of a sandbox names the seat: the first by role where `role` is "".
    """
    seat = seats_of(user).filter(exercise__code=normal_code(code) or "-").first()
    return seat or _seat_in_sandbox(user, code, role)


def seat_and_person(user: Visitor, code: str, role: str = "") -> tuple[Seat, Participant]:
    """The seat that the user decides for, as `seat_for` gives it, and who they are there: one question for both."""
    person = participant_for(user, code)
    seat, exercise = person.seat, person.exercise
    if seat is None or exercise.status == Exercise.Status.LOBBY or exercise.current_branch_id is None:
        return seat_for(user, code, role), person
    seat.exercise = exercise
    return seat, person


def seats_of(user: Visitor) -> QuerySet[Seat]:
    """Every seat the user sits in, of the exercises that have begun, newest exercise first."""
    seats = _begun_seats().order_by("-exercise__created_at", "-exercise__pk")
    return seats.filter(people__user_id=user.pk) if user.is_authenticated else seats.none()


def seat_of(person: Participant, role: str) -> Seat:
    """Any seat of an exercise that has begun, by role, for a member of its white cell."""
    seat = _begun_seats().filter(exercise_id=person.exercise_id, role=role).first()
    if seat is None or not person.is_white_cell:
        raise Http404(MISSING)
    return seat


def _begun_seats() -> QuerySet[Seat]:
    related = ("exercise__scenario_version__scenario", "exercise__current_branch")
    # What was ended in its lobby never got a line to play.
    begun = Seat.objects.exclude(exercise__status=Exercise.Status.LOBBY).exclude(exercise__current_branch=None)
    seats = begun.select_related(*related)
    return seats.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")


def _seat_in_sandbox(user: Visitor, code: str, role: str) -> Seat:
    person = require_white_cell(user, code)
    seats = _begun_seats().filter(exercise_id=person.exercise_id, exercise__mode=Exercise.Mode.SANDBOX)
    return _named(seats, role)


def _named(seats: QuerySet[Seat], role: str) -> Seat:
    seat = (seats.filter(role=role) if role else seats.order_by("role")).first()
    if seat is None:
        raise Http404(MISSING)
    return seat


def reader_for(user: Visitor, code: str, role: str = "") -> Reader:
    """Whose eyes the user reads with: those of the seat that they decide for.

    Once an exercise has ended all who took part may read it; who decided for none names a seat (the first by role).
    """
    person = participant_for(user, code)
    decides = person.seat_id is not None or person.exercise.mode == Exercise.Mode.SANDBOX
    if decides or person.exercise.status != Exercise.Status.ENDED:
        return Reader(seat_for(user, code, role))
    return Reader(
        _named(_begun_seats().filter(exercise_id=person.exercise_id), role), person.get_part_display().capitalize()
    )


def participant_for(user: Visitor, code: str) -> Participant:
    """Who the user is in the exercise, whatever their part; who has left or was removed is a stranger."""
    person = participations_of(user).filter(exercise__code=normal_code(code) or "-").first()
    if person is None:
        raise Http404(MISSING)
    return person


def require_white_cell(user: Visitor, code: str) -> Participant:
    """The user as a member of the exercise's white cell, with the exercise at hand."""
    person = participant_for(user, code)
    if not person.is_white_cell:
        raise Http404(MISSING)
    return person


def briefed_in(user: Visitor, code: str, role: str) -> Exercise:
    """The exercise in which the user reads the whole briefing of a seat: their own, and each for its white cell."""
    person = participant_for(user, code)
    if not person.is_white_cell and (person.seat is None or person.seat.role != role):
        raise Http404(MISSING)
    return person.exercise


def participations_of(user: Visitor) -> QuerySet[Participant]:
    """Every exercise that the user takes part in, newest first."""
    related = ("scenario_version__scenario", "current_branch", "series")
    people = Participant.objects.select_related("seat", "watched", *(f"exercise__{name}" for name in related))
    people = people.order_by("-exercise__created_at", "-exercise__pk")
    people = people.defer("exercise__scenario_version__content", "exercise__current_branch__final_world")
    return people.filter(user_id=user.pk, left_at=None) if user.is_authenticated else people.none()


def groups_for(user: Visitor, code: str) -> tuple[Series, list[Participant]]:
    """A series with the user as the white cell of each of its groups, in their order; 404 where they lead none."""
    series = Series.objects.filter(code=normal_code(code) or "-").first()
    leading = participations_of(user).filter(exercise__series=series, part=Participant.Part.WHITE_CELL)
    leaders = list(leading.order_by("exercise__pk")) if series else []
    if series is None or not leaders:
        raise Http404(MISSING)
    return series, leaders


def branch_for(seat: Seat, number: int | None = None) -> Branch:
    """A branch of the seat's exercise by number; the current one without a number."""
    if number is None:
        branch = seat.exercise.current_branch
    else:
        branches = Branch.objects.select_related("parent_turn__branch").filter(exercise_id=seat.exercise_id)
        branch = branches.filter(number=number).first()
    if branch is None:
        raise Http404(NO_BRANCH)
    branch.exercise = seat.exercise
    return branch


def line_of(exercise: Exercise) -> Branch:
    """The branch that an exercise is played on; 404 before it has begun."""
    if exercise.current_branch is None:
        raise Http404(NO_BRANCH)
    return exercise.current_branch


def turn_for(seat: Seat, number: int, branch: Branch | None = None) -> Turn:
    """A turn by number in the line of a branch (the current one), inherited turns included."""
    line = branch or branch_for(seat)
    return _at_hand(Turn.objects.in_line(line).filter(number=number).first(), line)


def latest_turn_for(seat: Seat, branch: Branch | None = None) -> Turn:
    """The last turn of a branch: the one being played, or the one that ended it."""
    line = branch or branch_for(seat)
    return _at_hand(Turn.objects.in_line(line).last(), line)


def _at_hand(turn: Turn | None, line: Branch) -> Turn:
    """A turn of a line with its branch and exercise at hand, which are the line's unless it was inherited."""
    if turn is None:
        raise Http404(NO_TURN)
    if turn.branch_id != line.pk:
        return Turn.objects.with_exercise().get(pk=turn.pk)
    turn.branch = line
    return turn


def reached(exercise: Exercise) -> Turn:
    """The last turn of the line that an exercise is played on; 404 before it has begun."""
    turn = Turn.objects.filter(branch=exercise.current_branch_id or 0).with_exercise().last()
    if turn is None:
        raise Http404(NO_TURN)
    return turn


def may_know_all(seat: Seat, branch: Branch) -> bool:
    """Whether who reads from a seat may read a line in full truth: once nobody plays in the exercise any more.

    What a white cell led has ended for good, and with it for all who took part. Who plays alone can go on in another
    line, and all lines share what was drawn at the start: so this line and the first one must have ended, lest a
    what-if rushed to its end tells it to a line still played.
    """
    exercise = seat.exercise
    if exercise.status != Exercise.Status.ENDED:
        return False
    if exercise.is_led:
        return True
    return branch.is_finished and (branch.number == 1 or exercise.branches.filter(number=1).exclude(ending="").exists())


def messages_for(seat: Seat, line: Branch, turn: Turn) -> list[Message]:
    """The messages of a line up to a turn that a seat's people may read: what it was sent and what they wrote.

    Oldest first. The scenario's messages in the seat's own name are the policy's, not theirs.
    """
    sent = Message.objects.in_line(line).filter(turn__number__lte=turn.number)
    return [each for each in sent if seat.role in each.recipients or (each.author_id and each.sender == seat.role)]


def messages_for_room(person: Participant, line: Branch) -> list[Message]:
    """What people wrote in a line and the white cell may read: all of it where messages are monitored.

    Oldest first. Else what the white cell was sent or wrote itself, statements included. Raises 404 for others.
    """
    if not person.is_white_cell or person.left_at or person.exercise_id != line.exercise_id:
        raise Http404(MISSING)
    reads_all = person.exercise.messages == Exercise.Messages.MONITORED
    sent = Message.objects.in_line(line).exclude(author=None)
    return [each for each in sent if reads_all or WHITE_CELL in (each.sender, *each.recipients)]


def proposals_for(seat: Seat, line: Branch) -> list[Proposal]:
    """The proposals of a line that a seat's people may know: those to which it is a party. Oldest first."""
    return [each for each in Proposal.objects.in_line(line) if seat.role in each.parties]


def proposals_for_room(person: Participant, line: Branch) -> list[Proposal]:
    """The proposals of a line, for a member of the white cell: none unless messages are monitored. Oldest first."""
    if not person.is_white_cell or person.left_at or person.exercise_id != line.exercise_id:
        raise Http404(MISSING)
    reads_all = person.exercise.messages == Exercise.Messages.MONITORED
    return list(Proposal.objects.in_line(line)) if reads_all else []


def rationales_for_room(person: Participant, turn: Turn) -> QuerySet[Rationale]:
    """What people noted about their orders, for a member of the white cell, once the turn takes no orders any more."""
    if not person.is_white_cell or person.left_at or person.exercise_id != turn.branch.exercise_id:
        raise Http404(MISSING)
    noted = Rationale.objects.filter(turn=turn).select_related("seat", "by").order_by("seat__role", "pk")
    return noted.none() if turn.is_under_way else noted


def injects_for(seat: Seat, turn: Turn) -> list[Inject]:
    """What was sent in a turn to the people of a seat, oldest first; each reads `texts[seat.role]` and nothing else."""
    if not seat.exercise.is_led:
        return []
    sent = Inject.objects.filter(exercise_id=seat.exercise_id, sent_in=turn).order_by("sent_at", "pk")
    return [each for each in sent if seat.role in each.texts]


def statements_in(line: Branch) -> QuerySet[Message]:
    """What was said in public in a line of turns, and what its outlets printed, for all who take part. Oldest first."""
    return Message.objects.in_line(line).filter(is_statement=True)


def observer_for(user: Visitor, code: str) -> Participant:
    """The user as an observer of an exercise that has begun; 404 for everybody else."""
    person = participant_for(user, code)
    if person.part != Participant.Part.OBSERVER or person.exercise.current_branch is None:
        raise Http404(MISSING)
    return person


def watched_turns(person: Participant) -> list[Turn]:
    """The turns that an observer may see, newest first: all but the last `observer_delay` until the exercise ends."""
    exercise = person.exercise
    turns = list(Turn.objects.in_line(line_of(exercise)).with_exercise().order_by("-number"))
    return turns if exercise.status == Exercise.Status.ENDED else turns[exercise.observer_delay :]


def with_results(person: Participant, turns: Iterable[Turn]) -> set[int]:
    """The numbers of those turns that led to what an observer may see: closed, and so many after it as the delay is."""
    exercise = person.exercise
    closed = Turn.objects.in_line(line_of(exercise)).filter(status=Turn.Status.CLOSED).count()
    delay = 0 if exercise.status == Exercise.Status.ENDED else exercise.observer_delay
    return {turn.number for turn in turns if turn.is_closed and turn.number <= closed - delay}


def eyes_for(person: Participant, role: str) -> Seat:
    """The seat as which somebody looks who does not sit in it: any for the white cell, an observer's own by right."""
    if person.is_white_cell:
        return seat_of(person, role)
    return _named(_begun_seats().filter(exercise_id=person.exercise_id, watchers=person), role)


def may_note(person: Participant) -> bool:
    """Whether somebody notes observations: the white cell, and observers whom it lets."""
    return person.left_at is None and (person.is_white_cell or person.may_note)


def observations_for(person: Participant) -> QuerySet[Observation]:
    """What somebody may read of what was noted: all of it at the end and for the white cell, else their own."""
    noted = Observation.objects.filter(turn__branch__exercise=person.exercise_id)
    reads_all = person.is_white_cell or person.exercise.status == Exercise.Status.ENDED
    return noted if reads_all else noted.filter(by=person)


def channels_for(user: Visitor, exercise: Exercise) -> tuple[str, ...]:
    """What the user's pages of an exercise listen to, to be signed by `live.address_of`; 404 for strangers."""
    person = participations_of(user).filter(exercise_id=exercise.pk).first()
    if person is None:
        raise Http404(MISSING)
    return channels_of(person)


def channels_of(person: Participant) -> tuple[str, ...]:
    """What the pages of somebody listen to: what all may hear, their seat, themselves, the white cell's room."""
    seats = [channel_of_seat(person.seat)] if person.seat else []
    if person.is_white_cell:
        seats = [channel_of_seat(seat) for seat in person.exercise.seats.all()]
        seats.append(channel_of_room(person.exercise_id))
    return (channel_of(person.exercise_id), channel_of_person(person), *seats)


def channel_of(exercise_id: int) -> str:
    """What everybody in an exercise hears."""
    return f"exercise:{exercise_id}"


def channel_of_room(exercise_id: int) -> str:
    """What the white cell hears."""
    return f"exercise:{exercise_id}:room"


def channel_of_seat(seat: Seat) -> str:
    """What the people in a seat hear."""
    return f"exercise:{seat.exercise_id}:seat:{seat.role}"


def channel_of_person(person: Participant) -> str:
    """What one person hears, and what ends when they go."""
    return f"exercise:{person.exercise_id}:person:{person.pk}"
