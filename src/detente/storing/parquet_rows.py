"""The rows of a Parquet file, for the reading room, which does not know DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from detente.model.errors import UnreadableError

_AT_ONCE = 200


def parquet_rows(path: Path) -> Iterator[Mapping[str, object]]:
    """Give the rows of a file in its order, as column name -> value.

    Raises
    ------
    UnreadableError
        If it is no sound Parquet file.
    """
    try:
        with duckdb.connect(
            ":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        ) as connection:
            result = connection.execute("SELECT * FROM read_parquet($1)", [str(path)])
            names = [str(column[0]) for column in result.description or ()]
            while rows := result.fetchmany(_AT_ONCE):
                yield from (dict(zip(names, row, strict=True)) for row in rows)
    except duckdb.Error as trouble:
        reason = str(trouble).splitlines()[0][:150]
        raise UnreadableError(f"is no sound Parquet file ({reason}); write it again") from None
