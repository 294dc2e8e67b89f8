"""Names of actors in English lines: never a raw code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.measuring.needs import StateNames
from detente.model.actor import Actor, Mention
from detente.model.document import Evidence
from detente.model.errors import DataError, UnknownStateError
from detente.tables.articles import with_article
from detente.tables.names import wordings_of
from detente.tables.states import load_states

# "an association of", "a group of young": what makes a group of those who are named after it.
_GROUP = re.compile(r"\b(?:(?:an?|the|some|several|another) (?:[\w-]+ )?)?([\w-]+) of $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words of ``lines.toml``."""

    dangling: frozenset[str]
    repeated: frozenset[str]
    longest: int
    months: tuple[str, ...]
    high: tuple[str, ...]
    contacts: frozenset[str]
    happened: frozenset[str]
    determiners: frozenset[str]
    private: frozenset[str]
    gatherings: frozenset[str]
    parting: frozenset[str]
    ranks: frozenset[str]
    owned: tuple[str, ...]
    joining: frozenset[str]
    joined: frozenset[str]
    parted: frozenset[str]
    said: Mapping[str, str]
    modality: Mapping[str, str]
    many: Mapping[str, str]
    role: Mapping[str, str]
    default: Mapping[str, Mapping[str, str]]
    article: Mapping[str, Mapping[str, str]]
    heads: Mapping[str, tuple[str, ...]]
    tie: Mapping[str, str]


@cache
def load_line_words(language: str = "en") -> LineWords:
    """Read ``lines.toml`` of a language."""
    path = files("detente") / "data" / "lexicons" / language / "lines.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(table) - set(LineWords.__dataclass_fields__)
    if unknown:
        raise DataError(f"lexicons/{language}/lines.toml: unknown key {sorted(unknown)[0]!r}")
    return LineWords(
        frozenset(table["dangling"]),
        frozenset(table["repeated"]),
        table["longest"],
        tuple(table["months"]),
        tuple(table["high"]),
        frozenset(table["contacts"]),
        frozenset(table["happened"]),
        frozenset(table["determiners"]),
        frozenset(table["private"]),
        frozenset(table["gatherings"]),
        frozenset(table["parting"]),
        frozenset(table["ranks"]),
        tuple(table["owned"]),
        frozenset(table["joining"]),
        frozenset(table["joined"]),
        frozenset(table["parted"]),
        MappingProxyType(table["said"]),
        MappingProxyType(table["modality"]),
        MappingProxyType(table["many"]),
        MappingProxyType(table["role"]),
        MappingProxyType(table["default"]),
        MappingProxyType(table["article"]),
        MappingProxyType({key: tuple(nouns) for key, nouns in table["heads"].items()}),
        MappingProxyType(table["tie"]),
    )


def code_name(code: str, states: StateNames) -> str | None:
    """Give the English name of a state or organisation, or None where the code has none."""
    try:
        return states.name(code.removeprefix("IGO:"))
    except (UnknownStateError, KeyError):
        return None


def party_name(code: str, states: StateNames) -> str:
    """Give a code's English name as a sentence has it; what has none is called an actor without a name."""
    name = code_name(code, states)
    return with_article(name) if name else code if not code.isupper() else "an actor without a name"


def actor_name(actor: Actor, states: StateNames) -> str | None:
    """Give the name of an actor: its own, its state's by the role, or its organisation's, or None."""
    if actor.name:
        return with_article(actor.name)
    if actor.country:
        state = code_name(actor.country, states)
        if state is None:
            return None
        pattern = load_line_words().role.get(actor.role or "")
        if pattern is None:
            return with_article(state)
        owner, named = possessive(with_article(state)), "{state}'s"
        return pattern.replace(named, owner).replace("{state}", with_article(state))
    name = code_name(actor.body, states) if actor.body else None
    return with_article(name) if name else None


