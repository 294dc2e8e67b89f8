"""Which acts were denied or corrected later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from detente.model.event import Modality, Record
from detente.storing.act_rules import ActRules
from detente.storing.contradictions import can_be_one
from detente.storing.outline import Outline, outline, stems
from detente.tables.kinds import load_kinds

_WINDOW = timedelta(days=30)
"""How long after a report its denial is still taken to be about it."""
_WORDS = 2
"""Content words that a denial has to share with what it denies."""


def superseded(records: Iterable[Record], rules: ActRules) -> tuple[Record, ...]:
    """Give the records, with `superseded_by` set on those that a later record denies.

    A record is denied by a negated telling of the same kind between the same parties at the same time that
    names who would have done it, or by a denial of one of its parties in the same words, published later (on
    the same day: further down in the same document) and within a month. Statements stay made, whoever denies
    their content.
    """
    records = tuple(records)
    outlines = {record.id: outline(record.tellings[0], rules) for record in records}
    deniers: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.best.modality is Modality.NEGATED or _is_denial(record):
            for code in outlines[record.id].parties:
                deniers[code].append(record)
    found = []
    for record in records:
        entry = outlines[record.id]
        near = {other.id: other for code in entry.parties for other in deniers[code]}
        denials = [
            other for other in near.values() if _denies(other, outlines[other.id], record, entry, rules)
        ]
        last = max(denials, key=lambda other: (_told(other), other.id), default=None)
        found.append(replace(record, superseded_by=last.id) if last else record)
    return tuple(found)


def _denies(other: Record, denial: Outline, record: Record, entry: Outline, rules: ActRules) -> bool:
    if other.id == record.id or not record.best.modality.counts or record.best.kind in rules.said:
        return False
    if not _comes_after(other, record):
        return False
    if _is_denial(other):
        shared = denial.words & (entry.words | stems(record.best.trigger))
        return denial.source <= entry.parties and len(shared) >= _WORDS
    if other.best.kind != record.best.kind or not other.best.source:
        return False  # "did not target the minister" does not say that nobody struck.
    return can_be_one(replace(denial, group=entry.group), entry, rules)


def _is_denial(record: Record) -> bool:
    kind = load_kinds().events.get(record.best.kind)
    return kind is not None and kind.manner == "denial" and record.best.modality.counts


def _comes_after(other: Record, record: Record) -> bool:
    """Tell whether the denial was published after the report, or stands below it in the same document."""
    later, earlier = _told(other), _told(record)
    if later == earlier:
        return any(
            denial.document == told.document
            and denial.event.evidence.span.start >= told.event.evidence.span.end
            for denial in other.tellings
            for told in record.tellings
        )
    return earlier < later <= earlier + _WINDOW if later < date.max else False


def _told(record: Record) -> date:
    """Give the first day on which a record was published."""
    return _first([telling.published for telling in record.tellings])


def _first(days: Sequence[date | None]) -> date:
    return min((day for day in days if day), default=date.max)
