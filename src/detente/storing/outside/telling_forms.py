"""Which form a file has: by its header, or by the number of its columns where it has none."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from detente.model.errors import UnreadableError
from detente.storing.outside.values import Unread, day_reader
from detente.tables.dataset_forms import LAYOUTS, Form, plain
from detente.tables.datasets import load_forms


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The form of a file, its columns in their order, what parts them, and whether they are named in it."""

    form: Form
    header: tuple[str, ...]
    separator: str
    named: bool


def tell(first: str, name: str, form: Form | None = None) -> Told:
    """Tell what a file is from its first line; `form` where the user says it.

    Raises
    ------
    UnreadableError
        If no form fits, or the form given does not; the message says what came and what was expected.
    """
    found = sorted(_fits(first, form), key=_rank, reverse=True)
    if found and (len(found) == 1 or _rank(found[0]) > _rank(found[1])):
        return found[0]
    if found:
        names = " or ".join(told.form.name for told in found[:3])
        raise UnreadableError(f"{name}: could be {names}; say which one with --format")
    raise UnreadableError(f"{name}: {_expected(first, form)}")


def _rank(told: Told) -> tuple[bool, bool, int]:
    return told.named, told.header in told.form.columns, len(told.form.wanted)


def _fits(first: str, form: Form | None) -> Iterator[Told]:
    """Give what fits: each form as it is published, or else with commas for tabs, as others write it anew."""
    parted = {separator: split_header(first, separator) for separator in LAYOUTS.values()}
    for candidate in (form,) if form else load_forms().values():
        for separator in dict.fromkeys((candidate.separator, *parted)):
            found = tuple(_fit(parted[separator], candidate, separator))
            if found:
                yield from found
                break


def _fit(cells: Sequence[str], form: Form, separator: str) -> Iterator[Told]:
    if form.header != "never" and not form.lacks({plain(cell) for cell in cells}):
        yield Told(form=form, header=_as_listed(cells, form), separator=separator, named=True)
    elif form.header != "always":
        for columns in form.columns:
            if len(columns) == len(cells) and _day_stands(cells, columns, form):
                yield Told(form=form, header=columns, separator=separator, named=False)


def split_header(line: str, separator: str) -> list[str]:
    """Part a first line at its separators, without quotes."""
    cells = line.split(separator)
    if '"' in line and separator != "\t":
        with suppress(csv.Error, StopIteration):
            cells = next(csv.reader([line], delimiter=separator))
    return [cell.strip().strip('"').strip() for cell in cells]


def _as_listed(cells: Sequence[str], form: Form) -> tuple[str, ...]:
    """Give the header with the spelling of the form, so that capitals, spaces and dots do not matter."""
    choices = (choice for field in form.fields.values() for choice in field.choices)
    listed = {plain(name): name for choice in choices for name in choice.reads}
    return tuple(listed.get(plain(cell), cell) for cell in cells)


def _day_stands(cells: Sequence[str], columns: Sequence[str], form: Form) -> bool:
    day = form.fields["day"]
    try:
        day_reader(day.form, origin=day.origin)("-".join(cells[columns.index(name)] for name in day.reads))
    except Unread:
        return False
    return True


def _expected(first: str, form: Form | None) -> str:
    if form is not None:
        cells = split_header(first, form.separator)
        missing = sorted(set(form.lacks({plain(cell) for cell in cells})))
        if form.header == "always" or len(missing) < len(form.wanted):
            return (
                f"the columns {', '.join(cells)[:200]} came; {form.name} needs {', '.join(missing)} too "
                f"({form.layout}-separated); mend the header, or give --map"
            )
        counts = " or ".join(str(len(columns)) for columns in form.columns)
        came = f"{len(cells)} {form.layout}-separated columns"
        return f"{came} came, {form.name} has {counts}; is it another format?"
    separator = max(LAYOUTS.values(), key=first.count)
    cells = split_header(first, separator)
    return (
        f"{len(cells)} columns ({', '.join(cells)[:120]} …) are no form known ({', '.join(load_forms())}); "
        "give --format NAME, or --map MAP.toml that says which column is what"
    )
