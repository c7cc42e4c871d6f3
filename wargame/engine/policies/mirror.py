"""The seat that answers in kind: as hard as it was pressed, and now and then a step of goodwill that asks nothing.

Sources: reciprocity in the triangle of powers (Goldstein and Freeman 1990); graduated and reciprocated initiatives
in tension reduction, GRIT (Osgood 1962).
"""

from wargame.engine.perspective import Perspective
from wargame.engine.policies.candidates import Candidate, acts_at, candidates
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.draw import Draw
from wargame.engine.policies.mie import BY_ACTION

STEP_SLOT, ANSWER_SLOT = 110, 111

FELT = 8.0
"""Points by which tension must stand over its opening value before the seat counts itself as pressed."""

STEP_IN_100 = 35
"""How often a seat that is pressed tries a step of goodwill instead of an answer."""


def mirror(view: Perspective, dice: Draw) -> Decision:
    """Answer the state that has pressed the seat most, at the level and intensity received."""
    code, level, pressure = _pressed_by(view)
    name = view.setting.said(code) if code else "nobody"
    aimed = [c for c in candidates(view) if c.faces(code)]
    kind = [c for c in aimed if c.is_conciliatory]
    hard = [c for c in aimed if not c.is_conciliatory]
    if not level and pressure < FELT:
        return Decision((), "Felt no new pressure and gave no orders.")
    if kind and (not hard or dice.in_100(STEP_SLOT) < STEP_IN_100):
        step = _nearest(kind, 0, 0, dice)
        return Decision((step.order,), f"Took a step of goodwill towards {name} that asks for nothing in return.")
    if not hard:
        return Decision((), f"Felt pressure from {name} and found no legal order to answer with.")
    answer = _nearest(hard, level, pressure, dice)
    felt = f"tension with {name} stands {pressure:.0f} points over its opening value"
    return Decision((answer.order,), f"Answered in kind: {felt}.")


def _pressed_by(view: Perspective) -> tuple[str, int, float]:
    """The state whose last act at the seat was most hostile: its code, the MID level, and the tension it raised.

    Where acts are level the rise of tension over its opening value decides, in points.
    """
    acts = acts_at(view)
    tension = view.world.tension[view.index].tolist()
    felt = [
        (
            BY_ACTION[acts[dyad.towards]].hostility if acts[dyad.towards] in BY_ACTION else 0,
            max(0.0, tension[view.setting.names.states[dyad.towards]] / 1000 - dyad.tension),
            dyad.towards,
        )
        for dyad in view.setting.spec.dyads
        if dyad.who == view.seat
    ]
    level, rise, code = max(felt, default=(0, 0.0, ""))
    return code, level, rise


def _nearest(pool: list[Candidate], level: int, intensity: float, dice: Draw) -> Candidate:
    """The candidate nearest in MID level, then in severity; the pack's leanings, then dice, decide ties."""

    def distance(candidate: Candidate) -> tuple[int, float]:
        return abs(candidate.hostility - level), abs(candidate.level.severity - intensity)

    nearest = min(distance(c) for c in pool)
    tied = [c for c in pool if distance(c) == nearest]
    return tied[dice.pick([c.weight or 1.0 for c in tied], ANSWER_SLOT)]
