"""Questions to a room and their answers without names: who answers, how one is kept.

The debrief asks most of them after the end; a bid on a claim of the scenario is answered while the exercise is played.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from wargame.exercises import access
from wargame.exercises.models import DebriefAnswer, DebriefQuestion, Exercise, Participant
from wargame.exercises.models.debrief import TEXT_LENGTH

NOBODY_SEES = "Nobody sees who chose what."
SHARE_HINT = f"Say how often in 100 games. {NOBODY_SEES}"


@dataclass(frozen=True)
class AskedQuestion:
    """A question that Parley made from a game, before it is kept; `options` and `reveal` as in `DebriefQuestion`."""

    key: str
    text: str
    hint: str
    talk: str
    options: tuple[Mapping[str, Any], ...] = ()
    reveal: Mapping[str, Any] = field(default_factory=dict)


def people_who_answer(exercise: Exercise) -> QuerySet[Participant]:
    """Return all who take part but the white cell, which knows the answers."""
    return exercise.participants.filter(left_at=None).exclude(part=Participant.Part.WHITE_CELL)


def add_new(exercise: Exercise, asked: Iterable[AskedQuestion]) -> list[DebriefQuestion]:
    """Keep the questions that an exercise still lacks, after those that it has. Its row must be locked."""
    known = dict(exercise.debrief_questions.values_list("key", "number"))
    new = [one for one in asked if one.key not in known]
    return [_keep(exercise, one, number) for number, one in enumerate(new, max(known.values(), default=0) + 1)]


def _keep(exercise: Exercise, one: AskedQuestion, number: int) -> DebriefQuestion:
    texts = {name: getattr(one, name)[:TEXT_LENGTH] for name in ("text", "hint", "talk")}
    kept = {"options": list(one.options), "reveal": dict(one.reveal)}
    return exercise.debrief_questions.create(key=one.key, number=number, **texts, **kept)


def keep_answer(question: DebriefQuestion, by: Participant, **said: Any) -> DebriefAnswer:
    """Keep a person's answer; the answer that stood there gives way."""
    return question.answers.update_or_create(voter=access.voter_of(question, by), defaults=said)[0]
