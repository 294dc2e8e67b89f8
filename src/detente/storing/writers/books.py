"""SQLite files and Excel workbooks: a table of the rows, and a table of where they come from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.model.errors import UsageError
from detente.storing.cleaning import visible, whole
from detente.storing.context import Context
from detente.storing.frames import quoted
from detente.storing.sheets import Sheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_KINDS = {"INTEGER": "INTEGER", "BOOLEAN": "INTEGER", "DOUBLE": "REAL"}
_MOST_ROWS, _MOST_LETTERS = 1_048_575, 32_767
"""What a sheet of Excel and a cell hold, the header taken off."""


def write_sqlite(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write an SQLite file with the table of the rows and the table ``about``; days as ISO 8601 text."""
    path.unlink(missing_ok=True)
    declared = ", ".join(f"{quoted(name)} {_KINDS.get(kind, 'TEXT')}" for name, kind in sheet.columns)
    marks = ", ".join("?" * len(sheet.columns))
    number = 0

    def counted() -> Iterator[list[Any]]:
        nonlocal number
        for item in items:
            number += 1
            yield [whole(value) if isinstance(value, str) else value for value in sheet.row(item)]

    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(f"CREATE TABLE {quoted(sheet.name)} ({declared})")
            connection.executemany(f"INSERT INTO {quoted(sheet.name)} VALUES ({marks})", counted())
            connection.execute("CREATE TABLE about (key TEXT, value TEXT)")
            connection.executemany("INSERT INTO about VALUES (?, ?)", _about(context))
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    return number


def write_xlsx(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write an Excel workbook: no cell is ever a formula or a link, text longer than a cell holds is cut.

    Raises
    ------
    UsageError
        If there are more rows than a sheet holds.
    """
    import xlsxwriter

    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    about = context.about
    number = 0
    with path.open("wb") as file, xlsxwriter.Workbook(file, settings) as book:
        book.set_properties(
            {
                "created": datetime(about.made.year, about.made.month, about.made.day),
                "comments": about.line[:250],
            }
        )
        # A prefix of the format, not a letter of the text: Excel keeps the cell text even when it is edited.
        text, day = book.add_format({"quote_prefix": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet(sheet.name[:31])
        for place, (name, _) in enumerate(sheet.columns):
            page.write_string(0, place, name)
        for item in items:
            number += 1
            if number > _MOST_ROWS:
                raise UsageError(
                    f"a sheet of Excel holds {_MOST_ROWS:,} rows; choose a pair, or write .parquet"
                )
            for place, (value, (_, kind)) in enumerate(zip(sheet.row(item), sheet.columns, strict=True)):
                _put(page, number, place, value, kind, (text, day))
        page.freeze_panes(1, 0)
        notes = book.add_worksheet("about")
        for row, (key, value) in enumerate(_about(context)):
            notes.write_string(row, 0, key)
            notes.write_string(row, 1, value[:_MOST_LETTERS], text)
    return number


def _put(page: Worksheet, row: int, place: int, value: Any, kind: str, formats: tuple[Any, Any]) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        page.write_number(row, place, value)
    elif kind == "DATE" and value >= "1900-03-01":  # before that day Excel counts otherwise, or not at all
        page.write_datetime(row, place, date.fromisoformat(value), formats[1])
    else:
        page.write_string(row, place, visible(value)[:_MOST_LETTERS], formats[0])


def _about(context: Context) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in context.about.as_dict().items():
        found += [(key, str(one)) for one in value] if isinstance(value, list) else [(key, str(value))]
    return found
