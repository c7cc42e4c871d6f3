"""Letters of governments that the AI plays: each fits what was done, none comes twice, and none reads like a log."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.utils import timezone

from scenarios import voices
from scenarios.schema.pack_voices import Occasion
from tests.exercises.diplomacy.whole_games import Written, letters, played
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.engine import Reply, Stance
from wargame.exercises import bridge
from wargame.exercises.diplomacy.domain import PLANS
from wargame.exercises.diplomacy.selectors.inbox import seat_inbox_of
from wargame.exercises.diplomacy.selectors.proposals import proposals_of
from wargame.exercises.diplomacy.selectors.talk_log import talk_log_of
from wargame.exercises.diplomacy.services import haggling, proposals, settling
from wargame.exercises.diplomacy.services import letters as letters_of
from wargame.exercises.diplomacy.services.speakers import speaker
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import Exercise, Pledge, Proposal, Turn
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = pytest.mark.django_db

GAMES = (("nine-past-nine", "KOR", 1), ("list-four", "CHN", 2), ("the-invitation", "RUS", 3))
LIKE_A_LOG = re.compile(r"\bturn \d|\bturn (one|two|three)\b|[“”(){}\[\]]", re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "seat", "seed"), GAMES)
def test_in_a_game_no_sentence_comes_twice_and_none_reads_like_a_log(slug: str, seat: str, seed: int, bo: User) -> None:
    exercise = played(bo, slug, seat, seed)
    written = list(letters(exercise))
    own = [each for each in written if not each.is_of_scenario]
    assert len({each.by for each in own}) == 4, "every other government wrote"
    assert [each.text for each in own if LIKE_A_LOG.search(each.text)] == []
    assert twice(written) == []
    quoted = {
        one.text.rstrip(".")
        for turn in Turn.objects.filter(branch__exercise=exercise)
        for one in bridge.outcomes_of(turn)
    }
    assert [each.text for each in own if any(text in each.text for text in quoted)] == []


def test_a_refusal_is_a_letter_that_says_why_and_the_log_names_who_refused(bo: User) -> None:
    exercise = start(bo, "list-four", "CHN")
    refused = propose(exercise, "amounts")
    assert refused.status == Proposal.Status.REJECTED
    letter = refused.letters.get()
    assert (letter.sender, letter.recipients) == ("USA", ["CHN"])
    book = voices.book_of(bridge.content_of(exercise.scenario_version), "USA")
    reasons = [line.text for line in book.lines(Occasion.REFUSES_COLD)]
    assert any(letter.text.startswith(reason) for reason in reasons)
    player = Player(exercise.seats.select_related("exercise").get(role="CHN"))
    shown = seat_inbox_of(player.seat, player.branch, player.turn).messages[-1]
    assert (shown.text, shown.answers) == (letter.text, "a separate list of purchases")
    (turn,) = talk_log_of(player.seat, player.branch, exercise.participants.get(), knows_all=False)
    told = [(entry.by, entry.verb, entry.to) for entry in turn.entries]
    assert ("USA", "refuses", ("CHN",)) in told
    assert ("CHN", "refused", ("USA",)) not in told


@pytest.mark.slow
@pytest.mark.parametrize(("deed", "status"), [("joint_projects", "accepted"), ("", "rejected")])
def test_a_seat_that_is_nearly_willing_asks_for_something_and_agrees_once_it_is_done(
    deed: str, status: str, bo: User
) -> None:
    exercise = start(bo, "the-invitation", "JPN")
    offered = propose(exercise, "island_promise")
    assert offered.status == Proposal.Status.OPEN
    assert offered.wishes == {"RUS": ["joint_projects", 1]}
    assert "submit a list of joint projects" in offered.letters.get().text
    player = Player(exercise.seats.select_related("exercise").get(role="JPN"))
    player.play_turn([{"kind": deed, "level": "list", "target": "RUS", "partner": ""}] if deed else [])
    offered.refresh_from_db()
    assert offered.status == status
    assert offered.letters.count() == 2


@pytest.mark.parametrize(("is_yes", "occasion"), [(True, Occasion.AGREES_END), (False, Occasion.REFUSES_END)])
def test_a_state_that_is_asked_to_end_an_agreement_writes_of_the_end(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, occasion: Occasion, *, is_yes: bool
) -> None:
    monkeypatch.setattr(haggling.engine, "reply", lambda *_: Reply(is_yes, "", "close" if is_yes else "aims"))
    made = propose(exercise, "gsomia")
    book = voices.book_of(bridge.content_of(exercise.scenario_version), "JPN")
    assert made.act == Proposal.Act.END
    assert made.letters.get().text in {line.text for line in book.lines(occasion)}


def test_nobody_refuses_because_of_a_friend(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(haggling.engine, "reply", lambda *_: Reply(False, "", "cold", -5, "JPN"))
    refused = propose(exercise, "one_procedure")
    content = bridge.content_of(exercise.scenario_version)
    for seat, occasion in (("USA", Occasion.REFUSES_AIMS), ("CHN", Occasion.REFUSES_OTHERS)):
        lines = [line.text.format(other="Japan") for line in voices.book_of(content, seat).lines(occasion)]
        assert refused.letters.get(sender=seat).text.startswith(tuple(lines))


def test_a_pledge_on_all_sides_is_in_the_words_of_the_scenario(bo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = start(bo, "list-four", "CHN")
    page = client_of(bo).get(f"/x/{exercise.code}/play/").content.decode()
    assert "With a pledge on all sides: “We put no new measure in force against you" in page
    monkeypatch.setattr(haggling.engine, "reply", lambda *_: Reply(True, "", margin=haggling.CLEARLY))
    person = exercise.participants.select_related("user", "seat__exercise", "exercise").get()
    proposals.propose(by=person, agreement="amounts", has_restraint=True, now=timezone.now())
    assert {pledge.kind for pledge in Pledge.objects.all()} == {Pledge.Kind.AIMED}


def test_a_seat_that_waits_for_its_wish_writes_no_second_letter(bo: User) -> None:
    exercise = start(bo, "the-invitation", "JPN")
    offered = propose(exercise, "island_promise")
    assert offered.wishes
    settling.answer_by_policies(offered, exercise, offered.turn, timezone.now())
    assert offered.letters.count() == 1
    assert not offered.answers.exists()


@pytest.mark.slow
def test_a_refusal_brings_another_offer_where_the_seat_would_sign_one(bo: User) -> None:
    exercise = start(bo, "the-invitation", "JPN")
    player = Player(exercise.seats.select_related("exercise").get(role="JPN"))
    player.play_turn([{"kind": "jpn_protest", "level": "note", "target": "RUS", "partner": ""}])
    refused = propose(exercise, "island_promise")
    assert "the note about our exercise" in refused.letters.get().text
    counter = refused.counter_offers.get()
    assert (counter.proposer, counter.status, counter.has_restraint) == ("RUS", "open", True)
    assert counter.terms
    (asking,) = proposals_of(seat_view_of(player.seat, player.branch, player.turn)).asking
    assert (asking.counters, asking.title) == (
        "a promise to hold no drills on the islands",
        "Russia offers a promise to hold no drills on the islands",
    )
    page = client_of(bo).get(f"/x/{exercise.code}/play/").content.decode()
    assert f'id="offer-{counter.key}"' in page
    assert 'role="dialog"' in page
    answered = client_of(bo).post(f"/x/{exercise.code}/proposals/{counter.key}/answer/", {"say": "yes"})
    assert answered.status_code == 302
    counter.refresh_from_db()
    assert counter.status == "accepted"


def start(user: User, slug: str, seat: str) -> Exercise:
    return start_solo(user=user, version=version_of(slug), role=seat, secret=secret_of(1), now=timezone.now())


def propose(exercise: Exercise, agreement: str) -> Proposal:
    person = exercise.participants.select_related("user", "seat__exercise", "exercise").get()
    return proposals.propose(by=person, agreement=agreement, now=timezone.now())


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def twice(written: list[Written]) -> list[str]:
    """Return the sentences of three words and more that somebody reads twice, whoever wrote them."""
    found = Counter(sentence for each in written for sentence in re.split(r"(?<=[.?!]) ", each.text))
    return [sentence for sentence, count in found.items() if count > 1 and len(sentence.split()) > 2]


def test_a_government_that_tells_its_plans_calls_its_reader_you(player: Player) -> None:
    by = speaker(player.turn, "RUS")
    names = ("Train with China", "Ask Beijing to say that there was no entry", "Explain yourself in public")
    assert letters_of.answer(by, "CHN", PLANS, Stance(True, "close", "", names)).endswith(
        "train with you, ask you to say that there was no entry and explain ourselves in public."
    )
