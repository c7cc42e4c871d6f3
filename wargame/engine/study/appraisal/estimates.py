"""Figures with their standard errors."""

from collections.abc import Sequence
from math import hypot, sqrt
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]


class Estimate(NamedTuple):
    """A measured figure and its standard error; None where too little was played to tell."""

    value: float
    error: float | None = None


def mean_of(values: Sequence[float] | npt.NDArray[Any]) -> Estimate:
    """Give the mean of independent values."""
    found = np.asarray(values, dtype=np.float64)
    if not len(found):
        return Estimate(0.0)
    return Estimate(float(found.mean()), spread(found))


def difference(first: Estimate, second: Estimate) -> Estimate:
    """Give the difference of two figures, with the error for independent games; for the same games it is too large."""
    error = None if first.error is None or second.error is None else hypot(first.error, second.error)
    return Estimate(first.value - second.value, error)


def spread(values: Values) -> float | None:
    """Give the standard error of the mean; None for fewer than two values."""
    return float(values.std(ddof=1)) / sqrt(len(values)) if len(values) > 1 else None


def ratio_of(parts: Values, wholes: Values) -> Estimate:
    """Give the ratio of the means of paired values, with the error of a ratio estimator (Cochran 1977, 6.3)."""
    whole = float(wholes.mean()) if len(wholes) else 0.0
    if abs(whole) < 1e-12:
        return Estimate(0.0)
    ratio = float(parts.mean()) / whole
    error = spread(parts - ratio * wholes)
    return Estimate(ratio, None if error is None else error / abs(whole))
