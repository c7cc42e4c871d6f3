"""The moments of a film: of all events of a line those that fit into a minute, and how long each of them stays.

A film goes by the index of the replay and adds no event to it. The openings of turns, turning points and the ending are
always in it; the turns share the rest of the minute.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wargame.exercises.results.selectors.overview.known import ENDING
from wargame.exercises.results.selectors.replay.steps import RESULT, PlayedTurn, Step

WHOLE = 60.0
"""Seconds of a film. A short game takes less, because no moment needs more than `SLOWEST`."""
SLOWEST = 5.0
MOST = 22
"""Moments of a film, unless openings, turning points and the ending are more."""
TURNING, LAST = 2.5, 3.0
"""How many times as long as other moments a turning point and the last moment stay."""
MOVED, NEWS = "moved", "news"
ORDER_OF_NEWS = (MOVED, "accords", RESULT, NEWS, "events", "orders", "talk", "reports")
"""Which events a turn shows first: incidents that moved, accords, its results, news that came in it, then by lanes."""
IN_SENTENCES = ("orders", "events", "accords")
"""The lanes whose events have their news in the text, under a title that names an order or an incident."""

Points = Mapping[tuple[int, str], str]
"""The marks of turning points by turn and seat, "1" for the largest."""


@dataclass(frozen=True)
class Moment:
    """One event of a film: `begins` and `seconds` say when it comes and how long it stays.

    `mark` is the mark of its turning point, "" for none.
    """

    step: Step
    begins: float
    seconds: float
    mark: str = ""

    @property
    def news(self) -> str:
        """The event in one line."""
        return (self.step.lane in IN_SENTENCES and self.step.text) or self.step.title


def moments_of(turns: Sequence[PlayedTurn], points: Points) -> tuple[Moment, ...]:
    """Return the moments of a film in the order of the index; the ending comes last if the game has one."""
    steps = [step for turn in turns for step in turn.steps]
    marks = _marks(steps, points)
    end = next((step for step in steps if step.key == ENDING), steps[-1])
    needed = {step.at for step in steps if not step.number} | marks.keys() | {end.at}
    chosen = needed | set(_further(turns, needed, MOST - len(needed)))
    shown = [step for step in steps if step.at in chosen and _order(step) <= _order(end)]
    return tuple(_timed(shown, marks))


def _order(step: Step) -> tuple[int, int]:
    return step.turn, step.number


def _marks(steps: Sequence[Step], points: Points) -> dict[str, str]:
    """Return the mark of each turning point by its moment: the first order of its seat in its turn."""
    found: dict[str, str] = {}
    for step in steps:
        mark = points.get((step.turn, step.seat), "")
        if mark and step.lane == "orders" and mark not in found.values():
            found[step.at] = mark
    return found


def _further(turns: Sequence[PlayedTurn], needed: set[str], room: int) -> list[str]:
    """Return so many further events: the first choice of every turn, then the second choices, and so on."""
    ranked = [sorted((step for step in turn.steps if step.at not in needed), key=_rank) for turn in turns]
    most = max(map(len, ranked), default=0)
    by_turns = [choices[place].at for place in range(most) for choices in ranked if place < len(choices)]
    return by_turns[: max(0, room)]


def _rank(step: Step) -> tuple[int, int]:
    kind = MOVED if step.has_moved else NEWS if step.lane == "reports" and step.key else step.lane
    return ORDER_OF_NEWS.index(kind), step.number


def _timed(shown: Sequence[Step], marks: Mapping[str, str]) -> Iterator[Moment]:
    weights = [TURNING if step.at in marks else 1.0 for step in shown[:-1]] + [LAST]
    unit = min(SLOWEST, WHOLE / sum(weights))
    begins = 0.0
    for step, weight in zip(shown, weights, strict=True):
        yield Moment(step, round(begins, 1), round(unit * weight, 1), marks.get(step.at, ""))
        begins += unit * weight
