"""Exports the turn log: as JSON, and as CSV whose cells no spreadsheet executes."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from scenarios import opening
from wargame.engine.values import LedgerEntry, Outcome
from wargame.exercises import access, bridge, exercise_dials, msel, outcome_rows, perspectives
from wargame.exercises.models import Branch, Observation, OrderSheet, Participant, Seat, Turn
from wargame.exercises.results.exports.observations import observation_document
from wargame.exercises.results.exports.talk import talk_cells, talk_document
from wargame.exercises.results.exports.told import staff_cells, staff_document, told_cells, told_document
from wargame.exercises.results.selectors.talk import Talk, talk_of

CSV_COLUMNS = (
    "branch", "turn", "type", "sequence", "actor", "kind", "level", "target", "partner", "result",
    "rule", "variable", "who", "towards", "name", "before", "change", "after", "chance_in_100", "odds_in_100",
    "cause", "text", "ruling",
)  # fmt: skip
FULL_TRUTH_COLUMNS = ("roll_in_100", "threshold_in_100", "odds_told")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def log_document(seat: Seat, branch: Branch, reader: access.LogReader | None = None) -> dict[str, Any]:
    """Return the log of a line as far as the people in the seat may know it.

    It includes messages and observations as far as the `reader` may know them, and none of them without a reader.
    """
    may_know_all, noted, said = _knowledge(seat, branch, reader)
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


def log_csv(seat: Seat, branch: Branch, reader: access.LogReader | None = None) -> str:
    """Return the log as a table, with the turn number in every row.

    Rows are dials that differ from the scenario's, outcomes, ledger entries, and messages and observations as far as
    the `reader` may know them. Only full truth has columns for rolls.
    """
    out = io.StringIO()
    may_know_all, noted, said = _knowledge(seat, branch, reader)
    columns = (*CSV_COLUMNS, *FULL_TRUTH_COLUMNS) if may_know_all else CSV_COLUMNS
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for one in exercise_dials.changed_dials(seat.exercise, leads=_leads(reader)):
        writer.writerow({key: harmless(value) for key, value in _dial_cells(one, branch).items()})
    for turn in _played(branch):
        rows = _csv_rows(turn, seat, may_know_all=may_know_all)
        spoken = talk_cells(turn.branch.number, turn.number, said.get(turn.number, Talk()))
        for row in (*rows, *spoken, *map(_observation_cells, noted.get(turn.pk, ()))):
            writer.writerow({key: harmless(value) for key, value in row.items()})
    return out.getvalue()


def harmless(value: Any) -> Any:
    """Return a cell that a spreadsheet shows and does not execute. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


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
    return {
        "turn": turn.number,
        "sheets": [
            {
                "turn": turn.number,
                "seat": sheet.seat.role,
                "orders": sheet.orders,
                "reason": sheet.reason,
            }
            | told_document(sheet)
            | {"staff": staff_document(sheet)}
            for sheet in _sheets(turn, seat, may_know_all=may_know_all)
        ],
        "injects": [asdict(each) for each in _injects(turn, seat)],
        "outcomes": outcome_rows.rows_of(_outcomes(turn, seat, may_know_all=may_know_all)),
        "ledger": bridge.entry_rows(
            perspectives.known_entries(turn, seat, may_know_all=may_know_all), is_exact=may_know_all
        ),
    }


def _outcomes(turn: Turn, seat: Seat, *, may_know_all: bool) -> tuple[Outcome, ...]:
    """Return the outcomes of the turn, in full truth with what the white cell sent; a seat has that as reports."""
    told = perspectives.known_events if may_know_all else perspectives.known_outcomes
    return told(turn, seat, may_know_all=may_know_all)


def _injects(turn: Turn, seat: Seat) -> tuple[msel.ReadInject, ...]:
    """Return the injects that the people of the seat read in the turn."""
    listed = opening.briefing(bridge.content_for(turn), perspectives.view_of(turn, seat), turn.number).injects
    return msel.injects_read(seat, turn, listed)


def _csv_rows(turn: Turn, seat: Seat, *, may_know_all: bool) -> Iterator[dict[str, Any]]:
    head = {"branch": turn.branch.number, "turn": turn.number}
    outcomes = _outcomes(turn, seat, may_know_all=may_know_all)
    entries = perspectives.known_entries(turn, seat, may_know_all=may_know_all)
    for inject in _injects(turn, seat):
        yield head | {"type": "report", "kind": inject.kind, "name": inject.title, "text": inject.text}
    for sheet in _sheets(turn, seat, may_know_all=may_know_all):
        yield from told_cells(sheet, turn)
        yield from staff_cells(sheet, turn)
    yield from (head | _outcome_cells(outcome) for outcome in outcomes)
    yield from (head | _entry_cells(entry, is_exact=may_know_all) for entry in entries)


def _dial_cells(one: exercise_dials.SetDial, branch: Branch) -> dict[str, Any]:
    return {
        "branch": branch.number,
        "type": "dial",
        "kind": one.dial.key,
        "name": one.dial.name,
        "before": one.own,
        "after": one.value,
        "text": one.said,
    }


def _outcome_cells(outcome: Outcome) -> dict[str, Any]:
    same = ("actor", "kind", "level", "target", "partner", "result", "name", "text")
    cells = {name: getattr(outcome, name) for name in same} | {
        "type": outcome.subject,
        "chance_in_100": outcome_rows.chance_of(outcome),
        "odds_in_100": outcome_rows.in_words(outcome.options),
        "ruling": " ".join(f"{ruled.subject} ruled. {ruled.reason}".strip() for ruled in outcome.rulings),
    }
    draw = outcome.draw
    if draw is not None:
        values = (draw.roll_in_100, draw.threshold_in_100, outcome_rows.told_in_words(draw))
        cells |= dict(zip(FULL_TRUTH_COLUMNS, values, strict=True))
    return cells


def _entry_cells(entry: LedgerEntry, *, is_exact: bool) -> dict[str, Any]:
    amounts = bridge.shown_amounts(entry, is_exact=is_exact)
    same = ("sequence", "actor", "kind", "level", "rule", "variable", "who", "towards", "name", "cause", "text")
    return {name: getattr(entry, name) for name in same} | {
        "type": "change",
        "before": amounts.before,
        "change": amounts.delta,
        "after": amounts.after,
    }


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


def _observation_cells(noted: Observation) -> dict[str, Any]:
    return {
        "branch": noted.turn.branch.number,
        "turn": noted.turn.number,
        "type": "observation",
        "kind": noted.kind,
        "who": noted.seat.role,
        "name": noted.objective,
        "cause": f"noted:{noted.by.name}",
        "text": noted.text,
    }
