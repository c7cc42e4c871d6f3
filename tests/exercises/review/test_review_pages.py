"""The review queue: what it shows, does and refuses, and what seats see of it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.review.test_rulings import in_review
from wargame.accounts.models import User
from wargame.exercises.control.services import phases
from wargame.exercises.models import Exercise, Message, Participant
from wargame.web.seats import WHITE_CELL

pytestmark = pytest.mark.django_db

PATROL, HAIL = "incident:patrol", "order:KOR:3"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reviewed(kept_class: Callable[..., Class]) -> Class:
    return kept_class(in_review, adjudication="semi_rigid", seed=CUT_SHORT)


@pytest.fixture
def ada_at(reviewed: Class, ada: User, client: Client) -> Client:
    client.force_login(ada)
    return client


def post(client: Client, group: Class, **posted: object) -> object:
    return client.post(reverse("review", args=[group.exercise.code]), posted, headers=HTMX)


@pytest.mark.slow
def test_routine_outcomes_stand_in_the_queue_and_can_be_overruled(reviewed: Class, ada_at: Client) -> None:
    page = ada_at.get(reverse("room", args=[reviewed.exercise.code])).content.decode()
    counted = re.search(r"0 by you, (\d+) automatic", page)
    assert counted
    assert "The joint patrol" in page
    part = post(ada_at, reviewed, act="judge", about=PATROL, result="in_zone", reason="So ordered.", is_public="on")
    assert part.status_code == 200  # type: ignore[attr-defined]
    text = part.content.decode()  # type: ignore[attr-defined]
    assert "Ruled: They join and fly on" in text
    assert f"1 by you, {int(counted[1]) - 1} automatic" in text
    assert "<html" not in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"act": "judge", "about": PATROL, "result": "in_zone", "reason": " "}, "Say why"),
        ({"act": "judge", "about": PATROL, "result": "sunk", "reason": "So."}, "It can be: they join and fly on"),
        ({"act": "judge", "about": "incident:x", "result": "a", "reason": "So."}, "no such outcome"),
        ({"act": "judge", "about": PATROL, "result": "in_zone", "reason": "So.", "seen": "f" * 64}, "have changed"),
        ({"act": "judge", "about": PATROL, "result": "in_zone", "reason": "x" * 501}, "at most 500 characters"),
        ({"act": "roll", "about": HAIL}, "at least one argument"),
        ({"act": "argue", "about": HAIL, "reason": "So.", "strength": 90}, "from 1 to 50"),
        ({"act": "weigh", "argument": 7, "strength": 10}, "argument of this turn"),
        ({"act": "dance"}, "cannot be done"),
    ],
)
def test_what_makes_no_sense_is_answered_and_changes_nothing(
    reviewed: Class, ada_at: Client, posted: dict[str, object], said: str
) -> None:
    digest = reviewed.turn.digest
    answer = post(ada_at, reviewed, **posted)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert said in answer.content.decode()  # type: ignore[attr-defined]
    assert (reviewed.turn.digest, reviewed.turn.interventions) == (digest, {})


@pytest.mark.slow
def test_a_page_that_shows_everything_is_not_sent_again(reviewed: Class, ada_at: Client) -> None:
    address = reverse("review", args=[reviewed.exercise.code])
    seen = ada_at.get(address, headers=HTMX).context["queue"].state
    assert ada_at.get(address, {"seen": seen}, headers=HTMX).status_code == 204
    post(ada_at, reviewed, act="judge", about=PATROL, result="cut_short")
    assert ada_at.get(address, {"seen": seen}, headers=HTMX).status_code == 200


def test_a_public_turn_cannot_be_ruled(reviewed: Class, ada_at: Client) -> None:
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    answer = post(ada_at, reviewed, act="judge", about=PATROL, result="in_zone", reason="So.")
    assert "not where this can be done" in answer.content.decode()  # type: ignore[attr-defined]
    assert reviewed.turn.interventions == {}


@pytest.mark.slow
def test_without_script_a_verdict_leads_back_to_the_room(reviewed: Class, ada_at: Client) -> None:
    address = reverse("review", args=[reviewed.exercise.code])
    posted = {"act": "judge", "about": PATROL, "result": "cut_short"}
    answer = ada_at.post(address, posted)
    assert answer.headers["Location"] == reverse("room", args=[reviewed.exercise.code]) + "#review"
    page = ada_at.post(address, posted | {"result": "in_zone"})
    assert page.status_code == 422
    assert b"<html" in page.content


@pytest.mark.slow
def test_revealing_unread_outcomes_takes_a_second_thought(make_class: Callable[..., Class], client: Client) -> None:
    group = make_class(adjudication="free")
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo)
    group.resolve()
    client.force_login(group.ada.user)  # type: ignore[arg-type]
    control = reverse("control", args=[group.exercise.code])
    assert "still to be reviewed" in client.post(control, {"action": "reveal"}, follow=True).content.decode()
    assert group.turn.status == "review"
    client.post(control, {"action": "reveal", "rest": "on"})
    assert group.turn.status == "closed"


@pytest.mark.slow
def test_seats_read_in_results_and_log_that_the_white_cell_ruled(reviewed: Class, ada_at: Client) -> None:
    post(ada_at, reviewed, act="judge", about=PATROL, result="in_zone", reason="The crews obeyed.", is_public="on")
    post(ada_at, reviewed, act="judge", about=HAIL, result="refused", reason="Only we know.")
    bo = Client()
    bo.force_login(reviewed.exercise.participants.get(name="Bo").user)  # type: ignore[arg-type]
    results = reverse("results", args=[reviewed.exercise.code, 1])
    assert "The crews obeyed." not in bo.get(results).content.decode()
    phases.reveal(turn=reviewed.turn, by=reviewed.ada, now=reviewed.now)
    for name, args in (("results", [1]), ("log", []), ("log_json", []), ("log_csv", [])):
        text = bo.get(reverse(name, args=[reviewed.exercise.code, *args])).content.decode()
        assert "The crews obeyed." in text, name
        assert "Only we know." not in text, name
    page = bo.get(results).content.decode()
    assert "Decided by the white cell; the dice had: The formation is broken off. The crews obeyed." in page


@pytest.mark.slow
def test_a_new_class_reviews_what_is_of_high_stakes(ada: User, client: Client, reviewed: Class) -> None:
    client.force_login(ada)
    page = client.get(reverse("new_exercise"))
    assert page.context["form"]["adjudication"].initial == "semi_rigid"
    posted = {"brief_minutes": 0, "orders_minutes": 5, "grace_minutes": 0, "missed": "hold", "seat_size": 4}
    client.post(reverse("new_exercise"), posted)
    assert Exercise.objects.latest("pk").adjudication == "semi_rigid"


def test_what_seats_said_about_an_order_shows_on_its_row(reviewed: Class, ada_at: Client) -> None:
    turn, code, now = reviewed.turn, reviewed.exercise.code, reviewed.now
    bo = Participant.objects.select_related("seat").get(exercise=reviewed.exercise, name="Bo")
    turn.arguments.create(about=HAIL, text="We trained.", strength=10, is_for=True, seat=bo.seat, by=bo, at=now)
    for sender, text in ((WHITE_CELL, "Why?"), ("KOR", "Because.")):
        Message.objects.create(turn=turn, sender=sender, text=text, about=HAIL, author=bo, sent_at=now)
    page = ada_at.get(reverse("review", args=[code])).content.decode()
    rows = re.findall(r"<summary.*?</summary>", page, re.DOTALL)
    assert sum("1 argument, 1 answer" in row for row in rows) == 1


@pytest.mark.slow
def test_a_seat_argues_for_its_orders_and_learns_nothing_by_it(reviewed: Class, ada_at: Client) -> None:
    code, bo = reviewed.exercise.code, Client()
    bo.force_login(reviewed.exercise.participants.get(name="Bo").user)  # type: ignore[arg-type]
    page = bo.get(reverse("results", args=[code, 1])).content.decode()
    assert "Argue for your orders" in page
    post(ada_at, reviewed, act="judge", about=HAIL, result="refused", reason="So.")
    assert bo.get(reverse("results", args=[code, 1])).content.decode().count("<option") == page.count("<option")
    for slot in (3, 4):
        answer = bo.post(
            reverse("give_argument", args=[code, 1]), {"slot": slot, "text": "We trained for it."}, follow=True
        )
        assert "We trained for it." in answer.content.decode()
    assert "We trained for it." in ada_at.get(reverse("room", args=[code])).content.decode()
    for posted in ({"slot": 9, "text": "So."}, {"slot": 3, "text": ""}, {"slot": "x", "text": "So."}):
        answer = bo.post(reverse("give_argument", args=[code, 1]), posted, follow=True)
        assert "own orders" in answer.content.decode() or "one of your orders" in answer.content.decode()
    assert reviewed.turn.arguments.count() == 2
