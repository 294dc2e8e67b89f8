"""Near-duplicate texts: copies of one agency text share a voice.

MinHash (Broder 1997) over word 5-shingles with locality-sensitive hashing: texts that agree in one of the
bands of their signatures are compared, and grouped where these tell a Jaccard similarity of at least 0.6.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

LEAST_SIMILARITY = 0.6
_SHINGLE = 5
_BANDS, _ROWS = 32, 4
"""A pair of similarity .6 meets in a band with probability 1 - (1 - .6**4)**32 = .99."""
_CROWD = 60
"""Texts in one band from which only neighbours and the first are compared, lest a thousand copies cost a
million comparisons."""
_WORD = re.compile(r"\w+")

_random = np.random.Generator(np.random.PCG64(20261123))
_FACTORS = _random.integers(1, 1 << 63, size=_BANDS * _ROWS, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _random.integers(0, 1 << 63, size=_BANDS * _ROWS, dtype=np.uint64)
_PLACES = _random.integers(1, 1 << 63, size=_SHINGLE, dtype=np.uint64) | np.uint64(1)

Signature = npt.NDArray[np.uint32]


def voices(documents: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give each document's voice: the smallest identifier among its near-duplicates, itself included.

    `documents` are (identifier, text) pairs in any order; the result does not depend on it.

    >>> voices([("b", "Mali named an envoy to Rabat today"), ("a", "Mali named an envoy to Rabat today")])
    {'a': 'a', 'b': 'a'}
    """
    signatures = {identifier: sign(text) for identifier, text in documents}
    identifiers = sorted(signatures)
    if not identifiers:
        return {}
    table = np.stack([signatures[identifier] for identifier in identifiers])
    leaders = list(range(len(identifiers)))
    for first, second in _candidates(table):
        a, b = _leader(leaders, first), _leader(leaders, second)
        if a != b and similarity(table[first], table[second]) >= LEAST_SIMILARITY:
            leaders[max(a, b)] = min(a, b)
    return {identifier: identifiers[_leader(leaders, place)] for place, identifier in enumerate(identifiers)}


def sign(text: str) -> Signature:
    """Give the MinHash signature of a text: 128 numbers."""
    words = [zlib.crc32(word.encode("utf-8", "replace")) for word in _WORD.findall(text.casefold())] or [0]
    codes = np.array(words, dtype=np.uint64)
    width = min(_SHINGLE, len(words))
    shingles = np.zeros(len(words) - width + 1, dtype=np.uint64)
    for place in range(width):
        shingles += (codes[place : place + len(shingles)] + np.uint64(1)) * _PLACES[place]
    shingles ^= shingles >> np.uint64(29)
    lowest = np.full(len(_FACTORS), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), 2048):  # bounds the memory that a long text takes
        mixed = shingles[start : start + 2048, None] * _FACTORS + _OFFSETS
        lowest = np.minimum(lowest, mixed.min(axis=0))
    signature: Signature = (lowest >> np.uint64(32)).astype(np.uint32)
    return signature


def similarity(a: Signature, b: Signature) -> float:
    """Give the estimated Jaccard similarity of two signed texts (0 to 1, standard error at most .045)."""
    return float(np.mean(a == b))


def _candidates(table: npt.NDArray[np.uint32]) -> Iterable[tuple[int, int]]:
    for band in range(_BANDS):
        columns = np.ascontiguousarray(table[:, band * _ROWS : (band + 1) * _ROWS])
        groups: dict[bytes, list[int]] = {}
        for place, row in enumerate(columns):
            groups.setdefault(row.tobytes(), []).append(place)
        for members in groups.values():
            yield from _pairs(members)


def _pairs(members: list[int]) -> Iterable[tuple[int, int]]:
    for place, member in enumerate(members):
        if len(members) <= _CROWD:
            yield from ((earlier, member) for earlier in members[:place])
        elif place:
            yield members[0], member
            yield members[place - 1], member


def _leader(leaders: list[int], place: int) -> int:
    while leaders[place] != place:
        leaders[place] = leaders[leaders[place]]
        place = leaders[place]
    return place
