"""The groups of a class side by side: endings, aims, the turn in which they parted, and the orders that differ."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import classes
from wargame.exercises.models import Participant
from wargame.exercises.results.selectors.groups_compared import groups_compared_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FAR = {"kind": "shadow", "level": "far", "target": "RUS", "partner": ""}
SEATS = ("RUS", "CHN", "JPN", "KOR", "USA")
CLOSE = FAR | {"level": "close"}


@pytest.fixture
def groups(version: ScenarioVersion, ada: User, now: datetime) -> list[Class]:
    """Three groups: in the first two South Korea and Japan are people, who part in turn 2; the third is in turn 1."""
    rules = classes.Rules(title="IR 304", brief_seconds=0)
    found = [
        Class.of(one, now) for one in classes.create_groups(version=version, rules=rules, count=3, by=ada, now=now)
    ]
    for group, rows in zip(found, ([FAR], [CLOSE], []), strict=True):
        people = [group.join(f"{role} of {group.exercise.pk}", role) for role in SEATS]
        group.start()
        if rows:
            play(group, people, [])
            play(group, people, rows)
            lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=now)
    return found


def play(group: Class, people: list[Participant], rows: list[dict[str, str]]) -> None:
    for person in people:
        group.submit(person, rows if person.seat and person.seat.role == "KOR" else [])
    group.resolve()
    group.open_next()


def ask(client: Client, group: Class, **query: str) -> Any:
    series = group.exercise.series
    assert series
    return client.get(reverse("groups_compared", args=[series.code]), query)


def test_ended_groups_stand_side_by_side_and_the_turn_that_parted_them_first(groups: list[Class], ada: User) -> None:
    page = ask(as_user(ada), groups[0])
    found = page.context["compared"]
    assert found.turns == ((1, 0, False), (2, 1, True))
    assert found.finding.startswith("Turn 2 parted the groups: ")
    assert [panel.chart is not None for panel in found.panels] == [True, True, False]
    assert found.panels[2].turn == 1
    differing = [row for row in found.rows if row.differs]
    assert [row.seat for row in differing] == ["KOR"]
    orders = [[(order.title, order.is_alone) for order in cell] for cell in differing[0].cells]
    assert orders == [[("Scramble and shadow · Far · RUS", True)], [("Scramble and shadow · Close · RUS", True)]]
    for row in found.aims:
        totals = [total for total, _ in row.totals]
        assert (len(totals), row.spread) == (2, max(totals) - min(totals))
    text = page.content.decode()
    assert "Turn 1 is being played" in text
    other = ask(as_user(ada), groups[0], seat="JPN", turn="1").context["compared"]
    assert (other.seat, other.turn, any(row.differs for row in other.rows)) == ("JPN", 1, False)
    assert other.finding == "All groups that played turn 1 gave the same orders in it"


def test_only_the_white_cell_of_the_groups_reads_it(groups: list[Class], eve: User) -> None:
    player = groups[0].exercise.participants.filter(part="player").first()
    assert player
    assert ask(as_user(eve), groups[0]).status_code == 404
    assert ask(as_user(player.user), groups[0]).status_code == 404
    assert ask(Client(), groups[0]).status_code == 404


def test_before_a_group_has_ended_the_page_says_so(version: ScenarioVersion, ada: User, now: datetime) -> None:
    rules = classes.Rules(title="IR 304", brief_seconds=0)
    first = classes.create_groups(version=version, rules=rules, count=2, by=ada, now=now)[0]
    assert "No group has ended yet" in ask(as_user(ada), Class.of(first, now)).content.decode()


def test_equal_groups_and_groups_without_a_common_turn_have_findings_of_their_own(
    version: ScenarioVersion, ada: User, now: datetime
) -> None:
    found = classes.create_groups(version=version, rules=classes.Rules(brief_seconds=0), count=3, by=ada, now=now)
    groups = [Class.of(one, now) for one in found]
    for group, played in zip(groups, (True, True, False), strict=True):
        people = [group.join(f"{role} of {group.exercise.pk}", role) for role in SEATS[: 5 * played]]
        group.start()
        if played:
            play(group, people, [])
        lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=now)
    leaders = [Participant.objects.get(pk=group.ada.pk) for group in groups]
    assert groups_compared_of(leaders[:2]).finding == "All groups gave the same orders in every turn that they share"
    assert groups_compared_of(leaders[1:]).finding == "No turn was played by two groups, so there is nothing to compare"
