"""Questions of a debrief that the white cell writes itself: prepared in the lobby, asked after the end."""

from collections.abc import Callable
from html import escape

import pytest
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.preparation.test_own_words import browser
from wargame.exercises.archives.domain.questions import is_shown_well
from wargame.exercises.control.services import lifecycle
from wargame.exercises.debrief.selectors.cards import card_of
from wargame.exercises.debrief.services import answers, own_questions, questions
from wargame.exercises.debrief.services.own_questions import OwnQuestion
from wargame.exercises.models import DebriefQuestion
from wargame.exercises.room_questions import AskedQuestion

pytestmark = pytest.mark.django_db

CHOICE = OwnQuestion("Who blinked first?", ("Seoul", " ", "Tokyo <b>"), "Nobody did.", notes="Ask Cy.")


def write(group: Class, draft: OwnQuestion) -> DebriefQuestion:
    return own_questions.write(exercise=group.exercise, by=group.ada, draft=draft)


def ended(group: Class) -> None:
    group.start()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    group.exercise.refresh_from_db()


@pytest.mark.slow
def test_a_question_of_the_lobby_is_answered_and_counted_after_the_end(make_class: Callable[..., Class]) -> None:
    group = make_class()
    people = [group.join(f"Person {number}", "KOR") for number in range(5)]
    choice, share = write(group, CHOICE), write(group, OwnQuestion("How near was it?"))
    assert [one.key for one in (choice, share)] == ["own-1", "own-2"]
    assert "blinked" not in browser(people[0]).get(reverse("debrief", args=[group.exercise.code])).content.decode()
    ended(group)
    made = [AskedQuestion("claim-x", "Was it so?", "", "", reveal={"came": True})]
    questions.keep(exercise=group.exercise, by=group.ada, asked=made)
    assert list(group.exercise.debrief_questions.values_list("number", flat=True)) == [1, 2, 3]
    for number in (1, 2):
        questions.show(exercise=group.exercise, by=group.ada, number=number)
    for place, person in enumerate(people):
        answers.answer(by=person, number=1, letter="AB"[place == 0])
        answers.answer(by=person, number=2, in_100=10 * place)
    for number in (1, 2):
        kept = questions.reveal(exercise=group.exercise, by=group.ada, number=number)
        assert is_shown_well(kept)
    first, second = (card_of(each, people[0]) for each in DebriefQuestion.objects.filter(number__lte=2))
    assert (first.finding, first.said, [one.count for one in first.options]) == (
        "4 of 5 chose A.",
        "Nobody did.",
        [4, 1],
    )
    assert second.finding == "The middle answer of 5 was 20."
    page = browser(group.ada).get(reverse("debrief", args=[group.exercise.code]), {"q": "1"}).content.decode()
    assert [escape("Tokyo <b>") in page, "Nobody did." in page] == [True, True]


def test_the_white_cell_writes_and_deletes_on_its_page_before_the_start(make_class: Callable[..., Class]) -> None:
    group = make_class()
    ada, code = browser(group.ada), group.exercise.code
    typed = {"text": "Why?", "options": "One\nTwo\n"}
    assert ada.post(reverse("write_question", args=[code]), typed).status_code == 302
    assert "Why?" in ada.get(reverse("debrief", args=[code])).content.decode()
    ada.post(reverse("steer_debrief", args=[code]), {"act": "delete", "question": "1"})
    assert not DebriefQuestion.objects.exists()


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ({"text": " "}, "Write the question."),
        ({"text": "Why?", "options": "One"}, "Write from 2 to 5 answers"),
        ({"text": "Why?", "options": "1\n2\n3\n4\n5\n6"}, "Write from 2 to 5 answers"),
        ({"text": "q" * 301}, "to 300 characters each"),
        ({"text": "Why?", "notes": "n" * 2001}, "Shorten the notes to 2000"),
    ],
)
def test_a_bad_question_is_refused_with_the_remedy_and_stays_typed(
    make_class: Callable[..., Class], typed: dict[str, str], remedy: str
) -> None:
    group = make_class()
    answer = browser(group.ada).post(reverse("write_question", args=[group.exercise.code]), typed)
    page = answer.content.decode()
    assert (answer.status_code, remedy in page, typed["text"].strip() in page) == (422, True, True)
    assert not DebriefQuestion.objects.exists()


def test_a_question_of_parleys_and_one_that_was_shown_stay(make_class: Callable[..., Class]) -> None:
    group = make_class()
    group.join("Bo", "KOR")
    write(group, CHOICE)
    ended(group)
    questions.show(exercise=group.exercise, by=group.ada, number=1)
    with pytest.raises(questions.DebriefRefused, match="People have seen"):
        own_questions.delete(exercise=group.exercise, by=group.ada, number=1)
    with pytest.raises(questions.DebriefRefused, match="you wrote yourself"):
        own_questions.delete(exercise=group.exercise, by=group.ada, number=9)
