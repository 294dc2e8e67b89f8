"""Many rows into the store at once.

Rows go in as one JSON parameter that DuckDB unpacks itself. Measured on 20,000 rows of six columns: 0.3 s
with DuckDB 1.4 and 2.0 alike, against 15 s for `executemany`, and 20 s for list parameters in 1.4. No
temporary file is needed, and every character a text can hold comes back, NUL included.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from detente.model.errors import StoreError

if TYPE_CHECKING:
    import duckdb

_TEXT, _NUMBER, _DAY = "VARCHAR", "INTEGER", "DATE"
_MENTION = {
    **dict.fromkeys(("start", "end"), _NUMBER),
    "text": _TEXT,
    **dict.fromkeys(("sentence", "head"), _NUMBER),
    **dict.fromkeys(("country", "body", "role", "name", "person", "office", "how"), _TEXT),
}
_DOCUMENT: dict[str, Any] = {
    **dict.fromkeys(("id", "text", "title", "url", "publisher", "author", "language"), _TEXT),
    "date": _DAY,
    "origin": _TEXT,
    "found": [{"what": _TEXT, "how": _TEXT}],
    **dict.fromkeys(("fingerprint", "run", "signature"), _TEXT),
}
_EVENT: dict[str, Any] = {
    **dict.fromkeys(("id", "document"), _TEXT),
    "place_in": _NUMBER,
    **dict.fromkeys(("kind", "plover", "mode", "cameo"), _TEXT),
    "quad": _NUMBER,
    "score": "DOUBLE",
    "contexts": [_TEXT],
    **dict.fromkeys(("modality", "rule", "quote"), _TEXT),
    **dict.fromkeys(("quote_start", "quote_end"), _NUMBER),
    **dict.fromkeys(("said_by", "trigger"), _TEXT),
    **dict.fromkeys(("day_start", "day_end"), _DAY),
    **dict.fromkeys(("precision", "day_text", "tie_kind"), _TEXT),
    "tie_parties": [_TEXT],
    "tie_status": _TEXT,
    "reciprocal": "BOOLEAN",
    "place": _TEXT,
    "confidence": "DOUBLE",
    "source": [_MENTION],
    "target": [_MENTION],
    "parts": [dict.fromkeys(("role", "text", "value"), _TEXT)],
}
_CORRECTION: dict[str, Any] = {
    "id": _NUMBER,
    "decided": "TIMESTAMP",
    **dict.fromkeys(("author", "action", "document", "quote", "kind", "sides"), _TEXT),
    "start": _NUMBER,
    "others": [{**dict.fromkeys(("document", "quote", "kind", "sides"), _TEXT), "start": _NUMBER}],
    "changes": [{"field": _TEXT, "value": _TEXT}],
    "note": _TEXT,
    "undoes": _NUMBER,
}
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "documents": _DOCUMENT,
    "events": _EVENT,
    "event_parties": dict.fromkeys(("event", "document", "code", "side"), _TEXT),
    "corrections": _CORRECTION,
}
"""Columns of the tables that are filled in bulk, in the order of the schema, with their types."""

_CHUNK, _LETTERS = 2_000, 4_000_000
"""Rows and letters of text a statement: bound the memory that unpacking takes."""


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Put rows into one of the tables of `SHAPES`, and give their number.

    Raises
    ------
    StoreError
        If a text holds half of a surrogate pair, which no file can hold.
    """
    shape = SHAPES[table]
    columns = ", ".join("unhex(x.signature)" if name == "signature" else f'x."{name}"' for name in shape)
    packed = json.dumps([shape]).replace("'", "''")
    statement = f"INSERT INTO {table} SELECT {columns} FROM (SELECT unnest(from_json($1, '{packed}')) AS x)"
    done = 0
    for chunk in _chunks(rows):
        text = json.dumps(chunk, ensure_ascii=False)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise StoreError(
                f"a text for {table!r} holds half a character ({text[error.start]!r} after "
                f"{text[max(0, error.start - 40) : error.start]!r}); replace it before storing"
            ) from error
        connection.execute(statement, [text])
        done += len(chunk)
    return done


def as_table(values: Iterable[str]) -> str:
    """Pack strings into one parameter for ``IN (SELECT unnest(from_json($1, '["VARCHAR"]')))``."""
    return json.dumps(list(values))


NAMED = """(SELECT unnest(from_json($1, '["VARCHAR"]')))"""
"""The strings that `as_table` packed, as a subquery on the first parameter."""


def _chunks(rows: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    chunk: list[Mapping[str, Any]] = []
    letters = 0
    for row in rows:
        chunk.append(row)
        letters += len(row.get("text") or "")
        if len(chunk) >= _CHUNK or letters >= _LETTERS:
            yield chunk
            chunk, letters = [], 0
    if chunk:
        yield chunk
