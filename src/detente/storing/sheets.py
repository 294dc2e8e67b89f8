"""What an exported row of events or records holds, in the flat and in the nested form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from detente.model.actor import Mention
from detente.model.event import Event, Record, Telling
from detente.model.interchange import event_to_json
from detente.tables.names import load_names

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[_Item]):
    """A table to export.

    Attributes
    ----------
    columns
        (name, DuckDB type) pairs of the flat form.
    row
        Gives the values of one item, in the order of the columns; days as ISO text, lists parted by ``|``.
    nested
        Gives the JSON objects of many items.
    name
        What the rows are: the name of a table or of a sheet.
    """

    columns: tuple[tuple[str, str], ...]
    row: Callable[[_Item], Sequence[Any]]
    nested: Callable[[Iterable[_Item]], Iterator[dict[str, Any]]]
    name: str = "events"


_TEXT, _DAY = "VARCHAR", "DATE"
_ACT = (
    *((name, _TEXT) for name in ("kind", "source", "target", "modality", "plover", "mode", "cameo")),
    ("quad", "INTEGER"),
    ("score", "DOUBLE"),
    ("day", _DAY),
    ("last_day", _DAY),
    *((name, _TEXT) for name in ("precision", "place", "parts")),
    *((name, _TEXT) for name in ("tie_kind", "tie_parties", "tie_status")),
    ("reciprocal", "BOOLEAN"),
    ("confidence", "DOUBLE"),
)


def _act(event: Event, when_of: Event | Record) -> tuple[Any, ...]:
    when, tie = when_of.when, event.tie
    return (
        event.kind,
        _codes(event.source),
        _codes(event.target),
        str(event.modality),
        event.plover,
        event.mode,
        event.cameo,
        event.quad,
        event.score,
        when.start.isoformat() if when.start else None,
        when.end.isoformat() if when.end else None,
        str(when.precision),
        event.place,
        "|".join(f"{part.role}={part.text}" for part in event.parts) or None,
        tie.kind if tie else None,
        "|".join(tie.parties) if tie else None,
        tie.status if tie else None,
        event.reciprocal,
        event.confidence,
    )


def _codes(mentions: Sequence[Mention]) -> str | None:
    return "|".join(mention.actor.code for mention in mentions) or None


def _event_row(telling: Telling) -> tuple[Any, ...]:
    event = telling.event
    evidence, published = event.evidence, telling.published
    return (
        telling.id,
        *_act(event, event),
        evidence.said_by,
        evidence.quote,
        evidence.span.start,
        evidence.span.end,
        event.trigger,
        evidence.rule,
        telling.document,
        published.isoformat() if published else None,
        telling.publisher,
        telling.url,
        telling.title,
        telling.language,
        telling.voice,
    )


def _event_objects(tellings: Iterable[Telling]) -> Iterator[dict[str, Any]]:
    """Give one object per document in the interchange form, for tellings that come document by document."""
    for document, group in groupby(tellings, key=lambda telling: telling.document):
        told = list(group)
        events = [event_to_json(telling.event, classes=load_names("en").classes) for telling in told]
        yield {"id": document, "language": told[0].language, "events": events}


def _record_row(record: Record) -> tuple[Any, ...]:
    publishers = sorted({telling.publisher for telling in record.tellings if telling.publisher})
    published = [telling.published for telling in record.tellings if telling.published]
    return (
        record.id,
        *_act(record.best, record),
        len(record.tellings),
        len(record.voices),
        "|".join(publishers) or None,
        min(published).isoformat() if published else None,
        "|".join(difference.detail for difference in record.differences) or None,
        record.superseded_by,
        record.tellings[0].event.evidence.quote,
        record.tellings[0].document,
        record.tellings[0].url,
        record.why,
    )


def _record_objects(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    for record in records:
        yield {
            "id": record.id,
            **event_to_json(record.best, classes=load_names("en").classes),
            "day": record.when.start.isoformat() if record.when.start else None,
            "last_day": record.when.end.isoformat() if record.when.end else None,
            "precision": str(record.when.precision),
            "superseded_by": record.superseded_by,
            "why": record.why,
            "differences": [
                {
                    "detail": difference.detail,
                    "readings": [{"text": text, "tellings": list(ids)} for text, ids in difference.readings],
                }
                for difference in record.differences
            ],
            "tellings": [_telling_object(telling) for telling in record.tellings],
        }


def _telling_object(telling: Telling) -> dict[str, Any]:
    evidence = telling.event.evidence
    return {
        "id": telling.id,
        "document": telling.document,
        "publisher": telling.publisher,
        "date": telling.published.isoformat() if telling.published else None,
        "url": telling.url,
        "voice": telling.voice,
        "modality": str(telling.event.modality),
        "quote": evidence.quote,
        "start": evidence.span.start,
        "end": evidence.span.end,
    }


EVENT_SHEET: Sheet[Telling] = Sheet(
    columns=(
        ("id", _TEXT),
        *_ACT,
        *((name, _TEXT) for name in ("said_by", "quote")),
        *((name, "INTEGER") for name in ("start", "end")),
        *((name, _TEXT) for name in ("trigger", "rule", "document")),
        ("published", _DAY),
        *((name, _TEXT) for name in ("publisher", "url", "title", "language", "voice")),
    ),
    row=_event_row,
    nested=_event_objects,
)
RECORD_SHEET: Sheet[Record] = Sheet(
    columns=(
        ("id", _TEXT),
        *_ACT,
        ("tellings", "INTEGER"),
        ("voices", "INTEGER"),
        ("publishers", _TEXT),
        ("first_published", _DAY),
        *((name, _TEXT) for name in ("differences", "superseded_by", "quote", "document", "url", "why")),
    ),
    row=_record_row,
    nested=_record_objects,
    name="records",
)
