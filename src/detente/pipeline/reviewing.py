"""Going through records and correcting them: what the terminal does, and a page can do too."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.model.errors import UnreadableError, UsageError
from detente.pipeline.pairs import find_codes
from detente.tables.kinds import load_kinds
from detente.tables.states import load_states

if TYPE_CHECKING:
    from detente.model.event import Record, Telling
    from detente.storing.decisions import Conflict, Decision
    from detente.storing.store import Store

NEAR_DAYS = 31
"""Days between two records that are offered for joining."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record to be looked at.

    Attributes
    ----------
    line
        The record in words.
    decided
        The standing decisions about one of its tellings, the oldest first.
    """

    record: Record
    line: str
    decided: tuple[Decision, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        from detente.storing.decisions import decision_to_json
        from detente.storing.sheets import RECORD_SHEET

        (record,) = RECORD_SHEET.nested([self.record])
        return {"line": self.line, **record, "decided": [decision_to_json(one) for one in self.decided]}


def review_items(
    store_path: Path, a: str | None, b: str | None, *, everything: bool = False, kind: str | None = None
) -> tuple[Item, ...]:
    """Give the records of a pair (or all), the least certain first; decided ones only with `everything`."""
    from detente.measuring.lines import record_line
    from detente.storing.finding import Told
    from detente.storing.merge import merge

    codes, store = find_codes(a, b, command="detente review"), _open(store_path)
    if kind is not None and kind not in load_kinds().events:
        raise UsageError(f"there is no event kind {kind!r}; docs/kinds.md lists them")
    records = merge(store.tellings(codes), pairings=store.pairings())
    about: dict[str, list[Decision]] = defaultdict(list)
    held = [decision for decision in _standing(store) if decision.reading is not None]
    told = Told(store.uncorrected({decision.document or "" for decision in held}))
    for decision in held:
        for telling in told.find(decision.reading) if decision.reading else ():
            about[telling.id].append(decision)
    if everything:
        # What was rejected is in no record any more; a second person has to see it too.
        shown = {telling.id for record in records for telling in record.tellings}
        gone = [one for one in told.tellings if one.id in about and one.id not in shown]
        records += merge(one for one in gone if codes is None or set(codes) <= _parties(one))
    items = (
        Item(
            record=record,
            line=record_line(record, load_kinds(), load_states()),
            decided=tuple(one for telling in record.tellings for one in about[telling.id]),
        )
        for record in records
        if kind in (None, record.best.kind)
    )
    chosen = [item for item in items if everything or not item.decided]
    return tuple(sorted(chosen, key=lambda item: (item.record.best.confidence, item.record.id)))


def _parties(telling: Telling) -> set[str]:
    sides = (*telling.event.source, *telling.event.target)
    return {mention.actor.country or mention.actor.body or "" for mention in sides}


def near_items(item: Item, items: Sequence[Item], *, most: int = 9) -> tuple[Item, ...]:
    """Give the records of some of the same states in the weeks around, the nearest first: to join with."""
    day = item.record.when.start

    def apart(other: Item) -> int:
        there = other.record.when.start
        return abs((there - day).days) if day and there else NEAR_DAYS

    near = [
        other
        for other in items
        if other.record.id != item.record.id
        and apart(other) <= NEAR_DAYS
        and set(other.record.countries) & set(item.record.countries)
    ]
    mine = item.record.best.kind
    return tuple(sorted(near, key=lambda one: (one.record.best.kind != mine, apart(one), one.record.id)))[
        :most
    ]


def decide(
    store_path: Path,
    action: str,
    tellings: Sequence[Telling],
    *,
    author: str,
    others: Sequence[Telling] = (),
    changes: Mapping[str, str] | None = None,
    note: str | None = None,
) -> tuple[Decision, ...]:
    """Store one action on tellings: accept, reject, note, change, merge or split; see `storing.reviewing`."""
    from detente.storing import reviewing

    store = _open(store_path)
    if action == "change":
        return reviewing.change(store, tellings, changes or {}, author=author, note=note)
    if action == "merge":
        return reviewing.join(store, tellings, others, author=author)
    if action == "split":
        return reviewing.part(store, tellings, others, author=author)
    return reviewing.judge(store, tellings, action, author=author, note=note)


def link_person(store_path: Path, told: str, meant: str, *, author: str) -> tuple[Decision, ...]:
    """Say that the person told as one name is the one with another, in the whole store."""
    from detente.storing import reviewing

    return reviewing.link(_open(store_path), told, meant, author=author)


def undo(store_path: Path, *, author: str, number: int | None = None) -> tuple[Decision, ...]:
    """Take back a decision by its number, or what the author decided last."""
    from detente.storing import reviewing

    return reviewing.take_back(_open(store_path), author=author, number=number)


def decision_log(store_path: Path) -> Iterator[dict[str, Any]]:
    """Give the log, one object for each decision, with whether it stands, and why it is not applied."""
    from detente.storing.decisions import decision_to_json

    store = _open(store_path)
    held = {decision.id for decision in _standing(store)}
    disputed, lost = store.disputed()
    notes = {one.id: "no event is read at this place any more" for one in lost}
    notes |= {one.id: f"differs on {conflict.about}" for conflict in disputed for one in conflict.decisions}
    for decision in store.decisions():
        stands = decision.id in held
        yield {**decision_to_json(decision), "stands": stands, "not_applied": notes.get(decision.id)}


def disputes(store_path: Path) -> tuple[Conflict, ...]:
    """Give the decisions that cannot all hold; none of them is applied."""
    return _open(store_path).disputed()[0]


def import_decisions(store_path: Path, source: Path) -> int:
    """Take over the decisions of a file that `detente review --export` wrote; gives how many were new."""
    from detente.storing.decisions import decision_from_json
    from detente.storing.reviewing import take_over

    try:
        lines = source.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{source} cannot be read ({error}); expected what --export wrote") from error
    decisions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            decisions.append(decision_from_json(json.loads(line)))
        except (ValueError, RecursionError, UsageError) as error:
            raise UsageError(f"{source}, line {number}: {error}") from error
    return len(take_over(_open(store_path), decisions))


def training_lines(store_path: Path) -> Iterator[dict[str, Any]]:
    """Give what people judged, one object for each event, in the form that training may use.

    ``read`` is the machine's event, ``verdict`` accepted, rejected or changed, ``right`` the event as people
    corrected it (None where it is rejected), ``text`` the document's text. What people disagree on is left
    out.
    """
    from detente.model.interchange import event_to_json
    from detente.storing.corrections import corrected
    from detente.storing.finding import Told

    store = _open(store_path)
    judged = [
        one for one in _standing(store) if one.action in ("accept", "reject", "change") and one.document
    ]
    unsure = {one.id for conflict in store.disputed()[0] for one in conflict.decisions}
    read = store.uncorrected({one.document or "" for one in judged})
    told, authors = Told(read), defaultdict[str, Counter[str]](Counter)
    for decision in judged:
        for telling in told.find(decision.reading) if decision.reading and decision.id not in unsure else ():
            authors[telling.id][decision.author] += 1
    right = {telling.id: telling.event for telling in corrected(read, _standing(store))}
    texts = {document.id: document.text for document in store.documents({one.document for one in read})}
    for telling in read:
        if telling.id not in authors:
            continue
        event = right.get(telling.id)
        same = event is not None and event.line == telling.event.line and event.when == telling.event.when
        yield {
            "document": telling.document,
            "text": texts[telling.document],
            "read": event_to_json(telling.event),
            "verdict": "rejected" if event is None else "accepted" if same else "changed",
            "right": event_to_json(event) if event else None,
            "authors": sorted(authors[telling.id]),
        }


def _standing(store: Store) -> tuple[Decision, ...]:
    from detente.storing.decisions import standing

    return standing(store.decisions())


def _open(store_path: Path) -> Store:
    from detente.storing.store import Store

    return Store(store_path, must_exist=True)
