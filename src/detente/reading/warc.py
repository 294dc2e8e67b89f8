"""Web archives (.warc, .arc): every page, PDF, text and feed that a server answered with."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from types import MappingProxyType
from typing import Any

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.choosing import guarded
from detente.reading.docx import read_docx
from detente.reading.feed import read_feed
from detente.reading.found import Found
from detente.reading.html import read_html
from detente.reading.media import split_type, suffix_for
from detente.reading.pdf import read_pdf
from detente.reading.source import CHUNK, Source, Trouble
from detente.reading.text import read_text

READERS = MappingProxyType(
    {".html": read_html, ".pdf": read_pdf, ".txt": read_text, ".rss": read_feed, ".docx": read_docx}
)
"""What is read of an archive; scripts, pictures and lists of addresses are not."""
_LARGE = frozenset({".pdf", ".docx"})
_TIMES = 10
_LONGEST_LINE = 1_000_000
"""Bytes of one line of a header; warcio holds such a line whole, however long."""
_MOST_KEPT = 3
"""Kinds of trouble that the summary names."""


def read_warc(source: Source) -> Iterator[Document | Trouble]:
    """Give the documents in the archive's order, and one Trouble that counts the pages that gave none."""
    tally: Counter[str] = Counter()
    first: dict[str, str] = {}
    pages = 0
    try:
        for record in _records(source):
            part = _part(record, source)
            if part is None:
                continue
            pages += 1
            for item in guarded(part, lambda part=part: READERS[part.name]):  # type: ignore[misc]
                if isinstance(item, Document):
                    yield item
                else:
                    tally[item.message] += 1
                    first.setdefault(item.message, item.origin)
    except UnreadableError as trouble:
        if not pages:
            raise
        yield Trouble(origin=source.origin, message=f"{trouble} ({pages} pages before that were read)")
    if tally:
        yield Trouble(origin=source.origin, message=_summary(tally, first, pages))
    elif not pages:
        raise UnreadableError("holds no page; expected a web archive with answers of servers")


def _records(source: Source) -> Iterator[Any]:
    """Give the records; what breaks the library ends the archive.

    Raises
    ------
    UnreadableError
        If the rest of the archive cannot be read.
    """
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # ships no types

    stream = _Stream(source.chunks())
    try:
        records = iter(ArchiveIterator(stream, arc2warc=True))
        while (record := _next(records)) is not None:
            stream.in_header = False
            yield record
            while _read(record.raw_stream, CHUNK):
                pass
            stream.in_header = True
    except UnreadableError:
        raise
    except Exception as trouble:  # any archive may break the library; the user learns where
        reason = " ".join(str(trouble).split())[:100] or type(trouble).__name__
        raise UnreadableError(f"is no sound web archive ({reason}); copy or download it again") from None


def _part(record: Any, source: Source) -> Source | None:
    """Give what a record brings, if one of the readers wants it."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    http = record.http_headers
    if record.rec_type not in ("response", "resource", "conversion") or address.startswith("dns:"):
        return None
    if record.rec_type == "response" and (http is None or http.get_statuscode() != "200"):
        return None
    headers = record.rec_headers if http is None else http
    content_type = headers.get_header("Content-Type")
    stream = record.content_stream()
    head = _read(stream, 8192)
    suffix = suffix_for(content_type, head)
    if suffix is None or suffix not in READERS or (suffix == ".txt" and record.rec_type == "response"):
        return None
    most = source.limit * (_TIMES if suffix in _LARGE else 1)
    data = head + _rest(stream, most + 1 - len(head))
    return source.part(
        data,
        origin=f"{source.origin}#{address}",
        name=suffix,
        given=Found(url=address),
        charset=split_type(content_type)[1],
    )


def _rest(stream: Any, most: int) -> bytes:
    """Give what is left of a record, and at most `most` bytes of it."""
    parts: list[bytes] = []
    while most > 0 and (piece := _read(stream, min(CHUNK, most))):
        parts.append(piece)
        most -= len(piece)
    return b"".join(parts)


def _next(records: Iterator[Any]) -> Any:
    with redirect_stderr(io.StringIO()):  # warcio prints what an archive holds, which may steer a terminal
        return next(records, None)


def _read(stream: Any, size: int) -> bytes:
    try:
        with redirect_stderr(io.StringIO()):
            return stream.read(size) or b""
    except UnreadableError:
        raise
    except Exception:  # a body whose packing is broken ends where it breaks
        return b""


class _Stream:
    """Pieces of bytes as a stream that warcio can read; it never gets more at once than it asks for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held, self._given, self._unbroken = pieces, b"", 0, 0
        self.in_header = True

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, empty at the end."""
        if not self._held:
            self._held = next(self._pieces, b"")
        part = self._held if size < 0 else self._held[:size]
        self._held = self._held[len(part) :]
        self._given += len(part)
        last = part.rfind(b"\n") if self.in_header else 0
        self._unbroken = self._unbroken + len(part) if last < 0 else 0
        if self._unbroken > _LONGEST_LINE:
            raise UnreadableError("has a header line of more than 1 MB, as no web archive has; check it")
        return part

    def tell(self) -> int:
        """Give how many bytes were read."""
        return self._given


def _summary(tally: Counter[str], first: dict[str, str], pages: int) -> str:
    kinds = "; ".join(
        f"{count}: {message.partition(';')[0]} (first {first[message].rpartition('#')[2]})"
        for message, count in tally.most_common(_MOST_KEPT)
    )
    more = f"; and {len(tally) - _MOST_KEPT} other reasons" if len(tally) > _MOST_KEPT else ""
    return f"{sum(tally.values())} of {pages} pages gave no article ({kinds}{more})"
