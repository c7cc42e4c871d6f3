"""Parley keeps the odds of a yes that somebody read before they spoke, beside the answer."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.diplomacy.services import chance_seals, proposals, talk
from wargame.exercises.models import Message, Proposal
from wargame.exercises.results.selectors.chances_of_yes import chances_of_yes
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = pytest.mark.django_db

ASKED = {"to": "CHN", "manner": "ask", "ask": "restraint"}


@pytest.fixture
def reader(client: Client, bo: User, player: Player) -> Client:
    client.force_login(bo)
    return client


def chance_on_page(reader: Client, player: Player) -> tuple[int, str]:
    """Return the chance that the talk line tells, and the seal that comes with it."""
    shown = reader.get(reverse("likely", args=[player.seat.exercise.code]), ASKED).content.decode()
    chance, seal = re.search(r"<b>(\d+) in 100", shown), re.search(r'name="told" value="([^"]+)"', shown)
    assert chance
    assert seal
    return int(chance[1]), seal[1]


@pytest.mark.slow
def test_what_the_talk_line_told_is_kept_with_the_words_and_the_answer(reader: Client, player: Player) -> None:
    in_100, seal = chance_on_page(reader, player)
    reader.post(reverse("talk", args=[player.seat.exercise.code]), ASKED | {"told": seal})
    asked = Message.objects.get(sender="KOR", intent=Message.Intent.ASK)
    answer = Message.objects.get(sender="CHN", intent=Message.Intent.ANSWER)
    assert asked.told_in_100 == in_100
    assert asked.got_yes == bool(answer.pledges.exists())
    turn = player.play_turn([])
    page = reader.get(reverse("results", args=[player.seat.exercise.code, turn.number])).content.decode()
    gambles = re.findall(r'<article class="gamble">.*?</article>', page, re.DOTALL)
    (gamble,) = (each for each in gambles if asked.text in each)
    assert f"Your forecast said <b>{in_100} in 100</b> that" in gamble
    assert re.findall(r"(Yes|No)</span>", gamble) == ["Yes" if asked.got_yes else "No"]


@pytest.mark.parametrize("seal", ["", "forged", "WzEwMF0:forged"])
def test_a_forged_chance_is_kept_nowhere(reader: Client, player: Player, seal: str) -> None:
    reader.post(reverse("talk", args=[player.seat.exercise.code]), ASKED | {"told": seal})
    assert Message.objects.get(sender="KOR", intent=Message.Intent.ASK).told_in_100 is None


def test_a_chance_is_that_of_the_words_of_which_it_was_told(player: Player) -> None:
    turn, of = player.turn, {"role": "KOR", "to": "CHN", "what": "restraint"}
    seal = chance_seals.seal(40, turn=turn, **of)
    assert chance_seals.unseal(seal, turn=turn, **of) == 40
    for other in ({"role": "JPN"}, {"to": "RUS"}, {"what": "plans"}):
        assert chance_seals.unseal(seal, turn=turn, **(of | other)) is None
    later = player.turn
    later.pk += 1
    assert chance_seals.unseal(seal, turn=later, **of) is None


def test_a_proposal_keeps_it_and_says_what_became_of_it(player: Player, bo: User) -> None:
    person, turn = access.participant_for(bo, player.seat.exercise.code), player.turn
    made = proposals.propose(by=person, agreement="staff_talks", now=player.seat.exercise.created_at)
    seal = chance_seals.seal(30, turn=turn, role="KOR", to="", what="staff_talks")
    chance_seals.keep(proposal=made, seal=seal)
    (review,) = chances_of_yes(seat_view_of(player.seat, player.branch, turn))
    assert review.in_100 == 30
    made.refresh_from_db()
    # A seat that asked for something first has not agreed at once.
    assert review.is_yes == (False if made.wishes else {"accepted": True, "rejected": False}.get(made.status))
    assert set(review.to) == set(made.parties) - {"KOR"}


@pytest.mark.parametrize(
    ("status", "wished", "turn_later", "said"),
    [
        ("accepted", False, False, (True, "")),
        ("rejected", False, False, (False, "")),
        ("accepted", True, True, (False, "Japan asked for something first. The answer in turn 2 was yes.")),
        ("rejected", True, True, (False, "Japan asked for something first. The answer in turn 2 was no.")),
        ("accepted", False, True, (True, "The answer in turn 2 was yes.")),
        ("lapsed", True, True, (False, "Japan asked for something first.")),
    ],
)
def test_results_say_what_came_of_a_proposal(
    player: Player, bo: User, status: str, wished: bool, turn_later: bool, said: tuple[bool, str]
) -> None:
    person, turn = access.participant_for(bo, player.seat.exercise.code), player.turn
    made = proposals.propose(by=person, agreement="staff_talks", now=player.seat.exercise.created_at)
    player.play_turn([])
    wishes = {"JPN": {"kind": "name_kor", "turn": 1}} if wished else {}
    settled = player.turn if turn_later else turn
    given = {"status": status, "wishes": wishes, "settled_in": settled, "settled_at": made.proposed_at}
    Proposal.objects.filter(pk=made.pk).update(told_in_100=30, **given)
    (review,) = chances_of_yes(seat_view_of(player.seat, player.branch, turn))
    assert (review.is_yes, review.came) == said


def test_results_name_the_text_that_came_in_place_of_a_refused_one(player: Player, bo: User) -> None:
    person, turn = access.participant_for(bo, player.seat.exercise.code), player.turn
    made = proposals.propose(by=person, agreement="staff_talks", now=player.seat.exercise.created_at)
    player.play_turn([])
    now = made.proposed_at
    given = {"status": "rejected", "wishes": {}, "settled_in": turn, "settled_at": now, "told_in_100": 30}
    Proposal.objects.filter(pk=made.pk).update(**given)
    other = {"turn": turn, "key": "offer", "proposer": "JPN", "parties": made.parties, "policy": "ai", "counters": made}
    settled = {"status": "accepted", "settled_in": player.turn, "settled_at": now}
    Proposal.objects.filter(counters=made).delete()
    Proposal.objects.create(agreement="staff_talks", proposed_at=now, lapses_after=2, **other, **settled)
    (review,) = chances_of_yes(seat_view_of(player.seat, player.branch, turn))
    pact = seat_view_of(player.seat, player.branch, turn).view.setting.agreement("staff_talks").name
    assert review.came == f"In turn 2 both agreed on another text: {pact}."


def test_what_nobody_was_told_is_compared_with_nothing(player: Player, bo: User) -> None:
    person = access.participant_for(bo, player.seat.exercise.code)
    talk.speak(by=person, to="CHN", sentence="restraint", now=player.seat.exercise.created_at)
    assert Message.objects.get(sender="KOR", intent=Message.Intent.ASK).got_yes is not None
    assert chances_of_yes(seat_view_of(player.seat, player.branch, player.turn)) == ()
    assert not Proposal.objects.filter(told_in_100__isnull=False).exists()
