"""The sentences of documents as plain text: what checks of wordings search."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from detente.model.document import Document, Evidence, Span
from detente.tables.doubt_words import DoubtWords
from detente.tables.subject_words import fold_word

SENTENCE = re.compile(
    r"[^\s](?:[^\n]*?)(?:(?<=[a-z0-9)”\"’%])[.!?]+[”\"’)]*(?=\s+[\W]*[A-Z0-9])|(?=\n)|$)", re.MULTILINE
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of a document, with the number of its paragraph."""

    document: Document
    text: str
    span: Span
    paragraph: int

    def evidence(self, rule: str) -> Evidence:
        """Cite the whole sentence."""
        return Evidence.cut(self.document, self.span, rule=rule)


def passages(document: Document) -> tuple[Passage, ...]:
    """Cut a document into sentences; none of them crosses a line."""
    return tuple(
        Passage(
            document=document,
            text=found[0],
            span=Span(start=found.start(), end=found.end()),
            paragraph=document.text.count("\n", 0, found.start()),
        )
        for found in SENTENCE.finditer(document.text)
    )


def english(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Give the English documents by day, so that answers do not hang on the order of the input."""
    found = [document for document in documents if document.language in (None, "en")]
    return tuple(sorted(found, key=lambda document: (str(document.date or ""), document.id)))


def content_words(text: str, words: DoubtWords, *, without: Iterable[str] = ()) -> frozenset[str]:
    """Give the beginnings of the words that tell what a text is about; `without` are names to leave out.

    >>> from detente.tables.doubt_words import load_doubt_words
    >>> sorted(content_words("Seven clinics opened in Chad", load_doubt_words(), without=["Chad"]))
    ['clini', 'opene', 'seven']
    """
    names = [fold_word(name)[: words.letters] for name in without]
    found = (fold_word(word) for word in _WORD.findall(text))
    return frozenset(
        word[: words.letters]
        for word in found
        if len(word) >= words.least
        and word not in words.stop
        and not any(word.startswith(name) for name in names)
    )
