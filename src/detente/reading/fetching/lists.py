"""Files and answers that list addresses, by the ending of their reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from detente.model.errors import UnreadableError
from detente.reading.choosing import choose_reader
from detente.reading.cleaning import clean_lines
from detente.reading.csv_file import csv_links
from detente.reading.encoding import decode
from detente.reading.feed import feed_links
from detente.reading.json_file import json_links
from detente.reading.links import Link
from detente.reading.opml import opml_links
from detente.reading.readers import READERS
from detente.reading.ris import ris_links
from detente.reading.sitemap import sitemap_links
from detente.reading.source import Source
from detente.reading.text import text_links
from detente.reading.walking import suffix_of


def _lines(source: Source) -> list[Link]:
    text, _ = decode(source.read())
    return text_links(clean_lines(text))


LISTS: MappingProxyType[str, Callable[[Source], list[Link]]] = MappingProxyType(
    {
        ".txt": _lines,
        ".text": _lines,
        ".csv": csv_links,
        ".tsv": csv_links,
        ".ris": ris_links,
        ".json": json_links,
        ".rss": feed_links,
        ".atom": feed_links,
        ".rdf": feed_links,
        ".sitemap": sitemap_links,
        ".opml": opml_links,
    }
)
"""What gives the addresses of a list, by the ending of its file."""
ONLINE = frozenset({".rss", ".sitemap", ".json", ".opml"})
"""Kinds of answers that are lists; a text from a server is an article."""


def file_links(path: Path, blank: Source) -> list[Link]:
    """Give the addresses that a file lists.

    Raises
    ------
    UnreadableError
        If it lists none.
    """
    suffix, packed = suffix_of(path)
    source = replace(blank, origin=str(path), name=path.name, open=lambda: path.open("rb"), packed=packed)
    try:
        if suffix not in LISTS:
            reader = choose_reader(source, suffix, READERS)
            suffix = next(ending for ending, known in READERS.items() if known is reader)
        links = LISTS[suffix](source) if suffix in LISTS else []
    except OSError as trouble:
        raise UnreadableError(f"cannot be read: {trouble.strerror or trouble}; check the path") from None
    if not links:
        raise UnreadableError(
            "lists no addresses; expected one address a line, a feed, a sitemap, OPML, RIS, CSL-JSON, or CSV "
            "with a column 'url'"
        )
    return links


def take_turns(links: list[Link]) -> list[Link]:
    """Give the links so that the hosts take turns: while one rests, another is asked."""
    hosts: dict[str, list[Link]] = {}
    for link in links:
        hosts.setdefault(urlsplit(str(link.found.url)).netloc.lower(), []).append(link)
    rounds = zip_longest(*hosts.values())
    return [link for turn in rounds for link in turn if link is not None]
