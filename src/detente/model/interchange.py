"""The forms in which documents come in and events go out: one JSON object a line.

The keys are a promise to users and to the measuring scripts: add to them, do not rename or drop.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from detente.model.actor import Mention
from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.model.event import Event, TieEffect

_OPTIONAL = ("title", "url", "publisher", "author", "language")
_TOLD = frozenset({"title", "publisher", "author", "language", "date"})
_LONGEST_HOW = 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
OUTSIDE: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("aid", "given"): ("project", "ongoing"),
        ("aid", "promised"): ("project", "announced"),
        ("aid", "stopped"): ("project", "suspended"),
        ("scholarship", "granted"): ("project", "ongoing"),
        ("scholarship", "promised"): ("project", "announced"),
        ("scholarship", "stopped"): ("project", "suspended"),
        ("recognition", "recognised"): ("stance", "recognises"),
    }
)
"""Ties of ours -> kind and status that were promised to the outside; complete."""
INSIDE_ONLY = frozenset({"restriction", "dispute", "recognition"})
"""Kinds of tie that are ours alone: folded and shown in dossiers, but no part of the promised form."""
_GENERAL: Mapping[str, str] = MappingProxyType({"UNO": "IGO", "EUR": "IGO"})
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def make_id(text: str, *, url: str | None = None) -> str:
    """Give the identifier of a document that has none: the same for the same address and text.

    >>> make_id("Mali appointed an ambassador.")
    'd-80408075f9a11582'
    """
    digest = hashlib.sha256(f"{url or ''}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"d-{digest[:16]}"


def document_from_json(entry: Mapping[str, Any], *, origin: str | None = None) -> Document:
    """Make a document from one object of the interchange form; further keys are ignored.

    Half of a surrogate pair, which no file can hold, becomes the replacement character, so that offsets stay.

    Raises
    ------
    UnreadableError
        If the text is missing or empty, a value is not a string, or the date is not a day. Pages given as
        ``html`` are for the reading room to turn into text first.
    """
    if not isinstance(entry, Mapping):
        raise UnreadableError(f"expected a JSON object with 'text', got {type(entry).__name__}")
    text = _string(entry, "text")
    if text is None or not text.strip():
        raise UnreadableError("the object has no 'text'; give the article's text, or a page as 'html'")
    title, url, publisher, author, language = (_string(entry, key) or None for key in _OPTIONAL)
    return Document(
        id=_identifier(entry) or make_id(text, url=url),
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        author=author,
        language=language,
        date=_day(entry.get("date")),
        origin=origin,
        found=found_from_json(entry.get("found")),
    )


def found_from_json(value: object) -> tuple[tuple[str, str], ...]:
    """Give how language, date and names were found, from an object of strings; else nothing."""
    pairs = value.items() if isinstance(value, Mapping) else ()
    return tuple(
        sorted(
            (name, how[:_LONGEST_HOW])
            for name, how in pairs
            if isinstance(name, str) and name in _TOLD and isinstance(how, str) and how.isprintable()
        )
    )


def document_to_json(document: Document) -> dict[str, Any]:
    """Write a document in the form that `document_from_json` reads; what is not known is left out."""
    fields = {key: getattr(document, key) for key in _OPTIONAL}
    day = document.date.isoformat() if document.date else None
    found = dict(document.found) or None
    entry = {"id": document.id, "text": document.text, **fields, "date": day, "found": found}
    known = {key: value for key, value in entry.items() if value is not None}
    if document.pair is None:
        return known
    source, target = ([span.start, span.end] if span else None for span in document.pair)
    return known | {"source_span": source, "target_span": target}


def event_to_json(event: Event, *, classes: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    """Write an event in the form of ``detente code``; every key is there, with null for what is not known.

    `classes` gives the PLOVER class of international bodies by our code: ``ECOWAS`` goes out as
    ``IGO:ECOWAS``.
    """
    evidence, when = event.evidence, event.when
    return {
        "kind": event.kind,
        "plover": event.plover,
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "contexts": list(event.contexts),
        "modality": str(event.modality),
        "said_by": evidence.said_by,
        "tie": tie_to_json(event.tie),
        "source": [_mention_to_json(mention, classes) for mention in event.source],
        "target": [_mention_to_json(mention, classes) for mention in event.target],
        "reciprocal": event.reciprocal,
        "parts": [{"role": part.role, "text": part.text, "value": part.value} for part in event.parts],
        "day": when.day.isoformat() if when.day else None,
        "precision": str(when.precision),
        "place": event.place,
        "quote": evidence.quote,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "trigger": event.trigger,
        "rule": evidence.rule,
        "confidence": event.confidence,
    }


def coded_to_json(document: Document, events: Sequence[Event]) -> dict[str, Any]:
    """Write what ``detente code`` prints for one document: its events, also when there are none."""
    return {
        "id": document.id,
        "language": document.language,
        "events": [event_to_json(event) for event in events],
    }


def tie_to_json(tie: TieEffect | None) -> dict[str, Any] | None:
    """Write a tie in the outside's kinds and statuses; null for a tie that the outside has no kind for."""
    if tie is None:
        return None
    kind, status = OUTSIDE.get((tie.kind, tie.status), (tie.kind, tie.status))
    if kind in INSIDE_ONLY:
        return None
    return {"kind": kind, "parties": list(tie.parties), "status": status}


def _mention_to_json(mention: Mention, classes: Mapping[str, str]) -> dict[str, Any]:
    actor = mention.actor
    sort = classes.get(actor.body or "") if actor.country is None else None
    finer = sort is not None and sort != actor.body
    return {
        "text": mention.text,
        "code": f"{sort}:{actor.code}" if finer else actor.code,
        "iso3": actor.country,
        "intl": _GENERAL.get(sort, sort) if sort else None,
        "role": actor.role,
        "name": mention.person or actor.name,
        "start": mention.span.start,
        "end": mention.span.end,
    }


def _string(entry: Mapping[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise UnreadableError(f"{key!r} must be a string, got {type(value).__name__} {str(value)[:40]!r}")
    return None if value is None else _LONE_SURROGATE.sub("\ufffd", value)


def _identifier(entry: Mapping[str, Any]) -> str | None:
    value = entry.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string(entry, "id")


def _day(value: object) -> date | None:
    """Read a day of publication; of a longer time stamp only the day is kept."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str) and _DAY.match(value):
            return date.fromisoformat(value[:10])
    except ValueError:
        pass
    raise UnreadableError(f"'date' must be a day such as 2024-01-24, got {str(value)[:40]!r}")
