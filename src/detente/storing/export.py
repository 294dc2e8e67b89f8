"""Events, records, sources and dyads as files that others open; each says where it comes from."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from detente.model.errors import StoreError, UsageError
from detente.model.event import Record, Telling
from detente.storing.cleaning import safe_cell, visible, whole
from detente.storing.context import Context
from detente.storing.frames import fill
from detente.storing.sheets import EVENT_SHEET, RECORD_SHEET, Sheet
from detente.storing.writers.books import write_sqlite, write_xlsx
from detente.storing.writers.calendar import write_ics
from detente.storing.writers.graphs import write_gexf, write_graphml
from detente.storing.writers.places import write_geojson
from detente.storing.writers.plover import write_plover
from detente.storing.writers.references import write_bibtex, write_csl, write_ris
from detente.storing.writers.statements import write_quickstatements

_Item = TypeVar("_Item")
_SCHEMA_TYPES = {"INTEGER": "integer", "DOUBLE": "double", "DATE": "date", "BOOLEAN": "boolean"}


def export_tellings(
    tellings: Iterable[Telling], path: Path, *, context: Context | None = None, force: bool = True
) -> int:
    """Write events in the form that the ending of `path` names, and give their number."""
    return write(EVENT_SHEET, tellings, path, context=context, force=force)


def export_records(
    records: Iterable[Record], path: Path, *, context: Context | None = None, force: bool = True
) -> int:
    """Write records in the form that the ending of `path` names, and give their number."""
    return write(RECORD_SHEET, records, path, context=context, force=force)


def ending_of(path: Path) -> str:
    """Give the ending of `WRITERS` that a name has: the longest one, such as ``.plover.jsonl``.

    Raises
    ------
    UsageError
        If it has none of them.
    """
    name = path.name.lower()
    found = max((ending for ending in WRITERS if name.endswith(ending)), key=len, default=None)
    if found is None:
        raise UsageError(f"cannot write {path.name!r}: expected a name that ends with {', '.join(WRITERS)}")
    return found


def write(
    sheet: Sheet[_Item],
    items: Iterable[_Item],
    path: Path,
    *,
    context: Context | None = None,
    force: bool = True,
) -> int:
    """Write items in the form that the ending of `path` names, all at once: the old file stays until then.

    Gives how many are in the file: a form that only holds dated acts, or each source once, holds fewer. What
    a form cannot say of itself lies beside it, in ``NAME-metadata.json``.

    Raises
    ------
    UsageError
        If the ending is none of `WRITERS`, the form does not fit the rows, or the file is there and `force`
        is off.
    StoreError
        If the file cannot be written.
    """
    ending, context = ending_of(path), context or Context()
    if path.is_dir() or path.is_symlink() or (path.exists() and not force):
        raise UsageError(f"{path} is there already (or is a folder or a link); give another name")
    partial = path.with_name(f".{path.name}.part")
    try:
        number = WRITERS[ending](sheet, items, partial, context)
        partial.replace(path)
        if ending in BESIDE:
            _write_beside(sheet, path, context)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written ({error.strerror or error}); check folder and space"
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return number


def _write_beside(sheet: Sheet[Any], path: Path, context: Context) -> None:
    """Write what a table says of itself, in the way of CSV on the Web."""
    columns = [{"name": name, "datatype": _SCHEMA_TYPES.get(kind, "string")} for name, kind in sheet.columns]
    said: dict[str, Any] = {"url": path.name, "detente": context.about.as_dict()}
    if path.suffix.lower() == ".csv":
        said = {"@context": "http://www.w3.org/ns/csvw", **said, "tableSchema": {"columns": columns}}
    beside = path.with_name(f"{path.name}-metadata.json")
    if beside.is_symlink():
        raise UsageError(f"{beside} is a link; give another name")
    beside.write_text(json.dumps(said, ensure_ascii=True, indent=1) + "\n", encoding="utf-8")


def write_csv(sheet: Sheet[_Item], items: Iterable[_Item], path: Path, context: Context) -> int:
    """Write one line per item, lists parted by ``|``; cells that a spreadsheet would compute are quoted."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([name for name, _ in sheet.columns])
        for item in items:
            writer.writerow([_cell(value) for value in sheet.row(item)])
            number += 1
    return number


def _cell(value: object) -> object:
    return safe_cell(visible(value)) if isinstance(value, str) else value


def write_jsonl(sheet: Sheet[_Item], items: Iterable[_Item], path: Path, context: Context) -> int:
    """Write JSON Lines in the nested form of the sheet; what could steer a terminal is an escape."""
    number = 0

    def counted() -> Iterator[_Item]:
        nonlocal number
        for item in items:
            number += 1
            yield item

    with path.open("w", encoding="utf-8") as file:
        for entry in sheet.nested(counted()):
            file.write(json_line(entry) + "\n")
    return number


def json_line(entry: Any) -> str:
    """Give JSON in one line that holds every character, and shows none that a reader cannot see."""
    text = whole(json.dumps(entry, ensure_ascii=False))
    if text.isascii():
        return text
    shown = visible(text)
    if shown == text:
        return text
    pairs = zip(text, shown, strict=True)
    return "".join(char if char == safe else f"\\u{ord(char):04x}" for char, safe in pairs)


def write_parquet(sheet: Sheet[_Item], items: Iterable[_Item], path: Path, context: Context) -> int:
    """Write a Parquet file with one row per item, by zstd; its metadata has the key ``detente``."""
    import duckdb

    said = json.dumps(context.about.as_dict(), ensure_ascii=True).replace("'", "''")
    place = str(path).replace("'", "''")
    try:
        with duckdb.connect(":memory:") as connection:
            number = fill(connection, sheet.columns, (sheet.row(item) for item in items))
            connection.execute(
                f"COPY sheet TO '{place}' (FORMAT parquet, COMPRESSION zstd, "
                f"KV_METADATA {{detente: '{said}'}})"
            )
    except duckdb.Error as error:
        raise OSError(str(error).splitlines()[0]) from error
    return number


Writer = Callable[[Sheet[Any], Iterable[Any], Path, Context], int]
WRITERS: Mapping[str, Writer] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
    ".sqlite": write_sqlite,
    ".xlsx": write_xlsx,
    ".plover.jsonl": write_plover,
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".ics": write_ics,
    ".bib": write_bibtex,
    ".ris": write_ris,
    ".csl.json": write_csl,
    ".geojson": write_geojson,
    ".qs.tsv": write_quickstatements,
}
BESIDE = frozenset((".csv", ".jsonl", ".plover.jsonl", ".ris", ".csl.json", ".qs.tsv"))
"""Forms that have no place for what the file says of itself, or none that every reader passes over."""
