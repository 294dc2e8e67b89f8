"""Which column of a table holds what: by the user's map, else by the names that are usual."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente.model.errors import DataError, UnreadableError, UsageError
from detente.reading.headers import find_date

FIELDS = ("id", "text", "html", "title", "url", "publisher", "author", "date", "language")
_SHOWN = 12


@cache
def load_columns() -> Mapping[str, str]:
    """Read the table of usual column names: name in its plain form -> field."""
    file = files("detente") / "data" / "reading" / "columns.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    if unknown := set(table) - set(FIELDS):
        raise DataError(f"data/reading/columns.toml: unknown key {min(unknown)!r}")
    return MappingProxyType({_plain(name): field for field, names in table.items() for name in names})


def parse_columns(text: str) -> tuple[tuple[str, str], ...]:
    """Read a map such as ``text=Body,date=Published on``.

    Raises
    ------
    UsageError
        If it is no such map, or names an unknown field.

    >>> parse_columns("text=Body, date=Published on")
    (('text', 'Body'), ('date', 'Published on'))
    """
    pairs = [tuple(part.strip() for part in one.partition("=")[::2]) for one in text.split(",")]
    for field, column in pairs:
        if field not in FIELDS or not column:
            raise UsageError(
                f"--columns {text!r}: {field!r} is no field with a column; write it as "
                f"FIELD=COLUMN,… with fields from {', '.join(FIELDS)}"
            )
    return tuple((field, column) for field, column in pairs)


def place_columns(names: Sequence[str], given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Give field -> column name for a table with these column names.

    Raises
    ------
    UnreadableError
        If a column that was asked for is missing, or if none holds text or an address.
    """
    usual = load_columns()
    found: dict[str, str] = {}
    for field, column in given:
        if column not in names:
            raise UnreadableError(f"has no column {column!r} for {field!r}; it has {_list(names)}")
        found[field] = column
    for name in names:
        if (known := usual.get(_plain(name))) and name not in found.values():
            found.setdefault(known, name)
    if not {"text", "html", "url"} & set(found):
        raise UnreadableError(
            f"has no column with articles: it has {_list(names)}; name it with --columns text=COLUMN"
        )
    return found


def entry_of(row: Mapping[str, object], places: Mapping[str, str]) -> dict[str, object]:
    """Give a row as an object of the interchange form; empty cells are left out."""
    cells = ((field, row.get(column)) for field, column in places.items())
    entry = {field: value for field, value in cells if value not in (None, "")}
    if "date" in entry:
        entry["date"] = _day(entry["date"])
    if isinstance(entry.get("id"), float):
        entry["id"] = str(entry["id"])
    return entry


def _day(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()[:10]
    found = find_date(value) if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d", value) else None
    return found[0].isoformat() if found else value


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_\-\s\ufeff]+", " ", name.casefold()).split())


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name)[:40] for name in names[:_SHOWN])
    return shown + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "") or "none"
