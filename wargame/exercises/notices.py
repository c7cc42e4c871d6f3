"""Telling browsers which regions of an exercise changed, once the change is committed."""

from collections.abc import Iterable

from wargame import live
from wargame.exercises import access
from wargame.exercises.models import Exercise, Participant, Seat, Turn

# One notice and one request for each page: a class's pages all ask at once. A page that does not follow the phase by
# itself takes it for all its regions (static/js/live.js).
TURN_CLOSED = ("closed",)
"""Pages of a turn only say so, and ask when its results are there, or after some seconds without."""
TURN_FAILED = ("phase",)
TURN_REVEALED = ("results",)
"""Pages of the turn go there at once; for all others it is another phase."""
LOBBY = ("lobby",)
ROOM = ("log", "control")
TURN_OPENED = ("phase",)
TURN_REOPENED = ("phase", "clock", "orders", "roster")
"""To a page that is still on the turn its phase is the one it was."""
MESSAGE_SENT = ("inbox",)
INJECT_SENT = ("board",)
INJECTS = ("injects",)
PROPOSED = ("proposals",)
PRINTED = ("press",)
DEBRIEF = ("debrief",)
"""Another question or page is on the projector, or the answers to one are."""
ANSWERED = ("answers",)
"""To the white cell alone: phones need not ask again for each answer of somebody else."""
WALL = ("wall",)
"""The white cell has put a question on the projector, taken it off, or shown what people answered."""
WATCHED = "phase"
"""The one notice that observers who see everything later get: their page fetches all its regions."""


def publish(*, exercise_id: int, regions: tuple[str, ...]) -> None:
    """Send a notice for each region; it carries a name, never content, and may be lost without harm."""
    for region in regions:
        live.publish(access.channel_of(exercise_id), region)


def publish_closing(*, exercise_id: int) -> None:
    """Tells people that their turn takes no orders any more, and the white cell that there is something to look at."""
    publish(exercise_id=exercise_id, regions=TURN_CLOSED)
    publish_to_room(exercise_id=exercise_id, regions=TURN_OPENED)


def publish_progress(*, turn: Turn, regions: tuple[str, ...], is_last: bool = False) -> None:
    """Publish that a turn was opened or has its results: observers may see a turn that is so many turns older.

    After the last turn they may see everything.
    """
    exercise = turn.branch.exercise
    publish(exercise_id=exercise.pk, regions=regions)
    if is_last or turn.number > exercise.observer_delay:
        publish_to_watchers(exercise_id=exercise.pk)


def publish_to_watchers(*, exercise_id: int) -> None:
    """Tells observers who see everything later that they may see more now."""
    live.publish(access.channel_of_watchers(exercise_id), WATCHED)


def publish_to_seat(*, seat: Seat, regions: tuple[str, ...]) -> None:
    """Tells the people in a seat alone: when a seat works on its orders is nobody else's business."""
    for region in regions:
        live.publish(access.channel_of_seat(seat), region)


def publish_to_room(*, exercise_id: int, regions: tuple[str, ...]) -> None:
    """Tells the white cell alone."""
    for region in regions:
        live.publish(access.channel_of_room(exercise_id), region)


def publish_to_person(*, person: Participant, regions: tuple[str, ...]) -> None:
    """Tells the pages of one person."""
    for region in regions:
        live.publish(access.channel_of_person(person), region)


def publish_to_people(*, seats: Iterable[Seat], regions: tuple[str, ...]) -> None:
    """Tells those who sit in some seats, and not the white cell, which listens to the seats too."""
    for person in Participant.objects.filter(seat__in=seats, left_at=None):
        publish_to_person(person=person, regions=regions)


def part_watchers(*, exercise: Exercise) -> None:
    """Once an exercise runs, observers who see it later listen elsewhere: the streams of its lobby end."""
    people = exercise.participants.select_related("exercise").filter(part=Participant.Part.OBSERVER, left_at=None)
    revoke(people=filter(access.is_delayed, people))


def revoke(*, people: Iterable[Participant]) -> None:
    """End the streams of people who left, were removed or sit elsewhere now; a page loaded anew gets a new address."""
    for person in people:
        live.revoke(access.channel_of_person(person))
