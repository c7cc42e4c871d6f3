"""Two lines of an exercise side by side, from the turn at which they part to both endings."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from wargame.exercises import bridge
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.results.selectors.log import Filter, LogTurn, Sheet, log_of
from wargame.exercises.situation.selectors.outcomes import OutcomeCard


@dataclass(frozen=True)
class SheetPair:
    """The orders of a seat in the two lines; None where a line has not reached the turn."""

    seat: str
    left: Sheet | None
    right: Sheet | None

    @property
    def differs(self) -> bool:
        return self.left is None or self.right is None or _say(self.left) != _say(self.right)


@dataclass(frozen=True)
class OutcomePair:
    """The outcome of an incident in the two lines; None where it had none."""

    title: str
    left: OutcomeCard | None
    right: OutcomeCard | None

    @property
    def differs(self) -> bool:
        return self.left is None or self.right is None or self.left.text != self.right.text


@dataclass(frozen=True)
class TurnPair:
    """One turn of both lines."""

    number: int
    title: str
    label: str
    sheets: tuple[SheetPair, ...]
    incidents: tuple[OutcomePair, ...]


@dataclass(frozen=True)
class Comparison:
    """`parted_at` is the first turn that differs. An ending is "" while its line is played."""

    left: Branch
    right: Branch
    parted_at: int
    turns: tuple[TurnPair, ...]
    left_ending: str
    right_ending: str

    @property
    def parted(self) -> Branch | None:
        """The line that was forked from the other; None where both were forked from a third."""
        for line, other in ((self.left, self.right), (self.right, self.left)):
            if line.parent_turn and line.parent_turn.branch_id == other.pk:
                return line
        return None


def comparison_of(seat: Seat, left: Branch, right: Branch, *, knows_all: bool) -> Comparison:
    """Return the two lines from the turn at which they part."""
    wanted = Filter(knows_all=knows_all)
    parted_at = _parted_at(left, right)
    logs = [log_of(seat, line, wanted, since=parted_at) for line in (left, right)]
    endings = {ending.key: ending.name for ending in bridge.setting_of(seat.exercise).spec.endings}
    return Comparison(
        left=left,
        right=right,
        parted_at=parted_at,
        turns=tuple(_pair(one, other) for one, other in zip_longest(*logs)),
        left_ending=endings.get(left.ending, ""),
        right_ending=endings.get(right.ending, ""),
    )


def _parted_at(left: Branch, right: Branch) -> int:
    """Return the first turn that the two lines do not share."""
    ours, theirs = (dict(Turn.objects.in_line(line).values_list("number", "pk")) for line in (left, right))
    return next((number for number in sorted(ours | theirs) if ours.get(number) != theirs.get(number)), 1)


def _pair(left: LogTurn | None, right: LogTurn | None) -> TurnPair:
    turn = left or right
    if turn is None:
        raise ValueError("There is no turn in either line.")
    return TurnPair(
        number=turn.number,
        title=turn.title,
        label=turn.label,
        sheets=tuple(
            SheetPair(sheet.seat, _sheet(left, sheet.seat), _sheet(right, sheet.seat)) for sheet in turn.sheets
        ),
        incidents=_incidents(left, right),
    )


def _sheet(turn: LogTurn | None, code: str) -> Sheet | None:
    return next((sheet for sheet in turn.sheets if sheet.seat == code), None) if turn else None


def _incidents(left: LogTurn | None, right: LogTurn | None) -> tuple[OutcomePair, ...]:
    ours, theirs = (
        {outcome.title: outcome for outcome in (turn.outcomes if turn else ()) if outcome.subject == "incident"}
        for turn in (left, right)
    )
    return tuple(OutcomePair(title, ours.get(title), theirs.get(title)) for title in ours | theirs)


def _say(sheet: Sheet) -> Sequence[tuple[str, str]]:
    return [(line.kind, line.summary) for line in sheet.lines]
