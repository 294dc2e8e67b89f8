"""Which events a decision means, after the sources were read again and perhaps read otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from detente.model.event import Telling
from detente.storing.decisions import Reading, sides_of


class Told:
    """The tellings of some documents as the machine read them, to be found by their evidence."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._by_document: Mapping[str, list[Telling]] = defaultdict(list)
        for telling in tellings:
            self._by_document[telling.document].append(telling)

    @property
    def documents(self) -> frozenset[str]:
        """The documents with a telling."""
        return frozenset(self._by_document)

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """All of them, by document."""
        return tuple(one for found in self._by_document.values() for one in found)

    def find(self, reading: Reading) -> tuple[Telling, ...]:
        """Give what a decision about this reading means; nothing where that is not certain.

        Meant is the event with the same quotation, kind and sides. Where a newer reading cut the quotation
        otherwise, the one event of that kind and these sides whose words overlap the old ones is meant; of
        two such events neither is.
        """
        about = [
            telling
            for telling in self._by_document.get(reading.document, ())
            if telling.event.kind == reading.kind and reading.sides in (None, sides_of(telling.event))
        ]
        exact = [telling for telling in about if telling.event.evidence.quote == reading.quote]
        if exact:
            return tuple(_nearest(exact, reading.start))
        moved = [telling for telling in about if _overlaps(telling, reading)]
        return tuple(moved) if len(moved) == 1 else ()


def _nearest(exact: Sequence[Telling], start: int | None) -> Sequence[Telling]:
    """Give those at the place where the quotation stood; all where none stands there or none is known."""
    there = [telling for telling in exact if telling.event.evidence.span.start == start]
    return there or exact


def _overlaps(telling: Telling, reading: Reading) -> bool:
    if reading.start is None:
        return False
    span = telling.event.evidence.span
    return span.start < reading.start + len(reading.quote) and reading.start < span.end
