"""Helper: four people in three seats who make agreements."""

from django.test import Client

from tests.exercises.class_with_people import Class
from wargame.exercises.diplomacy.services import proposals
from wargame.exercises.models import Participant, Proposal, Turn

NAMES = ("Bo", "Di", "Cy", "Mo")


def gather(group: Class) -> Class:
    """Bo and Di play South Korea, Cy plays Japan, Mo plays China; turn 1 is open."""
    for name, role in (("Bo", "KOR"), ("Di", "KOR"), ("Cy", "JPN"), ("Mo", "CHN")):
        group.join(name, role)
    group.start()
    return group


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user", "seat__exercise", "exercise").get(name=name)


def propose(group: Class, name: str = "Bo", agreement: str = "gsomia", **more: object) -> Proposal:
    return proposals.propose(by=person(group, name), agreement=agreement, now=group.now, **more)  # type: ignore[arg-type]


def without_answers(proposal: Proposal) -> Proposal:
    """Return the proposal as if nobody had answered it yet."""
    proposal.answers.all().delete()
    Proposal.objects.filter(pk=proposal.pk).update(status="open", settled_in=None, settled_at=None)
    return proposal


def answer(group: Class, name: str, proposal: Proposal, *, is_yes: bool = True) -> Proposal:
    return proposals.answer(by=person(group, name), key=proposal.key, is_yes=is_yes, now=group.now)


def client_of(group: Class, name: str) -> Client:
    client = Client()
    client.force_login(group.ada.user if name == "Ada" else person(group, name).user)
    return client


def page(group: Class, name: str, address: str = "proposals") -> str:
    return client_of(group, name).get(f"/x/{group.exercise.code}/{address}/").content.decode()


def resolved(group: Class) -> Turn:
    for name in ("Bo", "Cy", "Mo"):
        group.submit(person(group, name))
    return group.resolve()
