"""Numbers over time, always with how many episodes they rest on and an interval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An estimate with its lower and upper bound at `level` (0.95 unless said)."""

    value: float
    low: float
    high: float
    level: float = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a series: half open ``[start, end)``; `interval` is None where `n` is too small or 0.

    Silence is not zero: a period with no document about the pair has `documents` 0 and no interval.
    """

    start: date
    end: date
    n: int
    documents: int
    interval: Interval | None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure of a direction or a pair over time.

    Attributes
    ----------
    name, unit
        The measure's name and the unit of its values.
    source, target
        The direction; both ways together where `target` is None.
    method
        Formula and scheme in words, printed below every chart.
    """

    name: str
    unit: str
    source: str
    target: str | None
    method: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A probability that something happens in a period, with the model that gave it."""

    question: str
    start: date
    end: date
    probability: Interval
    model: str
