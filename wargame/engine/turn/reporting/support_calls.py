"""Which allies force called on, and what each answered: by its own order, or by a roll against its pact."""

from collections.abc import Iterator
from dataclasses import replace

from wargame.engine.rules.actions import Act, act_of, supports, targets_of
from wargame.engine.rules.game import Game
from wargame.engine.rules.support_calls import call_roll, called_on, honoured, is_force, is_kept
from wargame.engine.scenario.cell_audiences import seats_of
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.descriptions import opened
from wargame.engine.turn.outcomes import Outcome, OutcomeOption, in_100
from wargame.engine.world.dice import SIDES


def call_outcomes(setting: Setting, g: Game, orders: tuple[Outcome, ...]) -> Iterator[Outcome]:
    """Tell every support call of the turn, in the order of the orders of force behind them."""
    for order in orders:
        for act in acts_of(g, setting.names.states[order.actor], order.slot):
            for index in range(g.at.agreements if is_force(g, act) else 0):
                parties = called_on(g, act, index)
                for ally in (state for state in range(g.at.states) if parties >> state & 1):
                    yield call_outcome(setting, g, act, order, index, ally)


def acts_of(g: Game, seat: int, slot: int) -> Iterator[Act]:
    """Give an order as an act at each of its targets, none where it was refused."""
    rest = targets_of(g, seat, slot)
    act = act_of(g, seat, slot, rest)
    while act.kind >= 0:
        yield act
        rest &= rest - 1
        if rest <= 0:
            return
        act = act_of(g, seat, slot, rest)


def call_outcome(setting: Setting, g: Game, act: Act, order: Outcome, index: int, ally: int) -> Outcome:
    """Tell one call; known to those who noticed the force and know the pact, and with it its strength."""
    pact, ordered, target = setting.spec.agreements[index], supports(g, ally, act.target), setting.codes[act.target]
    roll, chance = call_roll(g, ally, index), honoured(g, index)
    kept = ordered or is_kept(g, ally, index)
    name, victim = setting.name_in_sentence(setting.codes[ally]), setting.name_in_sentence(target)
    known_to = seats_of(setting, pact.known_to)
    told = Outcome(
        turn=g.turn,
        subject="call",
        result="kept" if kept else "broken",
        title=f"Support for {victim}",
        text=f"{opened(did(name, victim, ordered=ordered, kept=kept))} ({pact.name}).",
        actor=setting.codes[ally],
        target=target,
        partner=order.actor,
        kind=order.kind,
        level=order.level,
        name=pact.key,
        slot=order.slot,
        audience=tuple(seat for seat in order.audience if seat in known_to),
    )
    if ordered:
        return told
    odds = in_100([chance, SIDES - chance])
    options = (OutcomeOption("kept", "comes in", odds[0]), OutcomeOption("broken", "stays away", odds[1]))
    return replace(told, options=options, chosen=told.result, roll=roll, threshold=chance)


def did(name: str, victim: str, *, ordered: bool, kept: bool) -> str:
    """Return the act of an ally in words."""
    if kept:
        return f"{name} came in for {victim}, {'by order of its government' if ordered else 'as its pact asks'}"
    return f"{name} stayed away from {victim} though its pact asks it to come"
