"""Tables of articles in Parquet (.parquet); the storing room opens them, and the pipeline hands that in."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.columns import entry_of, place_columns
from detente.reading.jsonl import read_entry
from detente.reading.links import not_articles
from detente.reading.source import Source, Trouble


def read_parquet(source: Source) -> Iterator[Document | Trouble]:
    """Give a document for each good row and a Trouble for each bad one, in order."""
    if source.rows is None or source.path is None:
        raise UnreadableError("Parquet is read from files by detente read; give it the path of a file")
    places: dict[str, str] | None = None
    number = 0
    for number, row in enumerate(source.rows(source.path), 1):
        places = places or place_columns(list(row), source.columns)
        if not {"text", "html"} & set(places):
            raise not_articles(source.origin, number)
        origin = f"{source.origin}#{number}"
        try:
            yield from read_entry(entry_of(row, places), source, origin)
        except UnreadableError as trouble:
            yield Trouble(origin=origin, message=str(trouble))
    if not number:
        raise UnreadableError("holds no row; expected one article a row")
