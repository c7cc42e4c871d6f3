"""Calibration of forecast odds and ranges: odds against events, ranges against the order's effects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts.playouts import Rows, play_stretches
from wargame.engine.playouts.rollouts import rollouts
from wargame.engine.previews import Preview, preview_with_changes
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import OrderSpec
from wargame.engine.study.appraisal.estimates import Estimate, mean_of
from wargame.engine.study.rehearsal.history import History, play
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.cells import result_cell, stage_cell
from wargame.engine.world.layout import FAILED, STATUS, WORKED
from wargame.engine.world.world import World

ROUNDED = 0.05
"""Points by which an effect may miss a range that people read in tenths."""
LOWEST, HIGHEST = 0.1, 0.9
"""The shares of futures between which the middle 80 of 100 lie."""

Case = tuple[str, float, int]
RangeCase = tuple[str, float, int, float]


@dataclass(frozen=True)
class Told:
    """The forecasts of orders and their results: odds (kind, chance told, 1 if it came), and for each range (variable,
    width in points, 1 if the true effect lay within, its share in the middle of the futures; see `in_the_middle`)."""

    odds: tuple[Case, ...] = ()
    ranges: tuple[RangeCase, ...] = ()


def told_in(setting: Setting, policies: Mapping[str, str], seeds: Sequence[int]) -> Told:
    """Preview orders of scripted seats, and compare the previews with what the orders did.

    Of every game it previews all orders with odds, because those are few, and all orders of one turn.
    """
    history = play(setting, seeds, [policies] * len(seeds))
    odds: list[Case] = []
    ranges: list[RangeCase] = []
    for game, seed in enumerate(seeds):
        turns = int(history.is_played[:, game].sum())
        for turn in range(turns):
            for case in _cases(history, game, turn, only_odds=turn != seed % turns):
                odds += case.odds
                ranges += case.ranges
    return Told(tuple(odds), tuple(ranges))


def _cases(history: History, game: int, turn: int, *, only_odds: bool) -> Iterator[Told]:
    setting, seed = history.setting, history.seeds[game]
    world, sheets = history.world(turn, game), history.orders(turn, game)
    for seat, sheet in sheets.items():
        for slot, order in enumerate(sheet):
            spec = setting.order(order.kind)
            if only_odds and not has_odds(spec):
                continue
            ordered = {**sheets, seat: weighed_last(sheet, slot)}
            trial = PreviewedOrder(setting, world, ordered, seat, seed)
            told, changes = preview_with_changes(masked_view(setting, world, seat), sheet, slot, seed)
            yield Told(tuple(trial.odds(told)), () if only_odds else tuple(trial.ranges(told, changes)))


def has_odds(spec: OrderSpec) -> bool:
    """Return whether previews of an order tell odds."""
    return spec.odds is not None or spec.chance is not None


def weighed_last(sheet: Sheet, slot: int) -> Sheet:
    """Put an order at the end of its sheet, as a preview weighs it."""
    return (*sheet[:slot], *sheet[slot + 1 :], sheet[slot])


def came(
    setting: Setting, world: World, sheets: Mapping[str, Sheet], seat: str, seeds: Sequence[int]
) -> tuple[int, ...]:
    """Return for each of these dice 1 if the forecast event of the last order of a seat's sheet came, else 0.

    That is the stage that its odds name, or its success; nothing for dice by which no success was rolled for.
    """
    sheet, at = sheets[seat], setting.at
    odds = setting.order(sheet[-1].kind).odds_at(sheet[-1].level)
    if odds is not None:
        index = setting.names.incidents[odds.incident]
        named = [place for place, one in enumerate(setting.spec.incidents[index].stages) if one.key in odds.stages]
        stages = rollouts(setting, [world], [sheets], seeds)[:, stage_cell(at, index)]
        return tuple(np.isin(stages, named).astype(int).tolist())
    (played,) = play_stretches(setting, [world], [sheets], seeds, [{}], [1])
    results = played[:, result_cell(at, setting.names.states[seat], len(sheet) - 1) + STATUS]
    return tuple(int(status == WORKED) for status in results.tolist() if status in (WORKED, FAILED))


@dataclass(frozen=True)
class PreviewedOrder:
    """The result of the last order of a seat's sheet in a turn."""

    setting: Setting
    world: World
    sheets: Mapping[str, Sheet]
    seat: str
    seed: int

    def odds(self, told: Preview) -> Iterator[Case]:
        """Yield the forecast odds of this turn, if any, with the results."""
        order = self.sheets[self.seat][-1]
        if told.odds is not None and not told.odds.turn:
            name = f"{order.kind} {order.level}".strip()
            for result in came(self.setting, self.world, self.sheets, self.seat, [self.seed]):
                yield name, told.odds.in_100 / 100, result

    def ranges(self, told: Preview, changes: Rows) -> Iterator[RangeCase]:
        """Compare each forecast effect with the true one: the turn with and without the order, by its own dice.

        `changes` (futures, cells) are what the effects were drawn from.
        """
        if not told.effects:
            return
        without = {**self.sheets, self.seat: self.sheets[self.seat][:-1]}
        worlds, sheets, seeds = [self.world] * 2, [self.sheets, without], [self.seed] * 2
        after, before = rollouts(self.setting, worlds, sheets, seeds)
        for effect in told.effects:
            name = " ".join(filter(None, (effect.variable, effect.who, effect.towards, effect.name)))
            cell, unit = self.setting.unit_and_cell(name)
            moved = int(after[cell] - before[cell])
            within = effect.low - ROUNDED <= moved / unit <= effect.high + ROUNDED
            yield effect.variable, effect.high - effect.low, int(within), in_the_middle(moved, changes[:, cell])


