"""What makes tellings of a kind one act: the rules of ``data/merging.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError
from detente.tables.folding import fold
from detente.tables.kinds import load_kinds

_SIDES = ("acting", "both", "travelling", "suffering")
STEM = 6
"""Letters of a word that are compared: enough to tell words apart, few enough to forget endings."""
_PLAIN = (
    *("lag", "crowded_lag", "slack", "alike", "alike_words", "crowded_alike", "crowded_words"),
    *("lone_days", "lone_most"),
)
_KEYS = frozenset(
    (
        *_PLAIN,
        "further",
        "also",
        "official",
        "by_words",
        "crowded",
        "acts",
        "naming",
        "counting",
        "generic",
        "family",
        "once",
        "persons",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRules:
    """The rules, by kind where they differ; the file says what each means."""

    official: frozenset[str]
    by_words: frozenset[str]
    crowded: frozenset[str]
    acts: frozenset[str]
    """Kinds crowded whatever their type."""
    naming: tuple[str, ...]
    counting: tuple[str, ...]
    generic_stems: frozenset[str]
    lag: int
    crowded_lag: int
    slack: int
    alike: float
    alike_words: int
    crowded_alike: float
    crowded_words: int
    further: re.Pattern[str]
    also: re.Pattern[str]
    lone_days: int
    lone_most: int
    families: Mapping[str, str]
    """Kind -> name of its family: its first kind."""
    mutual: frozenset[str]
    """Families without direction between different kinds."""
    once: Mapping[str, int]
    lasting: frozenset[str]
    """Kinds of `once` that go on for long: neither names nor told days tell them apart."""
    named: frozenset[str]
    """Kinds of `once` that need the same name for it."""
    acting: frozenset[str]
    both: frozenset[str]
    travelling: frozenset[str]
    suffering: frozenset[str]
    promised: frozenset[str]
    """Kinds that tell what is to come: those shown as promises, and what an act is while only planned."""
    said: frozenset[str]
    """Kinds shown as statements or promises."""

    def family(self, kind: str) -> str:
        """Give the family of a kind: itself where it has none."""
        return self.families.get(kind, kind)


def read_rules(text: str, *, name: str = "merging.toml") -> ActRules:
    """Read the rules from the text of a file; `name` is for messages.

    Raises
    ------
    DataError
        If a key is unknown or missing, or a kind is unknown or in two families.
    """
    table = tomllib.loads(text)
    if set(table) != _KEYS:
        wrong = (sorted(set(table) - _KEYS) or sorted(_KEYS - set(table)))[0]
        raise DataError(f"{name}: key {wrong!r} is {'missing' if wrong in _KEYS else 'unknown'}")
    families, mutual = _families(table["family"], name)
    seldom = _entries(table["once"], {"kinds", "days", "named", "lasting"}, name)
    once = {kind: entry["days"] for entry in seldom for kind in entry["kinds"]}
    kinds = load_kinds().events
    persons = _entries([table["persons"]], set(_SIDES), name)[0]
    listed = (kind for side in _SIDES for kind in persons[side])
    for kind in (*families, *once, *listed, *table["acts"]):
        if kind not in kinds:
            raise DataError(f"{name}: there is no event kind {kind!r} in data/kinds")
    fields: dict[str, Any] = {key: table[key] for key in _PLAIN}
    fields |= {key: frozenset(table[key]) for key in ("official", "by_words", "crowded", "acts")}
    fields |= {key: tuple(table[key]) for key in ("naming", "counting")}
    fields |= {key: _any_of(table[key]) for key in ("further", "also")}
    fields |= {side: frozenset(persons[side]) for side in _SIDES}
    return ActRules(
        **fields,
        generic_stems=frozenset(fold(word).casefold()[:STEM] for word in table["generic"]),
        families=MappingProxyType(families),
        mutual=mutual,
        once=MappingProxyType(once),
        lasting=_marked(seldom, "lasting"),
        named=_marked(seldom, "named"),
        promised=frozenset(kind.name for kind in kinds.values() if kind.shown == "promise")
        | frozenset(kind.future for kind in kinds.values() if kind.future),
        said=frozenset(kind.name for kind in kinds.values() if kind.shown in ("statement", "promise")),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _marked(entries: list[dict[str, Any]], key: str) -> frozenset[str]:
    return frozenset(kind for entry in entries if entry.get(key, False) for kind in entry["kinds"])


def _families(entries: list[dict[str, Any]], name: str) -> tuple[dict[str, str], frozenset[str]]:
    """Give the family of each kind, named after its first kind, and the families without direction."""
    families: dict[str, str] = {}
    for entry in _entries(entries, {"kinds", "mutual"}, name):
        for kind in entry["kinds"]:
            if kind in families:
                raise DataError(f"{name}: kind {kind!r} is in two families")
            families[kind] = entry["kinds"][0]
    return families, frozenset(entry["kinds"][0] for entry in entries if entry.get("mutual", False))


def _entries(entries: list[dict[str, Any]], known: set[str], name: str) -> list[dict[str, Any]]:
    for entry in entries:
        unknown = sorted(set(entry) - known)
        if unknown:
            raise DataError(f"{name}: unknown key {unknown[0]!r}; known keys are {', '.join(sorted(known))}")
    return entries


@cache
def load_rules() -> ActRules:
    """Read the rules that come with the package."""
    return read_rules((files("detente") / "data" / "merging.toml").read_text(encoding="utf-8"))
