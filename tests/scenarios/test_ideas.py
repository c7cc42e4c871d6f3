"""The wizard's pages: an author answers, confirms and rewords, reads mistakes in words, and keeps them."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import Idea, OwnScenario
from scenarios.services import ideas
from scenarios.wizard import propose
from scenarios.wizard.checking import answers_of, faults_of_answers
from scenarios.wizard.questions import QUESTIONS, WORDS, put
from tests.scenarios.own import account
from wargame.accounts.models import User

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
HOSTILE = (
    "'); -- {actor} {0} {{ x }}: & * #no {level} %s {% x %}",
    '- {x: [y]} | \\u0041 javascript:alert(1) & "x"',
)


def browser_of(name: str) -> Client:
    client = Client()
    client.force_login(account(name))
    return client


@pytest.fixture
def ada() -> Client:
    return browser_of("ada")


@pytest.fixture
def idea(ada: Client) -> Idea:
    ada.post(reverse("begin_idea"), {"template": "trade"})
    return Idea.objects.get()


def question(idea: Idea, key: str) -> str:
    return reverse("idea", args=[idea.key, key])


def answers(idea: Idea) -> dict[str, Any]:
    idea.refresh_from_db()
    return dict(idea.answers)


def fields_of(page: str) -> dict[str, Any]:
    """Return the fields that a browser without a script sends for the open part of a page."""
    form = re.search(r'<form class="panel panel--pad stack idea-part".*?</form>', page, re.DOTALL)
    assert form
    shown = form[0]
    sent: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", shown):
        told = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if told.get("type") == "checkbox":
            if " checked" in tag:
                sent.setdefault(told["name"], []).append(told.get("value", "on"))
        elif told["name"] != "csrfmiddlewaretoken":
            sent[told["name"]] = unescape(told.get("value", ""))
    sent |= {
        name: text.strip()
        for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
    }
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', shown, re.DOTALL):
        sent[name] = re.findall(r'value="([^"]*)" selected', options)[0]
    return sent


def test_every_question_has_an_address_and_can_be_visited_in_any_order(ada: Client, idea: Idea) -> None:
    for each in reversed(QUESTIONS):
        page = ada.get(question(idea, each.key))
        assert page.status_code == 200
        assert each.title in page.text
    assert ada.get(question(idea, "nothing")).status_code == 404


def test_a_novice_who_confirms_every_proposal_has_a_scenario(ada: Client, idea: Idea) -> None:
    for each in QUESTIONS:
        for part in each.parts(idea.answers):
            sent = fields_of(ada.get(f"{question(idea, each.key)}?part={part.key}").text)
            assert sent.pop("part") == part.key
            said = ada.post(question(idea, each.key), {**sent, "part": part.key, "act": "confirm"})
            assert said.status_code == 302, part.key
    answers(idea)
    assert not faults_of_answers(idea.answers)
    assert len(idea.confirmed) == 19
    made, proposed = (one.model_dump() for one in (answers_of(idea.answers), propose("trade")))
    # A browser sends boxes in the order in which they stand.
    assert sorted(made.pop("orders")) == sorted(proposed.pop("orders"))
    assert made == proposed
    page = ada.post(reverse("make_scenario", args=[idea.key]), follow=True)
    assert "is one of your scenarios now" in page.text
    own = OwnScenario.objects.get()
    assert (own.title, own.faults) == ("The Grain Market", [])
    assert "You made this scenario before" in ada.get(question(idea, "try")).text
    assert "7 of 8 questions answered" in ada.get(reverse("own_scenarios")).text


def test_a_mistake_is_told_in_words_and_kept(ada: Client, idea: Idea) -> None:
    address = question(idea, "seats")
    sent = fields_of(ada.get(address).text)
    said = ada.post(address, {**sent, "seats-0-code": "grain", "seats-0-name": "", "act": "confirm"})
    assert said.status_code == 422
    assert "Use three capital letters" in said.text
    assert "This field is empty" in said.text
    seat = answers(idea)["seats"][0]
    assert (seat["code"], seat["name"], idea.confirmed) == ("grain", "", [])
    assert idea.sound["seats"][0]["code"] == "GRA"
    assert "2 to mend" in ada.get(question(idea, "about")).text
    refused = ada.post(reverse("make_scenario", args=[idea.key]), follow=True)
    assert "Some answers need mending first" in refused.text
    assert not OwnScenario.objects.exists()


def test_what_is_typed_is_kept_without_a_button(ada: Client, idea: Idea) -> None:
    sent = {**fields_of(ada.get(question(idea, "about")).text), "title": "Bread and Ships", "subtitle": ""}
    said = ada.post(question(idea, "about"), sent, headers={"HX-Request": "true"})
    assert "Saved" in said.text
    assert "This field is empty" in said.text
    assert answers(idea)["title"] == "Bread and Ships"
    assert not idea.confirmed


def test_too_long_a_text_stays_in_its_field_and_is_not_kept(ada: Client, idea: Idea) -> None:
    sent = {**fields_of(ada.get(question(idea, "about")).text), "summary": "x" * 5000, "title": "Kept"}
    said = ada.post(question(idea, "about"), {**sent, "act": "save"})
    assert said.status_code == 422
    assert "x" * 5000 in said.text
    assert (answers(idea)["title"], answers(idea)["summary"]) == ("Kept", propose("trade").summary)


def test_aims_are_exchanged_and_a_third_one_is_added_and_taken_away(ada: Client, idea: Idea) -> None:
    def press(act: str) -> dict[str, Any]:
        sent = fields_of(ada.get(f"{question(idea, 'wants')}?part=wants-1").text)
        ada.post(question(idea, "wants"), {**sent, "act": act})
        seat: dict[str, Any] = answers(idea)["seats"][1]
        assert not faults_of_answers(idea.answers)
        return seat

    before = answers(idea)["seats"][1]
    other = press("another")
    assert other["aims"] != before["aims"]
    assert other["hard_part"] != before["hard_part"]
    assert len(press("third")["aims"]) == 3
    assert [aim["weight"] for aim in press("third")["aims"]][-1] == 20
    assert len(press("two")["aims"]) == 2
    assert press("another-2")["aims"][0]["want"] == "standing"


def test_a_window_that_saw_another_order_of_seats_overwrites_none_of_them(ada: Client, idea: Idea) -> None:
    seats = question(idea, "seats")
    ada.post(seats, {"act": "add"})
    early, late = (fields_of(ada.get(f"{seats}?part=seats-{number}").text) for number in (0, 3))
    ada.post(seats, {**early, "act": "remove"})
    names = [seat["name"] for seat in answers(idea)["seats"]]
    for act, sent in (("save", early), ("confirm", late), ("remove", late), ("open", {**early, "layout": "9" * 5000})):
        said = ada.post(seats, {**sent, "act": act}, follow=True)
        assert "changed in another window" in said.text
        typed = ada.post(seats, {**sent, "act": act}, headers={"HX-Request": "true"})
        assert typed.headers["HX-Redirect"] == seats
    assert [seat["name"] for seat in answers(idea)["seats"]] == names


def test_numbers_beyond_all_bounds_are_kept_as_typed_or_count_for_nothing(ada: Client, idea: Idea) -> None:
    sent = fields_of(ada.get(f"{question(idea, 'wants')}?part=wants-1").text)
    assert ada.post(question(idea, "wants"), {**sent, "act": f"another-{'9' * 5000}"}).status_code == 302
    turns = question(idea, "turns")
    last = len(answers(idea)["turns"]) - 1
    sent = fields_of(ada.get(f"{turns}?part=turns-{last}").text)
    ada.post(turns, {**sent, f"turns-{last}-ends_at": "99999999999999999999 March", "act": "save"})
    assert ada.post(turns, {"act": "add"}).status_code == 302
    assert len(answers(idea)["turns"]) == last + 2


def test_seats_and_turns_are_added_and_removed_within_their_bounds(ada: Client, idea: Idea) -> None:
    for name, most in (("seats", 7), ("turns", 8)):
        for _ in range(6):
            ada.post(question(idea, name), {"act": "add"})
        assert len(answers(idea)[name]) == most
        assert not faults_of_answers(idea.answers)
    assert [turn["starts_at"] for turn in idea.answers["turns"]][4:6] == ["1 August", "1 September"]
    sent = fields_of(ada.get(f"{question(idea, 'seats')}?part=seats-4").text)
    ada.post(question(idea, "seats"), {**sent, "act": "confirm"})

    def remove(part: str) -> str:
        idea.refresh_from_db()
        sent = {"part": part, "layout": str(idea.layout), "act": "remove"}
        return ada.post(question(idea, "seats"), sent, follow=True).text

    remove("seats-1")
    assert len(answers(idea)["seats"]) == 6
    assert idea.confirmed == ["seats-3"]
    for _ in range(5):
        said = remove("seats-0")
    assert "needs at least 3 seats" in said
    assert len(answers(idea)["seats"]) == 3
    assert ideas.files_of_idea(idea.answers)


def test_another_template_leaves_the_questions_of_which_something_is_confirmed(ada: Client, idea: Idea) -> None:
    sent = fields_of(ada.get(question(idea, "endings")).text)
    ada.post(question(idea, "endings"), {**sent, "act": "confirm"})
    ada.post(question(idea, "about"), {"act": "template", "template": "disaster"})
    tree = answers(idea)
    assert tree["title"] == propose("disaster").title
    assert tree["endings"]["held"]["name"] == propose("trade").endings.held.name
    assert not faults_of_answers(tree)


@pytest.mark.parametrize("text", HOSTILE)
def test_answers_of_hostile_text_make_a_scenario_and_show_as_text(text: str, ada: Client, idea: Idea) -> None:
    for each in QUESTIONS:
        for part in each.parts(idea.answers):
            for field in part.fields:
                if field.kind in WORDS and field.place[-1] not in ("code", "starts_at", "ends_at"):
                    put(idea.answers, field.place, text[:60])
    idea.save()
    for each in QUESTIONS:
        assert ada.get(question(idea, each.key)).status_code == 200
    own = ideas.make_scenario(idea=idea, now=idea.created_at)
    assert not own.faults


def test_a_text_that_looks_like_a_condition_is_told_beside_its_field(ada: Client, idea: Idea) -> None:
    sent = fields_of(ada.get(question(idea, "about")).text)
    wrong = {"summary": "Bread costs more when stage incident = broken", "title": "<script>alert(1)</script>"}
    said = ada.post(question(idea, "about"), {**sent, **wrong, "act": "confirm"}, follow=True)
    assert said.status_code == 422
    assert said.text.count("without the signs") == 4
    assert "<script>alert" not in said.text
    assert answers(idea)["summary"] == wrong["summary"]


def test_two_clicks_make_one_scenario_and_a_new_page_makes_another(ada: Client, idea: Idea) -> None:
    address = reverse("make_scenario", args=[idea.key])
    first, second = (ada.post(address, {"made": ""}).headers["Location"] for _ in range(2))
    assert first == second
    own = OwnScenario.objects.get()
    assert f'name="made" value="{own.key}"' in ada.get(question(idea, "try")).text
    ada.post(address, {"made": own.key})
    assert OwnScenario.objects.count() == 2


def test_nobody_else_reads_or_changes_an_idea(idea: Idea) -> None:
    eve = browser_of("eve")
    acts = [reverse(name, args=[idea.key]) for name in ("make_scenario", "delete_idea")]
    for address in (question(idea, "about"), *acts):
        assert eve.post(address, {"act": "save"}).status_code == 404
        assert Client().post(address).status_code == 302
    assert Idea.objects.count() == 1


def test_an_account_has_a_most_of_ideas_and_deletes_one(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ideas, "MOST_IDEAS", 1)
    ada.post(reverse("begin_idea"), {"template": "trade"})
    assert "which is the most" in ada.post(reverse("begin_idea"), {"template": "trade"}, follow=True).text
    assert "is deleted" in ada.post(reverse("delete_idea", args=[Idea.objects.get().key]), follow=True).text
    assert not Idea.objects.exists()
    assert User.objects.get(username="ada").ideas.count() == 0


def test_a_preview_shows_a_seat_its_own_aims_and_of_others_those_that_all_know(ada: Client, idea: Idea) -> None:
    seats = propose("trade").seats
    for seat in seats:
        page = ada.get(f"{question(idea, 'incident')}?as={seat.code}").text
        shown = unescape(page[page.index('class="idea-preview"') :])
        assert f"As {seat.name} will see it" in shown
        assert all(aim.name in shown for aim in seat.aims)
        assert seat.task in shown
        for other in seats:
            if other is not seat:
                assert other.task not in shown
                kept_back = {aim.name for aim in other.aims if not aim.public} - {
                    aim.name for each in seats for aim in each.aims if aim.public or each is seat
                }
                assert not any(name in shown for name in kept_back)


def test_a_preview_follows_the_typing_and_keeps_the_last_answers_without_a_mistake(ada: Client, idea: Idea) -> None:
    sent = fields_of(ada.get(question(idea, "about")).text)
    typed = {**sent, "title": "Bread and Ships"}
    said = ada.post(question(idea, "about"), typed, headers={"HX-Request": "true"})
    assert "<b>Bread and Ships</b>" in said.text
    said = ada.post(question(idea, "about"), {**typed, "title": ""}, headers={"HX-Request": "true"})
    assert "<b>Bread and Ships</b>" in said.text
    assert "before the mistakes" in said.text
