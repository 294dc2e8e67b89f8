"""What a site asks machines to leave alone: its robots.txt, after RFC 9309."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

LIMIT_BYTES = 500_000
_LONGEST_LINE = 2000
_MOST_STARS = 10
"""Stars of one rule; matching may take time that grows steeply with them, and no honest rule has as many."""
_LONGEST_WAIT = 60.0
"""Seconds between two pages that a site may ask for; longer ones are kept to this."""
NAME = "detente"
"""The name under which a robots.txt may speak to this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one site; without a file everything is allowed, and where it cannot be had, nothing."""

    parsed: Protego | None = None
    closed: bool = False

    def allow(self, url: str) -> bool:
        """Tell whether a page may be fetched."""
        if self.closed:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, NAME))

    @property
    def delay(self) -> float:
        """Give the seconds between two pages that the site asks for, 0 where it asks for none."""
        asked = self.parsed.crawl_delay(NAME) if self.parsed else None
        return min(max(float(asked or 0.0), 0.0), _LONGEST_WAIT)


def parse_robots(body: bytes) -> Rules:
    """Read a robots.txt; what of it is no rule is passed over."""
    from protego import Protego

    text = body[:LIMIT_BYTES].decode("utf-8-sig", "replace")
    lines = (_bounded(line) for line in text.replace("\0", "").splitlines())
    return Rules(parsed=Protego.parse("\n".join(lines)))


def _bounded(line: str) -> str:
    """Give a rule that can be matched in good time; a shortened one forbids more, never less."""
    line = re.sub(r"\*+", "*", line[:_LONGEST_LINE])
    parts = line.split("*")
    return line if len(parts) <= _MOST_STARS else "*".join(parts[:_MOST_STARS]) + "*"
