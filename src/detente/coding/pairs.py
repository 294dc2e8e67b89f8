"""The relation between two marked stretches of a text."""

from __future__ import annotations

from typing import Protocol

from detente.model.document import Document, Span
from detente.model.sentence import RawSentence


class Relating(Protocol):
    """A parser whose event reader can tell the relation between two ranges of words."""

    def relation(
        self, text: str, raw: RawSentence, source: range, target: range
    ) -> tuple[tuple[str, float], ...]:
        """Give the types of the relation, the likeliest first."""


def relate(
    parser: Relating, document: Document, sentences: tuple[RawSentence, ...]
) -> tuple[tuple[str, float], ...]:
    """Give the types of the relation between the document's marked parties, the likeliest first.

    Where the two stand in different sentences, these and what lies between are read as one.
    """
    marked = [span for span in document.pair or () if span is not None]
    held = [raw for raw in sentences if any(raw.start < s.end and s.start < raw.end for s in marked)]
    if not held:
        return ()
    between = [raw for raw in sentences if held[0].start <= raw.start <= held[-1].start]
    words = tuple(word for raw in between for word in raw.words)
    whole = RawSentence(start=held[0].start, end=held[-1].end, words=words)
    source, target = (_words(whole, span) for span in document.pair or (None, None))
    return parser.relation(document.text, whole, source, target)


def _words(raw: RawSentence, span: Span | None) -> range:
    """Give the range of words that a stretch touches; empty for a party that is not named."""
    if span is None:
        return range(0)
    inside = [n for n, (start, end) in enumerate(raw.words) if start < span.end and end > span.start]
    return range(inside[0], inside[-1] + 1) if inside else range(0)
