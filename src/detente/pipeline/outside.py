"""Other people's data sets: taken in, and set beside our record without ever entering it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.model.errors import DetenteError, UnreadableError, UsageError
from detente.pipeline.coding import Report, silent
from detente.pipeline.listing import Row
from detente.pipeline.pairs import find_pair
from detente.reading import Trouble

if TYPE_CHECKING:
    from detente.model.outside import Background, Fact
    from detente.storing.outside.taking import Taken
    from detente.storing.store import Store
    from detente.tables.dataset_forms import Form


def import_files(
    store_path: Path,
    paths: Sequence[str | Path],
    *,
    format_name: str | None = None,
    map_path: Path | None = None,
    report: Report = silent,
    show: Callable[[int, str], None] = lambda done, note: None,
) -> Iterator[Taken]:
    """Take files of event data sets and reference tables into a store, each once.

    A file that cannot be read is told to `report`, and the others go on without it. Where none can be read,
    no store is made.

    Raises
    ------
    UsageError
        If there is no such format, or both a format and a map are given.
    DataError
        If the map is wrong; the message names the key.
    """
    from detente.storing.outside.taking import take
    from detente.storing.store import Store

    form = _form(format_name, map_path)

    def tell(origin: str, message: str) -> None:
        try:
            report(Trouble(origin=origin, message=message))
        except DetenteError as fault:
            raise _StopError from fault

    store = Store(store_path, create=False)
    try:
        for path in map(Path, paths):
            try:
                if not path.is_file():
                    raise UnreadableError(
                        f"{path} is not there, or is no plain file; name files, not folders"
                    )
                progress = partial(_show, show, path.name)
                yield from take(store, path, form=form, report=tell, show=progress)
            except UnreadableError as fault:
                tell(str(path), str(fault).removeprefix(f"{path}: "))
    except _StopError as stop:
        raise stop.__cause__ or stop from None


class _StopError(Exception):
    """What the caller's report raised: no trouble of a file, but the end of the run."""


def _show(show: Callable[[int, str], None], name: str, done: int) -> None:
    show(done, name)


