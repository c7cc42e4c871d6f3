"""Versions of a report: kept one after the other, edited by those who may, compared by words."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.control.services import lifecycle
from wargame.exercises.models import ReportDraft
from wargame.exercises.report.domain.document import Document, Kind, RecordMark, ReportSentence
from wargame.exercises.report.domain.rewording import keeps_marks
from wargame.exercises.report.selectors.versions import compared, pieces_of
from wargame.exercises.rights.domain import REMOVED
from wargame.exercises.rights.services import words

pytestmark = pytest.mark.django_db

KEY = "ending"
ENDING = "Stand-off"
"""The end of the game that `ended` plays; another edition of the pack can end it in another way."""


def send(client: Client, player: Player, key: str = KEY, **fields: str) -> str:
    """Post an edit of a sentence as it reads in the newest version, and return the page that follows."""
    address = reverse("edit_report", args=[player.seat.exercise.code])
    newest = ReportDraft.objects.order_by("-number").first()
    now = Document.of(newest.document).sentence(key) if newest else None
    was = fields.pop("was", now.text if now else f"The game ended: {ENDING}.")
    answer = client.post(address, {"act": "reword", "key": key, "was": was, **fields}, follow=True)
    return f"{answer.status_code} {answer.text}"


def text_of(draft: ReportDraft, key: str = KEY) -> str:
    found = Document.of(draft.document).sentence(key)
    return found.text if found else ""


@pytest.fixture
def bo_browser(ended: Player) -> Client:
    return as_user(ended.seat.people.get().user)


def test_each_save_is_a_version_that_stays_as_it_is(ended: Player, bo_browser: Client) -> None:
    send(bo_browser, ended, text=f"In the end: {ENDING}.", name="Before the talk")
    first = ReportDraft.objects.get()
    page = send(bo_browser, ended, text=f"So it ended: {ENDING}.")
    assert [each.number for each in ReportDraft.objects.all()] == [1, 2]
    assert text_of(ReportDraft.objects.get(number=1)) == text_of(first) == f"In the end: {ENDING}."
    assert f"So it ended: {ENDING}." in page
    assert "Before the talk" in page
    address = reverse("report", args=[ended.seat.exercise.code])
    assert f"The game ended: {ENDING}." in bo_browser.get(address, {"draft": 0}).text
    assert f"In the end: {ENDING}." in bo_browser.get(address, {"draft": 1}).text
    assert bo_browser.get(address, {"draft": 9}).status_code == 404


def test_two_people_who_write_at_once_lose_nothing(ended: Player, bo_browser: Client) -> None:
    send(bo_browser, ended, text="First words.")
    other = send(bo_browser, ended, "turn-1-nobody-has-this", text="x")
    assert other.startswith("409")
    late = send(bo_browser, ended, text="Late words.", was=f"The game ended: {ENDING}.")
    assert late.startswith("409")
    assert "Late words." in late, "what somebody typed is gone"
    assert "First words." in late
    send(bo_browser, ended, "2.transition.a50", text="Own words about the A-50.", was=_note_in(bo_browser, ended))
    newest = ReportDraft.objects.latest("number")
    assert text_of(newest) == "First words.", "an edit of another sentence undid this one"


def _note_in(client: Client, player: Player) -> str:
    sentence = Document.of(ReportDraft.objects.latest("number").document).sentence("2.transition.a50")
    assert sentence
    return sentence.text


def test_an_own_sentence_has_no_mark_and_can_be_left_out_again(ended: Player, bo_browser: Client) -> None:
    page = send(bo_browser, ended, act="add", text="None of us asked for a second source.")
    assert "None of us asked for a second source." in page
    own = next(each for each in Document.of(ReportDraft.objects.get().document).sentences if each.is_own)
    assert (own.by, own.marks) == (ended.seat.people.get().name, ())
    assert "None of us asked" not in send(bo_browser, ended, own.key, act="leave_out")


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("At noon Russia ordered another pass.", True),
        ("Russia ordered another pass; it was the second.", True),
        ("Russia never ordered another pass.", False),
        ("Russia did not order another pass.", False),
        ("China ordered another pass.", False),
        ("Russia ordered another pass 3 times.", False),
        ("Russia ordered a hotline.", False),
    ],
)
def test_a_mark_stays_while_seats_orders_figures_and_directions_stay(ended: Player, text: str, stays: bool) -> None:
    said = "Russia ordered another pass."
    sentence = ReportSentence("3.order.RUS.2", said, (RecordMark(Kind.EVENT, "3.order.RUS.2"),), said)
    assert keeps_marks(sentence, text, bridge.setting_of(ended.seat.exercise)) is stays


def test_the_direction_of_a_figure_must_stay(ended: Player) -> None:
    said = "KOR's tension towards RUS rose from 30 to 46."
    sentence, setting = (
        ReportSentence("x", said, (RecordMark(Kind.ENTRY, "3.17"),), said),
        bridge.setting_of(ended.seat.exercise),
    )
    assert keeps_marks(sentence, "In Seoul's eyes KOR's tension towards RUS rose from 30 to 46.", setting)
    for wrong in ("fell from 30 to 46", "rose from 46 to 30", "rose from 30 to 47"):
        assert not keeps_marks(sentence, f"KOR's tension towards RUS {wrong}.", setting)
    assert not keeps_marks(sentence, "RUS's tension towards KOR rose from 30 to 46.", setting)


def test_the_ledgers_words_bring_a_mark_back(ended: Player, bo_browser: Client) -> None:
    send(bo_browser, ended, text="It did not end.")
    fallen = Document.of(ReportDraft.objects.latest("number").document).sentence(KEY)
    send(bo_browser, ended, text=f"The game ended: {ENDING}.")
    again = Document.of(ReportDraft.objects.latest("number").document).sentence(KEY)
    assert fallen
    assert again
    assert (fallen.is_own, again.is_own, again.is_reworded, again.by) == (True, False, False, "")


def test_players_of_a_class_read_versions_and_keep_none(kept_class: Callable[..., Class]) -> None:
    def play(group: Class) -> None:
        group.join("Bo", "KOR")
        group.start()
        lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)

    group = kept_class(play)
    bo = as_user(group.exercise.participants.get(name="Bo").user)
    ada, fields = as_user(group.ada.user), {"act": "add", "key": KEY, "text": "Ada's words.", "was": ""}
    address = reverse("edit_report", args=[group.exercise.code])
    assert bo.post(address, fields).status_code == 422
    assert not ReportDraft.objects.exists()
    assert ada.post(address, fields).status_code == 302
    page = bo.get(reverse("report", args=[group.exercise.code])).text
    assert "Ada&#x27;s words." in page
    assert "?edit=" not in page
    assert "&amp;edit=" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Write a sentence"),
        ({"text": "x" * 601}, "Shorten the sentence"),
        ({"act": "burn", "text": "x"}, "Reword the sentence"),
        ({"text": "x", "name": "n" * 61}, "Shorten the name"),
    ],
)
def test_a_bad_edit_gets_a_sentence(ended: Player, bo_browser: Client, fields: dict[str, str], said: str) -> None:
    page = send(bo_browser, ended, **fields)
    assert page.startswith("422")
    assert said in page
    assert not ReportDraft.objects.exists()


def test_two_versions_are_compared_word_by_word(ended: Player, bo_browser: Client) -> None:
    send(bo_browser, ended, text=f"The game ended badly: {ENDING}.")
    send(bo_browser, ended, act="add", text="We learnt much.")
    one, two = (Document.of(each.document) for each in ReportDraft.objects.all())
    assert [("".join(piece.text for piece in each.pieces)) for each in compared(one, two)] == ["We learnt much."]
    page = bo_browser.get(reverse("report_compared", args=[ended.seat.exercise.code]), {"first": 0, "second": 1}).text
    assert "<del" in page
    assert page.count("<ins") == 1
    assert "We learnt much." not in page
    pieces = pieces_of("It rose by 3.", "It fell by 3.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("both", "It "), ("out", "rose "), ("in", "fell "), ("both", "by 3."),
    ]  # fmt: skip


def test_forgetting_a_person_removes_their_sentences_from_all_versions(ended: Player, bo_browser: Client) -> None:
    send(bo_browser, ended, act="add", text="My secret words.")
    words.remove(person=ended.seat.people.get(), new="Forgotten 1")
    page = bo_browser.get(reverse("report", args=[ended.seat.exercise.code])).text
    assert "My secret words." not in page
    assert REMOVED in page


def test_the_print_has_the_list_of_marks_and_no_names_if_wished(ended: Player, bo_browser: Client, bo: User) -> None:
    ended.seat.exercise.title = "IR 304, Section B"
    ended.seat.exercise.save(update_fields=["title"])
    address = reverse("print_report", args=[ended.seat.exercise.code])
    with_names, without = (bo_browser.get(address, asked).text for asked in ({}, {"names": "off"}))
    paper = [page.partition("document-paper")[2] for page in (with_names, without)]
    assert ["IR 304" in page for page in paper] == [True, False]
    assert all('id="mark-1"' in page for page in paper)
