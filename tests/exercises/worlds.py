"""Two worlds that differ only in what a seat may not know, for differential tests of secrecy."""

from typing import Any

from wargame.exercises import bridge
from wargame.exercises.models import LedgerEntry, OrderSheet, Seat, Turn


def change_what_is_hidden(turn: Turn, seat: Seat) -> int:
    """Alters everything about a turn that the seat may not know; gives the number of cells and rows altered."""
    turn = Turn.objects.with_exercise().get(pk=turn.pk)
    return _world(turn, seat) + _sheets(turn, seat) + _ledger(turn, seat) + _outcomes(turn, seat)


def _world(turn: Turn, seat: Seat) -> int:
    view = bridge.view_of(turn, seat)
    altered = 0
    for name, known in view.world._asdict().items():
        stored = turn.world["world"][name]
        altered += _alter(stored, known.tolist())
    Turn.objects.filter(pk=turn.pk).update(world=turn.world, digest="0" * 64 if turn.digest else "")
    return altered


def _alter(stored: list[Any], known: list[Any]) -> int:
    altered = 0
    for index, value in enumerate(known):
        if isinstance(value, list):
            altered += _alter(stored[index], value)
        elif bridge.shown_amount("tension", value) is None:
            # Flags and truths are 0 or 1, everything else has room for one more.
            stored[index] = 1 - stored[index] if stored[index] in (0, 1) else stored[index] - 1
            altered += 1
    return altered


def _sheets(turn: Turn, seat: Seat) -> int:
    others = OrderSheet.objects.filter(turn=turn).exclude(seat=seat)
    return others.update(orders=[], reason="They did something else.", revision=7)


def _ledger(turn: Turn, seat: Seat) -> int:
    hidden = [entry for entry in LedgerEntry.objects.filter(turn=turn) if seat.role not in entry.audience]
    for entry in hidden:
        entry.before, entry.after, entry.text = entry.before + 5, entry.after + 5, "Something else happened."
    LedgerEntry.objects.bulk_update(hidden, ["before", "after", "text"])
    return len(hidden)


def _outcomes(turn: Turn, seat: Seat) -> int:
    altered = sum(_outcome(outcome, seat.role) for outcome in turn.outcomes)
    Turn.objects.filter(pk=turn.pk).update(outcomes=turn.outcomes)
    return altered


def _outcome(outcome: dict[str, Any], seat: str) -> int:
    """Of an outcome that the seat notices, the roll, and the odds and reasons that only others may know are altered."""
    if seat not in outcome["audience"]:
        outcome["text"] = "Something else happened."
        return 1
    hidden = [reason for reason in outcome["reasons"] if seat not in reason["audience"]]
    hidden_odds = [seen for seen in outcome["seen"] if seat not in seen["seats"]]
    for reason in hidden:
        reason["text"] = "Something else mattered."
    if len(hidden_odds) < len(outcome["seen"]):
        hidden_odds.append(outcome)
    for odds in hidden_odds:
        for option in odds["options"]:
            option["in_100"] += 1
    has_roll = outcome["roll"] >= 0
    if has_roll:
        outcome["roll"], outcome["threshold"] = outcome["roll"] + 1000, outcome["threshold"] + 1000
    return len(hidden) + len(hidden_odds) + has_roll
