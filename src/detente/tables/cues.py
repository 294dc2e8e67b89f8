"""The words that say whether something happened: ``data/lexicons/<language>/modality.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError

EFFECTS = (
    "same", "fact", "speech", "claim", "future", "prospective", "hypothetical", "topic", "planned",
    "reported", "negated", "ended", "historical", "definite", "nouns", "verbs", "adjectives",
    "open", "focus", "contrast", "aside", "perfect", "copula", "belonging", "lasting", "purpose", "reason",
    "papers",
)  # fmt: skip
PLACES = (
    "auxiliary", "joining",
    "adverb", "determiner", "adjective", "predicate", "clause", "object", "subject", "happened",
    "ahead", "noun", "preposition", "complement", "mark", "purpose", "enacted", "occasion",
    "decided", "willing", "teller",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cues:
    """What each word does to an act, by the place where it stands (`PLACES`)."""

    language: str
    tables: Mapping[str, Mapping[str, str]]

    def find(self, place: str, *words: str) -> str | None:
        """Give the effect of the first of `words` that the table of this place knows, or None."""
        table = self.tables[place]
        for word in words:
            effect = table.get(word)
            if effect is not None:
                return effect
        return None


def read_cues(text: str, *, name: str) -> Cues:
    """Read the text of a cue file; `name` is the file's name, for messages.

    Raises
    ------
    DataError
        If a table, a key or a word is unknown, missing or stands twice; the message names the file and the
        place.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: not TOML: {error}") from None
    language = content.pop("language", None)
    if not isinstance(language, str):
        raise DataError(
            f"{name}: the key 'language' is missing; it names the language, such as language = \"en\""
        )
    unknown = set(content) - set(PLACES)
    if unknown:
        raise DataError(f"{name}: unknown table {sorted(unknown)[0]!r}; known tables are {', '.join(PLACES)}")
    tables = {place: _read_place(content.get(place, {}), f"{name}: [{place}]") for place in PLACES}
    return Cues(language, MappingProxyType(tables))


def _read_place(entries: Any, where: str) -> Mapping[str, str]:
    if not isinstance(entries, dict):
        raise DataError(f"{where}: expected a table of lists")
    table: dict[str, str] = {}
    for effect, words in entries.items():
        if effect not in EFFECTS:
            raise DataError(f"{where}: unknown key {effect!r}; known keys are {', '.join(EFFECTS)}")
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise DataError(f"{where} {effect}: expected a list of words")
        for word in words:
            if word in table:
                raise DataError(
                    f"{where} {effect}: {word!r} already stands under {table[word]!r}; keep one of them"
                )
            table[word] = effect
    return MappingProxyType(table)


@cache
def load_cues(language: str) -> Cues:
    """Read the cues of a language that come with the package.

    Raises
    ------
    DataError
        If there are none for this language, or they are wrong.
    """
    path = files("detente") / "data" / "lexicons" / language / "modality.toml"
    if not path.is_file():
        raise DataError(f"there are no modality cues for language {language!r}: {path} does not exist")
    return read_cues(path.read_text(encoding="utf-8"), name=f"lexicons/{language}/modality.toml")
