"""The turn log and whole exercises as documents to take away: JSON, and CSV that no spreadsheet executes."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.forms.models import model_to_dict

from wargame.exercises import access, bridge, msel
from wargame.exercises.models import (
    Branch,
    ControlEntry,
    Exercise,
    Inject,
    LedgerEntry,
    Message,
    Observation,
    OrderSheet,
    Participant,
    Proposal,
    Rationale,
    Seat,
    Turn,
)

CSV_COLUMNS = (
    "branch", "turn", "type", "sequence", "actor", "kind", "level", "target", "partner", "result",
    "rule", "variable", "who", "towards", "name", "before", "change", "after", "chance_in_100", "roll_in_100",
    "cause", "text", "ruling",
)  # fmt: skip
VERDICT = ("about", "result", "instead_of", "reason", "is_public", "by__name", "at")
ARGUMENT = ("about", "is_for", "strength", "text", "seat__role", "by__name", "at")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_ROLLS = 65536


def log_document(seat: Seat, branch: Branch) -> dict[str, Any]:
    """The log of a line of turns as far as the people in the seat may know it."""
    may_know_all = access.may_know_all(seat, branch)
    return {
        "exercise": str(seat.exercise),
        "scenario": seat.exercise.scenario_version.title,
        "branch": {"number": branch.number, "name": branch.name, "ending": branch.ending},
        "seat": seat.role,
        "is_full_truth": may_know_all,
        "turns": [_turn_document(turn, seat, may_know_all=may_know_all) for turn in _played(branch)],
    }


def log_json(seat: Seat, branch: Branch) -> str:
    """`log_document` as text."""
    return json.dumps(log_document(seat, branch), indent=1, ensure_ascii=False)


def log_csv(seat: Seat, branch: Branch) -> str:
    """The log as a table: a row for each outcome and each ledger entry, with its turn number in every row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    may_know_all = access.may_know_all(seat, branch)
    for turn in _played(branch):
        for row in _csv_rows(turn, seat, may_know_all=may_know_all):
            writer.writerow({key: harmless(value) for key, value in row.items()})
    return out.getvalue()


def harmless(value: Any) -> Any:
    """A cell that a spreadsheet shows and does not execute; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def exercise_document(exercise: Exercise) -> dict[str, Any]:
    """Everything about an exercise, every secret included: for its owner's archive and for proofs."""
    version = exercise.scenario_version
    return {
        "exercise": model_to_dict(exercise)
        | {
            "created_at": exercise.created_at.isoformat(),
            "ended_at": exercise.ended_at and exercise.ended_at.isoformat(),
        },
        "scenario": {
            "slug": version.scenario.slug,
            "version": version.number,
            "content_hash": version.content_hash,
        },
        "seats": [{"role": seat.role, "policy": seat.policy} for seat in exercise.seats.all()],
        "people": [_person_document(person) for person in exercise.participants.select_related("seat")],
        "control": [_act_document(entry) for entry in exercise.control_entries.select_related("by", "turn", "seat")],
        "injects": [_inject_document(each) for each in exercise.injects.select_related("sent_in", "sent_by")],
        "branches": [_branch_document(branch) for branch in exercise.branches.select_related("parent_turn__branch")],
    }


def _person_document(person: Participant) -> dict[str, Any]:
    return {
        "name": person.name,
        "part": person.part,
        "seat": person.seat and person.seat.role,
        "joined_at": person.joined_at.isoformat(),
        "left_at": person.left_at and person.left_at.isoformat(),
    }


def _act_document(entry: ControlEntry) -> dict[str, Any]:
    return {
        "by": entry.by and entry.by.name,
        "act": entry.act,
        "turn": entry.turn and entry.turn.number,
        "seat": entry.seat and entry.seat.role,
        "detail": entry.detail,
        "reason": entry.reason,
        "at": entry.at.isoformat(),
    }


