"""Files of data sets into the store, batch by batch; a run that is killed goes on where it stopped."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from detente.model.errors import UnreadableError
from detente.model.outside import Import
from detente.storing.outside.lines import Broken, Text, rows, texts
from detente.storing.outside.oddities import Oddities
from detente.storing.outside.opening import digest, opened
from detente.storing.outside.recipe import Recipe, Row
from detente.storing.outside.shelf import Batch, add_rows, count_kept, imports, namesakes, note_import
from detente.storing.outside.telling_forms import Told, tell
from detente.storing.outside.values import Unread
from detente.tables.dataset_forms import Form

if TYPE_CHECKING:
    from detente.storing.store import Store

BATCH = 100_000
"""Rows stored together: what a killed run does again at the most; some 50 MB of memory for wide tables."""
FIRST = 20
"""Lines looked at for the form of a file."""
TOLD = 5
"""Broken rows of a file told one by one; the rest are counted."""

Report = Callable[[str, str], None]
"""What is told of trouble: where, and what."""
Show = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One table that was taken in, with what had to be left empty in its rows.

    `again` holds where the same file had been taken in before: nothing was done.
    """

    entry: Import
    left_empty: tuple[str, ...] = ()
    again: bool = False


def take(
    store: Store, path: Path, *, form: Form | None = None, report: Report, show: Show = lambda done: None
) -> Iterator[Taken]:
    """Take in the tables of a file; `form` where the user says what it is.

    Raises
    ------
    UnreadableError
        If the file cannot be opened. What is wrong with one of its tables goes to `report`.
    """
    with opened(path) as tables:
        base = digest(path)
        for name, stream in tables:
            try:
                yield _take_table(store, base, name, stream, form, report, show)
            except UnreadableError as fault:  # the other tables of a zip are read all the same
                report(name, str(fault).removeprefix(f"{name}: "))


def _take_table(
    store: Store, base: str, name: str, stream: BufferedReader, form: Form | None, report: Report, show: Show
) -> Taken:
    oddities = Oddities()
    found = texts(stream, oddities.note)
    first, told = _tell(found, name, form)
    entry = _entry(base, name, told)
    before = store.read(imports) if store.path.exists() else ()
    done = [old for old in before if old.digest == entry.digest]
    if done and done[-1].ended:
        return Taken(entry=done[-1], again=True)
    if done:
        entry = replace(entry, id=done[-1].id)
    store.write(lambda connection: note_import(connection, entry))
    lines = chain(first, found)
    filled = _fill(store, entry, told, lines, oddities, lambda line, why: report(f"{name}:{line}", why), show)
    ended = replace(filled, ended=_now())
    if told.form.holds == "events":
        ended = replace(ended, namesakes=store.read(lambda connection: namesakes(connection, ended)))
    store.write(lambda connection: note_import(connection, ended))
    return Taken(entry=ended, left_empty=tuple(oddities.lines()))


def _tell(found: Iterator[Text], name: str, form: Form | None) -> tuple[list[Text], Told]:
    """Tell the form by the first line that has one, and give the lines that are no header.

    Lines before a header, such as a title, and broken first rows stay among them, to be told as broken.
    """
    first: list[Text] = []
    trouble = UnreadableError(f"{name} holds no row")
    for line in islice(found, FIRST):
        first.append(line)
        text = line[1]
        if text is None:
            continue
        if text.startswith(("ÿþ", "þÿ")):
            raise UnreadableError(f"{name} is written in UTF-16; save it as UTF-8 (CSV UTF-8 in Excel)")
        try:
            told = tell(text, name, form)
        except UnreadableError as fault:
            trouble = fault if len(first) == 1 else trouble
            continue
        return (first[:-1] if told.named else first), told
    raise trouble


def _fill(
    store: Store, entry: Import, told: Told, lines: Iterator[Text], oddities: Oddities,
    tell_broken: Callable[[int, str], None], show: Show,
) -> Import:  # fmt: skip
    """Put all rows in, and give the import with its counts."""
    recipe = Recipe(told.form, told.header, oddities)
    seen = made = broken = last = 0
    batch: list[Row] = []
    for line, cells in rows(lines, told.separator):
        seen, last = seen + 1, line
        try:
            if isinstance(cells, Broken):
                raise Unread(cells.why)
            fresh = list(recipe.rows(cells))
        except Unread as fault:
            broken += 1
            if broken <= TOLD:
                tell_broken(line, f"left out, {fault}")
            continue
        batch.extend(fresh if told.form.holds == "facts" else _named(fresh, entry, line))
        made += max(1, len(fresh)) - 1
        if len(batch) >= BATCH:
            _store(store, entry, told.form, batch)
            batch = []
            show(seen)
    _store(store, entry, told.form, batch)
    show(seen)
    if broken > TOLD:
        tell_broken(last, f"the last line; {broken - TOLD:,} further rows were left out for such reasons")
    # A row of a wide table holds several facts: all are counted, so that the counts add up.
    rows_seen, kept = seen + made, store.read(lambda connection: count_kept(connection, told.form, entry.id))
    return replace(entry, rows=rows_seen, kept=kept, broken=broken, repeated=rows_seen - kept - broken)


def _named(fresh: Sequence[Row], entry: Import, line: int) -> Iterator[Row]:
    """Give rows without an identifier one of their own: two that are alike can be two events."""
    for row in fresh:
        yield row if row[0] else (f"{entry.digest[:8]}:{line}", *row[1:])


def _store(store: Store, entry: Import, form: Form, batch: Sequence[Row]) -> None:
    if batch:
        whole = Batch(form=form, import_id=entry.id, rows=batch)
        store.write(lambda connection: add_rows(connection, whole))


def _entry(base: str, name: str, told: Told) -> Import:
    form = told.form
    started = _now()
    return Import(
        id=f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}",
        form=form.name,
        dataset=form.dataset,
        title=form.title,
        terms=form.terms,
        passes_on=form.passes_on,
        file=name,
        digest=sha256(f"{base}\n{name}\n{form!r}".encode()).hexdigest(),
        started=started,
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
