"""Aims with evidence: what an entry moved is added up from the opening to now, with the knowledge of the reader."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.exercises.class_with_people import CUT_SHORT, Class
from tests.exercises.control.test_room_pages import as_user
from tests.exercises.rights.talkative import NAME, argued
from wargame.exercises import perspectives
from wargame.exercises.assessment.selectors.aims import MOST_ENTRIES, aims_of
from wargame.exercises.control.services import phases
from wargame.exercises.models import Speech

pytestmark = pytest.mark.django_db


def play_with_an_argument(group: Class) -> Class:
    argued(group)
    Speech.objects.all().delete()  # made up without an order, which no log can show
    phases.reveal(turn=group.turn, by=group.ada, now=group.now)
    return group


@pytest.fixture
def group(kept_class: Callable[..., Class]) -> Class:
    return kept_class(play_with_an_argument, adjudication="semi_rigid", allows_observers=True, seed=CUT_SHORT)


@pytest.mark.parametrize("knows_all", [True, False])
def test_the_entries_of_an_aim_and_everything_else_add_up_to_its_change(group: Class, knows_all: bool) -> None:
    seat, line = group.seat("KOR"), group.turn.branch
    aims = aims_of(seat, line, knows_all=knows_all)
    assert [each.aim.seat for each in aims] == ["KOR"] * len(aims)
    moved = [each for each in aims if each.entries]
    assert moved, "no aim moved, so nothing was tested"
    for each in aims:
        assert each.before + sum(entry.points for entry in each.entries) + each.rest == pytest.approx(
            each.aim.score, abs=0.05
        )
        assert len(each.entries) <= MOST_ENTRIES
    known = {entry.sequence for entry in perspectives.known_entries(group.turn, seat, may_know_all=knows_all)}
    assert {entry.sequence for each in moved for entry in each.entries} <= known


def test_each_entry_leads_to_its_line_of_the_log(group: Class) -> None:
    bo = as_user(group.exercise.participants.get(name=NAME).user)  # type: ignore[arg-type]
    page = bo.get(reverse("aims", args=[group.exercise.code])).text
    assert "#entry-1-" in page
    number = page.partition("#entry-1-")[2].partition('"')[0]
    log = bo.get(reverse("log", args=[group.exercise.code]), {"kind": "changes", "as": "seat"}).text
    assert f'id="entry-1-{number}"' in log


def test_a_player_reads_no_other_seat(group: Class) -> None:
    bo = as_user(group.exercise.participants.get(name=NAME).user)  # type: ignore[arg-type]
    pages = [bo.get(reverse("aims", args=[group.exercise.code]), {"eyes": role}).text for role in ("KOR", "JPN")]
    assert "Aims of KOR, and the entries" in pages[1]
    assert pages[0].partition("<main")[2] == pages[1].partition("<main")[2]
