"""What a form of data set is made of: where its values stand, how they are written, what a file needs."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from types import MappingProxyType

FORMS = (
    "text",
    "upper",
    "cameo",
    "integer",
    "number",
    "iso",
    "compact",
    "year",
    "any",
    "day-first",
    "month-first",
    "session",
    "days-since",
    "parts",
)
"""How a cell is written; the days: ``iso`` 2024-01-31, ``compact`` 20240131, ``year``, ``any`` of these or
31 January 2024, ``day-first`` also 31/1/2024 and ``month-first`` also 1/31/2024, ``session`` of the UN
General Assembly, ``days-since`` the day of `origin`, ``parts`` year, month and day in columns of their own,
of which the last two may be unknown."""
DAYS = frozenset(
    ("iso", "compact", "year", "any", "day-first", "month-first", "session", "days-since", "parts")
)
LAYOUTS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
HEADERS = ("always", "never", "maybe")
_ACTOR = tuple(f"{side}{rest}" for side in ("source", "target") for rest in ("", "_code", "_name", "_role"))
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "events": (
            *(
                "id",
                "day",
                "last_day",
                *_ACTOR,
                "code",
                "plover",
                "mode",
                "label",
                "contexts",
                "quad",
                "score",
            ),
            *("mentions", "articles", "deaths", "place", "place_country", "latitude", "longitude"),
            *("url", "publisher", "published"),
        ),
        "mentions": ("id", "day", "publisher", "url", "sentence", "confidence"),
        "facts": ("a", "b", "parties", "day", "last_day", "item", "number", "text", "items"),
    }
)
"""What a form can fill, by what it holds; complete."""
NEEDED = {"events": ("day",), "mentions": ("id", "day"), "facts": ("a", "day")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where a value stands in a row, and how it is written.

    Attributes
    ----------
    column, columns
        The column; or several, joined by commas (of ``items``: each a fact of its own; of ``parties``: all of
        whom each two get the fact; of days: year, month and day).
    others
        For ``items``: every column that no other field takes.
    without
        For `others`: columns that say nothing of a pair.
    codes
        Scheme of country codes; None where it is no country.
    split
        What parts several countries in one cell.
    pattern
        Where the country's name stands in the cell: the first group that holds something; with `split`, every
        place that it fits.
    words
        What each value means; another one is told and left empty.
    blank
        Values that mean nothing.
    value, default
        What stands in every row; what stands where the cell is empty or the column is not there.
    optional
        The column may be missing from the file.
    otherwise
        What is read where this gives nothing, or where the file has not its columns.
    """

    column: str | None = None
    columns: tuple[str, ...] = ()
    others: bool = False
    without: tuple[str, ...] = ()
    form: str = "text"
    origin: str | None = None
    codes: str | None = None
    split: str | None = None
    pattern: str | None = None
    words: Mapping[str, str] | None = None
    blank: tuple[str, ...] = ()
    value: str | None = None
    default: str | None = None
    optional: bool = False
    otherwise: Field | None = None

    @property
    def choices(self) -> tuple[Field, ...]:
        """The field and what stands in for it, in their order."""
        return (self, *(self.otherwise.choices if self.otherwise else ()))

    def fits(self, names: Container[str]) -> bool:
        """Tell whether a file with the columns of these names (as `plain` writes them) has all it reads."""
        return all(plain(name) in names for name in self.reads)

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns that it looks at."""
        return (*((self.column,) if self.column else ()), *self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of file.

    Attributes
    ----------
    name
        Its file's name without the ending: what ``--format`` takes.
    dataset, title, terms, passes_on
        See `detente.model.outside.Import`.
    columns
        Lists of columns that files of this form have; the longest first.
    holds
        ``events``, ``mentions`` or ``facts``.
    scheme, scale
        Of the quad classes and of the scores; None where the form has none.
    sort, directed
        Of facts: what they are, and whether a comes before b for a reason.
    """

    name: str
    title: str
    dataset: str
    fields: Mapping[str, Field]
    columns: tuple[tuple[str, ...], ...] = ()
    terms: str = "see the data set that the file was taken from"
    passes_on: bool = True
    layout: str = "comma"
    header: str = "always"
    holds: str = "events"
    scheme: str | None = None
    scale: str | None = None
    sort: str | None = None
    directed: bool = False
    year_of_session: int = 1945

    @property
    def separator(self) -> str:
        """The character between two cells."""
        return LAYOUTS[self.layout]

    @property
    def wanted(self) -> frozenset[str]:
        """Columns that files of this form have, those left aside that may be missing."""
        return frozenset(name for field in self.fields.values() if not field.optional for name in field.reads)

    def lacks(self, names: Container[str]) -> tuple[str, ...]:
        """Give the columns missing from a file with the columns of these names, as `plain` writes them."""
        bare = (
            field
            for field in self.fields.values()
            if not field.optional and not any(choice.fits(names) for choice in field.choices)
        )
        return tuple(name for field in bare for name in field.reads if plain(name) not in names)


def plain(name: str) -> str:
    """Give a column's name as it is compared: R writes ``Event.Date`` for "Event Date", others event_date."""
    return re.sub(r"[\s._-]", "", name).casefold()
