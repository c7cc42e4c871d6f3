"""The people who may write and propose now, the sentences of structured messages, and the texts of outlets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scenarios.schema.pack_texts import SentenceText
from wargame.engine.values import Outcome, Setting
from wargame.exercises import bridge
from wargame.exercises.models import Exercise, Message, Pledge, Turn

Intent = Message.Intent


@dataclass(frozen=True)
class Sentence:
    """A sentence that a seat can say to another in one choice; `pledge` is what it promises by that, for `turns` turns.

    `yes` says what the other does who says yes to it, and `given` what it promises then.
    """

    key: str
    intent: Intent
    text: str
    yes: str
    pledge: str = ""
    turns: int = 1
    given: str = Pledge.Kind.FORCE


RESTRAINT, PLANS, NO_FORCE, NOT_AIMED, ANSWERED, NAMED = (
    "restraint",
    "plans",
    "no_force",
    "not_aimed",
    "answered",
    "named",
)
SENTENCES = (
    Sentence(RESTRAINT, Intent.ASK, "Use no force against us and show none, this turn and the next.", "promises it"),
    Sentence(PLANS, Intent.ASK, "Tell us what you mean to do this turn.", "tells you of it"),
    Sentence(
        NO_FORCE,
        Intent.ASSURE,
        "We will use no force against you and show none, this turn and the next.",
        "takes you at your word",
        Pledge.Kind.FORCE,
        2,
    ),
    Sentence(
        NOT_AIMED,
        Intent.ASSURE,
        "Nothing that we do this turn is aimed at you.",
        "takes you at your word",
        Pledge.Kind.AIMED,
    ),
    Sentence(ANSWERED, Intent.WARN, "If you show force against us, we will answer it.", "holds back"),
    Sentence(NAMED, Intent.WARN, "If this goes on, we will say in public what you do.", "holds back"),
)
"""The sentences that every scenario has; a scenario may say it in its own words."""


def sentences_of(exercise: Exercise) -> tuple[Sentence, ...]:
    """Return the sentences that seats can say to each other in an exercise, in the words of its scenario."""
    texts = bridge.content_of(exercise.scenario_version).texts
    own: dict[str, SentenceText] = {text.act: text for text in texts.sentences}
    return tuple(
        replace(each, text=said.text, pledge=said.pledge if each.pledge else "", given=said.pledge)
        if (said := own.get(each.key))
        else each
        for each in SENTENCES
    )


def sentence_of(exercise: Exercise, key: str) -> Sentence | None:
    """Return the sentence with this key; None where there is none."""
    return next((each for each in sentences_of(exercise) if each.key == key), None)


def pledge_of_all(exercise: Exercise) -> Sentence:
    """Return the sentence by which all sides of a proposal promise each other no force, in the words of the
    scenario."""
    return next(each for each in sentences_of(exercise) if each.key == NO_FORCE)


def people_write_in(exercise: Exercise) -> bool:
    """Return whether people write messages now: in a class that runs. Seats can always write to the white cell then."""
    return exercise.mode == Exercise.Mode.CLASS and exercise.status == Exercise.Status.RUNNING


def seats_write_in(exercise: Exercise) -> bool:
    """Return whether seats may write to each other and in public, as the exercise is set."""
    return exercise.messages != Exercise.Messages.OFF


def seats_talk_in(exercise: Exercise) -> bool:
    """Return whether seats talk to each other and make agreements. In a sandbox one person would talk to themselves."""
    return exercise.mode != Exercise.Mode.SANDBOX and seats_write_in(exercise)


def agreements_are_made_in(exercise: Exercise, turn: Turn) -> bool:
    """Return whether seats can make agreements now: they may talk, and the turn is being read or open for orders."""
    is_running = exercise.status == Exercise.Status.RUNNING
    return is_running and seats_talk_in(exercise) and turn.is_under_way


def is_seen_by_all(setting: Setting, outcome: Outcome) -> bool:
    """Return whether all seats could see what happened: only that is printed."""
    return set(setting.seats) <= set(outcome.audience)


def consent_of(setting: Setting, agreement: str, parties: Sequence[str]) -> int:
    """Return the number of asked parties that must agree: as many as the scenario says, without a number all."""
    return setting.agreement(agreement).consent or len(parties)
