"""Writes the answers of an author to the wizard's questions, and makes a scenario from them.

Parley keeps an answer with a mistake as the author typed it, and makes a scenario only from answers without mistakes.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.db import transaction

from scenarios.loader import read_files
from scenarios.models import Idea, OwnScenario
from scenarios.pack_faults import PackError
from scenarios.services import drafts
from scenarios.services.drafts import Refused
from scenarios.wizard import compose, propose
from scenarios.wizard.answers import MOST_SEATS
from scenarios.wizard.checking import answers_of, faults_of_answers
from scenarios.wizard.more import another_pair, next_seat, next_turn, pairs_of_aims, third_aim
from scenarios.wizard.questions import QUESTIONS, Question, QuestionPart, Tree, put
from wargame.accounts.models import User

MOST_IDEAS = 20
"""The most ideas that an account may have."""
MOST_AIMS = 3
BOUNDS = {"seats": (3, MOST_SEATS), "turns": (3, 8)}
"""The fewest and the most seats and turns."""
NUMBERED = {"seats": ("seats", "wants"), "turns": ("turns",)}
"""The questions whose parts are numbered as the entries of a list are."""
_KEY_BYTES = 5


class PartMoved(Refused):
    """A seat or turn was removed since its author read a part, so that the part may be another one now."""

    def __init__(self) -> None:
        super().__init__("Seats or turns changed in another window. Here are the newest answers: change them again.")


def begin_idea(*, user: User, template: str, now: datetime) -> Idea:
    """Keep the proposals of a template as an idea of an account. Raises KeyError, and Refused beyond the limit."""
    tree = propose(template).model_dump(mode="json")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if Idea.objects.filter(owner=user).count() >= MOST_IDEAS:
            raise Refused(f"You have {MOST_IDEAS} ideas, which is the most. Delete one first.")
        return Idea.objects.create(
            key=secrets.token_hex(_KEY_BYTES),
            owner=user,
            template=template,
            answers=tree,
            sound=tree,
            sound_at=now,
            created_at=now,
            changed_at=now,
        )


def change_template(*, idea: Idea, template: str, now: datetime) -> None:
    """Propose all answers of another template, but for the questions of which a part is confirmed. Raises KeyError."""
    proposed = propose(template).model_dump(mode="json")
    with _changing(idea, now) as held:
        kept = {confirmed.partition("-")[0] for confirmed in held.confirmed}
        held.template = template
        held.layout += 1
        for name in proposed:
            if not kept & _questions_asking_for(name):
                held.answers[name] = deepcopy(proposed[name])


def save_part(
    *, idea: Idea, part: QuestionPart, values: Mapping[str, Any], now: datetime, confirms: bool = False
) -> None:
    """Keep the values typed into the fields of a part, by the names of the fields; with `confirms` it counts as the
    author's own if it has no mistake."""
    with _changing(idea, now) as held:
        for field in part.fields:
            if field.name in values:
                put(held.answers, field.place, values[field.name])
        _share_out(held.answers, part)
        if confirms and not any(fault.part == part.key for fault in faults_of_answers(held.answers)):
            held.confirmed = [*(key for key in held.confirmed if key != part.key), part.key]


def open_part(*, idea: Idea, part: QuestionPart, now: datetime) -> None:
    """Let a confirmed part be changed again."""
    with _changing(idea, now) as held:
        held.confirmed = [key for key in held.confirmed if key != part.key]


def propose_aims(*, idea: Idea, part: QuestionPart, now: datetime, pair: int | None = None) -> None:
    """Give the seat of a part another pair of aims: the next one, or the one of this number."""
    with _changing(idea, now) as held:
        seat, pairs = held.answers["seats"][_number_of(part)], pairs_of_aims()
        seat.update(another_pair(seat) if pair is None or not 0 <= pair < len(pairs) else deepcopy(pairs[pair]))


def add_aim(*, idea: Idea, part: QuestionPart, now: datetime) -> None:
    """Give the seat of a part a third aim, which the other two make room for."""
    with _changing(idea, now) as held:
        seat = held.answers["seats"][_number_of(part)]
        if len(seat["aims"]) < MOST_AIMS:
            seat["aims"] = [*({**aim, "weight": 40} for aim in seat["aims"]), third_aim(seat)]


def remove_aim(*, idea: Idea, part: QuestionPart, now: datetime) -> None:
    """Take the third aim from the seat of a part."""
    with _changing(idea, now) as held:
        seat = held.answers["seats"][_number_of(part)]
        if len(seat["aims"]) == MOST_AIMS:
            seat["aims"] = [{**aim, "weight": 50} for aim in seat["aims"][:-1]]


