"""Keeps the questions of a debrief that a white cell writes itself, before the start, during play or in the debrief."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from wargame.exercises import notices
from wargame.exercises.control_log.services.control import leading
from wargame.exercises.debrief.domain import LETTERS
from wargame.exercises.debrief.services.questions import DebriefRefused
from wargame.exercises.models import DebriefQuestion, Exercise, Participant
from wargame.exercises.models.debrief import NOTES_LENGTH, OWN_KEY, TEXT_LENGTH
from wargame.exercises.room_questions import NOBODY_SEES
from wargame.exercises.text import printable

MOST_OWN = 20
CHOICE_HINT = f"Choose one answer. {NOBODY_SEES}"
SHARE_HINT = f"Write a share in 100. {NOBODY_SEES}"
TALK = "Say why you answered as you did."


@dataclass(frozen=True)
class OwnQuestion:
    """A question as somebody typed it. Without `options` its answer is a share in 100.

    People read `answer` and `talk` once the question is revealed; only the white cell reads `notes`.
    """

    text: str
    options: tuple[str, ...] = ()
    answer: str = ""
    talk: str = ""
    notes: str = ""


def write(*, exercise: Exercise, by: Participant, draft: OwnQuestion) -> DebriefQuestion:
    """Keep a new question at the end of the queue. Raises DebriefRefused and `control.NotWhiteCell`."""
    columns = columns_of(draft)
    with _writing(exercise, by) as held:
        known = dict(held.debrief_questions.values_list("key", "number"))
        own = [int(key.removeprefix(OWN_KEY)) for key in known if key.startswith(OWN_KEY)]
        if len(own) >= MOST_OWN:
            raise DebriefRefused(f"A debrief has at most {MOST_OWN} questions of your own; delete one first.")
        key, number = f"{OWN_KEY}{max(own, default=0) + 1}", max(known.values(), default=0) + 1
        kept: DebriefQuestion = held.debrief_questions.create(key=key, number=number, **columns)
    return kept


def delete(*, exercise: Exercise, by: Participant, number: int) -> None:
    """Delete a question that the white cell wrote and nobody has seen. Raises as `write` does."""
    with _writing(exercise, by) as held:
        question = held.debrief_questions.filter(number=number).first()
        if question is None or not question.is_own:
            raise DebriefRefused("You can delete questions that you wrote yourself, and no others.")
        if question.status != DebriefQuestion.Status.WAITING:
            raise DebriefRefused("People have seen this question, so it stays.")
        question.delete()


def columns_of(draft: OwnQuestion) -> dict[str, Any]:
    """Return the columns of a question. Raises DebriefRefused for one that cannot be asked."""
    text, answer, talk = (" ".join(printable(each).split()) for each in (draft.text, draft.answer, draft.talk))
    options = [name for each in draft.options if (name := " ".join(printable(each).split()))]
    notes = printable(draft.notes)
    if not text:
        raise DebriefRefused("Write the question.")
    if len(options) == 1 or len(options) > len(LETTERS):
        raise DebriefRefused(f"Write from 2 to {len(LETTERS)} answers, or none: then people write a share in 100.")
    if max(map(len, (text, talk, answer, *options))) > TEXT_LENGTH:
        raise DebriefRefused(f"Shorten question, answers and what you say to {TEXT_LENGTH} characters each.")
    if len(notes) > NOTES_LENGTH:
        raise DebriefRefused(f"Shorten the notes to {NOTES_LENGTH} characters.")
    return {
        "text": text,
        "hint": CHOICE_HINT if options else SHARE_HINT,
        "talk": talk or TALK,
        "notes": notes,
        "options": [
            {"letter": letter, "name": name, "seat": "", "turn": 0}
            for letter, name in zip(LETTERS, options, strict=False)
        ],
        "reveal": {"answer": answer},
    }


@contextmanager
def _writing(exercise: Exercise, by: Participant) -> Iterator[Exercise]:
    """Hold the row of a class, if `by` may steer it, and tell its other white cells afterwards."""
    with leading(by=by, exercise=exercise) as held:
        if held.mode != Exercise.Mode.CLASS:
            raise DebriefRefused("A sandbox has no debrief; create a class for one.")
        yield held
        notices.publish_to_room(exercise_id=held.pk, regions=notices.DEBRIEF)
