from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from detente.reading.fetching.client import Client, Manners
from detente.reading.fetching.harvest import Harvest
from detente.reading.fetching.shelf import Shelf
from detente.reading.paths import blank_source

HOST = "127.0.0.1"


def answer(
    body: bytes | str = b"", *, status: str = "200 OK", kind: str = "text/html", **headers: str
) -> bytes:
    """A whole answer of a server."""
    body = body.encode() if isinstance(body, str) else body
    names = {"Content-Type": kind, "Content-Length": str(len(body))}
    names |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in names.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


@dataclass
class Server:
    """Answers by path with bytes, one after the other, or with a function that writes them to the socket."""

    port: int = 0
    pages: dict[str, list[bytes | Callable[[socket.socket], None]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"

    def put(self, path: str, *answers: bytes | Callable[[socket.socket], None]) -> None:
        self.pages[path] = list(answers)

    def serve(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(2)
            head = b""
            try:
                while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
                    head += piece
            except OSError:
                return
            path = head.split(b" ")[1].decode("latin-1") if b" " in head else ""
            self.asked.append(path)
            self.heads.append(head.decode("latin-1"))
            found = self.pages.get(path) or [answer(status="404 Not Found")]
            content = found.pop(0) if len(found) > 1 else found[0]
            try:
                content(connection) if callable(content) else connection.sendall(content)
            except OSError:
                return

    @property
    def articles(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


@pytest.fixture
def server() -> Iterator[Server]:
    listening = socket.create_server((HOST, 0))
    made = Server(port=listening.getsockname()[1])

    def run() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=made.serve, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield made
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(timeout=5)


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(clock: Clock) -> Client:
    manners = Manners(intranet=frozenset({HOST}), seconds=5, limit=1_000_000)
    return Client(manners=manners, clock=clock, sleep=clock.sleep)


@pytest.fixture
def harvest(worker, client: Client, tmp_path: Path) -> Callable[..., Harvest]:
    def make(**options: object) -> Harvest:
        shelf = Shelf(tmp_path / "pages")
        return Harvest(blank=blank_source(worker), shelf=shelf, client=client, **options)  # type: ignore[arg-type]

    return make


def drip(connection: socket.socket) -> None:
    """Send a header and then a byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(600):
        connection.sendall(b"x")
        time.sleep(0.05)
