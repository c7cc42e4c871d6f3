"""Talk with seats that policies play, in solo and class: answers, pledges, and whether they are kept."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios import voices
from scenarios.schema.pack_voices import Occasion
from tests.exercises.class_with_people import Class
from wargame.engine import values
from wargame.exercises import bridge
from wargame.exercises.diplomacy.domain import SENTENCES
from wargame.exercises.diplomacy.services import likelihoods, messages, proposals, talk
from wargame.exercises.models import Exercise, Message, Participant, Pledge, PledgeEvent, Proposal, Seat, Turn
from wargame.exercises.orders.selectors.page_forecasts import fingerprint
from wargame.exercises.orders.services import orders
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.exercises.turns.services import branches, replays, turns

pytestmark = pytest.mark.django_db
FIRE = {"kind": "warn", "level": "flares", "target": "RUS", "partner": ""}
SHADOW = {"kind": "shadow", "level": "far", "target": "RUS", "partner": ""}
CLOSE = SHADOW | {"level": "close"}


def lines_of(seat: str, occasion: Occasion) -> set[str]:
    """Return the lines of a seat's book for an occasion."""
    content = bridge.content_of(Exercise.objects.get().scenario_version)
    return {line.text for line in voices.book_of(content, seat).lines(occasion)}


def turn_of(exercise: Exercise) -> Turn:
    exercise.refresh_from_db()
    return Turn.objects.in_line(exercise.current_branch).with_exercise().latest("number")


def player(exercise: Exercise) -> Participant:
    return exercise.participants.select_related("user", "seat__exercise", "exercise").get()


def say(exercise: Exercise, to: str, sentence: str) -> Message:
    """Send a sentence to a scripted seat and return its answer."""
    talk.speak(by=player(exercise), to=to, sentence=sentence, now=timezone.now())
    return Message.objects.filter(turn=turn_of(exercise), sender=to, intent="answer").latest("pk")


def play(exercise: Exercise, *rows: dict[str, str]) -> Turn:
    turn, person = turn_of(exercise), player(exercise)
    seat = Seat.objects.select_related("exercise").get(pk=person.seat_id)
    orders.submit(seat=seat, turn=turn, orders=list(rows), revision=0, now=timezone.now(), by=person)
    turns.resolve(turn_id=turn.pk, now=timezone.now())
    return turn_of(exercise)


@pytest.mark.slow
@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.key)
def test_alone_every_seat_answers_whatever_is_said_in_the_same_turn(exercise: Exercise, sentence: object) -> None:
    for to in ("RUS", "CHN", "JPN", "USA"):
        answer = say(exercise, to, sentence.key)  # type: ignore[attr-defined]
        assert answer.recipients == ["KOR"]
        assert answer.policy
        assert answer.reason
        assert len(answer.text) > 20
        assert "{" not in answer.text


def test_the_same_again_in_a_turn_is_the_message_of_before_and_changes_nothing(exercise: Exercise) -> None:
    asked = [
        talk.speak(by=player(exercise), to=to, sentence="restraint", now=timezone.now()) for to in ("RUS", "CHN", "RUS")
    ]
    assert asked[0] == asked[2] != asked[1]
    assert Message.objects.filter(sender="KOR", author__isnull=False).count() == 2
    assert Message.objects.filter(sender="RUS", intent="answer").count() == 1


def test_a_free_message_in_the_same_words_does_not_stand_for_what_is_said(exercise: Exercise) -> None:
    text = next(each.text for each in SENTENCES if each.key == "restraint")
    free = Message.objects.create(turn=turn_of(exercise), sender="KOR", recipients=["RUS"], text=text)
    said = talk.speak(by=player(exercise), to="RUS", sentence="restraint", now=timezone.now())
    assert said != free
    assert said.got_yes is not None


