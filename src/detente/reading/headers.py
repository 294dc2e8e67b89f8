"""What stands above an article: field lines, front matter, a byline, a dateline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente.model.errors import DataError

FIELDS = ("title", "date", "publisher", "author", "url", "language")
_ISO = re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_FIELD = re.compile(r"([^\W\d_][\w \-’']{0,30}?)\s*[:=]\s*(\S.{0,500})")
_FENCE = re.compile(r"^(?:-{3,}|\+{3,})$")
_EARLIEST = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderWords:
    """Words of headers in all languages: months by name, field names, bylines."""

    months: Mapping[str, int]
    fields: Mapping[str, str]
    byline: re.Pattern[str]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]


@cache
def load_header_words() -> HeaderWords:
    """Read the header words of every language that has them."""
    months: dict[str, int] = {}
    fields: dict[str, str] = {}
    bylines: list[str] = []
    folders = sorted((files("detente") / "data" / "lexicons").iterdir(), key=lambda folder: folder.name)
    for file in (folder / "headers.toml" for folder in folders if folder.is_dir()):
        if not file.is_file():
            continue
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        if unknown := (set(table) - {"months", "bylines", "fields"}) | (
            set(table.get("fields", ())) - set(FIELDS)
        ):
            raise DataError(f"{file}: unknown key {min(unknown)!r}")
        months |= {name: number for number, names in enumerate(table["months"], 1) for name in names}
        fields |= {name: key for key, names in table["fields"].items() for name in names}
        bylines += table["bylines"]
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    starts = "|".join(sorted(map(re.escape, bylines), key=len, reverse=True))
    return HeaderWords(
        months=MappingProxyType(months),
        fields=MappingProxyType(fields),
        byline=re.compile(rf"(?:{starts})[:\s]\s*(\w[\w .,'’-]{{2,80}}?)\s*(?:[|·•–—-].*)?", re.I),
        day_first=re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:de\s+)?({month})\.?,?\s+(\d{{4}})(?!\d)", re.I
        ),
        month_first=re.compile(
            rf"(?<!\w)({month})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I
        ),
    )


def find_date(text: str) -> tuple[date, str] | None:
    """Give the first full date in `text` and its words; None where a reader could not tell day from month."""
    words = load_header_words()
    found: list[tuple[int, date, str]] = []
    for pattern, order in (
        (_ISO, (1, 2, 3)), (words.day_first, (3, 2, 1)),
        (words.month_first, (3, 1, 2)), (_NUMERIC, (3, 2, 1)),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            year, month, day = (match[place] for place in order)
            value = _day(
                int(year), words.months.get(month.lower()) or month, int(day), sure=pattern is not _NUMERIC
            )
            if value:
                found.append((match.start(), value, match[0]))
                break
    return min(found)[1:] if found else None


def _day(year: int, month: int | str, day: int, *, sure: bool) -> date | None:
    number = int(month)
    if not sure and day != number and day <= 12 and number <= 12:
        return None  # 03/04/2024 is March in one country and April in the next
    if not sure and number > 12:
        day, number = number, day
    try:
        return date(year, number, day) if _EARLIEST <= year <= 2100 else None
    except ValueError:
        return None


def read_fields(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Read the ``Name: value`` lines on top; give the known fields and how many lines they take (0: none).

    Between fences (``---`` or ``+++``) every line belongs to the header; without fences only a block of known
    names, ended by an empty line, does.
    """
    start = next((place for place, line in enumerate(lines) if line), 0)
    if start < len(lines) and _FENCE.match(lines[start]):
        end = next((place for place in range(start + 1, len(lines)) if _FENCE.match(lines[place])), None)
        return ({}, 0) if end is None else (_known(lines[start + 1 : end])[0], end + 1)
    end = next((place for place in range(start, len(lines)) if not lines[place]), len(lines))
    known, count = _known(lines[start:end])
    return (known, end) if known and count == end - start else ({}, 0)


def _known(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    names = load_header_words().fields
    found: dict[str, str] = {}
    count = 0
    for line in lines:
        match = _FIELD.fullmatch(line)
        key = names.get(match[1].lower()) if match else None
        if match and key:
            count += 1
            found.setdefault(key, match[2].strip("\"' "))
    return found, count


def read_byline(line: str) -> str | None:
    """Give the author whom a line names and does nothing else, or None."""
    match = load_header_words().byline.fullmatch(line) if len(line) <= 120 else None
    return match[1].strip(" ,") if match else None
