"""A cheap look before the parse, whether a sentence can hold an event at all.

The parse costs a hundred times what lies around it, so a sentence without any trigger word, or about a game,
is passed over unparsed. `benchmarks/gate.py` measures what that loses.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.model.errors import DataError
from detente.model.sentence import RawSentence
from detente.tables.lexicon import Lexicon

VOWELS = "aeiou"
OPENING, SIGNS = 2, 2
"""A text is the report of a game when one of its first sentences is of a game, and so many are in all."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Forms of all trigger words, and a pattern of what is passed over."""

    forms: frozenset[str]
    passed_over: re.Pattern[str]

    def __call__(self, text: str, raws: tuple[RawSentence, ...]) -> tuple[bool, ...]:
        """Tell for each sentence whether it is worth a parse; in the report of a game none is."""
        games = [self.is_game(text, raw) for raw in raws]
        if any(games[:OPENING]) and sum(games) >= SIGNS:
            return tuple(False for _ in raws)
        return tuple(not game and self.holds(text, raw) for raw, game in zip(raws, games, strict=True))

    def is_game(self, text: str, raw: RawSentence) -> bool:
        """Tell whether a sentence is of sport or pastime."""
        return self.passed_over.search(text[raw.start : raw.end].lower()) is not None

    def holds(self, text: str, raw: RawSentence) -> bool:
        """Tell whether one sentence holds a trigger and somebody who is named."""
        words = [text[start:end] for start, end in raw.words]
        if not any(word.lower() in self.forms for word in words):
            return False
        return any(word[0].isupper() for word in words)


@cache
def make_gate(lexicon: Lexicon) -> Gate:
    """Make the gate of a language from its wordings and its ``gate.toml``.

    Raises
    ------
    DataError
        If the file has an unknown table.
    """
    path = files("detente") / "data" / "lexicons" / lexicon.language / "gate.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(table) - {"irregular", "passed_over"}
    if unknown:
        raise DataError(f"lexicons/{lexicon.language}/gate.toml: unknown table {sorted(unknown)[0]!r}")
    phrases = sorted(
        (phrase for words in table["passed_over"].values() for phrase in words), key=len, reverse=True
    )
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
    return Gate(wording_forms(lexicon) | _act_words(lexicon.language), pattern)


def _act_words(language: str) -> frozenset[str]:
    """Give the words that only the learnt event reader reads (``gate_acts.toml``); none without the file."""
    path = files("detente") / "data" / "lexicons" / language / "gate_acts.toml"
    if not path.is_file():
        return frozenset()
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["words"])


def wording_forms(lexicon: Lexicon) -> frozenset[str]:
    """Give the written forms of all trigger words of the wordings."""
    path = files("detente") / "data" / "lexicons" / lexicon.language / "gate.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(_all_forms(lexicon, table["irregular"]))


def _all_forms(lexicon: Lexicon, irregular: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for wording in lexicon.wordings:
        for phrase in wording.verbs:
            yield from verb_forms(phrase.split()[0], irregular)
        for phrase in wording.nouns:
            yield from noun_forms(phrase.split()[-1])
        for phrase in wording.adjectives:
            yield phrase.split()[-1]


def verb_forms(lemma: str, irregular: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Give the written forms of a verb: "ban" gives bans, banned, banning."""
    yield lemma
    yield from noun_forms(lemma)
    yield from irregular.get(lemma, ())
    stem = lemma.removesuffix("e")
    yield from (stem + "ed", stem + "ing", lemma + "d", lemma + "ing")
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        yield lemma[:-1] + "ied"
    if len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in VOWELS:
        yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


def noun_forms(lemma: str) -> Iterator[str]:
    """Give singular and plural of a noun."""
    yield from (lemma, lemma + "s", lemma + "es")
    if lemma.endswith("y"):
        yield lemma[:-1] + "ies"
