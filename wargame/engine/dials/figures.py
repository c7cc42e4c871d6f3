"""Converts dials to the integers and tables that the rules read."""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import NormalDist

from wargame.engine.dials.dial import LOGIT, SHARE, Dial
from wargame.engine.dials.table import BY_KEY, NUMBERS, RATES
from wargame.engine.world.dial_rows import DialRow, RateRow

FINE = 1 << 30
"""The integer that stands for 1 in a rate: fine enough for a yearly rate in a turn of one minute."""
NEVER = 1_000_000
"""A threshold in milli-points that no figure reaches. It stands for a threshold dial at 0, which is off."""
THRESHOLDS = ("force_from", "friendship", "pressure")
HOPELESS = -1_000_000
"""The log odds (1/1024) of something that never happens."""
PERCEPTIONS = 16
"""In how many equally likely ways an act may be perceived."""


def dial_values(chosen: Iterable[tuple[str, float | str]]) -> dict[str, float]:
    """Return a scenario's choices as figures by key; the name of a preset is replaced by its figure."""
    return {key: dict(BY_KEY[key].presets)[choice] if isinstance(choice, str) else choice for key, choice in chosen}


def weights(values: Mapping[str, float]) -> DialRow:
    """Return the row of dials that the rules read: shares and log odds in 1/1024, points in milli-points."""
    return DialRow(**{dial.key: weight(dial, values[dial.key]) for dial in NUMBERS})


def weight(dial: Dial, value: float) -> int:
    """Return one dial's value as an integer. A chance of 0 gets log odds so low that no modifier can offset them."""
    if dial.key in THRESHOLDS and not value:
        return NEVER
    if dial.scale == LOGIT:
        return round(1024 * math.log(value / (1 - value))) if value else HOPELESS
    return round(value * (1024 if dial.scale == SHARE else 1000))


def rates(values: Mapping[str, float], minutes: int) -> RateRow:
    """Return, in 1/2**30, the share by which each daily rate moves a figure in a turn of `minutes`."""
    days = minutes / 1440
    shares = {dial.key: 1 - (1 - values[dial.key]) ** days for dial in RATES}
    return RateRow(**{key: round(share * FINE) for key, share in shares.items()})


def fading(values: Mapping[str, float], minutes: Iterable[int], half_lives: Sequence[float]) -> list[int]:
    """Return the tension that each pair, by its half-life in days, loses in each turn, in 1/2**30."""
    left = 1 - values["tension_decay"]
    return [round((1 - left ** (turn / 1440 / days)) * FINE) for turn in minutes for days in half_lives]


def habituation(values: Mapping[str, float], longest: int = 16) -> list[int]:
    """Tabulate h(n) = floor + (1 - floor) * exp(-n / span) in 1/1024 for n from 0; the last value holds for all higher
    n.
    """
    floor, span = values["habituation_floor"], values["habituation_span"]
    if span == 0:
        return [1024] * longest
    return [round(1024 * (floor + (1 - floor) * math.exp(-n / span))) for n in range(longest)]


def perception(values: Mapping[str, float]) -> list[int]:
    """Tabulate exp(N(0, s)), s the dial, at the middle of each of 16 equally likely parts, in 1/1024; all are 1 at s =
    0.
    """
    spread, normal = values["misperception"], NormalDist()
    return [
        round(1024 * math.exp(spread * normal.inv_cdf((2 * n + 1) / (2 * PERCEPTIONS)))) for n in range(PERCEPTIONS)
    ]


def logistic() -> list[int]:
    """Tabulate 1 / (1 + exp(-x)) in 1/65536 for x from -8 to 8 in steps of 1/8; the entry at x = -8 is 0: it never
    happens.
    """
    return [0, *(round(65536 / (1 + math.exp(-step / 8))) for step in range(-63, 65))]
