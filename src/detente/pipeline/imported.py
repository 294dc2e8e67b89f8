"""What imported data sets have on the pair of a dossier, counted beside our acts and never among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.model.event import Record
from detente.model.outside import Beside, Import, Imported, TypeCount

if TYPE_CHECKING:
    from detente.storing.store import Store

Entry = tuple[Import, date, date]
"""An import with the days of its first and last row."""


def imported_beside(
    store: Store, pair: tuple[str, str], records: Sequence[Record], *, last: date
) -> Imported | None:
    """Tell what data sets have on a pair up to a day; None where no events were ever imported.

    `records` are ours of the pair. Beside each data set those are counted that stand for acts of the time
    that its rows cover, on whomever they are: outside it there is nothing to compare.
    """
    from detente.storing.outside.shelf import event_sets

    sets = store.read(event_sets)
    if not sets:
        return None
    acts = [one for one in records if one.best.modality.counts and one.when.start and one.when.start <= last]
    a, b = pair
    return Imported(
        acts=len(acts),
        command=f"detente compare {a} {b} --until {last + timedelta(days=1)}",
        datasets=tuple(_beside(store, pair, acts, entries, last) for entries in _by_set(sets)),
    )


def _beside(
    store: Store, pair: tuple[str, str], acts: Sequence[Record], entries: Sequence[Entry], last: date
) -> Beside:
    from detente.storing.outside import asking

    newest = entries[-1][0]
    name, end = newest.dataset, last + timedelta(days=1)
    first, final = min(entry[1] for entry in entries), min(last, max(entry[2] for entry in entries))
    found = store.read(lambda connection: asking.background(connection, *pair, None, end))
    types = store.read(lambda connection: asking.types(connection, *pair, None, end))
    told = store.read(lambda connection: asking.told_by(connection, *pair, None, end)).get(name, (0, 0))
    here = [record for record in acts if _within(record, first, final)]
    ours = _types_of(here)
    return Beside(
        dataset=name,
        first=first,
        last=final,
        acts=len(here),
        backgrounds=tuple(entry for entry in found if entry.dataset == name),
        types=tuple(
            TypeCount(ontology=ontology, code=code, rows=rows, acts=_acts(ours, ontology, code))
            for dataset, ontology, code, rows in types
            if dataset == name
        ),
        files=tuple(dict.fromkeys(f"{entry.title}: {entry.file}" for entry, _, _ in entries)),
        taken=newest.started.date(),
        terms=newest.terms,
        mentions=told[0],
        publishers=told[1],
    )


def _within(record: Record, first: date, last: date) -> bool:
    """Tell whether an act can have happened from `first` to `last`, both included."""
    start, end = record.when.start, record.when.end or record.when.start
    return start is not None and end is not None and start <= last and end >= first


def _types_of(acts: Sequence[Record]) -> Mapping[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for record in acts:
        if record.best.plover:
            found["plover", record.best.plover] += 1
        if record.best.cameo:
            found["cameo", record.best.cameo[:2]] += 1
    return found


def _acts(ours: Mapping[tuple[str, str], int], ontology: str, code: str) -> int | None:
    return None if ontology == "own" else ours.get((ontology, code), 0)


def _by_set(sets: Sequence[Entry]) -> list[list[Entry]]:
    """Part the imports by data set, in the order of their names; the newest of each stands last."""
    found: dict[str, list[Entry]] = {}
    for entry in sets:
        found.setdefault(entry[0].dataset, []).append(entry)
    return [found[name] for name in sorted(found)]