def _inject_document(inject: Inject) -> dict[str, Any]:
    """An inject that was written, touched or sent; the roles in `texts` are its audience."""
    return {
        "key": inject.key,
        "title": inject.title,
        "texts": inject.texts,
        "turn": inject.turn,
        "when": inject.when,
        "moved_to": inject.moved_to,
        "status": inject.status,
        "sent_in": inject.sent_in and inject.sent_in.number,
        "sent_at": inject.sent_at and inject.sent_at.isoformat(),
        "sent_by": inject.sent_by and inject.sent_by.name,
    }


def _branch_document(branch: Branch) -> dict[str, Any]:
    parent = branch.parent_turn
    return {
        "number": branch.number,
        "name": branch.name,
        "parent": None if parent is None else {"branch": parent.branch.number, "turn": parent.number},
        "ending": branch.ending,
        "final_world": branch.final_world,
        "turns": [_whole_turn(turn) for turn in branch.turns.order_by("number")],
    }


def _whole_turn(turn: Turn) -> dict[str, Any]:
    skipped = ("id", "branch", "lease_until", "next_enqueue_at")
    row = {field.name: getattr(turn, field.name) for field in turn._meta.concrete_fields if field.name not in skipped}
    stamps = {name: row[name] and row[name].isoformat() for name in row if name.endswith("_at") or name == "deadline"}
    proposals, messages = turn.proposals.select_related("author", "settled_in"), turn.messages.select_related("author")
    return (
        row
        | stamps
        | {
            "sheets": [_sheet_document(sheet) for sheet in turn.sheets.select_related("seat").order_by("seat__role")],
            "proposals": [_proposal_document(each) for each in proposals.prefetch_related("answers__by")],
            "rationales": [_rationale_document(each) for each in turn.rationales.select_related("seat", "by")],
            "verdicts": [row | {"at": row["at"].isoformat()} for row in turn.verdicts.values(*VERDICT)],
            "arguments": [row | {"at": row["at"].isoformat()} for row in turn.arguments.values(*ARGUMENT)],
            "observations": [_observation_document(each) for each in turn.observations.select_related("seat", "by")],
            "messages": [_message_document(each) for each in messages.prefetch_related("receipts__person")],
            "ledger": [model_to_dict(entry, exclude=["id", "turn"]) for entry in LedgerEntry.objects.filter(turn=turn)],
        }
    )


def _proposal_document(proposal: Proposal) -> dict[str, Any]:
    settled = proposal.settled_in
    return {
        "agreement": proposal.agreement,
        "act": proposal.act,
        "proposer": proposal.proposer,
        "parties": proposal.parties,
        "terms": proposal.terms,
        "author": proposal.author.name,
        "proposed_at": proposal.proposed_at.isoformat(),
        "lapses_after": proposal.lapses_after,
        "status": proposal.status,
        "settled_in": settled and settled.number,
        "settled_at": proposal.settled_at and proposal.settled_at.isoformat(),
        "answers": [
            {
                "seat": answer.role,
                "is_yes": answer.is_yes,
                "by": answer.by and answer.by.name,
                "policy": answer.policy,
                "reason": answer.reason,
                "at": answer.at.isoformat(),
            }
            for answer in proposal.answers.all()
        ],
    }


def _rationale_document(line: Rationale) -> dict[str, Any]:
    return {
        "seat": line.seat.role,
        "by": line.by.name,
        "revision": line.revision,
        "text": line.text,
        "at": line.at.isoformat(),
    }


def _observation_document(observation: Observation) -> dict[str, Any]:
    return {
        "turn": observation.turn.number,
        "seat": observation.seat.role,
        "objective": observation.objective,
        "kind": observation.kind,
        "text": observation.text,
        "by": observation.by.name,
        "at": observation.at.isoformat(),
    }


def _message_document(message: Message) -> dict[str, Any]:
    return {
        "sender": message.sender,
        "recipients": message.recipients,
        "text": message.text,
        "at_text": message.at_text,
        "is_statement": message.is_statement,
        "outlet": message.outlet,
        "author": message.author and message.author.name,
        "sent_at": message.sent_at and message.sent_at.isoformat(),
        "seen": [
            {"by": receipt.person.name, "seat": receipt.role, "at": receipt.at.isoformat()}
            for receipt in message.receipts.all()
        ],
    }


