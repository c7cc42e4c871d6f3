"""A report that is kept for a while: each reader is given the one of their own seat and rights, and nobody else's."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from wargame.accounts.models import User
from wargame.analysis.selectors.reports import report_for
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.services import participants

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    def play(group: Class) -> None:
        people = [group.join(name, role) for name, role in (("Bo", "KOR"), ("Cy", "JPN"))]
        group.start()
        for person in people:
            group.submit(person)
        group.resolve()
        lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)

    return kept_class(play)


def test_a_kept_report_crosses_neither_seats_nor_rights(group: Class, eve: User) -> None:
    people = {person.name: person for person in group.exercise.participants.all()} | {"Ada": group.ada}
    readers = {
        (name, as_seat): access.reading(people[name], as_seat=as_seat)
        for as_seat in (False, True)
        for name in ("Bo", "Cy", "Ada")
    }
    kept = {key: report_for(reader) for key, reader in readers.items()}
    aims = {
        key: {each.key for each in report.document.sentences if each.key.startswith("aims.")}
        for key, report in kept.items()
    }
    assert aims["Bo", True] == {"aims.KOR"}
    assert aims["Cy", True] == {"aims.JPN"}
    assert aims["Bo", False] == aims["Cy", False] == aims["Ada", False] > aims["Bo", True] | aims["Cy", True]
    address = reverse("report", args=[group.exercise.code])
    participants.send_away(person=people["Bo"], now=group.now)
    assert as_user(people["Cy"].user).get(address).status_code == 200
    for stranger in (people["Bo"].user, eve):
        assert as_user(stranger).get(address).status_code == 404
    assert Client().get(address).status_code != 200


def test_no_page_of_a_report_reads_a_mark(group: Class) -> None:
    """Marks have a release of their own; a kept report must not carry one past it."""
    cy = as_user(group.exercise.participants.get(name="Cy").user)
    for name in ("report", "print_report", "report_compared"):
        with CaptureQueriesContext(connection) as queries:
            assert cy.get(reverse(name, args=[group.exercise.code])).status_code == 200
        assert not [each for each in queries if '"exercises_mark"' in each["sql"]], name
