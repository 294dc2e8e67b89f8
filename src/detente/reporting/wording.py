"""What codes, statuses and dates are called on the page: ``data/dossier.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente.model.errors import DataError
from detente.model.event import Precision, When

_TABLES = frozenset({
    "modality", "shown", "quad", "quad_note", "plover", "cameo", "role", "status", "detail", "manner",
    "promise", "promise_title", "doubt", "rung", "language",
})  # fmt: skip
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_INNER = str.maketrans({"“": "‘", "”": "’", "«": "‘", "»": "’", '"': "'"})
_DAYS_OF_MONTH_AGE = 60  # Below two months an age in days says more than one in months.
_DAYS_OF_YEAR_AGE = 730


@dataclass(frozen=True, slots=True)
class Words:
    """Names by table and code."""

    months: tuple[str, ...]
    tables: Mapping[str, Mapping[str, str]]

    def of(self, table: str, code: object) -> str:
        """Name a code; one that has no name is shown as it is, with underscores as spaces."""
        return self.tables[table].get(str(code), str(code).replace("_", " "))

    def title(self, table: str, code: object) -> str:
        """Name a code with a capital first letter."""
        name = self.of(table, code)
        return name[:1].upper() + name[1:]


def read_words(text: str) -> Words:
    """Read the words from a file's text.

    Raises
    ------
    DataError
        If a table is unknown or missing, a value is no text or there are not twelve months.
    """
    content = tomllib.loads(text)
    months = content.pop("months", ())
    if len(months) != 12:
        raise DataError(f"dossier.toml: key 'months' has {len(months)} names, expected 12")
    wrong = sorted(set(content) ^ _TABLES)
    if wrong:
        expected = ", ".join(sorted(_TABLES))
        raise DataError(f"dossier.toml: unknown or missing table {wrong[0]!r}; expected {expected}")
    for name, table in content.items():
        for key, value in table.items():
            if not isinstance(value, str):
                raise DataError(f"dossier.toml: [{name}] {key} = {value!r}, expected text")
    tables = {name: MappingProxyType(dict(table)) for name, table in content.items()}
    return Words(tuple(months), MappingProxyType(tables))


@cache
def load_words() -> Words:
    """Read the words that come with the package."""
    return read_words((files("detente") / "data" / "dossier.toml").read_text(encoding="utf-8"))


def word_day(day: date | None) -> str:
    """Write a day: ``24 January 2024``, not by the machine's locale: pages are the same everywhere."""
    if day is None:
        return "undated"
    return f"{day.day} {load_words().months[day.month - 1]} {day.year}"


def word_short(day: date | None) -> str:
    """Write a day with a short month: ``24 Jan 2024``."""
    if day is None:
        return "undated"
    return f"{day.day} {load_words().months[day.month - 1][:3]} {day.year}"


def word_when(when: When) -> str:
    """Write a date with no more precision than is known.

    >>> word_when(When(start=date(2022, 7, 1), end=date(2022, 7, 31), precision=Precision.MONTH))
    'July 2022'
    """
    if when.start is None:
        return "undated"
    if when.precision is Precision.UNKNOWN:
        return "date not known"
    if when.precision is Precision.PUBLICATION:
        return f"told {word_short(when.start)}"
    if when.precision is Precision.YEAR:
        return _years(when.start, when.end or when.start)
    if when.precision is Precision.MONTH:
        return _months(when.start, when.end or when.start, short=False)
    if when.precision is Precision.WEEK:
        return f"week of {word_short(when.start)}"
    if when.precision is Precision.SEASON:
        return _months(when.start, when.end or when.start, short=True)
    return _days(when.start, when.end or when.start)


def _years(start: date, end: date) -> str:
    return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"


def _months(start: date, end: date, *, short: bool) -> str:
    names = load_words().months
    first, last = names[start.month - 1], names[end.month - 1]
    if short:
        first, last = first[:3], last[:3]
    if (start.year, start.month) == (end.year, end.month):
        return f"{first} {start.year}"
    if start.year == end.year:
        return f"{first}–{last} {end.year}"
    return f"{first} {start.year} – {last} {end.year}"


def _days(start: date, end: date) -> str:
    if start == end:
        return word_short(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{word_short(end)}"
    return f"{word_short(start)} – {word_short(end)}"


def word_age(start: date, end: date) -> str:
    """Write how much time lies between two days, rounded down: ``8 months``."""
    days = (end - start).days
    if days < _DAYS_OF_MONTH_AGE:
        return count(max(days, 0), "day")
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    return count(months, "month") if days < _DAYS_OF_YEAR_AGE else count(months // 12, "year")


def word_period(start: date, end: date) -> str:
    """Write a half open period: ``2024 Q1``, ``Mar 2024``, ``2024`` or its first and last day."""
    last = end - timedelta(days=1)
    months = (end.year - start.year) * 12 + end.month - start.month
    if start.day == 1 and end.day == 1 and months == 3 and start.month % 3 == 1:
        return f"{start.year} Q{start.month // 3 + 1}"
    if start.day == 1 and end.day == 1 and months == 1:
        return _months(start, last, short=True)
    if (start.month, start.day, months) == (1, 1, 12) and end.day == 1:
        return str(start.year)
    return _days(start, last)


def join_words(names: Iterable[str]) -> str:
    """Join names as a reader would: ``Mali, Niger and Chad``."""
    found = tuple(dict.fromkeys(names))
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def lower_article(name: str) -> str:
    """Write a name inside a sentence: ``the ministry`` for ``The ministry``.

    >>> lower_article("The ministry")
    'the ministry'
    """
    first, space, rest = name.partition(" ")
    return (
        f"{first.lower()}{space}{rest}" if first in ("The", "A", "An", "His", "Her", "Their", "Its") else name
    )


def inner_marks(text: str) -> str:
    """Write the quotation marks in words that are themselves put between such marks.

    >>> inner_marks("called it a “friend” of Mali")
    'called it a ‘friend’ of Mali'
    """
    return text.translate(_INNER)


def word_days(text: str) -> str:
    """Write the days in a text as a page does: ``told 20 Feb 2025`` for ``told 2025-02-20``."""
    return _ISO_DAY.sub(_word_iso, text)


def _word_iso(found: re.Match[str]) -> str:
    try:
        return word_short(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]  # a number that only looks like a day


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun: ``1 source``, ``3 sources``, ``1,204 records``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
