"""Numbers that tell by their gaps: what others do unseen uses up ids, revisions and numbers, and nobody may notice.

The other two-world tests change rows and keep their numbers. Here the second world has more rows than the first: one
seat does more that the reader may not know, then both worlds go on alike.
"""

import secrets
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tests.exercises import class_with_people, injecting
from tests.exercises.playing import Rows
from tests.secrecy.answers import answers_to, assert_same
from tests.secrecy.scene import THIRD, WATCHERS, Scene, rows
from wargame.exercises.control.services import phases
from wargame.exercises.diplomacy.services import messages, proposals, receipts
from wargame.exercises.models import KeptAnswer, Proposal, Turn
from wargame.exercises.observers.services import observations
from wargame.exercises.orders.services import rationales
from wargame.exercises.review.services import questions
from wargame.exercises.wall import services as wall

Act = Callable[[Scene], Any]
WATCHING = frozenset(WATCHERS)
"""To whom a review shows what the turn has shown: they see everything a turn later."""
WAITING = frozenset(("Wes",))
"""To whom no phase shows anything new; all rows are there in the last."""


def check_gaps(scene: Scene, name: str, names: Collection[str] = ()) -> None:
    """Check that acts of others beside their orders change no byte of somebody's new pages."""
    hidden = [act for act, knowing in HIDDEN if name not in knowing.split()]
    assert hidden
    before, after = (_answers_in_each_phase(scene, name, names, acts) for acts in ((), hidden))
    for phase, one in before.items():
        assert_same(one, after[phase], f"{name} sees gaps, {phase}")


def check_wall_gaps(scene: Scene, *_: Any) -> None:
    """Check that no act of them changes what the projector shows to everybody, although who leads may know of some."""
    before, after = (
        _answers_in_each_phase(scene, "Ada", ("projector",), acts) for acts in ((), [act for act, _ in HIDDEN])
    )
    for phase, one in before.items():
        assert_same(one, after[phase], f"the projector tells of gaps, {phase}")


def _answers_in_each_phase(scene: Scene, name: str, names: Collection[str], hidden: Collection[Act]) -> dict[str, Any]:
    """Return somebody's answers at every URL in the turn, in its review and in the next turn, if they are new then."""
    found = {}
    with transaction.atomic(), _same_keys_and_times(scene):
        for act in hidden:
            act(scene)
        _all_see(scene)
        if name not in WAITING:
            found["in the turn"] = answers_to(scene, name, names)
        for player in ("Bo", "Cy", "Mo"):
            scene.group.submit(scene.person(player), rows(THIRD[player]))
        scene.group.resolve()
        _ask(scene)
        _stop_clock(scene)
        if name not in WATCHING | WAITING:
            found["in review"] = answers_to(scene, name, names, is_posting=False)
        phases.reveal(turn=scene.group.turn, by=scene.group.ada, now=scene.group.now, accepts_rest=True)
        scene.group.open_next()
        _stop_clock(scene)
        found["a turn later"] = answers_to(scene, name, names, is_posting=False)
        transaction.set_rollback(True)
    return found


def _stop_clock(scene: Scene) -> None:
    """Take the deadline away, which the database sets by its own time."""
    Turn.objects.filter(branch__exercise=scene.exercise).update(deadline=None)


