"""Tables of articles (.csv, .tsv): one article a row, below a row with the names of the columns."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.columns import entry_of, place_columns
from detente.reading.csv_rows import Row, guess_delimiter, rows
from detente.reading.encoding import decode
from detente.reading.jsonl import read_entry
from detente.reading.links import Link, not_articles
from detente.reading.ris import link_of_entry
from detente.reading.source import Source, Trouble

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_BAD = 20
"""Bad rows at the top after which the file is taken for something else; a good row lifts the bound."""


def read_csv(source: Source) -> Iterator[Document | Trouble]:
    """Give a document for each good row and a Trouble for each bad one, in order."""
    table = _Table(source)
    if not {"text", "html"} & set(table.places):
        raise not_articles(source.origin, len(csv_links(source)))
    good = bad = 0
    for row in table.rows():
        origin = f"{source.origin}:{row.line}"
        try:
            if row.wrong:
                raise UnreadableError(row.wrong)
            yield from read_entry(table.entry(row), source, origin)
            good += 1
        except UnreadableError as trouble:
            bad += 1
            if not good and bad > _MOST_BAD:
                raise UnreadableError(
                    f"is no table of articles: none of its first {bad} rows holds one (the last: {trouble}); "
                    "expected a row with column names, then one article a row"
                ) from None
            yield Trouble(origin=origin, message=str(trouble))
    if not good + bad:
        raise UnreadableError("holds no row below its column names; expected one article a row")


def csv_links(source: Source) -> list[Link]:
    """Give the rows with an address, such as those of a library that Zotero exported."""
    table = _Table(source)
    entries = (table.entry(row) for row in table.rows() if not row.wrong)
    return [link for entry in entries if (link := link_of_entry(entry))]


class _Table:
    """A table whose first row has been read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        head = next(source.chunks(), b"")
        whole = head[: head.rfind(b"\n") + 1] or head
        text, name = decode(whole)
        self._encoding = "utf-8" if name.startswith("utf-8") else name.partition(",")[0]
        self._delimiter = guess_delimiter(text)
        first = next(self._all(), None)
        if first is None or first.wrong:
            raise UnreadableError("holds no row with column names; expected CSV with a header")
        self.names = [name.strip().lstrip("\ufeff") for name in first.cells]
        self.places = place_columns(self.names, source.columns)

    def rows(self) -> Iterator[Row]:
        """Give the rows below the names."""
        found = self._all(width=len(self.names))
        next(found, None)
        return found

    def entry(self, row: Row) -> Mapping[str, object]:
        """Give a row as an object of the interchange form."""
        return entry_of(dict(zip(self.names, row.cells, strict=False)), self.places)

    def _all(self, *, width: int | None = None) -> Iterator[Row]:
        return rows(self._lines(), delimiter=self._delimiter, width=width, limit=self._source.limit)

    def _lines(self) -> Iterator[tuple[int, str | None]]:
        """Give every line as text; None for what is too long or in another encoding."""
        head = next(self._source.chunks(), b"")
        if head.startswith(_WIDE) or self._encoding.startswith(("utf-16", "utf-32")):
            text, _ = decode(self._source.read())
            yield from enumerate(text.split("\n"), 1)
            return
        for number, line in self._source.lines():
            try:
                yield number, None if line is None else line.decode(self._encoding)
            except UnicodeDecodeError:
                yield number, None
