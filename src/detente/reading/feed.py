"""RSS and Atom feeds from files (.rss, .atom, .rdf, .xml): one document for each item with text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.encoding import is_binary
from detente.reading.found import Found
from detente.reading.links import Link
from detente.reading.making import article_text, make_document
from detente.reading.source import Source, Trouble


def read_feed(source: Source) -> Iterator[Document | Trouble]:
    """Give the items in the feed's order."""
    yield from read_items(feed_links(source), source)


def read_items(links: Sequence[Link], source: Source) -> Iterator[Document | Trouble]:
    """Give a document for each item with text, and one Trouble that counts the others."""
    empty = 0
    for number, link in enumerate(links, 1):
        try:
            yield make_document(article_text(link.text), link.found, origin=f"{source.origin}#{number}")
        except UnreadableError:
            empty += 1
    if empty:
        yield Trouble(
            origin=source.origin,
            message=(
                f"{empty} of {len(links)} items hold no text beside their title and were passed over; "
                "fetch their pages with: detente fetch"
            ),
        )


def feed_links(source: Source) -> list[Link]:
    """Give the items of a feed, each with its text.

    Raises
    ------
    UnreadableError
        If there are none.
    """
    data = source.read()
    if is_binary(data):
        raise UnreadableError("is a binary file; expected a feed")
    feed = source.extractor.ask("feed", data)
    items = cast(list[dict[str, Any]], feed.get("items") or [])
    if not items:
        raise UnreadableError("holds no items; expected an RSS or Atom feed (save pages as .html)")
    return [_link(item) for item in items]


def _link(item: dict[str, Any]) -> Link:
    day = item.get("date")
    given = {key: item.get(key) for key in ("title", "url", "author", "publisher", "language")}
    found = Found(
        **given,
        date=date.fromisoformat(day) if day else None,
        how=tuple((key, "feed") for key in ("title", "author", "publisher", "date")),
    )
    return Link(found=found, text=str(item.get("text") or ""))
