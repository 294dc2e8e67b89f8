"""Scores and quad classes of the PLOVER types."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente.model.errors import DataError


@dataclass(frozen=True, slots=True)
class Scales:
    """PLOVER quad classes (1 to 4) and scores (-10 to 10; higher is more cooperative) by type and mode."""

    quads: Mapping[str, int]
    scores: Mapping[tuple[str, str | None], float]

    def quad(self, plover: str | None) -> int | None:
        """Quad class of a type by the PLOVER scheme; None for what has no type."""
        return None if plover is None else self.quads[plover]

    def score(self, plover: str | None, mode: str | None = None) -> float | None:
        """Score of a type, finer where the mode has one of its own; None for what has no type."""
        if plover is None:
            return None
        return self.scores.get((plover, mode), self.scores[plover, None])


@cache
def load_scales() -> Scales:
    """Read ``data/scales/plover.toml``."""
    text = (files("detente") / "data" / "scales" / "plover.toml").read_text(encoding="utf-8")
    quads: dict[str, int] = {}
    scores: dict[tuple[str, str | None], float] = {}
    for name, entry in tomllib.loads(text).items():
        unknown = set(entry) - {"quad", "score", "modes"}
        if unknown:
            raise DataError(f"scales/plover.toml: {name}: unknown key {sorted(unknown)[0]!r}")
        quads[name] = entry["quad"]
        scores[name, None] = entry["score"]
        scores.update({(name, mode): score for mode, score in entry.get("modes", {}).items()})
    return Scales(MappingProxyType(quads), MappingProxyType(scores))
