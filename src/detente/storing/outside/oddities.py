"""What had to be left empty while rows were taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Oddities:
    """What was left empty, by reason: counted, never silent."""

    counts: Counter[str] = field(default_factory=Counter)

    def note(self, what: str) -> None:
        """Count one."""
        if len(self.counts) < 1_000 or what in self.counts:
            self.counts[what] += 1

    def lines(self, most: int = 12) -> Iterator[str]:
        """Give the most frequent ones in words."""
        for what, times in self.counts.most_common(most):
            yield f"{times:,} times {what}"
        if len(self.counts) > most:
            yield f"and {len(self.counts) - most} further oddities"
