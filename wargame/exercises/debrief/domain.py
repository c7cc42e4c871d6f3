"""The rules of a debrief: when it opens, which people answer, and how few answers would name them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.crypto import salted_hmac

from wargame.exercises import access
from wargame.exercises.models import DebriefAnswer, DebriefQuestion, Exercise, Participant

LEAST_ANSWERS = 5
"""From so many answers on pages show them: fewer would name people."""
LETTERS = "ABCDE"
NOBODY_SEES = "Nobody sees who chose what."


@dataclass(frozen=True)
class AskedQuestion:
    """A question that Parley made from a game, before it is kept; `options` and `reveal` as in `DebriefQuestion`."""

    key: str
    text: str
    hint: str
    talk: str
    options: tuple[Mapping[str, Any], ...] = ()
    reveal: Mapping[str, Any] = field(default_factory=dict)


def has_debrief(exercise: Exercise) -> bool:
    """Return whether an exercise is a class that has ended, so that everybody may know everything."""
    is_class = exercise.mode == Exercise.Mode.CLASS
    return is_class and exercise.current_branch_id is not None and access.is_opened(exercise)


def require_class(exercise: Exercise) -> None:
    """Raise Http404 for an exercise that is no class."""
    if exercise.mode != Exercise.Mode.CLASS:
        raise Http404(access.MISSING)


def people_who_answer(exercise: Exercise) -> QuerySet[Participant]:
    """Return all who take part but the white cell, which knows the answers."""
    return exercise.participants.filter(left_at=None).exclude(part=Participant.Part.WHITE_CELL)


def shown_answers(exercise: Exercise) -> list[DebriefAnswer]:
    """Return the answers of a class that pages show, by question and by what they say."""
    revealed = exercise.debrief_questions.filter(status=DebriefQuestion.Status.REVEALED)
    shown = revealed.annotate(given=Count("answers")).filter(given__gte=LEAST_ANSWERS)
    return list(DebriefAnswer.objects.filter(question__in=shown).order_by("question__number", "letter", "in_100"))


def voter_of(question: DebriefQuestion, person: Participant) -> str:
    """Return the hash under which a person's answer to a question is kept."""
    return salted_hmac("parley.debrief", f"{question.pk} {person.pk}", algorithm="sha256").hexdigest()
