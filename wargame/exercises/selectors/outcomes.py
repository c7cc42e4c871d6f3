"""What became of orders, incidents and injects, in the words and marks of the results and the turn log."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.exercises import bridge

SIDES = 65536
NEAR_CERTAIN = 95
"""Chance in 100 from which a strip of what was possible would show one block."""
MARKS = {
    "done": ("", "check", "Done"),
    "worked": ("ok", "check", "Worked"),
    "failed": ("warn", "circle-dashed", "Did not work"),
    "refused": ("bad", "ban", "Not carried out"),
}
CALL_MARKS = {"kept": ("ok", "handshake", "Came in"), "broken": ("warn", "circle-dashed", "Stayed away")}
BY_SUBJECT = {
    "later": ("info", "clock", "Takes effect"),
    "inject": ("info", "radio", "News"),
    "accord": ("info", "handshake", "Agreed"),
    "ending": ("info", "flag", "Ending"),
}


@dataclass(frozen=True)
class Shown:
    """One outcome as a page shows it; `options` is the strip, empty where nothing was drawn.

    `how` says what made the `chosen` one come: drawn, or decided against the dice.
    """

    subject: str
    actor: str
    target: str
    tone: str
    icon: str
    word: str
    title: str
    text: str
    options: tuple[bridge.OutcomeOption, ...]
    chosen: str
    how: str
    drawn: str
    reasons: tuple[bridge.Reason, ...]
    rulings: tuple[str, ...]


def shown(outcomes: Iterable[bridge.Outcome]) -> tuple[Shown, ...]:
    """Outcomes in their order."""
    return tuple(show(outcome) for outcome in outcomes)


def show(outcome: bridge.Outcome) -> Shown:
    """One outcome in words."""
    tone, icon, word = _mark(outcome)
    return Shown(
        subject=outcome.subject,
        actor=outcome.actor,
        target=outcome.target or outcome.partner,
        tone=tone,
        icon=icon,
        word=word,
        title=outcome.title,
        text="" if outcome.text == outcome.title else outcome.text,
        options=outcome.options if _was_open(outcome) else (),
        chosen=outcome.chosen,
        how=_how(outcome),
        drawn=_drawn(outcome),
        reasons=outcome.reasons,
        rulings=tuple(_ruled(outcome, ruled) for ruled in outcome.rulings),
    )


def in_100(amount: int) -> int:
    """A chance or roll of the engine as a whole number in 100; a roll is at least 1, as people count."""
    return max(1, min(100, round(100 * amount / SIDES)))


def _mark(outcome: bridge.Outcome) -> tuple[str, str, str]:
    if outcome.subject == "order":
        return MARKS[outcome.result]
    if outcome.subject == "call":
        return CALL_MARKS[outcome.result]
    if outcome.subject in BY_SUBJECT:
        return BY_SUBJECT[outcome.subject]
    came = next(option for option in outcome.options if option.key == outcome.chosen)
    return ("bad", "triangle-alert", came.label) if came.accident else ("info", "move-right", came.label)


def _drawn(outcome: bridge.Outcome) -> str:
    """The roll in words, led by the chance where no strip shows it."""
    if len(outcome.options) < 2 or outcome.roll < 0:
        return ""
    roll = f"Drew {in_100(outcome.roll)} of 100."
    return roll if _was_open(outcome) else f"This was {_chance(outcome)} in 100. {roll}"


def _how(outcome: bridge.Outcome) -> str:
    """What made it come, in a word; who notices is decided apart from it."""
    rulings = (ruled for ruled in outcome.rulings if ruled.subject == outcome.subject)
    return "decided" if any(_overrules(outcome, ruled) for ruled in rulings) else "drawn"


def _ruled(outcome: bridge.Outcome, ruled: bridge.Ruled) -> str:
    """That the white cell decided, what the dice had instead, and why as far as the reader may know."""
    what = "Decided by the white cell" if ruled.subject == outcome.subject else "The white cell decided who notices"
    if _overrules(outcome, ruled):
        labels = {option.key: option.label for option in outcome.options} | {
            "noticed": "noticed",
            "unnoticed": "unnoticed",
        }
        what += f"; the dice had: {labels.get(ruled.drawn, ruled.drawn)}"
    return f"{what}. {ruled.reason}".strip()


def _overrules(outcome: bridge.Outcome, ruled: bridge.Ruled) -> bool:
    return bool(ruled.drawn) and ruled.drawn not in (outcome.chosen, outcome.result)


def _was_open(outcome: bridge.Outcome) -> bool:
    """Whether a strip of what was possible says more than its chance: not for news, nor for the near-certain."""
    return outcome.subject != "inject" and len(outcome.options) > 1 and _chance(outcome) < NEAR_CERTAIN


def _chance(outcome: bridge.Outcome) -> int:
    return next(option.in_100 for option in outcome.options if option.key == outcome.chosen)
