"""Territories of states: what is told of one and its own state is no relation of two states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from detente.tables.csvfile import first_day, read_table

COLUMNS = ("iso3", "sovereign", "start", "end")
Term = tuple[str, date | None, date | None]


@cache
def load_territories() -> Mapping[str, tuple[Term, ...]]:
    """Read territories.csv: code to (sovereign, first day, day after the last)."""
    found: dict[str, tuple[Term, ...]] = {}
    for code, sovereign, start, end in read_table("territories.csv", COLUMNS):
        found[code] = (*found.get(code, ()), (sovereign, first_day(start), first_day(end)))
    return MappingProxyType(found)


def sovereign_of(code: str | None, day: date | None) -> str | None:
    """Give the state to which a territory belonged on `day` (None: now); None for what is no territory.

    >>> sovereign_of("MAC", date(1990, 1, 1)), sovereign_of("MAC", None), sovereign_of("TGO", None)
    ('PRT', 'CHN', None)
    """
    terms = load_territories().get(code or "", ())
    for sovereign, start, end in reversed(terms):
        if (start is None or day is None or start <= day) and (
            end is None or (day is not None and day < end)
        ):
            return sovereign
    return None
