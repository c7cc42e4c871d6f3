"""Participation: each act counts for its person, seat and turn, and nothing that the white cell may not know counts."""

import csv
import io
from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.playing import Player
from tests.exercises.rights.talkative import NAME, argued
from wargame.exercises.assessment.selectors.participation import KINDS, participation_of, person_turns_of
from wargame.exercises.lobby.services import participants, seating
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.orders.services import rationales
from wargame.exercises.rights.services import forgetting

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    return kept_class(argued, adjudication="semi_rigid", allows_observers=True, seed=CUT_SHORT)


def leader(group: Class) -> Participant:
    return Participant.objects.select_related("exercise", "user").get(pk=group.ada.pk)


def counts(group: Class, name: str) -> dict[str, int]:
    (row,) = (each for each in participation_of(leader(group)).people if each.name == name)
    return dict(zip(KINDS, row.counts, strict=True))


def test_each_act_counts_for_the_person_who_did_it(group: Class) -> None:
    bo = counts(group, NAME)
    acts = {"changes": 1, "submits": 1, "rationales": 1, "messages": 1, "arguments": 1}
    assert {kind: bo[kind] for kind in acts} == acts
    assert bo["words"] == 2 * 4
    assert counts(group, "Cy") == dict.fromkeys(KINDS, 0) | {"rationales": 1, "messages": 1, "words": 6}
    assert {row.name for row in participation_of(leader(group)).people} == {NAME, "Cy"}


def test_a_person_who_changed_seats_has_a_row_for_each(group: Class) -> None:
    cy = group.exercise.participants.get(name="Cy")
    seating.assign(person=cy, seat=group.seat("JPN"), by=group.ada, now=group.now)
    rows = [each for each in participation_of(leader(group)).people if each.name == "Cy"]
    assert [(row.seat, row.turns) for row in rows] == [("JPN", ()), ("KOR", (1,))]


def test_a_reason_in_an_open_turn_does_not_count_yet(begun: Class) -> None:
    bo = begun.exercise.participants.get(name="Bo")
    rationales.write(by=bo, seat=begun.seat("KOR"), turn=begun.turn, text="It is so.", now=begun.now)
    assert counts(begun, "Bo")["rationales"] == 0
    for name in ("Bo", "Cy"):
        begun.submit(begun.exercise.participants.get(name=name))
    begun.resolve()
    assert counts(begun, "Bo")["rationales"] == 1


def test_messages_that_the_white_cell_may_not_read_do_not_count(group: Class) -> None:
    Exercise.objects.update(messages=Exercise.Messages.OPEN)
    assert counts(group, NAME)["messages"] == 0
    page = as_user(group.ada.user).get(reverse("participation", args=[str(group.exercise)]))  # type: ignore[arg-type]
    assert "Only messages with the white cell" in page.text


def test_the_file_has_a_row_for_each_person_seat_and_turn(group: Class) -> None:
    white = as_user(group.ada.user)  # type: ignore[arg-type]
    answer = white.get(reverse("participation_csv", args=[group.exercise.code]))
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["person"], row["seat"], row["turn"]) for row in rows] == [(NAME, "KOR", "1"), ("Cy", "KOR", "1")]
    assert rows[0]["changes"] == "1"
    assert set(rows[0]) == {"person", "seat", "turn", *KINDS}


def test_a_name_is_no_formula_in_the_file(begun: Class) -> None:
    bad = participants.join(exercise=begun.exercise, name="=1+1", now=begun.now).participant
    seating.assign(person=bad, seat=begun.seat("KOR"), by=begun.ada, now=begun.now)
    begun.draft(Participant.objects.get(pk=bad.pk), Player(begun.seat("KOR")).legal(1, turn=begun.turn))
    white = as_user(begun.ada.user)  # type: ignore[arg-type]
    assert "'=1+1" in white.get(reverse("participation_csv", args=[begun.exercise.code])).text


def test_somebody_who_was_forgotten_still_counts_without_a_name(group: Class) -> None:
    before = counts(group, NAME)
    forgetting.forget_user(user=group.exercise.participants.get(name=NAME).user, now=group.now)  # type: ignore[arg-type]
    after = counts(group, "Forgotten 1")
    assert after | {"words": 0} == before | {"words": 0}


def test_before_the_start_there_are_people_and_no_acts(group: Class, make_class: Callable[..., Class]) -> None:
    lobby = make_class()
    lobby.join("Mo")
    assert [row.turns for row in participation_of(leader(lobby)).people] == [()]
    assert person_turns_of(leader(lobby)) == ()


def test_students_and_a_sandbox_have_no_such_page(group: Class, make_class: Callable[..., Class]) -> None:
    student = group.exercise.participants.select_related("user").get(name="Cy").user
    address = reverse("participation", args=[group.exercise.code])
    assert as_user(student).get(address).status_code == 404  # type: ignore[arg-type]
    Exercise.objects.update(mode=Exercise.Mode.SANDBOX)
    assert as_user(group.ada.user).get(address).status_code == 404  # type: ignore[arg-type]
