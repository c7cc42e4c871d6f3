"""Messages that the scenario has seats say: none for a seat with people, unless the white cell sends it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, acts, read, words
from wargame.exercises import access
from wargame.exercises.control.services import takeovers
from wargame.exercises.diplomacy.selectors.inbox import inbox_of
from wargame.exercises.injects.selectors.cards import card_of
from wargame.exercises.injects.selectors.timeline import timeline_of
from wargame.exercises.injects.services.drafts import BadDraft, InjectDraft
from wargame.exercises.models import Exercise, Inject, Message, Turn
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = pytest.mark.django_db


def scripted(turn: Turn) -> set[str]:
    return {message.sender for message in Message.objects.filter(turn=turn, author=None)}


@pytest.mark.slow
def test_the_scenario_speaks_for_no_seat_that_people_play(group: Class) -> None:
    group.join("Bo", "KOR")
    cy = group.join("Cy", "JPN")
    group.start()
    assert scripted(group.turn) == {"USA", "CHN", "RUS"}
    takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now)
    group.submit(cy)
    group.resolve()
    group.open_next()
    assert "KOR" in scripted(group.turn)
    assert "JPN" not in scripted(group.turn)


def test_alone_the_scenario_speaks_for_every_seat(exercise: Exercise) -> None:
    """A player who changes the seat before the first orders reads the messages of its neighbours."""
    assert scripted(Turn.objects.get(branch__exercise=exercise)) == {"USA", "CHN", "RUS", "KOR", "JPN"}
    assert not Inject.objects.exists()


def mail(group: Class, role: str) -> list[tuple[str, tuple[str, ...], str, str]]:
    """Return sender, receivers, time and text of each message that a seat sees, oldest first."""
    seat = group.seat(role)
    inbox = inbox_of(seat_view_of(seat, access.branch_for(seat), group.turn))
    return [(each.sender, each.receivers, each.time, each.text) for each in inbox.messages]


@pytest.fixture
def pair(kept_class: Callable[..., Class]) -> Class:
    """Bo plays South Korea, Cy plays the United States, and the first turn is open."""
    return kept_class(begin)


def begin(group: Class) -> None:
    group.join("Bo", "KOR")
    group.join("Cy", "USA")
    group.start()


def offered(group: Class) -> list[tuple[str, str, int]]:
    """Return title, state and turn of each item in the lane of messages."""
    lanes = timeline_of(group.context).lanes
    items = [item for lane in lanes if lane.kind == "message" for cell in lane.cells for item in cell.items]
    return [(item.title, item.state, item.column) for item in items]


def test_what_seats_of_people_would_say_to_people_is_offered_to_the_white_cell(pair: Class) -> None:
    assert offered(pair) == [("USA to KOR", "offered", 1), ("KOR to USA", "offered", 1)]
    for role in ("KOR", "USA"):
        assert read(pair, role) == [], "no seat writes by itself"


@pytest.mark.slow
def test_what_is_sent_is_read_by_its_receiver_and_by_the_seat_in_whose_name_it_is(pair: Class) -> None:
    offer = Inject.objects.get(exercise=pair.exercise, speaks_for="USA")
    card = card_of(pair.context, str(offer.pk))
    assert card
    assert (card.speaks_for, card.word) == ("USA", "Offered")
    texts = {role: words(f"Edited for {role}", text=f"Said to {role}.") for role in ("KOR", "USA")}
    act(pair, "save_and_send", offer.pk, draft=InjectDraft("Edited", texts))
    assert mail(pair, "KOR")[-1] == ("USA", ("KOR",), "Turn 1 · 09:10", "Said to KOR.")
    assert read(pair, "KOR") == [], "a message is no report as well"
    assert read(pair, "USA") == ["Edited for USA"]
    assert "USA" not in {sender for sender, *_ in mail(pair, "USA")}
    assert read(pair, "JPN") == []
    assert "USA" not in {sender for sender, *_ in mail(pair, "JPN")}
    assert offered(pair) == [("USA to KOR", "sent", 1), ("KOR to USA", "offered", 1)]
    assert acts(pair)[-1] == "sent “USA to KOR” (KOR, USA)"
    told = archived(pair.exercise, "Inject")
    assert ("USA", 1, "sent") in [(one["speaks_for"], one["offered_in"], one["status"]) for one in told]
    act(pair, "skip", Inject.objects.get(exercise=pair.exercise, speaks_for="KOR").pk)
    assert ("KOR to USA", "skipped", 1) in offered(pair)


def test_an_offer_says_unasked_to_the_seat_that_it_speaks_in_its_name(pair: Class) -> None:
    act(pair, "send", Inject.objects.get(exercise=pair.exercise, speaks_for="USA").pk)
    assert read(pair, "USA") == ["The white cell has this said in your name"]
    message = Message.objects.get(turn=pair.turn, sender="USA")
    assert (message.recipients, message.author, message.sent_at) == (["KOR"], None, None), "as a policy would say it"


def test_none_of_several_receivers_learns_of_the_others(pair: Class) -> None:
    offer = Inject.objects.get(exercise=pair.exercise, speaks_for="USA")
    texts = {role: words(text="The same to both.") for role in ("KOR", "JPN", "USA")}
    act(pair, "save_and_send", offer.pk, draft=InjectDraft("Edited", texts))
    for role in ("KOR", "JPN"):
        assert mail(pair, role)[-1] == ("USA", (role,), "Turn 1 · 09:10", "The same to both.")


def test_only_those_who_read_an_offer_are_told_of_it(
    pair: Class, notices: list[tuple[str, str]], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    offer = Inject.objects.get(exercise=pair.exercise, speaks_for="USA")
    with django_capture_on_commit_callbacks(execute=True):
        act(pair, "send", offer.pk)
    seated = {person.seat.role: person for person in pair.exercise.participants.filter(seat__isnull=False)}
    to_people = {each for each in notices if ":person:" in each[0]}
    assert to_people == {
        (access.channel_of_person(seated["KOR"]), "inbox"),
        (access.channel_of_person(seated["USA"]), "board"),
    }


@pytest.mark.parametrize("roles", [("USA",), ("USA", "KOR")])
def test_an_offer_without_words_or_receivers_is_not_sent(pair: Class, roles: tuple[str, ...]) -> None:
    offer = Inject.objects.get(exercise=pair.exercise, speaks_for="USA")
    texts = {role: words(text="" if role == "KOR" else "Said.") for role in roles}
    with pytest.raises(BadDraft):
        act(pair, "save_and_send", offer.pk, draft=InjectDraft("Edited", texts))
    offer.refresh_from_db()
    assert not offer.is_sent
    assert not Message.objects.filter(turn=pair.turn, sender="USA").exists()


@pytest.mark.slow
def test_an_offer_that_is_sent_between_turns_is_a_message_of_the_next(pair: Class) -> None:
    offer = Inject.objects.get(exercise=pair.exercise, speaks_for="USA")
    for person in pair.exercise.participants.filter(seat__isnull=False):
        pair.submit(person)
    pair.resolve()
    act(pair, "send", offer.pk)
    assert not Message.objects.filter(sender="USA").exists()
    pair.open_next()
    assert Message.objects.get(sender="USA").turn == pair.turn


@pytest.mark.slow
def test_the_form_of_an_offer_asks_for_what_a_message_has(pair: Class) -> None:
    offer = Inject.objects.get(exercise=pair.exercise, speaks_for="USA")
    address = reverse("inject", args=[pair.exercise.code, offer.pk])
    client = Client()
    client.force_login(pair.ada.user)
    page = client.get(address, headers={"HX-Request": "true"}).content.decode()
    shown = set(re.findall(r'<(?:input|select|textarea)\b[^>]*\bid="inject-(\w+)', page))
    assert {"text", "time"} <= shown
    assert not {"title", "kind", "source", "grade"} & shown
    kept = dict(re.findall(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', page))
    entered = {"action": "send", "text": "We must talk.", "time": "08:00", "to": ["KOR", "USA"], "due": "hand"}
    answer = client.post(address, kept | entered, headers={"HX-Request": "true"})
    assert (answer.status_code, "Sent" in answer.content.decode()) == (200, True)
    assert mail(pair, "KOR")[-1] == ("USA", ("KOR",), "Turn 1 · 08:00", "We must talk.")
    assert read(pair, "USA") == ["The white cell has this said in your name"]


@pytest.mark.slow
def test_what_was_offered_in_a_turn_that_is_over_leaves_the_lanes(pair: Class) -> None:
    for person in pair.exercise.participants.filter(seat__isnull=False):
        pair.submit(person)
    pair.resolve()
    pair.open_next()
    assert {column for _, _, column in offered(pair)} == {2}
