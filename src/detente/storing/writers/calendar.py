"""iCalendar: acts that have a day, and those that are still to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.storing.cleaning import clean, visible
from detente.storing.context import Context, rows_of
from detente.storing.sheets import Sheet

if TYPE_CHECKING:
    from icalendar import Event

_EXACT = frozenset(("day", "range", "week", "publication"))
"""Precisions that fit a calendar; an act of some month or year would stand on a day that nobody named."""
_COMING = frozenset(("month", "season"))
"""Precisions that fit for what is still to come: a plan for May is worth knowing."""
_SHOWN = frozenset(("factual", "reported", "future"))


def write_ics(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write an iCalendar file of dated and coming acts; what has no day, or did not happen, is left out."""
    from icalendar import Calendar

    row_of = rows_of(sheet, "id", "kind", "modality", "day", "last_day", "precision", "quote")
    book = Calendar()
    book.add("prodid", f"-//detente//detente {context.about.version}//EN")
    book.add("version", "2.0")
    book.add("x-wr-calname", clean(context.about.query))
    book.add("x-wr-caldesc", clean(context.about.line))
    number = 0
    for item in items:
        row = row_of(item)
        coming = row["modality"] == "future"
        fits = row["precision"] in _EXACT or (coming and row["precision"] in _COMING)
        if row["day"] and fits and row["modality"] in _SHOWN:
            plain = coming and context.line is None
            line = f"planned: {context.say(item, row)}" if plain else context.say(item, row)
            book.add_component(_event(row, line, coming, context))
            number += 1
    path.write_bytes(book.to_ical())
    return number


def _event(row: dict[str, Any], line: str, coming: bool, context: Context) -> Event:
    from icalendar import Event

    entry = Event()
    made = context.about.made
    first, last = date.fromisoformat(row["day"]), date.fromisoformat(row["last_day"] or row["day"])
    entry.add("uid", f"{row['id']}@detente")
    entry.add("dtstamp", datetime(made.year, made.month, made.day))
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(days=1))
    entry.add("summary", clean(line))
    publisher = row.get("publisher") or row.get("publishers")
    told = [f"“{row['quote']}”" if row["quote"] else "", publisher or "", row.get("url") or ""]
    if row["precision"] != "day":
        told.append(f"Day known as: {row['precision']}")
    entry.add("description", visible("\n".join(filter(None, told))))
    if _is_address(row.get("url")):
        entry.add("url", clean(row["url"]))
    if row.get("place"):
        entry.add("location", clean(row["place"]))
    entry.add("categories", [clean(row["kind"])])
    entry.add("status", "TENTATIVE" if coming else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _is_address(url: str | None) -> bool:
    return bool(url) and str(url).lower().startswith(("http://", "https://"))
