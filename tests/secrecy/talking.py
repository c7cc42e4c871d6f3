"""The talk of seats that policies play: no word tells its reader of orders or outcomes that they did not notice.

What a seat says may show what it alone knows of itself (how it stands, whether a warning holds it back): it decides so.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.db import transaction

from tests.engine.games import PLAIN_POLICIES
from tests.secrecy import audiences, results
from tests.secrecy.pairs import sheets_of
from tests.secrecy.scene import SEATS, Scene
from wargame import engine
from wargame.engine import Perspective, Setting, Sheet, World, perspective
from wargame.exercises import bridge, perspectives
from wargame.exercises.diplomacy.domain import SENTENCES
from wargame.exercises.diplomacy.services import initiatives, proposals, talk
from wargame.exercises.models import Message, OrderSheet, Proposal

READERS = {name: SEATS[name] for name in ("Bo", "Cy", "Mo")}
OF_POLICIES = ("RUS", "USA")
SEED = 7


def check_stances(setting: Setting, world: World, seat: str, policies: Sequence[str] = PLAIN_POLICIES) -> None:
    """Check that a seat answers another the same whether or not it has orders that the other will not notice."""
    view = perspective(setting, world, seat)
    for other in setting.seats:
        if other != seat:
            whole = plans_of(view, other)
            noticed = as_noticed(setting, seat, whole, other)
            # One by one as well: a secret order may change nothing beside one that the other notices.
            pairs = [(whole, noticed), *(((order,), ()) for order in whole if order not in noticed)]
            for policy in policies:
                for sheet, shown in pairs:
                    stances = [list(_stances(policy, view, each, other)) for each in (sheet, shown)]
                    assert stances[0] == stances[1], f"{seat} tells {other} of orders that it will not notice"


def _stances(policy: str, view: Perspective, sheet: Sheet, other: str) -> Iterator[tuple[object, ...]]:
    """Yield how a seat answers what can be said to it, without the reason, which the white cell alone reads."""
    for sentence in SENTENCES:
        stance = talk.stance_of(sentence, talk.Asker(other, 0, has_pledge=False), policy, view, sheet, SEED)
        yield sentence.key, stance.is_yes, stance.why, stance.names


def plans_of(view: Perspective, other: str) -> Sheet:
    """Return an order of every kind that the seat has, aimed at the other where that may be."""
    aims = {option.kind: option.targets for option in engine.options(view)}
    orders = [order for (order,) in sheets_of(view)]
    return tuple(replace(order, target=other) if other in aims[order.kind] else order for order in orders)


def as_noticed(setting: Setting, seat: str, sheet: Sheet, other: str) -> Sheet:
    """Return the orders that the other seat will notice, by the table."""
    return tuple(order for order in sheet if other in audiences.noticers(setting.spec, seat, order, detected=False))


def check_talk(scene: Scene, *_: Any) -> None:
    """Check that policies write the same letters to a seat, whatever orders and outcomes it did not notice."""
    for name, role in READERS.items():
        for seat in OF_POLICIES:
            whole, noticed = (_letters(scene, name, seat, is_hidden=is_hidden) for is_hidden in (False, True))
            assert len(whole) >= len(SENTENCES)
            assert whole == noticed, f"{seat} writes to {role} about unseen acts: {_first(whole, noticed)}"


def _propose_all(scene: Scene, name: str, seat: str) -> None:
    """Propose to a policy all that may be proposed to it: it agrees, refuses with a reason, or asks for something."""
    view = perspectives.view_of(scene.turns[-1], scene.group.seat(READERS[name]))
    for offer in perspectives.offers(view):
        if seat in offer.parties:
            with suppress(proposals.TooManyProposals):
                proposals.propose(by=scene.person(name), agreement=offer.agreement, now=scene.group.now)


def _first(one: list[Any], other: list[Any]) -> Any:
    return next((pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), (len(one), len(other)))


def _letters(scene: Scene, name: str, seat: str, *, is_hidden: bool) -> list[tuple[Any, ...]]:
    """Return all that a policy writes to a person's seat: answers, then what it says and proposes as a turn opens.

    It has planned all that it can; where it `is_hidden`, nothing that the person's seat will not notice.
    """
    role, turn = READERS[name], scene.turns[-1]
    setting, view = bridge.setting_for(turn), perspectives.view_of(turn, scene.group.seat(seat))
    plans = plans_of(view, role)
    with transaction.atomic():
        if is_hidden:
            plans = as_noticed(setting, seat, plans, role)
            for past in scene.turns[:-1]:
                results.alter_turn(past, role, seen=past.number, told=past.number)
        OrderSheet.objects.filter(turn=turn, seat__role=seat).update(orders=bridge.order_rows(plans))
        # The scene has said some of it already, and a seat says the same to another once a turn.
        Message.objects.filter(turn=turn, sender=role).exclude(intent="").delete()
        for sentence in SENTENCES:
            talk.speak(by=scene.person(name), to=seat, sentence=sentence.key, now=scene.group.now)
        _propose_all(scene, name, seat)
        # The turn opens once more, as if nothing had been said when it did.
        turn.pledge_events.all().delete()
        Proposal.objects.filter(turn=turn).exclude(policy="").delete()
        policies = {each.role: each.policy for each in scene.exercise.seats.exclude(policy="")}
        initiatives.settle(turn=turn, policies=policies)
        initiatives.open_turn(turn=turn, policies=policies, now=scene.group.now)
        sent = Message.objects.filter(turn=turn, sender=seat).order_by("pk")
        letters = [(one.text, one.got_yes) for one in sent if role in one.recipients]
        made = Proposal.objects.filter(turn=turn, proposer=seat).order_by("pk")
        offers = [(one.agreement, one.terms) for one in made if role in one.parties]
        transaction.set_rollback(True)
    return [*letters, *offers]
