"""How it moves: acts by class and quarter, each way, with intervals; and what is measured from them."""

from __future__ import annotations

import math
from collections import defaultdict

from detente.model.dossier import Facts
from detente.model.series import Series
from detente.reporting.desk import Desk
from detente.reporting.parts import Figure, Part, Track

_COUNTS = frozenset({"episodes", "acts", "records", "events", "count"})
_FIXED: dict[str, tuple[float, float]] = {"share": (-1.0, 1.0), "PLOVER score": (-10.0, 10.0)}


def movement(facts: Facts, desk: Desk) -> Part:
    """Give a figure for every measure of which there is anything to see."""
    by_name: dict[str, list[Series]] = defaultdict(list)
    for series in facts.series:
        by_name[series.name].append(series)
    tops = _tops(facts.series)
    drawn = {name: found for name, found in by_name.items() if _anything(found)}
    figures = tuple(_figure(name, found, tops, desk) for name, found in drawn.items())
    return Part(
        key="movement",
        title="How it moves",
        intro=(
            "Counted acts, each way, never one magic number. Hatched: no document about the pair was read "
            "for that time, so nothing is known. Empty: documents were read and none tells such an act."
        )
        if figures
        else None,
        empty="There is too little to measure: no act could be counted. Silence is not zero.",
        figures=figures,
        outro=_silent(by_name) if figures else None,
    )


def _silent(by_name: dict[str, list[Series]]) -> str | None:
    """Name the counted classes of which nothing was told; they are not drawn."""
    names = [name.partition(": ")[2] or name for name, found in by_name.items() if found[0].unit in _COUNTS]
    drawn = [name.partition(": ")[2] or name for name, found in by_name.items() if _anything(found)]
    missing = [name for name in names if name not in drawn]
    return f"Not drawn, since no act of it was told: {', '.join(missing)}." if missing else None


def _anything(found: list[Series]) -> bool:
    """Tell whether there is anything to draw: counts with an act, or other measures with an interval."""
    if found[0].unit in _COUNTS:
        return any(point.n for series in found for point in series.points)
    return any(point.interval for series in found for point in series.points)


def _tops(series: tuple[Series, ...]) -> dict[str, float]:
    """Give the highest bound of each unit, so that figures of one unit are drawn to one scale."""
    tops: dict[str, float] = defaultdict(lambda: 1.0)
    for one in series:
        for point in one.points:
            high = point.interval.high if point.interval else 0.0
            tops[one.unit] = max(tops[one.unit], float(point.n), high)
    return tops


def _figure(name: str, found: list[Series], tops: dict[str, float], desk: Desk) -> Figure:
    unit = found[0].unit
    counts = unit in _COUNTS
    quad = next((code for code in (1, 2, 3, 4) if desk.words.of("quad", code) in name.lower()), 0)
    top = nice(tops[unit])
    return Figure(
        title=desk.words.title("quad", quad) if quad else name,
        note=desk.words.of("quad_note", quad) if quad else f"{unit}, by quarter",
        unit=unit,
        shape="bars" if counts and len(found) <= 2 else "dots",
        tracks=tuple(Track(label=_label(series, len(found), desk), series=series) for series in found),
        span=(-top, top) if counts else _span(unit, found),
        quad=quad,
    )


def _span(unit: str, found: list[Series]) -> tuple[float, float]:
    if unit in _FIXED:
        return _FIXED[unit]
    intervals = [point.interval for one in found for point in one.points if point.interval]
    top = nice(max((max(abs(one.low), abs(one.high)) for one in intervals), default=1.0))
    return (-top, top)


def _label(series: Series, siblings: int, desk: Desk) -> str:
    if series.target is None:
        return "both ways"
    arrow = " minus " if siblings == 1 and series.unit not in _COUNTS else " → "
    source, target = desk.name(series.source), desk.name(series.target)
    if arrow == " minus ":
        return f"{source} → {target}, minus {target} → {source}"
    return f"{source}{arrow}{target}"


def nice(value: float) -> float:
    """Round up to 1, 2 or 5 times a power of ten.

    >>> nice(7.2)
    10.0
    """
    power = 10.0 ** math.floor(math.log10(value)) if value > 0 else 1.0
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= value)
