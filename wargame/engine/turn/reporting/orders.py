"""The outcome of each order."""

from collections.abc import Iterator
from dataclasses import replace

from wargame.engine.rules.game import Game
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.audiences import notices
from wargame.engine.turn.contradictions import contradicted
from wargame.engine.turn.descriptions import level_of, opened, parts_in_words, unmet, when_due
from wargame.engine.turn.outcomes import Account, Outcome, OutcomeOption, SeenOdds, in_100
from wargame.engine.turn.reporting.reasons import kept_in_the_dark, once, reasons_for, sum_for
from wargame.engine.turn.reporting.rival_accounts import deceived, denial, told_as
from wargame.engine.turn.sheet import NOTHING, Order, Sheet, read_order
from wargame.engine.world.cells import order_result, ruled_order
from wargame.engine.world.dice import SIDES
from wargame.engine.world.layout import DONE, FAILED, NO_ORDER, REFUSED, WORKED

RESULTS = {REFUSED: "refused", DONE: "done", WORKED: "worked", FAILED: "failed"}


def order_outcomes(setting: Setting, g: Game, sheets: dict[str, Sheet]) -> Iterator[Outcome]:
    """Yield the outcome of every order, seat by seat."""
    for seat in setting.seats:
        for slot, order in enumerate(sheets.get(seat, ())):
            if order != NOTHING:
                yield order_outcome(setting, g, seat, slot, order)


def order_outcome(setting: Setting, g: Game, seat: str, slot: int, order: Order) -> Outcome:
    """Return the outcome of one order."""
    spec = setting.order(order.kind)
    result = order_result(g.at, g.now, setting.names.states[seat], slot)
    status, detected = result.status, bool(result.detected)
    told = Outcome(
        turn=g.turn,
        subject="order",
        result=RESULTS[status],
        title=spec.name,
        text=order_text(setting, g, seat, slot, order),
        actor=seat,
        target=order.target,
        partner=order.partner,
        kind=order.kind,
        level=order.level or spec.levels[0].key,
        slot=slot,
        detected=detected,
        audience=(seat,) if status == REFUSED else notices(setting, seat, order, detected=detected),
        accounts=accounts_of(setting, g, seat, slot, order) if status != REFUSED else (),
    )
    if status not in (WORKED, FAILED):
        return told
    return with_roll(setting, g, told, result.roll, result.chance)


def with_roll(setting: Setting, g: Game, told: Outcome, roll: int, chance: int) -> Outcome:
    """Add the success roll: its odds, its reasons, and the odds for those who may not know them all."""
    row = setting.tables.orders[setting.names.kinds[told.kind]]
    rows = range(row.modifier_from, row.modifier_to)
    seen = []
    for seats in kept_in_the_dark(setting, told.audience, rows):
        known = min(max(sum_for(setting, g, seats[0], row.base_chance, rows), 1000), 99000) * SIDES // 100000
        seen.append(SeenOdds(seats, two_ways(known)))
    return replace(
        told,
        options=two_ways(chance),
        chosen=told.result,
        roll=roll,
        threshold=chance,
        reasons=once(reasons_for(setting, g, rows)),
        seen=tuple(seen),
    )


def two_ways(chance: int) -> tuple[OutcomeOption, ...]:
    """Give the strip of a success roll."""
    odds = in_100([chance, SIDES - chance])
    return OutcomeOption("worked", "works", odds[0]), OutcomeOption("failed", "fails", odds[1])


def accounts_of(setting: Setting, g: Game, seat: str, slot: int, order: Order) -> tuple[Account, ...]:
    """Return the text for the seats that take the author's word for a contested act: no more than a claim."""
    takers = tuple(code for code in deceived(setting, g, seat, order) if code in setting.seats)
    if not takers:
        return ()
    return (Account(takers, order_text(setting, g, seat, slot, order, told_as(setting, order))),)


def order_text(setting: Setting, g: Game, seat: str, slot: int, order: Order, as_told: str = "") -> str:
    """Say in the past tense what an order did, and by whose account where it is contested."""
    spec = setting.order(order.kind)
    status = order_result(g.at, g.now, setting.names.states[seat], slot).status
    level = level_of(setting, order)
    names = parts_in_words(setting, seat, order)
    if status == REFUSED:
        return opened(f"{names['actor']} could not do this: {why_refused(setting, g, seat, slot, order)}")
    said = [as_told + spec.says]
    if spec.chance and status in (WORKED, FAILED):
        said.append(spec.chance.success_says if status == WORKED else spec.chance.failure_says)
    if level.later and status != FAILED:
        said.append(when_due(setting, order, g.turn))
    said.append(denial(setting, g, seat, order))
    return " ".join(opened(sentence.format(**names).rstrip(".") + ".") for sentence in said if sentence)


def accepted_before(setting: Setting, g: Game, seat: str, slot: int) -> Iterator[Order]:
    """Give the orders that stand before a slot of a sheet and were accepted."""
    state = setting.names.states[seat]
    for earlier in range(slot):
        if order_result(g.at, g.now, state, earlier).status not in (NO_ORDER, REFUSED):
            yield read_order(setting, g.now, state, earlier)


def why_refused(setting: Setting, g: Game, seat: str, slot: int, order: Order) -> str:
    """Return the condition that an order missed: the white cell's leave, its time, a precondition, or the points."""
    spec = setting.order(order.kind)
    if ruled_order(g.at, g.now, setting.names.states[seat], slot).status == REFUSED:
        return "the white cell ruled it out."
    if not spec.turns[0] <= g.turn <= spec.turns[1]:
        return "it was not the time for it."
    if pair := contradicted(setting.spec, order, accepted_before(setting, g, seat, slot)):
        return f"it contradicts another order on the sheet. {pair.because}"
    cost = spec.price(level_of(setting, order), order.target, order.partner)
    return unmet(setting, g.now, seat, order) or f"it costs {cost}, and the order points were spent."
