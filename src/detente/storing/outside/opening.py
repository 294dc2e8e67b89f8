"""Files of data sets as streams of bytes, plain or packed, never unpacked to disk or whole to memory."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from detente.model.errors import UnreadableError

RATIO = 200
"""How many times its packed size a file may grow: real tables shrink to a fifth up to a fortieth."""
ALWAYS = 64_000_000
"""Bytes that any packed file may unfold to."""
_MEMBERS = 1_000
_BLOCK = 1 << 20
_BROKEN = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, NotImplementedError, RuntimeError)


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Give the next bytes."""


class Bounded(io.RawIOBase):
    """A stream that refuses to give more bytes than are left; all tables of one file share what is left."""

    def __init__(self, stream: Readable, left: list[int], name: str) -> None:
        self._stream, self._left, self._name = stream, left, name

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read the next bytes."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self._stream.read(len(view))
        except _BROKEN as error:
            raise UnreadableError(
                f"{self._name}: the packed file is damaged or cut off ({error}); rows before that place were "
                "taken in, get the file again for the rest"
            ) from error
        self._left[0] -= len(data)
        if self._left[0] < 0:
            raise UnreadableError(
                f"{self._name}: unfolds to more than {RATIO} times its size, as no table does; "
                "refused from there on"
            )
        view[: len(data)] = data
        return len(data)


@contextmanager
def opened(path: Path) -> Iterator[Iterator[tuple[str, io.BufferedReader]]]:
    """Give (name, stream) for each table in a file: one, or one for each member of a zip.

    Raises
    ------
    UnreadableError
        If it is missing, a folder or device, empty, locked with a password, damaged or grows beyond measure.
    """
    if not path.is_file():
        what = "a folder; name the files in it" if path.is_dir() else "not there, or no plain file"
        raise UnreadableError(f"{path} is {what}")
    try:
        with path.open("rb") as file:
            yield _tables(path, file)
    except OSError as error:
        raise UnreadableError(
            f"{path} cannot be read ({error.strerror or error}); check who may read it"
        ) from error


def digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                found.update(block)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read ({error.strerror or error})") from error
    return found.hexdigest()


def _tables(path: Path, file: io.BufferedReader) -> Iterator[tuple[str, io.BufferedReader]]:
    head = file.read(4)
    file.seek(0)
    size = path.stat().st_size
    if head[:2] == b"\x1f\x8b":
        unpacked = gzip.GzipFile(fileobj=file)
        yield path.name, _bounded(unpacked, [max(ALWAYS, RATIO * size)], path.name)
    elif head == b"PK\x03\x04":
        yield from _members(path, file)
    elif (
        not head
        or head[:3] == b"BZh"
        or head[:4] in (b"\x28\xb5\x2f\xfd", b"Rar!", b"\xfd7zX", b"7z\xbc\xaf")
    ):
        came = "is empty" if not head else "is packed in a way that is not read here"
        raise UnreadableError(f"{path} {came}; give a plain, .gz or .zip file")
    else:
        yield path.name, file


def _members(path: Path, file: IO[bytes]) -> Iterator[tuple[str, io.BufferedReader]]:
    try:
        packed = zipfile.ZipFile(file)
        members = [entry for entry in packed.infolist() if entry.filename and not entry.is_dir()]
    except _BROKEN as error:
        raise UnreadableError(f"{path}: a damaged zip file ({error}); get it again") from error
    if len(members) > _MEMBERS:
        raise UnreadableError(f"{path} holds {len(members):,} files; at most {_MEMBERS:,} are read")
    left = [max(ALWAYS, RATIO * path.stat().st_size)]
    for entry in members:
        name = f"{path.name}:{entry.filename}"
        if entry.filename.lower().endswith((".zip", ".gz")):
            raise UnreadableError(f"{name}: an archive inside an archive is not opened; unpack the outer one")
        if entry.flag_bits & 1:
            raise UnreadableError(f"{name}: locked with a password; unpack it first")
        try:
            stream = packed.open(entry)
        except _BROKEN as error:
            raise UnreadableError(f"{name}: damaged ({error}); get the file again") from error
        yield name, _bounded(stream, left, name)


def _bounded(stream: Readable, left: list[int], name: str) -> io.BufferedReader:
    return io.BufferedReader(Bounded(stream, left, name), _BLOCK)
