"""E-mails (.eml), such as newsletters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.cleaning import clean_lines, join_wrapped
from detente.reading.found import Found
from detente.reading.making import article_text, make_document
from detente.reading.source import Source, Trouble

TIMES = 4
"""How many times larger than a page a mail may be: pictures come attached."""


def read_mail(source: Source) -> Iterator[Document | Trouble]:
    """Give the text of the mail as one document, published by its sender."""
    answer = source.extractor.ask("mail", source.read(times=TIMES))
    if not answer.get("headers"):
        raise UnreadableError("is no e-mail: it has no header lines; save it as .txt or .html")
    lines = clean_lines(str(answer.get("text") or ""))
    day = answer.get("date")
    found = Found(
        title=answer.get("subject"),
        publisher=answer.get("sender"),
        date=date.fromisoformat(day) if isinstance(day, str) else None,
        how=tuple((name, "mail header") for name in ("title", "publisher", "date")),
    )
    text = article_text(join_wrapped(lines) if answer.get("plain") else lines)
    yield make_document(text, source.given.over(found), origin=source.origin)
