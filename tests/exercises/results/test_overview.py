"""The whole game on one page: what it shows, what it explains, and to whom."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import with_two
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def klass(kept_class: Callable[..., Class]) -> Class:
    """Turn 1 has results, with orders of Korea and Japan."""
    return kept_class(turn_played)


def turn_played(group: Class) -> None:
    """Bo plays South Korea, Cy plays Japan; turn 1 has results, with orders of both."""
    with_two(group)
    for name, role in (("Bo", "KOR"), ("Cy", "JPN")):
        person = Participant.objects.select_related("user").get(exercise=group.exercise, name=name)
        group.submit(person, Player(group.seat(role)).legal(1, turn=group.turn))
    group.resolve()


def overview(group: Class, name: str, status: int = 200, **query: str) -> Any:
    person = group.exercise.participants.select_related("user").get(name__iexact=name)
    client = Client()
    assert isinstance(person.user, User)
    client.force_login(person.user)
    answer = client.get(reverse("overview", args=[group.exercise.code]), query)
    assert answer.status_code == status
    return answer


def labels(page: Any, code: str) -> list[str]:
    row = next(row for row in page.context["overview"].seats if row.code == code)
    return [chip.key for chip in row.cells[0]]


@pytest.mark.slow
def test_it_shows_all_turns_and_what_each_reader_knows_of_them(klass: Class) -> None:
    for name in ("Ada", "Bo"):
        found = overview(klass, name).context["overview"]
        assert [column.is_played for column in found.columns] == [True, False, False, False, False, False]
        assert len(found.lanes) == 4
        assert found.curves
        assert len(found.curves.curves) == 2
    everything, own = overview(klass, "Ada"), overview(klass, "Bo")
    assert labels(everything, "KOR") == labels(own, "KOR") == ["1.order.KOR.1"]
    scores = {row.code: row.score for row in own.context["overview"].seats}
    assert scores["KOR"] is not None
    assert [scores[code] for code in ("JPN", "RUS", "CHN", "USA")] == [None] * 4
    assert all(row.score is not None for row in everything.context["overview"].seats)


@pytest.mark.slow
def test_a_seat_sees_only_the_orders_that_it_noticed(klass: Class) -> None:
    known = perspectives.known_outcomes(klass.turn, klass.seat("KOR"), may_know_all=False)
    noticed = {(one.actor, one.slot) for one in known if one.subject == "order"}
    page = overview(klass, "Bo")
    for code in ("JPN", "RUS", "CHN", "USA"):
        assert len(labels(page, code)) == sum(actor == code for actor, _ in noticed)
    hidden = next(
        one for one in bridge.outcomes_of(klass.turn) if one.subject == "order" and (one.actor, one.slot) not in noticed
    )
    key = f"1.order.{hidden.actor}.{hidden.slot + 1}"
    assert overview(klass, "Ada", at=key).context["overview"].chain is not None
    assert overview(klass, "Bo", at=key).context["overview"].chain is None


@pytest.mark.slow
def test_a_seat_reads_no_cause_that_it_may_not_know(klass: Class) -> None:
    known = perspectives.known_entries(klass.turn, klass.seat("KOR"), may_know_all=False)
    whole = bridge.entries_of(klass.turn)
    assert len(known) < len(whole)
    texts = {entry.text.partition(": ")[2].lower() for entry in known}
    told = set()
    for change in overview(klass, "Bo").context["overview"].columns[0].changes:
        chain = overview(klass, "Bo", at=change.key).context["overview"].chain
        told |= {cause.text.lower() for card in chain.cards for cause in card.causes}
    assert told
    assert told <= texts


@pytest.mark.slow
def test_the_white_cell_reads_any_seats_view(klass: Class) -> None:
    as_seat = {"as": "seat", "eyes": "KOR"}
    seen, own = (overview(klass, name, **words) for name, words in (("Ada", as_seat), ("Bo", {})))
    assert seen.context["overview"] == own.context["overview"]
    overview(klass, "Ada", 404, eyes="XXX")


def test_a_change_is_explained_by_its_causes(klass: Class) -> None:
    found = overview(klass, "Ada").context["overview"]
    change = found.columns[0].changes[0]
    chain = overview(klass, "Ada", at=change.key).context["overview"].chain
    card = next(card for card in chain.cards if card.causes)
    assert card.title == change.sentence
    told = sum(float(cause.amount.replace("\N{MINUS SIGN}", "-")) for cause in card.causes)
    assert card.text or abs(told - (change.after - change.before)) < 0.5


@pytest.mark.slow
def test_what_does_not_exist_is_no_reason(klass: Class) -> None:
    for key in ("1.order.KOR.9", "9.change.tension-KOR-RUS", "nonsense", "none"):
        assert overview(klass, "Ada", at=key).context["overview"].chain is None


@pytest.mark.slow
def test_the_ending_is_told_from_an_order_on(player: Player, bo: User) -> None:
    player.play_turn(player.legal(2))
    player.play_to_the_end()
    client = Client()
    client.force_login(bo)
    answer = client.get(reverse("overview", args=[player.seat.exercise.code]))
    page, shown = answer.context["overview"], answer.content.decode()
    assert page.ending
    cards = page.chain.cards
    assert cards[-1].kind == "ending"
    assert cards[0].key
    assert "one chain of several" in page.chain.lede
    link = f'<a href="{reverse("decisions", args=[player.seat.exercise.code])}?b=1">One turn, order by order</a>'
    assert f"{link} measures how much each order of a turn changed the endings." in shown
    first = cards[0].key
    again = client.get(reverse("overview", args=[player.seat.exercise.code]), {"at": first}).context["overview"]
    assert again.chain.cards[0].is_chosen
    for column in page.columns:
        for change in column.changes:
            asked = client.get(reverse("overview", args=[player.seat.exercise.code]), {"at": change.key})
            assert asked.context["overview"].chain is not None
