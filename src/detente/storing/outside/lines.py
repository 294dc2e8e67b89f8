"""Rows of a table file: cells parted, and what cannot be a row told with its line number."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader

LONGEST = 1 << 20
"""Bytes of a line: the longest real one, with its text and lists, has some ten thousand."""
LARGEST = 131_072
"""Characters of a cell."""
_JOINED = 200
"""Lines that one quoted cell may run over; a quote that never closes must not swallow the file."""

Cells = list[str]
Text = tuple[int, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A line that is no row, with the reason."""

    line: int
    why: str


def texts(stream: BufferedReader, note: Callable[[str], None] = lambda what: None) -> Iterator[Text]:
    """Give (line number, text) for each line that holds something; None for one that is too long.

    A line that is no UTF-8 is read as Latin-1, as some releases of event data are written, and noted.
    """
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        if len(line) >= LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield number, None
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = line.decode("latin-1")
            note("a line is no UTF-8; it was read as Latin-1")
        text = text.rstrip("\r\n")
        if text.strip():
            yield number, text


def rows(found: Iterator[Text], separator: str) -> Iterator[tuple[int, Cells | Broken]]:
    """Give (line number, cells) for each row of the lines, or why a line is none."""
    if separator == "\t":
        return _tab_rows(found)
    return _quoted_rows(found, separator)


def _tab_rows(found: Iterator[Text]) -> Iterator[tuple[int, Cells | Broken]]:
    """Part at every tab; quotes count only where they hold a whole cell, for many such files do not quote."""
    for number, text in found:
        if text is None:
            yield number, _too_long(number)
        elif '"' in text:
            yield number, [_unquoted(cell) for cell in text.split("\t")]
        else:
            yield number, text.split("\t")


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _quoted_rows(found: Iterator[Text], separator: str) -> Iterator[tuple[int, Cells | Broken]]:
    waiting: list[Text] = []  # lines looked at for the end of a quote that never came
    while True:
        number, text = waiting.pop(0) if waiting else next(found, (0, ""))
        if not number:
            return
        if text is None:
            yield number, _too_long(number)
            continue
        joined = [text]
        odd = text.count('"') % 2 == 1
        taken: list[Text] = []
        while odd and len(taken) < _JOINED:
            entry = waiting.pop(0) if waiting else next(found, (0, None))
            if entry[0]:
                taken.append(entry)
            if entry[1] is None:
                break
            joined.append(entry[1])
            odd = entry[1].count('"') % 2 == 0
        if odd:
            waiting = taken + waiting
            yield number, Broken(line=number, why="a quote opens here that never closes")
            continue
        yield number, _parsed(number, "\n".join(joined), separator)


def _parsed(number: int, text: str, separator: str) -> Cells | Broken:
    if '"' not in text:
        return text.split(separator)
    try:
        cells = next(csv.reader(text.splitlines(keepends=True), delimiter=separator))
    except (csv.Error, StopIteration) as error:
        return Broken(line=number, why=f"its quotes cannot be read ({error})")
    if max(map(len, cells), default=0) > LARGEST:  # the csv module's own limit is one for the whole process
        return Broken(line=number, why=f"a cell is longer than {LARGEST:,} characters")
    return cells


def _too_long(number: int) -> Broken:
    return Broken(line=number, why=f"longer than {LONGEST:,} bytes")
