"""A class with two seats of people and three of policies: one agreement is made, and one is broken."""

import pytest
from django.db import transaction

from tests.exercises.class_with_people import Class
from tests.exercises.seats_that_agree import answer, client_of, page, person, propose
from wargame.exercises import access, perspectives
from wargame.exercises.diplomacy.selectors.inbox import room_inbox_of
from wargame.exercises.diplomacy.services import initiatives, talk
from wargame.exercises.models import Message, Pledge, PledgeEvent, Proposal
from wargame.exercises.turns.services import replays

pytestmark = pytest.mark.django_db
NEAR = {"kind": "shadow", "level": "close", "target": "CHN", "partner": ""}


@pytest.fixture
def table(begun: Class) -> Class:
    return begun


def play(table: Class, *rows: dict[str, str]) -> None:
    """Submit Bo's orders and an empty sheet of Cy, publish the results, and open the next turn."""
    table.submit(person(table, "Bo"), list(rows))
    table.submit(person(table, "Cy"))
    table.resolve()
    table.open_next()


@pytest.mark.slow
def test_a_class_makes_an_agreement_and_breaks_one(table: Class) -> None:
    assert answer(table, "Cy", propose(table, agreement="staff_talks")).status == "accepted"
    given = propose(table, agreement="notice_beijing", has_restraint=True)
    assert (given.status, given.answers.get().policy) == ("accepted", "empirical")
    play(table)
    assert "agreed on talks of the defence staffs" in page(table, "Cy", "t/1/results")
    assert "agreed on prior notice of flights" in page(table, "Cy", "t/1/results")

    play(table, NEAR)
    broken = PledgeEvent.objects.get(kind="broken")
    assert (broken.pledge.by, broken.pledge.to, broken.pledge.proposal) == ("KOR", "CHN", given)
    reproach = Message.objects.get(turn=table.turn, sender="CHN", policy="empirical")
    assert broken.deed in reproach.reason
    assert broken.deed not in reproach.text
    assert reproach.text in page(table, "Bo", "messages").replace("&#x27;", "'")
    ending = Proposal.objects.get(turn=table.turn, proposer="CHN")
    assert (ending.agreement, ending.act) == ("notice_beijing", "end")
    assert "the pledge that was given with it was broken" in ending.reason

    refused = propose(table, agreement="one_procedure")
    assert any("+" in each.reason or "\N{MINUS SIGN}" in each.reason for each in refused.answers.all())
    assert answer(table, "Bo", ending).status == "accepted"
    play(table)
    assert "ended prior notice of flights" in page(table, "Bo", "t/3/results")
    assert all(turn.differences == () for turn in replays.replay(exercise=table.exercise))


@pytest.mark.slow
def test_the_log_tells_each_reader_of_pledges_what_they_may_know(table: Class) -> None:
    propose(table, agreement="notice_beijing", has_restraint=True)
    play(table)
    play(table, NEAR)
    code = table.exercise.code
    own, other = (client_of(table, name).get(f"/x/{code}/log/").content.decode() for name in ("Bo", "Cy"))
    assert "broke its pledge" in own
    assert "broke its pledge" not in other
    assert "Said yes" not in own
    told = client_of(table, "Ada").get(f"/x/{code}/log/").content.decode()
    assert "broke its pledge" in told
    assert "Said yes" in told
    type(table.exercise).objects.update(messages="open")
    assert "broke its pledge" not in client_of(table, "Ada").get(f"/x/{code}/log/").content.decode()


@pytest.mark.slow
def test_people_promise_each_other_too_and_nobody_answers_for_them(table: Class) -> None:
    talk.speak(by=person(table, "Bo"), to="JPN", sentence="no_force", now=table.now)
    assert Pledge.objects.get().to == "JPN"
    assert not Message.objects.filter(sender="JPN", intent="answer").exists()
    assert "We keep our fighters away from your aircraft" in page(table, "Cy", "messages")
    play(table)
    play(table)
    assert PledgeEvent.objects.get().kind == "kept"


@pytest.mark.slow
def test_the_line_says_it_and_shows_why_not(table: Class) -> None:
    client, code = client_of(table, "Bo"), table.exercise.code
    entered = {"to": "RUS", "manner": "ask", "ask": "plans"}
    shown = client.post(f"/x/{code}/talk/", entered, headers={"HX-Request": "true"})
    assert shown.status_code == 200
    assert 'value="RUS" selected' in " ".join(shown.content.decode().split())
    assert client.post(f"/x/{code}/talk/", entered | {"ask": "restraint"}).status_code == 302
    assert Message.objects.filter(sender="RUS", intent="answer").count() == 2
    for bad in ({}, {"manner": "propose", "propose": "moon"}, {"manner": "ask", "ask": "plans", "to": "KOR"}):
        refused = client.post(f"/x/{code}/talk/", bad, headers={"HX-Request": "true"})
        assert refused.status_code == 422
        assert "talk-fault" in refused.content.decode()
        assert "talk-fault" in client.post(f"/x/{code}/talk/", bad).content.decode()
    assert client.post(f"/x/{code}/talk/", {"manner": "propose", "propose": "notice_beijing"}).status_code == 302
    assert client_of(table, "Ada").post(f"/x/{code}/talk/", entered).status_code == 404


def test_a_proposal_to_several_people_has_no_words_that_one_of_them_may_have_read_alone(table: Class) -> None:
    china = table.seat("CHN")
    offers = {offer.agreement: offer for offer in perspectives.offers(perspectives.view_of(table.turn, china))}
    to_all, to_one = offers["one_procedure"], offers["notice_beijing"]
    for offer in (to_all, to_one):
        initiatives._put_on_table(turn=table.turn, seat=china, offer=offer, reason="", now=table.now)
    assert [bool(each.terms) for each in Proposal.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize("to", ["RUS", "CHN", "USA"])
def test_what_a_seat_answers_does_not_tell_that_somebody_else_asked_it_the_same(table: Class, to: str) -> None:
    def answered(name: str) -> str:
        talk.speak(by=person(table, name), to=to, sentence="plans", now=table.now)
        return Message.objects.filter(sender=to, intent="answer").latest("pk").text

    with transaction.atomic():
        alone = answered("Cy")
        transaction.set_rollback(True)
    answered("Bo")
    assert answered("Cy") == alone


def test_the_room_names_the_receiver_of_an_ais_answer(table: Class) -> None:
    talk.speak(by=person(table, "Bo"), to="CHN", sentence="no_force", now=table.now)
    sent = room_inbox_of(table.ada, access.line_of(table.exercise)).messages
    assert [(each.sender, each.receivers) for each in sent] == [("KOR", ("CHN",)), ("CHN", ("KOR",))]
