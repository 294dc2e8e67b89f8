"""Names of actors in English lines: never a raw code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.measuring.needs import StateNames
from detente.model.actor import Actor, Mention
from detente.model.errors import DataError, UnknownStateError


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
    modality: Mapping[str, str]
    role: Mapping[str, str]
    default: Mapping[str, Mapping[str, str]]
    article: Mapping[str, Mapping[str, str]]
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
        MappingProxyType(table["modality"]),
        MappingProxyType(table["role"]),
        MappingProxyType(table["default"]),
        MappingProxyType(table["article"]),
        MappingProxyType(table["tie"]),
    )


def code_name(code: str, states: StateNames) -> str | None:
    """Give the English name of a state or organisation, or None where the code has none."""
    try:
        return states.name(code.removeprefix("IGO:"))
    except (UnknownStateError, KeyError):
        return None


def party_name(code: str, states: StateNames) -> str:
    """Give the English name of a code that is shown; what has no name is called an actor without a name."""
    return code_name(code, states) or (code if not code.isupper() else "an actor without a name")


def actor_name(actor: Actor, states: StateNames) -> str | None:
    """Give the name of an actor: its own, its state's by the role, or its organisation's, or None."""
    if actor.name:
        return actor.name
    if actor.country:
        state = code_name(actor.country, states)
        pattern = load_line_words().role.get(actor.role or "")
        return pattern.replace("{state}", state) if pattern and state else state
    return code_name(actor.body, states) if actor.body else None


def mention_name(mention: Mention, states: StateNames, *, plain: bool = False) -> str:
    """Name whom a mention stands for; with person and office unless `plain`.

    ``Mali's prime minister Choguel Maïga``; ``Mali's prime minister``; ``Mali``. Plainly named, an
    office-holder is the state: "Mali's ambassador", not "Fafré Camara's ambassador".
    """
    held = plain and mention.actor.country is not None and (mention.person or mention.office)
    actor = replace(mention.actor, name=None) if held else mention.actor
    name = actor_name(actor, states) or mention.text
    if plain or not (mention.person or mention.office):
        return name
    state = code_name(mention.actor.country, states) if mention.actor.country else None
    office = _office(mention, state)
    if office and state:
        owner = "" if state[:4].casefold() in office.casefold() else f"{possessive(state)} "
        return f"{owner}{office} {mention.person or ''}".strip()
    if mention.person:
        return f"{mention.person} ({state})" if state else mention.person
    return name


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
