"""Opens the CSV tables of ``data/``: notice lines first, then a header that must be as expected."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

from detente.model.errors import DataError


def read_table(path: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the rows of ``data/<path>`` in the order of `columns`.

    Raises
    ------
    DataError
        If the file is missing, its columns differ, or a row has another number of fields.
    """
    place = files("detente") / "data" / path
    if not place.is_file():
        raise DataError(f"data/{path} is missing; this language or table is not there yet")
    with place.open(encoding="utf-8") as file:
        reader = csv.reader(line for line in file if not line.startswith("#"))
        header = tuple(next(reader, ()))
        if header != columns:
            raise DataError(f"data/{path} has the columns {', '.join(header)}; expected {', '.join(columns)}")
        for row in reader:
            if len(row) != len(columns):
                raise DataError(f"data/{path} has a row with {len(row)} fields, not {len(columns)}: {row}")
            yield tuple(row)


def read_notice(path: str, key: str) -> str:
    """Give what follows ``# <key>:`` in the notice of ``data/<path>``.

    Raises
    ------
    DataError
        If no notice line has that key.
    """
    with (files("detente") / "data" / path).open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                break
            name, _, value = line[1:].partition(":")
            if name.strip() == key:
                return value.strip()
    raise DataError(f"data/{path} has no line '# {key}: ...' in its notice; add it")


def first_day(text: str) -> date | None:
    """Give the first day that a date of day, month or year precision can be; None for an empty text.

    >>> first_day("2002-06")
    datetime.date(2002, 6, 1)
    """
    if not text:
        return None
    year, month, day = (*text.split("-"), "1", "1")[:3]
    return date(int(year), int(month), int(day))


def last_day(text: str) -> date | None:
    """Give the last day that a date of day, month or year precision can be; None for an empty text."""
    start = first_day(text)
    if start is None or len(text) == 10:
        return start
    year, month = (
        (start.year + 1, 1) if len(text) == 4 or start.month == 12 else (start.year, start.month + 1)
    )
    return date.fromordinal(date(year, month, 1).toordinal() - 1)
