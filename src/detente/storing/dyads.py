"""Records counted by pair and month or year, with the codes that scholars merge on: COW, GW and ISO."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from typing import Any

from detente.model.event import Record
from detente.storing.sheets import Sheet
from detente.tables.country_codes import CountryCodes, load_country_codes

UNITS = ("month", "year")
_QUADS = (1, 2, 3, 4)
_SIDES = ("1", "2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyads:
    """The rows of a dyad table, and what is not in them.

    Attributes
    ----------
    rows
        One for each pair and period in which an act was told; silence has no row, and is not zero.
    loose
        Acts left out for having no day of the precision that the unit needs.
    lonely
        Acts of one state, or of none, that have no pair.
    """

    rows: tuple[dict[str, Any], ...]
    loose: int
    lonely: int


def dyads(records: Iterable[Record], *, unit: str, directed: bool) -> Dyads:
    """Count acts told as factual or reported; a mutual act counts in both directions of a directed table."""
    cells: dict[tuple[str, str, int, int], dict[str, Any]] = {}
    loose = lonely = 0
    for record in records:
        if not record.best.modality.counts:
            continue
        period = _period(record, unit)
        if period is None:
            loose += 1
            continue
        pairs = list(_pairs(record, directed=directed))
        lonely += not pairs
        for a, b in pairs:
            _count(cells.setdefault((a, b, *period), {"n": 0, "scores": [], "voices": set()}), record)
    codes = load_country_codes()
    found = [_row(key, cell, codes) for key, cell in sorted(cells.items())]
    return Dyads(
        rows=tuple(_ordered(row) if not directed else row for row in found), loose=loose, lonely=lonely
    )


def dyad_sheet(unit: str, *, directed: bool) -> Sheet[dict[str, Any]]:
    """Give the columns of a dyad table."""
    text, number = "VARCHAR", "INTEGER"
    columns = (
        *((f"ccode{side}", number) for side in _SIDES),
        *((f"gwcode{side}", number) for side in _SIDES),
        *((f"iso3_{side}", text) for side in _SIDES),
        ("year", number),
        *((("month", number),) if unit == "month" else ()),
        ("n", number),
        *((f"quad_{quad}", number) for quad in _QUADS),
        ("untyped", number),
        ("mean_score", "DOUBLE"),
        ("voices", number),
    )
    names = [name for name, _ in columns]

    def nested(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            yield {name: row[name] for name in names}

    return Sheet(
        columns=columns,
        row=lambda row: [row[name] for name in names],
        nested=nested,
        name=f"{'directed_' if directed else ''}dyad_{unit}",
    )


def _period(record: Record, unit: str) -> tuple[int, int] | None:
    start, end = record.when.start, record.when.end
    if start is None or end is None or start.year != end.year:
        return None
    if unit == "year":
        return start.year, 0
    return (start.year, start.month) if start.month == end.month else None


def _pairs(record: Record, *, directed: bool) -> Iterator[tuple[str, str]]:
    event = record.best
    sources, targets = (
        list(dict.fromkeys(mention.actor.country for mention in side if mention.actor.country))
        for side in (event.source, event.target)
    )
    found = [(a, b) for a in sources for b in targets if a != b]
    if event.reciprocal or not targets:
        found = list(permutations(dict.fromkeys((*sources, *targets)), 2))
    yield from dict.fromkeys(found if directed else (tuple(sorted(pair)) for pair in found))  # type: ignore[misc]


def _count(cell: dict[str, Any], record: Record) -> None:
    cell["n"] += 1
    cell["voices"].update(record.voices)
    if record.best.quad:
        name = f"quad_{record.best.quad}"
        cell[name] = cell.get(name, 0) + 1
    if record.best.score is not None:
        cell["scores"].append(record.best.score)


def _row(key: tuple[str, str, int, int], cell: dict[str, Any], codes: CountryCodes) -> dict[str, Any]:
    a, b, year, month = key
    first = date(year, month or 1, 1)
    last = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1) - timedelta(days=1)
    row: dict[str, Any] = {"year": year, "month": month, "n": cell["n"], "voices": len(cell["voices"])}
    for side, iso3 in zip(_SIDES, (a, b), strict=True):
        row[f"iso3_{side}"] = iso3
        for name, system in (("ccode", "cow"), ("gwcode", "gw")):
            number = codes.number(iso3, system, first, last)
            row[f"{name}{side}"] = int(number) if number else None
    row |= {f"quad_{quad}": cell.get(f"quad_{quad}", 0) for quad in _QUADS}
    row["untyped"] = cell["n"] - sum(row[f"quad_{quad}"] for quad in _QUADS)
    scores = cell["scores"]
    row["mean_score"] = round(sum(scores) / len(scores), 4) if scores else None
    return row


def _ordered(row: dict[str, Any]) -> dict[str, Any]:
    """Put the lower COW number first, as undirected tables of COW do; without one, the order of ISO stays."""
    first, second = row["ccode1"], row["ccode2"]
    if first is None or second is None or first <= second:
        return row
    swapped = dict(row)
    for name in ("ccode", "gwcode", "iso3_"):
        swapped[f"{name}1"], swapped[f"{name}2"] = row[f"{name}2"], row[f"{name}1"]
    return swapped
