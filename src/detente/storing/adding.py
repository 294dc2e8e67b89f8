"""Adding documents with their events, so that doing it twice is doing it once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from detente.model.document import Document
from detente.model.event import Event
from detente.storing.loading import NAMED, as_table, insert
from detente.storing.rows import check_evidence, document_row, event_rows, party_rows
from detente.storing.runs import Added, Run

if TYPE_CHECKING:
    import duckdb

Batch = Sequence[tuple[Document, Sequence[Event]]]


def add_batch(
    connection: duckdb.DuckDBPyConnection, batch: Batch, run: Run, signatures: Mapping[str, bytes]
) -> Added:
    """Store a batch inside the caller's transaction."""
    # 1. Nothing is touched before every quotation was compared with its text. Of two documents with one
    #    identifier the first counts.
    coded: dict[str, tuple[Document, Sequence[Event]]] = {}
    for document, events in batch:
        check_evidence(document, events)
        coded.setdefault(document.id, (document, events))
    if not coded:
        return Added(documents=0, events=0)
    # 2. What this coder has read is left alone, what another has read makes room.
    found = connection.execute(
        f"SELECT id, fingerprint FROM documents WHERE id IN {NAMED}", [as_table(coded)]
    )
    read_by: dict[str, str] = dict(found.fetchall())
    known = tuple(name for name in coded if read_by.get(name) == run.fingerprint)
    replaced = tuple(name for name in coded if name in read_by and read_by[name] != run.fingerprint)
    if len(known) == len(coded):
        return Added(documents=0, events=0, known=known)
    if replaced:
        _remove(connection, replaced)
    # 3. The rest goes in, whole.
    skipped = set(known)
    fresh = [pair for name, pair in coded.items() if name not in skipped]
    stored = _insert(connection, fresh, run, signatures)
    _note_missing(connection, run)
    return Added(documents=len(fresh), events=stored, known=known, replaced=replaced)


def _insert(
    connection: duckdb.DuckDBPyConnection,
    fresh: Sequence[tuple[Document, Sequence[Event]]],
    run: Run,
    signatures: Mapping[str, bytes],
) -> int:
    documents: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    parties: list[dict[str, Any]] = []
    for document, events in fresh:
        signature = signatures.get(document.id)
        added = {
            "fingerprint": run.fingerprint,
            "run": run.id,
            "signature": signature.hex() if signature else None,
        }
        documents.append({**document_row(document), **added})
        for row, event in zip(event_rows(events), events, strict=True):
            rows.append(row)
            parties.extend(
                {"event": row["id"], "document": document.id, "code": code, "side": side}
                for code, side in party_rows(event)
            )
    insert(connection, "documents", documents)
    insert(connection, "event_parties", parties)
    return insert(connection, "events", rows)


def _remove(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    for table, column in (("event_parties", "document"), ("events", "document"), ("documents", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} IN {NAMED}", [as_table(ids)])


def note_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Write a run, or write it anew when it has ended."""
    connection.execute("DELETE FROM runs WHERE id = ?", [run.id])
    values = [run.id, run.version, run.model, run.lexicon, run.command, run.started, run.ended]
    connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _note_missing(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Write the run of a caller who never started it, so that every document's run is there."""
    if connection.execute("SELECT 1 FROM runs WHERE id = ?", [run.id]).fetchone() is None:
        note_run(connection, run)
