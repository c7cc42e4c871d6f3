"""The press: public statements, reports that the white cell prints, and public events."""

from collections.abc import Callable

import pytest
from django.test import Client

from scenarios import opening
from scenarios.schema.pack_texts import OutletText
from tests.exercises import every_answer
from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises import access, bridge
from wargame.exercises.diplomacy.services import messages, proposals
from wargame.exercises.models import LedgerEntry, Message, Participant, Turn

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
Notices = list[tuple[str, str]]


def gather(group: Class) -> Class:
    """Bo plays South Korea, Cy plays Japan, Mo plays China; turn 1 is open."""
    for name, role in (("Bo", "KOR"), ("Cy", "JPN"), ("Mo", "CHN")):
        group.join(name, role)
    group.start()
    return group


@pytest.fixture
def table(kept_class: Callable[..., Class]) -> Class:
    return kept_class(gather)


def person(group: Class, name: str) -> Participant:
    return group.exercise.participants.select_related("user", "seat__exercise", "exercise").get(name=name)


def client_of(group: Class, name: str) -> Client:
    client = Client()
    client.force_login(group.ada.user if name == "Ada" else person(group, name).user)
    return client


def page(group: Class, name: str, address: str = "press") -> str:
    return client_of(group, name).get(f"/x/{group.exercise.code}/{address}/").content.decode()


def state(group: Class, name: str, text: str, outlet: str = "") -> Message:
    by = group.ada if name == "Ada" else person(group, name)
    return messages.send(by=by, recipients=(), text=text, now=group.now, is_statement=True, outlet=outlet)


@pytest.mark.slow
def test_what_a_seat_says_in_public_is_carried_by_its_outlet_for_all(table: Class) -> None:
    state(table, "Bo", "We protest.")
    for name in ("Bo", "Cy", "Mo", "Ada"):
        feed = page(table, name)
        assert "We protest." in feed
        assert "Hangang Daily" in feed
        assert "invented" in feed
    assert "We protest." in page(table, "Cy", "play")
    assert ">Bo<" not in page(table, "Cy")


@pytest.mark.slow
def test_the_white_cell_prints_as_an_outlet_and_not_as_itself(table: Class) -> None:
    state(table, "Ada", "Fishing boats keep away.", outlet="moscow")
    assert "Moskva Courier" in page(table, "Bo")
    assert "Fishing boats keep away." in page(table, "Bo")
    inbox = client_of(table, "Bo").get(f"/x/{table.exercise.code}/play/inbox/").content.decode()
    assert "Fishing boats keep away." not in inbox, "it is the outlet's, not a message of the white cell"


@pytest.mark.parametrize(("name", "outlet"), [("Bo", "seoul"), ("Ada", "gazette")])
def test_no_other_prints_and_nothing_is_printed_by_what_does_not_exist(table: Class, name: str, outlet: str) -> None:
    with pytest.raises(messages.UnknownOutlet):
        state(table, name, "Extra!", outlet=outlet)
    assert not Message.objects.filter(is_statement=True).exists()


@pytest.mark.slow
def test_seats_are_silent_where_messages_are_off_but_the_press_is_not(make_class: Callable[..., Class]) -> None:
    group = gather(make_class(messages="off"))
    with pytest.raises(messages.MessagesOff):
        state(group, "Bo", "We protest.")
    state(group, "Ada", "A quiet day.", outlet="wire")
    assert "A quiet day." in page(group, "Bo")
    assert 'id="press-text"' not in page(group, "Bo")


TOLD = "agreed on prior notice of flights"


def agreed(group: Class) -> Turn:
    """Make a public agreement of China and South Korea, and return the resolved turn."""
    proposal = proposals.propose(by=person(group, "Mo"), agreement="notice_beijing", now=group.now)
    proposals.answer(by=person(group, "Bo"), key=proposal.key, is_yes=True, now=group.now)
    for name in ("Bo", "Cy", "Mo"):
        group.submit(person(group, name))
    return group.resolve()


