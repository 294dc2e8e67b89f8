"""What speaks for and against single tellings being of one act, in words, for those who ask why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from detente.model.event import Record, Telling
from detente.storing.act_rules import ActRules, load_rules
from detente.storing.contradictions import (
    can_be_one,
    days_agree,
    names_contradict,
    people_contradict,
)
from detente.storing.crowds import with_lone
from detente.storing.outline import Outline, outline
from detente.storing.same_act import support
from detente.storing.same_parties import parties_agree


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two tellings of a record and what speaks for their being of one act; nothing where others join them."""

    first: str
    second: str
    reasons: tuple[str, ...]


def relate(
    record: Record, tellings: Iterable[Telling], *, rules: ActRules | None = None
) -> tuple[Relation, ...]:
    """Give the relations of every two tellings of a record; `tellings` are all that were merged."""
    rules = rules or load_rules()
    mine = [telling.id for telling in record.tellings]
    outlines = {one.id: one for one in with_lone((outline(one, rules) for one in tellings), rules)}
    found = []
    for first, second in combinations((name for name in mine if name in outlines), 2):
        a, b = outlines[first], outlines[second]
        speaks = support(a, b, rules) if can_be_one(a, b, rules) else None
        found.append(Relation(first=first, second=second, reasons=speaks.reasons if speaks else ()))
    return tuple(found)


def keeps_apart(record: Record, other: Record, *, rules: ActRules | None = None) -> tuple[str, ...]:
    """Say what stands against two records being one act, by their best tellings."""
    rules = rules or load_rules()
    a, b = (outline(one.tellings[0], rules) for one in (record, other))
    against = {
        _kinds(a, b): a.group != b.group,
        "other parties, or the other way round": not parties_agree(a, b, rules),
        "other persons": people_contradict(a, b),
        "other names, places or numbers": names_contradict(a, b, rules),
        "other days": not days_agree(a, b, rules),
    }
    return tuple(words for words, holds in against.items() if holds) or (
        "nothing says that they are one act",
    )


def _kinds(a: Outline, b: Outline) -> str:
    if a.group[0] != b.group[0]:
        return f"another kind of act ({a.event.kind}, {b.event.kind})"
    return f"one is told as {a.group[1]}, the other as {b.group[1]}: what is announced is not yet done"
