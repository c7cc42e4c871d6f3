"""Statements, wishes and odds of governments of the AI depend on the knowledge of their readers."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine import Offer, Outcome, Reply
from wargame.exercises import perspectives
from wargame.exercises.diplomacy.selectors.proposals import proposals_of
from wargame.exercises.diplomacy.services import conduct, haggling, letters, likelihoods, settling, speakers
from wargame.exercises.diplomacy.services.messages import MessageDraft
from wargame.exercises.models import Exercise, Message, Pledge, PledgeEvent, Proposal
from wargame.exercises.results.selectors.chances_of_yes import chances_of_yes
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = pytest.mark.django_db

RELATION = speakers.Speaker.relation
ALL, TWO = ("CHN", "JPN", "KOR", "RUS", "USA"), ("KOR", "RUS")
Notice = Callable[[Sequence[Outcome]], None]


def deed(kind: str, level: str, audience: tuple[str, ...] = ALL) -> Outcome:
    """Return a deed of South Korea at Russia, as these seats noticed it."""
    made = {"turn": 1, "subject": "order", "result": "done", "title": "", "text": "It flew.", "actor": "KOR"}
    return Outcome(**made, target="RUS", kind=kind, level=level, audience=audience)  # type: ignore[arg-type]


@pytest.fixture
def notice(monkeypatch: pytest.MonkeyPatch) -> Notice:
    """Let seats notice these outcomes of the turn before, and nothing of the one before that."""

    def noticed(outcomes: Sequence[Outcome]) -> None:
        def noticed_by(role: str, _: object, back: int) -> tuple[Outcome, ...]:
            return tuple(one for one in outcomes if back == 1 and role in one.audience)

        for module in (conduct, letters, speakers):
            monkeypatch.setattr(module, "noticed_by", noticed_by)

    monkeypatch.setattr(speakers.Speaker, "relation", lambda *_: "rival")
    return noticed


SHOUT = deed("warn", "flares")
UNSEEN = {
    "nothing": (),
    "something as hard": (deed("shadow", "close", TWO),),
    "force": (deed("warn", "fire", TWO),),
    "something friendly": (deed("call_moscow", "call", TWO),),
}


@pytest.mark.parametrize("others", UNSEEN)
@pytest.mark.parametrize("has_pledge", [False, True])
def test_what_two_share_changes_nothing_that_is_said_in_public(
    player: Player, notice: Notice, others: str, *, has_pledge: bool
) -> None:
    """Two worlds in which Japan has seen the same: it reads the same, and no silence tells it of the rest."""
    public = [_statements(player, notice, [SHOUT]), _statements(player, notice, [SHOUT, *UNSEEN[others]], has_pledge)]
    assert public[0] == public[1]
    assert len(public[0]) == 1


@pytest.mark.parametrize(("known_to_two", "known_to_all", "spoken"), [(10, -50, 1), (-50, 10, 0)])
def test_a_figure_that_a_deed_moved_unseen_changes_nothing_that_is_said_in_public(
    player: Player, notice: Notice, monkeypatch: pytest.MonkeyPatch, known_to_two: int, known_to_all: int, spoken: int
) -> None:
    monkeypatch.setattr(perspectives, "points", lambda at, *_: known_to_two if at.seat == "RUS" else known_to_all)
    notice([SHOUT])
    monkeypatch.setattr(speakers.Speaker, "relation", RELATION)
    letters.write_letters(player.turn, {"RUS": "fox"}, (), ())
    assert Message.objects.filter(sender="RUS", is_statement=True).count() == spoken


def _statements(player: Player, notice: Notice, outcomes: Sequence[Outcome], has_pledge: bool = False) -> list[str]:
    """Return the letters of Russia that Japan reads as a turn opens."""
    Message.objects.all().delete()
    notice(outcomes)
    turn = player.turn
    pledge = Pledge(turn=turn, by="KOR", to="RUS", until=2)
    events = [PledgeEvent(pledge=pledge, turn=turn, kind=PledgeEvent.Kind.BROKEN, deed="It flew.")] * has_pledge
    drafts = [MessageDraft("RUS", ("KOR",), "Moscow will write again.", "")]
    letters.write_letters(turn, {"RUS": "fox"}, events, drafts)
    return [one.text for one in Message.objects.filter(sender="RUS") if "JPN" in one.recipients]


def test_who_is_spoken_of_in_public_gets_a_letter_about_harder_deeds_alone(player: Player, notice: Notice) -> None:
    found = []
    for others in UNSEEN.values():
        _statements(player, notice, [SHOUT, *others])
        found.append(Message.objects.filter(sender="RUS", is_statement=False).count())
    assert found == [0, 0, 1, 0]


def test_nobody_threatens_whom_it_was_friendly_to(player: Player, notice: Notice) -> None:
    made = replace(deed("rus_hotline", "draft", TWO), actor="RUS", target="KOR")
    assert len(_statements(player, notice, [SHOUT, made])) == 1, "Japan did not see the friendly move"
    shown = replace(made, kind="turn_away", level="all", audience=ALL)
    assert _statements(player, notice, [SHOUT, shown]) == []
    assert not Message.objects.filter(sender="RUS").exists()


def test_a_letter_gives_way_to_an_answer_that_comes_and_not_to_one_that_is_not_due(
    player: Player, notice: Notice
) -> None:
    turn, person = player.turn, player.seat.people.get()
    made = {"turn": turn, "proposer": "KOR", "parties": ["KOR", "RUS"], "agreement": "moscow_line", "author": person}
    proposal = Proposal.objects.create(
        **made, key="haggled", wishes={"RUS": ["call_moscow", 0]}, proposed_at=timezone.now(), lapses_after=9
    )
    notice([deed("protest_moscow", "note", TWO)])
    written = []
    for lapses_after in (9, turn.number):
        Message.objects.all().delete()
        Proposal.objects.filter(pk=proposal.pk).update(lapses_after=lapses_after)
        letters.write_letters(turn, {"RUS": "fox"}, (), ())
        assert bool(settling.answers_due(turn)) == (lapses_after == turn.number)
        written.append(Message.objects.filter(sender="RUS").count())
    assert written == [1, 0]


@pytest.mark.parametrize(
    ("outcomes", "is_granted"),
    [
        ((), False),
        ((deed("call_moscow", "call"),), True),
        ((deed("call_moscow", "call", TWO),), False),
        ((deed("call_moscow", "call"), deed("shadow", "close", TWO)), True),
        ((deed("call_moscow", "call"), deed("shadow", "close")), False),
    ],
)
def test_a_wish_is_granted_by_what_all_parties_noticed(
    player: Player, notice: Notice, outcomes: tuple[Outcome, ...], *, is_granted: bool
) -> None:
    """The yes tells all parties that it was granted: so it is granted by nothing that one of them did not see."""
    notice(outcomes)
    seat = player.seat.exercise.seats.get(role="RUS")
    proposal = Proposal(proposer="KOR", parties=["CHN", "KOR", "RUS"], wishes={"RUS": ["call_moscow", 0]})
    assert haggling.is_granted(player.turn, proposal, seat) == is_granted


@pytest.mark.parametrize(("asks", "in_100"), [(True, 0), (False, 100)])
def test_a_seat_that_would_ask_for_something_first_has_not_said_yes(
    player: Player, monkeypatch: pytest.MonkeyPatch, *, asks: bool, in_100: int
) -> None:
    monkeypatch.setattr(likelihoods.engine, "reply", lambda *_: Reply(True, "", margin=haggling.CLEARLY - 1))
    monkeypatch.setattr(haggling, "wishes_for", lambda *_: ("call",) * asks)
    at = seat_view_of(player.seat, player.branch, player.turn)
    offer = next(each for each in perspectives.offers(at.view) if not each.ends)
    told = likelihoods.of_proposal(at, offer.agreement)
    assert told
    assert told.in_100 == in_100
    assert told.does == "agrees at once"


def test_a_yes_after_a_wish_was_none_at_once(player: Player) -> None:
    person = player.seat.people.get()
    made = {"turn": player.turn, "proposer": "KOR", "parties": ["KOR", "RUS"], "agreement": "moscow_line"}
    now, about = timezone.now(), {"lapses_after": 9, "author": person, "told_in_100": 30}
    agreed, asked = {"status": "accepted", "settled_at": now}, {"RUS": ["call_moscow", 1]}
    Proposal.objects.create(**made, **about, key="a", wishes={}, proposed_at=now)
    Proposal.objects.create(**made, **about, key="b", wishes=asked, proposed_at=now)
    Proposal.objects.create(**made, **about, **agreed, key="c", wishes=asked, proposed_at=now, settled_in=player.turn)
    reviews = chances_of_yes(seat_view_of(player.seat, player.branch, player.turn))
    assert [review.is_yes for review in reviews] == [None, False, True], "the last had enough others at once"


@pytest.mark.parametrize("advice", Exercise.Advice.values)
def test_what_an_agreement_does_for_the_aims_is_shown_where_figures_are(
    client: Client, bo: User, player: Player, monkeypatch: pytest.MonkeyPatch, advice: str
) -> None:
    Exercise.objects.update(advice=advice)
    player.seat.exercise.refresh_from_db()
    offer = Offer("moscow_line", "a line", ("KOR", "RUS"), ends=False, strength=20, worth=77777, consent=2)
    monkeypatch.setattr(perspectives, "offers", lambda _: (offer,))
    (choice,) = proposals_of(seat_view_of(player.seat, player.branch, player.turn)).choices
    assert ("Your aims gain 77777 of 100" in choice.effect) == (advice == Exercise.Advice.OPEN)
    client.force_login(bo)
    code = player.seat.exercise.code
    for name in ("play", "proposals", "messages", "api-proposals"):
        text = client.get(reverse(name, args=[code])).content.decode()
        assert ("77777" not in text) or advice == Exercise.Advice.OPEN, name
