"""People bid on a claim before the end, read their own bid alone, and learn at the end how near they were."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from scenarios.schema.pack_bids import BidText
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.packs import version_of
from wargame.accounts.models import User
from wargame.analysis.services import dial_trials
from wargame.exercises import access, bridge
from wargame.exercises.bids import domain, selectors, services
from wargame.exercises.control.services import lifecycle, takeovers
from wargame.exercises.control_log.services.control import NotWhiteCell
from wargame.exercises.debrief.selectors.cards import card_of
from wargame.exercises.debrief.selectors.ready_questions import ready_questions_of as ready
from wargame.exercises.debrief.services import answers, questions
from wargame.exercises.lobby.services import playing_on, seats, solo
from wargame.exercises.models import Branch, DebriefAnswer, Exercise, Participant, Seat, Turn
from wargame.exercises.orders.services import orders

pytestmark = pytest.mark.django_db

CLAIM = BidText(
    key="pull",
    dial="third_power",
    question="Does pressure pull?",
    help="Look at how they stand.",
    turns=(1, 2),
    strength=1.5,
    was_on="It did pull.",
    was_off="It did not pull.",
)
ON = {"third_power": 1.0}


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for the bid from turn 1 on, so that no test has to play four turns before."""
    monkeypatch.setattr(domain, "claims_of", lambda exercise: (CLAIM,))
    monkeypatch.setattr(selectors, "claims_of", lambda exercise: (CLAIM,))
    monkeypatch.setattr("wargame.exercises.debrief.selectors.ready_questions.claims_of", lambda exercise: (CLAIM,))


@pytest.fixture
def make_trade_war(ada: User, now: datetime) -> Callable[..., Class]:
    def make(dials: dict[str, float]) -> Class:
        group = Class(version_of("list-four"), ada, now, dials=dials)
        for name, role in (("Bo", "USA"), ("Di", "USA"), ("Cy", "CHN")):
            group.join(name, role)
        group.start()
        return group

    return make


@pytest.fixture
def trade_war(make_trade_war: Callable[..., Class]) -> Class:
    """Bo and Di play the United States, Cy plays China; the claim is in force."""
    return make_trade_war(ON)


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user", "exercise").get(name=name)


def bid(group: Class, name: str, in_100: int, key: str = "pull") -> DebriefAnswer:
    by = person(group, name)
    assert by.seat
    seat = Seat.objects.select_related("exercise__scenario_version").get(pk=by.seat.pk)
    return services.place(by=by, seat=seat, turn=group.turn, key=key, in_100=in_100)


def browser(group: Class, name: str) -> Client:
    client = Client()
    user = group.ada.user if name == "Ada" else person(group, name).user
    assert isinstance(user, User)
    client.force_login(user)
    return client


def end(group: Class) -> None:
    lifecycle.end(exercise=group.exercise, by=group.ada, now=group.now, reason="Time is up.")


def api(group: Class, name: str) -> Any:
    return browser(group, name).get(reverse("api-bids", args=[group.exercise.code])).json()


def kept() -> list[int | None]:
    return [one.in_100 for one in DebriefAnswer.objects.order_by("in_100")]


def test_the_last_bid_of_a_person_stands(trade_war: Class) -> None:
    for name, in_100 in (("Bo", 20), ("Di", 70), ("Bo", 30)):
        bid(trade_war, name, in_100)
    assert kept() == [30, 70]
    (question,) = trade_war.exercise.debrief_questions.all()
    assert (question.key, question.text, question.status) == ("claim-pull", CLAIM.question, "waiting")


@pytest.mark.parametrize("in_100", [-1, 101])
def test_a_bid_beyond_certainty_is_refused(trade_war: Class, in_100: int) -> None:
    with pytest.raises(services.BidRefused, match="from 0 to 100"):
        bid(trade_war, "Bo", in_100)
    assert not kept()


def test_the_database_refuses_it_too(trade_war: Class) -> None:
    given = bid(trade_war, "Bo", 20)
    with pytest.raises(IntegrityError), transaction.atomic():
        DebriefAnswer.objects.filter(pk=given.pk).update(in_100=101)


