"""Libraries of references in RIS (.ris), as Zotero and others export them: lists of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from detente.model.document import Document
from detente.reading.cleaning import clean_lines
from detente.reading.encoding import decode
from detente.reading.found import Found
from detente.reading.links import Link, not_articles
from detente.reading.source import Source, Trouble

_LINE = re.compile(r"([A-Z][A-Z0-9]) {0,2}- ?(.*)")
_DAY = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")
_ADDRESS = re.compile(r"https?://[^\s;]+")
_TAGS = MappingProxyType(
    {
        "TI": "title", "T1": "title", "CT": "title",
        "T2": "publisher", "JO": "publisher", "JF": "publisher", "PB": "publisher",
        "AU": "author", "A1": "author", "DA": "date", "Y1": "date", "PY": "date",
        "UR": "url", "LK": "url", "LA": "language",
    }
)  # fmt: skip
"""Tags that tell something of a page; the other tags of RIS are left alone."""


def read_ris(source: Source) -> Iterator[Document | Trouble]:
    """Say that a library of references holds no articles, and how to fetch them."""
    raise not_articles(source.origin, len(ris_links(source)))
    yield  # a reader gives an iterator


def ris_links(source: Source) -> list[Link]:
    """Give the entries that have an address, in order."""
    text, _ = decode(source.read())
    entries: list[dict[str, str]] = [{}]
    for line in clean_lines(text):
        if not (match := _LINE.fullmatch(line)):
            continue
        if match[1] in ("TY", "ER"):
            entries.append({})
        elif (name := _TAGS.get(match[1])) and match[2].strip():
            entries[-1].setdefault(name, match[2].strip())
    return [link for entry in entries if (link := link_of_entry(entry))]


def link_of_entry(entry: Mapping[str, object]) -> Link | None:
    """Give the address of an entry with what else it tells; None where it has none."""
    address = _ADDRESS.search(str(entry.get("url", "")))
    if not address:
        return None
    known = {name: entry.get(name) for name in ("title", "publisher", "author", "language")}
    day = _day(str(entry.get("date", "")))
    how = tuple((name, "library") for name in ("title", "publisher", "author", "date"))
    return Link(found=Found(url=address[0], date=day, how=how, **known))


def _day(text: str) -> date | None:
    match = _DAY.match(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
