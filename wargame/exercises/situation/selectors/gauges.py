"""Gauges: the figures that a seat can follow on a page, with labels, values and changes."""

from dataclasses import dataclass

from wargame.engine.values import FIGURES, GAUGES_OF_A_PAIR, GAUGES_OF_A_STATE, Figure, Perspective
from wargame.exercises import perspectives

OF_A_PAIR, OF_A_STATE = GAUGES_OF_A_PAIR, GAUGES_OF_A_STATE


@dataclass(frozen=True)
class Gauge:
    """One figure of the world in points. It belongs to `who`; `towards` is the other state of a pair."""

    variable: str
    who: str
    towards: str = ""

    @property
    def key(self) -> str:
        """Its name in URLs: "tension-KOR-RUS"."""
        return "-".join(filter(None, (self.variable, self.who, self.towards)))

    @property
    def figure(self) -> Figure:
        """Its row in the table of figures."""
        return FIGURES[self.variable]

    @property
    def low(self) -> int:
        """The low end of its scale; the high end is 100."""
        return self.figure.low // self.figure.unit

    def label(self, mine: str) -> str:
        """Return its label for a reader of the seat `mine`: "KOR-RUS tension", "Home confidence", "JPN home
        confidence".
        """
        if self.towards:
            return f"{self.who}\N{EN DASH}{self.towards} {self.figure.in_sentence}"
        return self.figure.label if self.who == mine else f"{self.who} {self.figure.in_sentence}"

    def directed(self, mine: str) -> str:
        """Return its label with the direction of a pair: "KOR's tension towards RUS"."""
        if self.towards:
            return f"{self.who}'s {self.figure.in_sentence} towards {self.towards}"
        return self.label(mine)

    def value(self, view: Perspective) -> float | None:
        """Return its value in points, None where the seat may not know it."""
        return perspectives.points(view, self.variable, self.who, self.towards)


@dataclass(frozen=True)
class Change:
    """The value of one gauge before and after, in points."""

    label: str
    before: float
    after: float
    low: int = 0

    @property
    def delta(self) -> int:
        """The difference of the values as the page shows them, rounded."""
        return round(self.after) - round(self.before)


def gauges_of(view: Perspective) -> tuple[Gauge, ...]:
    """Return every gauge that the seat of the view can see, pairs first."""
    codes = view.setting.seats
    pairs = [
        Gauge(variable, who, towards) for variable in OF_A_PAIR for who in codes for towards in codes if who != towards
    ]
    gauges = [*pairs, *(Gauge(variable, who) for variable in OF_A_STATE for who in codes)]
    return tuple(gauge for gauge in gauges if gauge.value(view) is not None)


def moved_most(before: Perspective, after: Perspective, mine: str, most: int) -> tuple[Gauge, ...]:
    """Return the `most` gauges of the seat, and of feelings about it, that moved most, in a fixed order."""
    own = [gauge for gauge in gauges_of(after) if mine in (gauge.who, gauge.towards)]
    deltas = {
        gauge: Change("", old, new).delta
        for gauge in own
        if (old := gauge.value(before)) is not None and (new := gauge.value(after)) is not None
    }
    visible = [gauge for gauge, delta in deltas.items() if delta]
    largest = sorted(visible, key=lambda gauge: -abs(deltas[gauge]) * (2 if gauge.who == mine else 1))[:most]
    return tuple(gauge for gauge in visible if gauge in largest)
