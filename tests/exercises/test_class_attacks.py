"""Attacks of a student on a class: other seats, other people, the white cell's actions, forged forms."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises import every_answer
from tests.exercises.class_with_people import Class
from tests.exercises.indistinguishable_worlds import change_what_is_hidden
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.control.services import phases, takeovers
from wargame.exercises.models import OrderSheet, Participant, SheetChange, Turn

pytestmark = pytest.mark.django_db

MARKUP = "<img src=x onerror=alert(1)>"


def browser(person: Participant) -> Client:
    client = Client()
    assert isinstance(person.user, User)
    client.force_login(person.user)
    return client


@pytest.fixture
def group(begun: Class) -> Class:
    return begun


@pytest.fixture
def bo(group: Class) -> Participant:
    return group.exercise.participants.get(name="Bo")


def draft_of_cy(group: Class) -> OrderSheet:
    cy = group.exercise.participants.get(name="Cy")
    return group.draft(cy, Player(group.seat("JPN")).legal(1, turn=group.turn))


def at(group: Class, name: str, *more: object) -> str:
    return reverse(name, args=[group.exercise.code, *more])


@pytest.mark.slow
def test_everything_of_another_seat_may_change_and_no_byte_does(group: Class, bo: Participant) -> None:
    """Another seat's draft, revisions, authors, rationale and hidden truth change; no address of Parley answers
    differently.
    """
    sheet = draft_of_cy(group)
    user = User.objects.get(pk=bo.user_id)
    before = every_answer.answers(user, group.exercise, (1,))
    assert before[f"page {at(group, 'play')}"][0] == 200
    SheetChange.objects.filter(sheet=sheet).update(orders=[], revision=9)
    OrderSheet.objects.filter(pk=sheet.pk).update(orders=[], revision=9, reason="They wait.", policy="")
    assert change_what_is_hidden(group.turn, group.seat("KOR")) > 10
    after = every_answer.answers(user, group.exercise, (1,))
    assert [address for address in before if before[address] != after[address]] == []


@pytest.mark.parametrize("role", ["JPN", "USA"])
def test_no_form_seats_anybody_in_another_seat(group: Class, bo: Participant, role: str) -> None:
    page = browser(bo)
    for name in ("take_seat", "change_seat"):
        page.post(at(group, name), {"role": role})
    page.post(at(group, "join"), {"name": "Bo", "role": role, "tap": "t"})
    bo.refresh_from_db()
    assert bo.seat == group.seat("KOR")


@pytest.mark.slow
def test_fields_that_lie_give_nobody_more(group: Class, bo: Participant) -> None:
    """The session alone says who asks: a part or person in a form is ignored, and another seat is refused."""
    sheet, claim = draft_of_cy(group), {"part": "white_cell", "by": "1", "participant": "1"}
    page = browser(bo)
    order = Player(group.seat("KOR")).legal(1, turn=group.turn)[0]
    for name in ("add_order", "submit"):
        refused = page.post(at(group, name, 1), claim | {"seat": "JPN", "revision": 1} | order)
        assert (refused.status_code, refused.context["frame"].mine.code) == (422, "KOR")
    page.post(at(group, "add_order", 1), claim | {"revision": 0} | order)
    page.post(at(group, "submit", 1), claim | {"revision": 1})
    stored = OrderSheet.objects.get(pk=sheet.pk)
    assert (stored.orders, stored.revision, stored.is_ready) == (sheet.orders, sheet.revision, False)
    assert group.sheet("KOR").submitted_by == bo
    late = Client()
    late.post(at(group, "join"), claim | {"name": "Eve", "is_staff": "1", "is_white_cell": "1"})
    eve = Participant.objects.get(name="Eve")
    assert (eve.part, eve.seat) == (Participant.Part.PLAYER, None)
    assert late.get(at(group, "room")).status_code == 404


def test_the_white_cell_moves_nobody_of_another_exercise(group: Class, bo: Participant, eve: User) -> None:
    other = Class(group.exercise.scenario_version, eve, group.now)
    page = browser(other.ada)
    for person in (bo.pk, 10**9):
        for name in ("assign", "remove_person"):
            page.post(at(other, name), {"person": person, "role": "JPN"})
    bo.refresh_from_db()
    assert (bo.left_at, bo.seat) == (None, group.seat("KOR"))


@pytest.mark.slow
def test_nobody_orders_in_the_brief_or_where_a_policy_plays(make_class: Callable[..., Class]) -> None:
    group = make_class(brief_seconds=60)
    bo = group.join("Bo", "KOR")
    group.start()
    posted = {"revision": 0} | Player(group.seat("KOR")).legal(1, turn=group.turn)[0]
    page = browser(bo)
    assert page.post(at(group, "add_order", 1), posted).status_code == 422
    assert page.post(at(group, "submit", 1), posted).status_code == 422
    phases.open_orders(turn=group.turn, by=group.ada, now=group.now)
    takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now)
    posted["revision"] = group.sheet("KOR").revision
    for name in ("add_order", "submit"):
        assert page.post(at(group, name, 1), posted).status_code in (302, 422)
    assert set(group.sheet("KOR").changes.values_list("by", flat=True)) == {None}


@pytest.mark.slow
def test_an_ending_in_review_is_not_told(make_class: Callable[..., Class]) -> None:
    group = make_class(adjudication="semi_rigid")
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo)
    reviewed = group.resolve()
    # Long enough ago for the page that waits to say so both times.
    Turn.objects.filter(pk=reviewed.pk).update(closed_at=group.now)
    user = User.objects.get(pk=bo.user_id)
    before = every_answer.answers(user, group.exercise, (1,))
    ended = reviewed.next_world
    assert ended
    ended["world"]["clock"][1] = 1
    Turn.objects.filter(pk=reviewed.pk).update(outcomes=[], notes=["It ended."], next_world=ended, digest="0" * 64)
    after = every_answer.answers(user, group.exercise, (1,))
    assert [address for address in before if before[address] != after[address]] == []


def test_each_sees_their_own_way_back_alone(make_class: Callable[..., Class]) -> None:
    group = make_class()
    phones = {name: Client() for name in ("Bo", "Cy")}
    for name, phone in phones.items():
        phone.post(at(group, "join"), {"name": name, "tap": name})
    links = {name: phone.session["recovery_link"][1] for name, phone in phones.items()}
    pages = {name: phone.get(at(group, "lobby")).content.decode() for name, phone in phones.items()}
    white = browser(group.ada)
    pages["white cell"] = "".join(white.get(at(group, name)).content.decode() for name in ("lobby", "projector"))
    for name, link in links.items():
        assert [who for who, page in pages.items() if link in page] == [name]


def test_joining_and_coming_back_change_the_session(make_class: Callable[..., Class]) -> None:
    group = make_class()
    phone, laptop = Client(), Client()
    for client in (phone, laptop):
        client.get(at(group, "join"))
        session = client.session
        session["planted"] = True
        session.save()
        client.cookies["sessionid"] = str(session.session_key)
    planted = [client.session.session_key for client in (phone, laptop)]
    phone.post(at(group, "join"), {"name": "Bo", "tap": "t"})
    laptop.post(at(group, "back", phone.session["recovery_link"][1]))
    assert "_auth_user_id" in laptop.session
    assert not {phone.session.session_key, laptop.session.session_key} & set(planted)


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_address_sends_anybody_to_another_site(group: Class, bo: Participant, where: str) -> None:
    page = browser(bo)
    answers = [page.get(reverse("enter_code"), {"code": where}), page.get(at(group, "exercise"), {"next": where})]
    answers.append(Client().post(at(group, "join"), {"name": "Dee", "tap": "t", "next": where}))
    answers.append(Client().get(reverse("new_exercise"), {"next": where}))
    told = [answer.headers.get("Location", "/") for answer in answers]
    assert [found for found in told if not found.startswith("/") or found[:2] in ("//", "/\\")] == []


@pytest.mark.parametrize("typed", ["/", "//", "..", ".", "\\", "%2f", "?", "#", "\x00"])
def test_whatever_is_typed_for_a_code_is_answered(typed: str, db: None) -> None:
    assert Client().get(reverse("enter_code"), {"code": typed}).status_code < 500
    assert Client().get(reverse("enter_code"), {"code": typed}, follow=True).status_code < 500


@pytest.mark.slow
def test_no_title_and_no_name_is_executed(make_class: Callable[..., Class]) -> None:
    group = make_class(title=MARKUP)
    group.join("' onclick=alert(1) x='", "KOR")
    bo, white, anybody = browser(group.join("Bo")), browser(group.ada), Client()
    told = [(bo, "lobby"), (white, "lobby"), (white, "projector"), (anybody, "join")]
    pages = [client.get(at(group, name)).content.decode() for client, name in told]
    group.start()
    pages += [white.get(at(group, "room")).content.decode(), white.get(reverse("exercises")).content.decode()]
    assert [page for page in pages if MARKUP in page or "' onclick" in page] == []
    assert all("&lt;img src=x" in page for page in pages)
