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
from wargame.engine.rules.policies.mirror import Pressed, is_pressed, nearest, pressed_by, step_towards
from wargame.engine.rules.policies.replies import act_felt, draw_reply, hostility_of, is_touched, level_felt, shares
from wargame.engine.scenario.interstate_events import BY_ACTION
from wargame.engine.world.dice import SIDES

MOST_TOLD = 2
"""Acts that one reason goes into."""

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
    game, seat = thought.game, thought.seat
    felt = [(act_felt(game, seat, state), state) for state in range(game.at.states) if state != seat]
    acts = [(act, state) for act, state in felt if hostility_of(game, act)]
    acts.sort(key=lambda each: -hostility_of(game, each[0]))
    if not acts:
        return _unprovoked(thought)
    told = [_replied(thought, state, act) for act, state in acts[:MOST_TOLD]]
    more = len(acts) - len(told)
    rest = f" {more} more {'acts' if more > 1 else 'act'} it weighed in the same way." if more else ""
    return f"{'. '.join(told)}{thought.because()}.{rest}"


def _unprovoked(thought: Thought) -> str:
    """Say why the seat went its own way; force is named only where some stands against it already."""
    course = "went on with its own course" if thought.sheet else "held its position"
    if is_touched(thought.game, thought.seat):
        course = f"nobody had used force against it anew, so it used none and {course}"
    return f"{course[0].upper()}{course[1:]}{thought.because()}."


def _replied(thought: Thought, state: int, act: int) -> str:
    """Return a sentence on the deed of a state, the reply of the seat, and the odds of that reply for a state of its
    resolve, if it could."""
    row = BY_ACTION[act]
    reply = draw_reply(thought.game, thought.seat, state, act)
    odds = shares(thought.game, thought.seat, state, act)
    code = thought.view.setting.codes[state]
    answered = any(thought.hostility(order) >= 2 and code in thought.faces(order) for order in thought.sheet)
    article = "an" if row.name[0] in "aeiou" else "a"
    opening = f"Faced with {article} {row.name} by {thought.name(state)}, it"
    if not answered and reply != NO_REPLY:
        return f"{opening} found no legal order to answer it with force"
    share = in_100(odds[reply], sum(odds))
    return f"{opening} {REPLIES[reply]}, as a state of its resolve does {share} times in 100"


def _mirror(thought: Thought) -> str:
    press = pressed_by(thought.game, thought.seat)
    other = step_towards(thought.game, thought.seat, press)
    if other >= 0 and nearest(thought.game, thought.seat, Pressed(other, 0, 0), 1) >= 0:
        return _step(thought, other)
    course = f"went on with its own course{thought.because()}" if thought.sheet else "gave no orders"
    if not is_pressed(thought.game, press):
        return f"Felt no new pressure and {course}."
    name = thought.name(press.state)
    if nearest(thought.game, thought.seat, press, 0) < 0:
        return f"Felt pressure from {name}, found no legal order to answer with, and {course}."
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
    if press.level > level_felt(thought.game, thought.seat):
        return f"it has not forgotten the force that {name} used in earlier turns"
    return f"tension with {name} stands {press.rise / 1000:.0f} points over its opening value"


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
