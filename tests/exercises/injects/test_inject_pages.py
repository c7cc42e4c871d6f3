"""The white cell's pages of injects: lanes, the form, refusals; and what the seats' pages show."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises import every_answer
from tests.exercises.answers import answers, different
from tests.exercises.class_with_people import Class
from tests.exercises.injecting import act, acts, draft, kept, next_turn, read, write
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle
from wargame.exercises.injects.services import injects
from wargame.exercises.models import Inject, Participant

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
ENTERED = {
    "action": "send",
    "title": "A cable leaks",
    "text": "It says so.",
    "kind": "diplomatic",
    "source": "Embassy",
    "time": "09:10",
    "grade": "B2",
    "to": ["KOR", "JPN"],
    "title_JPN": "Our cable leaks",
    "due": "hand",
    "tap": "one",
}
Notices = list[tuple[str, str]]


def browser(person: Participant) -> Client:
    client = Client()
    assert isinstance(person.user, User)
    client.force_login(person.user)
    return client


@pytest.fixture
def white(begun: Class) -> Client:
    return browser(begun.ada)


@pytest.fixture
def bo(begun: Class) -> Participant:
    return begun.exercise.participants.select_related("user").get(name="Bo")


def at(group: Class, name: str, *more: object) -> str:
    return reverse(name, args=[group.exercise.code, *more])


def post(client: Client, group: Class, ref: str = "", *, part: bool = True, **changed: Any) -> tuple[int, str]:
    address = at(group, "inject", ref) if ref else at(group, "new_inject")
    response = client.post(address, ENTERED | changed, headers=HTMX if part else {}, follow=not part)
    return response.status_code, response.content.decode()


@pytest.mark.slow
def test_the_form_sends_to_each_seat_its_words(begun: Class, white: Client) -> None:
    status, page = post(white, begun)
    assert (status, "Sent" in page) == (200, True)
    assert read(begun, "KOR") == ["A cable leaks"]
    assert read(begun, "JPN") == ["Our cable leaks"]
    sent = Inject.objects.get()
    assert sent.texts["JPN"] == {
        "kind": "diplomatic", "source": "Embassy", "time": "09:10", "grade": "B2", "title": "Our cable leaks",
        "text": "It says so.",
    }  # fmt: skip


@pytest.mark.slow
def test_it_works_without_javascript(begun: Class, white: Client) -> None:
    assert 'id="inject-form"' in white.get(at(begun, "new_inject")).content.decode()
    status, page = post(white, begun, part=False)
    assert (status, "A cable leaks: Sent" in page, 'id="places"' in page) == (200, True, True)
    assert 'id="inject-form"' in white.get(at(begun, "inject", "white_paper")).content.decode()


@pytest.mark.slow
def test_a_form_sent_twice_is_sent_once(begun: Class, white: Client) -> None:
    assert post(white, begun)[0] == 200
    status, page = post(white, begun)
    assert (status, "was sent in turn 1 already" in page) == (422, True)
    assert (len(kept(begun)), read(begun, "KOR")) == (1, ["A cable leaks"])


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"action": "save", "due": "condition", "condition": "ordered KOR hale"}, "no order kind"),
        ({"action": "save", "due": "condition", "condition": "turn >= 2\ntension KOR"}, "is no clause"),
        ({"action": "save", "due": "hand", "condition": "turn >= 2"}, "another time is chosen"),
        ({"action": "save", "due": "turn", "turn": "1"}, "from 2 to 6"),
        ({"action": "save", "due": "turn", "turn": "soon"}, "not complete"),
        ({"to": []}, "at least one seat"),
        ({"to": ["XXX"]}, "no seat"),
        ({"title": " "}, "Write a headline"),
        ({"action": "dance"}, "not complete"),
        ({"action": "skip"}, "not complete"),
    ],
)
def test_what_is_refused_is_said_kept_in_the_form_and_changes_nothing(
    begun: Class, white: Client, changed: dict[str, Any], word: str
) -> None:
    status, page = post(white, begun, **changed)
    assert status == 422
    assert word in page
    assert "Nothing has been changed." in page
    assert "Our cable leaks" in page, "what was entered stays"
    assert (kept(begun), acts(begun)) == ([], [])


@pytest.mark.slow
def test_what_cannot_be_sent_is_not_kept_either(begun: Class, white: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    inject = write(begun, "KOR")
    before = kept(begun), acts(begun)

    def refuse(*args: object, **more: object) -> None:
        raise injects.NotNow("No turn follows in which it could be read.")

    monkeypatch.setattr(injects, "send", refuse)
    for ref in ("", str(inject.pk)):
        status, page = post(white, begun, ref, action="send", title="Another headline")
        assert (status, "No turn follows" in page) == (422, True)
        assert (kept(begun), acts(begun)) == before


def test_a_condition_is_checked_while_it_is_written(begun: Class, white: Client) -> None:
    address = at(begun, "check_condition")
    assert "Understood: 2 clauses" in white.post(address, {"condition": "turn >= 2\nordered any hail"}).content.decode()
    told = white.post(address, {"condition": "ordered any hale"}).content.decode()
    assert "no order kind" in told
    assert "hail" in told, "it names what comes near"
    assert kept(begun) == []


def states(client: Client, group: Class) -> dict[str, str]:
    """Return the state of each inject by its ref, from the lanes; "+" marks one that may come next."""
    page = client.get(at(group, "injects"), headers=HTMX).content.decode()
    found = re.findall(r'class="pill pill--(\w+)( pill--next)?"\s+id="pill-([\w-]+)"', page)
    return {ref: state + ("+" if is_next else "") for state, is_next, ref in found}


@pytest.mark.slow
def test_the_lanes_show_how_each_stands(begun: Class, white: Client) -> None:
    hand, third = write(begun, "KOR"), write(begun, "KOR", turn=3)
    waiting = write(begun, "USA", when=("turn >= 4",))
    act(begun, "skip", "boycott")
    assert states(white, begun) | {} == states(white, begun) | {
        "fishing_crews": "conditional+", "white_paper": "scheduled", "boycott": "skipped", "live_tv": "conditional",
        str(hand.pk): "manual", str(third.pk): "scheduled", str(waiting.pk): "conditional+",
    }  # fmt: skip
    act(begun, "send", hand.pk)
    next_turn(begun)
    next_turn(begun)
    later = states(white, begun)
    assert (later[str(hand.pk)], later[str(third.pk)], later["boycott"]) == ("sent", "sent", "skipped")
    assert {later["fishing_crews"], later["live_tv"]} <= {"sent", "past"}


@pytest.mark.slow
def test_a_condition_says_whether_it_is_met(begun: Class, white: Client) -> None:
    inject = write(begun, "USA", when=("turn >= 1", "turn >= 5"))
    next_turn(begun)
    page = white.get(at(begun, "inject", inject.pk), headers=HTMX).content.decode()
    assert re.findall(r"(not met|met)</span>", page) == ["met", "not met"]


@pytest.mark.slow
def test_skip_restore_and_save_are_buttons_of_the_card(begun: Class, white: Client) -> None:
    assert "Skipped" in post(white, begun, "white_paper", action="skip")[1]
    assert 'value="restore"' in white.get(at(begun, "inject", "white_paper"), headers=HTMX).content.decode()
    assert "Restored" in post(white, begun, "white_paper", action="restore")[1]
    assert "Saved" in post(white, begun, "white_paper", action="save", title="Reworded")[1]
    assert Inject.objects.get(key="white_paper").texts["KOR"]["title"] == "Reworded"
    assert "Sent." in post(white, begun, "white_paper", action="send", title="Reworded")[1]
    assert "s defence white paper" in white.get(at(begun, "injects")).content.decode(), "it keeps its name in the list"
    assert [detail.split(" “")[0] for detail in acts(begun)] == ["skipped", "restored", "reworded", "sent"]
    assert 'id="inject-form"' not in white.get(at(begun, "inject", "white_paper"), headers=HTMX).content.decode()


@pytest.mark.slow
def test_nothing_of_another_exercise_is_found(begun: Class, white: Client, make_class: Callable[..., Class]) -> None:
    other = make_class()
    other.join("Dee", "KOR")
    other.start()
    inject = write(other, "KOR")
    for ref in (inject.pk, "no_such", "99999999999999999999"):
        assert white.get(at(begun, "inject", ref)).status_code == 404
        assert white.post(at(begun, "inject", ref), ENTERED).status_code == 404


@pytest.mark.slow
def test_whatever_another_seat_is_sent_no_byte_changes(
    begun: Class, bo: Participant, notices: Notices, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    """An inject is written, sent, skipped and given a condition; every page and every notice of other seats stays the
    same.
    """
    user = User.objects.get(pk=bo.user_id)
    before = every_answer.answers(user, begun.exercise, (1,))
    assert before[f"page /x/{begun.exercise.code}/play/"][0] == 200
    heard = set(access.channels_for(user, begun.exercise))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        sent = write(begun, "JPN", "USA")
        act(begun, "send", sent.pk)
        write(begun, "JPN", when=("turn >= 2",))
        act(begun, "skip", "white_paper")
    after = every_answer.answers(user, begun.exercise, (1,))
    assert [address for address in before if before[address] != after[address]] == []
    assert [word for channel, word in notices if channel in heard] == []
    cy = begun.exercise.participants.select_related("user").get(name="Cy")
    assert [word for channel, word in notices if channel == access.channel_of_person(cy)] == ["board"]


@pytest.mark.slow
def test_no_byte_changes_in_the_next_turn_either(make_class: Callable[..., Class]) -> None:
    seen = []
    for sends in (False, True):
        group = make_class()
        bo = group.join("Bo", "KOR")
        group.join("Cy", "JPN")
        group.start()
        if sends:
            act(group, "send", write(group, "JPN").pk)
            write(group, "JPN", turn=2)
        next_turn(group)
        assert ("A cable leaks to JPN" in read(group, "JPN")) is sends
        stamps = re.compile(
            r"\d{4}-\d\d-\d\dT[\d:.]+\w*|[0-9A-Z]{4}-[0-9A-Z]{2}\b|(?<=-open)\d+|\b\d\d:\d\d\b|\b[0-9a-f]{16}\b"
        )
        found = answers(bo.user, group.exercise, (1, 2))
        seen.append({address: (status, stamps.sub("", text), {}) for address, (status, text, _) in found.items()})
    assert different(*seen) == {}


def test_who_is_addressed_reads_it_everywhere_in_their_words_alone(begun: Class, bo: Participant) -> None:
    act(begun, "send", write(begun, "KOR", "JPN").pk)
    page = browser(bo)
    told = {
        address: page.get(address).content.decode()
        for address in (at(begun, "play"), at(begun, "board"), at(begun, "api-injects", 1))
    }
    assert all("A cable leaks to KOR" in text for text in told.values())
    assert not any("A cable leaks to JPN" in text for text in told.values())
    assert page.get(at(begun, "api-injects", 1)).json()[0]["is_late"] is True


def test_a_board_that_was_seen_says_what_is_new(begun: Class, bo: Participant) -> None:
    page = browser(bo)
    address = at(begun, "board")
    seen = re.search(r"play/board/\?seen=([\w-]+)", page.get(at(begun, "play")).content.decode())
    assert seen
    assert page.get(address, {"seen": seen[1]}, headers=HTMX).status_code == 204
    act(begun, "send", write(begun, "JPN").pk)
    assert page.get(address, {"seen": seen[1]}, headers=HTMX).status_code == 204
    act(begun, "send", write(begun, "KOR").pk)
    answer = page.get(address, {"seen": seen[1]}, headers=HTMX)
    assert "A cable leaks to KOR" in answer.headers["HX-Trigger"]


@pytest.mark.slow
def test_markup_is_shown_and_not_executed(begun: Class, bo: Participant, white: Client) -> None:
    markup = "<img src=x onerror=alert(1)>"
    post(white, begun, title=markup, text=markup, source=markup, time="<b>")
    pages = [browser(bo).get(at(begun, "play")), white.get(at(begun, "room")), white.get(at(begun, "injects"))]
    texts = [page.content.decode() for page in pages]
    assert all(markup not in text and "&lt;img src=x" in text for text in texts)


def test_a_draft_after_the_end_is_refused(begun: Class) -> None:
    lifecycle.end(exercise=begun.exercise, by=begun.ada, reason="", now=begun.now)
    with pytest.raises(injects.NotNow):
        injects.write(exercise=begun.exercise, draft=draft("KOR"), by=begun.ada, now=begun.now)
