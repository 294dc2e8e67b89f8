"""Whether two spellings can be one person's name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from detente.tables.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_DOUBLED = re.compile(r"(.)\1+")
_ALIKE_AT = ((6, 2), (4, 1))
"""(letters of the shorter word, doubled ones once; letters that may differ): spellings of one
name differ in one or two letters of many ("Coulibaly", "Koulibali"), short names that differ are two (as in
"Touré", "Traoré")."""
_ALIKE_IN_ALL = 3
_PET_NAMED = 4
"""Letters of a name from which a pet form is the same name."""


def names_alike(a: str, b: str) -> bool | None:
    """Tell whether two spellings can be one person's name; None where their scripts cannot be compared.

    Every word of the shorter name has to have its like in the longer one, whatever the order: a surname
    alone, an initial, accents, hyphens and one or two letters of a transliteration do not count.

    >>> names_alike("Fafré Camara", "Favre Camara")
    True
    >>> names_alike("Camara", "Fafré Camara")
    True
    >>> names_alike("Mohamed Camara", "Fafré Camara")
    False
    """
    left, right = _words(a), _words(b)
    if not left or not right:
        return None
    if _script(left[0]) != _script(right[0]):
        return None
    shorter, longer = sorted((left, right), key=lambda words: (len(words), words))
    free, spent, whole = list(longer), 0, False
    for word in sorted(shorter, key=lambda word: (-len(word), word)):
        costs = [(cost, other) for other in free if (cost := _cost(word, other)) is not None]
        if not costs:
            return False
        cost, other = min(costs)
        whole = whole or min(len(word), len(other)) > 1
        spent += cost
        free.remove(other)
    return whole and spent <= _ALIKE_IN_ALL


def same_spelling(a: str, b: str) -> bool:
    """Tell whether two spellings differ in nothing but accents, case, order, and words left out."""
    left, right = set(_words(a)), set(_words(b))
    return left <= right or right <= left


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(name).casefold()))


def _script(word: str) -> str:
    return unicodedata.name(word[0], "?").split()[0]


def _cost(a: str, b: str) -> int | None:
    """Give how many letters differ, or None for two different words; an initial stands for a name."""
    if a == b or (1 in (len(a), len(b)) and a[0] == b[0]) or _is_pet_form(a, b):
        return 0
    a, b = _DOUBLED.sub(r"\1", a), _DOUBLED.sub(r"\1", b)
    allowed = next((most for letters, most in _ALIKE_AT if min(len(a), len(b)) >= letters), 0)
    distance = _distance(a, b, allowed)
    return distance if distance <= allowed else None


def _is_pet_form(a: str, b: str) -> bool:
    """Tell whether one is the other with the ending of an English pet name: "Woody" of "Wood"."""
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) >= _PET_NAMED and longer in (f"{shorter}y", f"{shorter}ie")


@lru_cache(maxsize=16384)
def _distance(a: str, b: str, most: int) -> int:
    """Give the edit distance (insert, delete, replace), or any number above `most` where it is above."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != other))
    return row[-1]
