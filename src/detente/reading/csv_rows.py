"""The rows of a CSV file, so that a bad one costs itself alone.

A quotation mark that is never closed would take all rows below it along. So a row whose cells do not fit
the head is taken back to its first line, and reading goes on at the second.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = ",;\t|"
_MOST_LINES = 5000
"""Lines of one row; an article of that many paragraphs does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its first line's number, and its cells or what is wrong with it."""

    line: int
    cells: tuple[str, ...] = ()
    wrong: str | None = None


def guess_delimiter(text: str) -> str:
    """Give the sign that parts the cells of the first line, by how often it stands there outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(first.split('"')[0::2])
    return max(DELIMITERS, key=bare.count)


def rows(
    lines: Iterator[tuple[int, str | None]], *, delimiter: str, width: int | None, limit: int
) -> Iterator[Row]:
    """Give the rows of numbered lines; a line that is None is bad; without `width` any row fits."""
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    waiting: deque[tuple[int, str | None]] = deque()

    def following() -> tuple[int, str | None] | None:
        return waiting.popleft() if waiting else next(lines, None)

    while (first := following()) is not None:
        number, text = first
        if text is None:
            yield Row(line=number, wrong="the line is too long, or in another encoding than the first lines")
            continue
        if not text.strip("\r\n\0 \ufeff"):
            continue
        # 1. A row goes on while a quotation mark is open.
        held = [first]
        marks, size = text.count('"'), len(text)
        while marks % 2 and len(held) < _MOST_LINES and size <= limit and (line := following()) is not None:
            held.append(line)
            marks, size = marks + (line[1] or "").count('"'), size + len(line[1] or "")
        # 2. Its cells must fit the head; otherwise its first line is read alone, and the others once more.
        cells = None if marks % 2 or None in (line for _, line in held) else _cells(held, delimiter)
        if cells is not None and _fits(cells, width):
            yield Row(line=number, cells=cells)
            continue
        waiting.extendleft(reversed(held[1:]))
        alone = tuple(text.rstrip("\r\n").split(delimiter))
        if len(alone) == width and marks and not any(cell.startswith('"') for cell in alone):
            yield Row(line=number, cells=alone)
        else:
            yield Row(line=number, wrong=_wrong(cells, width, whole=len(held) == 1))


def _cells(held: list[tuple[int, str | None]], delimiter: str) -> tuple[str, ...] | None:
    joined = "\n".join((line or "").rstrip("\r") for _, line in held).replace("\0", "")
    try:
        found = list(csv.reader(io.StringIO(joined, newline=""), delimiter=delimiter, strict=False))
    except csv.Error:
        return None
    return tuple(cell for row in found for cell in row) if len(found) == 1 else None


def _fits(cells: tuple[str, ...], width: int | None) -> bool:
    return width is None or len(cells) == width or (len(cells) > width and not any(cells[width:]))


def _wrong(cells: tuple[str, ...] | None, width: int | None, *, whole: bool) -> str:
    if cells is None or not whole:
        return "a quotation mark in this row is not closed; double it, or close it"
    return f"the row has {len(cells)} cells, and the head has {width}; quote cells that hold the separator"
