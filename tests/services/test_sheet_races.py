"""Races of a team on one sheet: all that does not conflict is kept; of two changes of one order, one is refused."""

import pytest

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Rows
from tests.services.starting import Arena, Groups, heats
from wargame.exercises import perspectives
from wargame.exercises.models import Participant

pytestmark = pytest.mark.service

NAMES = ("Bo", "Cy", "Dee", "Eve")
KINDS = (("hail", "call", "CHN"), ("shadow", "far", "RUS"), ("record", "", ""), ("raise_alert", "one", ""))


def row(group: Class, kind: str, level: str = "", target: str = "") -> dict[str, str]:
    """Return the order as a row, at its first level if none is named."""

    option = next(each for each in perspectives.options_of(group.turn, group.seat("KOR")) if each.kind == kind)
    return {"kind": kind, "level": level or option.levels[0].key, "target": target, "partner": ""}


def team(group: Class) -> list[Participant]:
    """Put four people into the seat of South Korea, and open turn 1."""
    people = [group.join(name, "KOR") for name in NAMES]
    group.start()
    return people


def test_what_four_add_at_once_is_kept_and_what_two_add_stands_once(arena: Arena, groups: Groups) -> None:
    classes = groups(seat_size=6)
    teams = [team(group) for group in classes]
    wanted = [[row(group, *kind) for kind in KINDS] for group in classes]
    rows = [
        [
            {"turn": group.turn.pk, "by": people[place].pk, "act": "Add", "about": [orders[place % 3]], "revision": 0}
            for group, people, orders in zip(classes, teams, wanted, strict=True)
        ]
        for place in range(4)
    ]
    answers = arena.race([("share", heats(each)) for each in rows])
    for group, orders, said in zip(classes, wanted, zip(*answers, strict=True), strict=True):
        sheet = group.sheet("KOR")
        assert sorted(map(str, sheet.orders)) == sorted(map(str, orders[:3]))
        assert sheet.revision == sheet.changes.count() == 3
        assert set(said) == {"1", "2", "3"}, said


def test_of_two_who_change_one_order_one_is_told_and_all_else_is_kept(arena: Arena, groups: Groups) -> None:
    classes = groups(seat_size=6)
    teams = [team(group) for group in classes]
    drafted: list[Rows] = [[row(group, *kind) for kind in KINDS[:3]] for group in classes]
    for group, people, orders in zip(classes, teams, drafted, strict=True):
        group.draft(people[0], orders)
    intents = [
        [("Update", [0, row(group, "hail", "notice", "CHN")]) for group in classes],
        [("Update", [0, row(group, "hail", "call", "RUS")]) for group in classes],
        [("Remove", [1]) for group in classes],
        [("Add", [row(group, "raise_alert")]) for group in classes],
    ]
    entries = [
        [
            {"turn": group.turn.pk, "by": people[place].pk, "act": act, "about": about, "revision": 1}
            for group, people, (act, about) in zip(classes, teams, wanted, strict=True)
        ]
        for place, wanted in enumerate(intents)
    ]
    answers = arena.race([("share", heats(each)) for each in entries])
    for group, (one, two, *rest) in zip(classes, zip(*answers, strict=True), strict=True):
        assert [one, two].count("SheetConflict") == 1, (one, two)
        assert all(revision.isdecimal() for revision in rest), rest
        won = ("hail", "notice", "CHN") if two == "SheetConflict" else ("hail", "call", "RUS")
        sheet = group.sheet("KOR")
        assert sheet.orders == [row(group, *won), row(group, "record"), row(group, "raise_alert")]
        assert sheet.revision == 4
