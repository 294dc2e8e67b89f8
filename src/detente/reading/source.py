"""One input and how it is opened: always bounded, so that no file can fill the memory."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

from detente.model.document import Document
from detente.model.errors import UnreadableError

LIMIT_BYTES = 5_000_000
"""The largest page, text, feed or line. Article pages of the benchmark corpora stay below 1.1 MB; lxml needs
seconds for a page of this size."""

MOST_UNPACKING = 200
"""How many times larger than itself a packed file may get; text packs 3 to 20 times, bombs 1,000 times."""

CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What could not be read: where it stands, and what came, what was expected and what to do."""

    origin: str
    message: str


class Extracting(Protocol):
    """What turns marked-up input into plain values; see :class:`detente.reading.extractor.Extractor`."""

    def ask(self, kind: str, payload: bytes, *, url: str | None = None) -> dict[str, object]:
        """Parse `payload` as ``page``, ``fragment`` or ``feed``; raises UnreadableError where that fails."""


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
        Whether the bytes are gzip.
    """

    origin: str
    name: str
    open: Callable[[], BinaryIO]
    extractor: Extracting
    limit: int = LIMIT_BYTES
    size: int | None = None
    packed: bool = False

    def read(self) -> bytes:
        """Give all bytes.

        Raises
        ------
        UnreadableError
            If there are none, or more than the limit, or if the packing is broken.
        """
        parts: list[bytes] = []
        room = self.limit
        for chunk in self.chunks():
            room -= len(chunk)
            if room < 0:
                raise UnreadableError(_too_large(self.size, self.limit, packed=self.packed))
            parts.append(chunk)
        data = b"".join(parts)
        if not data.strip(b" \t\r\n\0"):
            raise UnreadableError("is empty; expected an article, a feed or lines of JSON")
        return data

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
            with gzip.GzipFile(fileobj=raw) as unpacked:
                yield from _unpack(cast(BinaryIO, unpacked), most)

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


def _unpack(unpacked: BinaryIO, most: int | None) -> Iterator[bytes]:
    total = 0
    while True:
        try:
            chunk = unpacked.read(CHUNK)
        except EOFError:
            raise UnreadableError("the gzip data end too early; copy or download the file again") from None
        except (gzip.BadGzipFile, zlib.error) as trouble:
            raise UnreadableError(f"is not sound gzip data ({trouble}); copy or download it again") from None
        if not chunk:
            return
        total += len(chunk)
        if most is not None and total > most:
            raise UnreadableError(
                f"unpacks to more than {MOST_UNPACKING} times its size, as no text does; unpack and check it"
            )
        yield chunk


def _too_large(size: int | None, limit: int, *, packed: bool) -> str:
    held = "more" if size is None or packed else f"{size / 1e6:.1f} MB"
    return (
        f"holds {held}, and one document may hold {limit / 1e6:.1f} MB; "
        "split it into articles, or into JSON Lines with one article a line"
    )