def _sheet_document(sheet: OrderSheet) -> dict[str, Any]:
    return {
        "seat": sheet.seat.role,
        "revision": sheet.revision,
        "orders": sheet.orders,
        "policy": sheet.policy,
        "reason": sheet.reason,
        "is_missed": sheet.is_missed,
        "is_ready": sheet.is_ready,
        "submitted_at": sheet.submitted_at and sheet.submitted_at.isoformat(),
        "submitted_by": sheet.submitted_by and sheet.submitted_by.name,
        "changes": [
            {
                "revision": change.revision,
                "by": change.by and change.by.name,
                "policy": change.policy,
                "orders": change.orders,
                "is_ready": change.is_ready,
                "at": change.at.isoformat(),
            }
            for change in sheet.changes.select_related("by")
        ],
    }


def _played(branch: Branch) -> Iterator[Turn]:
    """The turns of the line that have results."""
    yield from Turn.objects.in_line(branch).with_exercise().filter(status=Turn.Status.CLOSED)


def _turn_document(turn: Turn, seat: Seat, *, may_know_all: bool) -> dict[str, Any]:
    sheets = turn.sheets.select_related("seat").order_by("seat__role")
    known = sheets if may_know_all else sheets.filter(seat=seat)
    return {
        "turn": turn.number,
        "sheets": [
            {"turn": turn.number, "seat": sheet.seat.role, "orders": sheet.orders, "reason": sheet.reason}
            for sheet in known
        ],
        "injects": [asdict(each) for each in _injects(turn, seat)],
        "outcomes": bridge.outcome_rows(bridge.known_outcomes(turn, seat, may_know_all=may_know_all)),
        "ledger": bridge.entry_rows(bridge.known_entries(turn, seat, may_know_all=may_know_all)),
    }


def _injects(turn: Turn, seat: Seat) -> tuple[msel.Told, ...]:
    """What the people of the seat read of injects in the turn."""
    listed = bridge.briefing(bridge.content_for(turn), bridge.view_of(turn, seat), turn.number).injects
    return msel.told(seat, turn, listed)


def _csv_rows(turn: Turn, seat: Seat, *, may_know_all: bool) -> Iterator[dict[str, Any]]:
    head = {"branch": turn.branch.number, "turn": turn.number}
    outcomes = bridge.known_outcomes(turn, seat, may_know_all=may_know_all)
    entries = bridge.known_entries(turn, seat, may_know_all=may_know_all)
    for told in _injects(turn, seat):
        yield head | {"type": "report", "kind": told.kind, "name": told.title, "text": told.text}
    yield from (head | _outcome_cells(outcome) for outcome in outcomes)
    yield from (head | _entry_cells(entry) for entry in entries)


def _outcome_cells(outcome: bridge.Outcome) -> dict[str, Any]:
    same = ("actor", "kind", "level", "target", "partner", "result", "name", "text")
    return {name: getattr(outcome, name) for name in same} | {
        "type": outcome.subject,
        "chance_in_100": _in_100(outcome.threshold),
        "roll_in_100": _in_100(outcome.roll),
        "ruling": " ".join(f"{ruled.subject} ruled. {ruled.reason}".strip() for ruled in outcome.rulings),
    }


def _entry_cells(entry: bridge.Entry) -> dict[str, Any]:
    amounts = bridge.shown_amounts(entry)
    same = ("sequence", "actor", "kind", "level", "rule", "variable", "who", "towards", "name", "cause", "text")
    return {name: getattr(entry, name) for name in same} | {
        "type": "change",
        "before": amounts.before,
        "change": amounts.delta,
        "after": amounts.after,
        "chance_in_100": _in_100(entry.chance),
        "roll_in_100": _in_100(entry.roll),
    }


def _in_100(amount: int) -> float | str:
    """A chance or roll of the engine (1/65536) in 100; "" where there was none."""
    return "" if amount < 0 else round(100 * amount / _ROLLS, 1)
