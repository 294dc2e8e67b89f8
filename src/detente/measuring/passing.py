"""Whether a text is about two states, or names one of them only in passing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """How texts may name each state: its code to a pattern of its names."""

    patterns: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, names: Mapping[str, Iterable[str]]) -> Named:
        """Take the names of every state by its code; a state without names is never named."""
        return cls(
            {
                code: re.compile(r"\b(?:" + "|".join(map(re.escape, some)) + r")\b")
                for code, wordings in names.items()
                if (some := sorted(wordings, key=len, reverse=True))
            }
        )

    def names(self, text: str, code: str) -> bool:
        """Tell whether a text names the state."""
        return code in self.patterns and self.patterns[code].search(text) is not None

    def is_about(self, text: str, a: str, b: str) -> bool:
        """Tell whether both states are named, and no third one more often than the one named less.

        >>> named = Named.of({"PER": ["Peru"], "CHL": ["Chile"], "BOL": ["Bolivia"]})
        >>> named.is_about("Peru and Chile meet. Chile asks Peru. Bolivia waits.", "PER", "CHL")
        True
        >>> named.is_about("Peru and Chile meet. Chile asks Peru. Bolivia waits.", "PER", "BOL")
        False
        """
        counts = {code: len(pattern.findall(text)) for code, pattern in self.patterns.items()}
        least = min(counts.get(a, 0), counts.get(b, 0))
        return least > 0 and all(count <= least for code, count in counts.items() if code not in (a, b))
