"""The white cell asks a seat about an order: who reads it, who answers, what is refused."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.control.services import phases
from wargame.exercises.control_log.services import steering
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.lobby.services import seating
from wargame.exercises.models import ControlEntry, Message, Participant
from wargame.exercises.review.domain.question_keys import key_of
from wargame.exercises.review.selectors import queue
from wargame.exercises.review.services import questions

pytestmark = pytest.mark.django_db

HAIL, WHY = "order:KOR:3", "What was it to achieve?"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reviewed(kept_class: Callable[..., Class]) -> Class:
    """Bo plays South Korea and Cy Japan; the first turn is in review."""
    return kept_class(in_review, adjudication="semi_rigid")


def in_review(group: Class) -> None:
    bo, cy = group.join("Bo", "KOR"), group.join("Cy", "JPN")
    group.start()
    group.submit(bo, Player(group.seat("KOR")).legal(4, turn=group.turn))
    group.submit(cy)
    group.resolve()


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("seat__exercise", "user", "exercise").get(name=name)


def browser(group: Class, name: str) -> Client:
    client, user = Client(), person(group, name).user
    assert isinstance(user, User)
    client.force_login(user)
    return client


def ask(group: Class, about: str = HAIL, text: str = WHY) -> Message:
    return questions.ask(turn=group.turn, about=about, text=text, by=group.ada, now=group.now)


def answer(group: Class, question: str, name: str = "Bo", role: str = "KOR", text: str = "To hear a voice.") -> Message:
    by = person(group, name)
    return questions.answer(turn=group.turn, seat=group.seat(role), question=question, text=text, by=by, now=group.now)


def card(group: Class, about: str = HAIL) -> queue.ReviewCard:
    cards = queue.queue_of(group.turn)
    return next(one for one in (*cards.due, *cards.done) if one.about == about)


@pytest.mark.slow
def test_question_and_answer_stand_beside_the_order(reviewed: Class) -> None:
    before = queue.state_of(reviewed.turn)
    question = ask(reviewed)
    asked = queue.state_of(reviewed.turn)
    assert (card(reviewed).can_be_asked, card(reviewed).is_unanswered) == (True, True)
    assert question.text == f"{card(reviewed).outcome.title}: {WHY}"
    answer(reviewed, key_of(question))
    assert [each.text for each in card(reviewed).asked] == [question.text, "To hear a voice."]
    assert not card(reviewed).is_unanswered
    assert [one["about"] for one in archived(reviewed.exercise, "Message") if one["about"]] == [HAIL, HAIL]
    assert len({before, asked, queue.state_of(reviewed.turn)}) == 3, "the room's page must see each"
    entry = ControlEntry.objects.get(act="ask")
    assert (entry.detail, entry.seat) == (question.text, reviewed.seat("KOR"))


def test_nobody_else_reads_them(reviewed: Class) -> None:
    answer(reviewed, key_of(ask(reviewed)))
    read = {}
    for role in ("KOR", "JPN", "USA"):
        seat = reviewed.seat(role)
        read[role] = len(
            [each for each in access.messages_for(seat, access.branch_for(seat), reviewed.turn) if each.about]
        )
    assert read == {"KOR": 2, "JPN": 0, "USA": 0}


@pytest.mark.slow
def test_the_seat_answers_where_it_waits(reviewed: Class) -> None:
    bo, cy = browser(reviewed, "Bo"), browser(reviewed, "Cy")
    code, address = reviewed.exercise.code, reverse("questions", args=[reviewed.exercise.code, 1])
    question = ask(reviewed)
    assert WHY in bo.get(reverse("results", args=[code, 1])).content.decode()
    assert WHY in bo.get(address, headers=HTMX).content.decode()
    assert WHY not in cy.get(reverse("results", args=[code, 1])).content.decode()
    assert WHY not in cy.get(address, headers=HTMX).content.decode()
    page = bo.post(address, {"question": key_of(question), "text": "To hear a voice."}, follow=True)
    assert "To hear a voice." in page.content.decode()
    told = bo.post(address, {"question": key_of(question), "text": ""}, follow=True).content.decode()
    assert "answer in at most 2,000 characters" in told
    told = cy.post(address, {"question": key_of(question), "text": "We know."}, follow=True).content.decode()
    assert "no such question to your seat" in told
    assert Message.objects.exclude(about="").count() == 2


@pytest.mark.slow
def test_the_white_cell_asks_from_the_queue(reviewed: Class) -> None:
    ada, address = browser(reviewed, "ada"), reverse("review", args=[reviewed.exercise.code])
    page = ada.post(address, {"act": "ask", "about": HAIL, "reason": WHY}, headers=HTMX)
    assert (page.status_code, WHY in page.content.decode()) == (200, True)
    refused = ada.post(address, {"act": "ask", "about": HAIL, "reason": " "}, headers=HTMX)
    assert (refused.status_code, "Write what you want to know" in refused.content.decode()) == (422, True)
    assert Message.objects.count() - Message.objects.filter(author=None).count() == 1


@pytest.mark.slow
def test_what_cannot_be_asked_or_answered_is_refused_and_changes_nothing(reviewed: Class) -> None:
    policy = next(one.about for one in queue.queue_of(reviewed.turn).done if one.about.startswith("order:USA"))
    for about, said in ((policy, "The AI plays USA"), ("incident:patrol", "Only an order"), ("order:KOR:9", "Only an")):
        with pytest.raises(questions.CannotAsk, match=said):
            ask(reviewed, about)
    with pytest.raises(messages.BadText, match="too long"):
        ask(reviewed, text="x" * 2_001)
    question = ask(reviewed)
    for name, role in (("Cy", "JPN"), ("Cy", "KOR")):
        with pytest.raises(questions.CannotAsk, match="no such question"):
            answer(reviewed, key_of(question), name, role)
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now, accepts_rest=True)
    with pytest.raises(questions.CannotAsk, match="any more"):
        answer(reviewed, key_of(question))
    with pytest.raises(steering.NotInPhase):
        ask(reviewed)
    assert Message.objects.exclude(about="").count() == 1


def test_orders_that_are_taken_again_are_not_the_ones_that_were_asked_about(reviewed: Class) -> None:
    answer(reviewed, key_of(ask(reviewed)))
    phases.reopen(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    assert not Message.objects.exclude(about="").exists()
    seat = reviewed.seat("KOR")
    kept = [each.text for each in access.messages_for(seat, access.branch_for(seat), reviewed.turn)]
    assert "To hear a voice." in kept, "the words stay in the inbox"


def test_who_is_moved_while_answering_does_not_answer_for_another_seat(reviewed: Class) -> None:
    question, bo, seat = ask(reviewed), person(reviewed, "Bo"), reviewed.seat("KOR")
    seating.assign(person=person(reviewed, "Bo"), seat=reviewed.seat("JPN"), by=reviewed.ada, now=reviewed.now)
    with pytest.raises(questions.CannotAsk, match="no such question to your seat any more"):
        questions.answer(
            turn=reviewed.turn, seat=seat, question=key_of(question), text="We hailed.", by=bo, now=reviewed.now
        )
