"""RSS and Atom feeds from files (.rss, .atom, .rdf, .xml): one document for each item with text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.encoding import is_binary
from detente.reading.making import Found, article_text, make_document
from detente.reading.source import Source, Trouble


def read_feed(source: Source) -> Iterator[Document | Trouble]:
    """Give the items in the feed's order."""
    data = source.read()
    if is_binary(data):
        raise UnreadableError("is a binary file; expected a feed")
    feed = source.extractor.ask("feed", data)
    items = cast(list[dict[str, Any]], feed.get("items") or [])
    if not items:
        raise UnreadableError("holds no items; expected an RSS or Atom feed (save pages as .html)")
    empty = 0
    for number, item in enumerate(items, 1):
        try:
            yield _read_item(item, origin=f"{source.origin}#{number}")
        except UnreadableError:
            empty += 1
    if empty:
        yield Trouble(
            origin=source.origin,
            message=(
                f"{empty} of {len(items)} items hold no text beside their title and were passed over; "
                "save their pages"
            ),
        )


def _read_item(item: dict[str, Any], *, origin: str) -> Document:
    text = article_text(str(item.get("text") or ""))
    day = item.get("date")
    given = {key: item.get(key) for key in ("title", "url", "author", "publisher", "language")}
    found = Found(
        **given,
        date=date.fromisoformat(day) if day else None,
        how=tuple((key, "feed") for key in ("title", "author", "publisher", "date")),
    )
    return make_document(text, found, origin=origin)
