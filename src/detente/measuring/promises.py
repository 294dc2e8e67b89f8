"""Promises, and what became of them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente.measuring.folding import folding_rule
from detente.measuring.lines import record_line
from detente.measuring.naming import load_line_words
from detente.measuring.needs import StateNames
from detente.measuring.signs import party_names, told_on
from detente.model.dossier import Promise
from detente.model.errors import DataError
from detente.model.event import Modality, Precision, Record
from detente.tables.kinds import Kinds
from detente.tables.names_alike import names_alike
from detente.tables.subject_words import core_words, name_likeness

_UNDATED = (Precision.PUBLICATION, Precision.UNKNOWN)
_WORD = re.compile(r"[^\W\d_]+")
# An act is often told a few days late; one that lies this long after the day it was due still kept the
# promise.
_LATE = timedelta(days=31)
# A meeting that was planned for a day is told within so many days of it.
_NEAR = timedelta(days=3)
# What the reader has rather misread than not is no promise to hold anybody to. A plan for a named time
# that bears on a tie is exempt: wordings made for that tie tell it, and what is misread seldom has a time.
# Half of what unseen items tell with this probability is right (benchmarks/results/confidence.md).
_SURE = 0.42


@dataclass(frozen=True, slots=True)
class Keeping:
    """Which kinds of act keep or deny which kinds of promise: ``data/promises.toml``."""

    keeps: Mapping[str, frozenset[str]]
    denies: Mapping[str, frozenset[str]]
    words: tuple[tuple[frozenset[str], frozenset[str]], ...]
    reach: Mapping[str, timedelta]
    unsaid: frozenset[str]


@cache
def load_keeping() -> Keeping:
    """Read ``data/promises.toml``."""
    table = tomllib.loads((files("detente") / "data" / "promises.toml").read_text(encoding="utf-8"))
    unknown = set(table) - {"keeps", "denies", "words", "reach", "unsaid"}
    if unknown:
        raise DataError(f"promises.toml: unknown key {sorted(unknown)[0]!r}")
    return Keeping(
        MappingProxyType({kind: frozenset(kinds) for kind, kinds in table["keeps"].items()}),
        MappingProxyType({kind: frozenset(kinds) for kind, kinds in table["denies"].items()}),
        tuple((frozenset(entry["any"]), frozenset(entry["keeps"])) for entry in table["words"]),
        MappingProxyType({kind: timedelta(days=days) for kind, days in table["reach"].items()}),
        frozenset(table["unsaid"]),
    )


def promises(
    records: Iterable[Record], kinds: Kinds, states: StateNames, *, as_of: date
) -> tuple[Promise, ...]:
    """Give every undertaking told by `as_of` with its state on that day, oldest first.

    ``kept``: a later act of the right kind between the same parties is told. ``denied``: it was called off,
    or the telling was corrected. ``lapsed``: a term that was named for it has passed and no act is told.
    Else ``open``; silence never makes a promise done.
    """
    known = sorted(records, key=lambda record: (_day(record) or date.min, record.id))
    known = [record for record in known if (_day(record) or date.min) <= as_of]
    by_kind: dict[str, list[Record]] = defaultdict(list)
    for record in known:
        by_kind[record.best.kind].append(record)
    made = (record for record in known if _is_promise(record, kinds))
    return tuple(_promise(record, by_kind, kinds, states, as_of) for record in made)


def age(promise: Promise, as_of: date) -> int | None:
    """Give the days since the promise was made; None where its day is not known."""
    return (as_of - promise.day).days if promise.day else None


def _day(record: Record) -> date | None:
    """Give the day of a promise: of its telling where the text gives only the time it is meant for."""
    if record.best.modality is Modality.FUTURE:
        return told_on(record).start
    return record.when.start


def _is_promise(record: Record, kinds: Kinds) -> bool:
    kind = kinds.events.get(record.best.kind)
    if kind is None or not record.best.source or kind.name in load_keeping().unsaid:
        return False
    timed = record.best.tie is not None and _due(record) is not None
    if record.best.confidence < _SURE and not timed:
        return False
    if record.best.modality is Modality.FUTURE:
        return kind.shown == "promise" or kind.future is not None
    # What was undertaken long ago on a day that is told still waits to be kept.
    past = record.best.modality is Modality.HISTORICAL and record.when.precision not in _UNDATED
    return kind.shown == "promise" and (record.best.modality.counts or past)


def _promise(
    record: Record, by_kind: Mapping[str, Sequence[Record]], kinds: Kinds, states: StateNames, as_of: date
) -> Promise:
    event = record.best
    due, wanted = _due(record), keepers(record, kinds)
    acts = _acts(by_kind, wanted, record, kinds)
    keeper = next((act for act in acts if act.best.modality.counts), None)
    denied = record.superseded_by is not None or _is_denied(by_kind, wanted, record, kinds)
    state = "kept" if keeper else "denied" if denied else "lapsed" if due and due < as_of else "open"
    by = [mention.actor.country or mention.actor.body for mention in event.source]
    to = [mention.actor.country or mention.actor.body for mention in event.target]
    return Promise(
        record=record.id,
        by=tuple(sorted({code for code in by if code})),
        to=tuple(sorted({code for code in to if code})),
        text=_text(record, kinds, states),
        day=_day(record),
        state=state,
        evidence=tuple(dict.fromkeys(record.evidence)),
        due=due,
        kept_by=keeper.id if keeper else None,
    )


def _text(record: Record, kinds: Kinds, states: StateNames) -> str:
    """Give the line; that a promise lies far back its age tells."""
    line = record_line(record, kinds, states)
    return line.removeprefix(load_line_words().modality[Modality.HISTORICAL.value])


def _due(record: Record) -> date | None:
    """Give the last day of the time named for the act; None where none was named."""
    made, when = _day(record), record.when
    if record.best.modality is not Modality.FUTURE or when.precision in _UNDATED or when.end is None:
        return None
    return when.end if made is None or when.end >= made else None


def keepers(record: Record, kinds: Kinds) -> frozenset[str]:
    """Give the kinds of act that would keep this promise."""
    keeping, event = load_keeping(), record.best
    kind = kinds.events.get(event.kind)
    if kind is not None and kind.shown != "promise":
        return frozenset({event.kind}) | keeping.keeps.get(kind.future or "", frozenset())
    found = {name for name, other in kinds.events.items() if other.future == event.kind}
    found |= keeping.keeps.get(event.kind, frozenset())
    object_words = {word.casefold() for word in _WORD.findall(event.part("object") or "")}
    if not found or event.kind in ("promise-aid", "plan-cooperation"):
        for words, kept in keeping.words:
            found |= kept if words & object_words else frozenset()
    return frozenset(found)


def _acts(
    by_kind: Mapping[str, Sequence[Record]], names: frozenset[str], promise: Record, kinds: Kinds
) -> list[Record]:
    """Give the records of these kinds that come after the promise and are on its matter, oldest first."""
    found = [
        act
        for name in names
        for act in by_kind.get(name, ())
        if act.superseded_by is None and _after(act, promise) and _same_matter(act, promise, kinds)
    ]
    return sorted(found, key=lambda act: (act.when.start or date.min, act.id))


def _is_denied(
    by_kind: Mapping[str, Sequence[Record]], wanted: frozenset[str], promise: Record, kinds: Kinds
) -> bool:
    own = promise.best.kind
    if any(act.best.modality is Modality.NEGATED for act in _acts(by_kind, wanted | {own}, promise, kinds)):
        return True
    kind = kinds.events.get(own)
    names = {own} | ({kind.future} if kind and kind.future else set())
    denying = frozenset(other for name in names for other in load_keeping().denies.get(name, ()))
    return any(act.best.modality.counts for act in _acts(by_kind, denying, promise, kinds))


def _after(act: Record, promise: Record) -> bool:
    made, done = _day(promise), act.when.start
    if act.id == promise.id or made is None or done is None or done < made:
        return False
    if act.when.precision in _UNDATED and done == made:
        # Told on one day, both undated: nothing says that the act came after the promise.
        return False
    due, reach = _due(promise), load_keeping().reach.get(promise.best.kind)
    if due is None and reach is not None and done > made + reach:
        return False
    return due is None or done <= due + _LATE or promise.best.tie is None or promise.best.tie.kind != "visit"


def _same_matter(act: Record, promise: Record, kinds: Kinds) -> bool:
    """Tell whether parties, person and object of an act can be those of the promise."""
    parties, acting = (set(record.countries) | _bodies(record) for record in (promise, act))
    if len(parties) < 2 or not (parties <= acting or _meet_as_planned(act, promise, parties & acting)):
        return False
    kind = kinds.events.get(act.best.kind)
    group = kind.group if kind else ""
    if group == "visit" and not act.best.reciprocal and not promise.best.reciprocal and _turned(act, promise):
        return False
    people = [record.best.part("person") or _person(record) for record in (act, promise)]
    if group == "visit" and people[0] and people[1] and names_alike(people[0], people[1]) is False:
        return False
    words = [_matter(record, group) for record in (act, promise)]
    if not words[0] or not words[1]:
        # The joint commission is not the joint military commission: a bare name is a name of its own there.
        named = (other := kinds.events.get(promise.best.kind)) is not None and other.group == group
        return words[0] == words[1] or not named or folding_rule(group).unnamed != "own"
    return name_likeness(words[0], words[1]) >= 0.5


def _meet_as_planned(act: Record, promise: Record, both: set[str]) -> bool:
    """Tell whether two of those who would meet met on the day: the host need not take part."""
    due = _due(promise)
    if due is None or len(both) < 2 or promise.best.kind not in load_keeping().reach:
        return False
    return act.when.start is not None and abs(act.when.start - due) <= _NEAR


def _matter(record: Record, group: str) -> frozenset[str]:
    name = record.best.part("object") or record.best.part("mission")
    return core_words(name, group, without=party_names(record.best))


def _turned(act: Record, promise: Record) -> bool:
    def first(record: Record) -> str | None:
        return next((mention.actor.country for mention in record.best.source if mention.actor.country), None)

    return first(act) != first(promise)


def _person(record: Record) -> str | None:
    return next((mention.person for mention in record.best.source if mention.person), None)


def _bodies(record: Record) -> set[str]:
    sides = (*record.best.source, *record.best.target)
    return {mention.actor.body for mention in sides if mention.actor.body}
