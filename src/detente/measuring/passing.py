"""Which documents are about two states, rather than naming one of them in passing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

from detente.model.event import Record


def told_most(records: Iterable[Record], a: str, b: str) -> frozenset[str]:
    """Give the documents that tell acts of `a` and `b`, and of no other two parties more.

    `records` are those of the two and of each with others; an act of several counts for each pair of them by
    its share.
    """
    counts: dict[str, dict[frozenset[str], Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for record in records:
        pairs = [frozenset(pair) for pair in combinations(sorted(_parties(record)), 2)]
        for document in {telling.document for telling in record.tellings}:
            for pair in pairs:
                counts[document][pair] += Fraction(1, len(pairs))
    wanted = frozenset((a, b))
    return frozenset(
        document for document, told in counts.items() if told[wanted] and told[wanted] == max(told.values())
    )


def _parties(record: Record) -> set[str]:
    sides = (*record.best.source, *record.best.target)
    return set(record.countries) | {mention.actor.body for mention in sides if mention.actor.body}