@contextmanager
def _same_keys_and_times(scene: Scene) -> Iterator[None]:
    """Draw the random keys of proposals alike in both worlds, and let their clocks stand still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(class_with_people, "timezone", SimpleNamespace(now=lambda: scene.group.now))
        drawn = count()
        patch.setattr(secrets, "token_hex", lambda size: f"{next(drawn):0{2 * size}x}")
        yield


def _all_see(scene: Scene) -> None:
    """Do what everybody may know of, once the numbers differ."""
    group, now = scene.group, scene.group.now
    messages.send(by=scene.person("Cy"), recipients=(), text="For all to hear.", now=now, is_statement=True)
    for sender, reader in (("Bo", "JPN"), ("Cy", "KOR"), ("Mo", "KOR"), ("Mo", "WC"), ("Bo", "WC")):
        messages.send(by=scene.person(sender), recipients=[reader], text=f"{sender} to {reader}.", now=now)
    proposals.propose(by=scene.person("Bo"), agreement="gsomia", terms="An end.", now=now)
    moving = injecting.write(group, "KOR", "JPN", "CHN", effects=(("tension-JPN-KOR", 4),))
    injecting.act(group, "send", moving.pk)


def _ask(scene: Scene) -> None:
    """Ask a seat about its order while results are reviewed."""
    group = scene.group
    questions.ask(turn=group.turn, about="order:KOR:0", text="What was it for?", by=group.ada, now=group.now)


def _write_orders(scene: Scene) -> None:
    for name in ("Cy", "Mo"):
        wanted: Rows = rows(THIRD[name])
        for each in ([], wanted[:1], wanted):
            scene.group.draft(scene.person(name), each)


def _write_letters(scene: Scene) -> None:
    for sender, reader in (("Cy", "CHN"), ("Mo", "JPN"), ("Mo", "JPN")):
        sent = messages.send(
            by=scene.person(sender), recipients=[reader], text="Between the two of us.", now=scene.group.now
        )
        seen = scene.person("Mo" if sender == "Cy" else "Cy")
        receipts.note(person=seen, role=reader, shown=[sent.pk], now=scene.group.now)


def _propose(scene: Scene) -> None:
    """Propose and take back, as rows: no seat of a policy is to answer what one world alone asks."""
    turn, now = scene.group.turn, scene.group.now
    for number in range(3):
        Proposal.objects.create(
            turn=turn,
            key=f"unseen{number}",
            proposer="CHN",
            parties=["CHN", "RUS"],
            agreement="rus_chn",
            act=Proposal.Act.END,
            author=scene.person("Mo"),
            proposed_at=now,
            lapses_after=turn.number,
            status=Proposal.Status.WITHDRAWN,
            settled_in=turn,
            settled_at=now,
        )


def _write_reasons(scene: Scene) -> None:
    for name in ("Cy", "Mo"):
        person = scene.person(name)
        assert person.seat
        for text in ("One line.", "Another line."):
            rationales.write(by=person, seat=person.seat, turn=scene.group.turn, text=text, now=scene.group.now)


def _inject(scene: Scene) -> None:
    for role in ("CHN", "RUS"):
        injecting.act(scene.group, "send", injecting.write(scene.group, role).pk)
        injecting.write(scene.group, "KOR", role, turn=scene.group.turn.number + 3)


def _note(scene: Scene) -> None:
    saw = observations.ObservationInput("strength", "", "Ada saw more.")
    observations.note(
        by=scene.person("Ada"), turn=scene.turns[0], seat=scene.group.seat("KOR"), saw=saw, now=scene.group.now
    )


def _keep_answers(scene: Scene) -> None:
    cy, japan = scene.person("Cy"), scene.group.seat("JPN")
    for key in ("two", "three"):
        KeptAnswer.objects.create(by=cy, seat=japan, key=key, request="1" * 64, answer={}, at=scene.group.now)


def _change_lines(scene: Scene) -> None:
    """Let people write other lines on the question of the projector: pages count people, and show no line yet."""
    for name in ("Mo", "Cy", "Mo"):
        wall.answer(by=scene.person(name), number=1, text=f"{name} thinks again.")


HIDDEN: tuple[tuple[Act, str], ...] = (
    (_write_orders, "Cy Mo Ada"),
    (_write_letters, "Cy Mo"),
    (_propose, "Cy Mo"),
    (_write_reasons, "Cy Mo Ada"),
    (_inject, "Mo Ada"),
    (_note, "Ada"),
    (_keep_answers, "Cy Ada"),
    (_change_lines, "Cy Mo"),
)
"""Acts that change no world, and the names of those who may know of them."""
