"""Read files, folders and standard input in a fixed order; report what cannot be read, and go on."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from detente.model.document import Document
from detente.reading.choosing import choose_reader, guarded
from detente.reading.extractor import DEADLINE, Extractor
from detente.reading.readers import READERS
from detente.reading.sniffing import guess_suffix
from detente.reading.source import CHUNK, LIMIT_BYTES, Extracting, Rows, Source, Trouble
from detente.reading.unpacking import Rejoined, packing_of
from detente.reading.walking import suffix_of, walk

STDIN = "-"
Fetch = Callable[[str, Source], Iterator[Document | Trouble]]
"""Gives what lies behind an address; the source brings the parser and the limits."""


def read_paths(
    paths: Sequence[str | Path],
    *,
    report: Callable[[Trouble], None],
    passed_over: Callable[[str], None] = lambda origin: None,
    limit_bytes: int = LIMIT_BYTES,
    deadline: float = DEADLINE,
    columns: Sequence[tuple[str, str]] = (),
    rows: Rows | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Document]:
    """Give the documents of files, folders, addresses and ``-`` (standard input), in the order given.

    Parameters
    ----------
    report
        Is told of every input, or part of one, that cannot be read.
    passed_over
        Is told of every file in a folder or archive that no reader wants: hidden files, pictures, scripts.
    limit_bytes
        The largest page, text, feed or JSON line.
    deadline
        Seconds after which a page that keeps the parser busy is given up.
    columns
        (field, column) pairs for tables whose columns have names of their own.
    rows
        Opens Parquet files, which this room cannot.
    fetch
        Gives the documents behind an address; by default they are kept in ``detente-pages``.
    """
    seen: dict[str, bytes] = {}
    with Extractor(deadline=deadline) as extractor:
        blank = replace(
            blank_source(extractor, limit_bytes), columns=tuple(columns), rows=rows, passed_over=passed_over
        )
        for item in (item for path in paths for item in _read_path(str(path), blank, fetch)):
            if isinstance(item, Document):
                item = _unless_another(item, seen)
            if isinstance(item, Document):
                yield item
            else:
                report(item)


def blank_source(extractor: Extracting, limit: int = LIMIT_BYTES) -> Source:
    """Give an empty source that brings the parser and the limits to those made of it."""
    return Source(origin="", name="", open=io.BytesIO, extractor=extractor, limit=limit)


def _unless_another(document: Document, seen: dict[str, bytes]) -> Document | Trouble:
    """Give the document, or a Trouble where another text came with the same identifier."""
    digest = hashlib.blake2b(document.text.encode("utf-8"), digest_size=8).digest()
    if seen.setdefault(document.id, digest) == digest:
        return document
    return Trouble(
        origin=document.origin or STDIN,
        message=f"another text was already read under the id {document.id!r}; give each its own id, or none",
    )


def _read_path(path: str, blank: Source, fetch: Fetch | None) -> Iterator[Document | Trouble]:
    if path == STDIN:
        stdin = replace(blank, origin=STDIN, open=lambda: cast(BinaryIO, sys.stdin.buffer))
        yield from _read_stdin(stdin)
    elif path.lower().startswith(("http://", "https://")):
        yield from (fetch or _fetch_politely)(path, blank)
    elif not Path(path).is_dir():
        yield from _read_file(Path(path), blank)
    else:
        read = passed = 0
        for item in walk(Path(path), frozenset(READERS)):
            if isinstance(item, Trouble):
                yield item
            elif item.readable:
                read += 1
                yield from _read_file(item.path, blank)
            else:
                passed += 1
                blank.passed_over(str(item.path))
        if not read:
            yield Trouble(origin=path, message=_nothing_there(passed))


def _fetch_politely(address: str, blank: Source) -> Iterator[Document | Trouble]:
    from detente.reading.fetching.harvest import harvest  # what nobody asks for loads no network

    yield from harvest(address, blank)


def _read_file(path: Path, blank: Source) -> Iterator[Document | Trouble]:
    suffix, packed = suffix_of(path)
    source = replace(
        blank,
        origin=str(path),
        name=path.name,
        open=lambda: path.open("rb"),
        size=_size(path),
        packed=packed,
        path=path,
    )
    yield from guarded(source, lambda: choose_reader(source, suffix, READERS))


def _read_stdin(source: Source) -> Iterator[Document | Trouble]:
    """Read standard input once: its first bytes tell the format and are then given back to the reader."""
    stream = source.open()
    head = stream.read(CHUNK)
    whole = replace(source, open=lambda: cast(BinaryIO, Rejoined(head, stream)), packed=packing_of(head))
    yield from guarded(whole, lambda: READERS[guess_suffix(next(whole.chunks(), b"")) or ".txt"])


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def _nothing_there(passed: int) -> str:
    endings = ", ".join(sorted(READERS))
    return (
        f"holds no file that can be read ({passed} passed over); "
        f"expected endings: {endings}, or .gz and .zst of them"
    )
