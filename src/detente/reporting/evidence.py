"""The words behind each line: cards with quotation and source, and passages in which the words stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from detente.model.document import Document, Evidence
from detente.reporting.desk import Desk
from detente.reporting.parts import Line, Part
from detente.reporting.safety import link, utf16_length, visible
from detente.reporting.wording import word_short

# Paragraphs up to this length are shown whole; of longer ones (texts without line breaks) so much around.
_WHOLE_PARAGRAPH = 1500
_AROUND = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document that is printed once on the page, with all quoted words in it marked."""

    anchor: str
    document: str
    start: int
    end: int
    pieces: tuple[tuple[str, bool], ...]
    """(text, whether it is quoted) in order."""
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One telling as the reader opens it.

    `start` and `end` say where the quotation stands in the passage, counted as browsers count (UTF-16),
    in text made visible. `moved` tells that the stored text no longer has these words at their place.
    """

    quote: str
    number: int
    publisher: str
    day: str
    url: str | None
    refused: str | None
    language: str | None
    said_by: str | None
    rule: str
    confidence: float | None
    passage: str | None
    start: int
    end: int
    moved: bool
    voice: str
    copies: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of a page, and in which one a piece of evidence stands."""

    all: tuple[Passage, ...]
    of: Mapping[tuple[str, int, int], Passage]


def evidence_of(parts: Iterable[Part]) -> Iterator[Evidence]:
    """Give every piece of evidence that the page shows, in its order."""
    for part in parts:
        for line in part.lines:
            for one in (line, *line.steps):
                yield from one.claim.evidence


def gather_passages(evidence: Iterable[Evidence], desk: Desk) -> Passages:
    """Cut the passages around all evidence; what overlaps becomes one."""
    places: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for one in evidence:
        document = desk.documents.get(one.document)
        if document is not None and _stands(one, document):
            places[one.document].add((one.span.start, one.span.end))
    found: list[Passage] = []
    of: dict[tuple[str, int, int], Passage] = {}
    for identifier in sorted(places, key=lambda one: (desk.numbers.get(one, len(desk.numbers) + 1), one)):
        document = desk.documents[identifier]
        for start, end, spans in _joined(sorted(places[identifier]), document.text):
            passage = _passage(document, start, end, spans, anchor=f"p{len(found) + 1}")
            found.append(passage)
            of.update({(identifier, *span): passage for span in spans})
    return Passages(tuple(found), MappingProxyType(of))


def _stands(evidence: Evidence, document: Document) -> bool:
    return document.text[evidence.span.start : evidence.span.end] == evidence.quote


def _window(start: int, end: int, text: str) -> tuple[int, int]:
    """Give the paragraph around a span; of a very long one, some words before and after."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first <= _WHOLE_PARAGRAPH:
        return first, last
    if start - first > _AROUND:
        space = text.rfind(" ", first, start - _AROUND)
        first = space + 1 if space >= 0 else start - _AROUND
    if last - end > _AROUND:
        space = text.find(" ", end + _AROUND, last)
        last = space if space >= 0 else end + _AROUND
    return first, last


def _joined(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int, list[tuple[int, int]]]]:
    windows: list[tuple[int, int, list[tuple[int, int]]]] = []
    for span in spans:
        first, last = _window(*span, text)
        if windows and first <= windows[-1][1]:
            before = windows.pop()
            windows.append((before[0], max(before[1], last), [*before[2], span]))
        else:
            windows.append((first, last, [span]))
    return windows


def _passage(
    document: Document, start: int, end: int, spans: list[tuple[int, int]], *, anchor: str
) -> Passage:
    pieces: list[tuple[str, bool]] = []
    here = start
    for first, last in spans:
        if last <= here:
            continue
        first = max(first, here)
        if first > here:
            pieces.append((document.text[here:first], False))
        pieces.append((document.text[first:last], True))
        here = last
    if here < end:
        pieces.append((document.text[here:end], False))
    return Passage(
        anchor=anchor,
        document=document.id,
        start=start,
        end=end,
        pieces=tuple(pieces),
        cut_before=start > 0 and document.text[start - 1] != "\n",
        cut_after=end < len(document.text) and document.text[end] != "\n",
    )


def cards_of(line: Line, desk: Desk, passages: Passages) -> tuple[Card, ...]:
    """Give the cards of a line. Copies of one agency text are named with the first and not repeated."""
    cards: list[Card] = []
    places: dict[tuple[str, str], int] = {}
    for evidence in dict.fromkeys(line.claim.evidence):
        card = _card(evidence, desk, passages)
        same = (card.voice, " ".join(card.quote.split()))
        if same in places:
            first = cards[places[same]]
            cards[places[same]] = replace(first, copies=(*first.copies, (_told(card), card.url)))
        else:
            places[same] = len(cards)
            cards.append(card)
    return tuple(cards)


def _told(card: Card) -> str:
    return f"{card.publisher}, {card.day}"


def _card(evidence: Evidence, desk: Desk, passages: Passages) -> Card:
    document = desk.documents.get(evidence.document)
    telling = desk.telling(evidence)
    passage = passages.of.get((evidence.document, evidence.span.start, evidence.span.end))
    url = (document.url if document else None) or (telling.url if telling else None)
    before = 0
    if passage is not None and document is not None:
        before = utf16_length(visible(document.text[passage.start : evidence.span.start]))
    published = (document.date if document else None) or (telling.published if telling else None)
    return Card(
        quote=evidence.quote,
        number=desk.numbers.get(evidence.document, 0),
        publisher=publisher_of(evidence, desk),
        day=word_short(published),
        url=link(url),
        refused=url if url and not link(url) else None,
        language=document.language if document else telling.language if telling else None,
        said_by=evidence.said_by,
        rule=evidence.rule,
        confidence=telling.event.confidence if telling else None,
        passage=passage.anchor if passage else None,
        start=before,
        end=before + utf16_length(visible(evidence.quote)),
        moved=passage is None and document is not None,
        voice=telling.voice if telling else evidence.document,
    )


def publisher_of(evidence: Evidence, desk: Desk) -> str:
    """Name who published the words; the document's identifier where nobody is known."""
    document, telling = desk.documents.get(evidence.document), desk.telling(evidence)
    name = (document.publisher if document else None) or (telling.publisher if telling else None)
    return name or (document.title if document else None) or evidence.document


def voices_of(cards: Iterable[Card]) -> int:
    """Count the independent voices among cards."""
    return len({card.voice for card in cards})