def test_nobody_bids_on_what_is_not_asked_in_the_turn(trade_war: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(services.BidRefused, match="asks for no such bid"):
        bid(trade_war, "Bo", 20, key="push")
    late = CLAIM.model_copy(update={"turns": (2, 3)})
    monkeypatch.setattr(domain, "claims_of", lambda exercise: (late,))
    with pytest.raises(services.BidRefused, match="Turn 1 asks for no such bid"):
        bid(trade_war, "Bo", 20)


def test_nobody_bids_once_orders_are_closed(trade_war: Class) -> None:
    for name in ("Bo", "Cy"):
        trade_war.submit(person(trade_war, name))
    with pytest.raises(orders.TurnClosed):
        bid(trade_war, "Bo", 20)


def test_no_bid_is_asked_for_before_the_turn_takes_orders(trade_war: Class) -> None:
    asked = [selectors.open_bids_of(person(trade_war, "Bo"), trade_war.turn)]
    Turn.objects.filter(pk=trade_war.turn.pk).update(status=Turn.Status.BRIEFING)
    asked.append(selectors.open_bids_of(person(trade_war, "Bo"), trade_war.turn))
    assert [len(each) for each in asked] == [1, 0]
    with pytest.raises(orders.TurnClosed):
        bid(trade_war, "Bo", 20)


def test_nobody_bids_for_a_seat_that_a_policy_decides_for(trade_war: Class) -> None:
    takeovers.hand_to_policy(seat=trade_war.seat("USA"), by=trade_war.ada, now=trade_war.now)
    with pytest.raises(orders.SeatHandedOver):
        bid(trade_war, "Bo", 20)


def test_nobody_bids_in_a_sandbox(trade_war: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    exercise = trade_war.exercise
    assert [claim.key for claim in domain.claims_of(exercise)] == ["third-power"]
    exercise.mode = Exercise.Mode.SANDBOX
    assert domain.claims_of(exercise) == ()


def test_only_the_white_cell_hears_of_a_bid(
    trade_war: Class, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[str] = []
    monkeypatch.setattr("wargame.live.publish", lambda channel, region: heard.append(channel))
    with django_capture_on_commit_callbacks(execute=True):
        bid(trade_war, "Bo", 20)
    assert heard == [access.channel_of_room(trade_war.exercise.pk)]


def test_the_page_of_the_turn_asks_and_keeps_the_bid(trade_war: Class) -> None:
    client, code = browser(trade_war, "Bo"), trade_war.exercise.code
    page = client.get(reverse("play", args=[code])).content.decode()
    assert CLAIM.question in page
    assert "No bid yet" in page
    where = reverse("bid", args=[code, 1])
    answer = client.post(where, {"key": "pull", "in_100": "65"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "Kept:" in answer.content.decode()
    assert 'value="65"' in client.get(reverse("play", args=[code])).content.decode()
    refused = client.post(where, {"key": "pull", "in_100": "650"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert "from 0 to 100" in refused.content.decode()
    assert client.post(where, {"key": "pull", "in_100": "66"}).status_code == 302
    assert client.post(where, {"key": "pull", "in_100": "much"}, follow=True).status_code == 200
    assert kept() == [66]


def test_everybody_reads_their_own_bid_alone_and_the_answer_at_the_end(trade_war: Class) -> None:
    bid(trade_war, "Bo", 80)
    bid(trade_war, "Cy", 30)
    ((bo,), (di,), (room,)) = (api(trade_war, name) for name in ("Bo", "Di", "Ada"))
    assert [(one["mine"], one["answered"]) for one in (bo, di, room)] == [(80, 2), (None, 2), (None, 2)]
    assert (bo["was_on"], bo["answer"], bo["score"]) == (None, "", None)
    assert room["was_on"] is True
    end(trade_war)
    (told,) = api(trade_war, "Cy")
    assert (told["was_on"], told["answer"], told["mine"]) == (True, CLAIM.was_on, 30)
    assert told["score"] == pytest.approx(0.49)


def test_the_debrief_goes_on_with_the_bids(trade_war: Class) -> None:
    for name, in_100 in (("Bo", 20), ("Di", 70), ("Cy", 40)):
        bid(trade_war, name, in_100)
    for name, in_100 in (("Eve", 50), ("Fin", 90)):
        trade_war.join(name, "RUS")
        bid(trade_war, name, in_100)
    end(trade_war)
    trade_war.exercise.refresh_from_db()
    assert not questions.keep(exercise=trade_war.exercise, by=trade_war.ada, asked=ready(trade_war.exercise))
    (question,) = trade_war.exercise.debrief_questions.all()
    assert card_of(question, person(trade_war, "Bo")).dots == ()
    questions.show(exercise=trade_war.exercise, by=trade_war.ada, number=1)
    answers.answer(by=person(trade_war, "Bo"), number=1, in_100=60)
    questions.reveal(exercise=trade_war.exercise, by=trade_war.ada, number=1)
    question.refresh_from_db()
    card = card_of(question, person(trade_war, "Bo"))
    assert ([dot.across for dot in card.dots], card.mine) == ([40, 50, 60, 70, 90], "60")
    assert card.finding == "The claim was in force. The middle answer of 5 was 60."
    assert card.said == CLAIM.was_on


def test_a_program_of_who_holds_no_seat_reads_claims_at_the_end_alone(trade_war: Class) -> None:
    bid(trade_war, "Bo", 80)
    trade_war.join("Eve")
    client, where = browser(trade_war, "Eve"), reverse("api-bids", args=[trade_war.exercise.code])
    assert client.get(where).status_code == 404
    end(trade_war)
    (told,) = client.get(where).json()
    assert (told["answered"], told["mine"], told["was_on"]) == (1, None, True)
    refused = client.post(where, {"key": "pull", "in_100": 55}, content_type="application/json")
    assert refused.status_code == 404


def test_the_answer_is_no_where_the_dial_is_off(make_trade_war: Callable[..., Class]) -> None:
    group = make_trade_war({})
    bid(group, "Bo", 80)
    end(group)
    (told,) = api(group, "Bo")
    assert (told["was_on"], told["answer"]) == (False, CLAIM.was_off)
    assert told["score"] == pytest.approx(0.64)


def test_a_program_bids_and_is_told_why_it_cannot(trade_war: Class) -> None:
    client, where = browser(trade_war, "Bo"), reverse("api-bids", args=[trade_war.exercise.code])
    (claim,) = client.post(where, {"key": "pull", "in_100": 55}, content_type="application/json").json()
    assert (claim["mine"], claim["answered"]) == (55, 1)
    refused = client.post(where, {"key": "push", "in_100": 55}, content_type="application/json")
    assert refused.status_code == 409
    assert "no such bid" in refused.json()["errors"][0]["detail"]
    assert client.post(where, {"key": "pull", "in_100": 101}, content_type="application/json").status_code == 400


def test_the_white_cell_reads_how_many_have_bid_beside_the_review(trade_war: Class) -> None:
    bid(trade_war, "Bo", 83)
    page = browser(trade_war, "Ada").get(reverse("room", args=[trade_war.exercise.code])).content.decode()
    assert "1 person has answered" in page
    assert "83 in 100" not in page
    assert "the dial is <b>on</b>" in page
    asked = reverse("review", args=[trade_war.exercise.code])
    seen = page.partition("/room/review/?seen=")[2].partition('"')[0]
    client = browser(trade_war, "Ada")
    assert client.get(f"{asked}?seen={seen}", headers={"HX-Request": "true"}).status_code == 204
    bid(trade_war, "Cy", 41)
    again = client.get(f"{asked}?seen={seen}", headers={"HX-Request": "true"}).content.decode()
    assert "2 people have answered" in again


def test_the_ending_tells_the_answer_and_the_own_bid_and_compares_with_and_without(trade_war: Class) -> None:
    bid(trade_war, "Bo", 80)
    bid(trade_war, "Cy", 30)
    end(trade_war)
    client, code = browser(trade_war, "Cy"), trade_war.exercise.code
    page = client.get(reverse("ending", args=[code])).content.decode()
    assert CLAIM.was_on in page
    assert "You bid 30 in 100." in page
    assert page.count("0.49") == 1
    assert "0.04" not in page, "Bo's own"
    asked = client.post(reverse("dials", args=[code]), {"dial": "third_power", "against": "with"})
    assert asked.status_code == 302
    assert "With and without A third power" in client.get(asked.headers["Location"]).content.decode()


def test_who_sits_in_a_seat_compares_nothing_before_the_end(trade_war: Class) -> None:
    where = reverse("dials", args=[trade_war.exercise.code])
    asked = browser(trade_war, "Cy").post(where, {"dial": "third_power", "against": "with"})
    assert asked.status_code == 404
    with pytest.raises(NotWhiteCell):
        dial_trials.request(
            exercise=trade_war.exercise,
            key="third_power",
            against="with",
            by=person(trade_war, "Cy"),
            now=trade_war.now,
        )


def test_with_and_without_are_compared_where_the_exercise_has_the_dial_off(
    make_trade_war: Callable[..., Class],
) -> None:
    off, on = make_trade_war({}).exercise, Exercise(dials=ON)
    on.scenario_version = off.scenario_version
    strength = bridge.content_of(off.scenario_version).bids[0].strength
    assert dial_trials.pair_for(off, "third_power", "with") == ({}, {"third_power": strength})
    assert dial_trials.pair_for(on, "third_power", "with") == ({}, ON)
    assert dial_trials.pair_for(off, "impulse", "with") == ({"impulse": 0.0}, {})


def test_who_takes_another_seat_alone_leaves_no_bid_in_the_old_one(bo: User, now: datetime) -> None:
    exercise = solo.start_solo(version=version_of("list-four"), role="RUS", user=bo, now=now)
    player = Player(Seat.objects.select_related("exercise").get(exercise=exercise, role="RUS"))
    services.place(by=exercise.participants.get(), seat=player.seat, turn=player.turn, key="pull", in_100=10)
    seats.change(exercise=exercise, role="CHN", user=bo, now=now)
    assert not kept()


def test_alone_one_bids_too_and_a_what_if_inherits_the_bid(bo: User, now: datetime) -> None:
    exercise = solo.start_solo(version=version_of("list-four"), role="RUS", user=bo, now=now)
    player = Player(Seat.objects.select_related("exercise").get(exercise=exercise, role="RUS"))
    by = exercise.participants.get()
    services.place(by=by, seat=player.seat, turn=player.turn, key="pull", in_100=10)
    (claim,) = selectors.claims_for(by, player.seat, player.branch)
    assert (claim.mine, claim.was_on) == (10, None)
    player.play_turn([])
    (asked,) = selectors.open_bids_of(by, player.turn)
    assert (asked.turn, asked.in_100) == (2, 10)


@pytest.mark.parametrize("has_an_ending", [False, True])
def test_a_what_if_after_the_end_asks_for_no_bid(make_trade_war: Callable[..., Class], has_an_ending: bool) -> None:
    """The answer was told at the end."""
    group = make_trade_war(ON)
    bo = group.exercise.participants.get(name="Bo")
    assert selectors.open_bids_of(bo, group.turn)
    group.submit(bo)
    group.submit(group.exercise.participants.get(name="Cy"))
    played = group.resolve()
    Turn.objects.filter(pk=played.pk).update(status=Turn.Status.CLOSED)
    lifecycle.end(exercise=group.exercise, by=group.ada, now=group.now, reason="Time is up.")
    if has_an_ending:
        Branch.objects.filter(pk=played.branch_id).update(ending="standoff", final_world=played.world)
    played = group.turn
    copy = playing_on.play_on(line=played.branch, turn=played, role="USA", by=bo.user, now=group.now)
    seat = Seat.objects.select_related("exercise__current_branch").get(exercise=copy, role="USA")
    again = access.latest_turn_for(seat)
    assert again.is_open
    by = copy.participants.get(user=bo.user)
    assert selectors.open_bids_of(by, again) == ()
    with pytest.raises(services.BidRefused):
        services.place(by=by, seat=seat, turn=again, key="pull", in_100=90)
