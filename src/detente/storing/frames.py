"""Rows with named, typed columns in a DuckDB of their own in memory: for Parquet and for Arrow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from detente.storing.cleaning import whole

if TYPE_CHECKING:
    import duckdb

Columns = Sequence[tuple[str, str]]
_CHUNK = 5_000


def fill(connection: duckdb.DuckDBPyConnection, columns: Columns, rows: Iterable[Sequence[Any]]) -> int:
    """Make the table ``sheet`` with these columns, put the rows in, and give their number."""
    names = [name for name, _ in columns]
    packed = json.dumps([dict(columns)]).replace("'", "''")
    chosen = ", ".join(f"x.{quoted(name)}" for name in names)
    declared = ", ".join(f"{quoted(name)} {kind}" for name, kind in columns)
    insert = f"INSERT INTO sheet SELECT {chosen} FROM (SELECT unnest(from_json($1, '{packed}')) AS x)"
    connection.execute(f"CREATE TABLE sheet ({declared})")
    number, left = 0, iter(rows)
    while chunk := [dict(zip(names, row, strict=True)) for row in islice(left, _CHUNK)]:
        connection.execute(insert, [whole(json.dumps(chunk, ensure_ascii=False, default=str))])
        number += len(chunk)
    return number


def quoted(name: str) -> str:
    """Give the name of a column as SQL takes it whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
