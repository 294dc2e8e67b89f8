"""Forms of other people's data sets: ``data/datasets``, and maps that users write in the same form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError
from detente.tables.country_codes import SCHEMES
from detente.tables.dataset_forms import DAYS, FIELDS, FORMS, HEADERS, LAYOUTS, NEEDED, Field, Form

_FORM_KEYS = frozenset(field.name for field in fields(Form)) - {"name"} | {"blank"}
_FIELD_KEYS = frozenset(field.name for field in fields(Field)) - {"otherwise"}


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
    blank = tuple(table.pop("blank", ()))
    named = {key: _field(entry, f"{name}: {key}", blank) for key, entry in table["fields"].items()}
    _refuse(set(named) - set(FIELDS[holds]), frozenset(FIELDS[holds]), f"{name}: fields of {holds}")
    for key in NEEDED[holds]:
        if key not in named and not (key == "a" and "parties" in named):
            raise DataError(f"{name}: the field {key!r} is missing; {holds} need {', '.join(NEEDED[holds])}")
    for day in named["day"].choices:
        if day.form not in DAYS:
            raise DataError(f"{name}: day has the form {day.form!r}; expected {', '.join(sorted(DAYS))}")
    columns = sorted((tuple(names) for names in table.get("columns", ())), key=len, reverse=True)
    scheme = table.get("scheme")
    made = Form(**{**table, "name": name.removesuffix(".toml"), "fields": named, "columns": tuple(columns)})
    if made.header != "always" and not columns:
        raise DataError(
            f"{name}: columns is missing; a file that may have no header needs its columns listed"
        )
    return made if scheme != "none" else _without_scheme(made)


def _without_scheme(form: Form) -> Form:
    return replace(form, scheme=None)


def _field(entry: Any, where: str, blank: Sequence[str]) -> Field:
    """Read a field: a column, a table, or a list of such, of which the first that gives something counts."""
    if isinstance(entry, list) and entry:
        choices = [_field(choice, where, blank) for choice in entry]
        found = choices.pop()
        while choices:
            found = replace(choices.pop(), otherwise=found)
        return found
    field = _single(entry, where)
    return replace(field, blank=(*field.blank, *blank))


def _single(entry: Any, where: str) -> Field:
    if isinstance(entry, str):
        return Field(column=entry)
    if not isinstance(entry, dict):
        raise DataError(f"{where}: expected the name of a column, a table or a list of such, got {entry!r}")
    _refuse(set(entry) - _FIELD_KEYS, _FIELD_KEYS, where)
    lists = {key: tuple(entry[key]) for key in ("columns", "without", "blank") if key in entry}
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
