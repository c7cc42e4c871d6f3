"""Exports a whole exercise with all its secrets."""

from typing import Any

from django.forms.models import model_to_dict

from wargame.exercises import access
from wargame.exercises.models import (
    Bid,
    Branch,
    ControlEntry,
    Exercise,
    Inject,
    LedgerEntry,
    Message,
    OrderSheet,
    Participant,
    Pledge,
    Proposal,
    Rationale,
    Speech,
    Turn,
)
from wargame.exercises.results.exports.observations import observation_document
from wargame.exercises.results.exports.told import staff_document

VERDICT = ("about", "result", "instead_of", "reason", "is_public", "by__name", "at")
ARGUMENT = ("about", "is_for", "strength", "text", "seat__role", "by__name", "at")


def exercise_document(exercise: Exercise) -> dict[str, Any]:
    """Return everything about an exercise, for its owner's archive and for proofs.

    It includes every secret. The secret behind the dice is included only once all who took part may read it.
    """
    version = exercise.scenario_version
    return {
        "exercise": model_to_dict(exercise)
        | {
            "created_at": exercise.created_at.isoformat(),
            "ended_at": exercise.ended_at and exercise.ended_at.isoformat(),
            "dice": access.dice_of(exercise),
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
    """Return an inject that was written, changed or sent; the roles in `texts` are its audience."""
    return {
        "key": inject.key,
        "title": inject.title,
        "texts": inject.texts,
        "turn": inject.turn,
        "when": inject.when,
        "moved_to": inject.moved_to,
        "speaks_for": inject.speaks_for,
        "offered_in": inject.offered_in,
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
    sheets = turn.sheets.select_related("seat", "submitted_by").prefetch_related("changes__by", "questions__by")
    sheets = sheets.order_by("seat__role")
    proposals = turn.proposals.select_related("author", "settled_in").prefetch_related("answers__by")
    proposals = proposals.defer("settled_in__world", "settled_in__next_world", "settled_in__outcomes")
    messages = turn.messages.select_related("author").prefetch_related("receipts__person")
    return (
        row
        | stamps
        | {
            "sheets": [_sheet_document(sheet) for sheet in sheets],
            "proposals": [_proposal_document(each) for each in proposals],
            "rationales": [_rationale_document(each) for each in turn.rationales.select_related("seat", "by")],
            "bids": [_bid_document(each) for each in turn.bids.select_related("seat", "by")],
            "speeches": [_speech_document(each) for each in turn.speeches.select_related("seat")],
            "verdicts": [row | {"at": row["at"].isoformat()} for row in turn.verdicts.values(*VERDICT)],
            "arguments": [row | {"at": row["at"].isoformat()} for row in turn.arguments.values(*ARGUMENT)],
            "observations": [observation_document(each) for each in turn.observations.select_related("seat", "by")],
            "pledges": [_pledge_document(each) for each in turn.pledges.prefetch_related("events__turn")],
            "messages": [_message_document(each) for each in messages],
            "ledger": [model_to_dict(entry, exclude=["id", "turn"]) for entry in LedgerEntry.objects.filter(turn=turn)],
        }
    )


def _speech_document(speech: Speech) -> dict[str, Any]:
    """Return the advice of an adviser to a seat."""
    return {"seat": speech.seat.role} | model_to_dict(speech, exclude=["id", "turn", "seat"])


def _proposal_document(proposal: Proposal) -> dict[str, Any]:
    settled = proposal.settled_in
    return {
        "agreement": proposal.agreement,
        "act": proposal.act,
        "proposer": proposal.proposer,
        "parties": proposal.parties,
        "terms": proposal.terms,
        "has_restraint": proposal.has_restraint,
        "author": proposal.author and proposal.author.name,
        "policy": proposal.policy,
        "reason": proposal.reason,
        "because": proposal.because,
        "told_in_100": proposal.told_in_100,
        "proposed_at": proposal.proposed_at.isoformat(),
        "lapses_after": proposal.lapses_after,
        "wishes": {role: {"kind": kind, "turn": turn} for role, (kind, turn) in proposal.wishes.items()},
        "instead_of": proposal.counters and proposal.counters.agreement,
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


def _bid_document(bid: Bid) -> dict[str, Any]:
    return {
        "seat": bid.seat.role,
        "by": bid.by.name,
        "key": bid.key,
        "in_100": bid.in_100,
        "at": bid.at.isoformat(),
    }


def _pledge_document(pledge: Pledge) -> dict[str, Any]:
    return {
        "by": pledge.by,
        "to": pledge.to,
        "kind": pledge.kind,
        "until": pledge.until,
        "events": [
            {"turn": event.turn.number, "kind": event.kind, "deed": event.deed, "reason": event.reason}
            for event in pledge.events.all()
        ],
    }


def _message_document(message: Message) -> dict[str, Any]:
    return {
        "sender": message.sender,
        "recipients": message.recipients,
        "text": message.text,
        "at_text": message.at_text,
        "is_statement": message.is_statement,
        "about": message.about,
        "intent": message.intent,
        "told_in_100": message.told_in_100,
        "got_yes": message.got_yes,
        "plans": message.plans,
        "policy": message.policy,
        "reason": message.reason,
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
        "told": sheet.told,
        "staff": staff_document(sheet),
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
            for change in sheet.changes.all()
        ],
    }
