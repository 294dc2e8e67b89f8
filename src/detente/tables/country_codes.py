"""What a country code of another data set means: ISO, FIPS, CAMEO, COW, GW or a name, on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from detente.model.errors import DataError
from detente.tables.csvfile import first_day, read_table
from detente.tables.folding import fold
from detente.tables.states import load_states

SCHEMES = ("iso3", "iso2", "number", "fips", "cameo", "cow", "gw", "name", "letters", "any")
"""How codes are written; ``letters`` is any code of two or three letters, ``any`` also a name. Complete."""
NO_STATE = ""
"""What a code means that is known to be no state of ISO 3166-1: a region, a body, a kingdom of old."""
SYSTEM_COLUMNS = ("system", "code", "abbreviation", "iso3", "start", "end")
_CODE_COLUMNS = ("scheme", "code", "iso3", "meaning")


@dataclass(frozen=True, slots=True)
class Period:
    """What a number means from `start` on, up to but not on `end`."""

    iso3: str
    start: date
    end: date

    def meets(self, first: date | None, last: date | None) -> bool:
        """Tell whether it holds on a day of the span, both ends included; no span meets everything."""
        return first is None or (self.start <= (last or first) and first < self.end)


@dataclass(frozen=True, slots=True, eq=False)
class CountryCodes:
    """All codes, by scheme."""

    plain: Mapping[str, Mapping[str, str]]
    dated: Mapping[str, Mapping[str, tuple[Period, ...]]]
    numbers: Mapping[tuple[str, str], tuple[tuple[str, Period], ...]]

    def find(self, text: str, scheme: str, first: date | None = None, last: date | None = None) -> str | None:
        """Give the ISO 3166-1 alpha-3 code; `NO_STATE` for what is known to be none, None for the unknown.

        Two letters are never guessed under ``name``, ``letters`` and ``any``: where FIPS and ISO mean
        different states by them (69 pairs of letters), the answer is None; so it is for ``NA``, which R
        writes for nothing and ISO for Namibia.

        Raises
        ------
        DataError
            If there is no such scheme.
        """
        text = text.strip()
        if scheme in ("cow", "gw"):
            return self._dated(text, scheme, first, last)
        if scheme in self.plain:
            return self.plain[scheme].get(_key(text, scheme))
        if scheme == "letters":
            return self._letters(text)
        if scheme in ("name", "any"):
            short = text.isascii() and len(text) <= (3 if scheme == "any" else 2)
            found = self._letters(text) if short else None
            return found if found is not None or (short and len(text) == 2) else self._named(text, first)
        raise DataError(f"there is no scheme of country codes {scheme!r}; expected {', '.join(SCHEMES)}")

    def number(self, iso3: str, system: str, first: date, last: date | None = None) -> str | None:
        """Give the COW or GW number of a state in a period (the last in it), or None where it has none."""
        found = [code for code, period in self.numbers.get((system, iso3), ()) if period.meets(first, last)]
        return found[-1] if found else None

    def _dated(self, text: str, scheme: str, first: date | None, last: date | None) -> str | None:
        periods = self.dated[scheme].get(text.removesuffix(".0").lstrip("0"), ())
        codes = {period.iso3 for period in periods if period.meets(first, last)}
        if len(codes) > 1 and NO_STATE in codes:
            codes.discard(NO_STATE)
        if len(codes) > 1:  # a year of change: the state that the year ends with
            return [period.iso3 for period in periods if period.meets(first, last)][-1]
        return next(iter(codes), None)

    def _letters(self, text: str) -> str | None:
        code = text.upper()
        if len(code) == 3:
            found = self.plain["iso3"].get(code)
            return found if found is not None else self.plain["cameo"].get(code)
        if len(code) != 2 or text == "NA":
            return None
        readings = {self.plain[scheme].get(code) for scheme in ("iso2", "fips")} - {None}
        return readings.pop() if len(readings) == 1 else None

    def _named(self, text: str, day: date | None) -> str | None:
        known = self.plain["names"].get(_key(text, "names"))
        if known is not None:
            return known
        for on in (day, None):
            codes = load_states().meanings(text, day=on)
            if codes:
                return codes[0] if len(codes) == 1 else None
        return None


def _key(text: str, scheme: str) -> str:
    if scheme == "names":
        return " ".join(fold(text).casefold().split())
    return text.lstrip("0") if scheme == "number" else text.upper()


@cache
def load_country_codes() -> CountryCodes:
    """Read states.csv, country_codes.csv and state_systems.csv."""
    plain: dict[str, dict[str, str]] = {
        name: {} for name in ("iso3", "iso2", "number", "fips", "cameo", "names")
    }
    states = load_states()
    current = set(states.codes())
    # Codes of states that are gone come first, so that a living state with the same letters wins.
    for iso3 in sorted(states.rows, key=lambda code: code in current):
        row = states.rows[iso3]
        columns = (("iso3", "iso3"), ("iso2", "iso2"), ("number", "numeric"), ("fips", "fips"))
        for scheme, column in (*columns, ("cameo", "cameo"), ("cameo", "iso3")):
            if row[column]:
                plain[scheme][_key(row[column], scheme)] = iso3
    for scheme, code, iso3, _ in read_table("country_codes.csv", _CODE_COLUMNS):
        name = "names" if scheme == "name" else scheme
        plain[name][_key(code, name)] = iso3
    dated: dict[str, dict[str, list[Period]]] = {"cow": defaultdict(list), "gw": defaultdict(list)}
    numbers: dict[tuple[str, str], list[tuple[str, Period]]] = defaultdict(list)
    for system, code, _, iso3, start, end in read_table("state_systems.csv", SYSTEM_COLUMNS):
        period = Period(iso3, first_day(start) or date.min, first_day(end) or date.max)
        dated[system][code].append(period)
        if iso3:
            numbers[system, iso3].append((code, period))
    return CountryCodes(
        plain=MappingProxyType({name: MappingProxyType(codes) for name, codes in plain.items()}),
        dated=MappingProxyType(
            {name: {code: tuple(found) for code, found in codes.items()} for name, codes in dated.items()}
        ),
        numbers=MappingProxyType(
            {key: tuple(sorted(found, key=lambda pair: pair[1].start)) for key, found in numbers.items()}
        ),
    )
