"""The folder that fetched pages are kept in: raw pages, what was read of them, and a log to go on from.

``raw/HOST/NAME.html`` is the page byte for byte, ``documents.jsonl`` the articles, and ``fetched.log`` has a
line for every address: when it was asked, what came, and what to say to the server next time. Each is written
before the next, so that a run that is cut off does one page again at the most.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.model.interchange import document_to_json
from detente.reading.fetching.exchange import Answer
from detente.reading.identity import normal_url
from detente.reading.walking import FETCHED, RAW

LOG = "fetched.log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of an address from an earlier visit.

    Attributes
    ----------
    file
        The raw page below the folder; None where none came.
    suffix
        The ending of the reader that the page is for.
    trouble
        Why no page came and none will; what may pass is not noted, and tried again.
    """

    url: str
    when: str
    final: str | None = None
    file: str | None = None
    suffix: str | None = None
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    documents: int = 0
    trouble: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """Give the headers that ask for the page only if it has changed."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in pairs.items() if value} if self.file else {}


class Shelf:
    """A folder of fetched pages; made at the first page that is kept.

    Raises
    ------
    UnreadableError
        If the folder is none of this kind, or if a link in it leads elsewhere.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise UnreadableError(f"{folder} is a file; give a folder to keep the fetched pages in")
        for name in (RAW, FETCHED, LOG):
            if (folder / name).is_symlink():
                raise UnreadableError(f"{folder / name} is a link; give a folder that fetch may write to")
        self._entries = dict(self._read_log())

    def entry(self, url: str) -> Entry | None:
        """Give what is known of an address."""
        return self._entries.get(normal_url(url) or url)

    def page(self, entry: Entry) -> bytes | None:
        """Give the raw page of an earlier visit, if it still lies there."""
        if not entry.file:
            return None
        path = self.folder / entry.file
        inside = path.resolve().is_relative_to((self.folder / RAW).resolve())
        try:
            return path.read_bytes() if inside else None
        except OSError:
            return None

    def keep(self, url: str, answer: Answer, suffix: str) -> str:
        """Write a raw page and give its place below the folder."""
        place = f"{RAW}/{file_name(url, suffix)}"
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.is_symlink() or not path.resolve().is_relative_to(self.folder.resolve()):
            raise UnreadableError(f"{path.parent} is a link that leaves {self.folder}; remove it")
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(answer.body)
        part.replace(path)
        return place

    def add(self, documents: Iterable[Document]) -> None:
        """Write what was read of a page below the documents that are there."""
        lines = [json.dumps(document_to_json(document), ensure_ascii=False) for document in documents]
        if lines:
            self._append(FETCHED, "".join(f"{line}\n" for line in lines))

    def note(self, entry: Entry) -> None:
        """Write a line of the log."""
        self._entries[normal_url(entry.url) or entry.url] = entry
        known = {name: value for name, value in asdict(entry).items() if value}
        self._append(LOG, json.dumps(known, ensure_ascii=False) + "\n")

    def _append(self, name: str, text: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / name
        _mend(path)
        with path.open("a", encoding="utf-8", errors="replace") as out:
            out.write(text)

    def _read_log(self) -> Iterable[tuple[str, Entry]]:
        path = self.folder / LOG
        if not path.exists():
            return
        names = set(Entry.__slots__)
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                known = json.loads(line)
                entry = Entry(**{name: value for name, value in known.items() if name in names})
            except (ValueError, TypeError, AttributeError, RecursionError):
                continue  # a line that was cut off: its page is fetched once more
            if isinstance(entry.url, str) and isinstance(entry.file, str | None):
                yield normal_url(entry.url) or entry.url, entry


def file_name(url: str, suffix: str) -> str:
    """Give ``HOST/NAME-HASH.html`` for an address: nothing of it can lead out of a folder.

    >>> file_name("https://Paper.example/2026/03/Envoys%20meet?id=7", ".html")
    'paper.example/envoys-meet-7f27dc5c.html'
    """
    parts = urlsplit(url)
    host = re.sub(r"[^a-z0-9.-]+", "-", (parts.hostname or "").lower()).strip(".-")[:80] or "host"
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"\.[a-z]{2,5}$", "", last)).strip("-")[:60] or "page"
    mark = hashlib.sha256((normal_url(url) or url).encode("utf-8", "replace")).hexdigest()[:8]
    return f"{host}/{slug}-{mark}{suffix}"


def now() -> str:
    """Give the time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _mend(path: Path) -> None:
    """Cut off a last line that a killed run left unfinished."""
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("rb+") as stream:
        stream.seek(-1, 2)
        if stream.read(1) == b"\n":
            return
        data = path.read_bytes()
        stream.truncate(data.rfind(b"\n") + 1)