def mention_name(
    mention: Mention, states: StateNames, *, plain: bool = False, evidence: Evidence | None = None
) -> str:
    """Name whom a mention stands for; with person and office unless `plain`.

    ``Mali's prime minister Choguel Maïga``; ``Mali's prime minister``; ``Mali``. Plainly named, an
    office-holder is the state: "Mali's ambassador", not "Fafré Camara's ambassador". Of a group that acts
    for itself the text's own words are told, as far as `evidence` has them: ``Malian exporters``.
    """
    held = plain and mention.actor.country is not None and (mention.person or mention.office)
    actor = replace(mention.actor, name=None) if held else mention.actor
    name = own_words(mention, evidence) or actor_name(actor, states) or mention.text
    if plain or not (mention.person or mention.office):
        return name
    state = code_name(mention.actor.country, states) if mention.actor.country else None
    office = _office(mention, state)
    if office and state and mention.person and office in load_line_words().ranks:
        return f"{office.title()} {mention.person} of {with_article(state)}"
    if office and state and not mention.person and (named := _indefinite(mention)):
        return named
    if office and state:
        owner = "" if state[:4].casefold() in office.casefold() else f"{possessive(with_article(state))} "
        return f"{owner}{office} {mention.person or ''}".strip()
    if mention.person:
        return f"{mention.person} ({state})" if state else mention.person
    return name


def own_words(mention: Mention, evidence: Evidence | None = None) -> str | None:
    """Give the words by which the text calls a group that acts for itself, where they name its state.

    "An association of" and the like before them, as `evidence` has it, belongs to them.
    """
    actor, words = mention.actor, load_line_words()
    if actor.role not in words.private or actor.name or mention.person or not actor.country:
        return None
    text = " ".join(mention.text.split())
    names = wordings_of("en", actor.country)
    alone = " " not in text and not text.endswith("s")  # "British" alone is no name for anybody
    if alone or load_states().meanings(text.removeprefix("the ")) or not _holds(text, names):
        return None
    before = before_mention(mention, evidence)
    group = _GROUP.search(before)
    if group and group[1].casefold() in words.gatherings:
        text = f"{group[0]}{text}"
    first, space, rest = text.partition(" ")
    opens = not before and any(rest == name or rest.startswith(f"{name} ") for name in names)
    if first.casefold() in words.determiners or (opens and not _is_name(first, names)):
        return f"{first.lower()}{space}{rest}"
    return text


def _holds(text: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names stands in a text."""
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def _is_name(word: str, names: Iterable[str]) -> bool:
    return any(word in name.split() for name in names)


def _indefinite(mention: Mention) -> str | None:
    """Give the text's own words for somebody of whom it tells no name: "a senior Malian official"."""
    text = " ".join(mention.text.split())
    first, _, rest = text.partition(" ")
    names = wordings_of("en", mention.actor.country or "")
    told = first.casefold() in ("a", "an") and _holds(rest, names)
    return f"{first.lower()} {rest}" if told else None


def before_mention(mention: Mention, evidence: Evidence | None) -> str:
    """Give what stands before a mention in the words cited; nothing where it does not stand there."""
    if evidence is None:
        return ""
    start = mention.span.start - evidence.span.start
    stands = start >= 0 and evidence.quote[start : start + len(mention.text)] == mention.text
    return evidence.quote[:start] if stands else ""


def is_state(mention: Mention) -> bool:
    """Tell whether a mention is a state as such: no person, office, sector or group of it."""
    return mention.actor.role in (None, "GOV") and not (
        mention.actor.name or mention.person or mention.office
    )


def _office(mention: Mention, state: str | None) -> str | None:
    office = mention.office
    if office is None:
        return None
    for article in ("the ", "The "):
        office = office.removeprefix(article)
    if office.isupper():
        return office
    own = (state or "")[:4]
    return " ".join(word if own and word.startswith(own) else word.lower() for word in office.split())


def possessive(name: str) -> str:
    """Write ``Mali's`` or ``the United States'``.

    >>> possessive("Honduras")
    "Honduras'"
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def join_names(names: Iterable[str], *, most: int = 8) -> str:
    """Join names as a reader would: ``Mali, Niger and Chad``; of more than `most` the rest is counted."""
    found: Sequence[str] = tuple(dict.fromkeys(name for name in names if name))
    if len(found) > most:
        found = (*found[: most - 1], f"{len(found) - most + 1} others")
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} and {found[-1]}"
