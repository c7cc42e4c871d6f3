"""Compares two futures: a fork and its original line, or a turn with and without one change; with the main finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wargame.analysis.domain import Change, orders_of
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.changes import words_of_change
from wargame.analysis.selectors.effects import Effect, effects_of
from wargame.analysis.selectors.fan_charts import FanChart
from wargame.analysis.selectors.paired_fans import paired_fan_of
from wargame.analysis.selectors.results import EndingCount, endings_of
from wargame.engine.values import Contrast, Setting
from wargame.exercises.bridge import setting_of
from wargame.exercises.models import Branch, Seat


@dataclass(frozen=True)
class Names:
    """The words of a comparison: the subject of its title, and the names of both futures."""

    subject: str
    first: str
    second: str


@dataclass(frozen=True)
class EndingPair:
    """Shares of an ending in both futures, and their difference in 100. `was_played`: the line itself ended so."""

    first: EndingCount
    second: EndingCount
    effect: Effect
    was_played: bool

    @property
    def is_equal(self) -> bool:
        """Tell if both shares are the same as pages print them."""
        return self.first.in_100 == self.second.in_100

    @property
    def is_told(self) -> bool:
        """Tell if the difference is more than chance, and can be seen in the printed shares."""
        return self.effect.is_clear and not self.is_equal

    @property
    def sentence(self) -> str:
        """Both shares, in one clause."""
        return f"{self.first.name} {self.second.in_100} instead of {self.first.in_100} in 100"


def widest_of(endings: Sequence[EndingPair]) -> EndingPair:
    """Return the ending whose share changed most, a visible change first; of equal ones, the likeliest."""
    return max(endings, key=lambda pair: (pair.is_told, abs(pair.effect.mean), pair.first.games))


@dataclass(frozen=True)
class ScorePair:
    """The scores of a seat in both futures: means of 0..100 in whole points, and the confidence interval of the
    difference.
    """

    code: str
    name: str
    effect: Effect

    @property
    def first(self) -> int:
        return round(self.effect.first)

    @property
    def second(self) -> int:
        return round(self.effect.second)

    @property
    def change(self) -> int:
        return self.second - self.first

    @property
    def sentence(self) -> str:
        """Both scores, in one clause, if chance does not explain the difference."""
        whose = f"{self.code}\N{RIGHT SINGLE QUOTATION MARK}s aims"
        if not self.effect.is_clear:
            return f"{whose} change by no more than chance explains"
        if not self.change:
            return f"{whose} change by less than a point"
        return f"{whose} {self.second} instead of {self.first}"


@dataclass(frozen=True)
class Findings:
    """Endings and scores of two futures: the first is the original, the second has the change."""

    pairs: int
    subject: str
    first_name: str
    second_name: str
    endings: tuple[EndingPair, ...]
    scores: tuple[ScorePair, ...]

    @property
    def names(self) -> tuple[str, str]:
        return self.first_name, self.second_name

    @property
    def widest(self) -> EndingPair:
        return widest_of(self.endings)

    @property
    def moved(self) -> tuple[EndingPair, ...]:
        """The endings that pages list: those that come more or less often, and the one of the line itself."""
        return tuple(pair for pair in self.endings if pair.was_played or not pair.is_equal)

    @property
    def of_endings(self) -> str:
        """In a clause, by how much the share of an ending changed most, if chance does not explain it."""
        if self.widest.is_told:
            return self.widest.sentence
        if any(pair.effect.is_clear for pair in self.endings):
            return "no ending changes by a game in 100"
        return "no ending changes by more than chance explains"

    @property
    def finding(self) -> str:
        """The effect of the change, as the second half of the title."""
        return self.of_endings

    @property
    def headline(self) -> str:
        return f"{self.subject}: {self.finding}"

    @property
    def next_widest(self) -> EndingPair | None:
        """The ending that changed most after the one in the title, if that is more than chance."""
        others = [pair for pair in self.endings if pair != self.widest and pair.is_told]
        return max(others, key=lambda pair: abs(pair.effect.mean), default=None)

    @property
    def played(self) -> EndingPair | None:
        """The ending of the line itself; None if it was stopped before one."""
        return next((pair for pair in self.endings if pair.was_played), None)

    @property
    def say(self) -> str:
        """The text that screen readers speak once the games are played."""
        return f"{self.pairs:,} pairs of games are played. {self.headline}."


@dataclass(frozen=True)
class Comparison(Findings):
    """Two futures with the course of a figure in both; the first of the `scores` is the one of the reader's seat."""

    fan: FanChart

    @property
    def finding(self) -> str:
        """The effect of the change on the reader's own aims."""
        return self.scores[0].sentence


