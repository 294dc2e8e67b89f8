"""Which documents are about two states, rather than naming one of them in passing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from detente.model.event import Record


def told_most(records: Iterable[Record], a: str, b: str) -> frozenset[str]:
    """Give the documents that tell acts of `a` and `b`, and of no other two states more.

    `records` are those of the two and of each with others.
    """
    counts: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for record in records:
        pairs = [frozenset(pair) for pair in combinations(sorted(record.countries), 2)]
        for document in {telling.document for telling in record.tellings}:
            counts[document].update(pairs)
    wanted = frozenset((a, b))
    return frozenset(
        document for document, told in counts.items() if told[wanted] and told[wanted] == max(told.values())
    )
