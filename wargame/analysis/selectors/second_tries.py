"""A turn to try again: the situation as the seat knew it, the orders on offer, and what another sheet leads to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wargame.analysis.domain import OrderRow, SecondTry, orders_of
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.comparisons import (
    Findings,
    effects_by_key,
    ending_pairs_of,
    names_of,
    score_pair_of,
)
from wargame.analysis.selectors.progress import Progress, progress_of
from wargame.analysis.selectors.results import SURE, counts_of
from wargame.analysis.selectors.what_if_form import OtherSheet, orders_in_words
from wargame.engine.values import Aggregate, Bloc, Contrast, LevelOption, OrderOption
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.situation.selectors.board import Board, board_of
from wargame.exercises.situation.selectors.frame import hours
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of

PLACES = 2
"""Orders of one kind with several targets on the form, each at another target."""


@dataclass(frozen=True)
class Value:
    """One value of a menu, by its label."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class OfferedKind:
    """One kind of order that the seat could give, with its menus; `key` names its fields in the form."""

    key: str
    name: str
    icon: str
    help: str
    is_more: bool
    levels: tuple[Value, ...]
    targets: tuple[Value, ...]
    partners: tuple[Value, ...]

    @property
    def is_ordered(self) -> bool:
        return any(level.is_chosen for level in self.levels)


@dataclass(frozen=True)
class TurnToTry:
    """The page on which a person gives a sheet: nothing in it comes from after the opening of the turn.

    `why_not` says why the turn cannot be tried, "" if it can.
    """

    turn: int
    title: str
    when: str
    seat: str
    seats: tuple[str, ...]
    points: int
    board: Board
    kinds: tuple[OfferedKind, ...]
    saw_answer: bool
    why_not: str


@dataclass(frozen=True)
class ScoreRange:
    """The mean of a seat's aims over the games, with its 95 % confidence interval, in points."""

    name: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class TriedFinding(Findings):
    """Both futures of a second try: the turn as it was ordered, and with the person's orders."""

    is_same: bool
    ranges: tuple[ScoreRange, ...]

    @property
    def headline(self) -> str:
        """The finding in one sentence: orders whose difference may be chance are as good."""
        own = self.scores[0]
        whose = f"{own.code}\N{RIGHT SINGLE QUOTATION MARK}s aims"
        if self.is_same:
            return "You gave the same orders"
        if not own.effect.is_clear:
            return f"As good: {whose} come to {own.second} with your orders, and came to {own.first} as it was ordered"
        if not own.change:
            return f"With your orders {whose} change by less than a point"
        return f"With your orders {whose} come to {own.second} instead of {own.first}"


@dataclass(frozen=True)
class SecondTryPage:
    """A second try: the person's sheet, and what was ordered then; `found` is None until all games are played."""

    progress: Progress
    turn: int
    title: str
    seat: str
    saw_answer: bool
    own: tuple[str, ...]
    given: tuple[str, ...]
    others: tuple[OtherSheet, ...]
    found: TriedFinding | None
    games: int
    has_failed: bool
    may_cancel: bool = False

    @property
    def is_awaited(self) -> bool:
        """Tell if its games are still being played, so that the page fetches it again."""
        return self.progress.is_running

    @property
    def is_short(self) -> bool:
        """Tell if fewer games were counted than somebody wanted."""
        return self.games < self.progress.games


def turn_to_try(
    seat: Seat, line: Branch, turn: Turn, orders: Sequence[OrderRow] = (), *, saw_answer: bool = False
) -> TurnToTry:
    """Return the turn as the seat knew it when it gave its orders; `orders` are chosen in the menus already."""
    at = seat_view_of(seat, line, turn)
    spec = at.view.setting.spec.turns[turn.number - 1]
    return TurnToTry(
        turn=turn.number,
        title=spec.title,
        when=hours(spec),
        seat=seat.role,
        seats=at.view.setting.seats,
        points=at.view.points,
        board=board_of(at),
        kinds=tuple(_kinds(at, orders)),
        saw_answer=saw_answer,
        why_not="" if turn.is_closed else f"Turn {turn.number} was stopped before its orders counted.",
    )


