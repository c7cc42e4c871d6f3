"""Notices reach the right people: after each act, only pages with something new reload."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from tests.exercises import injecting
from tests.exercises.telling import keep_made_up
from tests.secrecy.scene import FIRST, THIRD, Scene, rows
from wargame import live
from wargame.exercises import access
from wargame.exercises.diplomacy.services import messages, proposals, receipts, talk
from wargame.exercises.observers.services import observations
from wargame.exercises.orders.services import orders, rationales
from wargame.exercises.review.services import rulings
from wargame.exercises.wall import services as wall

PEOPLE = ("Ada", "Bo", "Di", "Cy", "Mo", "Dee", "Eli", "Fay", "Wes")
AT_THE_TABLE = "Ada Bo Di Cy Mo Wes"
"""Dee, Eli and Fay see everything a turn later and hear of nothing that happens now."""


def _say(scene: Scene, name: str, *readers: str, is_statement: bool = False) -> Any:
    words, now = "Between us.", scene.group.now
    return messages.send(by=scene.person(name), recipients=readers, text=words, now=now, is_statement=is_statement)


def _pledge(scene: Scene) -> None:
    talk.speak(by=scene.person("Cy"), to="CHN", sentence="not_aimed", now=scene.group.now)


def _reason(scene: Scene) -> None:
    cy = scene.person("Cy")
    assert cy.seat
    rationales.write(by=cy, seat=cy.seat, turn=scene.group.turn, text="Another line.", now=scene.group.now)


def _note(scene: Scene) -> None:
    saw = observations.ObservationInput("strength", "", "Well done.")
    turn, seat = scene.turns[0], scene.group.seat("KOR")
    observations.note(by=scene.person("Dee"), turn=turn, seat=seat, saw=saw, now=scene.group.now)


def _be_shown(scene: Scene) -> None:
    sent = scene.turns[-1].messages.get(sender="CHN", recipients=["KOR"])
    receipts.note(person=scene.person("Di"), role="KOR", shown=[sent.pk], now=scene.group.now)


def _propose(scene: Scene) -> None:
    proposals.propose(by=scene.person("Cy"), agreement="gsomia", now=scene.group.now)


def _withdraw(scene: Scene) -> None:
    mo = scene.person("Mo")
    key = scene.turns[-1].proposals.get(proposer="CHN", agreement="notice_beijing").key
    proposals.withdraw(by=mo, key=key, now=scene.group.now)


def _accept(scene: Scene) -> None:
    key = scene.turns[-1].proposals.get(proposer="CHN", agreement="notice_beijing").key
    proposals.answer(by=scene.person("Bo"), key=key, is_yes=True, now=scene.group.now)


def _keep(scene: Scene) -> None:
    keep_made_up(scene.group.sheet("JPN"), 55, "CHN")


def _submit(scene: Scene) -> None:
    scene.group.submit(scene.person("Cy"), rows(THIRD["Cy"]))


def _reopen(scene: Scene) -> None:
    cy = scene.person("Cy")
    assert cy.seat
    _submit(scene)
    orders.reopen(seat=cy.seat, turn=scene.group.turn, now=scene.group.now, by=cy)


def _send(scene: Scene) -> None:
    injecting.act(scene.group, "send", injecting.write(scene.group, "JPN").pk)


def _rule(scene: Scene) -> None:
    decision = rulings.Decision("order:JPN:0", "refused", "So it is.", is_public=False)
    rulings.rule(turn=scene.group.turn, decision=decision, by=scene.group.ada, now=scene.group.now)


def _ask_the_room(scene: Scene) -> None:
    wall.ask(exercise=scene.exercise, by=scene.group.ada, text="What now?")


def _answer(scene: Scene) -> None:
    wall.answer(by=scene.person("Di"), number=1, text="A storm.")


Act = Callable[[Scene], Any]
HEARD: dict[str, tuple[Act, str]] = {
    "a draft": (lambda scene: scene.group.draft(scene.person("Cy"), rows(FIRST["Cy"])), "Cy Ada"),
    "a sheet submitted": (_submit, AT_THE_TABLE),
    "a sheet taken back": (_reopen, AT_THE_TABLE),
    "a message": (lambda scene: _say(scene, "Cy", "CHN"), "Cy Mo"),
    "a pledge": (_pledge, "Cy Mo"),
    "a message to the white cell": (lambda scene: _say(scene, "Cy", "WC"), "Cy Ada"),
    "a statement": (lambda scene: _say(scene, "Cy", is_statement=True), AT_THE_TABLE),
    "a message that is seen": (_be_shown, "Mo"),
    "a proposal": (_propose, "Cy Bo Di"),
    "a proposal taken back": (_withdraw, "Mo Bo Di"),
    "a proposal accepted": (_accept, "Mo Bo Di"),
    "the forecasts of a seat": (_keep, ""),
    "a rationale": (_reason, ""),
    "an observation": (_note, ""),
    "a question on the projector": (_ask_the_room, AT_THE_TABLE),
    "a line on the projector's question": (_answer, "Ada"),
    "an inject that is written": (lambda scene: injecting.write(scene.group, "JPN"), "Ada"),
    "an inject that is sent": (_send, "Cy Ada"),
}
IN_REVIEW: dict[str, tuple[Act, str]] = {"a ruling": (_rule, "Ada")}
"""Acts, and the names of everybody whom their notices may reach."""


def check_notices(scene: Scene, *_: Any) -> None:
    """Check that only those whom the table names get notices of each act, and that the person who must see it does."""
    with transaction.atomic():
        _check(scene, HEARD)
        for name in ("Bo", "Cy", "Mo"):
            scene.group.submit(scene.person(name), rows(THIRD[name]))
        scene.group.resolve()
        _check(scene, IN_REVIEW)
        transaction.set_rollback(True)


def _check(scene: Scene, table: dict[str, tuple[Act, str]]) -> None:
    for what, (act, names) in table.items():
        told = regions_told_by(scene, act)
        assert set(told) <= set(names.split()), f"{', '.join(sorted(set(told) - set(names.split())))} hear of {what}"


def regions_told_by(scene: Scene, act: Act) -> dict[str, list[str]]:
    """Return the regions that each person's pages reload after an act, which is rolled back."""
    sent: list[tuple[str, str]] = []
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(live, "publish", lambda channel, region: sent.append((channel, region)))
        act(scene)
        listens = {name: access.channels_for(scene.user(name), scene.exercise) for name in PEOPLE}
        transaction.set_rollback(True)
    told = {name: [region for channel, region in sent if channel in listens[name]] for name in PEOPLE}
    return {name: regions for name, regions in told.items() if regions}
