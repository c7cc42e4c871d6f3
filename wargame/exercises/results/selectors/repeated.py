"""Says of an event how often it has happened before, so that no sentence of the news comes twice in a game."""

from collections import Counter

from wargame.engine.values import Outcome
from wargame.exercises import access, perspectives
from wargame.exercises.situation.selectors.seat_view import SeatView

ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")


def counts_before(at: SeatView) -> Counter[str]:
    """Return the number of earlier turns in which each event happened, by its sentence, as far as the seat knows.

    An incident counts when it moves, because it has an outcome in each turn of a stage that lasts.
    """
    counts, stages = Counter[str](), dict[str, str]()
    for turn in access.outcomes_before(at.line, at.turn):
        for one in perspectives.known_outcomes(turn, at.seat, may_know_all=False):
            has_moved = one.subject == "incident" and stages.get(one.name) != one.result
            if one.subject == "incident":
                stages[one.name] = one.result
            if has_moved or (one.subject == "order" and one.result != "refused"):
                counts[one.text] += 1
    return counts


def retold(outcome: Outcome, before: Counter[str]) -> str:
    """Return the sentence of an event; it says so if the same happened in earlier turns."""
    text = outcome.text or outcome.title
    times = min(before[text], len(ORDINALS))
    return f"For the {ORDINALS[times - 1]} time: {text}" if times else text
