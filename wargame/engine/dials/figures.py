"""Dials as the integers that the rules read."""

import math
from collections.abc import Iterable, Mapping
from statistics import NormalDist

from wargame.engine.dials.dial import LOGIT, SHARE, Dial
from wargame.engine.dials.table import BY_KEY, NUMBERS, RATES
from wargame.engine.world.dial_rows import DialRow, RateRow

FINE = 1 << 30
"""One, for rates of a turn: fine enough for a year's rate in a turn of a minute."""
NEVER = 1_000_000
"""A threshold in milli-points that nothing reaches: what it begins is off with its dial at 0."""
THRESHOLDS = ("force_from", "friendship", "pressure")
HOPELESS = -1_000_000
"""Log odds of what never happens."""
GUISES = 16
"""In how many equally likely ways an act may be perceived."""


def settings_of(chosen: Iterable[tuple[str, float | str]]) -> dict[str, float]:
    """Give a scenario's choices as figures by key; a name stands for the dial's preset of that name."""
    return {key: dict(BY_KEY[key].presets)[choice] if isinstance(choice, str) else choice for key, choice in chosen}


def weights(values: Mapping[str, float]) -> DialRow:
    """Turn shares and log odds (1/1024) and points (milli-points) into the row that the rules read."""
    return DialRow(**{dial.key: weight(dial, values[dial.key]) for dial in NUMBERS})


def weight(dial: Dial, value: float) -> int:
    """Turn one setting into an integer; a chance of 0 has log odds that nothing makes up for."""
    if dial.key in THRESHOLDS and not value:
        return NEVER
    if dial.scale == LOGIT:
        return round(1024 * math.log(value / (1 - value))) if value else HOPELESS
    return round(value * (1024 if dial.scale == SHARE else 1000))


def rates(values: Mapping[str, float], minutes: int) -> RateRow:
    """Turn rates a day into what happens in a turn of so many minutes, in 1/2**30."""
    days = minutes / 1440
    shares = {dial.key: 1 - (1 - values[dial.key]) ** days for dial in RATES}
    return RateRow(**{key: round(share * FINE) for key, share in shares.items()})


def habituation(values: Mapping[str, float], longest: int = 16) -> list[int]:
    """Tabulate h(n) = floor + (1 - floor) * exp(-n / span) in 1/1024 for n = 0.. (the last holds for all above)."""
    floor, span = values["habituation_floor"], values["habituation_span"]
    if span == 0:
        return [1024] * longest
    return [round(1024 * (floor + (1 - floor) * math.exp(-n / span))) for n in range(longest)]


def perception(values: Mapping[str, float]) -> list[int]:
    """Tabulate exp(N(0, s)) at the middle of each sixteenth, in 1/1024; all of them 1 where the dial is off."""
    spread, normal = values["misperception"], NormalDist()
    return [round(1024 * math.exp(spread * normal.inv_cdf((2 * n + 1) / (2 * GUISES)))) for n in range(GUISES)]


def logistic() -> list[int]:
    """Tabulate 1 / (1 + exp(-x)) in 1/65536 for x from -8 to 8 in eighths; what is below -8 never happens."""
    return [0, *(round(65536 / (1 + math.exp(-step / 8))) for step in range(-63, 65))]
