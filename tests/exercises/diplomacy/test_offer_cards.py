"""An offer as a card: yes, no, later, and what the reader can ask for before it answers."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import perspectives
from wargame.exercises.diplomacy.selectors.proposals import ProposalItem, proposals_of
from wargame.exercises.models import Exercise, Message, Proposal
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def offer(player: Player) -> Proposal:
    """Return Moscow's offer to Seoul, which has not answered."""
    made = {"proposer": "RUS", "parties": ["KOR", "RUS"], "agreement": "moscow_line", "policy": "fox", "terms": "Sign."}
    return Proposal.objects.create(
        turn=player.turn, key="offered", **made, proposed_at=timezone.now(), lapses_after=player.turn.number + 1
    )


def card(player: Player) -> ProposalItem:
    (item,) = proposals_of(seat_view_of(player.seat, player.branch, player.turn)).asking
    return item


def test_what_is_asked_for_first_is_answered_at_once_and_the_offer_stays_open(
    client: Client, bo: User, player: Player, offer: Proposal
) -> None:
    client.force_login(bo)
    code = player.seat.exercise.code
    play = reverse("play", args=[code])
    assert [demand.key for demand in card(player).demands] == ["restraint", "plans"]
    page = client.get(play).content.decode()
    for word in ('value="yes"', 'value="no"', "Later", "Ask for this first", 'id="demand-offered"'):
        assert word in page
    asked = {"to": "RUS", "manner": "ask", "ask": "restraint"}
    odds = client.get(reverse("likely", args=[code]), asked, headers=HTMX).content.decode()
    assert "in 100</b> that" in odds
    assert [client.post(reverse("talk", args=[code]), asked).status_code for _ in range(2)] == [302, 302]
    offer.refresh_from_db()
    assert offer.status == Proposal.Status.OPEN
    assert Message.objects.filter(sender="RUS", intent="answer").count() == 1
    found = card(player)
    said = Message.objects.get(sender="KOR", author__isnull=False)
    assert [(one.text, one.got_yes) for one in found.asked] == [(said.text, said.got_yes)]
    assert [demand.key for demand in found.demands] == ["plans"]
    again = client.get(play).content.decode()
    assert f"<b>They said {'yes' if said.got_yes else 'no'}.</b>" in again
    assert 'id="offer-offered-1"' in again, "a card that has changed is shown anew"


def test_the_staff_is_asked_from_the_card_where_it_answers(
    client: Client, bo: User, player: Player, offer: Proposal
) -> None:
    client.force_login(bo)
    code = player.seat.exercise.code
    play = reverse("play", args=[code])
    assert 'id="worth-offered"' not in client.get(play).content.decode(), "it does not answer about a line of old"
    Proposal.objects.update(agreement="staff_talks", proposer="JPN", parties=["JPN", "KOR"])
    address = reverse("ask_staff", args=[code, player.turn.number])
    assert card(player).agreement == "staff_talks"
    page = client.get(play).content.decode()
    assert 'id="worth-offered"' in page
    assert f'action="{address}"' in page.split('id="offers"')[1].split("</details>")[0]
    Exercise.objects.update(advice="none")
    assert 'id="worth-offered"' not in client.get(play).content.decode()


def test_what_another_seat_was_asked_stands_on_no_other_card(player: Player, offer: Proposal) -> None:
    Message.objects.create(turn=player.turn, sender="KOR", recipients=["CHN"], text="Tell us.", intent="ask")
    Message.objects.create(turn=player.turn, sender="JPN", recipients=["RUS"], text="Tell us.", intent="ask")
    assert card(player).asked == ()


def test_advisers_say_yes_or_no_to_an_offer_with_a_reason(
    client: Client, bo: User, player: Player, offer: Proposal
) -> None:
    at = seat_view_of(player.seat, player.branch, player.turn)
    open_ones = (each.agreement for each in perspectives.offers(at.view) if not each.ends)
    Proposal.objects.filter(pk=offer.pk).update(agreement=next(open_ones))
    views = card(player).views
    assert sorted(name for view in views for name in view.names) == ["Defence", "Foreign", "Home"]
    assert len({(view.is_yes, view.reason) for view in views}) == len(views), "the same words stand on the card once"
    assert all(view.reason.endswith(".") for view in views)
    client.force_login(bo)
    page = client.get(reverse("play", args=[player.seat.exercise.code])).content.decode()
    assert f"<b>{', '.join(views[0].names)}: {'yes' if views[0].is_yes else 'no'}.</b>" in page


def test_advisers_do_not_take_a_wish_to_conclude_for_a_wish_to_end(player: Player, offer: Proposal) -> None:
    """A seat can only end what came into force meanwhile, which is another question than the one on the card."""
    at = seat_view_of(player.seat, player.branch, player.turn)
    ended = next(each.agreement for each in perspectives.offers(at.view) if each.ends)
    Proposal.objects.filter(pk=offer.pk).update(agreement=ended)
    assert card(player).views == ()
    Proposal.objects.filter(pk=offer.pk).update(act=Proposal.Act.END)
    assert sum(len(view.names) for view in card(player).views) == 3
