"""The dossier as JSON, in the form that ``interchange.md`` promises: every entry with its evidence."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from detente.model.document import Document, Evidence
from detente.model.dossier import Facts, Rung, Source, State, ThirdParty
from detente.model.event import Record
from detente.model.outside import Imported
from detente.model.series import Forecast, Series
from detente.model.tie import Tie
from detente.reporting.desk import Desk

_SURROGATES = {code: "\N{REPLACEMENT CHARACTER}" for code in range(0xD800, 0xE000)}


def write_json(facts: Facts, desk: Desk) -> str:
    """Write the facts. Keys may be added in later versions; none is renamed or dropped."""
    content = {
        "form": "detente-dossier",
        "pair": [_state(facts.a), _state(facts.b)],
        "as_of": _plain(facts.as_of),
        "since": _plain(facts.since),
        "window": [_plain(day) for day in facts.window],
        "documents": facts.documents,
        "stamp": _object(facts.stamp, desk),
        "facts": _facts(facts, desk),
        # Apart from the facts, each of which has its evidence: these rows have none.
        "imported": _imported(facts.imported, desk),
    }
    # Half characters (lone surrogates) cannot be written as UTF-8; everything else is kept exactly.
    return json.dumps(content, ensure_ascii=False, indent=1).translate(_SURROGATES) + "\n"


def _imported(imported: Imported | None, desk: Desk) -> dict[str, Any] | None:
    """Write what other data sets have on the pair; None where none was imported."""
    if imported is None:
        return None
    sets = [_object(one, desk) | {"rows": one.rows, "sentences": False} for one in imported.datasets]
    return _object(imported, desk) | {"sentences": False, "datasets": sets}


def _facts(facts: Facts, desk: Desk) -> dict[str, list[Any]]:
    lists: dict[str, Iterable[object]] = {
        "judgement": facts.judgement,
        "records": facts.records,
        "context": facts.context,
        "ties": facts.ties,
        "statements": facts.statements,
        "ladder": facts.ladder,
        "series": facts.series,
        "changes": facts.changes,
        "third_parties": facts.third_parties,
        "promises": facts.promises,
        "forecasts": facts.forecasts,
        "doubts": facts.doubts,
    }
    found = {name: [_entry(value, desk) for value in values] for name, values in lists.items()}
    return found | {"sources": _sources(facts, desk)}


def _state(state: State) -> dict[str, Any]:
    return {"iso3": state.iso3, "name": state.name, "names": dict(state.names)}


def _entry(value: object, desk: Desk) -> dict[str, Any]:
    """Write one fact: its own fields, and ``evidence`` however deep it lies."""
    if isinstance(value, Record):
        return _record(value, desk)
    entry = _object(value, desk)
    entry["evidence"] = [evidence_entry(one, desk) for one in dict.fromkeys(_evidence(value, desk))]
    return entry


def _evidence(value: object, desk: Desk) -> Iterable[Evidence]:
    if isinstance(value, Tie):
        return [one for step in value.steps for one in step.evidence]
    if isinstance(value, Rung | ThirdParty):
        return [one for claim in value.claims for one in claim.evidence]
    if isinstance(value, Series):
        # One piece for each record is enough to find it; all its tellings stand with the record.
        records = dict.fromkeys(record for point in value.points for record in point.records)
        return [desk.records[record].evidence[0] for record in records if record in desk.records]
    if isinstance(value, Forecast):
        return []
    return getattr(value, "evidence", ())


def evidence_entry(evidence: Evidence, desk: Desk) -> dict[str, Any]:
    """Write one piece of evidence; ``text[start:end] == quote`` for the text of the document."""
    document, telling = desk.documents.get(evidence.document), desk.telling(evidence)
    url = (document.url if document else None) or (telling.url if telling else None)
    publisher = (document.publisher if document else None) or (telling.publisher if telling else None)
    day = (document.date if document else None) or (telling.published if telling else None)
    return {
        "document": evidence.document,
        "quote": evidence.quote,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "url": url,
        "publisher": publisher,
        "date": _plain(day),
        "rule": evidence.rule,
        "said_by": evidence.said_by,
    }


def _record(record: Record, desk: Desk) -> dict[str, Any]:
    best = record.best
    return {
        "id": record.id,
        "line": desk.lines.get(record.id),
        "kind": best.kind,
        "plover": best.plover,
        "mode": best.mode,
        "cameo": best.cameo,
        "quad": best.quad,
        "score": best.score,
        "contexts": list(best.contexts),
        "modality": best.modality.value,
        "said_by": best.evidence.said_by,
        "source": [_object(mention.actor, desk) | {"code": mention.actor.code} for mention in best.source],
        "target": [_object(mention.actor, desk) | {"code": mention.actor.code} for mention in best.target],
        "reciprocal": best.reciprocal,
        "tie": _plain_or_object(best.tie, desk),
        "parts": [_object(part, desk) for part in best.parts],
        "place": best.place,
        "day": _plain(record.when.start),
        "end_day": _plain(record.when.end),
        "precision": record.when.precision.value,
        "confidence": best.confidence,
        "voices": len(record.voices),
        "differences": [_object(difference, desk) for difference in record.differences],
        "superseded_by": record.superseded_by,
        "why": record.why,
        "evidence": [
            evidence_entry(telling.event.evidence, desk) | {"telling": telling.id, "voice": telling.voice}
            for telling in record.tellings
        ],
    }


def _sources(facts: Facts, desk: Desk) -> list[dict[str, Any]]:
    quoted: dict[str, dict[Evidence, None]] = defaultdict(dict)
    for record in (*facts.records, *facts.context):
        for one in record.evidence:
            quoted[one.document][one] = None
    return [_source(source, list(quoted.get(source.document.id, ())), desk) for source in facts.sources]


def _source(source: Source, quoted: list[Evidence], desk: Desk) -> dict[str, Any]:
    return {
        **_document(source.document),
        "used": source.used,
        "note": source.note,
        "records": source.records,
        "evidence": [evidence_entry(one, desk) for one in quoted],
    }


def _document(document: Document) -> dict[str, Any]:
    """Write what is known of a document, without its text: that stays with the documents."""
    names = ("id", "title", "url", "publisher", "author", "language", "date")
    return {name: _plain(getattr(document, name)) for name in names}


def _object(value: object, desk: Desk) -> dict[str, Any]:
    """Write a value of ours field by field."""
    if not is_dataclass(value):
        raise TypeError(f"{value!r} is no value of the model")
    return {field.name: _plain_or_object(getattr(value, field.name), desk) for field in fields(value)}


def _plain_or_object(value: object, desk: Desk) -> Any:
    if isinstance(value, Evidence):
        return evidence_entry(value, desk)
    if isinstance(value, Record):
        return _record(value, desk)
    if isinstance(value, tuple):
        return [_plain_or_object(one, desk) for one in value]
    return _object(value, desk) if is_dataclass(value) else _plain(value)


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, date) else value
