"""Which tellings people called one act, and which two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from detente.model.event import Telling
from detente.storing.decisions import Conflict, Decision, standing
from detente.storing.finding import Told

Pair = tuple[str, str]
"""Identifiers of two tellings, the smaller first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairings:
    """What people said of pairs of tellings.

    Attributes
    ----------
    same
        Pairs that tell one act, with who says so.
    apart
        Pairs that tell two acts.
    conflicts
        Decisions that cannot all hold; none of their pairs is among the others.
    """

    same: Mapping[Pair, str]
    apart: frozenset[Pair]
    conflicts: tuple[Conflict, ...] = ()


NO_PAIRINGS = Pairings(same=MappingProxyType({}), apart=frozenset())


def ordered(a: str, b: str) -> Pair:
    """Give two identifiers in the order of a pair."""
    return (a, b) if a < b else (b, a)


def read_pairings(tellings: Iterable[Telling], decisions: Iterable[Decision]) -> Pairings:
    """Find the tellings (as the machine read them) that merges and splits mean, and what cannot hold."""
    joining = [decision for decision in standing(decisions) if decision.action in ("merge", "split")]
    if not joining:
        return NO_PAIRINGS
    told = Told(tellings)
    # 1. Of one person's decisions on a pair the last counts; where several differ, none holds.
    said: dict[Pair, dict[str, Decision]] = defaultdict(dict)
    for decision in joining:
        for pair in _pairs(decision, told):
            said[pair][decision.author] = decision
    agreed: dict[Pair, Decision] = {}
    differing: dict[tuple[int, ...], Conflict] = {}
    for pair, by_author in said.items():
        if len({decision.action for decision in by_author.values()}) > 1:
            _note(differing, by_author.values())
        else:
            agreed[pair] = min(by_author.values(), key=lambda decision: decision.id)
    # 2. One act over others: A with B and B with C, but A apart from C. None of these holds.
    for members in _against_itself(agreed):
        inside = [pair for pair in agreed if set(pair) <= members]
        _note(differing, {agreed[pair].id: agreed[pair] for pair in inside}.values())
        for pair in inside:
            del agreed[pair]
    return Pairings(
        same=MappingProxyType(
            {pair: _who(decision) for pair, decision in agreed.items() if decision.action == "merge"}
        ),
        apart=frozenset(pair for pair, decision in agreed.items() if decision.action == "split"),
        conflicts=tuple(differing[key] for key in sorted(differing)),
    )


def _pairs(decision: Decision, told: Told) -> Iterable[Pair]:
    firsts = told.find(decision.reading) if decision.reading else ()
    for reading in decision.others:
        for other in told.find(reading):
            yield from (ordered(first.id, other.id) for first in firsts if first.id != other.id)


def _against_itself(agreed: Mapping[Pair, Decision]) -> list[set[str]]:
    """Give the sets of tellings joined to one another of which two were told apart."""
    home: dict[str, set[str]] = {}
    for (first, second), decision in agreed.items():
        if decision.action == "merge":
            members = home.get(first, {first}) | home.get(second, {second})
            home.update(dict.fromkeys(members, members))
    sets = {id(members): members for members in home.values()}
    split = [pair for pair, decision in agreed.items() if decision.action == "split"]
    return [members for members in sets.values() if any(set(pair) <= members for pair in split)]


def _who(decision: Decision) -> str:
    return f"{decision.author} joined them on {decision.decided.date().isoformat()}"


def _note(found: dict[tuple[int, ...], Conflict], decisions: Iterable[Decision]) -> None:
    members = tuple(sorted(decisions, key=lambda decision: decision.id))
    key = tuple(decision.id for decision in members)
    found.setdefault(key, Conflict(decisions=members, about="one act or two"))
