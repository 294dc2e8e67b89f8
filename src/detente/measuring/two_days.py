"""Acts that two sources tell alike but for the day: one act told for two days, or two acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from detente.measuring.days import day_text
from detente.measuring.lines import record_line
from detente.measuring.needs import StateNames
from detente.measuring.signs import party_names
from detente.measuring.stepping import all_evidence, source_name
from detente.model.dossier import Doubt
from detente.model.event import Modality, Precision, Record
from detente.tables.kinds import Kinds
from detente.tables.names_alike import names_alike
from detente.tables.subject_words import core_words

_APART = 2
"""Days between two tellings of what is likely one act: a day's slip, or a night and a time zone."""
_AROUND = 14
"""Days around in which no third act of the kind may lie: what happens often is told apart by its day."""
_ACTS = ("CONSULT", "SUPPORT", "AGREE", "COOPERATE")
"""Types of which states rarely do two alike within days; acts of force they do daily."""


def two_days(records: Iterable[Record], kinds: Kinds, states: StateNames) -> Iterator[Doubt]:
    """Give a contradiction for every two records that differ in nothing but a day or two."""
    groups: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for record in records:
        if _is_dated(record, kinds):
            groups[record.best.kind, record.countries].append(record)
    for found in groups.values():
        for one, other in combinations(sorted(found, key=lambda record: record.id), 2):
            if _could_be_one(one, other, found, kinds):
                first, second = sorted((one, other), key=lambda record: (record.when.start or 0, record.id))
                yield Doubt(
                    sort="contradiction",
                    text=f"{record_line(first, kinds, states)} – told for two days, as one act or two: "
                    f"{_told(first)}; {_told(second)}",
                    evidence=(*all_evidence(first), *all_evidence(second)),
                )


def _told(record: Record) -> str:
    who = ", ".join(sorted({source_name(telling) for telling in record.tellings}))
    return f"{day_text(record.when)} ({who})"


def _is_dated(record: Record, kinds: Kinds) -> bool:
    kind = kinds.events.get(record.best.kind)
    told = record.best.modality.counts or record.best.modality is Modality.HISTORICAL
    exact = record.when.precision is Precision.DAY and record.when.start is not None
    routine = kind is None or kind.shown in ("statement", "promise", "state")
    weighed = record.best.plover in _ACTS or record.best.tie is not None
    return (
        exact and told and not routine and weighed and not record.superseded_by and len(record.countries) > 1
    )


def _could_be_one(one: Record, other: Record, found: Iterable[Record], kinds: Kinds) -> bool:
    if not 0 < _gap(one, other) <= _APART or {t.document for t in one.tellings} & {
        t.document for t in other.tellings
    }:
        return False
    if any(_gap(one, third) <= _AROUND for third in found if third.id not in (one.id, other.id)):
        return False
    people = [record.best.part("person") for record in (one, other)]
    if people[0] and people[1] and names_alike(people[0], people[1]) is False:
        return False
    group = kinds.event(one.best.kind).group
    objects = [core_words(r.best.part("object"), group, without=party_names(r.best)) for r in (one, other)]
    return not objects[0] or not objects[1] or objects[0] <= objects[1] or objects[1] <= objects[0]


def _gap(one: Record, other: Record) -> int:
    return abs((one.when.start - other.when.start).days) if one.when.start and other.when.start else 0
