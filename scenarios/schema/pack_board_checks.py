"""Checks that a pack's board fits its kind, its seats and its rules."""

from collections import Counter
from collections.abc import Callable, Iterator

from scenarios.pack_faults import Fault
from scenarios.schema.board_names import unknown_to_some
from scenarios.schema.pack import Pack
from scenarios.schema.pack_board import ForceText, GuestText
from scenarios.schema.pack_queue_checks import queue_faults
from scenarios.vocabulary import BoardKind
from wargame.spelling import one_of

WHOLE = 100


def board_faults(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    """Yield the faults of a board. `fault` makes one at an item of a section, as `Origins.fault` does."""
    yield from _of_another_kind(pack, fault)
    yield from _strange_parts(pack, fault)
    yield from _strange_forces(pack, fault)
    yield from _strange_stages(pack, fault)
    yield from _strange_counts(pack, fault)
    yield from queue_faults(pack, fault)
    points = sum(part.points for part in pack.board.openness)
    if pack.board.openness and points != WHOLE:
        first = len(pack.board.parts()) - len(pack.board.openness)
        remedy = f"Let the points add up to {WHOLE}."
        yield fault("board", first, ("points",), f"the points of openness add up to {points}.", remedy)


def _of_another_kind(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    if pack.meta.board is BoardKind.MANOEUVRE and not pack.board.ranges:
        yield fault("meta", None, ("board",), "the board has no range.", "Add board.yaml, with 'ranges'.")
    if pack.meta.board is BoardKind.TRADE and not pack.rules.lists:
        yield fault("meta", None, ("board",), "the board has no list.", "Add lists.yaml, with 'flows' and 'lists'.")
    if pack.meta.board is not BoardKind.MANOEUVRE and pack.board.parts():
        remedy = "Write 'board: manoeuvre' in scenario.yaml, or leave board.yaml out."
        kinds = {BoardKind.MAP: "map", BoardKind.QUEUE: "queue"}
        kind = kinds.get(pack.meta.board, "board of trade")
        yield fault("board", 0, (), f"a {kind} has no such parts.", remedy)
    if pack.meta.board is not BoardKind.TRADE:
        remedy = "Write 'board: trade' in scenario.yaml, or leave them out."
        for section in ("stages", "counts"):
            if getattr(pack.board, section):
                yield fault(section, 0, (), "only a board of trade shows them.", remedy)


def _strange_parts(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    codes, last = {seat.code for seat in pack.seats}, len(pack.rules.turns)
    keys = {item.key for item in pack.texts.cued()}
    for index, part in enumerate(pack.board.parts()):
        if strange := set(part.seats) - codes:
            remedy = f"Use one of: {', '.join(sorted(codes))}."
            yield fault("board", index, ("seats",), f"there is no seat {min(strange)}.", remedy)
        if part.turns[1] > last:
            yield fault("board", index, ("turns", 1), f"there is no turn {part.turns[1]}.", f"Write 1 to {last}.")
        if part.key in keys:
            yield fault("board", index, ("key",), f"the key '{part.key}' is taken.", "Choose another key.")
        keys.add(part.key)


def _strange_forces(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    ranges, states = {one.range for one in pack.board.ranges}, {state.code for state in pack.rules.states}
    start = len(pack.board.ranges)
    for index, force in enumerate(pack.board.forces, start):
        if force.range not in ranges:
            remedy = f"Use one of: {', '.join(sorted(ranges))}."
            yield fault("board", index, ("range",), f"there is no range '{force.range}'.", remedy)
    named: tuple[ForceText | GuestText, ...] = (*pack.board.forces, *pack.board.guests)
    for index, part in enumerate(named, start):
        if part.state not in states:
            remedy = f"Use one of: {', '.join(sorted(states))}."
            yield fault("board", index, ("state",), f"there is no state {part.state}.", remedy)


def _strange_stages(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    row = pack.board.stages
    if row is None:
        return
    incident = next((one for one in pack.rules.incidents if one.key == row.incident), None)
    yield from unknown_to_some(fault, "incident", row.incident, pack.rules.incidents, ("stages", 0, ("incident",)))
    if incident is None:
        return
    stages, named = [stage.key for stage in incident.stages], [stop.stage for stop in row.stops]
    for index, stage in enumerate(named):
        if stage not in stages:
            message, remedy = f"'{row.incident}' has no stage '{stage}'.", one_of(stage, stages)
            yield fault("stages", 0, ("stops", index, "stage"), message, remedy)
    counts = Counter(named)
    for stage in dict.fromkeys((*stages, *named)):
        if counts[stage] != 1:
            message = f"the stage '{stage}' stands here {'twice' if counts[stage] else 'nowhere'}."
            yield fault("stages", 0, ("stops",), message, "Give each stage of the incident one stop.")


def _strange_counts(pack: Pack, fault: Callable[..., Fault]) -> Iterator[Fault]:
    for index, counted in enumerate(pack.board.counts):
        yield from unknown_to_some(fault, "mark", counted.mark, pack.rules.marks, ("counts", index, ("mark",)))
        if counted.agreement:
            place = ("counts", index, ("agreement",))
            yield from unknown_to_some(fault, "agreement", counted.agreement, pack.rules.agreements, place)
