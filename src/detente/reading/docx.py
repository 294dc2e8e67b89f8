"""Word files (.docx)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.cleaning import clean_lines, clean_name
from detente.reading.found import Found
from detente.reading.source import Source, Trouble
from detente.reading.text import read_article, read_lines

_TIMES = 10
"""How many times larger than a page a Word file may be: it holds pictures."""


def read_docx(source: Source) -> Iterator[Document | Trouble]:
    """Give the article or articles of the file's body, without heads, feet, notes and deleted words."""
    answer = source.extractor.ask("docx", source.read(times=_TIMES))
    if refused := answer.get("refused"):
        raise UnreadableError(str(refused))
    title = None
    lines: list[str] = []
    paragraphs = cast(list[tuple[str, str]], answer["paragraphs"])
    for style, text in paragraphs:
        words = " ".join(line for line in clean_lines(text) if line)
        if title is None and words and style.casefold() in ("title", "titre", "titel", "heading1", "titre1"):
            title = words
        else:
            lines += [words, ""]
    named = clean_name(answer.get("title"))
    if title is None and named and named in lines[:6]:
        title = named
        lines.remove(named)
    author = clean_name(answer.get("author"))
    given = Found(
        title=title,
        author=author if author in lines[:8] else None,
        how=(("title", "style"), ("author", "file, text agrees")),
    )
    everything = [part for _, text in paragraphs for part in (*clean_lines(text), "")]
    yield from read_lines(
        everything, source, lambda: read_article(lines, source, given=source.given.over(given))
    )
