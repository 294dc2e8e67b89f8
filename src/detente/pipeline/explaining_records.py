"""Why the tellings of a record are one act, and why its neighbours are others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.model.errors import UsageError
from detente.tables.kinds import load_kinds
from detente.tables.states import load_states

if TYPE_CHECKING:
    from detente.model.event import Record
    from detente.storing.relating import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSteps:
    """What ``detente explain --record`` prints.

    Attributes
    ----------
    relations
        What speaks for and against every two of the tellings.
    near
        Records of the same parties nearby, with what keeps each apart.
    later
        The record that denies or corrects this one, or None.
    """

    record: Record
    line: str
    relations: tuple[Relation, ...]
    near: tuple[tuple[Record, str, tuple[str, ...]], ...]
    later: tuple[Record, str] | None

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        from dataclasses import asdict

        from detente.storing.sheets import RECORD_SHEET

        (record,) = RECORD_SHEET.nested([self.record])
        near = [{"record": other.id, "line": line, "against": list(why)} for other, line, why in self.near]
        later = {"record": self.later[0].id, "line": self.later[1]} if self.later else None
        relations = [asdict(relation) for relation in self.relations]
        return {"line": self.line, **record, "relations": relations, "near": near, "later": later}

    def as_text(self) -> str:
        """Give it in words."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        record = self.record
        yield f"{record.id}: {self.line}"
        yield f"  {record.best.line}"
        yield f"  why: {record.why}"
        numbers = {telling.id: number for number, telling in enumerate(record.tellings, 1)}
        for telling in record.tellings:
            who = telling.publisher or telling.title or telling.document
            words = " ".join(telling.event.evidence.quote.split())
            yield f"  {numbers[telling.id]}  {who}, {telling.published or 'no date'}: “{words}”"
            when = telling.event.when
            yield f"     {telling.event.line}, day {when.start} ({when.precision})"
        for relation in self.relations:
            pair = f"{numbers[relation.first]} and {numbers[relation.second]}"
            speaks = ", ".join(relation.reasons) or "nothing directly; joined over another telling"
            yield f"  {pair}: {speaks}"
        for difference in record.differences:
            told = "; ".join(
                f"{reading} ({', '.join(str(numbers[one]) for one in ids if one in numbers)})"
                for reading, ids in difference.readings
            )
            yield f"  told differently, {difference.detail}: {told}"
        if self.later:
            yield f"  superseded by {self.later[0].id}: {self.later[1]}"
        for other, line, against in self.near:
            yield f"  apart from {other.id} ({line}): {', '.join(against)}"


def explain_record(store_path: Path, name: str) -> RecordSteps:
    """Explain the record with this identifier, or the one with a telling so called.

    Raises
    ------
    UsageError
        If no record of the store is called so.
    """
    from detente.measuring.lines import record_line
    from detente.storing.merge import merge
    from detente.storing.relating import keeps_apart, relate
    from detente.storing.store import Store

    store = Store(store_path, must_exist=True)
    tellings = tuple(store.tellings())
    records = merge(tellings, pairings=store.pairings())
    telling = name.removeprefix("r-")
    found = [one for one in records if one.id == name or any(told.id == telling for told in one.tellings)]
    if not found:
        raise UsageError(
            f"{store_path} holds no record {name!r}; detente events --json lists them with their identifiers"
        )
    (record, *_) = found
    lines = {one.id: record_line(one, load_kinds(), load_states()) for one in records if _close(one, record)}
    near = tuple((one, lines[one.id], keeps_apart(record, one)) for one in records if _close(one, record))
    later = next((one for one in records if one.id == record.superseded_by), None)
    return RecordSteps(
        record=record,
        line=record_line(record, load_kinds(), load_states()),
        relations=relate(record, tellings),
        near=tuple(sorted(near, key=lambda entry: entry[0].id))[:NEAREST],
        later=(later, record_line(later, load_kinds(), load_states())) if later else None,
    )


NEAREST = 8
"""Neighbours that are explained."""
_DAYS = 14


def _close(other: Record, record: Record) -> bool:
    """Tell whether another record is of the same kind or tie and states, and of the same weeks."""
    if other.id == record.id or other.countries != record.countries:
        return False
    kinds = load_kinds().events
    mine, theirs = kinds.get(record.best.kind), kinds.get(other.best.kind)
    group = mine is not None and theirs is not None and mine.group == theirs.group
    here, there = record.when.start, other.when.start
    return group and here is not None and there is not None and abs((here - there).days) <= _DAYS
