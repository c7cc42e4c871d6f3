"""The cells of the table: orders, injects, rulings and agreements, each in one short line."""

from dataclasses import dataclass

from wargame.engine.values import Bloc, Outcome, Setting
from wargame.exercises.results.selectors.overview.known import KnownTurn, key_of

TONES = {
    "military": "military",
    "diplomacy": "diplomatic",
    "information": "information",
    "intelligence": "information",
    "cyber": "information",
}
"""The tint of each order domain; other domains have the tint "other"."""
_RULED = {"refused": "Ruled out", "failed": "Ruled to fail", "worked": "Ruled to work"}
_RESULTS = {"failed": "did not work", "refused": "was not carried out"}


@dataclass(frozen=True)
class Chip:
    """One line of a cell. `key` is the event that it opens ("" for none); `says` is a whole sentence.

    `tone` is its tint: for orders that of the domain, or "wait"; else "inject", "ruling", "agreement" or "call".
    """

    key: str
    icon: str
    label: str
    tone: str
    says: str
    note: str = ""


def order_chips(setting: Setting, turn: KnownTurn, code: str, *, is_whole: bool) -> tuple[Chip, ...]:
    """Return the orders of a seat in a turn that the reader knows; a seat that gave none waited, if the reader knows
    all of them.
    """
    given = [outcome for outcome in turn.outcomes if outcome.subject == "order" and outcome.actor == code]
    chips = tuple(_order(setting, outcome) for outcome in given)
    if chips or not is_whole:
        return chips
    return (Chip("", "clock", "Wait", "wait", f"{setting.state(code).name} gave no orders."),)


def event_chips(turn: KnownTurn) -> tuple[Chip, ...]:
    """Return the injects, agreements, support calls and rulings of a turn."""
    chips: list[Chip] = []
    for outcome in turn.outcomes:
        chips += [chip for chip in (_event(outcome), _ruling(outcome)) if chip]
    return tuple(chips)


def _order(setting: Setting, outcome: Outcome) -> Chip:
    spec = setting.order(outcome.kind)
    waits = spec.order_class == "wait"
    towards = f" ({Bloc(outcome.target).listed})" if outcome.target else ""
    return Chip(
        key=key_of(outcome),
        icon=spec.icon or "circle",
        label=spec.label,
        tone="wait" if waits else TONES.get(spec.domain, "other"),
        says=f"{outcome.text}{towards}",
        note=_RESULTS.get(outcome.result, ""),
    )


def _event(outcome: Outcome) -> Chip | None:
    match outcome.subject:
        case "inject":
            return Chip(key_of(outcome), "newspaper", outcome.title, "inject", outcome.text)
        case "accord":
            return Chip(key_of(outcome), "handshake", outcome.title, "agreement", outcome.text)
        case "call":
            broken = outcome.result == "broken"
            word = "stayed away" if broken else "came in"
            return Chip(key_of(outcome), "handshake", f"{outcome.actor} {word}", "call", outcome.text)
    return None


def _ruling(outcome: Outcome) -> Chip | None:
    """Return the decision of the white cell instead of the dice: the result, or who noticed."""
    if not outcome.rulings:
        return None
    labels = {option.key: option.label for option in outcome.options}
    came = labels.get(outcome.chosen, outcome.title)
    if all(ruled.subject != outcome.subject for ruled in outcome.rulings):
        label = f"Ruled who notices: {outcome.title}"
    elif outcome.subject == "order":
        label = f"{_RULED.get(outcome.result, 'Ruled')}: {outcome.title}"
    else:
        label = f"Ruled: {came}"
    reasons = " ".join(ruled.reason for ruled in outcome.rulings if ruled.reason)
    says = f"{label}. {outcome.text} {reasons}".strip()
    return Chip(key_of(outcome), "gavel", label, "ruling", says)
