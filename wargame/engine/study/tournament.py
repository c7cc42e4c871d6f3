"""Which policy serves its seat best: each plays the same games on every seat in turn against the scenario's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.filter import masked_view
from wargame.engine.playouts.playouts import playouts
from wargame.engine.policies import POLICIES as SCRIPTED
from wargame.engine.policies.registry import choose
from wargame.engine.rules.scores import seat_score
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.named_figures import POINT
from wargame.engine.turn.openings import opening_world

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Tournament:
    """Games played: in the game of `seeds[k]` policy p scored `scores[k][p]` milli-points, all on one seat."""

    policies: tuple[str, ...]
    seeds: tuple[int, ...] = ()
    scores: tuple[tuple[int, ...], ...] = ()

    def __add__(self, other: "Tournament") -> "Tournament":
        """Return the games of both, of the same policies."""
        return Tournament(self.policies, self.seeds + other.seeds, self.scores + other.scores)


@dataclass(frozen=True)
class Standing:
    """The scores of one policy, in points of 100.

    `error` is the standard error of `mean`, `behind` how much less it has than the best and `behind_error` the standard
    error of that; errors are None while a seat has been played but once. `by_seat` are the means on each seat.
    """

    policy: str
    mean: float
    error: float | None
    behind: float
    behind_error: float | None
    by_seat: Mapping[str, float]


def tournament(setting: Setting, policies: Sequence[str], seeds: Iterable[int]) -> Tournament:
    """Play a game for each seed and policy; equal arguments, equal games. Raises UnknownPolicy."""
    drawn = tuple(seeds)
    scores = tuple(tuple(_score(setting, policy, seed) for policy in policies) for seed in drawn)
    return Tournament(tuple(policies), drawn, scores)


def seat_in(setting: Setting, seed: int) -> str:
    """Return the seat that the policies take in the game of this seed: one after the other."""
    return setting.seats[seed % len(setting.seats)]


def standings(setting: Setting, games: Tournament) -> tuple[Standing, ...]:
    """Give every policy's standing, best first, from one game at least."""
    points = np.array(games.scores, dtype=np.float64) / POINT
    seats = np.array([setting.seats.index(seat_in(setting, seed)) for seed in games.seeds])
    means = points.mean(axis=0)
    order = np.argsort(-means, kind="stable")
    return tuple(
        Standing(
            policy=games.policies[p],
            mean=float(means[p]),
            error=stratified_error(points[:, p], seats),
            behind=float(means[order[0]] - means[p]),
            behind_error=stratified_error(points[:, order[0]] - points[:, p], seats),
            by_seat={setting.seats[s]: float(points[seats == s, p].mean()) for s in np.unique(seats)},
        )
        for p in order
    )


def stratified_error(values: Points, strata: npt.NDArray[np.int64]) -> float | None:
    """Return the standard error of the mean of `values` (n,), whose `strata` (n,) were fixed beforehand; None if one
    has one.

    How far seats differ from each other is no chance: every seat has its share of the games. So the variances within
    seats count alone (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, equation 5.9, proportional shares).
    """
    groups = [values[strata == stratum] for stratum in np.unique(strata)]
    if min(map(len, groups)) < 2:
        return None
    return sqrt(sum(len(group) * float(group.var(ddof=1)) for group in groups)) / len(values)


def _score(setting: Setting, policy: str, seed: int) -> int:
    """Play one game and give the milli-points of the policy's seat."""
    seat = seat_in(setting, seed)
    seated = {code: setting.state(code).policy for code in setting.seats} | {seat: policy}
    policies = {code: name for code, name in seated.items() if name in SCRIPTED}
    if len(policies) == len(seated):
        whole = playouts(setting, [opening_world(setting, seed)], [{}], [seed], policies)
        return int(whole.scores[0, setting.seats.index(seat)])
    return _turn_by_turn(setting, seated, policies, seat, seed)


def _turn_by_turn(
    setting: Setting, seated: Mapping[str, str], policies: Mapping[str, str], seat: str, seed: int
) -> int:
    """Play a game in which some seat is no rule: such a seat is asked before each turn."""
    world = opening_world(setting, seed)
    asked = [code for code in seated if code not in policies]
    while not world.clock[1]:
        sheets = {code: choose(seated[code], masked_view(setting, world, code), seed).sheet for code in asked}
        world = setting.world(playouts(setting, [world], [sheets], [seed], policies, turns=1).rows[0])
    return seat_score(setting.plain, setting.at, setting.facts(world), setting.names.states[seat])
