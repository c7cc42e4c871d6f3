"""Asking the staff: three questions a turn, kept with the sheet, from what the seat knows alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine.values import Aims, AimsRange
from wargame.exercises.models import Exercise, Participant, StaffQuestion, Turn
from wargame.exercises.orders.domain import NO_STAFF, NO_SUCH_OFFER, NONE_LEFT, NOT_NEEDED, Inquiry
from wargame.exercises.orders.selectors import staff as selectors
from wargame.exercises.orders.services import orders, staff
from wargame.exercises.results import exports
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
SHADOW = {"kind": "shadow", "level": "close", "target": "RUS", "partner": ""}
FAR = SHADOW | {"level": "far"}
CALL = {"kind": "call_moscow", "level": "call", "target": "RUS", "partner": ""}
ANSWER: dict[str, Any] = {"turn": {"mean": 4.0, "low": -1.0, "high": 8.0}, "end": None}
SAID = "(\N{MINUS SIGN}1 to +8)"


def view(player: Player) -> SeatView:
    return seat_view_of(player.seat, player.branch, player.turn)


def person(player: Player) -> Participant:
    return Participant.objects.get(exercise=player.seat.exercise, seat=player.seat)


def ask(player: Player, key: str, answer: Callable[[], dict[str, Any]] = lambda: ANSWER) -> StaffQuestion:
    question = Inquiry(SHADOW, (SHADOW,), key)
    now = timezone.now()
    return staff.ask(seat=player.seat, turn=player.turn, by=person(player), question=question, answer=answer, now=now)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that are not worked out: they are the same for every question."""
    monkeypatch.setattr("wargame.exercises.orders.views.staff.answer_to", lambda *_: ANSWER)


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    client.force_login(bo)
    return client


def post(browser: Client, player: Player, slot: int | str, **how: Any) -> Any:
    return browser.post(
        reverse("ask_staff", args=[player.seat.exercise.code, player.turn.number]), {"slot": slot}, **how
    )


def test_the_fourth_question_of_a_turn_is_refused_and_a_question_again_costs_nothing(player: Player) -> None:
    player.draft([SHADOW])
    asked = [ask(player, key) for key in ("one", "two", "three")]
    assert [each.number for each in asked] == [1, 2, 3]
    assert ask(player, "two").pk == asked[1].pk
    with pytest.raises(staff.StaffRefused, match="asked 3 questions"):
        ask(player, "four")
    assert StaffQuestion.objects.count() == 3


def test_two_people_who_ask_at_once_get_three_answers_in_all(player: Player) -> None:
    """While the third question is worked out, a colleague asks another third one."""
    player.draft([SHADOW])
    for key in ("one", "two"):
        ask(player, key)

    def slow() -> dict[str, Any]:
        ask(player, "of the colleague")
        return ANSWER

    with pytest.raises(staff.StaffRefused):
        ask(player, "three", slow)
    assert [each.key for each in StaffQuestion.objects.all()] == ["one", "two", "of the colleague"]


def test_two_who_ask_the_same_at_once_pay_once(player: Player) -> None:
    player.draft([SHADOW])

    def slow() -> dict[str, Any]:
        ask(player, "one")
        return ANSWER

    assert ask(player, "one", slow).number == 1
    assert StaffQuestion.objects.count() == 1


def test_a_closed_turn_refuses_before_the_answer_is_worked_out(player: Player) -> None:
    player.draft([SHADOW])
    asked: list[str] = []

    def slow() -> dict[str, Any]:
        asked.append("worked out")
        return ANSWER

    Turn.objects.filter(pk=player.turn.pk).update(status=Turn.Status.ADJUDICATING, closed_at=timezone.now())
    with pytest.raises(orders.TurnClosed):
        ask(player, "one", slow)
    assert asked == []


@pytest.mark.parametrize("number", [0, 4, 1])
def test_the_database_takes_no_fourth_one_and_no_number_twice(player: Player, number: int) -> None:
    player.draft([SHADOW])
    first = ask(player, "one")
    first.pk, first.key, first.number = None, "other", number
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.parametrize(("advice", "why"), [("open", NOT_NEEDED), ("none", NO_STAFF)])
def test_it_is_there_on_request_alone(browser: Client, player: Player, quick: None, advice: str, why: str) -> None:
    player.draft([SHADOW])
    code = player.seat.exercise.code
    assert 'id="ask-staff"' in browser.get(reverse("play", args=[code])).content.decode()
    Exercise.objects.update(advice=advice)
    assert 'id="ask-staff"' not in browser.get(reverse("play", args=[code])).content.decode()
    answer = post(browser, player, 1, headers=HTMX)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    told = browser.get(reverse("api-staff", args=[code, 1])).json()
    assert told == {"left": 0, "why_not": why, "answers": []}
    assert not StaffQuestion.objects.exists()


def test_an_answer_stays_on_the_sheet_and_at_none_left_the_button_says_why(
    browser: Client, player: Player, quick: None
) -> None:
    code = player.seat.exercise.code
    player.draft([SHADOW, CALL])
    for slot in (1, 2, 0):
        page = post(browser, player, slot, headers=HTMX).content.decode()
        assert page.count(SAID) == slot or slot == 0
    assert page.count(SAID) == 3
    assert "against giving no orders" in page
    assert page.count("against the other orders alone") == 2
    assert NONE_LEFT in page
    assert 'disabled aria-describedby="staff-off"' in " ".join(page.split())
    refused = browser.get(reverse("play", args=[code])).content.decode()
    assert refused.count(SAID) == 3


