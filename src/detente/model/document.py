"""What was published, and the exact words in it that say something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.model.errors import EvidenceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch of characters in a document's text, counted from 0.

    Raises
    ------
    EvidenceError
        If the stretch is empty or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"a span must hold at least one character, got {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether the other stretch lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published text with what is known about its publication.

    Attributes
    ----------
    id
        Unique; made from url and text where the input gave none.
    text
        The article's body; paragraphs are parted by line breaks. Offsets everywhere count its characters.
    language
        ISO 639-1 code, or None where it could not be told.
    date
        Day of publication, or None where it is not known.
    origin
        Where it was read from: a path, an address or ``-``; for messages, never for identity.
    found
        How language, date, title and publisher were found, as (name, how) pairs.
    pair
        Two marked parties (source, target) whose relation is asked for instead of all events; a party that
        the text does not name is None. None for an ordinary document.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    date: date | None = None
    origin: str | None = None
    found: tuple[tuple[str, str], ...] = ()
    pair: tuple[Span | None, Span | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that say something, where they stand, the rule that read them and who said them.

    Nothing that detente tells can be made without it. Use :meth:`cut` to make one from a document: it takes
    the words from the text itself, so that a quotation can never differ from its place.
    """

    document: str
    span: Span
    quote: str
    rule: str
    said_by: str | None = None

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise EvidenceError(
                f"the quotation {self.quote[:60]!r} has {len(self.quote)} characters, "
                f"its span {self.span.start}..{self.span.end} another number; cut it from the document"
            )
        if not self.document or not self.rule:
            raise EvidenceError("evidence must name its document and the rule that read it")

    @classmethod
    def cut(cls, document: Document, span: Span, *, rule: str, said_by: str | None = None) -> Evidence:
        """Cut the words at `span` out of `document`.

        Raises
        ------
        EvidenceError
            If the span reaches beyond the text.
        """
        if span.end > len(document.text):
            raise EvidenceError(
                f"span {span.start}..{span.end} reaches beyond document {document.id!r} "
                f"of {len(document.text)} characters"
            )
        quote = document.text[span.start : span.end]
        return cls(document=document.id, span=span, quote=quote, rule=rule, said_by=said_by)
