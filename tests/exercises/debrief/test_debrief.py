"""A debrief: the white cell asks by the projector, people answer without names, and see all after the reveal."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.archives.domain.questions import is_shown_well
from wargame.exercises.archives.services import writing
from wargame.exercises.control.services import lifecycle
from wargame.exercises.control_log.services.control import NotWhiteCell
from wargame.exercises.debrief.selectors.cards import QuestionCard, card_of
from wargame.exercises.debrief.services import answers, questions
from wargame.exercises.models import DebriefAnswer, DebriefQuestion, DebriefScreen, Participant
from wargame.exercises.room_questions import AskedQuestion

pytestmark = pytest.mark.django_db

NAMES = ("Bo", "Cy", "Di", "Eve", "Fin")
OPTIONS = tuple({"letter": letter, "name": f"Order {letter}", "seat": "KOR", "turn": 1} for letter in "ABCD")
CHOICE = AskedQuestion(
    "ending",
    "Which decision moved the ending most?",
    "Choose one.",
    "Who knew it then?",
    OPTIONS,
    {"figure": "Contained", "effects": {"A": [-3, -8, 2], "B": [-21, -23, -19], "C": [14, 11, 17], "D": [15, 13, 17]}},
)
SHARE = AskedQuestion(
    "odds-1-KOR-1",
    "How likely was it?",
    "In 100.",
    "Does it feel likelier now?",
    reveal={"told": 64, "seat": "KOR", "came": True, "rows": [{"turn": 1, "label": "x", "in_100": 64, "came": True}]},
)
SECRETS = ("Contained", "Who knew it then?", "moved it most", "<rect", "debrief-figure")


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    """A class of five that has ended, with two questions."""

    def play(group: Class) -> None:
        for name, role in zip(NAMES, ("KOR", "KOR", "JPN", "RUS", ""), strict=True):
            group.join(name, role)
        group.start()
        lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
        group.exercise.refresh_from_db()
        questions.keep(exercise=group.exercise, by=group.ada, asked=(CHOICE, SHARE))

    return kept_class(play)


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user", "exercise__scenario_version").get(name=name)


def browser(group: Class, name: str) -> Client:
    client = Client()
    user = group.ada.user if name == "Ada" else person(group, name).user
    assert isinstance(user, User)
    client.force_login(user)
    return client


def steer(group: Class, act: str, number: int = 1, **more: str) -> None:
    where = reverse("steer_debrief", args=[group.exercise.code])
    browser(group, "Ada").post(where, {"act": act, "question": number, **more})


def page_of(group: Class, name: str, address: str = "debrief") -> str:
    return browser(group, name).get(reverse(address, args=[group.exercise.code])).content.decode()


def answer_all(group: Class, said: Sequence[str]) -> None:
    for name, letter in zip(NAMES, said, strict=False):
        answers.answer(by=person(group, name), number=1, letter=letter)


def test_a_question_is_made_once_and_keeps_its_place(group: Class) -> None:
    assert questions.keep(exercise=group.exercise, by=group.ada, asked=(SHARE, CHOICE)) == 0
    assert [(one.number, one.key) for one in group.exercise.debrief_questions.all()] == [(1, "ending"), (2, SHARE.key)]


def test_people_read_a_question_only_when_the_projector_shows_it(group: Class) -> None:
    assert CHOICE.text not in page_of(group, "Bo") + page_of(group, "Ada", "projector")
    steer(group, "show")
    for page in (page_of(group, "Bo"), page_of(group, "Eve"), page_of(group, "Ada", "projector")):
        assert CHOICE.text in page
        assert all(f"Order {letter}" in page for letter in "ABCD")


def test_no_page_shows_an_answer_before_the_reveal(group: Class) -> None:
    steer(group, "show")
    steer(group, "note", notes="Ask Bo first.")
    answer_all(group, "BBCD")
    pages = [page_of(group, "Fin"), page_of(group, "Ada"), page_of(group, "Ada", "projector")]
    assert all("4 of 5" in page or "<b>4</b> of 5" in page for page in pages)
    assert not [(secret, n) for secret in SECRETS for n, page in enumerate(pages) if secret in page]
    assert all(option.count is None and option.effect is None for option in _card(group, "Fin").options)
    assert [option.letter for option in _card(group, "Fin").options] == list("ABCD")


def test_the_reveal_sorts_by_effect_and_says_what_cannot_be_told_apart(group: Class) -> None:
    steer(group, "show")
    answer_all(group, "BBCDA")
    steer(group, "reveal")
    card = _card(group, "Bo")
    assert [(one.letter, one.count) for one in card.options] == [("B", 2), ("D", 1), ("C", 1), ("A", 1)]
    assert card.finding == "2 of 5 chose B. B moved it most. C and D cannot be told apart."
    pale = card.options[-1].effect
    assert pale
    assert (pale.mean, pale.low, pale.high, pale.said) == (3, -2, 8, "cannot be told from 0")
    for page in (page_of(group, "Bo"), page_of(group, "Ada", "projector")):
        assert card.finding in page
        assert CHOICE.talk in page


def test_people_read_afterwards_what_was_answered(group: Class) -> None:
    steer(group, "show")
    answer_all(group, "BBCDA")
    steer(group, "reveal")
    steer(group, "page", page="")
    page = page_of(group, "Cy")
    assert "Wait for the next question" in page
    assert "2 of 5 chose B." in page.partition("Asked before")[2]
    assert "Your answer: B." in page
    assert SHARE.text not in page, "it was never asked"


def test_the_api_takes_the_same_answer_and_shows_no_more(group: Class) -> None:
    where, bo = reverse("api-debrief", args=[group.exercise.code]), browser(group, "Bo")
    assert bo.get(where).json() == []
    assert [one["status"] for one in browser(group, "Ada").get(where).json()] == ["waiting", "waiting"]
    steer(group, "show")
    posted = bo.post(where, {"question": 1, "letter": "C"}, content_type="application/json")
    (one,) = posted.json()
    assert (one["answered"], one["mine"], one["finding"], one["shares"]) == (1, "C", "", [])
    assert all(option["count"] is None and option["effect"] is None for option in one["options"])
    refused = bo.post(where, {"question": 2, "in_100": 4}, content_type="application/json")
    assert refused.status_code == 409
    assert "not open" in refused.json()["errors"][0]["detail"]
    steer(group, "reveal")
    (one,) = bo.get(where).json()
    assert [option["effect"]["mean"] for option in one["options"]] == [21, 15, 14, 3]
    assert {option["count"] for option in one["options"]} == {None}


def test_under_five_answers_only_the_effect_is_shown(group: Class) -> None:
    steer(group, "show")
    answer_all(group, "BBCD")
    steer(group, "reveal")
    card = _card(group, "Bo")
    assert not card.shows_answers
    assert all(one.count is None and one.effect for one in card.options)
    assert "shows answers from 5 on" in card.finding
    assert "in the class" not in page_of(group, "Ada", "projector")


def test_a_share_is_answered_in_100_and_shown_as_dots(group: Class) -> None:
    steer(group, "show", 2)
    for name, in_100 in zip(NAMES, (70, 70, 40, 90, 10), strict=True):
        browser(group, name).post(
            reverse("answer_debrief", args=[group.exercise.code]), {"question": 2, "in_100": in_100}
        )
    assert "KOR read 64" not in page_of(group, "Bo")
    steer(group, "reveal", 2)
    page = page_of(group, "Bo")
    assert "It happened. The middle answer of 5 was 70. KOR read 64 in 100 before." in page
    assert page.partition("debrief-dots")[2].partition("</svg>")[0].count("<circle") == 5


def test_one_answer_a_person_that_may_change_until_the_reveal(group: Class) -> None:
    steer(group, "show")
    where, bo = reverse("answer_debrief", args=[group.exercise.code]), browser(group, "Bo")
    bo.post(where, {"question": 1, "letter": "A"})
    assert "You answered C" in bo.post(where, {"question": 1, "letter": "C"}, follow=True).content.decode()
    assert [one.letter for one in DebriefAnswer.objects.all()] == ["C"]
    steer(group, "reveal")
    refused = bo.post(where, {"question": 1, "letter": "A"}, follow=True).content.decode()
    assert "none can be added or changed" in refused
    assert DebriefAnswer.objects.get().letter == "C"


@pytest.mark.parametrize(
    ("number", "said", "why"),
    [
        (2, {"in_100": 50}, "not open"),
        (9, {"in_100": 50}, "not open"),
        (1, {"letter": "E"}, "Choose one of A, B, C, D"),
        (1, {}, "Choose one of"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(group: Class, number: int, said: dict[str, str], why: str) -> None:
    steer(group, "show")
    with pytest.raises(answers.AnswerRefused, match=why):
        answers.answer(by=person(group, "Bo"), number=number, **said)  # type: ignore[arg-type]
    assert not DebriefAnswer.objects.exists()


def test_the_white_cell_does_not_answer_and_nobody_else_steers(group: Class) -> None:
    steer(group, "show")
    with pytest.raises(answers.AnswerRefused, match="white cell knows"):
        answers.answer(by=group.ada, number=1, letter="A")
    for act in (questions.show, questions.reveal):
        with pytest.raises(NotWhiteCell):
            act(exercise=group.exercise, by=person(group, "Bo"), number=1)
    where = reverse("steer_debrief", args=[group.exercise.code])
    assert browser(group, "Bo").post(where, {"act": "reveal", "question": 1}).status_code == 404
    assert DebriefQuestion.objects.get(number=1).status == DebriefQuestion.Status.OPEN


def test_an_address_that_is_none_is_no_page_of_the_review(group: Class) -> None:
    where = reverse("steer_debrief", args=[group.exercise.code])
    said = browser(group, "Ada").post(where, {"act": "page", "page": "http://[/"}, follow=True)
    assert "Choose a page of this review." in said.text


def test_an_answer_holds_nothing_that_names_its_person(group: Class) -> None:
    steer(group, "show")
    answer_all(group, "AB")
    first, second = DebriefAnswer.objects.all()
    assert first.voter != second.voter
    held = {field.name for field in DebriefAnswer._meta.concrete_fields}
    assert held == {"id", "question", "voter", "letter", "in_100"}
    assert str(person(group, "Bo").pk) != first.voter


def test_notes_are_on_the_white_cells_own_page_alone(group: Class) -> None:
    steer(group, "show")
    steer(group, "note", notes="Ask Bo first.")
    assert "Ask Bo first." in page_of(group, "Ada")
    assert "Ask Bo first." not in page_of(group, "Bo") + page_of(group, "Ada", "projector")


def test_the_projector_shows_the_pages_of_this_review_and_no_other(group: Class) -> None:
    code = group.exercise.code
    for bad in (
        "/exercises/",
        "https://example.org/",
        "/x/AAAAAA/overview/",
        "//example.org/x",
        reverse("room", args=[code]),
    ):
        steer(group, "page", page=bad)
        assert not hasattr(person(group, "Bo").exercise, "debrief_screen"), bad
    wanted = reverse("overview", args=[code]) + "?eyes=KOR"
    steer(group, "page", page=wanted)
    assert person(group, "Bo").exercise.debrief_screen.page == wanted


def test_the_projector_follows_from_page_to_page(group: Class) -> None:
    code, ada = group.exercise.code, browser(group, "Ada")
    wall, overview = reverse("projector", args=[code]), reverse("overview", args=[code])
    steer(group, "page", page=overview + "?eyes=KOR")
    opened = ada.get(wall)
    assert (opened.status_code, opened.headers["Location"]) == (302, f"{overview}?eyes=KOR&screen=1")
    page = ada.get(opened.headers["Location"]).content.decode()
    follows = f"{wall}?at={quote(opened.headers['Location'], safe='')}"
    assert follows in page
    assert follows not in ada.get(f"{overview}?eyes=KOR").content.decode()
    assert ada.get(follows, HTTP_HX_REQUEST="true").status_code == 204
    steer(group, "show")
    assert ada.get(follows, HTTP_HX_REQUEST="true").headers["HX-Redirect"] == wall


def test_the_white_cell_shows_any_page_of_the_review_from_that_page(group: Class) -> None:
    where = reverse("overview", args=[group.exercise.code])
    assert "Show this page on the projector" in browser(group, "Ada").get(where).content.decode()
    assert "Show this page on the projector" not in browser(group, "Bo").get(where).content.decode()


def test_there_is_no_debrief_before_the_end(make_class: Callable[..., Class]) -> None:
    group = make_class()
    group.join("Bo", "KOR")
    group.start()
    with pytest.raises(questions.DebriefRefused, match="when the class has ended"):
        questions.keep(exercise=group.exercise, by=group.ada, asked=(CHOICE,))
    assert "opens when the class has ended" in page_of(group, "Bo")
    assert "opens when the class has ended" in page_of(group, "Ada")


def _card(group: Class, name: str) -> QuestionCard:
    return card_of(DebriefQuestion.objects.get(number=1), person(group, name))


def test_the_facilitators_own_page_never_stands_on_the_projector(group: Class) -> None:
    steer(group, "note", notes="Ask Bo first.")
    own = reverse("debrief", args=[group.exercise.code])
    for address in (own, f"{own}?q=1"):
        steer(group, "page", page=address)
        answer = browser(group, "Ada").get(reverse("projector", args=[group.exercise.code]), follow=True)
        assert "Ask Bo first." not in answer.content.decode()
    assert not DebriefScreen.objects.filter(exercise=group.exercise).exclude(page="").exists()


def test_an_archive_holds_answers_only_as_pages_show_them(group: Class) -> None:
    def archived() -> list[tuple[int, str]]:
        return [(row["id"], row["letter"]) for row in writing.rows_of(group.exercise)["DebriefAnswer"]]

    steer(group, "show")
    answer_all(group, "DBCBA")
    assert archived() == []
    steer(group, "reveal")
    assert archived() == [(1, "A"), (2, "B"), (3, "B"), (4, "C"), (5, "D")], (
        "not in the order in which people gave them"
    )
    DebriefAnswer.objects.filter(letter="A").delete()
    assert archived() == []


@pytest.mark.parametrize(
    ("number", "change", "is_fine"),
    [
        (1, {}, True),
        (2, {}, True),
        (1, {"reveal": {"figure": "x", "effects": {"A": [1, 2]}}}, False),
        (1, {"options": [{"letter": "<b>", "name": "x", "seat": "KOR", "turn": 1}]}, False),
        (1, {"options": [*OPTIONS, OPTIONS[0]]}, False),
        (2, {"reveal": {"told": 64, "seat": "KOR"}}, False),
        (2, {"reveal": {"came": True, "rows": [{"turn": "x"}]}}, False),
        (2, {"reveal": []}, False),
    ],
)
def test_an_archive_brings_in_only_questions_that_pages_can_show(
    group: Class, number: int, change: dict[str, object], is_fine: bool
) -> None:
    question = group.exercise.debrief_questions.get(number=number)
    for name, value in change.items():
        setattr(question, name, value)
    assert is_shown_well(question) is is_fine


def test_an_archive_brings_in_no_answer_that_nobody_could_give(group: Class) -> None:
    question = group.exercise.debrief_questions.get(number=1)
    question.answers.create(letter="E")
    assert not is_shown_well(question)
