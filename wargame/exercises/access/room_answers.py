"""Answers of a room without names: a person reads their own, and all read those that the white cell shows."""

from django.db.models import Count
from django.utils.crypto import salted_hmac

from wargame.exercises.models import (
    DebriefAnswer,
    DebriefQuestion,
    Exercise,
    Participant,
    WallAnswer,
    WallQuestion,
)

RoomQuestion = DebriefQuestion | WallQuestion

LEAST_ANSWERS = 5
"""From so many answers on pages show them: fewer would name people."""


def voter_of(question: RoomQuestion, person: Participant) -> str:
    """Return the hash under which a person's answer to a question is kept."""
    purpose = "parley.wall" if isinstance(question, WallQuestion) else "parley.debrief"
    return salted_hmac(purpose, f"{question.pk} {person.pk}", algorithm="sha256").hexdigest()


def own_answer(question: DebriefQuestion, person: Participant) -> DebriefAnswer | None:
    """Return a person's own answer to a question of the debrief; None before they give one."""
    return question.answers.filter(voter=voter_of(question, person)).first()


def own_line(question: WallQuestion, person: Participant) -> str:
    """Return a person's own line on a question of the projector; "" before they write one."""
    own = question.answers.filter(voter=voter_of(question, person)).first()
    return own.text if own else ""


def answers_on_pages(exercise: Exercise) -> list[DebriefAnswer]:
    """Return the answers of a debrief that pages show, by question and by what they say."""
    revealed = exercise.debrief_questions.filter(status=DebriefQuestion.Status.REVEALED)
    shown = revealed.annotate(given=Count("answers")).filter(given__gte=LEAST_ANSWERS)
    return list(DebriefAnswer.objects.filter(question__in=shown).order_by("question__number", "letter", "in_100"))


def shown_lines(question: WallQuestion) -> tuple[WallAnswer, ...]:
    """Return the lines that everybody may read, in the order of the alphabet, which tells nobody who was first.

    Return none before the white cell shows them, and none of fewer than `LEAST_ANSWERS` people.
    """
    if question.status != WallQuestion.Status.SHOWN:
        return ()
    lines = sorted(question.answers.all(), key=lambda one: (one.text.casefold(), one.text))
    return tuple(lines) if len(lines) >= LEAST_ANSWERS else ()
