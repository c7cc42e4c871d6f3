"""A seat's aims: the score of each, how it moved and why, and two figures of the seat's own country."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.engine.values import Cap, ObjectiveScore, Perspective, Reason
from wargame.exercises import perspectives
from wargame.exercises.situation.selectors.gauges import Gauge

AT_HOME = {
    "approval": "How far the public backs the government, 0 to 100.",
    "stake": "How far the government has committed itself in public, 0 to 100. What is said in public is hard to take "
    "back: the higher it stands, the more it costs at home to give way.",
}
"""Figures of a seat's own country that are shown beside its aims, with their meaning."""

GOOD, FAIR = 60, 40
"""Totals of a seat's aims, of 100, from which an ending is good for it, and from which it is fair."""

HIGHEST_TICK = 85
"""The highest cap with a tick on its bar. Higher ones, which most aims have until the end, stand in the opened aim."""


@dataclass(frozen=True)
class Aim:
    """One aim, scored 0..100; `before` is None where there is no earlier score.

    `reasons` bear on the score now; `why` are those that did not before, which explain the change. `caps` hold the
    score down while they last, the lowest first; `new_caps` did not before, and the score stands at one of them.
    `ended` are reasons that bore on the score before, and `lifted` caps that held it down then.
    `measures` says what a figure alone measures, "" if there is nothing to say.
    """

    key: str
    name: str
    text: str
    weight: int
    score: int
    before: int | None
    why: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    caps: tuple[Cap, ...] = ()
    new_caps: tuple[Cap, ...] = ()
    measures: str = ""
    ended: tuple[Reason, ...] = ()
    lifted: tuple[Cap, ...] = ()

    @property
    def cap(self) -> int | None:
        """Where the bar has a tick: at the lowest cap; None where none holds the aim far down."""
        return round(self.caps[0].most) if self.caps and self.caps[0].most <= HIGHEST_TICK else None

    @property
    def delta(self) -> int:
        """The change of the score."""
        return 0 if self.before is None else self.score - self.before

    @property
    def standing(self) -> tuple[Reason, ...]:
        """The reasons that bore on the score before as well."""
        return tuple(reason for reason in self.reasons if reason not in self.why)


@dataclass(frozen=True)
class HomeFigure:
    """A figure of the seat's own country in points; `meaning` explains it and names the aims that depend on it."""

    key: str
    label: str
    meaning: str
    value: int
    before: int | None

    @property
    def delta(self) -> int:
        """The change of the figure."""
        return 0 if self.before is None else self.value - self.before


@dataclass(frozen=True)
class Aims:
    """The aims of a seat with their weighted total, 0..100; `before` is None where there is no earlier total."""

    total: int
    before: int | None
    aims: tuple[Aim, ...]
    figures: tuple[HomeFigure, ...]

    @property
    def delta(self) -> int:
        """The change of the total."""
        return 0 if self.before is None else self.total - self.before


@dataclass(frozen=True)
class TotalOfAims:
    """The weighted total of a seat's aims, as a figure that one can follow from turn to turn."""

    who: str
    low: int = 0

    @property
    def key(self) -> str:
        """Its name in URLs: "score-KOR"."""
        return f"score-{self.who}"

    def directed(self, mine: str) -> str:
        """Return its label, which names the seat whoever reads it."""
        return f"Aims of {self.who}"

    def value(self, view: Perspective) -> float:
        """Return the total, 0..100, in a perspective of the seat or in full truth."""
        return total_of(_own(view, self.who))


def aims_of(now: Perspective, before: Perspective | None, mine: str) -> Aims:
    """Return the aims of the seat `mine` and how they moved between two perspectives, which are the seat's or full
    truth.
    """
    scores = _own(now, mine)
    earlier = {score.key: score for score in _own(before, mine)} if before else {}
    return Aims(
        total=total_of(scores),
        before=total_of(earlier.values()) if before else None,
        aims=tuple(_aim(score, earlier.get(score.key)) for score in scores),
        figures=tuple(_figure(variable, meaning, now, before, mine) for variable, meaning in AT_HOME.items()),
    )


def total_of(scores: Iterable[ObjectiveScore]) -> int:
    """Return the weighted total of one seat's aims, 0..100, rounded as pages print it."""
    each = tuple(scores)
    weights = sum(score.weight for score in each)
    return round(sum(score.score * score.weight for score in each) / weights) if weights else 0


def tone_of(total: int) -> str:
    """Return the tint of an ending for a seat whose aims came to this total: "ok", "warn" or "bad"."""
    return "ok" if total >= GOOD else "warn" if total >= FAIR else "bad"


def _own(view: Perspective, mine: str) -> tuple[ObjectiveScore, ...]:
    return tuple(score for score in perspectives.scores(view) if score.seat == mine)


def _aim(score: ObjectiveScore, earlier: ObjectiveScore | None) -> Aim:
    had = () if earlier is None else earlier.reasons
    capped = () if earlier is None else earlier.caps
    return Aim(
        key=score.key,
        name=score.name,
        text=score.text,
        weight=score.weight,
        score=round(score.score),
        before=None if earlier is None else round(earlier.score),
        why=tuple(reason for reason in score.reasons if earlier is not None and reason not in had),
        reasons=score.reasons,
        caps=score.caps,
        new_caps=tuple(cap for cap in score.caps if cap not in capped and score.score >= cap.most) if earlier else (),
        measures=score.measures,
        ended=tuple(reason for reason in had if reason not in score.reasons),
        lifted=tuple(cap for cap in capped if cap not in score.caps),
    )


def _figure(variable: str, meaning: str, now: Perspective, before: Perspective | None, mine: str) -> HomeFigure:
    gauge = Gauge(variable, mine)
    value = round(gauge.value(now) or 0)
    was = None if before is None else round(gauge.value(before) or 0)
    read_from = f"{variable} {mine}"
    fed = [aim.name or aim.text for aim in now.setting.spec.objectives if (aim.seat, aim.variable) == (mine, read_from)]
    feeds = "".join(
        f" It feeds the aim \N{LEFT DOUBLE QUOTATION MARK}{aim}\N{RIGHT DOUBLE QUOTATION MARK}." for aim in fed
    )
    return HomeFigure(gauge.key, gauge.label(mine), meaning + feeds, value, was)