def in_the_middle(moved: int, futures: Rows) -> float:
    """Return the share of outcomes that lies in the middle 80 of 100 futures.

    Effects come in few sizes, and a range that is to hold 80 futures often holds nearly all. So what came is spread
    over the place of all futures that equal it; on average, honest futures give .8. Source: Czado, Gneiting & Held,
    *Predictive Model Assessment for Count Data*, Biometrics 65 (2009), nonrandomized probability integral transform.
    """
    below, up_to = float(np.mean(futures < moved)), float(np.mean(futures <= moved))
    if below == up_to:
        return float(LOWEST <= below <= HIGHEST)
    return max(0.0, min(up_to, HIGHEST) - max(below, LOWEST)) / (up_to - below)


def brier(odds: Sequence[Case]) -> Estimate:
    """Return the Brier score: the mean squared difference between odds and what came; 0 is perfect."""
    return mean_of([(chance - came) ** 2 for _, chance, came in odds])


def base_rate(odds: Sequence[Case]) -> Estimate:
    """Return the Brier score of a forecaster who always tells the overall frequency."""
    came = np.array([came for *_, came in odds], dtype=np.float64)
    return mean_of((came - came.mean()) ** 2) if len(came) else Estimate(0.0)


def reliability(odds: Sequence[Case]) -> list[tuple[float, Estimate, int]]:
    """Return for each tenth of forecast chance: the mean told, the share that came, and the number of cases."""
    tenths: dict[int, list[tuple[float, int]]] = {}
    for _, chance, came in odds:
        tenths.setdefault(min(9, int(10 * chance)), []).append((chance, came))
    return [
        (mean_of([chance for chance, _ in cases]).value, mean_of([came for _, came in cases]), len(cases))
        for _, cases in sorted(tenths.items())
    ]


def coverage(ranges: Sequence[RangeCase]) -> Estimate:
    """Return the share of true effects that lie in the middle 80 of 100 futures."""
    return mean_of([middle for *_, middle in ranges])


def without_width(ranges: Sequence[RangeCase]) -> Estimate:
    """Return the share of ranges without width that the true effect missed."""
    return mean_of([float(width == 0 and not within) for _, width, within, _ in ranges])
