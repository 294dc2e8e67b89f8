"""A table that data people can take along: plain rows, pandas, polars or Arrow, whichever they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from detente.model.errors import UsageError
from detente.storing.cleaning import visible
from detente.storing.frames import Columns, fill
from detente.storing.sheets import Sheet

if TYPE_CHECKING:
    import duckdb
    import pandas
    import polars
    import pyarrow

SHOWN = 20
"""Rows that a notebook shows."""


class Table:
    """Rows with named, typed columns.

    It speaks Arrow's stream protocol, so that pandas, polars, pyarrow, DuckDB and others take it as it is;
    none of them is needed for `rows`.

    Parameters
    ----------
    columns
        (name, DuckDB type) pairs.
    rows
        Values in the order of the columns; days as dates or ISO 8601 text.
    """

    def __init__(self, columns: Columns, rows: Iterable[Sequence[Any]]) -> None:
        self._types = tuple((name, kind) for name, kind in columns)
        days = [place for place, (_, kind) in enumerate(self._types) if kind == "DATE"]
        self._rows = tuple(tuple(_dated(row, days)) for row in rows)

    @classmethod
    def of(cls, sheet: Sheet[Any], items: Iterable[Any]) -> Table:
        """Make a table of items by their sheet."""
        return cls(sheet.columns, (sheet.row(item) for item in items))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(name for name, _ in self._types)

    def rows(self) -> list[dict[str, Any]]:
        """Give the rows as plain dicts; days are dates."""
        return [dict(zip(self.columns, row, strict=True)) for row in self._rows]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows())

    def __getitem__(self, column: str) -> list[Any]:
        """Give the values of a column."""
        if column not in self.columns:
            raise KeyError(f"there is no column {column!r}; the columns are {', '.join(self.columns)}")
        place = self.columns.index(column)
        return [row[place] for row in self._rows]

    def df(self) -> pandas.DataFrame:
        """Give a pandas data frame; raises UsageError where pandas is not installed."""
        _need("pandas")
        with self._connection() as connection:
            return connection.sql("SELECT * FROM sheet").df()

    def pl(self) -> polars.DataFrame:
        """Give a polars data frame; raises UsageError where polars is not installed."""
        return _need("polars").DataFrame(self)

    def arrow(self) -> pyarrow.Table:
        """Give an Arrow table; raises UsageError where pyarrow is not installed."""
        return _need("pyarrow").table(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the rows as a capsule of Arrow's C stream."""
        # The capsule outlives the connection that it was taken from; tried with DuckDB 1.4 and 2.0.
        with self._connection() as connection:
            return connection.sql("SELECT * FROM sheet").__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"Table of {len(self):,} rows: {', '.join(self.columns)}"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self._rows[:SHOWN])
        more = f", {SHOWN} shown" if len(self) > SHOWN else ""
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}<p>{len(self):,} rows{more}</p>"

    def _connection(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        connection = duckdb.connect(":memory:")
        fill(connection, self._types, self._rows)
        return connection


def _dated(row: Sequence[Any], days: Sequence[int]) -> Iterator[Any]:
    for place, value in enumerate(row):
        yield date.fromisoformat(value) if place in days and isinstance(value, str) else value


def _cell(value: Any) -> str:
    shown = "" if value is None else escape(visible(str(value)))
    return f'<td dir="auto">{shown}</td>'


def _need(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        raise UsageError(
            f"this form needs {name}, which is not installed; pip install {name} (or detente[tables]), or "
            "take .rows(), which needs nothing"
        ) from None
