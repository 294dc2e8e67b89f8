"""Cells that name countries as codes of ISO 3166, and the pairs of all that a cell names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations

from detente.storing.outside.values import Span, Unread
from detente.tables.country_codes import load_country_codes
from detente.tables.dataset_forms import Field

Cells = Sequence[str]
Getter = Callable[[Cells, Span], str]
Note = Callable[[str], None]

MOST_PARTIES = 100
"""States of one treaty; of more, each two share it with nearly everybody, in thousands of rows."""


def country_getter(name: str, told: Field, places: Sequence[int], note: Note | None) -> Getter:
    """Give what reads the countries of a field, parted by ``|``; the unknown ones go to `note`."""
    codes, scheme = load_country_codes(), told.codes or "any"
    pattern = re.compile(told.pattern) if told.pattern else None
    split = told.split or (";" if len(places) > 1 else None)
    dated = scheme in ("cow", "gw", "name", "any")
    seen: dict[str, dict[str, str | None]] = {}

    def find(text: str, span: Span) -> str:
        known = seen.setdefault(span[0] if dated else "", {})
        found = known.get(text, "?")
        if found == "?":
            first, last = (date.fromisoformat(span[0]), date.fromisoformat(span[1] or span[0]))
            found = codes.find(text, scheme, first, last)
            known[text] = found
        if found is None and note is not None:
            note(f"{name}: {text[:40]!r} is the code or name of no state known ({scheme}); left empty")
        return found or ""

    def get(cells: Cells, span: Span) -> str:
        text = ";".join(cells[place].strip() for place in places)
        found = list(_matched(pattern, text)) if pattern is not None else [text]
        if split is None:
            return find(found[0], span) if found and found[0] and found[0] not in told.blank else ""
        parts = (part.strip() for text in found for part in text.split(split))
        wanted = [part for part in parts if part and part not in told.blank]
        return "|".join(dict.fromkeys(filter(None, (find(part, span) for part in wanted))))

    return get


def each_two(parties: str) -> Iterator[tuple[str, str]]:
    """Give each two of states parted by ``|``, each pair once.

    Raises
    ------
    Unread
        If there are fewer than two, or more than `MOST_PARTIES`.
    """
    found = sorted(filter(None, parties.split("|")))
    if len(found) < 2:
        raise Unread(f"names fewer than two states known ({', '.join(found) or 'none'})")
    if len(found) > MOST_PARTIES:
        raise Unread(f"names {len(found)} states; at most {MOST_PARTIES} are taken as parties")
    return combinations(found, 2)


def _matched(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Give what a pattern finds in a cell, from each place that it fits."""
    for match in pattern.finditer(text):
        yield next(filter(None, match.groups()), "").strip()
