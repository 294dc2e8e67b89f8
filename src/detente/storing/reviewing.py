"""What a person does to events and records, as decisions in the log; for the terminal and for pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from detente.model.errors import UsageError
from detente.model.event import Telling
from detente.storing.changing import changed
from detente.storing.decisions import Decision, Reading, reading_of, standing
from detente.storing.store import Store


def judge(
    store: Store, tellings: Sequence[Telling], action: str, *, author: str, note: str | None = None
) -> tuple[Decision, ...]:
    """Accept or reject the tellings, or only note something on them: one decision for each."""
    return _decide(store, tellings, author, action=action, note=note)


def change(
    store: Store,
    tellings: Sequence[Telling],
    changes: Mapping[str, str],
    *,
    author: str,
    note: str | None = None,
) -> tuple[Decision, ...]:
    """Change fields of the tellings; see `changing.FIELDS`.

    Raises
    ------
    UsageError
        If a field is unknown, or a value no kind, party list, day or modality; nothing is stored then.
    """
    for telling in tellings:
        changed(telling.event, changes)
    return _decide(store, tellings, author, action="change", changes=tuple(changes.items()), note=note)


def join(
    store: Store, tellings: Sequence[Telling], others: Sequence[Telling], *, author: str
) -> tuple[Decision, ...]:
    """Call two sets of tellings one act."""
    return _decide(store, tellings[:1], author, action="merge", others=_readings(store, others))


def part(
    store: Store, tellings: Sequence[Telling], others: Sequence[Telling], *, author: str
) -> tuple[Decision, ...]:
    """Call the tellings another act than the others."""
    if not others:
        raise UsageError("a record with one telling cannot be split; reject it, or join it to another")
    return _decide(store, tellings, author, action="split", others=_readings(store, others))


def link(store: Store, told: str, meant: str, *, author: str) -> tuple[Decision, ...]:
    """Say, for the whole store, that the person told as one name is the one with another."""
    if not told.strip() or not meant.strip() or told.strip().casefold() == meant.strip().casefold():
        raise UsageError(f"expected two different names, got {told!r} and {meant!r}")
    names = (("person", told.strip()), ("name", meant.strip()))
    return (store.decide(Decision(decided=_now(), author=author, action="link", changes=names)),)


def take_back(store: Store, *, author: str, number: int | None = None) -> tuple[Decision, ...]:
    """Undo one decision by its number, or all that the author decided last in one go.

    Raises
    ------
    UsageError
        If nothing of the author's stands any more.
    """
    log = store.decisions()
    if number is not None:
        meant = [number]
    else:
        mine = [decision for decision in standing(log) if decision.author == author]
        if not mine:
            raise UsageError(f"{author} has decided nothing that could be undone")
        last = max(decision.decided for decision in mine)
        meant = [decision.id for decision in mine if decision.decided == last]
    now = _now()
    return store.decide_all(
        [Decision(decided=now, author=author, action="undo", undoes=one) for one in meant]
    )


def take_over(store: Store, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Add decisions of another store that are not in the log, and give them with their new numbers."""
    have = {_told(decision) for decision in store.decisions()}
    fresh = [decision for decision in decisions if _told(decision) not in have and decision.undoes is None]
    return store.decide_all(fresh) if fresh else ()


def _told(decision: Decision) -> tuple[object, ...]:
    return decision.decided, decision.author, decision.action, decision.reading, decision.changes


def _decide(
    store: Store,
    tellings: Sequence[Telling],
    author: str,
    *,
    action: str,
    others: tuple[Reading, ...] = (),
    changes: tuple[tuple[str, str], ...] = (),
    note: str | None = None,
) -> tuple[Decision, ...]:
    now = _now()
    decisions = [
        Decision(
            decided=now,
            author=author,
            action=action,
            document=reading.document,
            quote=reading.quote,
            kind=reading.kind,
            sides=reading.sides,
            start=reading.start,
            others=others,
            changes=changes,
            note=note,
        )
        for reading in _readings(store, tellings)
    ]
    return store.decide_all(decisions)


def _readings(store: Store, tellings: Sequence[Telling]) -> tuple[Reading, ...]:
    """Give the evidence of tellings as the machine read them, whatever was corrected since."""
    read = {telling.id: telling for telling in store.uncorrected({one.document for one in tellings})}
    return tuple(reading_of(read[telling.id].event) for telling in tellings)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
