"""The cabinet of a seat in a turn: three advisers, each with the order that the adviser asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wargame.exercises import access, forecasts, perspectives
from wargame.exercises.advice.domain.advisers import advisers_of
from wargame.exercises.advice.domain.sheets import is_on
from wargame.exercises.advice.domain.words import after_colon, listed
from wargame.exercises.advice.selectors.believed import Judged, judged_before
from wargame.exercises.models import Speech
from wargame.exercises.situation.selectors.seat_view import SeatView

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class AdviserCard:
    """One adviser on the page: name and leaning, who was right before, and what the adviser says now.

    `order` is the row to add, None for an adviser who asks for none; `name` and `target` say it in words. `lock` says
    why it cannot be added now, "" if it can. `first` ends the sentence that begins with what is cited.
    """

    key: str
    place: int
    title: str
    icon: str
    leaning: str
    marks: tuple[Judged, ...]
    order: Mapping[str, str] | None = None
    name: str = ""
    target: str = ""
    cost: int = 0
    letter: str = ""
    cited: str = ""
    first: str = ""
    expects: str = ""
    costs: str = ""
    agrees: str = ""
    disagrees: str = ""
    is_on_sheet: bool = False
    lock: str = ""


@dataclass(frozen=True)
class Cabinet:
    """The advisers of a seat; `is_said` once somebody has heard them in the turn, `shows_marks` if marks are shown."""

    cards: tuple[AdviserCard, ...]
    is_said: bool
    shows_marks: bool


@dataclass(frozen=True)
class _Desk:
    """The values that all cards of a cabinet share: the sheet, names of advisers, and why orders cannot be added."""

    at: SeatView
    sheet: Rows
    names: Mapping[str, str]
    locks: Mapping[str, str]


def cabinet_of(at: SeatView, sheet: Rows, *, is_heard: bool = False) -> Cabinet | None:
    """Return the cabinet beside a sheet; None for a seat without advisers, or one that a policy plays.

    Advisers who were just heard (`is_heard`) have spoken, even if none of them asks for an order.
    """
    advisers = advisers_of(at)
    if not advisers:
        return None
    every = access.speeches_for(at.seat, at.line)
    said = {speech.adviser: speech for speech in every if speech.turn_id == at.turn.pk}
    shows_marks = access.shows_who_was_right(at.seat, at.line)
    marks = judged_before(at, every) if shows_marks else {}
    # Each card says how its adviser leans, so opinions name the adviser alone.
    names = {adviser.key: adviser.short for adviser in advisers}
    desk = _Desk(at, sheet, names, _locks(at, sheet, said.values()) if at.turn.is_open else {})
    cards = tuple(
        AdviserCard(each.key, place, each.name, each.icon, each.leaning, tuple(marks.get(each.key, ())))
        for place, each in enumerate(advisers, 1)
    )
    return Cabinet(
        tuple(_speaking(card, said[card.key], desk) if card.key in said else card for card in cards),
        bool(said) or is_heard,
        shows_marks,
    )


def _speaking(card: AdviserCard, speech: Speech, desk: _Desk) -> AdviserCard:
    setting, order, names = desk.at.view.setting, speech.order, desk.names
    spec = setting.order(order["kind"])
    level = next((each.name for each in spec.levels if each.key == order["level"]), "")
    return replace(
        card,
        order=order,
        name=f"{spec.name}: {level}" if len(spec.levels) > 1 else spec.name,
        target=order["target"] or order["partner"],
        cost=speech.cost,
        letter=speech.letter,
        cited=speech.cited,
        first=after_colon(speech.reason) if speech.letter else speech.reason,
        expects=speech.expects,
        costs=speech.costs,
        agrees=listed((names[key] for key in speech.agree if key in names), "agree"),
        disagrees=listed((names[key] for key in speech.disagree if key in names), "disagree"),
        is_on_sheet=is_on(desk.sheet, order),
        lock=desk.locks.get(speech.adviser, ""),
    )


def _locks(at: SeatView, sheet: Rows, said: Iterable[Speech]) -> dict[str, str]:
    """Return, by adviser, why an order cannot be added to the sheet now."""
    left = at.view.points - forecasts.cost(at.view, sheet)
    options = {option.kind: option for option in perspectives.options(at.view)}
    locks = {}
    for speech in said:
        option = options.get(speech.order["kind"])
        if option is None or not option.is_available:
            locks[speech.adviser] = option.why_not if option else "It cannot be given any more."
        elif speech.cost > left and not is_on(sheet, speech.order):
            locks[speech.adviser] = _too_dear(speech.cost, left)
    return locks


def _too_dear(cost: int, left: int) -> str:
    """Return why an order cannot be paid beside the sheet, in the words in which the sheet counts its points."""
    return f"It costs {cost}, and you have {left} left." if left >= 0 else f"It costs {cost}, and you are {-left} over."
