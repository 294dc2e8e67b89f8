"""What is asked of the store, on a connection that the caller opens and closes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from detente.model.document import Document
from detente.model.event import Telling
from detente.storing.corrections import corrected
from detente.storing.deciding import read_decisions
from detente.storing.decisions import moves_parties
from detente.storing.loading import NAMED, as_table
from detente.storing.rows import DOCUMENT_FIELDS, EVENT_FIELDS, document_from_row, event_from_row, party_rows
from detente.storing.runs import Counts, Run
from detente.storing.voices import Print, name_voices

if TYPE_CHECKING:
    import duckdb

_DOCUMENT_COLUMNS = ", ".join(f'"{name}"' for name in DOCUMENT_FIELDS)
_TELLING_NAMES = (*EVENT_FIELDS, "event", "published", "publisher", "url", "title", "language")
_TELLING_COLUMNS = ", ".join(
    (
        *(f'e."{name}"' for name in EVENT_FIELDS),
        "e.id",
        "d.date",
        "d.publisher",
        "d.url",
        "d.title",
        "d.language",
    )
)
_PAIR_EVENTS = """
    SELECT event FROM event_parties WHERE code = $a INTERSECT SELECT event FROM event_parties WHERE code = $b
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which tellings are wanted by their day; see `Store.tellings`."""

    start: date | None = None
    end: date | None = None
    told_before: date | None = None

    def holds(self, telling: Telling) -> bool:
        """Tell whether the act can have happened in the window, and was told before the day."""
        when, told = telling.event.when, telling.published
        if self.told_before is not None and told is not None and told >= self.told_before:
            return False
        if when.start is None or when.end is None:
            return True
        last = (self.end or date.max) - timedelta(days=1)
        return when.start <= last and when.end >= (self.start or date.min)


def known(connection: duckdb.DuckDBPyConnection, ids: Iterable[str], fingerprint: str) -> frozenset[str]:
    """Give those documents among `ids` that a coder of this fingerprint has read."""
    found = connection.execute(
        f"SELECT id FROM documents WHERE id IN {NAMED} AND fingerprint = $2", [as_table(ids), fingerprint]
    )
    return frozenset(name for (name,) in found.fetchall())


def documents(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> tuple[Document, ...]:
    """Give the named documents in the order of their identifiers."""
    found = connection.execute(
        f"SELECT {_DOCUMENT_COLUMNS} FROM documents WHERE id IN {NAMED} ORDER BY id", [as_table(ids)]
    )
    return tuple(document_from_row(row) for row in _rows(found, DOCUMENT_FIELDS))


def document_page(connection: duckdb.DuckDBPyConnection, last: str, size: int) -> Sequence[str]:
    """Give the identifiers of the next documents after `last`."""
    found = connection.execute("SELECT id FROM documents WHERE id > $1 ORDER BY id LIMIT $2", [last, size])
    return [name for (name,) in found.fetchall()]


def event_page(connection: duckdb.DuckDBPyConnection, last: str, size: int) -> Sequence[str]:
    """Give the identifiers of the next documents after `last` that have an event."""
    found = connection.execute(
        "SELECT DISTINCT document FROM events WHERE document > $1 ORDER BY document LIMIT $2", [last, size]
    )
    return [name for (name,) in found.fetchall()]


def all_voices(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str]:
    """Give the voice of every document that has an event."""
    return _voices(connection, "SELECT document FROM events", [])


def page_tellings(
    connection: duckdb.DuckDBPyConnection, page: Sequence[str], voices: Mapping[str, str]
) -> tuple[Telling, ...]:
    """Give the corrected tellings of the documents of a page."""
    found = _tellings(connection, f"e.document IN {NAMED}", [as_table(page)], voices)
    return tuple(corrected(found, read_decisions(connection)))


def pair_tellings(connection: duckdb.DuckDBPyConnection, a: str, b: str) -> tuple[Telling, ...]:
    """Give the corrected tellings in which both take part."""
    decisions = read_decisions(connection)
    # A correction can bring an event to this pair or take it away: such documents are looked at whole.
    moved = as_table(sorted(moves_parties(decisions)))
    names = """(SELECT unnest(from_json($moved, '["VARCHAR"]')))"""
    where = f"(e.id IN ({_PAIR_EVENTS}) OR e.document IN {names})"
    values = {"a": a, "b": b, "moved": moved}
    voices = _voices(connection, f"SELECT document FROM events e WHERE {where}", values)
    found = corrected(_tellings(connection, where, values, voices), decisions)
    return tuple(telling for telling in found if {a, b} <= {code for code, _ in party_rows(telling.event)})


def context_tellings(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, more: Iterable[str] = ()
) -> tuple[Telling, ...]:
    """Give corrected tellings of one of the two with others, from documents that tell an event of both.

    `more` are identifiers of further documents to take them from.
    """
    where = f"""
        (e.document IN (SELECT document FROM event_parties WHERE event IN ({_PAIR_EVENTS}))
         OR list_contains($more, e.document))
        AND e.id NOT IN ({_PAIR_EVENTS})
        AND e.id IN (SELECT event FROM event_parties GROUP BY event
                     HAVING bool_or(code IN ($a, $b)) AND bool_or(code NOT IN ($a, $b)))
    """
    values = {"a": a, "b": b, "more": sorted(set(more))}
    voices = _voices(connection, f"SELECT document FROM events e WHERE {where}", values)
    found = corrected(_tellings(connection, where, values, voices), read_decisions(connection))
    return tuple(
        telling for telling in found if len({a, b} & {code for code, _ in party_rows(telling.event)}) == 1
    )


def alone_tellings(connection: duckdb.DuckDBPyConnection, a: str, b: str) -> tuple[Telling, ...]:
    """Give corrected tellings with an effect on a tie that name one of the two alone, see `Store.alone`."""
    where = f"""
        e.document IN (SELECT document FROM event_parties WHERE event IN ({_PAIR_EVENTS}))
        AND e.tie_kind IS NOT NULL
        AND e.id IN (SELECT event FROM event_parties GROUP BY event
                     HAVING bool_and(code = $a) OR bool_and(code = $b))
    """
    values = {"a": a, "b": b}
    voices = _voices(connection, f"SELECT document FROM events e WHERE {where}", values)
    return tuple(corrected(_tellings(connection, where, values, voices), read_decisions(connection)))


def machine_tellings(connection: duckdb.DuckDBPyConnection, names: Iterable[str]) -> tuple[Telling, ...]:
    """Give the tellings of the named documents as the machine read them."""
    return _tellings(connection, f"e.document IN {NAMED}", [as_table(sorted(set(names)))], {})


def pair_documents(connection: duckdb.DuckDBPyConnection, a: str, b: str) -> tuple[Document, ...]:
    """Give documents with events of both states, in one event or in two."""
    found = connection.execute(
        f"""
        SELECT {_DOCUMENT_COLUMNS} FROM documents WHERE id IN (
            SELECT document FROM event_parties WHERE code = $a
            INTERSECT SELECT document FROM event_parties WHERE code = $b
        ) ORDER BY id
        """,
        {"a": a, "b": b},
    )
    return tuple(document_from_row(row) for row in _rows(found, DOCUMENT_FIELDS))


def pairs(connection: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str, int], ...]:
    """Count the events of every two codes that take part in one together."""
    found = connection.execute(
        """
        SELECT l.code, r.code, count(DISTINCT l.event) AS n
        FROM event_parties l JOIN event_parties r ON l.event = r.event AND l.code < r.code
        GROUP BY ALL ORDER BY n DESC, l.code, r.code
        """
    )
    return tuple((a, b, n) for a, b, n in found.fetchall())


def counts(connection: duckdb.DuckDBPyConnection) -> Counts:
    """Tell how much the store holds."""
    found = connection.execute(
        """
        SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM events), (SELECT count(*) FROM runs),
               (SELECT count(*) FROM corrections), (SELECT min(date) FROM documents), (SELECT max(date) FROM
               documents)
        """
    ).fetchall()
    of_documents, of_events, of_runs, of_corrections, first, last = found[0]
    return Counts(
        documents=of_documents,
        events=of_events,
        runs=of_runs,
        corrections=of_corrections,
        first=first,
        last=last,
    )


def runs(connection: duckdb.DuckDBPyConnection) -> tuple[Run, ...]:
    """Give all runs, the oldest first."""
    names = ("id", "version", "model", "lexicon", "command", "started", "ended")
    found = connection.execute(f"SELECT {', '.join(names)} FROM runs ORDER BY started, id")
    return tuple(Run(**row) for row in _rows(found, names))


def _tellings(
    connection: duckdb.DuckDBPyConnection, where: str, values: Any, voices: Mapping[str, str]
) -> tuple[Telling, ...]:
    found = connection.execute(
        f"""
        SELECT {_TELLING_COLUMNS} FROM events e JOIN documents d ON d.id = e.document
        WHERE {where} ORDER BY e.document, e.place_in
        """,
        values,
    )
    return tuple(_telling(row, voices) for row in _rows(found, _TELLING_NAMES))


def _telling(row: Mapping[str, Any], voices: Mapping[str, str]) -> Telling:
    plain = ("document", "published", "publisher", "url", "title", "language")
    voice = voices.get(row["document"]) or row["publisher"] or row["document"]
    return Telling(
        id=row["event"], event=event_from_row(row), voice=voice, **{name: row[name] for name in plain}
    )


def _voices(connection: duckdb.DuckDBPyConnection, chosen: str, values: Any) -> Mapping[str, str]:
    """Tell the voices of the chosen documents, compared with one another: copies tell the same events."""
    found = connection.execute(
        f"SELECT id, publisher, date, signature FROM documents WHERE id IN ({chosen})", values
    )
    names = ("document", "publisher", "published", "signature")
    return name_voices(Print(**row) for row in _rows(found, names))


def _rows(found: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
