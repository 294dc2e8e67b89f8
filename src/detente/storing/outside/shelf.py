"""The tables of other people's data sets in a store: taking rows in, and telling what is there."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.model.outside import Import
from detente.storing.outside.recipe import COLUMNS, Row
from detente.tables.dataset_forms import Form

if TYPE_CHECKING:
    import duckdb

TABLES: Mapping[str, str] = {
    "events": "outside_events", "mentions": "outside_mentions", "facts": "outside_facts",
}  # fmt: skip
_FRESH = 7
"""Days between an act and the article that tells it, up to which a row says what its file covers."""
_LISTS = frozenset(("source", "target"))
_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("day", "last_day", "published"), "DATE"),
    **dict.fromkeys(("quad", "mentions", "articles", "deaths", "sentence"), "INTEGER"),
    **dict.fromkeys(("score", "latitude", "longitude", "confidence", "number"), "DOUBLE"),
    "print": "UINTEGER",
}
_IMPORT_FIELDS = tuple(field.name for field in fields(Import))


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Rows of one import, as a recipe made them."""

    form: Form
    import_id: str
    rows: Sequence[Row]


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables where they are not there yet."""
    connection.execute((files("detente.storing.outside") / "outside.sql").read_text(encoding="utf-8"))


def has_tables(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether something was ever imported."""
    found = connection.execute("SELECT 1 FROM information_schema.tables WHERE table_name = 'outside_imports'")
    return found.fetchone() is not None


def note_import(connection: duckdb.DuckDBPyConnection, entry: Import) -> None:
    """Write an import, or write it anew when it has ended."""
    make_tables(connection)
    connection.execute("DELETE FROM outside_imports WHERE id = ?", [entry.id])
    marks = ", ".join("?" * len(_IMPORT_FIELDS))
    names = ", ".join(_IMPORT_FIELDS)
    values = [getattr(entry, name) for name in _IMPORT_FIELDS]
    connection.execute(f"INSERT INTO outside_imports ({names}) VALUES ({marks})", values)


def event_sets(connection: duckdb.DuckDBPyConnection) -> tuple[tuple[Import, date, date], ...]:
    """Give the imports that brought events, the oldest first, with the days of their first and last row.

    A row whose article came out more than a week after its day looks back: a file of GDELT of one day holds
    some of a month, a year and ten years before. Such rows count only where a file has no others.
    """
    if not has_tables(connection):
        return ()
    fresh = f"FILTER (WHERE published IS NULL OR published - day <= {_FRESH})"
    first, last = f"coalesce(min(day) {fresh}, min(day))", f"coalesce(max(last_day) {fresh}, max(last_day))"
    found = connection.execute(f"SELECT import, {first}, {last} FROM outside_events GROUP BY import")
    spans = {name: (first, last) for name, first, last in found.fetchall()}
    return tuple((entry, *spans[entry.id]) for entry in imports(connection) if entry.id in spans)


def imports(connection: duckdb.DuckDBPyConnection) -> tuple[Import, ...]:
    """Give all imports, the oldest first."""
    if not has_tables(connection):
        return ()
    found = connection.execute(
        f"SELECT {', '.join(_IMPORT_FIELDS)} FROM outside_imports ORDER BY started, id"
    )
    return tuple(Import(**dict(zip(_IMPORT_FIELDS, row, strict=True))) for row in found.fetchall())


def add_rows(connection: duckdb.DuckDBPyConnection, batch: Batch) -> int:
    """Put rows in, without those that are alike in everything to one that is there; gives how many.

    They go over a file beside DuckDB's other temporary ones: a million rows so take seconds, and with bound
    parameters minutes.
    """
    holds = batch.form.holds
    names = COLUMNS[holds]
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(batch.rows)
        described = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE arriving AS "
            "SELECT * FROM read_csv($1, header = false, delim = ',', "
            f"quote = '\"', escape = '\"', auto_detect = false, columns = {{{described}}}, nullstr = '', "
            "max_line_size = 20000000)",
            [str(path)],
        )
    extra = _constants(batch)
    columns = ", ".join((*extra, *(f'"{name}"' for name in names)))
    values = ", ".join((*(f"${name}" for name in extra), *(_value(name) for name in names)))
    found = connection.execute(
        f"INSERT INTO {TABLES[holds]} ({columns}) SELECT {values} FROM "
        f"(SELECT * FROM arriving QUALIFY row_number() OVER (PARTITION BY {_same(holds)}) = 1) s "
        f"WHERE NOT EXISTS (SELECT 1 FROM {TABLES[holds]} h WHERE h.dataset = $dataset AND {_alike(holds)})",
        extra,
    ).fetchone()
    connection.execute("DROP TABLE arriving")
    return int(found[0]) if found else 0


def count_kept(connection: duckdb.DuckDBPyConnection, form: Form, import_id: str) -> int:
    """Count the rows that an import has put in, an earlier try of it included."""
    found = connection.execute(f"SELECT count(*) FROM {TABLES[form.holds]} WHERE import = $1", [import_id])
    row = found.fetchone()
    return int(row[0]) if row else 0


def namesakes(connection: duckdb.DuckDBPyConnection, entry: Import) -> int:
    """Count the rows of an import whose identifier another row of the data set has too."""
    found = connection.execute(
        "SELECT count(*) FROM outside_events WHERE import = $1 AND id IN "
        "(SELECT id FROM outside_events WHERE dataset = $2 GROUP BY id HAVING count(*) > 1)",
        [entry.id, entry.dataset],
    ).fetchone()
    return int(found[0]) if found else 0


def _constants(batch: Batch) -> dict[str, Any]:
    form = batch.form
    extra: dict[str, Any] = {"dataset": form.dataset, "import": batch.import_id}
    if form.holds == "events":
        extra |= {"scheme": form.scheme, "scale": form.scale}
    if form.holds == "facts":
        extra |= {"sort": form.sort or form.name, "directed": form.directed}
    return extra


def _value(name: str) -> str:
    if name in _LISTS:
        return f"coalesce(string_split(s.{name}, '|'), [])"
    if name == "item":
        return "coalesce(s.item, '')"
    return f'CAST(s."{name}" AS {_TYPES[name]})' if name in _TYPES else f's."{name}"'


def _same(holds: str) -> str:
    return "a, b, day, item, print" if holds == "facts" else "id, print"


def _alike(holds: str) -> str:
    printed = "h.print = CAST(s.print AS UINTEGER)"
    if holds == "facts":
        return f"h.a = s.a AND h.item = coalesce(s.item, '') AND {printed}"
    return f"h.id IS NOT DISTINCT FROM s.id AND {printed}"