def _kinds(at: SeatView, orders: Sequence[OrderRow]) -> Iterable[OfferedKind]:
    for option in perspectives.options(at.view):
        chosen = [row for row in orders if row["kind"] == option.kind]
        for place in range(places_of(option)):
            yield _kind(option, place, chosen[place] if place < len(chosen) else {})


def places_of(option: OrderOption) -> int:
    """Return the number of places that the form has for a kind: none where the seat could not give it."""
    if not option.is_available:
        return 0
    return PLACES if len(option.targets) > 1 else 1


def _kind(option: OrderOption, place: int, row: OrderRow) -> OfferedKind:
    def menu(column: str, blocs: Sequence[str]) -> tuple[Value, ...]:
        return tuple(Value(bloc, Bloc(bloc).listed, row.get(column) == bloc) for bloc in blocs)

    return OfferedKind(
        key=key_of(option, place),
        name=option.name,
        icon=option.icon,
        help=option.help,
        is_more=place > 0,
        levels=tuple(
            Value(level.key, _label(option, level), bool(row) and row["level"] == level.key) for level in option.levels
        ),
        targets=menu("target", option.targets),
        partners=menu("partner", option.partners),
    )


def key_of(option: OrderOption, place: int) -> str:
    """Return the name of a kind in the fields of the form."""
    return f"{option.kind}-{place + 1}"


def _label(option: OrderOption, level: LevelOption) -> str:
    name = level.name if len(option.levels) > 1 else "Order this"
    return f"{name} ({level.cost} pt)"


def tried_of(ensemble: Ensemble) -> SecondTryPage:
    """Return a second try with what was ordered then, and its results once there are any."""
    again, turn, counted = SecondTry.of(ensemble.change), ensemble.first_turn, counts_of(ensemble)
    setting = bridge.setting_of(ensemble.exercise)
    return SecondTryPage(
        progress=progress_of(ensemble),
        turn=turn.number,
        title=setting.spec.turns[turn.number - 1].title,
        seat=again.seat,
        saw_answer=again.saw_answer,
        own=orders_in_words(setting, again.orders),
        given=orders_in_words(setting, orders_of(turn, again.seat)),
        others=tuple(
            OtherSheet(code, orders_in_words(setting, orders_of(turn, code)))
            for code in setting.seats
            if code != again.seat
        ),
        found=finding_of(ensemble, again, counted) if isinstance(counted, Contrast) else None,
        games=counted.games if counted else 0,
        has_failed=ensemble.status == Ensemble.Status.FAILED,
    )


def finding_of(ensemble: Ensemble, again: SecondTry, counted: Contrast) -> TriedFinding:
    """Return both futures of a second try; the first of the scores is the one of its seat."""
    setting, effects, names = (
        bridge.setting_of(ensemble.exercise),
        effects_by_key(ensemble, counted),
        names_of(ensemble),
    )
    scores = [score_pair_of(setting, code, effects) for code in counted.first.seats]
    return TriedFinding(
        pairs=counted.games,
        subject=names.subject,
        first_name=names.first,
        second_name=names.second,
        endings=ending_pairs_of(ensemble, counted, effects),
        scores=tuple(sorted(scores, key=lambda pair: pair.code != again.seat)),
        is_same=list(again.orders) == orders_of(ensemble.first_turn, again.seat),
        ranges=(
            range_of("Your orders", again.seat, counted.second),
            range_of("As it was ordered", again.seat, counted.first),
        ),
    )


def range_of(name: str, seat: str, games: Aggregate) -> ScoreRange:
    """Return the mean of the seat's aims over the games, with its range."""
    mean, error = games.mean_score(seat), games.standard_error(seat) or 0.0
    return ScoreRange(name, mean, max(0.0, mean - SURE * error), min(100.0, mean + SURE * error))
