"""Words and promises of scripted seats: pleas and warnings answered from what the seat knows, pledges kept or broken.

Nothing here changes a world. A pledge of no force takes orders off the seat's sheet (`restrained`), which goes into
the turn like any other sheet.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.pledges import Pledge
from wargame.engine.policies.deeds import deed_in
from wargame.engine.policies.negotiation import A_BREACH, Offer, offers, points_towards, reply
from wargame.engine.policies.scripted import game_of
from wargame.engine.rules.policies.kinds import DOVE, HOLD, NUMBER_OF, RANDOM
from wargame.engine.rules.policies.pledges import (
    DROPS,
    KEEPS,
    NEEDED_BY_OTHERS,
    TENSE,
    kept_how,
    needed_standing,
    pledge_roll,
)
from wargame.engine.scenario import deeds
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import OrderSpec
from wargame.engine.spec.orders import FRIENDLY, NEUTRAL
from wargame.engine.turn.outcomes import Outcome
from wargame.engine.turn.sheet import Order, Sheet
from wargame.engine.world.dice import POLICY, SIDES, key_of, roll

FORCE, AIMED = "force", "aimed"
"""The kinds of promises: no act and no show of force towards a seat; or nothing hostile of any kind towards it."""

COSTS_A_PLAN = 20
"""Points of relation by which a seat must stand better with who asks for orders that it has already decided on."""
FRIEND, CIVIL = 30, 0
"""The least relation with another state, -100..100, at which a seat tells it its plans, or at least their kinds."""
TIMID = 40
"""A resolve, 0..100, below which a warning holds a seat back."""
INITIATIVE_DIE = 220
INITIATIVES_IN_100 = 40
GAIN = 1.0
"""By how many points of its aims, of 100, a seat must gain to propose something by itself."""


@dataclass(frozen=True)
class Stance:
    """The answer of a scripted seat to words. `why` names the reason for the words, `reason` tells it for the log.

    `why` is "close", "cold", "tense", "plans", "word" (of a pledge that was broken), "lot", "hold", "timid", "firm" or
    "turned"; `names` are the orders that it tells of, in the words of the pack, and `orders` their kinds.
    """

    is_yes: bool
    why: str
    reason: str
    names: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Initiative:
    """The proposal that a scripted seat makes by itself, and one sentence that says why."""

    offer: Offer
    reason: str


def asked_for_restraint(
    policy: str, view: Perspective, sheet: Sheet, other: str, seed: int, breaches: int = 0
) -> Stance:
    """Return whether the seat promises no force to the other, which asks for it and has broken `breaches` pledges."""
    name = view.setting.name_in_sentence(other)
    number = NUMBER_OF.get(policy, -1)
    if number == HOLD:
        return Stance(True, "hold", "Promised it: it gives no orders, whatever happens.")
    if number == RANDOM:
        is_yes = _by_lot(view, other, seed) < SIDES // 2
        return Stance(is_yes, "lot", f"Drew its answer by lot: {'yes' if is_yes else 'no'}.")
    standing, tension = points_towards(view, "relation", other), points_towards(view, "tension", other)
    planned = _plans_force(view.setting, sheet, other)
    needed = needed_standing(number) + COSTS_A_PLAN * planned + A_BREACH * breaches
    stands = _signed(f"it stands at {standing:+.0f} with {name}, where it asks for {needed:+d}")
    if tension >= TENSE and number != DOVE:
        return Stance(False, "tense", f"Promised nothing: tension with {name} is at {tension:.0f}.")
    if standing >= needed:
        return Stance(True, "close", f"Promised it: {stands}.")
    why = "word" if breaches else "plans" if planned and standing >= needed - COSTS_A_PLAN else "cold"
    return Stance(False, why, f"Promised nothing: {stands}.")


def warned(policy: str, view: Perspective, sheet: Sheet, other: str) -> Stance:
    """Return whether a warning holds the seat back: always a dove, others if resolve is low and nothing binds them."""
    name, resolve = view.setting.name_in_sentence(other), float(view.world.resolve[view.index]) / 1000
    stake = float(view.world.stake[view.index]) / 1000
    if NUMBER_OF.get(policy, -1) == HOLD:
        return Stance(True, "hold", "Had nothing to hold back: it gives no orders.")
    if NUMBER_OF.get(policy, -1) == DOVE or (resolve < TIMID and stake < TIMID):
        return Stance(True, "timid", f"Held back after {name} warned it: its resolve is at {resolve:.0f}.")
    planned = _plans_force(view.setting, sheet, other)
    why = "plans" if planned else "firm"
    return Stance(False, why, f"Let the warning of {name} pass: its resolve is at {resolve:.0f}.")


def told_plans(view: Perspective, sheet: Sheet, other: str) -> Stance:
    """Return the stance with which the seat speaks of its orders: friends hear what they would notice anyway, others
    less."""
    name, standing = view.setting.name_in_sentence(other), points_towards(view, "relation", other)
    stands = _signed(f"it stands at {standing:+.0f} with {name}")
    if standing < CIVIL:
        return Stance(False, "cold", f"Told nothing of its plans: {stands}.")
    shown = [spec for order in sheet if (spec := _spec_known_to(view.setting, order, other)) is not None]
    if standing < FRIEND:
        kinds = tuple(dict.fromkeys(spec.domain for spec in shown))
        return Stance(True, "civil", f"Told of what kind its orders are, and no more: {stands}.", kinds)
    kinds = tuple(dict.fromkeys(spec.kind for spec in shown))
    return Stance(True, "close", f"Told its plans: {stands}.", tuple(spec.name for spec in shown), kinds)


def assured(view: Perspective, other: str, breaches: int = 0) -> Stance:
    """Return whether the seat takes another at its word."""
    name, standing = view.setting.name_in_sentence(other), points_towards(view, "relation", other)
    tension = points_towards(view, "tension", other)
    if breaches:
        return Stance(False, "word", f"Did not take {name} at its word, which it broke before.")
    if tension >= TENSE:
        return Stance(False, "tense", f"Did not take {name} at its word: tension is at {tension:.0f}.")
    is_yes = standing >= NEEDED_BY_OTHERS
    stands = _signed(f"it stands at {standing:+.0f} with {name}")
    return Stance(
        is_yes, "close" if is_yes else "cold", f"{'Took' if is_yes else 'Did not take'} {name} at its word: {stands}."
    )


def keeps(policy: str, view: Perspective, other: str, seed: int) -> Stance:
    """Return whether the seat still keeps a pledge of an earlier turn.

    Where it does not, "turned" says that it tells so, "silent" that it does not.
    """
    number, name = NUMBER_OF.get(policy, -1), view.setting.name_in_sentence(other)
    answer = kept_how(game_of(view, seed), view.index, number, view.setting.names.states[other])
    if answer == DROPS:
        return Stance(False, "silent", f"Dropped its pledge to {name} without a word, as hawks do.")
    if answer == KEEPS:
        return Stance(True, "close", f"Kept its pledge to {name}.")
    standing, tension = points_towards(view, "relation", other), points_towards(view, "tension", other)
    told = f"it stands at {standing:+.0f} with {name}, and tension is at {tension:.0f}"
    return Stance(False, "turned", _signed(f"Took its pledge back: {told}."))


def initiative(policy: str, view: Perspective, seed: int, passed_over: Collection[str] = ()) -> Initiative | None:
    """Return the proposal that the seat makes by itself this turn: what helps its aims most of what it would accept;
    often None.

    `passed_over` are agreements that it does not ask for again, by key. One that it has with somebody it stands badly
    with goes on as long as its aims do not gain by the end of it.
    """
    if NUMBER_OF.get(policy, -1) in (HOLD, RANDOM):
        return None
    if 100 * roll(key_of(seed), view.turn, POLICY, view.index, INITIATIVE_DIE) >= INITIATIVES_IN_100 * SIDES:
        return None
    wanted = [
        Initiative(offer, answer.reason)
        for offer in offers(view)
        if offer.agreement not in passed_over and offer.worth >= GAIN
        if (answer := reply(policy, view, offer, "", seed)).is_yes
    ]
    return max(wanted, key=lambda one: (one.offer.worth, one.offer.agreement), default=None)


def bound_by(pledges: Iterable[Pledge], policy: str, view: Perspective, seed: int) -> frozenset[str]:
    """Return towards whom pledges hold the seat of the view back in this turn.

    A promise of this turn binds; at an older pledge it looks again (`keeps`).
    """
    return frozenset(
        pledge.to
        for pledge in pledges
        if pledge.by == view.seat and (pledge.since == view.turn or keeps(policy, view, pledge.to, seed).is_yes)
    )


def restrained(setting: Setting, sheet: Sheet, towards: Collection[str], kind: str = FORCE) -> Sheet:
    """Return the sheet without the orders that a pledge of this kind to these seats rules out."""
    return tuple(order for order in sheet if not ({*order.targets} & {*towards} and _breaks(setting, order, kind)))


def breaches_of(
    setting: Setting, outcomes: Iterable[Outcome], by: str, to: str, kind: str = FORCE
) -> tuple[Outcome, ...]:
    """Return the acts of `by` against a pledge to `to`, as far as that seat noticed them."""
    return tuple(one for one in acts_against(setting, outcomes, by, to, kind) if to in one.audience)


def acts_against(
    setting: Setting, outcomes: Iterable[Outcome], by: str, to: str, kind: str = FORCE
) -> tuple[Outcome, ...]:
    """Return the acts of `by` that a pledge of this kind to `to` rules out, whoever noticed them."""
    done = (one for one in outcomes if one.subject == "order" and one.actor == by and to in one.targets)
    return tuple(
        one for one in done if one.result != "refused" and _breaks(setting, Order(one.kind, one.level, to), kind)
    )


def is_force(setting: Setting, order: Order) -> bool:
    """Return whether an order shows or uses force against its target."""
    spec = setting.order(order.kind)
    level = next(level for level in spec.levels if level.key == order.level)
    return deeds.is_force(spec, level)


def _breaks(setting: Setting, order: Order, kind: str) -> bool:
    return is_force(setting, order) or (kind == AIMED and deed_in(setting, order) not in (FRIENDLY, NEUTRAL))


def _plans_force(setting: Setting, sheet: Sheet, other: str) -> bool:
    """Return whether the sheet has force against another that it will notice.

    Covert force does not count: an answer that depended on it would tell the other of it.
    """
    aimed = (order for order in sheet if other in order.targets and is_force(setting, order))
    return any(setting.order(order.kind).visibility != "covert" for order in aimed)


def _spec_known_to(setting: Setting, order: Order, other: str) -> OrderSpec | None:
    spec = setting.order(order.kind)
    is_party = spec.visibility == "private" and other in (*order.targets, *order.partners)
    return spec if spec.visibility == "public" or is_party else None


def _by_lot(view: Perspective, other: str, seed: int) -> int:
    return pledge_roll(game_of(view, seed), view.index, view.setting.names.states[other])


def _signed(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}")
