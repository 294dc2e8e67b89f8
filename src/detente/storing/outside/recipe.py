"""From the cells of a row to the columns of the store, as a form says."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from detente.storing.cleaning import clean
from detente.storing.outside.countries import Cells, Getter, country_getter, each_two
from detente.storing.outside.oddities import Oddities
from detente.storing.outside.values import Span, Unread, cameo, day_reader, integer, number
from detente.tables.country_codes import NO_STATE, load_country_codes
from detente.tables.dataset_forms import FIELDS, Field, Form, plain

Row = tuple[str, ...]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "events": (*FIELDS["events"], "print"),
    "mentions": (*FIELDS["mentions"], "print"),
    "facts": ("a", "b", "day", "last_day", "item", "number", "text", "print"),
}
"""Columns of a row that a recipe makes, by what its form holds; an empty text is nothing."""
_FORMS: Mapping[str, Callable[[str], str]] = {
    "text": clean, "upper": lambda text: clean(text).upper(), "cameo": cameo, "integer": integer,
    "number": number,
}  # fmt: skip


class Recipe:
    """Makes rows of one form from the cells of files with one header.

    Raises
    ------
    Unread
        By `rows`, where the row cannot be kept: another number of cells, no day, no state.
    """

    def __init__(self, form: Form, header: Sequence[str], oddities: Oddities) -> None:
        self._form, self._oddities = form, oddities
        self._width, self._whole = len(header), False
        self._published = dict(_published(form, header))
        self._places = {name: place for place, name in reversed(list(enumerate(header)))}
        self._plain = {plain(name) for name in header}
        day = self._fitting(form.fields["day"])
        self._day_places = [self._places[column] for column in day.reads]
        read = {"origin": day.origin, "year_of_session": form.year_of_session}
        self._day = day_reader(day.form, **read)  # type: ignore[arg-type]
        self._names = [name for name in FIELDS[form.holds] if name not in ("day", "last_day", "items")]
        self._getters = [self._getter(name) for name in self._names]
        self._last = self._last_day()
        self._items = tuple(self._item_places()) if "items" in form.fields else ()

    def rows(self, cells: Cells) -> Iterator[Row]:
        """Give the row of the cells; of facts with several columns, one for each that holds something."""
        if len(cells) != self._width:
            cells = self._trimmed(cells)
        else:
            self._whole = True
        first, last = self._day("-".join(cells[place].strip() for place in self._day_places))
        if self._last is not None:
            last = self._last(cells, (first, last))
        made = dict(zip(self._names, [get(cells, (first, last)) for get in self._getters], strict=True))
        made["day"], made["last_day"] = first, last
        if self._form.holds == "mentions" and not made["id"]:
            raise Unread("it names no event")
        if self._form.holds != "facts":
            yield self._row(made)
            return
        if "parties" in self._form.fields:
            for a, b in each_two(made.pop("parties")):
                yield from self._facts({**made, "a": a, "b": b}, cells)
            return
        self._check_fact(made, cells, (first, last))
        yield from self._facts(made, cells)

    def _facts(self, made: Mapping[str, str], cells: Cells) -> Iterator[Row]:
        if not self._items:
            yield self._row(made)
        blank = self._form.fields["items"].blank if self._items else ()
        for place, name in self._items:
            cell = cells[place].strip()
            if cell and cell not in blank:
                yield self._row({**made, **_item(name, cell)})

    def _row(self, made: Mapping[str, str]) -> Row:
        values = [made[name] for name in COLUMNS[self._form.holds][:-1]]
        return (*values, str(zlib.crc32("\x1f".join(values).encode())))

    def _trimmed(self, cells: Cells) -> Cells:
        """Drop empty cells too many at the end, as some releases have a tab too many.

        Other releases name columns in the header that none of their rows has: those rows stand in the order
        that was published. A row that is short where others are whole is broken.
        """
        if len(cells) > self._width and not any(cell.strip() for cell in cells[self._width :]):
            return cells[: self._width]
        places = self._published.get(len(cells))
        if places is not None and not self._whole:
            self._oddities.note("the header names columns that the row has not; read in the published order")
            return ["" if place is None else cells[place] for place in places]
        raise Unread(f"{len(cells)} cells, expected {self._width}")

    def _check_fact(self, made: Mapping[str, str], cells: Cells, span: Span) -> None:
        for name in ("a", "b"):
            told = self._form.fields.get(name)
            if told is not None and not made[name]:
                told = self._fitting(told)
                cell, scheme = cells[self._places[told.column or ""]], told.codes or "any"
                days = (date.fromisoformat(span[0]), date.fromisoformat(span[1] or span[0]))
                known = load_country_codes().find(cell, scheme, *days) == NO_STATE
                why = "stands for no state with a code of ISO 3166" if known else "is no state"
                raise Unread(f"{name} {cell[:40]!r} {why} ({scheme}) on that day")

    def _fitting(self, told: Field) -> Field:
        """Give the first choice of a field that the file has all columns of."""
        return next((one for one in told.choices if one.fits(self._plain)), told)

    def _last_day(self) -> Getter | None:
        """Give what reads the last day; of a fact a blank one, or none in the file, means *still*."""
        told, is_fact = self._form.fields.get("last_day"), self._form.holds == "facts"
        if told is None:
            return None
        told = self._fitting(told)
        places = [self._places[column] for column in told.reads if column in self._places]
        if not places:
            return (lambda cells, span: "") if is_fact else None
        read = day_reader(told.form, origin=told.origin)

        def last(cells: Cells, span: Span) -> str:
            parts = [cells[place].strip() for place in places]
            if not parts[0] or parts[0] in told.blank:
                return "" if is_fact else span[1]
            try:
                found = read("-".join(parts))[1]
            except Unread as fault:
                self._oddities.note(f"last day: {fault}")
                return span[1]
            if found < span[0]:
                self._oddities.note("last day before the first; the first was taken for both")
                return span[1]
            return found

        return last

    def _item_places(self) -> Iterator[tuple[int, str]]:
        items = self._fitting(self._form.fields["items"])
        choices = (choice for told in self._form.fields.values() for choice in told.choices)
        taken = {*items.without, *(name for choice in choices for name in choice.reads)} - {*items.reads}
        names = [name for name in self._places if name not in taken] if items.others else items.reads
        yield from ((self._places[name], name) for name in names if name)

    def _getter(self, name: str) -> Getter:
        """Give what reads a field: the first of its choices that finds something."""
        told = self._form.fields.get(name)
        if told is None:
            return lambda cells, span: ""
        getters = [self._one(name, choice) for choice in told.choices]
        if len(getters) == 1:
            return getters[0]
        return lambda cells, span: next(filter(None, (get(cells, span) for get in getters)), "")

    def _one(self, name: str, told: Field) -> Getter:
        if told.value is not None:
            value = told.value
            return lambda cells, span: value
        places = [self._places[column] for column in told.reads if column in self._places]
        if not places:
            default = told.default or ""
            return lambda cells, span: default
        if told.codes is not None:
            # Where a fact lacks its state, the row is told as broken.
            note = None if self._form.holds == "facts" and name != "parties" else self._oddities.note
            return country_getter(name, told, places, note)
        if told.columns:
            return _joined(places, told.blank)
        return self._written(name, told, places[0])

    def _written(self, name: str, told: Field, place: int) -> Getter:
        days = told.form not in _FORMS
        if days:
            days_of = day_reader(told.form, origin=told.origin)
        convert = (lambda text: days_of(text)[0]) if days else _FORMS[told.form]
        default, blank, words, note = told.default or "", told.blank, told.words, self._oddities.note
        seen: dict[str, str] = {}

        def get(cells: Cells, span: Span) -> str:
            cell = cells[place]
            found = seen.get(cell)
            if found is None:
                text = cell.strip()
                if not text or text in blank:
                    found = default
                elif words is not None:
                    found = words.get(text)
                    if found is None:
                        note(f"{name}: {text[:40]!r} is none of the values known; left empty")
                        return default
                else:
                    try:
                        found = convert(text)
                    except Unread as fault:
                        note(f"{name}: {fault}; left empty")
                        return default
                if len(seen) < 50_000:
                    seen[cell] = found
            return found

        return get


def _published(form: Form, header: Sequence[str]) -> Iterator[tuple[int, list[int | None]]]:
    """Give, by the number of cells, where the cells of rows stand that lack columns of their header."""
    for columns in form.columns:
        if len(columns) < len(header) and set(map(plain, columns)) <= set(map(plain, header)):
            places = {plain(name): place for place, name in enumerate(columns)}
            yield len(columns), [places.get(plain(name)) for name in header]


def _joined(places: Sequence[int], blank: Sequence[str]) -> Getter:
    return lambda cells, span: ", ".join(
        cell for place in places if (cell := clean(cells[place])) and cell not in blank
    )


def _item(name: str, cell: str) -> dict[str, str]:
    """Give a column of a wide table as an item with a number, or with a text where it is none."""
    try:
        return {"item": clean(name), "number": number(cell), "text": ""}
    except Unread:
        return {"item": clean(name), "number": "", "text": clean(cell)}
