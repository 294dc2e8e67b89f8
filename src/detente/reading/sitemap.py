"""Sitemaps: lists of addresses that a site offers to machines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from detente.model.document import Document
from detente.reading.found import Found
from detente.reading.links import Link, not_articles
from detente.reading.source import Source, Trouble


def read_sitemap(source: Source) -> Iterator[Document | Trouble]:
    """Say that a list of addresses holds no articles, and how to fetch them."""
    raise not_articles(source.origin, len(sitemap_links(source)))
    yield  # a reader gives an iterator


def sitemap_links(source: Source) -> list[Link]:
    """Give the addresses; only news sitemaps tell title, publisher and day of publication."""
    answer = source.extractor.ask("sitemap", source.read(times=2))
    items = cast(list[dict[str, str]], answer["items"])
    return [_link(item) for item in items if item.get("loc")]


def _link(item: dict[str, str]) -> Link:
    found = Found(
        url=item["loc"],
        title=item.get("title"),
        publisher=item.get("name"),
        language=item.get("language"),
        date=day_of(item.get("publication_date")),
        how=tuple((name, "sitemap") for name in ("title", "publisher", "date")),
    )
    return Link(found=found, is_list=item["kind"] == "sitemap")


def day_of(text: object) -> date | None:
    """Give the day of an ISO 8601 time stamp, in its own time zone."""
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None
