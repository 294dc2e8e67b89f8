"""Times in English lines: as exactly as they are known, and a mere day of telling called so."""

from __future__ import annotations

from detente.measuring.naming import load_line_words
from detente.model.event import Precision, When


def day_told(when: When) -> str:
    """Write a time, ``told 24 January 2024`` where that is only the day on which it was told."""
    told = when.precision is Precision.PUBLICATION and when.start is not None
    return f"told {day_text(when)}" if told else day_text(when)


def day_text(when: When) -> str:
    """Write a time as exactly as it is known: ``24 January 2024``, ``July 2022``, ``2018``."""
    start, end = when.start, when.end
    if start is None:
        return "an unknown day"
    if when.precision in (Precision.YEAR, Precision.SEASON):
        return str(start.year) if end is None or end.year == start.year else f"{start.year}-{end.year}"
    if when.precision is Precision.MONTH:
        return f"{load_line_words().months[start.month - 1]} {start.year}"
    first = f"{start.day} {load_line_words().months[start.month - 1]} {start.year}"
    if end is None or end == start or when.precision is Precision.PUBLICATION:
        return first
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {end.day} {load_line_words().months[end.month - 1]} {end.year}"
    return f"{first} to {end.day} {load_line_words().months[end.month - 1]} {end.year}"
