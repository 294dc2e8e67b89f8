"""What of a thing's name tells it from others, and how far two names are alike."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from detente.model.errors import DataError

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# The same names are compared again and again in a large store; the answers depend on the names alone.
_REMEMBERED = 2**16


def fold_word(word: str) -> str:
    """Write a word without case, accents and apostrophes.

    >>> fold_word("Fafré")
    'fafre'
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """Word lists of one language for the names of things."""

    clause: frozenset[str]
    time: re.Pattern[str]
    stop: frozenset[str]
    same: Mapping[str, str]
    heads: frozenset[str]
    kind: Mapping[str, frozenset[str]]
    measure: Mapping[str, str]


@cache
def load_subject_words(language: str = "en") -> SubjectWords:
    """Read ``subject_words.toml`` of a language."""
    path = files("detente") / "data" / "lexicons" / language / "subject_words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(table) - {"clause", "time", "stop", "same", "heads", "kind", "measure"}
    if unknown:
        raise DataError(f"lexicons/{language}/subject_words.toml: unknown key {sorted(unknown)[0]!r}")
    return SubjectWords(
        frozenset(table["clause"]),
        re.compile(table["time"]),
        frozenset(table["stop"]),
        MappingProxyType({word: words[0] for words in table["same"] for word in words}),
        frozenset(table["heads"]),
        MappingProxyType({kind: frozenset(words) for kind, words in table["kind"].items()}),
        MappingProxyType(dict(table["measure"])),
    )


@lru_cache(maxsize=_REMEMBERED)
def core_words(text: str | None, kind: str, *, without: tuple[str, ...] = ()) -> frozenset[str]:
    """Give the words of a thing's name that tell it from others of the same kind of tie.

    Words in the texts `without` (the parties' own names) tell nothing either.

    >>> sorted(core_words("the joint military commission", "commission"))
    ['military']
    """
    lists = load_subject_words()
    found = set()
    for word in _words(name_of(text or "")):
        plain = lists.same.get(word.casefold(), word.casefold())
        if plain not in lists.stop and plain not in lists.kind.get(kind, frozenset()) and not plain.isdigit():
            found.add(fold_word(plain))
    return frozenset(found) - {fold_word(word) for name in without for word in _words(name)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’s", "").replace("'s", "").replace("-", " "))


def name_of(text: str) -> str:
    """Give the name alone out of a longer wording.

    >>> name_of("the joint committee with Morocco, which has been dormant for some time")
    'the joint committee with Morocco'
    """
    name = re.split(r"[,;:()\[\]]|\s[–—-]\s", text.strip(), maxsplit=1)[0]
    clause = load_subject_words().clause
    words = name.split()
    end = next((place for place, word in enumerate(words) if place and word.casefold() in clause), len(words))
    return load_subject_words().time.sub("", " ".join(words[:end]))


def name_likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Tell how far two names of things are alike: 0 (different things) to 1.

    Where both say what they are (a clinic, a mosque), that must agree and counts no further; of the other
    words of the shorter name, the share found in the longer one is given.
    """
    heads = load_subject_words().heads
    if a & heads and b & heads and not a & b & heads:
        return 0.0
    left, right = a - heads, b - heads
    if not left or not right:
        return 1.0 if not left and not right and a and b else 0.0
    return len(left & right) / min(len(left), len(right))
