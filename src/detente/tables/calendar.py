"""How a language writes dates: ``data/lexicons/<language>/dates.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError

NAMES = {"months": "month", "weekdays": "weekday"}
"""Tables of names, written with a capital, and what a pattern calls them."""
WORDS = {
    "seasons": "season", "units": "unit", "numbers": "number", "ordinals": "ordinal", "shifts": "shift",
    "stages": "stage", "days": "daily", "follows": "follow", "spans": "span", "bounds": "bound",
}  # fmt: skip
"""Tables of other words, read without regard to capitals."""
RULES = frozenset({
    "date", "numbers", "day_range", "month_range", "year_range", "month", "shifted_month", "season",
    "shifted_season", "quarter", "half", "decade", "century", "year", "weekday", "weekday_range",
    "weekday_of_week",
    "from_today", "from_anchor", "span", "shifted_unit", "earlier_in_unit", "later_in_unit", "past_span",
    "next_span", "ago", "later", "earlier", "following_unit", "in_time",
})  # fmt: skip
"""What a pattern may give; each is a function of coding/date_grammar.py."""
_SHAPES = {
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])", "day2": r"(?P<day2>3[01]|[12]\d|0?[1-9])",
    "year": r"(?P<year>1[0-9]\d\d|20\d\d)", "year2": r"(?P<year2>1[0-9]\d\d|20\d\d)",
    "d2": r"(?P<day>3[01]|[12]\d|0?[1-9])", "m2": r"(?P<month>1[0-2]|0?[1-9])",
    "n1": r"(?P<n1>\d\d?)", "n2": r"(?P<n2>\d\d?)", "th": "(?:st|nd|rd|th)",
    "dash": "[-–—‑]", "hyphen": r"[\s-]*", "dashes": r"\-–—‑",
    "short": r"(?P<short>\d\d)", "decade": r"(?P<decade>1[0-9]\d0|20\d0)", "c": r"(?P<c>1?\d|2[01])",
    "q": "(?P<ordinal>[1-4])",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DatePattern:
    """One way of writing a date; `bare` asks the parse whether the words are a date at all."""

    form: re.Pattern[str]
    gives: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The words and orders of one language.

    Attributes
    ----------
    tables
        Lower-cased word to its number (or kind of unit, or pair of days) for each table.
    patterns
        All patterns, in the order of the file.
    hint, starts
        What a text with a date must hold, and where one can begin: both only save time.
    counters
        Words and signs before a number that make it no year.
    """

    language: str
    tables: Mapping[str, Mapping[str, Any]]
    patterns: tuple[DatePattern, ...]
    hint: re.Pattern[str]
    starts: re.Pattern[str]
    counters: frozenset[str]

    def value(self, table: str, word: str) -> Any:
        """Give what a word of a table stands for; raises KeyError for a word that it does not hold."""
        return self.tables[table][" ".join(word.lower().split())]


def read_calendar(text: str, *, name: str) -> Calendar:
    """Read the text of a file of dates; `name` is the file's name, for messages.

    Raises
    ------
    DataError
        If a table, key, rule or placeholder is unknown or missing; the message names the file and the place.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: not TOML: {error}") from None
    known = {"language", "eras", "counters", "pattern", *NAMES, *WORDS}
    for key in content:
        if key not in known:
            raise DataError(f"{name}: unknown key {key!r}; known keys are {', '.join(sorted(known))}")
    for key in sorted(known):
        if key not in content:
            raise DataError(f"{name}: the key {key!r} is missing")
    tables = {key: {word.lower(): value for word, value in content[key].items()} for key in (*NAMES, *WORDS)}
    shapes = dict(_SHAPES)
    for key, called in (*NAMES.items(), *WORDS.items()):
        words = sorted(content[key], key=lambda word: (-len(word), word))
        for suffix in ("", "2"):
            shapes[called + suffix] = _choice(words, called + suffix, named=key in NAMES)
    shapes["number"] = (
        rf"(?P<number>\d{{1,3}}|{'|'.join(map(_loose, sorted(content['numbers'], key=len, reverse=True)))})"
    )
    eras = "|".join(map(re.escape, content["eras"])) or "(?!)"
    ending = rf"(?!\w)(?!\.\d)(?!\s*(?:{eras})(?!\w))"
    patterns = tuple(_pattern(entry, shapes, ending, name) for entry in content["pattern"])
    hint = re.compile(rf"\d|\b(?:{'|'.join(_hints(content))})\b", re.I)
    starts = re.compile(r"(?<![\w/.$€£-])(?<!\d,)(?:[^\W\d]+|\d+)")
    frozen = MappingProxyType({key: MappingProxyType(table) for key, table in tables.items()})
    return Calendar(content["language"], frozen, patterns, hint, starts, frozenset(content["counters"]))


def _hints(content: dict[str, Any]) -> list[str]:
    tables = ("months", "weekdays", "seasons", "units", "days", "follows", "spans")
    words = {word for table in tables for word in content[table]}
    return sorted(map(_loose, words), key=len, reverse=True)


def _choice(words: list[str], called: str, *, named: bool) -> str:
    if not named:
        return rf"(?P<{called}>{'|'.join(map(_loose, words))})"
    return rf"(?P<{called}>(?-i:{'|'.join(f'{word}|{word.upper()}' for word in words)}))"


def _loose(word: str) -> str:
    return r"\s+".join(map(re.escape, word.split()))


def _pattern(entry: dict[str, Any], shapes: dict[str, str], ending: str, name: str) -> DatePattern:
    for key in entry:
        if key not in ("form", "gives", "bare"):
            raise DataError(
                f"{name}: pattern {entry.get('form')!r}: unknown key {key!r}; known are form, gives, bare"
            )
    form, gives = entry.get("form"), entry.get("gives")
    if not isinstance(form, str) or gives not in RULES:
        raise DataError(
            f"{name}: pattern {form!r}: gives = {gives!r}, expected one of {', '.join(sorted(RULES))}"
        )
    try:
        filled = re.sub(r"\{([a-z]\w*)\}", lambda hole: shapes[hole.group(1)], form)
        spaced = filled.replace(" ?", r"\s*").replace(" ", r"\s+")
        compiled = re.compile(rf"(?:{spaced}){ending}", re.I)
    except KeyError as error:
        raise DataError(f"{name}: pattern {form!r}: unknown placeholder {error.args[0]!r}") from None
    except re.error as error:
        raise DataError(f"{name}: pattern {form!r}: not a regular expression: {error}") from None
    return DatePattern(compiled, gives, bool(entry.get("bare", False)))


@cache
def load_calendar(language: str) -> Calendar:
    """Read the dates of a language that come with the package; raises DataError if there are none."""
    path = files("detente") / "data" / "lexicons" / language / "dates.toml"
    if not path.is_file():
        raise DataError(f"there are no words for dates of language {language!r}: {path} does not exist")
    return read_calendar(path.read_text(encoding="utf-8"), name=f"lexicons/{language}/dates.toml")
