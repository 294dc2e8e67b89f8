"""Which documents are copies of one text, by their MinHash signatures, and whose voice that is.

A signature is a run of 32-bit little-endian numbers, one per hash function, the same number for all. The
share of equal numbers estimates how much of their word sequences two texts share (Jaccard).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Signatures = NDArray[numpy.uint32]

ALIKE = 0.6
"""Share of equal numbers from which two texts are copies; with 128 numbers, precision 1.0 and recall .98 on
1,000 edited copies among 3,000 texts (design/stack.md, 2.3)."""
ROWS = 4
"""Numbers in a band: documents are compared only if one band is the same. 4 of 128 find 99 % of pairs at
0.6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What is known of a document for telling its voice; `signature` is None where it was never taken."""

    document: str
    publisher: str | None
    published: date | None
    signature: bytes | None


def name_voices(prints: Iterable[Print]) -> dict[str, str]:
    """Give each document's voice: the publisher that printed its text first, or else that document.

    Copies of one text share a voice, whoever prints them; what a publisher printed alone is its own. The
    answer does not depend on the order of `prints`.
    """
    by_name = {entry.document: entry for entry in prints}
    voices: dict[str, str] = {}
    for group in _group({name: entry.signature for name, entry in by_name.items() if entry.signature}):
        members = [by_name[name] for name in group]
        first = min(members, key=lambda entry: (entry.published or date.max, entry.document))
        voices.update(dict.fromkeys(group, first.publisher or first.document))
    return {name: voices.get(name) or entry.publisher or name for name, entry in by_name.items()}


def _group(signatures: Mapping[str, bytes]) -> list[list[str]]:
    """Group documents whose texts are alike, directly or over others; groups of one are left out."""
    equal: dict[bytes, list[str]] = defaultdict(list)
    for name, signature in signatures.items():
        equal[signature].append(name)
    groups: list[list[str]] = []
    for length in sorted({len(signature) for signature in equal}):
        distinct = sorted(signature for signature in equal if len(signature) == length)
        if length % 4 or length == 0:
            continue
        for members in _components(distinct):
            names = sorted(name for member in members for name in equal[distinct[member]])
            if len(names) > 1:
                groups.append(names)
    return groups


def _components(distinct: Sequence[bytes]) -> list[list[int]]:
    import numpy as np

    table: Signatures = np.frombuffer(b"".join(distinct), dtype="<u4").reshape(len(distinct), -1)
    parent = list(range(len(distinct)))

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for bucket in _buckets(table):
        for place, first in enumerate(bucket[:-1]):
            rest = bucket[place + 1 :]
            shares = (table[rest] == table[first]).mean(axis=1)
            for second, share in zip(rest, shares, strict=True):
                if share >= ALIKE:
                    low, high = sorted((root(first), root(second)))
                    parent[high] = low
    components: dict[int, list[int]] = defaultdict(list)
    for member in range(len(distinct)):
        components[root(member)].append(member)
    return list(components.values())


def _buckets(table: Signatures) -> Iterable[list[int]]:
    """Give the members that share a band, for each band, where there is more than one."""
    import numpy as np

    width = min(ROWS, table.shape[1])
    for start in range(0, table.shape[1] - width + 1, width):
        band = np.ascontiguousarray(table[:, start : start + width]).view(f"V{4 * width}").ravel()
        _, inverse, counts = np.unique(band, return_inverse=True, return_counts=True)
        order = np.argsort(inverse, kind="stable")
        edges = np.cumsum(counts)
        for end, count in zip(edges, counts, strict=True):
            if count > 1:
                yield [int(member) for member in order[end - count : end]]
