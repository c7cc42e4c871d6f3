"""A turn that a class tries again: how many sheets there are, and after the reveal what they lead to, without names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from wargame.accounts.models import User
from wargame.analysis.domain import OrderRow, SecondTry, orders_of
from wargame.analysis.models import ClassTry, Ensemble
from wargame.analysis.selectors.comparisons import ScorePair
from wargame.analysis.selectors.results import counts_of
from wargame.analysis.selectors.second_tries import finding_of
from wargame.analysis.selectors.what_if_form import orders_in_words
from wargame.engine.values import Contrast
from wargame.exercises import bridge

FLOOR = 5
"""The fewest answers of which pages show how many people gave each: with fewer, a number points at a person."""


@dataclass(frozen=True)
class Answer:
    """One sheet that people gave (`rows`; as words: `orders`), and what it leads to.

    `people` and `in_100` are None while there are too few answers to count.
    """

    orders: tuple[str, ...]
    rows: tuple[OrderRow, ...]
    people: int | None
    in_100: int | None
    is_mine: bool
    aims: ScorePair


@dataclass(frozen=True)
class ClassTryPage:
    """A class try as one person sees it; before the reveal it has no answers."""

    number: int
    branch: int
    turn: int
    title: str
    seat: str
    is_revealed: bool
    has_given: bool
    given: int
    pending: int
    said_then: tuple[str, ...] = ()
    ordered_then: tuple[OrderRow, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Tell if there are enough answers to say how many people gave each."""
        return self.given >= FLOOR

    @property
    def is_awaited(self) -> bool:
        """Tell if the page fetches itself again: its reader waits for sheets, for the reveal, or for games."""
        return not self.is_revealed or self.pending > 0


def class_try_page(class_try: ClassTry, user: User) -> ClassTryPage:
    """Return the class try as the person sees it."""
    setting, sheets = bridge.setting_of(class_try.exercise), class_try.sheets.order_by("number")
    shown = ClassTryPage(
        number=class_try.number,
        branch=class_try.branch.number,
        turn=class_try.turn.number,
        title=setting.spec.turns[class_try.turn.number - 1].title,
        seat=class_try.role,
        is_revealed=class_try.is_revealed,
        has_given=sheets.filter(asked_by=user).exists(),
        given=sheets.count(),
        pending=sheets.filter(status=Ensemble.Status.RUNNING).count(),
    )
    if not class_try.is_revealed:
        return shown
    done = sheets.filter(status=Ensemble.Status.DONE).select_related("exercise__scenario_version", "branch", "turn")
    answers = _answers(done, user, is_counted=shown.is_counted)
    ordered = tuple(orders_of(class_try.turn, class_try.role))
    by_worth = tuple(sorted(answers, key=lambda one: -one.aims.effect.mean))
    return replace(shown, said_then=orders_in_words(setting, ordered), ordered_then=ordered, answers=by_worth)


def _answers(done: Iterable[Ensemble], user: User, *, is_counted: bool) -> Iterable[Answer]:
    """Yield each different sheet once; equal sheets were played under the same dice and lead to the same."""
    listed = sorted(done, key=lambda one: _order_of(SecondTry.of(one.change)))
    for _, same in groupby(listed, key=lambda one: _order_of(SecondTry.of(one.change))):
        equal = list(same)
        again, counted = SecondTry.of(equal[0].change), counts_of(equal[0])
        if isinstance(counted, Contrast):
            yield Answer(
                orders=orders_in_words(bridge.setting_of(equal[0].exercise), again.orders),
                rows=again.orders,
                people=len(equal) if is_counted else None,
                in_100=100 * len(equal) // len(listed) if is_counted else None,
                is_mine=any(one.asked_by_id == user.pk for one in equal),
                aims=finding_of(equal[0], again, counted).scores[0],
            )


def _order_of(again: SecondTry) -> list[list[str]]:
    """Return the sheet in a form that is equal for equal orders in any order."""

    def parts(row: OrderRow) -> list[str]:
        return [row["kind"], row["level"], row["target"], row["partner"]]

    return sorted(map(parts, again.orders))
