"""Documents and events as rows of the store, and back without loss."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.errors import EvidenceError
from detente.model.event import Event, Modality, Part, Precision, TieEffect, When

Row = Mapping[str, Any]

DOCUMENT_FIELDS = ("id", "text", "title", "url", "publisher", "author", "language", "date", "origin", "found")
_PLAIN = ("kind", "plover", "mode", "cameo", "quad", "score", "trigger", "reciprocal", "place", "confidence")
"""Fields of an event that a row holds as they are."""
EVENT_FIELDS = (
    *_PLAIN,
    *("contexts", "modality", "rule", "quote", "quote_start", "quote_end", "said_by", "document"),
    *("day_start", "day_end", "precision", "day_text", "tie_kind", "tie_parties", "tie_status"),
    *("source", "target", "parts"),
)
_ORGANISATION = "IGO:"
"""How a tie writes an organisation among its parties; mentions have the bare code."""


def check_evidence(document: Document, events: Sequence[Event]) -> None:
    """Refuse events whose words are not what stands at their place.

    Raises
    ------
    EvidenceError
        With the document, the words claimed and the words found.
    """
    for event in events:
        evidence = event.evidence
        found = document.text[evidence.span.start : evidence.span.end]
        if evidence.document != document.id or evidence.quote != found:
            raise EvidenceError(
                f"document {document.id!r}: event {event.kind} quotes {evidence.quote[:80]!r} from "
                f"{evidence.document!r} {evidence.span.start}..{evidence.span.end}, where {found[:80]!r} "
                "stands; cut evidence from the document that is stored"
            )


def document_row(document: Document) -> dict[str, Any]:
    """Give the row of a document, without what the run adds to it."""
    return {
        **{name: getattr(document, name) for name in DOCUMENT_FIELDS},
        "date": _day_out(document.date),
        "found": [{"what": what, "how": how} for what, how in document.found],
    }


def document_from_row(row: Row) -> Document:
    """Make the document that `document_row` wrote."""
    fields = {name: row[name] for name in DOCUMENT_FIELDS}
    found = tuple((pair["what"], pair["how"]) for pair in row["found"])
    return Document(**{**fields, "found": found})


def event_rows(events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """Give the rows of one document's events, each with its identifier and place among them."""
    for place_in, (name, event) in enumerate(zip(event_ids(events), events, strict=True)):
        yield {"id": name, "place_in": place_in, **_event_row(event)}


def event_ids(events: Sequence[Event]) -> tuple[str, ...]:
    """Give identifiers made from what the events say and where, so that reading again gives the same ones.

    Events of one document that nothing tells apart are counted in their order.
    """
    seen: Counter[str] = Counter()
    names = []
    for event in events:
        sides = tuple(tuple(mention.actor.code for mention in side) for side in (event.source, event.target))
        span = event.evidence.span
        said = (
            event.evidence.document,
            span.start,
            span.end,
            event.kind,
            event.trigger,
            event.modality,
            *sides,
        )
        name = hashlib.sha256(repr(tuple(map(str, said))).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(names)


def _event_row(event: Event) -> dict[str, Any]:
    evidence, when, tie = event.evidence, event.when, event.tie
    return {
        **{name: getattr(event, name) for name in _PLAIN},
        "document": evidence.document,
        "contexts": list(event.contexts),
        "modality": str(event.modality),
        "rule": evidence.rule,
        "quote": evidence.quote,
        "quote_start": evidence.span.start,
        "quote_end": evidence.span.end,
        "said_by": evidence.said_by,
        "day_start": _day_out(when.start),
        "day_end": _day_out(when.end),
        "precision": str(when.precision),
        "day_text": when.text,
        "tie_kind": tie.kind if tie else None,
        "tie_parties": list(tie.parties) if tie else None,
        "tie_status": tie.status if tie else None,
        "source": [_mention_row(mention) for mention in event.source],
        "target": [_mention_row(mention) for mention in event.target],
        "parts": [{"role": part.role, "text": part.text, "value": part.value} for part in event.parts],
    }


def event_from_row(row: Row) -> Event:
    """Make the event that `event_rows` wrote."""
    span = Span(start=row["quote_start"], end=row["quote_end"])
    tie = None
    if row["tie_kind"] is not None:
        tie = TieEffect(kind=row["tie_kind"], parties=tuple(row["tie_parties"]), status=row["tie_status"])
    return Event(
        **{name: row[name] for name in _PLAIN},
        evidence=Evidence(
            document=row["document"], span=span, quote=row["quote"], rule=row["rule"], said_by=row["said_by"]
        ),
        when=When(
            start=row["day_start"],
            end=row["day_end"],
            precision=Precision(row["precision"]),
            text=row["day_text"],
        ),
        modality=Modality(row["modality"]),
        contexts=tuple(row["contexts"]),
        source=tuple(_mention_from_row(entry) for entry in row["source"]),
        target=tuple(_mention_from_row(entry) for entry in row["target"]),
        parts=tuple(Part(role=part["role"], text=part["text"], value=part["value"]) for part in row["parts"]),
        tie=tie,
    )


def _mention_row(mention: Mention) -> dict[str, Any]:
    actor, plain = mention.actor, ("text", "sentence", "head", "person", "office", "how")
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        **{name: getattr(mention, name) for name in plain},
        **{name: getattr(actor, name) for name in ("country", "body", "role", "name")},
    }


def _mention_from_row(row: Row) -> Mention:
    actor = Actor(country=row["country"], body=row["body"], role=row["role"], name=row["name"])
    plain = ("text", "sentence", "head", "person", "office", "how")
    span = Span(start=row["start"], end=row["end"])
    return Mention(span=span, actor=actor, **{name: row[name] for name in plain})


def party_rows(event: Event) -> Iterator[tuple[str, str]]:
    """Give (code, side) of all who take part: country, or body where there is none."""
    parties = {
        (mention.actor.country or mention.actor.body or "", side)
        for side, mentions in (("source", event.source), ("target", event.target))
        for mention in mentions
    }
    if event.tie is not None:
        parties |= {(party.removeprefix(_ORGANISATION), "tie") for party in event.tie.parties}
    yield from sorted((code, side) for code, side in parties if code)


def _day_out(day: date | None) -> str | None:
    return day.isoformat() if day else None