def add_entry(*, idea: Idea, question: Question, now: datetime) -> None:
    """Propose one more seat or turn. Raises Refused beyond the most."""
    make: dict[str, Callable[[Tree], Tree]] = {"seats": next_seat, "turns": next_turn}
    most = BOUNDS[question.grows][1]
    with _changing(idea, now) as held:
        if len(held.answers[question.grows]) >= most:
            raise Refused(f"A scenario of the eight questions has at most {most} {question.grows}.")
        held.answers[question.grows].append(make[question.grows](held.answers))


def remove_entry(*, idea: Idea, question: Question, part: QuestionPart, now: datetime) -> None:
    """Remove a seat or a turn. Raises Refused where the fewest are left."""
    fewest = BOUNDS[question.grows][0]
    number = _number_of(part)
    with _changing(idea, now) as held:
        if len(held.answers[question.grows]) <= fewest:
            raise Refused(f"A scenario needs at least {fewest} {question.grows}.")
        del held.answers[question.grows][number]
        held.layout += 1
        held.confirmed = list(_renumbered(held.confirmed, NUMBERED[question.grows], number))


def files_of_idea(tree: Tree) -> dict[str, bytes]:
    """Return the files of the scenario that answers make. Raises UnsoundAnswers, and Refused for a pack with faults."""
    answers = answers_of(tree)
    try:
        files = {name: text.encode() for name, text in compose(answers, slug_of_title(answers.title)).items()}
        read_files(files)
    except KeyError as error:
        raise Refused(f"Parley does not know the kind of order {error}. Choose the orders again.") from error
    except PackError as error:
        raise Refused(f"Parley could not make a scenario from these answers. {error.message} {error.remedy}") from error
    return files


def make_scenario(*, idea: Idea, now: datetime, made: str = "") -> OwnScenario:
    """Make a scenario of the account from the answers. Raises UnsoundAnswers and Refused.

    `made` is the key of the scenario that the author knows to be made of them. A second click knows of none, and gets
    the one of the first.
    """
    with transaction.atomic():
        held = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
        if held.own and held.own.key != made and held.own.created_at >= held.changed_at:
            return held.own
        held.own = drafts.create(user=held.owner, files=files_of_idea(held.answers), now=now)
        held.save(update_fields=["own"])
    return held.own


def slug_of_title(title: str) -> str:
    """Return a slug for a title: its letters and digits, or "idea" where it has none of the Latin alphabet."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60].strip("-") or "idea"


@contextmanager
def _changing(idea: Idea, now: datetime) -> Iterator[Idea]:
    """Hold an idea for a change; then keep its answers, and once more as the sound ones if they have no mistake.

    Raises PartMoved for an idea that was read before its seats or turns changed places.
    """
    with transaction.atomic():
        held = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
        if held.layout != idea.layout:
            raise PartMoved
        yield held
        held.changed_at = now
        if not faults_of_answers(held.answers):
            held.sound, held.sound_at = held.answers, now
        held.save()
    for name in ("template", "answers", "sound", "sound_at", "confirmed", "layout", "changed_at"):
        setattr(idea, name, getattr(held, name))


def _questions_asking_for(name: str) -> set[str]:
    """Return the questions that ask for this answer; a seat has answers in two of them."""
    proposed = propose("trade").model_dump(mode="json")
    return {
        question.key
        for question in QUESTIONS
        for part in question.parts(proposed)
        for field in part.fields
        if field.place[0] == name
    }


def _share_out(tree: Tree, part: QuestionPart) -> None:
    """Give the last aim of a seat what its other aims leave of 100, where they leave something."""
    if part.key.partition("-")[0] != "wants":
        return
    *others, last = tree["seats"][_number_of(part)]["aims"]
    weights = [str(aim["weight"]) for aim in others]
    if all(weight.isdecimal() and len(weight) < 4 for weight in weights):
        last["weight"] = 100 - sum(map(int, weights))


def _number_of(part: QuestionPart) -> int:
    return int(part.key.partition("-")[2])


def _renumbered(keys: list[str], questions: tuple[str, ...], gone: int) -> Iterator[str]:
    """Yield the keys of confirmed parts as they are called once the entry with this number is gone."""
    for key in keys:
        question, _, number = key.partition("-")
        if question not in questions or int(number) < gone:
            yield key
        elif int(number) > gone:
            yield f"{question}-{int(number) - 1}"


def part_of(question: Question, tree: Tree, key: str) -> QuestionPart | None:
    """Return the part of a question with this key."""
    return next((part for part in question.parts(tree) if part.key == key), None)
