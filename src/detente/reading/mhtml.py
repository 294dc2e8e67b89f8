"""Pages that a browser saved as one file (.mhtml, .mht)."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.found import Found
from detente.reading.html import read_page
from detente.reading.source import Source, Trouble

_TIMES = 6
"""How many times larger than a page the file may be: it holds the page's pictures."""


def read_mhtml(source: Source) -> Iterator[Document | Trouble]:
    """Give the page's article."""
    answer = source.extractor.ask("mhtml", source.read(times=_TIMES))
    html = answer.get("html")
    if not isinstance(html, str) or not html.strip():
        raise UnreadableError("holds no page; expected MHTML as a browser saves it (or save it as .html)")
    if len(html) > source.limit:
        raise UnreadableError(f"holds a page of {len(html) / 1e6:.1f} MB; save its text as .txt")
    found = Found(url=answer.get("url"), how=(("url", "file"),))
    yield read_page(html, source, origin=source.origin, found=source.given.over(found))
