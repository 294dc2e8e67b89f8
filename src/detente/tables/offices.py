"""Words for offices, bodies, people and things that act for a state, with their PLOVER sector and rank."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError
from detente.tables.phrases import Phrases

SORTS = ("person", "body", "people", "thing")
ROLES = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
        "NGO",
    ]
)
KEYS = frozenset({"role", "sort", "rank", "words", "former", "owner"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What a word for an office, body or sort of people says.

    Attributes
    ----------
    words
        The wording, in lower case and the singular.
    sort
        ``person`` holds an office, ``body`` is an institution, ``people`` are many, a ``thing`` is owned.
    rank
        Orders persons: "the president" is the head of state met before; empty for most other sorts.
    former
        Whether the words say that the office is over.
    owner_needed
        Whether the words are no actor without a country or organisation that they belong to.
    """

    words: str
    role: str
    sort: str
    rank: str = ""
    former: bool = False
    owner_needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphora:
    """Words that stand for a state or person met before."""

    state: frozenset[str]
    monarchies: frozenset[str]
    sultanates: frozenset[str]
    emirates: frozenset[str]
    monarchs: frozenset[str]
    pair: frozenset[str]
    pair_determiners: frozenset[str]
    counterpart: frozenset[str]
    titles: frozenset[str]
    willing: frozenset[str]
    posting: frozenset[str]
    shared: frozenset[str]
    shared_words: frozenset[str]
    shared_later: frozenset[str]
    journeys: frozenset[str]
    interim: frozenset[str]
    while_words: frozenset[str]
    capital: frozenset[str]
    districts: frozenset[str]
    ranks: frozenset[str]
    going: frozenset[str]
    built: frozenset[str]
    building: frozenset[str]
    gift: frozenset[str]
    paying: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Small words that settle whether a name is a party or a place, and what a pronoun can stand for."""

    locative: frozenset[str]
    place_nouns: frozenset[str]
    of: frozenset[str]
    among: frozenset[str]
    between: frozenset[str]
    place_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    person_pronouns: frozenset[str]
    state_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    own_pronouns: frozenset[str]
    definite: frozenset[str]
    against_prefixes: frozenset[str]
    hyphenated: frozenset[str]
    acting: frozenset[str]
    minority: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Offices:
    """All office words of a language.

    Attributes
    ----------
    phrases
        Words of each office in lower case to what they can say; a plural stands under its singular.
    former
        Modifiers that say that an office is over ("former", "ousted").
    roles
        Modifiers that make another sector of a plain noun ("opposition" lawmakers).
    peoples
        Modifiers that name a people without a state of its own, to the state they belong to, or "".
    counts
        Words for more than two that can stand before "states": "the three countries".
    holders
        Adjectives that say of a journey who makes it ("royal") to the offices that they can mean.
    """

    language: str
    phrases: Phrases[Office]
    former: frozenset[str]
    roles: Mapping[str, str]
    peoples: Mapping[str, str]
    anaphora: Anaphora
    grammar: Grammar
    counts: Mapping[str, int]
    holders: Mapping[str, frozenset[str]]

    def find(self, wording: str) -> tuple[Office, ...]:
        """Give what exactly this wording can say; empty for a word that is no office."""
        return self.phrases.exact(spoken(wording.lower()))


@cache
def load_offices(language: str) -> Offices:
    """Read offices.toml of one language.

    Raises
    ------
    DataError
        If the file is missing, or has a key, sector or sort that is not known.
    """
    path = f"data/lexicons/{language}/offices.toml"
    place = files("detente") / "data" / "lexicons" / language / "offices.toml"
    if not place.is_file():
        raise DataError(f"{path} is missing; this language is not there yet")
    table: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8"))
    unknown = table.keys() - {"office", "modifiers", "peoples", "anaphora", "grammar", "counts", "holders"}
    if unknown:
        raise DataError(f"{path} has the unknown tables {sorted(unknown)}")
    modifiers = table["modifiers"]
    return Offices(
        language=language,
        phrases=Phrases.of(pair for entry in table["office"] for pair in _read_entry(entry, path)),
        former=frozenset(modifiers["former"]),
        roles=MappingProxyType(dict(modifiers["role"])),
        peoples=MappingProxyType(dict(table["peoples"])),
        anaphora=Anaphora(**_read_words(table["anaphora"], Anaphora, f"{path}: [anaphora]")),
        counts=MappingProxyType(dict(table["counts"])),
        holders=MappingProxyType({word: frozenset(words) for word, words in table["holders"].items()}),
        grammar=Grammar(**_read_words(table["grammar"], Grammar, f"{path}: [grammar]")),
    )


def _read_entry(entry: Mapping[str, Any], path: str) -> Iterator[tuple[tuple[str, ...], Office]]:
    unknown = entry.keys() - KEYS
    if unknown or entry["role"] not in ROLES or entry["sort"] not in SORTS:
        said = sorted(unknown) or (entry["role"], entry["sort"])
        raise DataError(f"{path}: [[office]] {entry['words'][0]!r} has an unknown key, role or sort: {said}")
    for words in entry["words"]:
        office = Office(
            words=words,
            role=entry["role"],
            sort=entry["sort"],
            rank=entry.get("rank", ""),
            former=entry.get("former", False),
            owner_needed=entry.get("owner") == "needed",
        )
        yield spoken(words), office


def spoken(words: str) -> tuple[str, ...]:
    """Cut the words of an office as sentences are cut, at spaces and hyphens.

    >>> spoken("secretary-general")
    ('secretary', '-', 'general')
    """
    return tuple(words.replace("-", " - ").split())


def _read_words(table: Mapping[str, Any], into: type, where: str) -> dict[str, frozenset[str]]:
    known = {field.name for field in fields(into)}
    if table.keys() != known:
        raise DataError(f"{where} has keys that are unknown or missing: {sorted(table.keys() ^ known)}")
    return {key: frozenset(words) for key, words in table.items()}