def comparison_of(seat: Seat, ensemble: Ensemble, counted: Contrast, asked_figure: str) -> Comparison:
    """Return the results of the games that were counted."""
    setting, effects = setting_of(ensemble.exercise), effects_by_key(ensemble, counted)
    names = names_of(ensemble)
    scores = (score_pair_of(setting, code, effects) for code in counted.first.seats)
    return Comparison(
        pairs=counted.games,
        subject=names.subject,
        first_name=names.first,
        second_name=names.second,
        endings=ending_pairs_of(ensemble, counted, effects),
        # The reader's own seat first, the others in the scenario's order.
        scores=tuple(sorted(scores, key=lambda pair: pair.code != seat.role)),
        fan=paired_fan_of(seat, ensemble, (names.first, names.second), counted, asked_figure),
    )


def score_pair_of(setting: Setting, code: str, effects: Mapping[str, Effect]) -> ScorePair:
    """Return the scores of a seat in both futures; `effects` has the differences by key."""
    return ScorePair(code, setting.state(code).name, effects[f"score-{code}"])


def effects_by_key(ensemble: Ensemble, counted: Contrast) -> dict[str, Effect]:
    """Return the differences between both futures in endings and scores, by key."""
    return {effect.key: effect for effect in effects_of(setting_of(ensemble.exercise), counted.pairs.differences())}


def ending_pairs_of(ensemble: Ensemble, counted: Contrast, effects: Mapping[str, Effect]) -> tuple[EndingPair, ...]:
    """Return every ending of the scenario with its shares in both futures; `effects` has the differences by key."""
    endings = zip(endings_of(ensemble, counted.first), endings_of(ensemble, counted.second), strict=True)
    ended = _original(ensemble).ending
    return tuple(EndingPair(one, other, effects[f"ending-{one.key}"], one.key == ended) for one, other in endings)


def names_of(ensemble: Ensemble) -> Names:
    """Return the names of the two futures of a comparison, a what-if or a second try."""
    line = ensemble.line
    if ensemble.kind == Ensemble.Kind.WHAT_IF:
        change, setting = Change.of(ensemble.change), setting_of(ensemble.exercise)
        words = words_of_change(setting, orders_of(ensemble.first_turn, change.seat), change)
        return Names(words.title, words.played, words.changed)
    if ensemble.kind == Ensemble.Kind.SECOND_TRY:
        return Names(f"Turn {ensemble.first_turn.number} again", "as it was ordered", "your orders")
    first, second = short_name(_original(ensemble)), short_name(line)
    return Names(f"{second} beside {first}", first, second)


def short_name(line: Branch) -> str:
    """Return a line's name, short enough for charts: "What if 1"."""
    return line.name.partition(":")[0]


def _original(ensemble: Ensemble) -> Branch:
    """Return the original line: the one that a what-if changes, or from which a compared line was forked."""
    line = ensemble.line
    is_one_line = ensemble.kind in {Ensemble.Kind.WHAT_IF, Ensemble.Kind.SECOND_TRY}
    return line if is_one_line or line.parent_turn is None else line.parent_turn.branch
