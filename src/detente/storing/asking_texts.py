"""Documents asked for by the words of their text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.model.document import Document
from detente.storing.rows import DOCUMENT_FIELDS, document_from_row

if TYPE_CHECKING:
    import duckdb


def documents_naming(
    connection: duckdb.DuckDBPyConnection, groups: Sequence[Sequence[str]]
) -> tuple[Document, ...]:
    """Give the documents whose text holds, of every group, at least one of the words; case counts."""
    where = " AND ".join("(" + " OR ".join("contains(text, ?)" for _ in words) + ")" for words in groups)
    columns = ", ".join(f'"{name}"' for name in DOCUMENT_FIELDS)
    values = [word for words in groups for word in words]
    found = connection.execute(f"SELECT {columns} FROM documents WHERE {where} ORDER BY id", values)
    rows = (dict(zip(DOCUMENT_FIELDS, row, strict=True)) for row in found.fetchall())
    return tuple(document_from_row(row) for row in rows)
