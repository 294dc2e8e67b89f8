"""RTF files (.rtf): articles saved by a word processor, or the exports of news archives."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.cleaning import clean_lines
from detente.reading.source import Source, Trouble, too_large
from detente.reading.text import read_lines

_TIMES = 10
"""How many times larger than a page an RTF file may be: pictures stand in it, two letters a byte."""


def read_rtf(source: Source) -> Iterator[Document | Trouble]:
    """Give the article or articles of the file, without heads, feet, notes, hidden and deleted words."""
    answer = source.extractor.ask("rtf", source.read(times=_TIMES))
    if refused := answer.get("refused"):
        raise UnreadableError(str(refused))
    text = str(answer["text"])
    if len(text) > source.limit:
        raise UnreadableError(too_large(len(text), source.limit, packed=False))
    # A paragraph is a line here: a blank line below it keeps it from being joined with the next.
    lines = [part for line in clean_lines(text) for part in ((line, "") if line else ("",))]
    yield from read_lines(lines, source)
