"""The rival accounts of a contested act: its target accuses, its author denies, and others take the word of one of
them."""

from collections.abc import Sequence

from wargame.engine.rules.actions import denied, leaning
from wargame.engine.rules.game import Game
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.descriptions import opened
from wargame.engine.turn.sheet import Order


def is_disputed(setting: Setting, order: Order) -> bool:
    """Say whether an act of one state at another is denied."""
    return setting.order(order.kind).visibility == "contested" and bool(order.target)


def deceived(setting: Setting, g: Game, seat: str, order: Order) -> tuple[str, ...]:
    """Give the states that take the author's word for it, for they stood better to it than to any of its targets."""
    states = setting.names.states
    if not is_disputed(setting, order) or not denied(g, setting.names.kinds[order.kind]):
        return ()
    others = (code for code in setting.codes if code not in (seat, *order.targets, *order.partners))
    accusers = [states[code] for code in order.targets]
    return tuple(
        code for code in others if all(leaning(g, states[code], states[seat], accuser) > 0 for accuser in accusers)
    )


def told_as(setting: Setting, order: Order) -> str:
    """Begin the account of seats that take the author's word: it is no more than a claim of the targets."""
    return f"as {setting.name_in_sentence(order.target)} tell{'' if order.targets[1:] else 's'} it, "


def denial(setting: Setting, g: Game, seat: str, order: Order) -> str:
    """Say that a contested act is denied and who takes the author's word; "" for any other."""
    if not is_disputed(setting, order):
        return ""
    return opened(f"{setting.name_in_sentence(seat)} denies it{word_of(setting, deceived(setting, g, seat, order))}.")


def word_of(setting: Setting, states: Sequence[str]) -> str:
    """Say which states take the author's word, as the end of a sentence; "" where none does."""
    takers = setting.names_in_sentence(states) if states else ""
    return f"; {takers} take{'' if states[1:] else 's'} its word" if states else ""
