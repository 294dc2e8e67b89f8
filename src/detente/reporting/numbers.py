"""The numbers behind a figure as a table, for the page and for Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.series import Point
from detente.reporting.charts import word_bounds
from detente.reporting.parts import Figure
from detente.reporting.timeline import runs, silent
from detente.reporting.wording import word_period


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its bounds in words and the records it rests on."""

    text: str
    bounds: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One period, or a run of periods of which nothing was read (then without cells)."""

    period: str
    documents: int
    cells: tuple[Cell, ...]


def table(figure: Figure) -> tuple[Row, ...]:
    """Give the rows of a figure's table, oldest first."""
    rows = figure.rows
    found = []
    # In a table a silence of two quarters is one row already; a chart keeps short ones to scale.
    for first, last in runs(rows, longest=1):
        start, end = rows[first][0], rows[last][0]
        period = word_period(start.start, start.end)
        if last > first:
            period = f"{period} to {word_period(end.start, end.end)}"
        cells = () if silent(rows[first]) else tuple(_cell(point, figure) for point in rows[first])
        found.append(Row(period, start.documents, cells))
    return tuple(found)


def _cell(point: Point, figure: Figure) -> Cell:
    if figure.shape == "bars" or point.interval is None:
        text = str(point.n) if figure.shape == "bars" else f"– (n = {point.n})" if point.n else "–"
        return Cell(text, word_bounds(point), point.records)
    value = f"{point.interval.value:+.2f}".replace("-", "−")
    return Cell(f"{value} (n = {point.n})", word_bounds(point), point.records)