@pytest.mark.slow
def test_an_outlet_reports_what_all_could_see_once_results_are_out(make_class: Callable[..., Class]) -> None:
    group = gather(make_class(adjudication="semi_rigid"))
    turn = agreed(group)
    assert TOLD not in page(group, "Cy") + page(group, "Ada"), "results are in review"
    Turn.objects.filter(pk=turn.pk).update(status="closed")
    feed = page(group, "Cy")
    assert TOLD in feed
    assert "Reported by several observers:" in feed
    assert "Straits Wire" in feed


@pytest.mark.slow
def test_what_only_some_may_know_is_not_reported(table: Class) -> None:
    turn = agreed(table)
    rows = [row | {"audience": ["CHN", "KOR"]} if row["subject"] == "accord" else row for row in turn.outcomes]
    assert rows != turn.outcomes
    # A digest covers who may know what; the feed keeps what it has told of a digest.
    Turn.objects.filter(pk=turn.pk).update(outcomes=rows, digest="another")
    assert not any(TOLD in page(table, name) for name in ("Bo", "Cy", "Mo", "Ada"))


@pytest.mark.slow
def test_no_secret_moves_the_press(table: Class) -> None:
    browser, address = client_of(table, "Mo"), f"/x/{table.exercise.code}/press/"
    for name in ("Bo", "Cy", "Mo"):
        table.submit(person(table, name))
    turn = table.resolve()
    before = every_answer.ask(browser, address)
    outcomes = [one for one in turn.outcomes if set(one["audience"]) >= {"RUS", "CHN", "JPN", "KOR", "USA"}]
    assert len(outcomes) < len(turn.outcomes)
    Turn.objects.filter(pk=turn.pk).update(outcomes=outcomes, digest="1" * 64)
    LedgerEntry.objects.filter(turn=turn).delete()
    assert every_answer.ask(browser, address) == before


def test_everybody_hears_of_what_is_public(
    table: Class, notices: Notices, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    notices.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        state(table, "Bo", "We protest.")
    assert (access.channel_of(table.exercise.pk), "press") in notices


@pytest.mark.slow
def test_the_form_works_with_and_without_script(table: Class) -> None:
    bo, base = client_of(table, "Bo"), f"/x/{table.exercise.code}/press/"
    shown = bo.post(base, {"text": "<script>alert(1)</script>"}, follow=True)
    assert shown.redirect_chain == [(base, 302)]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown.content.decode()
    for headers in ({}, HTMX):
        refused = bo.post(base, {"text": "y" * 10_000}, headers=headers)
        assert (refused.status_code, "y" * 10_000 in refused.content.decode()) == (422, True)
        assert "too long" in refused.content.decode()
    assert bo.post(base, {"text": "x", "outlet": "seoul"}).status_code == 422
    sent = client_of(table, "Ada").post(base, {"text": "Extra!", "outlet": "tokyo"}, headers=HTMX)
    assert (sent.status_code, "printed" in sent.headers["HX-Trigger"]) == (200, True)


def test_strangers_and_who_waits_find_nothing(table: Class, eve: User) -> None:
    state(table, "Bo", "We protest.")
    client, base = Client(), f"/x/{table.exercise.code}/press/"
    for user in (None, eve, table.join("Flo").user):
        client.logout()
        if user:
            client.force_login(user)
        assert client.get(base).status_code == 404
        assert client.post(base, {"text": "Hm."}).status_code == 404
    assert not Message.objects.filter(text="Hm.").exists()


def test_a_scenario_without_outlets_has_a_press(table: Class) -> None:
    content = bridge.content_of(table.exercise.scenario_version)
    bare = content.model_copy(update={"texts": content.texts.model_copy(update={"outlets": ()})})
    assert opening.outlet_for(bare, "KOR") == OutletText(key="press", name="The press")
    assert opening.outlet_for(content, "KOR").key == "seoul"
    assert opening.outlet_for(content).key == opening.outlet_for(content, "XXX").key == "wire"
