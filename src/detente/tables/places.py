"""Words by which a language tells where something happened: ``data/lexicons/<language>/places.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from detente.model.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Prepositions, verbs and nouns; all lower-cased.

    Attributes
    ----------
    prepositions
        Before the place of an act, the surest first.
    arrivals, arrival_prepositions
        Verbs of motion, and what stands before the place where they end.
    nouns, others
        Common nouns that are places, and nouns that never are.
    margins
        Nouns for what happens beside something else, whose place is that of the other.
    """

    language: str
    prepositions: tuple[str, ...]
    arrivals: frozenset[str]
    arrival_prepositions: frozenset[str]
    nouns: frozenset[str]
    others: frozenset[str]
    margins: frozenset[str]


def read_place_words(text: str, *, name: str) -> PlaceWords:
    """Read the text of a file of place words; `name` is the file's name, for messages.

    Raises
    ------
    DataError
        If a key is unknown or missing; the message names the file and the key.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: not TOML: {error}") from None
    known = [field.name for field in fields(PlaceWords)]
    for key in content:
        if key not in known:
            raise DataError(f"{name}: unknown key {key!r}; known keys are {', '.join(known)}")
    for key in known:
        if key not in content:
            raise DataError(f"{name}: the key {key!r} is missing")
    return PlaceWords(
        language=content["language"],
        prepositions=tuple(content["prepositions"]),
        arrivals=frozenset(content["arrivals"]),
        arrival_prepositions=frozenset(content["arrival_prepositions"]),
        nouns=frozenset(content["nouns"]),
        others=frozenset(content["others"]),
        margins=frozenset(content["margins"]),
    )


@cache
def load_place_words(language: str) -> PlaceWords:
    """Read the place words of a language that come with the package; raises DataError if there are none."""
    path = files("detente") / "data" / "lexicons" / language / "places.toml"
    if not path.is_file():
        raise DataError(f"there are no place words for language {language!r}: {path} does not exist")
    return read_place_words(path.read_text(encoding="utf-8"), name=f"lexicons/{language}/places.toml")
