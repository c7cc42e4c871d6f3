"""Whole games in which a person talks a lot: everything that other governments wrote, to read and to check."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from tests.exercises.playing import Player, Rows, offered, problems_of
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises import perspectives
from wargame.exercises.diplomacy.domain import SENTENCES
from wargame.exercises.diplomacy.services import proposals, talk
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import Exercise, Message, Participant, Proposal


@dataclass(frozen=True)
class Written:
    """A text that a government of the AI wrote: a letter, a public statement, or the words of a proposal."""

    turn: int
    by: str
    text: str
    is_of_scenario: bool = False


def played(
    user: User, slug: str, seat: str, seed: int, before_orders: Callable[[Player, Rows], None] = lambda *_: None
) -> Exercise:
    """Return a game that was played to its end, with orders, talk and proposals drawn from a seed.

    `before_orders` is called in each turn with the player and the orders that the player gives next.
    """
    dice, version = random.Random(seed), version_of(slug)
    exercise = start_solo(user=user, version=version, role=seat, secret=secret_of(seed), now=timezone.now())
    player = Player(exercise.seats.select_related("exercise").get(role=seat))
    while not player.turn.is_closed:
        _talk(exercise, player, dice)
        rows = _orders(player, dice)
        before_orders(player, rows)
        player.play_turn(rows)
    return exercise


def letters(exercise: Exercise) -> Iterator[Written]:
    """Yield what the person of a solo game was written, oldest first."""
    role = exercise.participants.get().seat.role
    for message in Message.objects.filter(turn__branch__exercise=exercise, author=None).order_by("turn__number", "pk"):
        if role in message.recipients:
            yield Written(message.turn.number, message.sender, message.text, not message.policy)
    for proposal in Proposal.objects.filter(turn__branch__exercise=exercise, author=None).order_by("pk"):
        if role in proposal.parties and proposal.terms:
            yield Written(proposal.turn.number, proposal.proposer, proposal.terms)


def _talk(exercise: Exercise, player: Player, dice: random.Random) -> None:
    person, now = _person(exercise), timezone.now()
    Message.objects.exclude(sent_at=None).update(sent_at=now - timedelta(hours=1))
    _answer(exercise, player, dice)
    for other in exercise.seats.exclude(role=player.seat.role):
        for sentence in dice.sample(SENTENCES, 2):
            talk.speak(by=person, to=other.role, sentence=sentence.key, now=now)
    for offer in perspectives.offers(perspectives.view_of(player.turn, player.seat)):
        if dice.random() < 0.5 and not offer.ends:
            with suppress(proposals.TooManyProposals):
                proposals.propose(by=person, agreement=offer.agreement, now=now)


def _answer(exercise: Exercise, player: Player, dice: random.Random) -> None:
    mine, waiting = player.seat.role, Proposal.objects.filter(turn__branch__exercise=exercise, status="open")
    for proposal in waiting.filter(author=None):
        if mine in proposal.parties and not proposal.answers.filter(role=mine).exists():
            proposals.answer(by=_person(exercise), key=proposal.key, is_yes=dice.random() < 0.5, now=timezone.now())


def _orders(player: Player, dice: random.Random) -> Rows:
    turn, chosen = player.turn, list[dict[str, str]]()
    rows = offered(turn, player.seat, level=dice.choice([0, -1]))
    for row in dice.sample(rows, len(rows)):
        if len(chosen) < 3 and not problems_of(turn, player.seat, [*chosen, row]):
            chosen.append(row)
    return chosen


def _person(exercise: Exercise) -> Participant:
    return exercise.participants.select_related("user", "seat__exercise", "exercise").get()
