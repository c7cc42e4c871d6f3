"""The states of a class that answers a question on the projector, in which pages are photographed."""

from django.utils import timezone

from tests.contact_sheets.class_scenes import an_instructor
from tests.contact_sheets.scenes import Scene, of_class
from tests.exercises.class_with_people import Class
from tests.packs import nine_past_nine
from wargame.exercises.wall import services as wall

LINES = {
    "Bo": "That they shoot first.",
    "Cy": "Nothing, they bluff",
    "Di": "A collision that nobody wanted, and then a press conference that nobody can take back",
    "Eve": "Washington reads it as weakness",
    "Fin": "The fighters.",
}
"""What people answer to a question on the projector, by name."""


def asked_on_the_wall() -> Scene:
    """The white cell has asked the room, and five of six people have answered."""
    return of_class(_asked(), number=1)


def answers_on_the_wall() -> Scene:
    """The white cell shows what five people answered."""
    group = _asked()
    wall.show(exercise=group.exercise, by=group.ada, number=1)
    return of_class(group, number=1)


def asked_beside_results() -> Scene:
    """A class reads the results of its first turn, and the white cell asks about them."""
    group = _begun()
    for seat in ("KOR", "JPN", "CHN", "RUS", "USA"):
        group.submit(group.exercise.participants.filter(seat__role=seat).first())
    group.resolve()
    wall.ask(exercise=group.exercise, by=group.ada, text="What surprised you most?")
    return of_class(group, number=1)


def _asked() -> Class:
    group = _begun()
    wall.ask(exercise=group.exercise, by=group.ada, text="What worries you most about the other side's next order?")
    for person in group.exercise.participants.filter(name__in=LINES):
        wall.answer(by=person, number=1, text=LINES[person.name])
    return group


def _begun() -> Class:
    group = Class(nine_past_nine(), an_instructor(), timezone.now(), title="IR 304")
    for name, role in zip((*LINES, "Gus"), ("KOR", "KOR", "JPN", "CHN", "RUS", "USA"), strict=True):
        group.join(name, role)
    group.start()
    return group
