"""What a reader found beside the text, before it is cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIELDS = ("title", "url", "publisher", "author", "language", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader found besides the text: values as they came, each with how it was found."""

    title: object = None
    url: object = None
    publisher: object = None
    author: object = None
    language: object = None
    date: date | None = None
    how: tuple[tuple[str, str], ...] = ()

    def over(self, other: Found) -> Found:
        """Give these values, and the other's where these have none."""
        mine = {name: getattr(self, name) for name in FIELDS}
        theirs = {name: getattr(other, name) for name in FIELDS}
        how = {name: way for name, way in other.how if not mine.get(name)} | {
            name: way for name, way in self.how if mine.get(name)
        }
        return Found(**{name: mine[name] or theirs[name] for name in FIELDS}, how=tuple(sorted(how.items())))


NOTHING = Found()
"""What is known of an input that comes with nothing."""
