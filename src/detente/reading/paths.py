"""Read files, folders and standard input in a fixed order; report what cannot be read, and go on."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.extractor import DEADLINE, Extractor
from detente.reading.feed import read_feed
from detente.reading.html import read_html
from detente.reading.jsonl import read_jsonl
from detente.reading.markdown import read_markdown
from detente.reading.sniffing import guess_suffix
from detente.reading.source import CHUNK, LIMIT_BYTES, Extracting, Reader, Source, Trouble
from detente.reading.text import read_text
from detente.reading.walking import load_suffixes, suffix_of, walk

READERS = MappingProxyType(
    {
        ".html": read_html,
        ".htm": read_html,
        ".xhtml": read_html,
        ".txt": read_text,
        ".text": read_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
        ".json": read_jsonl,
        ".rss": read_feed,
        ".atom": read_feed,
        ".rdf": read_feed,
    }
)
"""Every input format by the ending of its files; another format is another module and another line."""

STDIN = "-"


def read_paths(
    paths: Sequence[str | Path],
    *,
    report: Callable[[Trouble], None],
    passed_over: Callable[[Path], None] | None = None,
    limit_bytes: int = LIMIT_BYTES,
    deadline: float = DEADLINE,
) -> Iterator[Document]:
    """Give the documents of files, folders and standard input (``-``), in the order of `paths` and of names.

    Parameters
    ----------
    report
        Is told of every input, or part of one, that cannot be read.
    passed_over
        Is told of every file in a folder that is no article: hidden files, pictures, scripts.
    limit_bytes
        The largest page, text, feed or JSON line.
    deadline
        Seconds after which a page that keeps the parser busy is given up.
    """
    seen: dict[str, bytes] = {}
    with Extractor(deadline=deadline) as extractor:
        for path in paths:
            for item in _read_path(str(path), extractor, limit_bytes, passed_over or (lambda _: None)):
                if isinstance(item, Document):
                    item = _unless_another(item, seen)
                if isinstance(item, Document):
                    yield item
                else:
                    report(item)


def _unless_another(document: Document, seen: dict[str, bytes]) -> Document | Trouble:
    """Give the document, or a Trouble where another text came with the same identifier."""
    digest = hashlib.blake2b(document.text.encode("utf-8"), digest_size=8).digest()
    if seen.setdefault(document.id, digest) == digest:
        return document
    return Trouble(
        origin=document.origin or STDIN,
        message=f"another text was already read under the id {document.id!r}; give each its own id, or none",
    )


def _read_path(
    path: str, extractor: Extracting, limit: int, passed_over: Callable[[Path], None]
) -> Iterator[Document | Trouble]:
    if path == STDIN:
        stdin = Source(
            origin=STDIN,
            name="",
            open=lambda: cast(BinaryIO, sys.stdin.buffer),
            extractor=extractor,
            limit=limit,
        )
        yield from _read_stdin(stdin)
    elif path.startswith(("http://", "https://")):
        yield Trouble(
            origin=path, message="addresses are not fetched; save the page as .html or the feed as .rss first"
        )
    elif not Path(path).is_dir():
        yield from _read_file(Path(path), extractor, limit)
    else:
        read = passed = 0
        for item in walk(Path(path), frozenset(READERS)):
            if isinstance(item, Trouble):
                yield item
            elif item.readable:
                read += 1
                yield from _read_file(item.path, extractor, limit)
            else:
                passed += 1
                passed_over(item.path)
        if not read:
            yield Trouble(origin=path, message=_nothing_there(passed))


def _read_file(path: Path, extractor: Extracting, limit: int) -> Iterator[Document | Trouble]:
    suffix, packed = suffix_of(path)
    source = Source(
        origin=str(path),
        name=path.name,
        open=lambda: path.open("rb"),
        extractor=extractor,
        limit=limit,
        size=_size(path),
        packed=packed,
    )
    yield from _guarded(source, lambda: _reader(source, suffix))


def _guarded(source: Source, choose: Callable[[], Reader]) -> Iterator[Document | Trouble]:
    """Run a reader; what it raises becomes a Trouble that names the input."""
    try:
        yield from choose()(source)
    except UnreadableError as trouble:
        yield Trouble(origin=source.origin, message=str(trouble))
    except FileNotFoundError:
        yield Trouble(origin=source.origin, message="does not exist; check the path")
    except PermissionError:
        yield Trouble(
            origin=source.origin, message="may not be read by this user; change its permissions (chmod +r)"
        )
    except OSError as trouble:
        yield Trouble(origin=source.origin, message=f"cannot be read: {trouble.strerror or trouble}")


def _reader(source: Source, suffix: str) -> Reader:
    """Choose the reader of a file: by its ending, or else by its first bytes."""
    if reader := READERS.get(suffix):
        return reader
    if advice := load_suffixes().unread.get(suffix):
        raise UnreadableError(advice)
    head = next(source.chunks(), b"")
    return READERS[guess_suffix(head) or ".txt"]


def _read_stdin(source: Source) -> Iterator[Document | Trouble]:
    """Read standard input once: its first bytes tell the format and are then given back to the reader."""
    stream = source.open()
    head = stream.read(CHUNK)
    whole = Source(
        origin=source.origin,
        name=source.name,
        open=lambda: cast(BinaryIO, _Rejoined(head, stream)),
        extractor=source.extractor,
        limit=source.limit,
        packed=head.startswith(b"\x1f\x8b"),
    )
    yield from _guarded(whole, lambda: READERS[guess_suffix(next(whole.chunks(), b"")) or ".txt"])


class _Rejoined:
    """A stream whose first bytes were already taken; it can be opened again until more are read."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def __enter__(self) -> _Rejoined:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave standard input open: it is not ours."""

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        if not self._head:
            return self._stream.read(size)
        size = len(self._head) if size < 0 else size
        part, self._head = self._head[:size], self._head[size:]
        return part


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def _nothing_there(passed: int) -> str:
    endings = ", ".join(sorted(READERS))
    return (
        f"holds no file that can be read ({passed} passed over); expected endings: {endings}, or .gz of them"
    )