def _form(format_name: str | None, map_path: Path | None) -> Form | None:
    from detente.tables.datasets import load_forms, read_form

    if format_name and map_path:
        raise UsageError("--format and --map are both given; a map says all that a format says, give one")
    if map_path is not None:
        try:
            return read_form(map_path.read_text(encoding="utf-8"), name=map_path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableError(f"the map {map_path} cannot be read ({error})") from error
    forms = load_forms()
    if format_name is not None and format_name not in forms:
        raise UsageError(f"there is no format {format_name!r}; expected {', '.join(forms)}, or give --map")
    return forms[format_name] if format_name else None


def compare_pair(
    store_path: Path, a: str, b: str, *, since: date | None = None, until: date | None = None
) -> Iterator[Row]:
    """Tell what data sets have on a pair in ``[since, until)``, beside what we hold; never summed."""
    from detente.storing.outside import asking
    from detente.storing.store import Store

    pair = find_pair(a, b)
    one, two = pair[0].iso3, pair[1].iso3
    store = Store(store_path, must_exist=True)
    ours = _ours(store, one, two, since, until)
    found = store.read(lambda connection: asking.background(connection, one, two, since, until))
    yield _summary(found, ours.fields)
    yield ours
    mentions = store.read(lambda connection: asking.told_by(connection, one, two, since, until))
    yield from (_background_row(entry, mentions.get(entry.dataset)) for entry in found)
    facts = store.read(lambda connection: asking.facts(connection, one, two, since, until))
    yield from _fact_rows(facts)
    votes = store.read(lambda connection: asking.votes_alike(connection, one, two, since, until))
    for year, both, alike in votes:
        line = f"votes       {year}: alike on {alike} of {both} resolutions on which both voted"
        yield Row(line=line, fields=(("sort", "votes"), ("year", year), ("both", both), ("alike", alike)))


def _ours(store: Store, a: str, b: str, since: date | None, until: date | None) -> Row:
    from detente.measuring.between import split_between
    from detente.storing.merge import merge

    told = store.tellings((a, b), start=since, end=until)
    # An act without a day belongs to no period.
    tellings = [
        one for one in told if one.event.modality.counts and (one.event.when.start or not (since or until))
    ]
    records, _ = split_between(merge(tellings, pairings=store.pairings()), a, b)
    quads = Counter(record.best.quad for record in records if record.best.quad)
    fields = {
        "dataset": "detente", "acts": len(records), "tellings": len(tellings), "scheme": "PLOVER",
        "quads": dict(sorted(quads.items())),
    }  # fmt: skip
    classes = f", {_quads(tuple(sorted(quads.items())))} (PLOVER classes)" if quads else ""
    line = f"detente     {_number(len(records), 'act')} from {_number(len(tellings), 'telling')}{classes}"
    return Row(line=line, fields=tuple(fields.items()))


def _summary(found: Sequence[Background], ours: tuple[tuple[str, Any], ...]) -> Row:
    acts = dict(ours)["acts"]
    rows: Counter[str] = Counter()
    for entry in found:
        rows[entry.dataset] += entry.rows
    told = ", ".join(f"{name} has {_number(number, 'row')} here" for name, number in rows.items())
    told = told or "no imported event data set has a row here"
    fields = {"rows": dict(rows), "acts": acts, "line": f"{told}; we hold {_number(acts, 'act')}"}
    return Row(line=f"{fields['line']}.", fields=tuple(fields.items()))


def _background_row(entry: Background, mentions: tuple[int, int] | None) -> Row:
    told = f", {_number(mentions[0], 'mention')} by {_number(mentions[1], 'publisher')}" if mentions else ""
    classes = f", {_quads(entry.quads)} ({entry.scheme or 'its own'} classes)" if entry.quads else ""
    mean = f", mean {entry.mean:+.2f} ({entry.scale})" if entry.mean is not None else ""
    span = f"{entry.first} to {entry.last}"
    line = f"{entry.dataset:<11} {_number(entry.rows, 'row')}, {span}{classes}{mean}{told}"
    fields = {
        "dataset": entry.dataset, "rows": entry.rows, "first": str(entry.first), "last": str(entry.last),
        "scheme": entry.scheme, "quads": dict(entry.quads), "scale": entry.scale, "mean": entry.mean,
        "mentions": mentions[0] if mentions else None, "publishers": mentions[1] if mentions else None,
    }  # fmt: skip
    return Row(line=line, fields=tuple(fields.items()))


def _fact_rows(facts: Sequence[Fact]) -> Iterator[Row]:
    """Give the newest fact of each item and direction, and how many there are."""
    newest: dict[tuple[str, str, str, str], Fact] = {}
    number: Counter[tuple[str, str, str, str]] = Counter()
    for fact in facts:
        key = (fact.sort, fact.dataset, fact.item, fact.a if fact.directed or fact.b is None else "")
        newest[key] = fact
        number[key] += 1
    for key, fact in newest.items():
        arrow = ">" if fact.directed else "–"
        value = "" if fact.number is None else f" = {fact.number:g}"
        text = f" ({fact.text})" if fact.text else ""
        span = f"{fact.start} to {fact.end or 'now'}"
        more = f"; {number[key]} rows, the newest shown" if number[key] > 1 else ""
        who = f"{fact.a} {arrow} {fact.b}" if fact.b else fact.a
        line = f"{fact.sort:<11} {fact.dataset}: {fact.item}{value}{text}, {who}, {span}{more}"
        fields = {
            "sort": fact.sort, "dataset": fact.dataset, "item": fact.item, "number": fact.number,
            "text": fact.text, "a": fact.a, "b": fact.b, "directed": fact.directed,
            "start": str(fact.start), "end": str(fact.end) if fact.end else None, "rows": number[key],
        }  # fmt: skip
        yield Row(line=line, fields=tuple(fields.items()))


def _quads(quads: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{quad}:{number}" for quad, number in quads)


def _number(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