def test_without_script_a_form_that_is_sent_twice_is_no_error(exercise: Exercise, client: Client) -> None:
    client.force_login(player(exercise).user)
    said = {"to": "RUS", "manner": "ask", "ask": "restraint"}
    answers = [client.post(reverse("talk", args=[exercise.code]), said).status_code for _ in range(2)]
    assert answers == [302, 302]


@pytest.mark.slow
def test_a_pledge_takes_force_off_the_sheet_of_the_seat_that_gave_it(exercise: Exercise) -> None:
    answer = say(exercise, "RUS", "restraint")
    pledge = Pledge.objects.get()
    assert (pledge.by, pledge.to, pledge.until, pledge.message) == ("RUS", "KOR", 2, answer)
    for number in (1, 2):
        turn = turn_of(exercise)
        assert turn.number == number
        play(exercise)
        filed = turn.sheets.get(seat__role="RUS")
        assert not [row for row in filed.orders if row["target"] == "KOR" and row["kind"] in {"another_pass", "escort"}]
    assert pledge.events.get().kind in {"kept", "back"}
    assert all(turn.differences == () for turn in replays.replay(exercise=exercise))


def test_forecasts_count_on_a_pledge_as_far_as_their_seat_knows_of_it(exercise: Exercise) -> None:
    turn, seats = turn_of(exercise), {seat.role: seat for seat in exercise.seats.select_related("exercise")}
    before = fingerprint(seat_view_of(seats["KOR"], turn.branch, turn), [SHADOW])
    say(exercise, "RUS", "restraint")
    knows, not_told = (seat_view_of(seats[role], turn.branch, turn) for role in ("KOR", "JPN"))
    assert knows.pledges == (values.Pledge("RUS", "KOR", 1, 2),)
    assert not_told.pledges == ()
    assert fingerprint(knows, [SHADOW]) != before
    say(exercise, "RUS", "no_force")
    assert Pledge.objects.filter(by="KOR", to="RUS").exists()
    assert seat_view_of(seats["KOR"], turn.branch, turn).pledges == knows.pledges
    Pledge.objects.update(until=0)
    assert seat_view_of(seats["KOR"], turn.branch, turn).pledges == ()


@pytest.mark.slow
def test_how_likely_the_others_say_yes_is_told_before_it_is_said(exercise: Exercise, client: Client) -> None:
    client.force_login(player(exercise).user)
    address, asked = reverse("likely", args=[exercise.code]), {"to": "RUS", "manner": "ask", "ask": "restraint"}
    seat, turn = exercise.seats.select_related("exercise").get(role="KOR"), turn_of(exercise)
    at = seat_view_of(seat, turn.branch, turn)
    likely = likelihoods.of_sentence(at, "RUS", "restraint")
    assert likely is not None
    assert 0 < likely.in_100 <= 100
    assert not likely.is_of_people
    told = client.get(address, asked).content.decode()
    assert f"<b>{likely.in_100} in 100</b>" in told
    assert "promises it, as far as your seat knows." in " ".join(told.split())
    assert "agree" in client.get(address, {"manner": "propose", "propose": "notice_beijing"}).content.decode()
    assert client.get(address).status_code == 204
    assert client.get(address, {"to": "KOR", "manner": "ask", "ask": "restraint"}).status_code == 204
    say(exercise, "RUS", "restraint")
    again = seat_view_of(at.seat, at.line, at.turn)
    assert likelihoods.of_sentence(again, "RUS", "restraint") == replace(likely, in_100=100)


