"""How each kind of tie is folded: the rules of ``data/folding.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError

IDENTITIES = ("person", "words", "occasion", "single")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldingRule:
    """What makes records speak of one tie of a kind; the keys are explained in ``data/folding.toml``."""

    identity: str = "words"
    unnamed: str = "only"
    nested: bool = False
    successor: str | None = None
    signs: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    member: tuple[str, ...] = ()
    window: int = 7
    fades: int = 0
    fades_signs: int = 0
    fades_seen: int = 0

    def stage(self, status: str) -> int | None:
        """Give the place of a status in the order of progress, or None where it has none."""
        return self.order.index(status) if status in self.order else None


def read_folding(text: str) -> Mapping[str, FoldingRule]:
    """Read the rules from a file's text.

    Raises
    ------
    DataError
        If a key is unknown or an identity is none of ours; the message names kind and key.
    """
    rules = {}
    for kind, entry in tomllib.loads(text).items():
        unknown = set(entry) - set(FoldingRule.__dataclass_fields__)
        if unknown:
            raise DataError(f"folding.toml: [{kind}]: unknown key {sorted(unknown)[0]!r}")
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
        }
        rule = FoldingRule(**fields)
        if rule.identity not in IDENTITIES:
            raise DataError(
                f"folding.toml: [{kind}]: identity = {rule.identity!r}, expected one of {IDENTITIES}"
            )
        rules[kind] = rule
    if "default" not in rules:
        raise DataError("folding.toml: there is no table [default]")
    return MappingProxyType(rules)


@cache
def _load() -> Mapping[str, FoldingRule]:
    return read_folding((files("detente") / "data" / "folding.toml").read_text(encoding="utf-8"))


def folding_rule(kind: str) -> FoldingRule:
    """Give the rule for a kind of tie."""
    rules = _load()
    return rules.get(kind, rules["default"])
