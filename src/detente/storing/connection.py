"""A store file, opened for one call and closed again: DuckDB lets in one writer or many readers."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

import duckdb

from detente.model.errors import StoreError
from detente.storing.versions import MAGIC, MAGIC_AT, SCHEMA_VERSION, STORAGE_VERSION

MEMORY = "384MB"
"""What DuckDB may use before it goes to disk: the whole of a run, parser included, has to stay below 1 GB."""

_FIRST_WAIT, _LONGEST_WAIT = 0.02, 0.5
# Complete for DuckDB 1.4 to 2.0 on Linux, macOS and Windows: another process, and another thread of this one.
_BUSY = (
    *("could not set lock", "conflicting lock", "being used by another process"),
    *("different configuration", "file handle conflict", "already attached"),
)
_FULL = (
    "no space left",
    "could not write",
    "out of disk",
    "disk quota",
    "file too large",
    "max_temp_directory_size",
)
_DENIED = ("permission denied", "read-only file system", "access is denied", "read-only mode")
_NEWER = ("storage version", "newer version", "version number", "serialization")


@contextmanager
def opened(path: Path, *, writing: bool, patience: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection to the store at `path`; when `writing`, in one transaction that ends with the block.

    Whatever goes wrong inside leaves the store as it was before.

    Raises
    ------
    StoreError
        If the file is missing, not a store, of another version, locked for longer than `patience` seconds, or
        cannot be written.
    """
    check_file(path)
    connection = _connect(path, writing=writing, patience=patience)
    try:
        _check_version(connection, path)
        if writing:
            connection.begin()
        yield connection
        if writing:
            connection.commit()
    except duckdb.Error as error:
        raise explained(error, path) from error
    finally:
        # Closing takes back what was not committed; after a full disk even closing can fail, with nothing
        # lost.
        with suppress(duckdb.Error):
            connection.close()


def check_file(path: Path) -> None:
    """Refuse what cannot be a store before DuckDB sees it, with a message that says what it is."""
    if path.is_dir():
        raise StoreError(
            f"{path} is a folder; a store is one file: give for example {path / 'detente.duckdb'}"
        )
    try:
        with path.open("rb") as file:
            head = file.read(MAGIC_AT + len(MAGIC))
    except FileNotFoundError:
        raise StoreError(
            f"there is no store at {path}; make one by reading something: detente add PATH --store {path}"
        ) from None
    except OSError as error:
        raise StoreError(
            f"the store {path} cannot be read ({error.strerror}); check who may read it"
        ) from error
    if head[MAGIC_AT:] != MAGIC:
        raise StoreError(
            f"{path} is not a store ({'empty' if not head else 'not a DuckDB file'}); "
            "give the file that detente wrote, or a name that is not taken yet"
        )


def create(path: Path) -> None:
    """Make an empty store at `path`, all at once: a run that is killed here leaves no half of one.

    Where another process was quicker, its store stays.
    """
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".detente-", dir=folder) as workshop:
            made = Path(workshop) / "new.duckdb"
            _write_empty(made)
            try:
                os.link(made, path)
            except FileExistsError:
                return
            except OSError:  # a file system without hard links
                made.replace(path)
    except duckdb.Error as error:
        raise explained(error, path) from error
    except OSError as error:
        raise StoreError(
            f"the store {path} cannot be made ({error.strerror or error}); check folder and space left"
        ) from error


def _write_empty(path: Path) -> None:
    schema = (files("detente.storing") / "schema.sql").read_text(encoding="utf-8")
    quoted = str(path).replace("'", "''")
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{quoted}' AS store (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE store")
        connection.execute(schema)
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [SCHEMA_VERSION])
        connection.execute("USE memory")
        connection.execute("DETACH store")


def _connect(path: Path, *, writing: bool, patience: float) -> duckdb.DuckDBPyConnection:
    """Connect, waiting a little longer each time while another has the file."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    give_up, wait = time.monotonic() + patience, _FIRST_WAIT
    while True:
        try:
            return duckdb.connect(str(path), read_only=not writing, config=config)
        except duckdb.Error as error:
            if not _is_busy(error) or time.monotonic() + wait > give_up:
                raise explained(error, path) from error
        time.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)


def _check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    except duckdb.CatalogException:
        row = None
    if row is None:
        raise StoreError(f"{path} is a DuckDB file but not detente's; give the file that detente wrote")
    if row[0] != SCHEMA_VERSION:
        raise StoreError(
            f"{path} is a store of version {row[0]}, this detente reads version {SCHEMA_VERSION}; "
            "use the detente that made it, or read the sources again into a new store"
        )


def _is_busy(error: duckdb.Error) -> bool:
    return any(words in str(error).lower() for words in _BUSY)


def explained(error: duckdb.Error, path: Path) -> StoreError:
    """Say what DuckDB's error means for the user, and what to do."""
    said = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
    lower = str(error).lower()
    if _is_busy(error):
        return StoreError(
            f"the store {path} is in use by another process; wait for it to end, or end it ({said})"
        )
    if any(words in lower for words in _FULL):
        return StoreError(
            f"the store {path} cannot be written: the disk is full; free some space and run the same "
            f"command again, it goes on where it stopped and what was stored is safe ({said})"
        )
    if any(words in lower for words in _DENIED):
        return StoreError(
            f"the store {path} cannot be written; check who may write it and its folder ({said})"
        )
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreError(
            f"the store {path}: out of memory; free some memory and run the same command again ({said})"
        )
    if any(words in lower for words in _NEWER):
        return StoreError(
            f"{path} was written by a newer DuckDB than {duckdb.__version__}; update duckdb ({said})"
        )
    return StoreError(
        f"the store {path} failed: {said}; nothing of this step was stored, what was there before is kept"
    )
