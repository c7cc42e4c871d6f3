"""Changes a scene's worlds, outcomes and ledger in what a seat, or everybody, may not know."""

from typing import Any

import numpy as np

from tests.secrecy import audiences
from tests.secrecy.pairs import alike, far_from, untold_of
from wargame import engine
from wargame.engine.world.layout import flatten
from wargame.exercises import bridge
from wargame.exercises.models import Exercise, LedgerEntry, Turn

OTHER = "Something else happened."
EVERYTHING = "*"
"""Stands for the seat of somebody who watches everything."""


def alter(exercise: Exercise, role: str, seen: int, told: int) -> int:
    """Change what is hidden from a seat ("": from some seat) in turns; in those after `seen` or `told`, everything."""
    turns = Turn.objects.with_exercise().filter(branch__exercise=exercise)
    return sum(alter_turn(turn, role, seen, told) for turn in turns)


def alter_turn(turn: Turn, role: str, seen: int, told: int) -> int:
    """Change the same in one turn; return the number of cells, rows and outcomes changed."""
    setting, outcomes = bridge.setting_for(turn), bridge.outcomes_of(turn)
    spec = setting.spec
    is_told = turn.is_closed and turn.number <= told
    ledger = list(LedgerEntry.objects.filter(turn=turn))
    hidden = [
        entry for entry in ledger if not is_told or not _knows(audiences.knows_entry(spec, entry, outcomes), role, spec)
    ]
    for entry in hidden:
        entry.before, entry.after, entry.text = entry.before + 5, entry.after + 5, OTHER
    LedgerEntry.objects.bulk_update(hidden, ["before", "after", "text"])
    changed = {"world": _world(turn, turn.world, role, is_seen=turn.number <= seen)}
    if turn.next_world is not None:
        changed["next_world"] = _world(turn, turn.next_world, role, is_seen=is_told)
    rows = turn.outcomes
    altered = sum(
        _outcome(row, role, is_noticed=is_told and _knows(audiences.knows_outcome(spec, outcome), role, spec))
        for row, outcome in zip(rows, outcomes, strict=True)
        if role != EVERYTHING or not is_told
    )
    Turn.objects.filter(pk=turn.pk).update(outcomes=rows, **changed)
    cells = int(np.sum(~_same(engine.decode(turn.world, setting), engine.decode(changed["world"], setting))))
    return len(hidden) + altered + cells


def _knows(seats: audiences.Seats, role: str, spec: engine.ScenarioSpec) -> bool:
    if role == EVERYTHING:
        return True
    return role in seats if role else seats == audiences.seats_of(spec)


def _world(turn: Turn, stored: Any, role: str, *, is_seen: bool) -> Any:
    setting = bridge.setting_for(turn)
    world = engine.decode(stored, setting)
    other = far_from(setting, world)
    if not is_seen:
        return engine.encode(other)
    if role == EVERYTHING:
        return stored
    if role:
        return engine.encode(alike(setting, world, other, role))
    # Cell by cell what one of the seats may not know.
    changed = world
    for seat in setting.seats:
        kept = alike(setting, changed, other, seat)
        changed = setting.world(np.where(_same(kept, other), flatten(other), flatten(changed)))
    return engine.encode(changed._replace(untold=untold_of(setting, world)))


def _same(one: engine.World, other: engine.World) -> Any:
    return np.array(flatten(one)) == np.array(flatten(other))


def _outcome(row: dict[str, Any], role: str, *, is_noticed: bool) -> int:
    """Change an outcome that is not noticed; in a noticed one, the reasons, odds and words for others."""
    if not is_noticed:
        row["text"] = row["title"] = OTHER
        return 1
    hidden = [reason for reason in row["reasons"] if reason["reveals"] or role not in reason["audience"]]
    hidden += [account for account in row["accounts"] if role not in account["seats"]]
    if any(role in account["seats"] for account in row["accounts"]) or (row["accounts"] and not role):
        hidden.append(row)
    for each in hidden:
        each["text"] = OTHER
    rulings = [ruled for ruled in row["rulings"] if not ruled["is_public"] or not role]
    for ruled in rulings:
        ruled["reason"] = OTHER
    odds = [seen for seen in row["seen"] if role not in seen["seats"]]
    if len(odds) < len(row["seen"]):
        odds.append(row)
    for each in odds if role else ():
        for option in each["options"]:
            option["in_100"] += 1
    # What was rolled against what is nobody's to know before the end.
    row["roll"], row["threshold"] = row["roll"] + 1000, row["threshold"] + 1000
    return len(hidden) + len(rulings) + len(odds) + 1
