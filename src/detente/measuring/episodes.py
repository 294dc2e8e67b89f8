"""Episodes: the acts of one state towards another that measures count, and the quarters they fall in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from detente.model.actor import Mention
from detente.model.event import Record

# Sectors that act for the state. Nationals, firms and armed groups are another layer: a measure of them says
# nothing of how two governments stand (see docs: "Facts of state, flow of events, and context").
GOVERNMENT = frozenset({None, "GOV", "MIL", "SPY", "LEG", "JUD", "COP"})
LAYERS = ("government", "all")
# Who is known only as the place of a deed. Force used in a town says nothing against its government: it may
# be used beside it ("strikes on rebels in Gao", "the army retakes Gao").
_PLACES = frozenset({"place", "capital-place", "ground"})
_FORCE = 4
# So many acts show that one fights the other, as on the ladder.
_ASSAULT, _LEAST_FIGHTS = "ASSAULT", 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One act of `source` towards `target` on a day; `score` from -10 to 10, `quad` from 1 to 4 (PLOVER)."""

    record: str
    day: date
    source: str
    target: str
    quad: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A half-open quarter of a year."""

    start: date
    end: date


def episodes(records: Iterable[Record], a: str, b: str, *, layer: str = "government") -> tuple[Episode, ...]:
    """Give the episodes between `a` and `b`, both ways, oldest first.

    Counted is what happened or is reported to have happened, has a type of the ontology and a day, and is not
    superseded. One day's acts of one kind in one direction are one episode; a visit and its hosting are one.
    """
    found: dict[tuple[object, ...], Episode] = {}
    told = sorted(records, key=lambda record: record.id)
    fighting = _fighting(told, a, b)
    for record in told:
        event, day = record.best, record.when.start
        if record.superseded_by or not event.modality.counts or event.quad is None or day is None:
            continue
        for source, target in _directions(record, a, b, layer, fighting):
            episode = Episode(
                record=record.id,
                day=day,
                source=source,
                target=target,
                quad=event.quad,
                score=event.score or 0.0,
            )
            found.setdefault((day, source, target, event.plover, event.kind), episode)
    mirrored = _without_mirrors(found)
    return tuple(sorted(mirrored, key=lambda one: (one.day, one.source, one.record)))


def _without_mirrors(found: dict[tuple[object, ...], Episode]) -> list[Episode]:
    """Leave out the host's side of a visit that is told from the visitor's side on the same day."""
    kept = []
    for key, episode in found.items():
        day, source, target, plover, kind = key
        if kind == "host" and (day, target, source, plover, "visit") in found:
            continue
        kept.append(episode)
    return kept


def _fighting(records: Iterable[Record], a: str, b: str) -> frozenset[tuple[str, str]]:
    """Give the directions in which one is told to fight the other's own forces or government.

    Between these, force used in a town is force against the state that it lies in.
    """
    direct: Counter[tuple[str, str]] = Counter()
    for record in records:
        event = record.best
        if event.plover == _ASSAULT and event.modality.counts and not record.superseded_by:
            direct.update(_directions(record, a, b, "government", frozenset()))
    return frozenset(way for way, number in direct.items() if number >= _LEAST_FIGHTS)


def _directions(
    record: Record, a: str, b: str, layer: str, fighting: Collection[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    event = record.best
    if fighting and event.quad == _FORCE and layer != "all":
        near = governments(event.source, None), governments(event.target, None)
        within = tuple(way for way in fighting if way[0] in near[0] and way[1] in near[1])
        if within:
            return within
    sources, targets = _sides(event.source, event.quad, layer), _sides(event.target, event.quad, layer)
    if event.reciprocal and {a, b} <= sources | targets:
        return ((a, b), (b, a))
    return tuple((one, other) for one, other in ((a, b), (b, a)) if one in sources and other in targets)


def _sides(mentions: tuple[Mention, ...], quad: int | None, layer: str) -> set[str]:
    if layer != "all":
        return governments(mentions, quad)
    return {mention.actor.country for mention in mentions if mention.actor.country}


def governments(mentions: tuple[Mention, ...], quad: int | None) -> set[str]:
    """Give the states whose governments stand on one side of an act of this class."""
    return {
        mention.actor.country
        for mention in mentions
        if mention.actor.country and mention.actor.role in GOVERNMENT and not is_ground(mention, quad)
    }


def is_ground(mention: Mention, quad: int | None) -> bool:
    """Tell whether a mention is but the place where force is used."""
    return quad == _FORCE and mention.how in _PLACES


def quarters(start: date, end: date) -> tuple[Quarter, ...]:
    """Give the quarters from that of `start` to that of `end`, both included."""
    found = []
    year, quarter = start.year, (start.month - 1) // 3
    while (year, quarter) <= (end.year, (end.month - 1) // 3):
        after = (year + 1, 0) if quarter == 3 else (year, quarter + 1)
        found.append(Quarter(start=date(year, 3 * quarter + 1, 1), end=date(after[0], 3 * after[1] + 1, 1)))
        year, quarter = after
    return tuple(found)
