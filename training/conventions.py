"""Brings labels to one convention before training: the rules of `tables/conventions.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from labelled import Act, Labelled

TABLE = Path(__file__).resolve().parent / "tables" / "conventions.toml"
KEYS = {"why", "from", "to", "triggers", "parties", "modality", "pairs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: acts of some types, by trigger, party or modality, get another type."""

    old: frozenset[str]
    new: str
    triggers: tuple[str, ...]
    parties: tuple[str, ...]
    modality: frozenset[str]
    pairs: bool

    def fits(self, act: Act, text: str) -> bool:
        """Tell whether the rule changes an act."""
        trigger = text[slice(*act.trigger)].lower()
        words = " ".join(text[slice(*stretch)].lower() for stretch in (*act.source, *act.target))
        return (
            act.plover in self.old
            and (not self.triggers or trigger.startswith(self.triggers))
            and (not self.parties or any(part in words for part in self.parties))
            and (not self.modality or act.modality in self.modality)
        )


@cache
def rules(pairs: bool) -> tuple[Rule, ...]:
    """Give the rules for both, or those for marked pairs alone."""
    found = tomllib.loads(TABLE.read_text(encoding="utf-8"))["rule"]
    return tuple(_rule(entry) for entry in found if bool(entry.get("pairs")) is pairs)


def _rule(entry: Mapping[str, Any]) -> Rule:
    if set(entry) - KEYS:
        raise ValueError(f"{TABLE}: unknown key {sorted(set(entry) - KEYS)[0]!r}")
    return Rule(
        old=frozenset(entry["from"]),
        new=entry["to"],
        triggers=tuple(entry.get("triggers", ())),
        parties=tuple(entry.get("parties", ())),
        modality=frozenset(entry.get("modality", ())),
        pairs=bool(entry.get("pairs")),
    )


def apply(act: Act, text: str, *, pairs: bool) -> Act:
    """Give an act by the first rule that fits it; as a marked pair, by what the label itself says."""
    if pairs and act.relation is not None:
        return replace(act, plover=act.relation)
    rule = next((rule for rule in rules(pairs) if rule.fits(act, text)), None)
    return act if rule is None else replace(act, plover=rule.new)


def agreed(found: Sequence[Labelled]) -> list[Labelled]:
    """Give texts whose acts follow one convention."""
    return [
        replace(each, acts=tuple(apply(act, each.text, pairs=False) for act in each.acts)) for each in found
    ]
