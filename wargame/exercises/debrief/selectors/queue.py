"""The facilitator's page of a debrief: all questions, the one on the projector, its notes, and pages to show."""

from dataclasses import dataclass

from wargame.exercises.debrief.domain import has_debrief
from wargame.exercises.debrief.selectors.cards import QuestionCard, Screen, card_of, screen_of
from wargame.exercises.models import DebriefQuestion, Exercise, Participant
from wargame.exercises.navigation.pages import ReviewPage, pages_open


@dataclass(frozen=True)
class QueuedQuestion:
    """One question of the queue, with its notes; `is_shown` if the projector has it now."""

    number: int
    text: str
    status: str
    notes: str
    is_shown: bool


@dataclass(frozen=True)
class DebriefDesk:
    """The facilitator's page; `chosen` is the question that it shows, None before the first one is made.

    `before` and `after` are the numbers of its neighbours, None at the ends. `can_delete` if the white cell
    wrote it and nobody has seen it.
    """

    code: str
    title: str
    is_open: bool
    questions: tuple[QueuedQuestion, ...]
    chosen: QuestionCard | None
    notes: str
    screen: Screen
    pages: tuple[ReviewPage, ...]
    before: int | None
    after: int | None
    can_delete: bool


def queue_of(leader: Participant, number: int | None) -> DebriefDesk:
    """Return the page, with the question of this number or else the one on the projector, or the first."""
    exercise = leader.exercise
    kept = list(DebriefQuestion.objects.filter(exercise=exercise))
    screen = screen_of(exercise, leader)
    wanted = number or (screen.question.number if screen.question else 1)
    at = next((place for place, one in enumerate(kept) if one.number == wanted), 0)
    return DebriefDesk(
        code=exercise.code,
        title=exercise.title or exercise.scenario_version.title,
        is_open=has_debrief(exercise),
        questions=tuple(_queued(one, screen) for one in kept),
        chosen=card_of(kept[at], leader) if kept else None,
        notes=kept[at].notes if kept else "",
        screen=screen,
        pages=_pages(exercise),
        before=kept[at - 1].number if kept and at else None,
        after=kept[at + 1].number if at + 1 < len(kept) else None,
        can_delete=bool(kept) and kept[at].is_own and kept[at].status == DebriefQuestion.Status.WAITING,
    )


def _queued(one: DebriefQuestion, screen: Screen) -> QueuedQuestion:
    is_shown = screen.question is not None and screen.question.number == one.number
    return QueuedQuestion(one.number, one.text, one.status, one.notes, is_shown)


def _pages(exercise: Exercise) -> tuple[ReviewPage, ...]:
    is_open = has_debrief(exercise)
    return pages_open(is_ended=is_open, knows_all=is_open, is_class=False)
