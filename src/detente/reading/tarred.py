"""Tape archives of saved pages (.tar, .tar.gz, .tgz, .tar.zst); nothing is written to the disk.

Only the 512 bytes of each header go to the standard library: its own reader follows links, holds headers of
any length and believes sizes that no file has.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.choosing import guarded
from detente.reading.source import Reader, Source, Trouble
from detente.reading.walking import suffix_of
from detente.reading.zipped import LEADS_OUT, MOST_HOSTILE, MOST_MEMBERS, TIMES, is_hidden

_BLOCK = tarfile.BLOCKSIZE
_LONGEST_HEADER = 1_000_000
"""Bytes of a long name, or of the further fields of a file."""
_LONG_NAME, _OWN_FIELDS, _ALL_FIELDS = b"L", b"x", b"g"
_LONG_LINK = b"K"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file of the archive: where it stands in the list, or why it is not opened."""

    name: str
    size: int
    wrong: str | None = None


def read_tar(source: Source, readers: Mapping[str, Reader]) -> Iterator[Document | Trouble]:
    """Give the documents of every file that one of the `readers` wants, in the archive's order."""
    count = hostile = 0
    stream = _Stream(source.chunks())
    for number, member in enumerate(_members(stream)):
        if number >= MOST_MEMBERS:
            raise UnreadableError(f"holds more than {MOST_MEMBERS:,} files, and no more are read; split it")
        origin = f"{source.origin}/{member.name}"
        suffix, packed = suffix_of(PurePosixPath(member.name))
        if member.wrong:
            hostile += 1
            if hostile > MOST_HOSTILE:
                raise UnreadableError(
                    f"is hostile: more than {MOST_HOSTILE} of its files are (the last: {member.wrong})"
                )
            yield Trouble(origin=origin, message=member.wrong)
        elif suffix not in readers or is_hidden(member.name):
            source.passed_over(origin)
        elif member.size > source.limit * TIMES:
            yield Trouble(
                origin=origin, message=f"holds {member.size / 1e6:.0f} MB; unpack it and give the file"
            )
        else:
            count += 1
            name = PurePosixPath(member.name).name
            part = source.part(stream.exactly(member.size), origin=origin, name=name)
            yield from guarded(replace(part, packed=packed), lambda suffix=suffix: readers[suffix])  # type: ignore[misc]
    if not count:
        raise UnreadableError(f"holds no file that can be read; expected files of {', '.join(readers)}")


def _members(stream: _Stream) -> Iterator[Member]:
    """Give the files in order; what of one was not taken is passed over before the next."""
    name: str | None = None
    size: int | None = None
    sparse = False
    while (header := stream.header()) is not None:
        info = _parsed(header)
        stream.begin(info.size)
        if info.type in (_LONG_NAME, _LONG_LINK, _OWN_FIELDS, _ALL_FIELDS):
            if info.size > _LONGEST_HEADER:
                raise UnreadableError("is hostile: the name of one of its files is longer than a megabyte")
            data = stream.exactly(info.size)
            if info.type == _LONG_NAME:
                name = data.rstrip(b"\0").decode("utf-8", "replace")
            elif info.type == _OWN_FIELDS:
                fields = _fields(data)
                name, size = fields.get("path", name), _number(fields.get("size"))
                sparse = any(key.startswith("GNU.sparse.") for key in fields)
            continue
        if size is not None:
            stream.begin(size)
        if info.type != tarfile.DIRTYPE:
            wrong = _wrong(info, name or info.name, sparse=sparse)
            yield Member(name=name or info.name, size=info.size if size is None else size, wrong=wrong)
        name, size, sparse = None, None, False


def _parsed(header: bytes) -> tarfile.TarInfo:
    try:
        info = tarfile.TarInfo.frombuf(header, "utf-8", "replace")
    except (tarfile.TarError, ValueError, OverflowError) as trouble:
        raise UnreadableError(
            f"is no sound tape archive ({trouble}); what stood before that place was read, copy it again"
        ) from None
    if info.size < 0:
        raise UnreadableError("is hostile: one of its files has less than no bytes")
    if info.type in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE):
        info.size = 0  # what follows is the next header, whatever the field says
    return info


def _wrong(info: tarfile.TarInfo, name: str, *, sparse: bool) -> str | None:
    """Say what is wrong with a file before a byte of it is read."""
    if LEADS_OUT.search(name):
        return "its name leads out of the archive, as in an attack; it was not opened"
    if info.issym() or info.islnk():
        return "is a link; it was not followed"
    if sparse or info.type == tarfile.GNUTYPE_SPARSE:
        return "has holes (a sparse file), as no text has; it was not opened"
    return None if info.isreg() else "is no file but a device or pipe; it was not opened"


def _fields(data: bytes) -> dict[str, str]:
    """Give the further fields of a file: ``LENGTH NAME=VALUE`` lines."""
    found: dict[str, str] = {}
    while data:
        length, _, _ = data.partition(b" ")
        if not (length.isdigit() and len(length) < 8 and len(length) < int(length) <= len(data)):
            break
        key, _, value = data[len(length) + 1 : int(length)].decode("utf-8", "replace").partition("=")
        found[key] = value.removesuffix("\n")
        data = data[int(length) :]
    return found


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


class _Stream:
    """The archive's bytes in order; knows what is left of the file that was begun."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = bytearray()
        self._left = self._padding = 0

    def begin(self, size: int) -> None:
        """Take what follows for a file of `size` bytes."""
        self._left, self._padding = size, -size % _BLOCK

    def exactly(self, size: int) -> bytes:
        """Give so many bytes of the file that was begun.

        Raises
        ------
        UnreadableError
            If the archive ends before.
        """
        data = self._take(size)
        if len(data) < size:
            raise UnreadableError("ends inside one of its files; copy or download it again")
        self._left -= size
        return data

    def header(self) -> bytes | None:
        """Give the next header, or None at the end."""
        left, self._left, self._padding = self._left + self._padding, 0, 0
        while left and (passed := len(self._take(min(left, 1 << 20)))):
            left -= passed
        header = self._take(_BLOCK)
        if len(header) == _BLOCK and header.count(0) != _BLOCK:
            return header
        if header.strip(b"\0"):
            raise UnreadableError("ends inside a header; copy or download it again")
        return None

    def _take(self, size: int) -> bytes:
        while len(self._held) < size and (chunk := next(self._chunks, None)) is not None:
            self._held += chunk
        data = bytes(self._held[:size])
        del self._held[:size]
        return data
