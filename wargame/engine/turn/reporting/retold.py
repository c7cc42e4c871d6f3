"""Outcomes as seats with an account of their own could know them: odds, reasons and words by that account."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wargame.engine.rules.game import Game
from wargame.engine.rules.support_calls import honoured
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.outcomes import Outcome, OutcomeOption, Reason, SeenOdds, as_known, in_100
from wargame.engine.turn.reporting.incidents import draw_of, move_reasons, strip, weight_for
from wargame.engine.turn.reporting.orders import order_text, two_ways
from wargame.engine.turn.reporting.reasons import once, reasons_for, sum_for
from wargame.engine.turn.reporting.rival_accounts import deceived, is_disputed, told_as
from wargame.engine.turn.sheet import Order
from wargame.engine.turn.transitions import option_keys
from wargame.engine.world.dice import SIDES


def retold(setting: Setting, g: Game, outcomes: Sequence[Outcome], games: Mapping[str, Game]) -> Iterator[Outcome]:
    """Add to each outcome how the seats that notice it could know it by their accounts, where that is otherwise."""
    for outcome in outcomes:
        each = (seen_by(setting, g, outcome, seat, games[seat]) for seat in outcome.audience if seat in games)
        own = tuple(seen for seen in each if is_otherwise(outcome, seen))
        others = without(outcome.seen, {seat for seen in own for seat in seen.seats})
        yield replace(outcome, seen=(*own, *others)) if own else outcome


def is_otherwise(outcome: Outcome, seen: SeenOdds) -> bool:
    """Say whether a seat knows an outcome by its account otherwise than it would without one."""
    (seat,) = seen.seats
    plain = as_known(outcome, seat)
    reasons = tuple(reason.text for reason in seen.reasons or ())
    words = seen.text or plain.text
    return (seen.options, reasons, words) != (plain.options, tuple(reason.text for reason in plain.reasons), plain.text)


def without(seen: Sequence[SeenOdds], seats: set[str]) -> tuple[SeenOdds, ...]:
    """Take seats out of the odds that were worked out for several."""
    left = (replace(each, seats=tuple(seat for seat in each.seats if seat not in seats)) for each in seen)
    return tuple(each for each in left if each.seats)


def seen_by(setting: Setting, g: Game, outcome: Outcome, seat: str, game: Game) -> SeenOdds:
    """Give odds, reasons and words of an outcome by the account of a seat."""
    known = SeenOdds((seat,), outcome.options, tuple(each for each in outcome.reasons if seat in each.audience))
    if outcome.subject == "order":
        return replace(order_seen(setting, outcome, seat, game, known), text=words_of(setting, outcome, seat, game))
    if outcome.subject == "incident":
        return move_seen(setting, g, outcome, seat, game)
    if outcome.subject == "call" and outcome.options:
        chance = honoured(game, setting.names.agreements[outcome.name])
        odds = in_100([chance, SIDES - chance])
        each = zip(outcome.options, odds, strict=True)
        return replace(known, options=tuple(replace(option, in_100=share) for option, share in each))
    return known


def order_seen(setting: Setting, outcome: Outcome, seat: str, game: Game, known: SeenOdds) -> SeenOdds:
    """Give the odds of an order with a chance, and their reasons."""
    if not outcome.options:
        return known
    row = setting.tables.orders[setting.names.kinds[outcome.kind]]
    rows = range(row.modifier_from, row.modifier_to)
    chance = min(max(sum_for(setting, game, seat, row.base_chance, rows), 1000), 99000) * SIDES // 100000
    return SeenOdds((seat,), two_ways(chance), own_reasons(once(reasons_for(setting, game, rows)), seat))


def words_of(setting: Setting, outcome: Outcome, seat: str, game: Game) -> str:
    """Return the act of a contested order in words, by the account of a seat; "" where the words are the same to
    all."""
    order = Order(outcome.kind, outcome.level, outcome.target, outcome.partner)
    if not is_disputed(setting, order) or outcome.result == "refused" or any(each.subject for each in outcome.rulings):
        return ""
    takes_word = seat in deceived(setting, game, outcome.actor, order)
    as_told = told_as(setting, order) if takes_word else ""
    return order_text(setting, game, outcome.actor, outcome.slot, order, as_told)


def move_seen(setting: Setting, g: Game, outcome: Outcome, seat: str, game: Game) -> SeenOdds:
    """Give the odds of an incident's move, and their reasons."""
    ways, _, place = draw_of(setting, g, setting.names.incidents[outcome.name])
    keys = option_keys(setting, ways)
    chosen = ways[keys.index(outcome.chosen)]
    weights = [weight_for(setting, game, seat, way) for way in ways]
    options: tuple[OutcomeOption, ...] = strip(setting, ways, keys, weights, (ways[place], chosen))
    return SeenOdds((seat,), options, own_reasons(once(move_reasons(setting, game, ways, chosen)), seat))


def own_reasons(reasons: Sequence[Reason], seat: str) -> tuple[Reason, ...]:
    """Give the reasons that a seat may know."""
    return tuple(each for each in reasons if seat in each.audience)
