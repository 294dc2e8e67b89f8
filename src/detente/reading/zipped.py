"""ZIP archives of saved pages (.zip) and web archives in ZIP (.wacz); nothing is written to the disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.choosing import guarded
from detente.reading.source import Reader, Source, Trouble
from detente.reading.unpacking import MOST_UNPACKING
from detente.reading.walking import suffix_of

TIMES = 40
"""How many times larger than a page an archive may be that comes through a pipe and is held in memory."""
MOST_MEMBERS = 100_000
MOST_HOSTILE = 20
LEADS_OUT = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\0")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError,
)  # fmt: skip


def read_zip(source: Source, readers: Mapping[str, Reader]) -> Iterator[Document | Trouble]:
    """Give the documents of every member that one of the `readers` wants, in order of names."""
    count = 0
    for name, member in _members(source):
        if isinstance(member, Trouble):
            yield member
        elif (suffix := suffix_of(PurePosixPath(name))[0]) in readers and not is_hidden(name):
            count += 1
            yield from guarded(member, lambda suffix=suffix: readers[suffix])  # type: ignore[misc]
        else:
            source.passed_over(member.origin)
    if not count:
        raise UnreadableError(f"holds no file that can be read; expected files of {', '.join(readers)}")


def is_hidden(name: str) -> bool:
    """Tell whether a file is one that systems put beside others and do not show."""
    return any(part.startswith(".") and part.strip(".") for part in name.split("/")) or "__MACOSX/" in name


def _members(source: Source) -> Iterator[tuple[str, Source | Trouble]]:
    """Give the members in order of names, and a Trouble for each that is hostile."""
    with source.open() as raw:
        seekable = not source.packed and hasattr(raw, "seek") and source.path is not None
        stream = raw if seekable else io.BytesIO(source.read(times=TIMES))
        try:
            archive = zipfile.ZipFile(stream)
        except _BROKEN as trouble:
            raise UnreadableError(f"is no sound ZIP archive ({trouble}); copy or download it again") from None
        with archive:
            yield from _checked(archive, source)


def _checked(archive: zipfile.ZipFile, source: Source) -> Iterator[tuple[str, Source | Trouble]]:
    members = [info for info in archive.infolist() if info.filename and not info.is_dir()]
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(
            f"holds {len(members):,} files, and at most {MOST_MEMBERS:,} are read; split it"
        )
    hostile = 0
    for info in sorted(members, key=lambda info: info.filename):
        origin = f"{source.origin}/{info.filename}"
        if wrong := _wrong(info, source.limit):
            hostile += 1
            if hostile > MOST_HOSTILE:
                raise UnreadableError(
                    f"is hostile: more than {MOST_HOSTILE} of its files are (the last: {wrong})"
                )
            yield info.filename, Trouble(origin=origin, message=wrong)
            continue
        path = PurePosixPath(info.filename)
        packed = suffix_of(path)[1]
        member = replace(
            source,
            origin=origin,
            name=path.name,
            open=lambda info=info: cast(BinaryIO, _Member(archive, info)),  # type: ignore[misc]
            size=info.file_size,
            packed=packed,
            path=None,
        )
        yield info.filename, member


def _wrong(info: zipfile.ZipInfo, limit: int) -> str | None:
    """Say what is wrong with a member before a byte of it is unpacked."""
    if LEADS_OUT.search(info.filename):
        return "its name leads out of the archive, as in an attack; it was not opened"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link; it was not followed"
    if info.flag_bits & 1:
        return "is locked with a password; unpack the archive and give the folder"
    if info.file_size > limit and info.file_size > MOST_UNPACKING * max(info.compress_size, 1):
        return f"unpacks to more than {MOST_UNPACKING} times its size, as no text does; it was not opened"
    return None


class _Member:
    """A member's bytes; damage in the archive is told as such."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._name = info.filename
        try:
            self._stream = archive.open(info)
        except _BROKEN as trouble:
            raise self._damaged(trouble) from None

    def __enter__(self) -> _Member:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        try:
            return self._stream.read(size)
        except _BROKEN as trouble:
            raise self._damaged(trouble) from None

    def _damaged(self, trouble: Exception) -> UnreadableError:
        return UnreadableError(f"is damaged in the archive ({trouble}); copy or download it again"[:300])
