"""People who wait for results and read them see orders, messages, map and reports."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from benchmarks.load.browser import regions_of
from tests.exercises.class_with_people import Class
from tests.exercises.every_answer import HTMX
from tests.secrecy.scene import rows
from wargame.accounts.models import User
from wargame.exercises.control.services import phases
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.models import Participant, Receipt, Turn

pytestmark = pytest.mark.django_db

MakeClass = Callable[..., Class]
REPORT = "Moscow orders talks on a new military agreement with Beijing"


def page(group: Class, person: Participant, query: str = "", **headers: str) -> str:
    client = Client()
    assert isinstance(person.user, User)
    client.force_login(person.user)
    address = reverse("results", args=[group.exercise.code, 1]) + query
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def reviewed(group: Class) -> tuple[Class, Participant, Participant]:
    """Bo and Cy have submitted, the white cell reads the outcomes of turn 1, and Cy has written to Bo meanwhile."""
    bo, cy = group.join("Bo", "KOR"), group.join("Cy", "JPN")
    group.start()
    group.submit(bo, rows(["record"]))
    group.submit(cy)
    group.resolve()
    messages.send(by=cy, recipients=["KOR"], text="What did you do?", now=group.now)
    return group, Participant.objects.get(pk=bo.pk), cy


def test_who_waits_for_results_keeps_orders_messages_map_and_reports(make_class: MakeClass) -> None:
    group, bo, _ = reviewed(make_class(adjudication="semi_rigid"))
    assert group.turn.status == Turn.Status.REVIEW
    shown = page(group, bo)
    assert [words in shown for words in ("What did you do?", 'id="message-form"', REPORT, 'class="map-land"')] == [
        True
    ] * 4
    assert 'aria-label="Your orders"' in shown
    assert Receipt.objects.filter(person=bo).count() == 1


@pytest.mark.slow
def test_who_reads_results_keeps_them_too(make_class: MakeClass) -> None:
    group, bo, cy = reviewed(make_class(adjudication="semi_rigid"))
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    group.open_next()
    messages.send(by=cy, recipients=["KOR"], text="And now?", now=group.now)
    shown = page(group, bo)
    for words in ("What did you do?", "And now?", 'id="message-form"', REPORT, "carried out."):
        assert words in shown
    assert page(group, cy).count("Your seat gave no orders in this turn.") == 1


@pytest.mark.slow
def test_a_browser_asks_once_for_results_and_all_that_stands_beside_them(make_class: MakeClass) -> None:
    group, bo, _ = reviewed(make_class())
    shown = page(group, bo)
    for words in ('id="standing"', 'id="results-heading"', 'id="next-step"', "What did you do?", REPORT):
        assert words in shown
    regions = regions_of(shown)
    assert regions, "the page hears what changes later"
    assert not [each.id for each in regions.values() if each.on_load is not None or each.every is not None]


@pytest.mark.slow
def test_results_that_come_by_themselves_bring_it_along_once(make_class: MakeClass) -> None:
    group, bo, _ = reviewed(make_class(adjudication="semi_rigid"))
    phases.reveal(turn=group.turn, by=group.ada, now=group.now, accepts_rest=True)
    part = page(group, bo, "?seen=waiting", **HTMX)
    assert part.count('id="inbox"') == 1
    swapped = re.findall(r'id="([^"]*)"[^>]*hx-swap-oob', part)
    assert swapped == ["next-step", "waiting-beside"], "a second answer finds its targets again"
    assert '<div id="waiting-beside" hidden></div>' in page(group, bo), (
        "an answer to a reader of results has it as well"
    )
    assert "hx-swap-oob" not in page(group, bo)
    assert re.findall(r'id="([^"]*)"[^>]*hx-swap-oob', page(group, bo, **HTMX)) == ["next-step"]


@pytest.mark.slow
def test_a_seat_keeps_its_own_alone(make_class: MakeClass) -> None:
    group, _, cy = reviewed(make_class(adjudication="semi_rigid"))
    bo_writes = group.exercise.participants.get(name="Bo")
    messages.send(by=bo_writes, recipients=["USA"], text="Between allies.", now=group.now)
    shown = page(group, cy)
    assert "Between allies." not in shown
    assert "carried out." not in shown
