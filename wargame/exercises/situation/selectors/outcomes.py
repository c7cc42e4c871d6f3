"""Outcomes of orders, incidents and injects, in the words and marks of the results page and the turn log."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.engine.values import Draw, Outcome, OutcomeOption, Reason, Ruled
from wargame.exercises import outcome_rows

HALF = 50
"""Chance in 100 from which a result is no surprise, whatever spoke against it."""
NEAR_CERTAIN = 95
"""Chance in 100 from which the strip of options is left out: it would show a single block."""
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
class OutcomeCard:
    """One outcome as a page shows it.

    `options` is the strip of what was possible, empty if its `chance` in 100 says enough.

    `how` says what made the `chosen` option happen: "drawn" by the dice, or "decided" by the white cell against them;
    `fell` is the option that the dice gave. `draw` is None without full truth. `event` is the result that a reason
    with "+" made likelier: success for an order, else the option that came.
    """

    subject: str
    actor: str
    target: str
    tone: str
    icon: str
    word: str
    title: str
    text: str
    options: tuple[OutcomeOption, ...]
    chosen: str
    fell: str
    how: str
    chance: int | None
    draw: Draw | None
    reasons: tuple[Reason, ...]
    event: str
    rulings: tuple[str, ...]

    @property
    def came_against_reasons(self) -> bool:
        """Tell if it was drawn although all known reasons weighed against it and it was less likely than not."""
        against = "+" if self.subject == "order" and self.chosen == "failed" else "-"
        is_surprise = self.how == "drawn" and self.chance is not None and self.chance < HALF
        return is_surprise and bool(self.reasons) and all(reason.sign == against for reason in self.reasons)

    @property
    def roll(self) -> float | None:
        """The roll in 100, None for readers who may not know it."""
        return None if self.draw is None else self.draw.roll_in_100


def cards_of(outcomes: Iterable[Outcome]) -> tuple[OutcomeCard, ...]:
    """Return the card of each outcome, in order."""
    return tuple(card_of(outcome) for outcome in outcomes)


def card_of(outcome: Outcome) -> OutcomeCard:
    """Return one outcome as a card."""
    tone, icon, word = _mark(outcome)
    was_open = len(outcome.options) > 1
    draw = outcome.draw if was_open else None
    return OutcomeCard(
        subject=outcome.subject,
        actor=outcome.actor,
        target=outcome.target or outcome.partner,
        tone=tone,
        icon=icon,
        word=word,
        title=outcome.title,
        text="" if outcome.text == outcome.title else outcome.text,
        options=outcome.options if draw or _needs_strip(outcome) else (),
        chosen=outcome.chosen,
        fell=_fell(outcome),
        how=_how(outcome),
        chance=outcome_rows.chance_of(outcome) if was_open else None,
        draw=draw,
        reasons=outcome.reasons,
        event=_event(outcome),
        rulings=tuple(_ruled(outcome, ruled) for ruled in outcome.rulings),
    )


def _mark(outcome: Outcome) -> tuple[str, str, str]:
    if outcome.subject == "order":
        return MARKS[outcome.result]
    if outcome.subject == "call":
        return CALL_MARKS[outcome.result]
    if outcome.subject in BY_SUBJECT:
        return BY_SUBJECT[outcome.subject]
    came = next(option for option in outcome.options if option.key == outcome.chosen)
    return ("bad", "triangle-alert", came.label) if came.accident else ("info", "move-right", came.label)


def _event(outcome: Outcome) -> str:
    """Return the event that the signs of the reasons are about; "" where nothing was drawn."""
    key = "worked" if outcome.subject == "order" else outcome.chosen
    return next((option.label for option in outcome.options if option.key == key), "")


def _how(outcome: Outcome) -> str:
    """Return "drawn" if the dice gave the result, "decided" if the white cell changed it."""
    return "drawn" if _fell(outcome) == outcome.chosen else "decided"


def _fell(outcome: Outcome) -> str:
    """Return the key of the option that the dice gave. Rulings on who notices do not count."""
    rulings = (ruled for ruled in outcome.rulings if ruled.subject == outcome.subject)
    return next((ruled.drawn for ruled in rulings if _overrules(outcome, ruled)), outcome.chosen)


def _ruled(outcome: Outcome, ruled: Ruled) -> str:
    """Say that the white cell decided, what the dice gave, and the reason as far as the reader may know it."""
    what = "Decided by the white cell" if ruled.subject == outcome.subject else "The white cell decided who notices"
    if _overrules(outcome, ruled):
        labels = {option.key: option.label for option in outcome.options} | {
            "noticed": "noticed",
            "unnoticed": "unnoticed",
        }
        what += f"; the dice had: {labels.get(ruled.drawn, ruled.drawn)}"
    return f"{what}. {ruled.reason}".strip()


def _overrules(outcome: Outcome, ruled: Ruled) -> bool:
    return bool(ruled.drawn) and ruled.drawn not in (outcome.chosen, outcome.result)


def _needs_strip(outcome: Outcome) -> bool:
    """Return whether a strip of options says more than the chance: not for news, nor for a near-certain result."""
    chance = outcome_rows.chance_of(outcome)
    return outcome.subject != "inject" and chance is not None and chance < NEAR_CERTAIN and len(outcome.options) > 1
