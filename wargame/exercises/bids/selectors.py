"""Claims and bids as people read them: their own bid in a turn, and at the end whether the claim was in force."""

from dataclasses import dataclass

from scenarios.schema.pack_bids import BidText
from wargame.exercises import access, exercise_dials
from wargame.exercises.bids.domain import claims_of, key_of, open_claims_in, question_of, stored_questions
from wargame.exercises.models import Branch, DebriefAnswer, DebriefQuestion, Exercise, Participant, Seat, Turn
from wargame.exercises.models.debrief import CERTAIN


@dataclass(frozen=True)
class AskedBid:
    """A claim on which somebody may bid in a turn, with their last bid (None before the first).

    `last` is the last turn in which it is asked; `fault` says why what was entered was not kept.
    """

    key: str
    question: str
    help: str
    turn: int
    last: int
    in_100: int | None
    fault: str = ""


@dataclass(frozen=True)
class Claim:
    """A claim with its reader's own bid, and how many people have bid.

    `was_on` is None and `answer` empty while the reader may not know them; `score` is the Brier score of the own bid.
    """

    key: str
    dial: str
    dial_name: str
    question: str
    answered: int
    mine: int | None
    was_on: bool | None
    answer: str
    score: float | None


def open_bids_of(person: Participant, turn: Turn) -> tuple[AskedBid, ...]:
    """Return the claims on which somebody may bid in a turn that takes orders."""
    claims = open_claims_in(turn) if turn.is_open else ()
    if not claims:
        return ()
    kept = stored_questions(person.exercise)
    return tuple(
        AskedBid(one.key, one.question, one.help, turn.number, one.turns[1], _own(kept.get(key_of(one)), person))
        for one in claims
    )


def room_claims_of(exercise: Exercise) -> tuple[Claim, ...]:
    """Return all claims with their answers, for the white cell, which does not bid."""
    return _claims(exercise, None, is_told=True)


def answers_to_claims(exercise: Exercise) -> int:
    """Return the number of bids of an exercise, by which a page sees that there are new ones."""
    return DebriefAnswer.objects.filter(question__in=stored_questions(exercise).values()).count()


def claims_for(person: Participant, seat: Seat, line: Branch) -> tuple[Claim, ...]:
    """Return the claims with a person's own bids, and with the answers once everybody may know them."""
    return _claims(seat.exercise, person, is_told=access.may_know_all(seat, line))


def _claims(exercise: Exercise, person: Participant | None, *, is_told: bool) -> tuple[Claim, ...]:
    claims = claims_of(exercise)
    kept = stored_questions(exercise) if claims else {}
    return tuple(_claim(exercise, one, kept.get(key_of(one)), person, is_told=is_told) for one in claims)


def _claim(
    exercise: Exercise, claim: BidText, kept: DebriefQuestion | None, person: Participant | None, *, is_told: bool
) -> Claim:
    reveal = question_of(exercise, claim).reveal if is_told else {}
    mine, was_on = _own(kept, person), reveal.get("came")
    return Claim(
        key=claim.key,
        dial=claim.dial,
        dial_name=exercise_dials.BY_KEY[claim.dial].name,
        question=claim.question,
        answered=kept.answers.count() if kept else 0,
        mine=mine,
        was_on=was_on,
        answer=reveal.get("said", ""),
        score=None if mine is None or was_on is None else (mine / CERTAIN - was_on) ** 2,
    )


def _own(kept: DebriefQuestion | None, person: Participant | None) -> int | None:
    answer = access.own_answer(kept, person) if kept and person else None
    return answer.in_100 if answer else None
