"""Lists of feeds (.opml), as readers of feeds export them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.encoding import is_binary
from detente.reading.found import Found
from detente.reading.links import Link, not_articles
from detente.reading.source import Source, Trouble


def read_opml(source: Source) -> Iterator[Document | Trouble]:
    """Say that a list of feeds holds no articles, and how to fetch them."""
    raise not_articles(source.origin, len(opml_links(source)))
    yield  # a reader gives an iterator


def opml_links(source: Source) -> list[Link]:
    """Give the addresses of the feeds; each lists pages in its turn."""
    data = source.read()
    if is_binary(data):
        raise UnreadableError("is a binary file; expected a list of feeds")
    items = cast(list[dict[str, str]], source.extractor.ask("opml", data)["items"])
    addresses = dict.fromkeys(item["loc"] for item in items)
    return [Link(found=Found(url=address), is_list=True) for address in addresses]
