"""A class that has everything that can be hidden; its people may know different parts of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.exercises import injecting
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Rows
from tests.exercises.telling import keep_made_up
from tests.secrecy.hiding import Reader
from tests.secrecy.results import EVERYTHING
from tests.secrecy.specs import setting_of
from wargame.accounts.models import User
from wargame.exercises.control.services import phases, timers
from wargame.exercises.diplomacy.services import chance_seals, messages, proposals, receipts, talk
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import (
    DebriefAnswer,
    DebriefQuestion,
    DebriefScreen,
    Exercise,
    KeptAnswer,
    Mark,
    Participant,
    Proposal,
    ReportDraft,
    ReportLink,
    Speech,
    StaffQuestion,
    Turn,
    WallAnswer,
    WallQuestion,
)
from wargame.exercises.observers.services import observations, rights
from wargame.exercises.orders.services import rationales
from wargame.exercises.preparation.services import handouts, words
from wargame.exercises.review.domain.question_keys import key_of
from wargame.exercises.review.services import questions, rulings
from wargame.exercises.wall import services as wall

RULES = {
    "advice": Exercise.Advice.ON_REQUEST,
    "adjudication": Exercise.Adjudication.SEMI_RIGID,
    "messages": Exercise.Messages.OPEN,
    "allows_observers": True,
    "observer_delay": 1,
    "orders_seconds": 0,
    "shows_receipts": True,
}
SEATS = {"Bo": "KOR", "Di": "KOR", "Cy": "JPN", "Mo": "CHN"}
WATCHERS = {"Dee": "", "Eli": "JPN", "Fay": EVERYTHING}

KINDS = (*SEATS, *WATCHERS, "Wes", "Ada")
"""Somebody of each kind: `test_answers.py` fails where a new way to sit or to watch has nobody."""
SIGHTS = {"": Participant.Sight.COMMON, EVERYTHING: Participant.Sight.ALL}


@dataclass(frozen=True)
class Scene:
    """Bo and Di play South Korea, Cy plays Japan, Mo plays China, policies the others. Ada leads.

    Dee watches a turn later what everybody knows, Eli what Japan knows, Fay everything, and Wes waits for a seat. Turns
    1 and 2 have results, turn 3 takes orders.
    """

    group: Class

    def person(self, name: str) -> Participant:
        people = self.group.exercise.participants.select_related("user", "seat__exercise", "exercise", "watched")
        return people.get(pk=self.group.ada.pk) if name == "Ada" else people.get(name=name)

    def user(self, name: str) -> User:
        user = self.person(name).user
        assert isinstance(user, User)
        return user

    def reader(self, name: str) -> Reader:
        """Return the turns that each person may see: observers a turn later, somebody without a seat none."""
        person = self.person(name)
        if name in SEATS:
            return Reader(person, SEATS[name], seen=3, told=2)
        return Reader(person, WATCHERS[name], seen=2, told=1) if name in WATCHERS else Reader(person)

    @property
    def exercise(self) -> Exercise:
        return self.group.exercise

    @property
    def turns(self) -> list[Turn]:
        return list(Turn.objects.with_exercise().filter(branch__exercise=self.exercise).order_by("number"))


FIRST = {
    "Bo": ("record", "tell_washington USA", "call_moscow RUS"),
    "Cy": ("tell_seoul KOR", "tell_washington USA"),
    "Mo": ("partner_line RUS", "keep_formation"),
}
SECOND = {"Bo": ("hail RUS",), "Cy": ("observe",), "Mo": ("chn_reassure KOR",)}
THIRD = {
    "Bo": ("tell_washington USA",),
    "Cy": ("tell_washington USA", "raise_alert"),
    "Mo": ("state_zone",),
}


def rows(orders: Iterable[str]) -> Rows:
    """Return orders at their first level, given as kind and, if any, target."""
    split = [order.partition(" ") for order in orders]
    first = {kind: setting_of("nine-past-nine").order(kind).levels[0].key for kind, _, _ in split}
    return [{"kind": kind, "level": first[kind], "target": target, "partner": ""} for kind, _, target in split]


def play(group: Class) -> Scene:
    """Play the class from its lobby to the scene's state."""
    scene = Scene(group)
    for name, role in SEATS.items():
        group.join(name, role)
    for name, role in WATCHERS.items():
        person = participants.join(
            exercise=group.exercise, name=name, now=group.now, part=Participant.Part.OBSERVER
        ).participant
        watched = group.seat(role) if role in SEATS.values() else None
        sight = SIGHTS.get(role, Participant.Sight.SEAT)
        rights.grant(person=person, sight=sight, watched=watched, may_note=True, by=group.ada, now=group.now)
    group.join("Wes")
    _prepare(group)
    group.start()
    _talk(scene, "first")
    _submit(scene, FIRST)
    group.resolve()
    _review(scene)
    group.open_next()
    _reason(scene, "second")
    _submit(scene, SECOND)
    group.resolve()
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    _show_lines(scene)
    group.open_next()
    _talk(scene, "third")
    for name, role in (("Dee", "KOR"), ("Eli", "JPN")):
        _note(scene, name, role)
    _mark(scene)
    group.exercise.participants.update(seen_at=group.now)
    cy, japan = scene.person("Cy"), group.seat("JPN")
    KeptAnswer.objects.create(by=cy, seat=japan, key="one", request="0" * 64, answer={"revision": 3}, at=group.now)
    for name, orders in THIRD.items():
        group.draft(scene.person(name), rows(orders))
        _keep_told(scene, name)
    _ask(scene, "What do you fear?", ("Bo", "Cy", "Mo"))
    return scene


