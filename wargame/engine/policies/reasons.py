"""Why a scripted seat chose what it chose, in one sentence."""

from collections.abc import Callable

from wargame.engine.policies.scripted import Thought, fits
from wargame.engine.rules.policies.grit import chance_of_step, course_of, rounds
from wargame.engine.rules.policies.kinds import (
    DOVE,
    EMPIRICAL,
    HAWK,
    HIGHER,
    HISTORICAL,
    HOLD,
    LOWER,
    MIRROR,
    NO_REPLY,
    RANDOM,
    SAME,
)
from wargame.engine.rules.policies.mirror import Pressed, is_pressed, pressed_by, step_towards
from wargame.engine.rules.policies.replies import draw_reply, faced, shares
from wargame.engine.scenario.interstate_events import BY_ACTION
from wargame.engine.turn.sheet import Order
from wargame.engine.world.dice import SIDES

REPLIES = {
    NO_REPLY: "did not answer it with force",
    LOWER: "answered it one level lower",
    SAME: "answered it at the same level",
    HIGHER: "answered it one level higher",
}


def reason(policy: int, thought: Thought) -> str:
    """Say in one sentence why a seat of this policy gave this sheet."""
    return SAYS[policy](thought)


def in_100(chance: int, one: int) -> int:
    """Give a share as people say it."""
    return round(100 * chance / one)


def _hold(thought: Thought) -> str:
    del thought
    return "Holds: it gives no orders, whatever happens."


def _random(thought: Thought) -> str:
    return "Drew its orders by lot." if thought.sheet else "Drew no order that it could give."


def _empirical(thought: Thought) -> str:
    act = faced(thought.game, thought.seat)
    because = thought.because()
    if act.state < 0:
        course = "went on with its own course" if thought.sheet else "held its position"
        return f"Nobody had used force against it, so it {course}{because}."
    row = BY_ACTION[act.action]
    reply = draw_reply(thought.game, thought.seat, act.action)
    odds = shares(thought.game, thought.seat, act.action)
    answered = any(thought.hostility(order) >= 2 for order in thought.sheet)
    said = REPLIES[reply] if answered or reply == NO_REPLY else "found no legal order to answer it with force"
    article = "an" if row.name[0] in "aeiou" else "a"
    opening = f"Faced with {article} {row.name} by {thought.name(act.state)}"
    share = in_100(odds[reply], sum(odds))
    return f"{opening}, it {said}, as a state of its resolve does {share} times in 100{because}."


def _mirror(thought: Thought) -> str:
    press = pressed_by(thought.game, thought.seat)
    other = step_towards(thought.game, thought.seat, press)
    if other >= 0 and thought.sheet and _is_goodwill(thought, thought.sheet[0]):
        return _step(thought, other)
    if not is_pressed(thought.game, press):
        return "Felt no new pressure and gave no orders."
    name = thought.name(press.state)
    if not thought.sheet:
        return f"Felt pressure from {name} and found no legal order to answer with."
    return f"Answered in kind: {_answered(thought, press, name)}."


def _step(thought: Thought, other: int) -> str:
    name, course = thought.name(other), course_of(thought.game, thought.seat, other)
    odds = in_100(chance_of_step(thought.game, thought.seat, other, course), SIDES)
    if course.got > course.given:
        return f"Answered a step of goodwill by {name} with one of its own ({odds} in 100)."
    number = course.given - course.got + 1
    asks = f"Took a step of goodwill towards {name} that asks for nothing in return"
    return f"{asks}, number {number} of at most {rounds(thought.game)} without an answer ({odds} in 100)."


def _answered(thought: Thought, press: Pressed, name: str) -> str:
    course = course_of(thought.game, thought.seat, press.state)
    waiting = course.given - course.got
    if press.level > 0 and waiting > 0:
        return f"force by {name} ended its steps of goodwill"
    if waiting >= rounds(thought.game) > 0:
        return f"{waiting} of its steps of goodwill towards {name} found no answer"
    return f"tension with {name} stands {press.rise / 1000:.0f} points over its opening value"


def _is_goodwill(thought: Thought, order: Order) -> bool:
    spec = thought.spec(order)
    level = next(level for level in spec.levels if level.key == order.level)
    return (level.codes or spec.codes).goldstein > 0 and thought.hostility(order) < 2


def _hawk(thought: Thought) -> str:
    if not thought.sheet:
        return "Found no order to give."
    return f"Took the hardest of what came to mind, as far as its resolve goes{thought.because()}."


def _dove(thought: Thought) -> str:
    if not thought.sheet:
        return "Found no order to give without force."
    return f"Took the mildest of what came to mind{thought.because()}."


def _historical(thought: Thought) -> str:
    view = thought.view
    recorded = [act for act in view.setting.spec.record if act.seat == view.seat and act.turn == view.turn]
    if not recorded:
        return "The record has no act of this state in this turn."
    kept = [order for order in thought.sheet if any(fits(act, order) for act in recorded)]
    names = [thought.spec(order).name for order in kept]
    said = ", ".join(f"{name[0].lower()}{name[1:]}" for name in names)
    missed = len(recorded) - len(kept)
    if not missed:
        return f"Did what the record says for this turn: {said}."
    done = f"kept to the record with {said}" if kept else "left the record"
    return f"Recorded orders that are no longer possible: {missed}; it {done}."


SAYS: dict[int, Callable[[Thought], str]] = {
    HOLD: _hold,
    RANDOM: _random,
    EMPIRICAL: _empirical,
    MIRROR: _mirror,
    HAWK: _hawk,
    DOVE: _dove,
    HISTORICAL: _historical,
}
