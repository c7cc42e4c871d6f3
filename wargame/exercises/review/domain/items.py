"""Each outcome of a turn that the white cell can decide: what else it could be, and whether it is to be judged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wargame.engine.values import Outcome, OutcomeKey, Perspective, Setting
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Argument, Exercise, Turn, Verdict
from wargame.exercises.review.domain.outcome_keys import key_of, notice_key_of, ruling_key_of
from wargame.exercises.review.domain.stakes import is_high

EVEN = 50
"""Chance in 100 from which an order is argued that has none of its own."""
RULED_OUT = ("refused", "Is ruled out")


@dataclass(frozen=True)
class RulingChoice:
    """A possible result of an outcome; its chance in 100, None where nothing was rolled."""

    result: str
    label: str
    in_100: int | None = None


@dataclass(frozen=True)
class ReviewItem:
    """One thing that can be decided: what it is now, what it could be, and the verdict on it, if there is one.

    `is_due` says that somebody must judge it before the results are shown; the rest is accepted by itself. `words` are
    the white cell's own for what happened, "" where the rules tell it.
    """

    about: str
    outcome: Outcome
    result: str
    choices: tuple[RulingChoice, ...]
    is_high: bool
    is_due: bool
    verdict: Verdict | None
    words: str = ""

    @property
    def subject(self) -> str:
        """The subject of its key: "order", "notice", "incident" or "call"."""
        return OutcomeKey.parse_about(self.about).subject

    @property
    def label(self) -> str:
        """Its present result, in words."""
        return next((choice.label for choice in self.choices if choice.result == self.result), self.result)


def items_of(turn: Turn) -> tuple[ReviewItem, ...]:
    """Everything that can be decided in a turn with results, what is to be judged first."""
    verdicts = {verdict.about: verdict for verdict in Verdict.objects.filter(turn=turn).select_related("by")}
    view = perspectives.truth_of(turn)
    found = [item for outcome in bridge.outcomes_of(turn) for item in _items(turn, view, outcome, verdicts)]
    words = {ruling_key_of(each): each.words for each in bridge.interventions_of(turn).outcomes}
    told = (replace(item, words=words.get(item.about, "")) for item in found)
    return tuple(sorted(told, key=lambda item: not item.is_due))


def item_of(turn: Turn, about: str) -> ReviewItem | None:
    """Return the item that can be decided under a name, None where there is nothing of that name."""
    return next((item for item in items_of(turn) if item.about == about), None)


def due_of(turn: Turn) -> tuple[ReviewItem, ...]:
    """Return the items that the white cell must judge before the results of a turn are shown."""
    return tuple(item for item in items_of(turn) if item.is_due)


def argued_chance(item: ReviewItem, arguments: Iterable[Argument]) -> int:
    """Return the chance in 100 of an argued order: its own, or an even one, with what every argument adds; from 1 to
    99."""
    own = next((choice.in_100 for choice in item.choices if choice.result == "worked"), None)
    return min(max((EVEN if own is None else own) + sum(each.added for each in arguments), 1), 99)


def roll_in_100(roll: int) -> int:
    """Return a roll in 1/65536 as people count it, 1 to 100: at most the chance exactly where the order works."""
    return 1 + 100 * roll // 65536


def _items(turn: Turn, view: Perspective, outcome: Outcome, verdicts: dict[str, Verdict]) -> Iterator[ReviewItem]:
    about, setting = key_of(outcome), view.setting
    is_ruled_out = any(ruled.subject == "order" for ruled in outcome.rulings)
    if not about or (outcome.result == "refused" and not is_ruled_out):
        return
    stage = perspectives.stage(view, outcome.name) if outcome.subject == "incident" else ""
    high = is_high(setting, outcome, stage, bridge.content_for(turn).stakes)
    result = outcome.chosen if outcome.subject == "incident" else outcome.result
    verdict = _standing(verdicts, about, result)
    is_due = (high or turn.branch.exercise.adjudication == Exercise.Adjudication.FREE) and verdict is None
    yield ReviewItem(about, outcome, result, _choices(setting, outcome), high, is_due, verdict)
    if outcome.subject == "order" and outcome.result != "refused" and _is_covert(setting, outcome):
        noticed = "noticed" if outcome.detected else "unnoticed"
        choices = (RulingChoice("noticed", "Is noticed"), RulingChoice("unnoticed", "Goes unnoticed"))
        about = notice_key_of(outcome)
        yield ReviewItem(about, outcome, noticed, choices, False, False, _standing(verdicts, about, noticed))


def _standing(verdicts: dict[str, Verdict], about: str, result: str) -> Verdict | None:
    """Return the verdict on this result; one on a result that has changed since does not count."""
    verdict = verdicts.get(about)
    return verdict if verdict is not None and verdict.result == result else None


def _choices(setting: Setting, outcome: Outcome) -> tuple[RulingChoice, ...]:
    if outcome.subject != "order":
        return tuple(RulingChoice(option.key, option.label.capitalize(), option.in_100) for option in outcome.options)
    if not setting.order(outcome.kind).chance:
        return RulingChoice("done", "Is carried out"), RulingChoice(*RULED_OUT)
    odds = {option.key: option.in_100 for option in outcome.options}
    rolled = (RulingChoice("worked", "Works", odds.get("worked")), RulingChoice("failed", "Fails", odds.get("failed")))
    return (*rolled, RulingChoice(*RULED_OUT))


def _is_covert(setting: Setting, outcome: Outcome) -> bool:
    return setting.order(outcome.kind).visibility == "covert"
