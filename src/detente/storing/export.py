"""Events and records as plain files: CSV, JSON Lines and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from detente.model.errors import StoreError, UsageError
from detente.model.event import Record, Telling
from detente.storing.sheets import EVENT_SHEET, RECORD_SHEET, Sheet

_Item = TypeVar("_Item")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CHUNK = 5_000


def export_tellings(tellings: Iterable[Telling], path: Path, *, force: bool = True) -> int:
    """Write events in the form that the ending of `path` names, and give their number."""
    return write(EVENT_SHEET, tellings, path, force=force)


def export_records(records: Iterable[Record], path: Path, *, force: bool = True) -> int:
    """Write records in the form that the ending of `path` names, and give their number."""
    return write(RECORD_SHEET, records, path, force=force)


def write(sheet: Sheet[_Item], items: Iterable[_Item], path: Path, *, force: bool = True) -> int:
    """Write items in the form that the ending of `path` names, all at once: the old file stays until then.

    Raises
    ------
    UsageError
        If the ending is none of `WRITERS`, or the file is there and `force` is off.
    StoreError
        If the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise UsageError(f"cannot write {path.name!r}: expected a name that ends with {', '.join(WRITERS)}")
    if path.is_dir() or path.is_symlink() or (path.exists() and not force):
        raise UsageError(f"{path} is there already (or is a folder or a link); give another name")
    partial = path.with_name(f".{path.name}.part")
    try:
        number = WRITERS[ending](sheet, items, partial)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise StoreError(
            f"{path} cannot be written ({error.strerror or error}); check folder and space"
        ) from error
    return number


def write_csv(sheet: Sheet[_Item], items: Iterable[_Item], path: Path) -> int:
    """Write one line per item, lists parted by ``|``; cells that a spreadsheet would compute are quoted."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([name for name, _ in sheet.columns])
        for item in items:
            writer.writerow([safe_cell(value) for value in sheet.row(item)])
            number += 1
    return number


def safe_cell(value: object) -> object:
    """Give a cell that no spreadsheet takes for a formula: such text gets an apostrophe before it.

    >>> safe_cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    >>> safe_cell(-3.5)
    -3.5
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def write_jsonl(sheet: Sheet[_Item], items: Iterable[_Item], path: Path) -> int:
    """Write JSON Lines in the nested form of the sheet."""
    number = 0

    def counted() -> Iterator[_Item]:
        nonlocal number
        for item in items:
            number += 1
            yield item

    with path.open("w", encoding="utf-8") as file:
        for entry in sheet.nested(counted()):
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
    return number


def write_parquet(sheet: Sheet[_Item], items: Iterable[_Item], path: Path) -> int:
    """Write a Parquet file with one row per item, compressed with zstd."""
    import duckdb

    names = [name for name, _ in sheet.columns]
    packed = json.dumps([dict(sheet.columns)])
    columns = ", ".join(f'x."{name}"' for name in names)
    declared = ", ".join(f'"{name}" {kind}' for name, kind in sheet.columns)
    insert = f"INSERT INTO sheet SELECT {columns} FROM (SELECT unnest(from_json($1, '{packed}')) AS x)"
    number, left = 0, iter(items)
    quoted = str(path).replace("'", "''")
    try:
        with duckdb.connect(":memory:") as connection:
            connection.execute(f"CREATE TABLE sheet ({declared})")
            while chunk := [dict(zip(names, sheet.row(item), strict=True)) for item in islice(left, _CHUNK)]:
                connection.execute(insert, [json.dumps(chunk)])
                number += len(chunk)
            connection.execute(f"COPY sheet TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
    except duckdb.Error as error:
        raise OSError(str(error).splitlines()[0]) from error
    return number


WRITERS: Mapping[str, Callable[[Sheet[Any], Iterable[Any], Path], int]] = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
}
