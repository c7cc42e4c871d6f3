"""The seat that does what its state did on the day, as far as the rules still allow it."""

from wargame.engine.perspective import Perspective
from wargame.engine.policies.candidates import Candidate, candidates, fill, sheet_of
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.draw import Draw
from wargame.engine.spec import RecordSpec


def historical(view: Perspective, dice: Draw) -> Decision:
    """Give the recorded orders of this turn; replace one that is no longer legal by one the pack leans to."""
    recorded = [r for r in view.setting.spec.record if r.seat == view.seat and r.turn == view.turn]
    if not recorded:
        return Decision((), "The record has no act of this state in this turn.")
    pool = candidates(view)
    kept: tuple[Candidate, ...] = ()
    for record in recorded:
        legal = [c for c in pool if _is(c, record) and _is_affordable(view, c, kept)]
        kept += tuple(legal[:1])
    missed = len(recorded) - len(kept)
    if not missed:
        return Decision(sheet_of(kept), f"Did what the record says for this turn: {_names(kept)}.")
    chosen = fill(view, kept, pool, dice)[: len(recorded)]
    done = f"kept to the record with {_names(kept)}" if kept else "left the record"
    return Decision(sheet_of(chosen), f"Recorded orders that are no longer possible: {missed}; it {done}.")


def _is(candidate: Candidate, record: RecordSpec) -> bool:
    order = candidate.order
    return order.kind == record.kind and record.level in {"", order.level} and record.target in {"", order.target}


def _is_affordable(view: Perspective, candidate: Candidate, kept: tuple[Candidate, ...]) -> bool:
    return candidate.level.cost + sum(c.level.cost for c in kept) <= view.points


def _names(kept: tuple[Candidate, ...]) -> str:
    return ", ".join(f"{c.spec.name[0].lower()}{c.spec.name[1:]}" for c in kept)
