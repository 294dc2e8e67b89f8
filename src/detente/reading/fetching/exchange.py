"""One request and its answer: over a checked connection, bounded in size and in time."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache

from detente.model.errors import UnreadableError
from detente.reading.fetching.addresses import Place
from detente.reading.unpacking import CHUNK, GZIP, MOST_UNPACKING, unpack

_SILENCE = 20.0
"""Seconds without a byte after which a server is given up."""


class FetchError(UnreadableError):
    """An address gives no page; `again` tells whether a later try may."""

    def __init__(self, message: str, *, again: bool, after: float = 0.0) -> None:
        super().__init__(message)
        self.again = again
        self.after = after


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; header names are in small letters."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def exchange(
    place: Place, numbers: Sequence[str], headers: Mapping[str, str], *, limit: int, seconds: float
) -> Answer:
    """Ask the host with one of these numbers for a page, and give the answer as it came.

    Raises
    ------
    FetchError
        If there is none, or one that is too large, too slow, cut short or wrongly packed.
    """
    connection = _Checked(place, numbers)
    late = threading.Event()
    try:
        with _until(seconds, connection, late):
            connection.request("GET", place.target, headers={"Host": place.authority, **headers})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            body = _body(answer, limit)
    except ssl.SSLError as trouble:
        raise FetchError(
            f"its certificate does not hold ({trouble.reason or trouble})", again=False
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        if late.is_set():
            raise FetchError(f"took more than {seconds:g} s and was given up", again=True) from None
        told = " ".join(str(trouble).split())[:120] or type(trouble).__name__
        raise FetchError(f"the connection failed ({told})", again=True) from None
    finally:
        connection.close()
    if late.is_set():
        raise FetchError(f"took more than {seconds:g} s and was given up", again=True)
    return Answer(
        url=place.url, status=answer.status, headers=names, body=_unpacked(body, names, limit=limit)
    )


class _Checked(http.client.HTTPConnection):
    """A connection to a number that was checked, whatever the host's name means by now."""

    def __init__(self, place: Place, numbers: Sequence[str]) -> None:
        super().__init__(place.host, place.port, timeout=_SILENCE)
        self._place, self._numbers = place, numbers
        self._held: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first number that answers; over TLS the certificate must be the name's."""
        for number in self._numbers:
            try:
                self.sock = self._held = socket.create_connection((number, self._place.port), _SILENCE)
                break
            except OSError:
                if number == self._numbers[-1]:
                    raise
        if self._place.scheme == "https":
            self.sock = self._held = _context().wrap_socket(
                self.sock, server_hostname=self._place.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def cut(self) -> None:
        """End the connection from another thread; `sock` is no help, it is dropped once headers have come."""
        if self._held is not None:
            with suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _until(seconds: float, connection: _Checked, late: threading.Event) -> Iterator[None]:
    """Cut the connection when the time is over, also under a server that sends a byte now and then."""

    def cut() -> None:
        late.set()
        connection.cut()

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _body(answer: http.client.HTTPResponse, limit: int) -> bytes:
    parts: list[bytes] = []
    room = limit
    while piece := answer.read1(CHUNK):
        room -= len(piece)
        if room < 0:
            raise FetchError(f"sends more than {limit / 1e6:.1f} MB", again=False)
        parts.append(piece)
    if answer.length:
        raise FetchError(f"ended {answer.length} bytes before the length it announced", again=True)
    return b"".join(parts)


def _unpacked(body: bytes, headers: Mapping[str, str], *, limit: int) -> bytes:
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity", "none") or not body:
        return body
    most = min(limit, max(1 << 20, len(body) * MOST_UNPACKING))
    if packing in ("gzip", "x-gzip"):
        try:
            return b"".join(unpack(io.BytesIO(body), GZIP, most))
        except UnreadableError as trouble:
            raise FetchError(f"its answer {trouble}", again=False) from None
    if packing == "deflate":
        return _inflated(body, most)
    raise FetchError(f"sends its answer packed as {packing[:30]!r}, which was not asked for", again=False)


def _inflated(body: bytes, most: int) -> bytes:
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):  # servers disagree on what "deflate" means
        opened = zlib.decompressobj(window)
        try:
            data = opened.decompress(body, most)
        except zlib.error:
            continue
        if opened.unconsumed_tail:
            raise FetchError("its answer unpacks to far more than it should", again=False)
        return data
    raise FetchError("its answer is wrongly packed", again=False)
