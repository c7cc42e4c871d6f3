"""The debrief of a class in the states in which its pages are photographed."""

from django.utils import timezone

from tests.contact_sheets.class_scenes import begun, watched_by
from tests.contact_sheets.scenes import Scene, of_class
from tests.exercises.class_with_people import Class
from wargame.exercises.control.services import lifecycle
from wargame.exercises.debrief.services import answers, questions
from wargame.exercises.room_questions import AskedQuestion

CANDIDATES = (
    ("A", "Force it away", "KOR", 4, (-21, -23, -19)),
    ("B", "Protest to Seoul, quiet", "JPN", 4, (6, 3, 9)),
    ("C", "Another pass", "RUS", 3, (-14, -17, -11)),
    ("D", "Send Tokyo a quiet word, Warn by radio", "KOR", 5, (15, 13, 17)),
    ("E", "Support the responses of both", "USA", 5, (2, -1, 5)),
)
WHICH = AskedQuestion(
    key="ending",
    text="Which decision moved the ending most?",
    hint="It ended: Contained. How many games in 100 more or fewer end so with these orders?",
    talk="What did KOR know in turn 4, and what else was on offer?",
    options=tuple(dict(zip(("letter", "name", "seat", "turn"), one[:4], strict=True)) for one in CANDIDATES),
    reveal={"figure": "Contained", "effects": {letter: moved for letter, *_, moved in CANDIDATES}},
)
TURNED_BACK = {"turn": 3, "label": "the A-50 turns back", "in_100": 64, "came": True}
HOW_LIKELY = AskedQuestion(
    key="odds-3-KOR-1",
    text="Turn 3, KOR: Another pass. How likely was it: the A-50 turns back?",
    hint="Say how often in 100 games.",
    talk="Does it feel likelier now that you know? One game proves no forecast wrong.",
    reveal={
        "told": 64,
        "seat": "KOR",
        "came": True,
        "rows": [{"turn": 1, "label": "a crew answers", "in_100": 38, "came": False}, TURNED_BACK],
    },
)


def no_question_yet() -> Scene:
    """A class has ended, and nobody has made questions."""
    return of_class(_ended())


def asked() -> Scene:
    """The projector asks which decision mattered; five of six have answered."""
    group = _ended(WHICH, HOW_LIKELY)
    questions.note(exercise=group.exercise, by=group.ada, number=1, text="Turn 5 brought back much of turn 4.")
    _answered(group, 1, "ABCAD")
    return of_class(group)


def revealed() -> Scene:
    """The same question after the reveal."""
    group = _ended(WHICH, HOW_LIKELY)
    _answered(group, 1, "ABCAD")
    questions.reveal(exercise=group.exercise, by=group.ada, number=1)
    return of_class(group)


def share_revealed() -> Scene:
    """A question with a share in 100 for an answer, after the reveal."""
    group = _ended(WHICH, HOW_LIKELY)
    _answered(group, 2, (70, 70, 40, 90, 55))
    questions.reveal(exercise=group.exercise, by=group.ada, number=2)
    return of_class(group)


def _ended(*asked: AskedQuestion) -> Class:
    group = begun(allows_observers=True)
    for name in ("Fin", "Gil", "Hana"):
        group.join(name)
    watched_by(group, "Dee")
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell", now=timezone.now())
    group.exercise.refresh_from_db()
    questions.keep(exercise=group.exercise, by=group.ada, asked=asked)
    return group


def _answered(group: Class, number: int, said: str | tuple[int, ...]) -> None:
    questions.show(exercise=group.exercise, by=group.ada, number=number)
    for person, one in zip(group.exercise.participants.exclude(pk=group.ada.pk).order_by("pk"), said, strict=False):
        given = {"letter": one} if isinstance(one, str) else {"in_100": one}
        answers.answer(by=person, number=number, **given)  # type: ignore[arg-type]
