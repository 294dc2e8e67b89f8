"""What an exported row of sources, or of other people's events, holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from detente.model.document import Document
from detente.storing.outside.asking import EVENT_COLUMNS
from detente.storing.sheets import Sheet

_SOURCE_COLUMNS = (
    *((name, "VARCHAR") for name in ("document", "title", "author", "publisher")),
    ("published", "DATE"),
    *((name, "VARCHAR") for name in ("url", "language", "origin", "found")),
)


def _source_row(document: Document) -> tuple[Any, ...]:
    found = "|".join(f"{what}={how}" for what, how in document.found) or None
    return (
        document.id,
        document.title,
        document.author,
        document.publisher,
        document.date.isoformat() if document.date else None,
        document.url,
        document.language,
        document.origin,
        found,
    )


def _outside_row(row: Sequence[Any]) -> list[Any]:
    days = [kind == "DATE" for _, kind in EVENT_COLUMNS]
    return [value.isoformat() if is_day and value else value for value, is_day in zip(row, days, strict=True)]


def _source_objects(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    names = [name for name, _ in _SOURCE_COLUMNS]
    for document in documents:
        yield dict(zip(names, _source_row(document), strict=True))


def _outside_objects(rows: Iterable[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    names = [name for name, _ in EVENT_COLUMNS]
    for row in rows:
        yield {"sentence": None, **dict(zip(names, _outside_row(row), strict=True))}


SOURCE_SHEET: Sheet[Document] = Sheet(
    columns=_SOURCE_COLUMNS, row=_source_row, nested=_source_objects, name="sources"
)
OUTSIDE_SHEET: Sheet[Sequence[Any]] = Sheet(
    columns=EVENT_COLUMNS, row=_outside_row, nested=_outside_objects, name="imported"
)
