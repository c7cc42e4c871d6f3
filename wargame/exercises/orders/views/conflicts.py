"""Changes that colleagues in the same seat have made meanwhile, in words, with the sheet as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from wargame.exercises.models import Participant, SheetChange
from wargame.exercises.orders.selectors.orders import draft_from, line_of
from wargame.exercises.orders.services import orders, shared_sheets
from wargame.exercises.orders.services.merging import Difference, Row
from wargame.exercises.orders.views import page
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.web.htmx import HtmxHttpRequest

MOST_NAMED = 3
"""So many changes are named in a sentence; more are counted."""


@dataclass(frozen=True)
class ConflictChoice:
    """Their version of an order and mine, in words.

    `fields`, posted to `address`, choose mine; `slot` (from 1) is theirs, 0 where it is gone.
    """

    theirs: str
    mine: str
    slot: int
    address: str
    fields: Mapping[str, str]


def conflict(
    request: HtmxHttpRequest, at: SeatView, by: Participant, refused: shared_sheets.SheetConflict
) -> HttpResponse:
    """Show the colleague who changed the same order, their change and one's own, and the choice between the two."""
    changed, mine = refused.conflict.changed, refused.conflict.mine
    slot = 0 if changed.current.slot is None else changed.current.slot + 1
    choice = ConflictChoice(
        theirs=f"{_who(refused.change, by)} {_did(at, changed)}.",
        mine=f"Your version: {_describe(at, mine, is_gone=not slot)}." if mine else "You were about to remove it.",
        slot=slot,
        address=_address(at, slot, mine),
        fields=mine or {},
    )
    return page.refused(request, at, {"conflict_choice": choice}, draft=draft_from(refused.sheet), slot=slot)


def overtaken(request: HtmxHttpRequest, at: SeatView, by: Participant, revision: int) -> HttpResponse:
    """Show the changes since the revision that was submitted, with their authors, and offer to submit the sheet as it
    is now."""
    sheet = orders.sheet_of(seat=at.seat, turn=at.turn)
    try:
        sentence = _sentence(at, by, shared_sheets.history_of(sheet, revision))
    except orders.OutdatedSheet as unknown:
        return page.refusal(request, at, conflict=str(unknown))
    return page.refused(request, at, {"overtaken": sentence}, draft=draft_from(sheet))


def _sentence(at: SeatView, by: Participant, history: shared_sheets.History) -> str:
    """One sentence of all differences, by author."""
    deeds_of: dict[str, list[str]] = {}
    found = history.differences()
    for difference in found[:MOST_NAMED]:
        deeds_of.setdefault(_who(history.author_of(difference), by), []).append(_did(at, difference))
    if history.changes[-1].is_ready or not found:
        deed = "submitted these orders" if history.changes[-1].is_ready else "saved the same orders again"
        deeds_of.setdefault(_who(history.changes[-1], by), []).append(deed)
    clauses = [f"{who} {' and '.join(deeds)}" for who, deeds in deeds_of.items()]
    more = len(found) - MOST_NAMED
    if more > 0:
        clauses.append(f"{more} more order{'s differ' if more > 1 else ' differs'}")
    return f"{'; '.join(clauses)}."


def _who(change: SheetChange, reader: Participant) -> str:
    """Return the author of a change in words for people who sit in the same seat."""
    if change.policy:
        return "The AI"
    if change.by is None:
        return "Somebody"
    if change.by_id == reader.pk:
        return "In another window you"
    return "The white cell" if change.by.part == Participant.Part.WHITE_CELL else change.by.name


def _did(at: SeatView, difference: Difference) -> str:
    """Return the change of an order in words; its number is the one that it has now, or had before it went."""
    current = difference.current
    if current.row is None or current.slot is None:
        return f"removed order {difference.was_at + 1}, {_describe(at, difference.before or {}, is_gone=True)}"
    if difference.before is None:
        return f"added {_describe(at, current.row, is_gone=True)}"
    return f"changed order {current.slot + 1} to “{_describe(at, current.row)}”"


def _describe(at: SeatView, row: Row, *, is_gone: bool = False) -> str:
    """Return an order in words: how far, towards and with whom; with its name where the sheet does not show that."""
    line = line_of(at.view.setting, row, 0, is_open=False)
    return " · ".join(filter(None, (line.name if is_gone or not line.summary else "", line.summary)))


def _address(at: SeatView, slot: int, mine: Row | None) -> str:
    """Return where my version is posted: to the order as it stands, or as a new one where it is gone."""
    turn = [at.seat.exercise.code, at.turn.number]
    if not slot:
        return reverse("add_order", args=turn)
    return reverse("remove_order" if mine is None else "update_order", args=[*turn, slot])
