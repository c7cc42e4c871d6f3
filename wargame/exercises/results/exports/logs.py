"""The documents of the turn log: one place makes them, and the JSON file, both tables, the API and archives take them.

A document holds all that its reader may know of a line, so no other export asks what somebody may know.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from scenarios import opening
from wargame.exercises import access, bridge, exercise_dials, msel, outcome_rows, perspectives
from wargame.exercises.models import Branch, Observation, OrderSheet, Participant, Seat, Turn
from wargame.exercises.results.exports.forecasts import forecast_document, staff_document
from wargame.exercises.results.exports.observations import observation_document
from wargame.exercises.results.exports.talk import talk_document
from wargame.exercises.results.selectors.talk import Talk, talk_of
from wargame.exercises.situation.selectors.frame import hours


def log_document(
    seat: Seat, branch: Branch, reader: access.LogReader | None = None, *, in_full: bool = False
) -> dict[str, Any]:
    """Return the log of a line as far as the people in the seat may know it.

    It includes messages and observations as far as the `reader` may know them, and none of them without a reader.
    `in_full` gives full truth even during play: archives take it, and no page.
    """
    may_know_all, noted, said = _knowledge(seat, branch, reader)
    may_know_all = may_know_all or in_full
    return {
        "exercise": str(seat.exercise),
        "scenario": seat.exercise.scenario_version.title,
        "branch": {"number": branch.number, "name": branch.name, "ending": branch.ending},
        "seat": seat.role,
        "is_full_truth": may_know_all,
        "dice": access.dice_of(seat.exercise),
        "dials": [asdict(one) for one in exercise_dials.named_dials(seat.exercise, leads=_leads(reader))],
        "turns": [
            _turn_document(turn, seat, may_know_all=may_know_all)
            | {"observations": [observation_document(each) for each in noted.get(turn.pk, ())]}
            | talk_document(said.get(turn.number, Talk()))
            for turn in _played(branch)
        ],
    }


def log_json(seat: Seat, branch: Branch, reader: access.LogReader | None = None) -> str:
    """Return `log_document` as text."""
    return json.dumps(log_document(seat, branch, reader), indent=1, ensure_ascii=False)


def ledger_document(turn: Turn, seat: Seat, *, may_know_all: bool) -> dict[str, Any]:
    """Return the outcomes of a turn and every change of a figure, as far as the seat may know them.

    Full truth has what the white cell sent among the outcomes; a seat reads that as reports.
    """
    known = perspectives.known_events if may_know_all else perspectives.known_outcomes
    return {
        "outcomes": outcome_rows.rows_of(known(turn, seat, may_know_all=may_know_all)),
        "ledger": bridge.entry_rows(
            perspectives.known_entries(turn, seat, may_know_all=may_know_all), is_exact=may_know_all
        ),
    }


def _leads(reader: access.LogReader | None) -> bool:
    return reader is not None and reader.leads


def _played(branch: Branch) -> Iterator[Turn]:
    """Yield the turns of the line that have results."""
    yield from Turn.objects.played_in(branch).with_exercise()


def _sheets(turn: Turn, seat: Seat, *, may_know_all: bool) -> QuerySet[OrderSheet]:
    """Return the order sheets of a turn that the seat may read."""
    sheets = OrderSheet.objects.filter(turn=turn).select_related("seat").order_by("seat__role")
    sheets = sheets.prefetch_related("questions__by")
    return sheets if may_know_all else sheets.filter(seat=seat)


def _turn_document(turn: Turn, seat: Seat, *, may_know_all: bool) -> dict[str, Any]:
    """Return one turn; `branch` is the branch on which it was played, `time` the hours of the scenario it covers."""
    setting = bridge.setting_for(turn)
    return {
        "branch": turn.branch.number,
        "turn": turn.number,
        "time": hours(setting.spec.turns[turn.number - 1]),
        "sheets": [
            {
                "turn": turn.number,
                "seat": sheet.seat.role,
                "orders": sheet.orders,
                "reason": sheet.reason,
            }
            | forecast_document(sheet)
            | {"staff": staff_document(setting, sheet)}
            for sheet in _sheets(turn, seat, may_know_all=may_know_all)
        ],
        "injects": [asdict(each) for each in _injects(turn, seat)],
    } | ledger_document(turn, seat, may_know_all=may_know_all)


def _injects(turn: Turn, seat: Seat) -> tuple[msel.ReadInject, ...]:
    """Return the injects that the people of the seat read in the turn."""
    listed = opening.briefing(bridge.content_for(turn), perspectives.view_of(turn, seat), turn.number).injects
    return msel.injects_read(seat, turn, listed)


def _knowledge(
    seat: Seat, branch: Branch, reader: access.LogReader | None
) -> tuple[bool, dict[int, list[Observation]], dict[int, Talk]]:
    """Return whether the reader has full truth, the observations by the turn's primary key, the messages by turn
    number.
    """
    if reader is None:
        return access.may_know_all(seat, branch), {}, {}
    return reader.knows_all, _noted(reader.person, branch), talk_of(reader)


def _noted(person: Participant, branch: Branch) -> dict[int, list[Observation]]:
    """Return the observations of the line that the person may read, oldest first, by the turn's primary key."""
    found: dict[int, list[Observation]] = {}
    noted = access.observations_for(person).filter(turn__in=Turn.objects.in_line(branch).order_by())
    for each in noted.select_related("turn__branch", "seat", "by").order_by("pk"):
        found.setdefault(each.turn_id, []).append(each)
    return found
