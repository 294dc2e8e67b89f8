"""A table for Wikidata: in the manner of QuickStatements, for a person to check and complete before use."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from detente.storing.cleaning import clean, safe_cell
from detente.storing.context import Context, rows_of
from detente.storing.sheets import Sheet
from detente.tables.csvfile import read_table
from detente.tables.states import load_states

COLUMNS = (
    *("item", "property", "value", "P585", "precision", "S854", "S1476", "S577", "S813"),
    *("item_label", "value_label", "kind", "quote", "comment", "P580", "P582"),
)
"""Item, property and value; the day (P585); address, title, days of publication and retrieval of the source;
what a person needs for checking; then the day as beginning (P580) or end (P582) of what the property says."""
_PROPERTIES: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("relations", "established"): ("P530", "P580"),
        ("relations", "restored"): ("P530", "P580"),
        ("relations", "severed"): ("P530", "P582"),
    }
)
"""Kind of tie and status -> property of Wikidata that says the same of two states, and whether the act begins
or ends it; complete. Treaties, envoys and visits are items of their own there, and left to a person."""
_EXACT = {"day": "11", "month": "10", "year": "9"}


def write_quickstatements(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write a tab-separated table of statements about two states, with sources; the rest is left out."""
    row_of = rows_of(sheet, "kind", "source", "target", "day", "precision", "modality", "quote", "url")
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        for item in items:
            row = row_of(item)
            sides = [(row[side] or "")[:3] for side in ("source", "target")]
            wanted = row["modality"] in ("factual", "reported") and sides[0] != sides[1]
            if wanted and all(side in wikidata_items() for side in sides):
                writer.writerow([safe_cell(clean(cell)) for cell in _cells(row, sides, context)])
                number += 1
    return number


def _cells(row: dict[str, Any], sides: list[str], context: Context) -> list[str]:
    states, items = load_states(), wikidata_items()
    published = row.get("published") or row.get("first_published")
    precision = _EXACT.get(row["precision"])
    day = f"{row['day']}T00:00:00Z/{precision}" if row["day"] and precision else ""
    said, bound = _PROPERTIES.get((row.get("tie_kind") or "", row.get("tie_status") or ""), ("", ""))
    return [
        items[sides[0]],
        said,
        items[sides[1]],
        day,
        row["precision"],
        row["url"] or "",
        row.get("title") or "",
        f"{published}T00:00:00Z/11" if published else "",
        f"{context.about.made.isoformat()}T00:00:00Z/11",
        states.name(sides[0]),
        states.name(sides[1]),
        row["kind"],
        row["quote"] or "",
        f"detente {context.about.version}",
        *(day if bound == name else "" for name in ("P580", "P582")),
    ]


@cache
def wikidata_items() -> Mapping[str, str]:
    """Give the item of Wikidata for each state that has one here."""
    return MappingProxyType({iso3: item for iso3, item in read_table("wikidata.csv", ("iso3", "item"))})
