"""How texts call a report into question, and which figures can be compared: ``doubt_words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError

_NUMBER = r"(?P<number>(?:US)?[$€£]?\d[\d,.]*\d|\d)(?: (?P<scale>SCALES))?"
_PLACE = r"(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
_DATE = r"(?:[A-Z][a-z]+day,? )?(?:the )?(?P<day>\d\d?) (?P<month>[A-Z][a-z]+)(?: (?P<year>\d{4}))?"
Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One sort of figure: how it is written, how it is known what it is of, and for how many days apart."""

    sort: str
    of: str
    days: int
    patterns: Patterns


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtWords:
    """The wordings of one language by which doubts are found."""

    least: int
    letters: int
    stop: frozenset[str]
    alike: float
    beside: int
    ordinals: tuple[str, ...]
    scales: Mapping[str, float]
    kilometres: Mapping[str, float]
    figures: tuple[Figure, ...]
    correcting: Patterns
    retracted: Patterns
    retracted_alone: Patterns
    retracted_days: int
    retracted_shared: int
    unproved_after: Patterns
    unproved_own: Patterns
    several: frozenset[str]
    claim: Patterns


@cache
def load_doubt_words(language: str = "en") -> DoubtWords:
    """Read ``doubt_words.toml`` of a language."""
    name = f"lexicons/{language}/doubt_words.toml"
    table = tomllib.loads((files("detente") / "data" / name).read_text(encoding="utf-8"))
    keys = {
        "words": {"least", "letters", "stop"},
        "figures": {"alike", "beside", "ordinals", "scales", "kilometres", "currencies"},
        "correcting": {"patterns"},
        "retracted": {"days", "patterns", "alone", "shared"},
        "unproved": {"after", "own", "several", "claim"},
    }
    _refuse_unknown(table, {*keys, "figure"}, name)
    for key, known in keys.items():
        _refuse_unknown(table[key], known, f"{name} {key}")
    words, retracted, unproved = table["words"], table["retracted"], table["unproved"]
    figures = table["figures"]
    places = {
        "{NUMBER}": _NUMBER.replace("SCALES", "|".join(figures["scales"])),
        "{CURRENCY}": rf"(?P<unit>(?:[A-Z]{{2,3}} )?(?:{'|'.join(figures['currencies'])})|[A-Z]{{3}})\b",
        "{ORDINAL}": f"(?P<ordinal>{'|'.join(figures['ordinals'])})",
        "{PLACE}": _PLACE,
        "{DATE}": _DATE,
    }

    def compiled(patterns: list[str]) -> Patterns:
        return tuple(_compile(pattern, places) for pattern in patterns)

    return DoubtWords(
        least=words["least"], letters=words["letters"], stop=frozenset(words["stop"]),
        alike=figures["alike"], beside=figures["beside"], ordinals=tuple(figures["ordinals"]),
        scales=MappingProxyType(figures["scales"]), kilometres=MappingProxyType(figures["kilometres"]),
        figures=tuple(_figure(entry, compiled, name) for entry in table["figure"]),
        correcting=compiled(table["correcting"]["patterns"]),
        retracted=compiled(retracted["patterns"]), retracted_alone=compiled(retracted["alone"]),
        retracted_days=retracted["days"], retracted_shared=retracted["shared"],
        unproved_after=compiled(unproved["after"]), unproved_own=compiled(unproved["own"]),
        several=frozenset(unproved["several"]), claim=compiled(unproved["claim"]),
    )  # fmt: skip


def number_of(match: re.Match[str], words: DoubtWords) -> float | None:
    """Give the number that a pattern found, or None where its digits make none: 9.9 billion is 9900000000."""
    found = match.groupdict()
    if found.get("ordinal"):
        return float(words.ordinals.index(found["ordinal"]) + 1)
    digits = (found.get("number") or "").lstrip("US$€£").replace(",", "")
    try:
        return float(digits) * words.scales.get(found.get("scale") or "", 1.0)
    except ValueError:
        return None


def _figure(entry: dict[str, Any], compiled: Callable[[list[str]], Patterns], name: str) -> Figure:
    _refuse_unknown(entry, {"sort", "of", "days", "patterns"}, f"{name} figure")
    return Figure(
        sort=entry["sort"], of=entry["of"], days=entry["days"], patterns=compiled(entry["patterns"])
    )


def _compile(pattern: str, places: Mapping[str, str]) -> re.Pattern[str]:
    for place, expression in places.items():
        pattern = pattern.replace(place, expression)
    return re.compile(pattern)


def _refuse_unknown(table: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = set(table) - known
    if unknown:
        raise DataError(f"{where}: unknown key {sorted(unknown)[0]!r}")
