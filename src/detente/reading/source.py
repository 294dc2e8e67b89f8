"""One input and how it is opened: always bounded, so that no file can fill the memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.found import NOTHING, Found
from detente.reading.unpacking import CHUNK, MOST_UNPACKING, unpack

__all__ = ["CHUNK", "LIMIT_BYTES", "MOST_UNPACKING", "Extracting", "Reader", "Source", "Trouble"]

LIMIT_BYTES = 5_000_000
"""The largest page, text, feed or line. Article pages of the benchmark corpora stay below 1.1 MB; lxml needs
seconds for a page of this size."""

Rows = Callable[[Path], Iterator[Mapping[str, object]]]
"""Gives the rows of a Parquet file; the storing room has it, and the pipeline hands it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What could not be read: where it stands, and what came, what was expected and what to do."""

    origin: str
    message: str


class Extracting(Protocol):
    """What turns marked-up input into plain values; see :class:`detente.reading.extractor.Extractor`."""

    def ask(self, kind: str, payload: bytes, *, url: str | None = None) -> dict[str, object]:
        """Parse `payload` by one of the worker's kinds; raises UnreadableError where that fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input that can be opened.

    Attributes
    ----------
    origin
        Path as given, or ``-``; for messages and for Document.origin.
    name
        File name without folder and packing ending; empty for standard input.
    size
        Bytes on disk, or None where that is not known.
    packed
        How the bytes are packed: ``gz``, ``zst``, or empty.
    given
        What is known already, such as the address that a page was fetched from.
    path
        The file itself; None for standard input and for parts of an archive.
    columns
        (field, column) pairs that say which column of a table holds what.
    rows
        What opens Parquet files, or None.
    charset
        The encoding that a server named; the bytes and the page itself are believed first.
    passed_over
        Is told of every file of a folder or archive that no reader wants.
    """

    origin: str
    name: str
    open: Callable[[], BinaryIO]
    extractor: Extracting
    limit: int = LIMIT_BYTES
    size: int | None = None
    packed: str = ""
    given: Found = NOTHING
    path: Path | None = None
    columns: tuple[tuple[str, str], ...] = ()
    rows: Rows | None = None
    charset: str | None = None
    passed_over: Callable[[str], None] = lambda origin: None

    def read(self, *, times: int = 1) -> bytes:
        """Give all bytes, at most `times` the limit.

        Raises
        ------
        UnreadableError
            If there are none, or more than the limit, or if the packing is broken.
        """
        parts: list[bytes] = []
        room = self.limit * times
        for chunk in self.chunks():
            room -= len(chunk)
            if room < 0:
                raise UnreadableError(too_large(self.size, self.limit * times, packed=bool(self.packed)))
            parts.append(chunk)
        data = b"".join(parts)
        if not data.strip(b" \t\r\n\0"):
            raise UnreadableError("is empty; expected an article, a feed or lines of JSON")
        return data

    def part(
        self,
        data: bytes,
        *,
        origin: str,
        name: str = "",
        given: Found | None = None,
        charset: str | None = None,
    ) -> Source:
        """Give a source for a piece of this one, such as a page of an archive."""
        return replace(
            self,
            origin=origin,
            name=name,
            open=lambda: io.BytesIO(data),
            size=len(data),
            packed="",
            path=None,
            charset=charset,
            given=self.given if given is None else given,
        )

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes, unpacked, piece by piece.

        Raises
        ------
        UnreadableError
            If the packing is broken or unpacks to far more than it should.
        """
        with self.open() as raw:
            if not self.packed:
                while chunk := raw.read(CHUNK):
                    yield chunk
                return
            most = None if self.size is None else max(self.limit, self.size * MOST_UNPACKING)
            yield from unpack(raw, self.packed, most)

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Give every line with its number from 1; None for a line longer than the limit."""
        number, held, dropping = 1, bytearray(), False
        for chunk in self.chunks():
            *ended, rest = chunk.split(b"\n")
            for piece in ended:
                long = dropping or len(held) + len(piece) > self.limit
                yield number, None if long else bytes(held) + piece
                number, dropping = number + 1, False
                held.clear()
            dropping = dropping or len(held) + len(rest) > self.limit
            if dropping:
                held.clear()
            else:
                held += rest
        if held or dropping:
            yield number, None if dropping else bytes(held)


Reader = Callable[[Source], Iterator[Document | Trouble]]
"""Gives the documents of one input, and a Trouble for each part of it that cannot be read; raises
UnreadableError where nothing more of it can be."""


def too_large(size: int | None, limit: int, *, packed: bool) -> str:
    """Say that an input holds more than one document may."""
    held = "more" if size is None or packed else f"{size / 1e6:.1f} MB"
    return (
        f"holds {held}, and one document may hold {limit / 1e6:.1f} MB; "
        "split it into articles, or into JSON Lines with one article a line"
    )
