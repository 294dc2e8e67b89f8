"""Listings of what the store holds: records, ties, and events as plain files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.pipeline.pairs import find_codes, find_pair
from detente.tables.kinds import load_kinds
from detente.tables.states import load_states

if TYPE_CHECKING:
    from detente.model.event import Record
    from detente.model.tie import Step, Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a listing, for people and for programs."""

    line: str
    fields: tuple[tuple[str, Any], ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the fields by name."""
        return dict(self.fields)

    def as_text(self) -> str:
        """Give the line."""
        return self.line


def list_records(store_path: Path, a: str | None, b: str | None, *, limit: int) -> Iterator[Row]:
    """Give the newest records of a pair, or of the whole store."""
    from detente.storing.merge import merge
    from detente.storing.store import Store

    codes = find_codes(a, b, command="detente events")
    store = Store(store_path, must_exist=True)
    records = merge(store.tellings(codes), pairings=store.pairings())
    newest = sorted(records, key=lambda record: (record.when.start or date.min, record.id), reverse=True)
    yield from map(_record_row, newest[:limit])


def _record_row(record: Record) -> Row:
    from detente.measuring.lines import record_line
    from detente.model.interchange import event_to_json
    from detente.tables.names import load_names

    line = record_line(record, load_kinds(), load_states())
    sources = len(record.voices)
    fields = {
        "record": record.id,
        "line": line,
        "sources": sources,
        **event_to_json(record.best, classes=load_names("en").classes),
    }
    day = str(record.when.start or "no date")
    return Row(
        line=f"{day:<11} {line}  [{sources} source{'s' * (sources > 1)}]", fields=tuple(fields.items())
    )


def list_ties(store_path: Path, a: str, b: str, *, as_of: date | None) -> Iterator[Row]:
    """Give the ties of a pair with their status on a day, from what was published up to that day."""
    from detente.measuring.ties import fold
    from detente.storing.merge import merge
    from detente.storing.store import Store

    first, second = find_pair(a, b, day=as_of)
    store = Store(store_path, must_exist=True)
    until = as_of + timedelta(days=1) if as_of else None
    tellings = store.tellings((first.iso3, second.iso3), told_before=until)
    records = merge(tellings, pairings=store.pairings())
    for tie in fold(records, load_kinds(), as_of=as_of):
        step = tie.step_on(as_of)
        if step is not None:
            yield _tie_row(tie, step)


def _tie_row(tie: Tie, step: Step) -> Row:
    subject = f" ({tie.subject})" if tie.subject else ""
    since = str(step.when.start) if step.when.start else None
    fields = {
        "kind": tie.kind, "parties": list(tie.parties), "subject": tie.subject, "status": step.status,
        "since": since, "quote": step.evidence[0].quote,
    }  # fmt: skip
    parties = " – ".join(tie.parties)
    line = f"{tie.kind:<12} {parties:<12} {step.status:<16} since {since or '?'}{subject}"
    return Row(line=line, fields=tuple(fields.items()))
