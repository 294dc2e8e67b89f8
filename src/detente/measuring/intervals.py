"""Intervals around counts, shares and means; the same numbers at every run."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache

from detente.model.series import Interval

_REPLICATES = 2000
# Any number does; it must only never change, so that the same records give the same page.
_SEED = 20240124


@cache
def poisson_interval(n: int, *, level: float = 0.95) -> Interval:
    """Give the exact (Garwood) interval of the rate behind `n` episodes.

    Garwood, F. (1936): Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.

    >>> [round(bound, 2) for bound in (poisson_interval(3).low, poisson_interval(3).high)]
    [0.62, 8.77]
    """
    tail = (1 - level) / 2
    high = _solve(lambda rate: _poisson_below(n, rate) - tail, 0.0, n + 10.0 + 8 * math.sqrt(n + 1))
    low = 0.0 if n == 0 else _solve(lambda rate: tail - (1 - _poisson_below(n - 1, rate)), 0.0, float(n))
    return Interval(value=float(n), low=low, high=high, level=level)


def _poisson_below(n: int, rate: float) -> float:
    """Give P(N <= n) for a Poisson count with this rate."""
    if rate == 0:
        return 1.0
    return math.fsum(math.exp(k * math.log(rate) - rate - math.lgamma(k + 1)) for k in range(n + 1))


@cache
def net_share_interval(cooperation: int, conflict: int, *, level: float = 0.95) -> Interval:
    """Give the net cooperation share 2p - 1, -1 (all conflict) to 1 (all cooperation).

    p is the posterior of a Beta(1/2, 1/2) prior (Jeffreys); the value is its mean, the bounds its quantiles.
    """
    a, b = cooperation + 0.5, conflict + 0.5
    tail = (1 - level) / 2
    low, high = (_solve(lambda p, q=q: _beta_below(p, a, b) - q, 0.0, 1.0) for q in (tail, 1 - tail))  # type: ignore[misc]
    return Interval(value=2 * a / (a + b) - 1, low=2 * low - 1, high=2 * high - 1, level=level)


def _solve(rises: Callable[[float], float], low: float, high: float) -> float:
    """Find the zero of a monotone function by halving."""
    sign = 1.0 if rises(high) >= rises(low) else -1.0
    for _ in range(80):
        middle = (low + high) / 2
        if sign * rises(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _beta_below(x: float, a: float, b: float) -> float:
    """Give the regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_below(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    return front * _beta_fraction(x, a, b) / a


def _beta_fraction(x: float, a: float, b: float) -> float:
    tiny = 1e-300
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or tiny)
    value = d
    for m in range(1, 400):
        for top in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + top * d or tiny)
            c = 1 + top / c or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-14:
            break
    return value


def block_mean_interval(
    blocks: Sequence[Sequence[float]], *, prior: float = 0.0, weight: float = 0.0, level: float = 0.95
) -> Interval:
    """Give the mean of all values, drawn towards `prior` by `weight` values' worth; whole blocks resampled.

    A block holds the scores of one day: what happens on one day is one news story more often than not, so
    days and not rows are drawn. At least one block must have a value.
    """
    import numpy as np

    totals = np.array([math.fsum(block) for block in blocks])
    counts = np.array([len(block) for block in blocks], dtype=float)
    draws = np.random.default_rng(_SEED).integers(0, len(totals), size=(_REPLICATES, len(totals)))
    shrunk = (totals[draws].sum(axis=1) + weight * prior) / (counts[draws].sum(axis=1) + weight)
    tail = (1 - level) / 2
    low, high = np.quantile(shrunk, [tail, 1 - tail])
    value = float((totals.sum() + weight * prior) / (counts.sum() + weight))
    return Interval(value=value, low=min(float(low), value), high=max(float(high), value), level=level)


def block_gap_interval(
    blocks: Sequence[tuple[Sequence[float], Sequence[float]]], *, level: float = 0.95
) -> Interval | None:
    """Give the difference of two means, first minus second, resampling blocks that hold values of both.

    None where one of the two has no value at all, or too seldom one among the draws.
    """
    import numpy as np

    totals = np.array([[math.fsum(first), math.fsum(second)] for first, second in blocks])
    counts = np.array([[len(first), len(second)] for first, second in blocks], dtype=float)
    if not len(blocks) or not counts.sum(axis=0).all():
        return None
    draws = np.random.default_rng(_SEED).integers(0, len(blocks), size=(_REPLICATES, len(blocks)))
    drawn = counts[draws].sum(axis=1)
    whole = drawn.all(axis=1)
    if whole.mean() < 0.9:
        return None
    means = totals[draws].sum(axis=1)[whole] / drawn[whole]
    tail = (1 - level) / 2
    low, high = np.quantile(means[:, 0] - means[:, 1], [tail, 1 - tail])
    first, second = totals.sum(axis=0) / counts.sum(axis=0)
    value = float(first - second)
    return Interval(value=value, low=min(float(low), value), high=max(float(high), value), level=level)