def _ask(scene: Scene, text: str, names: Iterable[str]) -> None:
    """Ask the room a question on the projector, which people answer."""
    asked = wall.ask(exercise=scene.group.exercise, by=scene.group.ada, text=text)
    for name in names:
        wall.answer(by=scene.person(name), number=asked.number, text=f"{name} thinks of a collision.")


def _show_lines(scene: Scene) -> None:
    """Ask and show what people answered, with the line of somebody who has gone since: four would name people."""
    _ask(scene, "What do you hope?", ("Bo", "Di", "Cy", "Mo"))
    asked = WallQuestion.objects.get(turn=scene.group.turn)
    WallAnswer.objects.create(question=asked, voter="0" * 64, text="Nobody is to be hurt.")
    wall.show(exercise=scene.group.exercise, by=scene.group.ada, number=asked.number)


def _prepare(group: Class) -> None:
    """Write own words for seats, and hand out papers."""
    for role in ("KOR", "JPN", "CHN"):
        said = f"Ada says to {role}: mind your allies."
        words.keep_words(exercise=group.exercise, role=role, text=said, by=group.ada, now=group.now)
    for title, roles in (("To all", ()), ("To Seoul", ("KOR",)), ("To Tokyo", ("JPN",))):
        draft = handouts.HandoutDraft(title, f"Ada's paper: {title}.", "https://paper.example/", roles)
        handouts.hand_out(exercise=group.exercise, draft=draft, by=group.ada, now=group.now)
    texts = {
        "text": "Who blinked?",
        "hint": "One answer.",
        "talk": "Say why.",
        "notes": "Ask Cy.",
        "reveal": {"answer": "Bo."},
    }
    question = DebriefQuestion.objects.create(exercise=group.exercise, key="own-1", number=1, **texts)
    DebriefAnswer.objects.create(question=question, voter="0" * 64, in_100=40)
    DebriefScreen.objects.create(exercise=group.exercise, page="/a/page/")


def _submit(scene: Scene, given: Mapping[str, Iterable[str]]) -> None:
    """Submit orders by name, with another forecast for each seat."""
    turn = scene.group.turn
    for name, orders in given.items():
        scene.group.draft(scene.person(name), rows(orders))
        _keep_told(scene, name)
        scene.group.submit(scene.person(name), rows(orders))
    assert not turn.sheets.filter(told__isnull=True, policy="").exists()


def _keep_told(scene: Scene, name: str) -> None:
    target, in_100 = {"Bo": ("CHN", 61), "Cy": ("CHN", 52), "Mo": ("KOR", 43)}[name]
    sheet = scene.group.sheet(SEATS[name])
    keep_made_up(sheet, in_100, target)
    points = {"mean": in_100 / 10, "low": 0.0, "high": 9.0}
    asked = {"orders": sheet.orders, "by": scene.person(name), "at": scene.group.now}
    answer = {"turn": points, "end": None}
    StaffQuestion.objects.create(sheet=sheet, number=1, key=f"of {name}", order=None, answer=answer, **asked)


