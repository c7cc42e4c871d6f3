"""The advisers that a seat believed: what its advisers expected of their orders, and which of them were right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django.core.cache import cache

from scenarios.schema.pack_advisers import AdviserText
from wargame.engine.values import Perspective
from wargame.exercises import access, bridge, forecasts, perspectives
from wargame.exercises.advice.domain.sheets import is_on
from wargame.exercises.models import Branch, Seat, Speech, Turn
from wargame.exercises.orders.selectors.orders import draft_of
from wargame.exercises.situation.selectors.seat_view import SeatView

KEEP_SECONDS = 24 * 60 * 60
RIGHT, WRONG, UNTESTED = "Right", "Wrong", "Not tested"
OTHERWISE = f"{UNTESTED}: you chose another level or target"


@dataclass(frozen=True)
class Judged:
    """The advice of one adviser in a turn, whether the seat followed it, and whether it came true.

    `is_right` is None if the order was not given, or if the seat cannot see what became of it. `was_otherwise` says
    that the seat gave an order of this kind with another level, target or partner.
    """

    adviser: str
    title: str
    icon: str
    turn: int
    order: str
    expects: str
    was_followed: bool
    is_right: bool | None
    was_otherwise: bool = False

    @property
    def verdict(self) -> str:
        """The verdict in a word or two."""
        if self.is_right is None:
            return OTHERWISE if self.was_otherwise else UNTESTED
        return RIGHT if self.is_right else WRONG


@dataclass(frozen=True)
class Believed:
    """The advice that the advisers of a seat gave in one turn or in all, in the order in which they gave it."""

    speeches: tuple[Judged, ...]

    @property
    def tally(self) -> tuple[tuple[str, int, int, int], ...]:
        """Each adviser with how often the seat followed, and how often the adviser was right and wrong then."""
        titles = dict.fromkeys(each.title for each in self.speeches)
        by_title = {title: [each for each in self.speeches if each.title == title] for title in titles}
        return tuple(
            (
                title,
                sum(each.was_followed for each in said),
                sum(each.is_right is True for each in said),
                sum(each.is_right is False for each in said),
            )
            for title, said in by_title.items()
        )


def believed_in(seat: Seat, line: Branch, turn: Turn) -> Believed | None:
    """Return the judged advice of a turn with results; None if there is nothing, or it waits for the end."""
    if not access.shows_who_was_right(seat, line):
        return None
    said = [speech for speech in access.speeches_for(seat, line) if speech.turn_id == turn.pk]
    return Believed(_judged(seat, line, turn, said)) if said else None


def believed_of(seat: Seat, line: Branch) -> Believed | None:
    """Return the judged advice of all turns of a line that have results; None if there is nothing to read."""
    if not access.shows_who_was_right(seat, line):
        return None
    found = _judged_turns(seat, line, access.speeches_for(seat, line))
    return Believed(found) if found else None


def judged_before(at: SeatView, every: Iterable[Speech]) -> dict[str, list[Judged]]:
    """Return, by adviser, the speeches of earlier turns that were right or wrong, the oldest first."""
    earlier = [speech for speech in every if speech.turn.number < at.turn.number]
    found: dict[str, list[Judged]] = {}
    for each in _judged_turns(at.seat, at.line, earlier):
        if each.is_right is not None:
            found.setdefault(each.adviser, []).append(each)
    return found


def _judged_turns(seat: Seat, line: Branch, speeches: Iterable[Speech]) -> tuple[Judged, ...]:
    by_turn: dict[int, list[Speech]] = {}
    for speech in speeches:
        by_turn.setdefault(speech.turn.number, []).append(speech)
    judged: list[Judged] = []
    for number, said in sorted(by_turn.items()):
        turn = access.turn_in(line, number)
        if turn.is_closed:
            judged += _judged(seat, line, turn, said)
    return tuple(judged)


def _judged(seat: Seat, line: Branch, turn: Turn, said: Sequence[Speech]) -> tuple[Judged, ...]:
    """Return these speeches of a turn, judged. The cache keeps the judged speeches: a turn that is played anew has
    another digest."""
    key = f"judged:{seat.exercise.code}:{turn.pk}:{turn.digest}:{seat.role}:{len(said)}"
    return cast("tuple[Judged, ...]", cache.get_or_set(key, lambda: _judge(seat, line, turn, said), KEEP_SECONDS))


def _judge(seat: Seat, line: Branch, turn: Turn, said: Sequence[Speech]) -> tuple[Judged, ...]:
    sheet = draft_of(seat, turn).orders
    before, after = perspectives.view_of(turn, seat), _view_after(seat, line, turn)
    advisers: Mapping[str, AdviserText] = {
        each.key: each for each in bridge.content_for(turn).advisers if each.seat == seat.role
    }
    judged: list[Judged] = []
    for speech in said:
        was_followed = is_on(sheet, speech.order)
        is_tested = was_followed and after is not None
        adviser, spec = advisers[speech.adviser], before.setting.order(speech.order["kind"])
        judged.append(
            Judged(
                adviser=speech.adviser,
                title=adviser.name,
                icon=adviser.icon,
                turn=turn.number,
                order=spec.name,
                expects=speech.expects,
                was_followed=was_followed,
                was_otherwise=not was_followed and any(row["kind"] == spec.kind for row in sheet),
                is_right=forecasts.is_right(speech.claim, before, after) if is_tested and after else None,
            )
        )
    return tuple(judged)


def _view_after(seat: Seat, line: Branch, turn: Turn) -> Perspective | None:
    """Return the view of the seat once the turn has been played; None while nobody may know."""
    if access.statuses_after(line, turn):
        return perspectives.view_of(access.turn_in(line, turn.number + 1), seat)
    return perspectives.final_view_of(turn, seat, may_know_all=False)