def test_an_agreement_is_asked_about_before_there_are_orders_and_counts_among_the_three(
    browser: Client, player: Player, quick: None
) -> None:
    code = player.seat.exercise.code
    before = browser.get(reverse("play", args=[code])).content.decode()
    assert '<option value="gsomia"' in before
    page = post(browser, player, "gsomia", headers=HTMX).content.decode()
    assert "What does ending \N{LEFT DOUBLE QUOTATION MARK}" in page
    assert "against giving no orders" in page
    assert "2 of 3 questions left" in page
    asked = StaffQuestion.objects.get()
    assert (asked.order, asked.orders) == ({"agreement": "gsomia", "act": "end"}, [])
    player.draft([SHADOW])
    assert "against these orders without it" in post(browser, player, "gsomia", headers=HTMX).content.decode()
    assert post(browser, player, "staff_talks", headers=HTMX).status_code == 200
    refused = post(browser, player, "one_procedure", headers=HTMX)
    assert (refused.status_code, NONE_LEFT in refused.content.decode()) == (422, True)
    assert NO_SUCH_OFFER in post(browser, player, "moscow_line", headers=HTMX).content.decode()


def test_the_answer_about_an_agreement_is_that_of_its_forecast(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Aims(AimsRange(1.5, 0.0, 3.0), None)
    monkeypatch.setattr("wargame.engine.forecast_offer", lambda *_, **__: told)
    at = view(player)
    question = selectors.question_about_offer(at, (SHADOW,), "gsomia")
    assert question is not None
    assert selectors.answer_to(at, question, ())["turn"] == {"mean": 1.5, "low": 0.0, "high": 3.0}
    assert selectors.question_about_offer(at, (SHADOW,), "moscow_line") is None, "it is not this seat's to propose"


def test_it_works_without_script(browser: Client, player: Player, quick: None) -> None:
    player.draft([SHADOW])
    answer = post(browser, player, 1, follow=True)
    assert SAID in answer.content.decode()
    assert answer.redirect_chain[0][0].endswith("#staff")
    assert post(browser, player, 9).status_code == 422


def test_an_order_alone_is_the_whole_sheet_and_other_orders_are_another_question(player: Player) -> None:
    at = view(player)
    alone = selectors.question_of(at, (SHADOW,), 1)
    assert alone == selectors.question_of(at, (SHADOW,), 0)
    keys = {
        question.key
        for rows, slot in (((SHADOW,), 1), ((FAR,), 1), ((SHADOW, CALL), 1), ((SHADOW, CALL), 2), ((SHADOW, CALL), 0))
        if (question := selectors.question_of(at, rows, slot))
    }
    assert len(keys) == 5
    for slot, other in ((0, 0), (1, 2)):
        there = selectors.question_of(at, (SHADOW, CALL), slot)
        turned = selectors.question_of(at, (CALL, SHADOW), other)
        assert there
        assert turned
        assert there.key == turned.key, "the same orders in another order are the same question"
    assert selectors.question_of(at, (), 0) is None
    assert selectors.question_of(at, (SHADOW,), 2) is None


@pytest.mark.slow
def test_the_answer_is_that_of_the_forecast(player: Player) -> None:
    at, rows = view(player), (SHADOW, CALL)
    figures = selectors.figures_of(at, rows, ())
    for slot, aims in ((0, figures.together), (1, figures.chosen[0].aims), (2, figures.chosen[1].aims)):
        question = selectors.question_of(at, rows, slot)
        assert question is not None
        assert aims is not None
        assert selectors.answer_to(at, question, ())["turn"]["mean"] == aims.turn.mean


def test_it_stands_in_the_log_and_its_files_and_in_nobody_elses(
    browser: Client, player: Player, second: Player, cy: User, quick: None
) -> None:
    player.draft([SHADOW])
    post(browser, player, 1)
    code = player.seat.exercise.code
    second.submit([])
    player.play_turn([SHADOW])
    (sheet,) = exports.log_document(player.seat, player.branch)["turns"][0]["sheets"]
    assert sheet["staff"][0]["aims"] == ANSWER
    mine = [browser.get(reverse(name, args=[code])).content.decode() for name in ("log", "log_csv", "log_json")]
    other = Client()
    other.force_login(cy)
    theirs = [other.get(reverse(name, args=[code])).content.decode() for name in ("log", "log_csv", "log_json")]
    for name, own, other_s in zip(("Asked of the staff", ",staff,", '"mean": 4.0'), mine, theirs, strict=True):
        assert name in own
        assert name not in other_s


@pytest.mark.usefixtures("quick")
def test_a_program_asks_as_people_do(browser: Client, player: Player) -> None:
    address = reverse("api-staff", args=[player.seat.exercise.code, 1])
    assert browser.post(address, {"slot": 1}, content_type="application/json").status_code == 409
    assert browser.post(address, {}, content_type="application/json").status_code == 409
    player.draft([SHADOW])
    answer = browser.post(address, {"slot": 1}, content_type="application/json")
    assert answer.status_code == 200
    assert answer.json()["left"] == 2
    assert answer.json()["answers"][0]["aims"] == ANSWER
    assert browser.post(address, {"slot": -1}, content_type="application/json").status_code == 400
    assert browser.get(address).json() == answer.json()
    about = browser.post(address, {"agreement": "gsomia"}, content_type="application/json").json()["answers"][1]
    assert about["against"] == "these orders without it"


def test_a_class_without_staff_has_no_box(make_class: Callable[..., Class], client: Client) -> None:
    klass = make_class()
    bo = klass.join("Bo", "KOR")
    klass.start()
    client.force_login(bo.user)
    assert 'id="ask-staff"' not in client.get(reverse("play", args=[klass.exercise.code])).content.decode()
