"""The results of a turn for a seat: outcomes of its orders, what others did to it, changes, forecasts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wargame.engine.values import Outcome, Perspective
from wargame.exercises import perspectives
from wargame.exercises.models import OrderSheet
from wargame.exercises.results.selectors.added_up import AddedUpTable, aims_added_up, figures_added_up, parts_of
from wargame.exercises.results.selectors.chances_of_yes import YesChanceReview
from wargame.exercises.results.selectors.expected import ForecastReview, forecast_review_of
from wargame.exercises.results.selectors.gambles import Gambles, gambles_of
from wargame.exercises.results.selectors.newsworth import Newsworth, chance_of, most_weighty, newsworth_of
from wargame.exercises.results.selectors.repeated import counts_before, retold
from wargame.exercises.situation.selectors.aims import Aims, aims_of
from wargame.exercises.situation.selectors.alone import AloneBoard
from wargame.exercises.situation.selectors.duty_news import duties_changed
from wargame.exercises.situation.selectors.map import Maps, maps_of, panels_at
from wargame.exercises.situation.selectors.outcomes import OutcomeCard, cards_of
from wargame.exercises.situation.selectors.panels import Panels
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_after

MOST_CHANGES = 8
SURE = 80
"""Chance in 100 from which an incident that did not move is left out of the news."""


@dataclass(frozen=True)
class OutcomeGroup:
    """Outcomes under one heading."""

    title: str
    outcomes: tuple[OutcomeCard, ...]


@dataclass(frozen=True)
class SeatNews:
    """The deed of one other seat that tells the reader most."""

    code: str
    text: str


@dataclass(frozen=True)
class Results:
    """The page of results.

    The news: `headline`, `lede`, the board, and what each seat did in `others`; `is_deed` says that the headline tells
    of another seat's order, which `others` then leaves out. The gamble: `gambles` and
    `chances_of_yes`. The rest is shown on request: `aim_changes` and `changes`, which add up, and outcomes in `groups`.
    `also` are orders that do not concern the seat; `background` are incidents that did not move. `notes` are the public
    sentences about seats that gave no orders in time. `maps`, and `panels` where the board has some, show the world at
    the opening of turn `map_turn`.
    """

    headline: str
    lede: str
    is_deed: bool
    others: tuple[SeatNews, ...]
    gambles: Gambles
    groups: tuple[OutcomeGroup, ...]
    also: tuple[OutcomeCard, ...]
    background: tuple[OutcomeCard, ...]
    aims: Aims
    aim_changes: AddedUpTable
    changes: AddedUpTable
    forecasts: ForecastReview
    chances_of_yes: tuple[YesChanceReview, ...]
    is_last: bool
    is_latest: bool
    is_awaiting: bool
    maps: Maps | None
    panels: Panels | AloneBoard | None
    map_turn: int
    notes: tuple[str, ...]


def results_of(at: SeatView, sheet: OrderSheet, chances_of_yes: tuple[YesChanceReview, ...] = ()) -> Results:
    """Return the results of the turn of this seat view; `sheet` has the seat's orders and their forecasts.

    `chances_of_yes` is what its people said to others, for those who may read that.

    The turn must be closed: it then has a following turn or a final world. Raises ValueError otherwise.
    """
    following = seat_view_after(at)
    after = following.view if following else perspectives.final_view_of(at.turn, at.seat, may_know_all=False)
    if after is None:
        raise ValueError(f"{at.turn} has no results yet.")
    known = perspectives.known_outcomes(at.turn, at.seat, may_know_all=False)
    moved = [outcome for outcome in known if outcome.subject == "incident" and _has_moved(at.view, outcome)]
    open_ones = [one for one in known if one.subject == "incident" and (one in moved or chance_of(one) < SURE)]
    worth = newsworth_of(at, known)
    duties = duties_changed(at.view.setting, known)
    lead = most_weighty(worth, (*moved, *duties, *worth.blows)) or most_weighty(worth, open_ones)
    ending = next((outcome for outcome in known if outcome.subject == "ending"), None)
    told = forecast_review_of(at, sheet, known, after)
    gambles = gambles_of(at, sheet, told.odds, known, worth)
    rest, before = [one for one in known if one not in gambles.outcomes], counts_before(at)
    aims, parts = aims_of(after, at.view, at.mine), parts_of(worth)
    return Results(
        headline=retold(lead, before).rstrip(".") if lead else f"Turn {at.turn.number} passed quietly",
        lede=" ".join(retold(outcome, before) for outcome in moved if outcome is not lead),
        is_deed=lead is not None and lead.subject == "order" and lead.actor != at.mine,
        others=tuple(_news_of(worth, lead, before)),
        gambles=gambles,
        groups=tuple(group for group in _groups(at.mine, rest, open_ones) if group.outcomes),
        also=cards_of(one for one in known if one.subject == "order" and not _concerns(one, at.mine)),
        background=cards_of(one for one in known if one.subject == "incident" and one not in open_ones),
        aims=aims,
        aim_changes=aims_added_up(at, aims, parts),
        changes=figures_added_up(at, after, parts, MOST_CHANGES),
        forecasts=told,
        chances_of_yes=chances_of_yes,
        is_last=ending is not None,
        is_awaiting=following is None and ending is None,
        is_latest=following is not None and not following.turn.is_closed,
        maps=maps_of(following or at),
        panels=panels_at(following or at),
        map_turn=(following or at).turn.number,
        notes=tuple(at.turn.notes),
    )


def _news_of(worth: Newsworth, lead: Outcome | None, before: Counter[str]) -> Iterator[SeatNews]:
    """Yield what each other seat did: first every blow against the reader's seat, else one sentence about the seat.

    The headline has told its own event already. A deed that is new comes before one that the seat repeats.
    """
    mine, blows = worth.at.mine, worth.blows
    for code in sorted(worth.at.view.setting.seats, key=lambda code: not any(one.actor == code for one in blows)):
        acts = (one for one in worth.known if one.subject == "order" and one.actor == code and one.result != "refused")
        deeds = [one for one in acts if one is not lead]
        deeds.sort(key=lambda one: (before[one.text] > 0, not _concerns(one, mine)))
        rest = [one for one in deeds if one in blows] or deeds[:1]
        if rest and code != mine:
            yield SeatNews(code, " ".join(retold(one, before) for one in rest))


def _has_moved(before: Perspective, outcome: Outcome) -> bool:
    return perspectives.stage(before, outcome.name) != outcome.result


def _groups(mine: str, known: Sequence[Outcome], incidents: Sequence[Outcome]) -> tuple[OutcomeGroup, ...]:
    orders = [outcome for outcome in known if outcome.subject == "order"]
    return (
        OutcomeGroup("What happened", cards_of(one for one in incidents if one in known)),
        OutcomeGroup("Aimed at you", cards_of(outcome for outcome in orders if _is_aimed(outcome, mine))),
        OutcomeGroup("Agreements", cards_of(outcome for outcome in known if outcome.subject == "accord")),
        OutcomeGroup("Calls for support", cards_of(outcome for outcome in known if outcome.subject == "call")),
        OutcomeGroup("From earlier orders", cards_of(outcome for outcome in known if outcome.subject == "later")),
        OutcomeGroup("News", cards_of(outcome for outcome in known if outcome.subject == "inject")),
    )


def _is_aimed(outcome: Outcome, mine: str) -> bool:
    return outcome.actor != mine and mine in (*outcome.targets, *outcome.partners)


def _concerns(outcome: Outcome, mine: str) -> bool:
    return mine in (outcome.actor, *outcome.targets, *outcome.partners)
