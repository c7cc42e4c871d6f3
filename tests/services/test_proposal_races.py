"""Races of proposals: each is settled once and counts in the turn in which it was accepted."""

import pytest
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.services.starting import Arena, Groups, Heats, heats
from wargame.exercises import bridge
from wargame.exercises.diplomacy.services import proposals
from wargame.exercises.models import Proposal

pytestmark = pytest.mark.service


def propose(group: Class) -> Proposal:
    """Bo proposes to Cy to end one of their agreements; turn 1 is open."""
    bo = group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    return proposals.propose(by=bo, agreement="gsomia", lapses_after=1, now=timezone.now())


def acts(act: str, name: str, asked_for: list[Proposal]) -> Heats:
    people = [each.turn.branch.exercise.participants.get(name=name) for each in asked_for]
    rows = zip(asked_for, people, strict=True)
    return heats([{"act": act, "by": person.pk, "key": each.key} for each, person in rows])


def agreed(group: Class) -> int:
    return len(bridge.interventions_of(group.turn).accords)


def test_of_two_yeses_a_no_and_a_withdrawal_the_first_settles_it(arena: Arena, groups: Groups) -> None:
    classes = groups()
    asked_for = [propose(group) for group in classes]
    entries = [("yes", "Cy"), ("yes", "Cy"), ("no", "Cy"), ("withdraw", "Bo")]
    answers = arena.race([("agree", acts(act, name, asked_for)) for act, name in entries])
    for group, proposal, said in zip(classes, asked_for, zip(*answers, strict=True), strict=True):
        proposal.refresh_from_db()
        # The same answer twice changes nothing and is no error.
        same = 2 if proposal.status == "accepted" else 1
        assert sorted(said) == sorted(["Settled"] * (4 - same) + [proposal.status] * same)
        assert proposal.status in {"accepted", "rejected", "withdrawn"}
        assert agreed(group) == (proposal.status == "accepted")
        assert proposal.answers.count() == (proposal.status != "withdrawn")


def test_at_the_deadline_it_is_accepted_in_the_turn_or_lapses_with_it(arena: Arena, groups: Groups) -> None:
    classes = groups()
    asked_for = [propose(group) for group in classes]
    closing = heats([{"turn": each.turn_id} for each in asked_for])
    answers = arena.race([("agree", acts("yes", "Cy", asked_for)), ("keep", closing), ("keep", closing)])
    for group, proposal, (said, one, other) in zip(classes, asked_for, zip(*answers, strict=True), strict=True):
        proposal.refresh_from_db()
        assert one + other == 1
        assert (said, proposal.status) in {("accepted", "accepted"), ("NotInTurn", "lapsed")}
        assert agreed(group) == (said == "accepted"), "acknowledged is kept, refused is not"
