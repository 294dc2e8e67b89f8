"""Unpack gzip and Zstandard piece by piece, so that a bomb is noticed before it fills the memory."""

from __future__ import annotations

import gzip
import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from detente.model.errors import UnreadableError

CHUNK = 1 << 16
MOST_UNPACKING = 200
"""How many times larger than itself a packed file may get; text packs 3 to 20 times, bombs 1,000 times."""
GZIP, ZSTANDARD = "gz", "zst"
PACKINGS = (GZIP, ZSTANDARD)
_GZIP_MARK = b"\x1f\x8b"
_ZSTANDARD_MARK = b"\x28\xb5\x2f\xfd"
_DICTIONARY_MARK = b"\x5d\x2a\x4d\x18"
"""Opens the frame in which a .warc.zst file brings the dictionary of all its records."""
_LARGEST_DICTIONARY = 8 << 20
_LARGEST_WINDOW = 128 << 20
"""Bytes that a Zstandard frame may ask for; what the tools write by default stays below 8 MB."""


def packing_of(head: bytes) -> str:
    """Give ``gz`` or ``zst`` by the first bytes of a file; empty for what is not packed."""
    if head.startswith(_GZIP_MARK):
        return GZIP
    return ZSTANDARD if head.startswith((_ZSTANDARD_MARK, _DICTIONARY_MARK)) else ""


def unpack(raw: BinaryIO, packing: str, most: int | None) -> Iterator[bytes]:
    """Give the bytes that are packed in `raw`, piece by piece, and at most `most` of them.

    Raises
    ------
    UnreadableError
        If the packing is broken or unpacks to more than `most`.
    """
    pieces = _unpack_gzip(raw) if packing == GZIP else _unpack_zstandard(raw)
    total = 0
    for piece in pieces:
        total += len(piece)
        if most is not None and total > most:
            raise UnreadableError(
                f"unpacks to more than {MOST_UNPACKING} times its size, as no text does; unpack and check it"
            )
        yield piece


def _unpack_gzip(raw: BinaryIO) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=raw) as unpacked:
        while True:
            try:
                piece = unpacked.read1(CHUNK)  # read() would lose what stands before a break
            except EOFError:
                raise UnreadableError(
                    "the gzip data end too early; copy or download the file again"
                ) from None
            except (gzip.BadGzipFile, zlib.error) as trouble:
                raise UnreadableError(
                    f"is not sound gzip data ({trouble}); copy or download it again"
                ) from None
            if not piece:
                return
            yield piece


def _unpack_zstandard(raw: BinaryIO) -> Iterator[bytes]:
    import zstandard

    try:
        head, dictionary = _dictionary(raw)
        opened = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=_LARGEST_WINDOW)
        with opened.stream_reader(
            cast(BinaryIO, Rejoined(head, raw)), read_across_frames=True, closefd=False
        ) as unpacked:
            while piece := unpacked.read(CHUNK):
                yield piece
    except zstandard.ZstdError as trouble:
        raise UnreadableError(f"is not sound Zstandard data ({trouble}); copy or download it again") from None


def _dictionary(raw: BinaryIO) -> tuple[bytes, zstandard.ZstdCompressionDict | None]:  # type: ignore[name-defined]  # noqa: F821  # loaded late
    """Give the first bytes, and the dictionary where the file opens with one."""
    import zstandard

    head = raw.read(8)
    if not head.startswith(_DICTIONARY_MARK) or len(head) < 8:
        return head, None
    (size,) = struct.unpack("<I", head[4:8])
    if size > _LARGEST_DICTIONARY:
        raise UnreadableError(f"brings a Zstandard dictionary of {size / 1e6:.0f} MB; at most 8 MB are read")
    data = raw.read(size)
    if data.startswith(_ZSTANDARD_MARK):
        with zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).stream_reader(
            io.BytesIO(data)
        ) as packed:
            data = packed.read(_LARGEST_DICTIONARY)
    return b"", zstandard.ZstdCompressionDict(data)


class Rejoined:
    """A stream whose first bytes were already taken; it can be opened again until more are read."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def __enter__(self) -> Rejoined:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the stream open: it is not ours."""

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        if not self._head:
            return self._stream.read(size)
        if size < 0:
            size = len(self._head)
        part, self._head = self._head[:size], self._head[size:]
        return part