@pytest.mark.slow
def test_what_is_said_to_people_is_told_with_that_reserve(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.join("Cy", "JPN")
    group.start()
    client = Client()
    client.force_login(bo.user)
    told = client.get(reverse("likely", args=[group.exercise.code]), {"to": "JPN", "manner": "warn", "warn": "named"})
    assert "if people decide as the AI would" in " ".join(told.content.decode().split())


@pytest.mark.slow
def test_who_breaks_a_pledge_is_told_so_and_not_believed_again(exercise: Exercise) -> None:
    say(exercise, "RUS", "no_force")
    play(exercise, SHADOW)
    event = PledgeEvent.objects.get(kind="broken")
    assert event.pledge.by == "KOR"
    said = Message.objects.filter(turn=turn_of(exercise), sender="RUS", intent="answer").get()
    assert said.text in lines_of("RUS", Occasion.BROKEN)
    assert event.deed in said.reason
    again = say(exercise, "RUS", "no_force")
    assert again.text in lines_of("RUS", Occasion.ASSURED_NO)
    assert "Did not take South Korea at its word" in again.reason


@pytest.mark.slow
def test_one_letter_says_what_a_seat_thinks_of_what_was_done_to_it(exercise: Exercise) -> None:
    """Russia was threatened and writes of that; Japan got a radar picture, and the scenario writes for it."""
    play(exercise, CLOSE, {"kind": "tell_tokyo", "level": "feed", "target": "JPN", "partner": ""})
    sent = Message.objects.filter(turn=turn_of(exercise), recipients=["KOR"])
    (russian,) = sent.filter(sender="RUS")
    assert "the approach of your fighters" in russian.text.lower()
    assert sent.filter(sender="JPN").count() == 1


def test_alone_the_others_answer_proposals_and_what_they_accept_takes_effect(exercise: Exercise) -> None:
    proposal = proposals.propose(
        by=player(exercise), agreement="notice_beijing", has_restraint=True, now=timezone.now()
    )
    assert proposal.answers.get().reason.startswith("Said yes")
    assert proposal.status == "accepted"
    assert {(each.by, each.to) for each in Pledge.objects.all()} == {("KOR", "CHN"), ("CHN", "KOR")}
    turn = turn_of(exercise)
    play(exercise)
    turn.refresh_from_db()
    assert [one["result"] for one in turn.outcomes if one["subject"] == "accord"] == ["agreed"]


@pytest.mark.slow
def test_policies_propose_by_themselves_with_a_reason_and_answer_each_other(exercise: Exercise) -> None:
    while turn_of(exercise).status == Turn.Status.OPEN and turn_of(exercise).number < 6:
        play(exercise)
    made = Proposal.objects.exclude(policy="")
    assert made.count() >= 1
    for proposal in made:
        assert proposal.reason
        assert proposal.terms or "KOR" not in proposal.parties
        assert "KOR" in proposal.parties or proposal.status in {"accepted", "rejected"}
        assert all(answer.reason for answer in proposal.answers.all())
    assert all(turn.differences == () for turn in replays.replay(exercise=exercise))


@pytest.mark.slow
def test_a_line_that_branches_off_keeps_what_was_promised_before_it(exercise: Exercise) -> None:
    say(exercise, "RUS", "restraint")
    first = turn_of(exercise)
    play(exercise)
    second = turn_of(exercise)
    play(exercise)
    second.refresh_from_db()
    branch = branches.fork(turn=second, by=player(exercise).user, now=timezone.now())
    assert branch.turns.get().number == 2
    old, new = (turn.sheets.get(seat__role="RUS").orders for turn in (second, branch.turns.get()))
    assert old == new
    assert first.number == 1


def test_nobody_speaks_where_seats_may_not_write_or_the_turn_is_over(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    with pytest.raises(messages.NotRunning):
        talk.speak(by=bo, to="RUS", sentence="plans", now=group.now)
    group.start()
    with pytest.raises(talk.UnknownSentence):
        talk.speak(by=bo, to="RUS", sentence="poetry", now=group.now)
    with pytest.raises(messages.NoRecipient):
        talk.speak(by=bo, to="", sentence="plans", now=group.now)
    with pytest.raises(messages.NotSeated):
        talk.speak(by=group.ada, to="RUS", sentence="plans", now=group.now)
    Exercise.objects.update(messages="off")
    with pytest.raises(messages.MessagesOff):
        talk.speak(by=bo, to="RUS", sentence="plans", now=group.now)
