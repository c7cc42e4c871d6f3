"""The world, ledger and outcomes of a turn as a reader may know them, masked for a seat; its world, ledger and
outcomes, masked for a seat; and what such a view says.

Every page and file asks here; nothing of a turn reaches a seat another way.
"""

from collections.abc import Iterable, Iterator, Sequence

from wargame import engine
from wargame.engine.values import (
    GivenWord,
    LedgerEntry,
    ObjectiveScore,
    Offer,
    OrderOption,
    Outcome,
    Perspective,
    Setting,
    TurnRead,
    WordFate,
)
from wargame.exercises import sent_injects, worlds
from wargame.exercises.bridge import (
    display_amount,
    entries_of,
    last_world_of,
    outcomes_of,
    public_setting_for,
    setting_for,
)
from wargame.exercises.models import Seat, Turn


def view_of(turn: Turn, seat: Seat) -> Perspective:
    """Return the view of the seat at the opening of the turn."""
    return worlds.seen_by(public_setting_for(turn), turn.world, seat.role)


def truth_of(turn: Turn) -> Perspective:
    """Everything at the opening of the turn: for the white cell and for finished solo exercises."""
    return worlds.in_truth(setting_for(turn), turn.world)


def common_view_of(turn: Turn) -> Perspective:
    """Return the view that everybody has at the opening of the turn."""
    return worlds.in_common(public_setting_for(turn), turn.world)


def shared_view_of(turn: Turn, role: str, others: Iterable[str]) -> Perspective:
    """Return the knowledge that a seat shares with these others at the opening of the turn."""
    return engine.shared_view(worlds.seen_by(public_setting_for(turn), turn.world, role), others)


def final_view_of(turn: Turn, seat: Seat | None, *, may_know_all: bool) -> Perspective | None:
    """Return the world that the last turn of a line has led to: its end, or what a class looks at before it goes on.

    As the seat (None: everybody) may know it; None while the turn has no results that may be known.
    """
    stored = last_world_of(turn)
    if stored is None:
        return None
    if may_know_all:
        return worlds.in_truth(setting_for(turn), stored)
    told = public_setting_for(turn)
    return worlds.seen_by(told, stored, seat.role) if seat else worlds.in_common(told, stored)


def known_entries(turn: Turn, seat: Seat, *, may_know_all: bool) -> tuple[LedgerEntry, ...]:
    """Return the ledger of the turn as far as the seat may know it; nothing while only the white cell has results.

    A move by an inject of the white cell names that inject to those who read it.
    """
    if not turn.is_closed:
        return ()
    entries = sent_injects.with_causes(entries_of(turn), turn, None if may_know_all else seat)
    if may_know_all:
        return engine.true_entries(entries)
    outcomes = [outcome for each in (turn, *_earlier(turn, entries, seat)) for outcome in outcomes_of(each)]
    return engine.known_entries(entries, seat.role, engine.places_of(outcomes, seat.role))


def _earlier(turn: Turn, entries: Iterable[LedgerEntry], seat: Seat) -> list[Turn]:
    """Return the earlier turns of the line whose orders the seat's entries name."""
    numbers = {engine.OutcomeKey.parse(entry.cause).turn for entry in entries if seat.role in entry.audience} - {0}
    if not numbers:
        return []
    earlier = Turn.objects.in_line(turn.branch).filter(number__in=numbers, number__lt=turn.number)
    return list(earlier.defer("world", "next_world"))


def known_outcomes(turn: Turn, seat: Seat | None, *, may_know_all: bool) -> tuple[Outcome, ...]:
    """Return the outcomes of the turn as far as the seat (None: everybody) may know them; none while they are in
    review."""
    if not turn.is_closed:
        return ()
    outcomes = outcomes_of(turn)
    if may_know_all:
        return engine.told_outcomes(outcomes)
    if seat is None:
        return engine.common_outcomes(setting_for(turn), outcomes)
    return engine.known_outcomes(outcomes, seat.role)


def known_events(turn: Turn, seat: Seat, *, may_know_all: bool) -> tuple[Outcome, ...]:
    """Return the news that the white cell sent in the turn, and its outcomes, as far as the seat may know both."""
    if not turn.is_closed:
        return ()
    news = sent_injects.outcomes_of(turn, sent_injects.sent_in(turn, None if may_know_all else seat))
    return (*news, *known_outcomes(turn, seat, may_know_all=may_know_all))


def account_of(outcome: Outcome, seat: Seat) -> Outcome | None:
    """Return a seat's account of one outcome of full truth, None if the seat did not notice it.

    Only a reader who may know everything may compare the two.
    """
    return next(iter(engine.known_outcomes((outcome,), seat.role)), None)


def fate_of(setting: Setting, word: GivenWord, turns: Sequence[TurnRead], *, is_over: bool) -> WordFate:
    """Return the fate of a word by turns that hold no more than the reader may know of them."""
    return engine.fate_of(setting, word, turns, is_over=is_over)


def points(view: Perspective, variable: str, who: str, towards: str = "") -> float | None:
    """Return a figure of a state, or of a pair of states, in points; None where the view does not hold it."""
    place = view.setting.codes.index
    cell = (place(who), place(towards)) if towards else (place(who),)
    return display_amount(variable, int(getattr(view.world, variable)[cell]))


def stage(view: Perspective, incident: str) -> str:
    """Return the key of the stage that an incident is in; "" where the view does not hold it."""
    now = view.stage(incident)
    return now.key if now else ""


def hostility(view: Perspective, outcome: Outcome) -> int:
    """Return the hostility of an order or move to the seat of the view: 0 is neutral, below 0 is friendly."""
    return -engine.WEIGHT[engine.deed_towards(view.setting, outcome, view.seat)]


def scores(view: Perspective) -> tuple[ObjectiveScore, ...]:
    """Return the progress of the view's seat with its objectives; in full truth, how far every seat has."""
    return engine.scores(view.setting, view.world, view.seat)


def scores_along(
    view: Perspective, parts: Iterable[Iterable[LedgerEntry]], role: str = ""
) -> Iterator[dict[str, float]]:
    """Yield the scores by key of the aims of the view's seat, or in full truth of a `role`, after each part of a turn's
    entries, which the view knows.
    """
    return engine.scores_along(view.setting, view.world, parts, view.seat or role)


def under_way(view: Perspective) -> tuple[str, ...]:
    """Return the things that the seat of the view knows to be under way, in sentences without a full stop."""
    return tuple(engine.under_way(view.setting, item) for item in view.under_way)


def options(view: Perspective) -> tuple[OrderOption, ...]:
    """Return the orders that the seat of the view is offered."""
    return engine.options(view)


def options_of(turn: Turn, seat: Seat) -> tuple[OrderOption, ...]:
    """Return the orders that the seat is offered in the turn."""
    return engine.options(view_of(turn, seat))


def offers(view: Perspective) -> tuple[Offer, ...]:
    """Return the agreements that the seat of the view may propose."""
    return engine.offers(view)
