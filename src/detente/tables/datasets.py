"""Forms of other people's data sets: ``data/datasets``, and maps that users write in the same form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError
from detente.tables.country_codes import SCHEMES

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
    "session",
    "days-since",
)
"""How a cell is written; the days: ``iso`` 2024-01-31, ``compact`` 20240131, ``year``, ``any`` of these or
31 January 2024, ``session`` of the UN General Assembly, ``days-since`` the day of `origin`."""
DAYS = frozenset(("iso", "compact", "year", "any", "session", "days-since"))
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
        "facts": ("a", "b", "day", "last_day", "item", "number", "text", "items"),
    }
)
"""What a form can fill, by what it holds; complete."""
_NEEDED = {"events": ("day",), "mentions": ("id", "day"), "facts": ("a", "day")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Where a value stands in a row, and how it is written.

    Attributes
    ----------
    column, columns
        The column; or several, joined by commas (of ``items``: each a fact of its own; of days: year, month
        and day).
    others
        For ``items``: every column that no other field takes.
    codes
        Scheme of country codes; None where it is no country.
    split
        What parts several countries in one cell.
    pattern
        Where the country's name stands in the cell: the first group that holds something.
    words
        What each value means; another one is told and left empty.
    blank
        Values that mean nothing.
    value, default
        What stands in every row; what stands where the cell is empty or the column is not there.
    optional
        The column may be missing from the file.
    """

    column: str | None = None
    columns: tuple[str, ...] = ()
    others: bool = False
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
        """Columns that a file of this form cannot do without."""
        return frozenset(name for field in self.fields.values() if not field.optional for name in field.reads)


_FORM_KEYS = frozenset(field.name for field in fields(Form)) - {"name"}
_FIELD_KEYS = frozenset(field.name for field in fields(Field))


def read_form(text: str, *, name: str) -> Form:
    """Read a form from the text of its file; `name` is the file's name, for messages.

    Raises
    ------
    DataError
        If it is no TOML, or a key is unknown, missing or has a value that is not allowed.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: not TOML: {error}") from None
    _refuse(set(table) - _FORM_KEYS, _FORM_KEYS, name)
    missing = [key for key in ("title", "dataset", "fields") if key not in table]
    if missing:
        raise DataError(f"{name}: the key {missing[0]!r} is missing")
    holds = table.get("holds", "events")
    for key, value, allowed in (
        ("holds", holds, tuple(FIELDS)),
        ("layout", table.get("layout", "comma"), tuple(LAYOUTS)),
        ("header", table.get("header", "always"), HEADERS),
    ):
        if value not in allowed:
            raise DataError(f"{name}: {key} = {value!r}; expected {', '.join(allowed)}")
    named = {key: _field(entry, f"{name}: {key}") for key, entry in table["fields"].items()}
    _refuse(set(named) - set(FIELDS[holds]), frozenset(FIELDS[holds]), f"{name}: fields of {holds}")
    for key in _NEEDED[holds]:
        if key not in named:
            raise DataError(f"{name}: the field {key!r} is missing; {holds} need {', '.join(_NEEDED[holds])}")
    if named["day"].form not in DAYS:
        raise DataError(f"{name}: day has the form {named['day'].form!r}; expected {', '.join(sorted(DAYS))}")
    columns = sorted((tuple(names) for names in table.get("columns", ())), key=len, reverse=True)
    scheme = table.get("scheme")
    made = Form(**{**table, "name": name.removesuffix(".toml"), "fields": named, "columns": tuple(columns)})
    if made.header != "always" and not columns:
        raise DataError(
            f"{name}: columns is missing; a file that may have no header needs its columns listed"
        )
    return made if scheme != "none" else _without_scheme(made)


def _without_scheme(form: Form) -> Form:
    from dataclasses import replace

    return replace(form, scheme=None)


def _field(entry: Any, where: str) -> Field:
    if isinstance(entry, str):
        return Field(column=entry)
    if not isinstance(entry, dict):
        raise DataError(f"{where}: expected the name of a column or a table, got {entry!r}")
    _refuse(set(entry) - _FIELD_KEYS, _FIELD_KEYS, where)
    lists = {key: tuple(entry[key]) for key in ("columns", "blank") if key in entry}
    field = Field(**{**entry, **lists})
    if not field.reads and field.value is None and not field.others:
        raise DataError(f"{where}: has no column; give column, columns or value")
    for key, value, allowed in (("form", field.form, FORMS), ("codes", field.codes, (None, *SCHEMES))):
        if value not in allowed:
            raise DataError(f"{where}: {key} = {value!r}; expected {', '.join(filter(None, allowed))}")
    if field.form == "days-since" and field.origin is None:
        raise DataError(f"{where}: days-since needs origin, the day that 0 stands for")
    try:
        re.compile(field.pattern or "")
    except re.error as error:
        raise DataError(f"{where}: pattern is no regular expression ({error})") from None
    return field


def _refuse(unknown: set[str], known: frozenset[str], where: str) -> None:
    if unknown:
        raise DataError(
            f"{where}: unknown key {sorted(unknown)[0]!r}; known keys are {', '.join(sorted(known))}"
        )


@cache
def load_forms() -> Mapping[str, Form]:
    """Read the forms that come with the package, by name."""
    folder = files("detente") / "data" / "datasets"
    found = {}
    for place in sorted(folder.iterdir(), key=lambda place: place.name):
        if place.name.endswith(".toml"):
            form = read_form(place.read_text(encoding="utf-8"), name=place.name)
            found[form.name] = form
    return MappingProxyType(found)
