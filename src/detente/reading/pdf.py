"""PDF files (.pdf) with a text layer, in one column or several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.cleaning import clean_lines, clean_name
from detente.reading.found import Found
from detente.reading.headers import find_date
from detente.reading.source import Source, Trouble
from detente.reading.text import read_article

_TOP = 8
_LONGEST_HEAD = 80
"""Letters of a line above the title that names the paper or the section."""
_TIMES = 10
"""How many times larger than a page a PDF file may be: it holds fonts and pictures."""


def read_pdf(source: Source) -> Iterator[Document | Trouble]:
    """Give the text that the file holds as one document; a scan has none."""
    data = source.read(times=_TIMES)
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("is no PDF file, whatever its name says; save it as .html, .txt or .pdf")
    answer = source.extractor.ask("pdf", data)
    if refused := answer.get("refused"):
        raise UnreadableError(str(refused))
    paragraphs = [" ".join(clean_lines(text)) for text in cast(list[str], answer["paragraphs"])]
    if not any(map(str.isalpha, "".join(paragraphs))):
        raise UnreadableError(
            "has no text layer (a scan, or drawn letters); run text recognition over it, for example: "
            "ocrmypdf FILE.pdf NEW.pdf"
        )
    if cast(int, answer["read"]) < cast(int, answer["pages"]):
        yield Trouble(
            origin=source.origin, message=f"only its first {answer['read']} pages were read; split it"
        )
    given = source.given.over(_known(answer, paragraphs))
    kept = _below_title(paragraphs, given.title)
    yield read_article([line for text in kept for line in (text, "")], source, given=given)


def _below_title(paragraphs: list[str], title: object) -> list[str]:
    """Give the paragraphs without the title, and of the lines above it only those that tell a date."""
    place = next((place for place, text in enumerate(paragraphs[:_TOP]) if text == title), None)
    if place is None:
        return paragraphs
    above = [text for text in paragraphs[:place] if len(text) > _LONGEST_HEAD or find_date(text)]
    return [*above, *paragraphs[place + 1 :]]


def _known(answer: dict[str, object], paragraphs: list[str]) -> Found:
    """Give title and author; what the file says of itself counts only where its text says so too."""
    headline, named = clean_name(answer.get("headline")), clean_name(answer.get("title"))
    text = " ".join(paragraphs[:12]).casefold()
    author = clean_name(answer.get("author"))
    sure = author if author and author.casefold() in text else None
    if named and len(named.split()) > 2 and named.casefold() in text:
        headline = named
    return Found(
        title=headline, author=sure, how=(("title", "largest line"), ("author", "file, text agrees"))
    )
