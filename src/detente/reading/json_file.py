"""JSON files (.json): a JSON Feed, a list of documents, a library in CSL-JSON, or JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.feed import read_items
from detente.reading.found import Found
from detente.reading.jsonl import read_entry, read_jsonl
from detente.reading.links import Link, not_articles
from detente.reading.sitemap import day_of
from detente.reading.source import Source, Trouble
from detente.reading.unpacking import CHUNK


def read_json(source: Source) -> Iterator[Document | Trouble]:
    """Give the documents of the file, whatever it is by its content."""
    whole = _whole(source)
    if _is_feed(whole):
        yield from read_items(json_links(source), source)
    elif isinstance(whole, dict) and whole:
        yield from _read_list([whole], source, sign=":")
    elif isinstance(whole, list) and whole and not _is_library(whole):
        yield from _read_list(whole, source, sign="#")
    elif isinstance(whole, list) and whole:
        raise not_articles(source.origin, len(json_links(source)))
    else:
        yield from read_jsonl(source)


def json_links(source: Source) -> list[Link]:
    """Give the addresses of a JSON Feed or of a library in CSL-JSON; none for anything else."""
    whole = _whole(source)
    if isinstance(whole, dict) and _is_feed(whole):
        items = whole.get("items")
        found = [_item(item, whole, source) for item in items or () if isinstance(item, dict)]
        if not found:
            raise UnreadableError("holds no items; expected a JSON Feed with a list 'items'")
        return found
    entries = whole if isinstance(whole, list) else []
    return [_reference(entry) for entry in entries if isinstance(entry, dict) and _str(entry.get("URL"))]


def _whole(source: Source) -> Any:
    """Give the value of a file that is one JSON value as a whole; None where it is not, or is too large."""
    head = next(source.chunks(), b"").lstrip(b"\xef\xbb\xbf \t\r\n")
    _, _, rest = head.partition(b"\n")
    if head.startswith(b"{") and rest.lstrip().startswith(b"{") and len(head) < CHUNK:
        return None  # one object a line
    try:
        return json.loads(source.read().decode("utf-8-sig"))
    except (UnreadableError, ValueError, RecursionError):
        return None


def _is_feed(whole: Any) -> bool:
    return isinstance(whole, dict) and "jsonfeed.org/version/" in str(whole.get("version"))


def _is_library(whole: Sequence[Any]) -> bool:
    return all(isinstance(entry, dict) and "text" not in entry and "html" not in entry for entry in whole)


def _read_list(entries: Sequence[Any], source: Source, *, sign: str) -> Iterator[Document | Trouble]:
    for number, entry in enumerate(entries, 1):
        origin = f"{source.origin}{sign}{number}"
        try:
            if not isinstance(entry, dict):
                raise UnreadableError("is no JSON object; expected a list of objects with a 'text' each")
            yield from read_entry(entry, source, origin)
        except UnreadableError as trouble:
            yield Trouble(origin=origin, message=str(trouble))


def _item(item: Mapping[str, Any], feed: Mapping[str, Any], source: Source) -> Link:
    """Give an item of a JSON Feed; the longest of its bodies counts."""
    page = _str(item.get("content_html")) or ""
    text = _str(item.get("content_text")) or _str(item.get("summary")) or ""
    if page.strip():
        told = source.extractor.ask("fragment", page.encode("utf-8", "replace"))
        text = max(text, str(told["text"]), key=len)
    authors = item.get("authors") or feed.get("authors") or [item.get("author")]
    author = authors[0].get("name") if isinstance(authors, list) and _is_named(authors) else None
    found = Found(
        title=item.get("title"),
        url=item.get("url") or item.get("external_url"),
        author=author,
        publisher=feed.get("title"),
        language=item.get("language") or feed.get("language"),
        date=day_of(item.get("date_published")),
        how=tuple((name, "feed") for name in ("title", "author", "publisher", "date")),
    )
    return Link(found=found, text=text)


def _is_named(authors: list[Any]) -> bool:
    return bool(authors) and isinstance(authors[0], dict)


def _reference(entry: Mapping[str, Any]) -> Link:
    """Give an entry of a library in CSL-JSON."""
    authors = entry.get("author")
    first = authors[0] if isinstance(authors, list) and _is_named(authors) else {}
    names = [_str(first.get(key)) for key in ("given", "family", "literal")]
    found = Found(
        url=entry["URL"],
        title=entry.get("title"),
        publisher=entry.get("container-title") or entry.get("publisher"),
        author=" ".join(filter(None, names)) or None,
        language=entry.get("language"),
        date=_issued(entry.get("issued")),
        how=tuple((name, "library") for name in ("title", "publisher", "author", "date")),
    )
    return Link(found=found)


def _issued(value: Any) -> date | None:
    try:
        year, month, day = (int(part) for part in value["date-parts"][0])
        return date(year, month, day)
    except (TypeError, KeyError, IndexError, ValueError, OverflowError):
        return None


def _str(value: object) -> str | None:
    return value if isinstance(value, str) else None