def _talk(scene: Scene, when: str) -> None:
    """Write messages, statements, proposals, rationales and injects, each for some seats."""
    group, now = scene.group, scene.group.now
    for name, readers in (("Bo", ["JPN"]), ("Cy", ["CHN", "RUS"]), ("Cy", ["WC"]), ("Ada", ["CHN"]), ("Mo", ["KOR"])):
        text = f"{name} to {' '.join(readers)} in the {when} turn."
        sent = messages.send(by=scene.person(name), recipients=readers, text=text, now=now)
        seen = scene.person("Mo" if "CHN" in readers else "Bo" if "KOR" in readers else "Ada")
        receipts.note(person=seen, role=seen.seat.role if seen.seat else "WC", shown=[sent.pk], now=now)
    for name, reader, sentence in (("Cy", "USA", "restraint"), ("Cy", "CHN", "no_force"), ("Bo", "JPN", "not_aimed")):
        seal = chance_seals.seal(40, turn=group.turn, role=SEATS[name], to=reader, what=sentence)
        talk.speak(by=scene.person(name), to=reader, sentence=sentence, now=now, told=seal)
    messages.send(
        by=scene.person("Cy"), recipients=(), text=f"We say it in the {when} turn.", now=now, is_statement=True
    )
    if when == "third":
        for name, agreement in (("Cy", "notice_moscow"), ("Bo", "staff_talks"), ("Mo", "notice_beijing")):
            seal = chance_seals.seal(30, turn=group.turn, role=SEATS[name], to="", what=agreement)
            terms = f"{name} offers it."
            made = proposals.propose(by=scene.person(name), agreement=agreement, terms=terms, now=now)
            chance_seals.keep(proposal=made, seal=seal)
            # A key that tests can write down.
            Proposal.objects.filter(pk=made.pk).update(key=f"of-{SEATS[name].lower()}")
    timers.change(turn=group.turn, seconds={"review": 420}, is_lasting=False, by=group.ada, now=now)
    _reason(scene, when)
    sent_now = injecting.write(group, "KOR", "JPN", "CHN", effects=(("tension-JPN-KOR", 4),))
    injecting.act(group, "send", sent_now.pk)
    injecting.act(group, "send", injecting.write(group, "JPN").pk)
    injecting.write(group, "KOR", "JPN", turn=group.turn.number + 2)


def _reason(scene: Scene, when: str) -> None:
    for name in ("Bo", "Di", "Cy"):
        person = scene.person(name)
        assert person.seat
        text = f"{name} thinks so in the {when} turn."
        rationales.write(by=person, seat=person.seat, turn=scene.group.turn, text=text, now=scene.group.now)
        if when != "third":
            _advise(scene, name, when)


def _advise(scene: Scene, name: str, when: str) -> None:
    """Keep an adviser's words. In the third turn none has spoken: each reader has them speak anew."""
    row = {"kind": "shadow", "level": "far", "target": "RUS", "partner": ""}
    order = row if SEATS[name] == "KOR" else row | {"kind": "scramble", "level": "along"}
    said = {"reason": f"A reason for {name}.", "expects": f"Hope of {name}, {when}.", "costs": f"A cost to {name}."}
    said |= {"order": order, "cost": 1, "letter": "a", "cited": f"Read by {name}", "claim": {"kind": "gain"}}
    seat = scene.group.seat(SEATS[name])
    Speech.objects.update_or_create(turn=scene.group.turn, seat=seat, adviser="foreign", place=1, defaults=said)


def _review(scene: Scene) -> None:
    """Make rulings with a reason for some seats, arguments, a question and observations; then publish the results."""
    group, now = scene.group, scene.group.now
    for about, is_public in (("order:CHN:0", False), ("order:KOR:0", False), ("order:JPN:0", True)):
        why = f"A reason about {about}."
        rulings.rule(
            turn=group.turn, decision=rulings.Decision(about, "refused", why, is_public), by=group.ada, now=now
        )
    rulings.argue(turn=group.turn, point=rulings.Point("order:JPN:1", True, "They may well."), by=group.ada, now=now)
    for name, slot in (("Bo", 1), ("Cy", 1)):
        person = scene.person(name)
        assert person.seat
        rulings.give_argument(turn=group.turn, seat=person.seat, slot=slot, text=f"{name} argues.", by=person, now=now)
    asked = questions.ask(turn=group.turn, about="order:JPN:1", text="What was it for?", by=group.ada, now=now)
    cy = scene.person("Cy")
    assert cy.seat
    questions.answer(turn=group.turn, seat=cy.seat, question=key_of(asked), text="For them to know.", by=cy, now=now)
    for role in ("KOR", "JPN"):
        _note(scene, "Ada", role)
    phases.reveal(turn=group.turn, by=group.ada, now=now, accepts_rest=True)


def _mark(scene: Scene) -> None:
    """Keep marks and a report, as rows: nobody writes them before the end, and a page must hide what is stored."""
    rights.let_mark(person=scene.person("Fay"), may_mark=True, by=scene.group.ada, now=scene.group.now)
    for name, role in (("Ada", "KOR"), ("Fay", "JPN")):
        of = {"exercise": scene.exercise, "seat": scene.group.seat(role), "by": scene.person(name)}
        said = {"points": 3, "note": f"{name} on {role}.", "evidence": "1", "at": scene.group.now}
        Mark.objects.create(criterion="rubric-1", **of, **said)
    of = {"branch": scene.exercise.current_branch, "by": scene.person("Ada")}
    ReportDraft.objects.create(number=1, name="A draft", note="Begun.", document=["Words"], at=scene.group.now, **of)
    ReportLink.objects.create(digest="0" * 64, made_at=scene.group.now, **of)


def _note(scene: Scene, name: str, role: str) -> None:
    saw = observations.ObservationInput("strength", "", f"{name} saw {role}.")
    seat, by = scene.group.seat(role), scene.person(name)
    observations.note(by=by, turn=scene.turns[0], seat=seat, saw=saw, now=scene.group.now)
