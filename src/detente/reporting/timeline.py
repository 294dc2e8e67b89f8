"""The time axis of a chart: where each period stands, and how long silences are cut short."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.series import Point

WIDTH, LEFT, RIGHT = 720, 30, 8
_NARROWEST, _WIDEST = 9.0, 44.0
# Longer silences are drawn as one break of this width: half a century without a document must not flatten
# what was read.
_LONGEST_SILENCE, _BREAK = 4, 40.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the time axis: one period, or a run of periods of which nothing was read."""

    first: int
    last: int
    x: float
    width: float

    @property
    def is_break(self) -> bool:
        """Whether it stands for several periods."""
        return self.last > self.first

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


def silent(row: tuple[Point, ...]) -> bool:
    """Tell whether nothing was read for a period; its emptiness then means nothing."""
    return all(point.documents == 0 and point.n == 0 for point in row)


def runs(rows: tuple[tuple[Point, ...], ...], *, longest: int = _LONGEST_SILENCE) -> list[tuple[int, int]]:
    """Join silences longer than `longest`: (first, last) places, one by one where something was read."""
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(rows):
        last = place
        while last + 1 < len(rows) and silent(rows[place]) and silent(rows[last + 1]):
            last += 1
        if last - place + 1 > longest:
            found.append((place, last))
        else:
            found.extend((one, one) for one in range(place, last + 1))
        place = last + 1
    return found


def slots(rows: tuple[tuple[Point, ...], ...]) -> tuple[Slot, ...]:
    """Lay out the time axis."""
    stretches = runs(rows)
    breaks = sum(last > first for first, last in stretches)
    room = WIDTH - LEFT - RIGHT - breaks * _BREAK
    width = min(max(room / max(len(stretches) - breaks, 1), _NARROWEST), _WIDEST)
    x, found = float(LEFT), []
    for first, last in stretches:
        own = _BREAK if last > first else width
        found.append(Slot(first, last, x, own))
        x += own
    return tuple(found)
