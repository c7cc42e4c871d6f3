"""The seat that replies as states have replied in the record: drawn from the MIE table, shifted by its resolve."""

from dataclasses import dataclass

from wargame.engine.perspective import Perspective
from wargame.engine.policies.candidates import Candidate, acts_at, candidates, fill, sheet_of
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.draw import Draw
from wargame.engine.policies.mie import BY_ACTION, REPLIES, Reply, Stimulus, shifted, stimulus

REPLY_SLOT, ANSWER_SLOT = 100, 101

UNLISTED = 0.1
"""Weight of an order of force that the pack has no leaning for, once the reply drawn asks for one."""

IN_WORDS: dict[Reply, str] = {
    "none": "did not answer it with force",
    "lower": "answered it one level lower",
    "same": "answered it at the same level",
    "higher": "answered it one level higher",
}


@dataclass(frozen=True)
class Faced:
    """The highest hostility that the seat faces: from which state, and the row of the record that fits it."""

    code: str
    row: Stimulus


def empirical(view: Perspective, dice: Draw) -> Decision:
    """Draw whether and how strongly to reply, then choose among the legal orders by the pack's leanings."""
    pool = candidates(view)
    faced = _faced(view)
    if faced is None:
        chosen = fill(view, (), pool, dice)
        return Decision(sheet_of(chosen), f"Had no act of force to answer{_first_because(chosen)}.")
    reply, in_100 = _reply(view, faced.row, dice)
    forceful = [c for c in pool if c.is_militarised and c.hostility <= _ceiling(reply, faced.row.hostility)]
    answer = _answer(forceful, reply, faced.code, dice)
    chosen = fill(view, answer, [c for c in pool if not c.is_militarised], dice)
    said = IN_WORDS[reply] if answer or reply == "none" else "found no legal order to answer it with force"
    chance = f"({in_100} in 100 for a state of its resolve)"
    return Decision(sheet_of(chosen), f"{_opening(view, faced)}, it {said} {chance}{_first_because(chosen)}.")


def _opening(view: Perspective, faced: Faced) -> str:
    article = "an" if faced.row.name[0] in "aeiou" else "a"
    return f"Faced with {article} {faced.row.name} by {view.setting.said(faced.code)}"


def _faced(view: Perspective) -> Faced | None:
    """The most hostile act aimed at the seat last turn, or incident that touches it now."""
    found = [Faced(code, BY_ACTION[act]) for code, act in acts_at(view).items() if act in BY_ACTION]
    for spec, (_, hostility, _) in zip(view.setting.spec.incidents, view.world.incident.tolist(), strict=True):
        is_touched = view.seat == spec.target or view.seat in spec.claimants
        row = stimulus(hostility, is_aimed_here=view.seat == spec.target)
        if row is not None and is_touched and view.seat != spec.actor:
            found.append(Faced(spec.actor, row))
    return max(found, key=lambda faced: (faced.row.hostility, faced.row.action), default=None)


def _reply(view: Perspective, row: Stimulus, dice: Draw) -> tuple[Reply, int]:
    """The reply drawn, and its chance in 100 for a seat of this resolve."""
    shares = shifted(row, int(view.world.resolve[view.index]) / 1000)
    drawn = dice.pick(shares, REPLY_SLOT)
    return REPLIES[drawn], round(100 * shares[drawn] / sum(shares))


def _ceiling(reply: Reply, hostility: int) -> int:
    """The highest MID level that the reply allows; 1 is nothing militarised."""
    return {"none": 1, "lower": hostility - 1, "same": hostility, "higher": hostility + 1}[reply]


def _answer(pool: list[Candidate], reply: Reply, code: str, dice: Draw) -> tuple[Candidate, ...]:
    """One order of force aimed at `code`; a higher reply leans to severe levels, a lower one to mild ones."""
    aimed = [c for c in pool if c.faces(code)] or pool
    if not aimed:
        return ()
    leaning = {"higher": 1.0, "same": 0.0, "lower": -0.5, "none": 0.0}[reply]
    weights = [(c.weight or UNLISTED) * (1 + max(0.0, c.level.severity) / 10) ** leaning for c in aimed]
    return (aimed[dice.pick(weights, ANSWER_SLOT)],)


def _first_because(chosen: tuple[Candidate, ...]) -> str:
    """The pack's sentence for the first order that has one, to end the reason with."""
    because = next((c.because.rstrip(".") for c in chosen if c.because), "")
    return f": {because}" if because else ""
