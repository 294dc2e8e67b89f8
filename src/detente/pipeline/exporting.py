"""What the store holds, as files for others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from detente import __version__
from detente.model.errors import UsageError
from detente.model.outside import About
from detente.pipeline.pairs import find_codes
from detente.tables.kinds import load_kinds
from detente.tables.states import load_states

if TYPE_CHECKING:
    from detente.storing.sheets import Sheet
    from detente.storing.store import Store

WHATS = (
    *("events", "records", "sources", "dyad-month", "dyad-year", "directed-dyad-month", "directed-dyad-year"),
    "imported",
)
"""What can be exported: tellings, acts, documents, counts by pair and period, rows of imported data sets."""
_USUAL: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys((".graphml", ".gexf", ".ics", ".geojson", ".qs.tsv"), "records"),
        **dict.fromkeys((".bib", ".ris", ".csl.json"), "sources"),
    }
)
"""What a form is written of where nothing is said; events for the others."""


_KNOWN = "places are known, by imported rows and --places; what lies elsewhere has no point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be exported."""

    pair: tuple[str, str] | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written.

    Attributes
    ----------
    items, written
        How many the store holds of what was asked, and how many are in the file.
    notes
        What was left out, and why.
    """

    output: Path
    what: str
    items: int
    written: int
    notes: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The counts in words."""
        what = self.what.replace("-", " ")
        fewer = f" ({self.items} were looked at)" if self.written != self.items else ""
        notes = "".join(f"; {note}" for note in self.notes)
        return f"{self.output}: {self.written} {what if what.endswith('s') else what + ' rows'}{fewer}{notes}"

    def as_dict(self) -> dict[str, object]:
        """Give them by name; `events` is what is written, whatever it is."""
        return {"output": str(self.output), "what": self.what, "events": self.written, "items": self.items,
                "notes": list(self.notes)}  # fmt: skip


def export_events(store_path: Path, output: Path, pair: Sequence[str]) -> int:
    """Write what the form of `output` is usually written of; gives how many."""
    return export_store(store_path, output, pair).written


def export_store(
    store_path: Path,
    output: Path,
    pair: Sequence[str],
    *,
    what: str | None = None,
    since: date | None = None,
    until: date | None = None,
    places: Path | None = None,
) -> Exported:
    """Write events, records, sources, dyads or imported rows in the form that the ending of `output` names.

    Raises
    ------
    UsageError
        If the ending or `what` is unknown, or the form does not fit.
    """
    from detente.storing.export import ending_of, write
    from detente.storing.outside.places import told_places
    from detente.storing.store import Store
    from detente.storing.writers.places import read_places

    a, b = (*pair, None, None)[:2]
    codes = find_codes(a, b, command=f"detente export {output}")
    chosen = what or _USUAL.get(ending_of(output), "events")
    if chosen not in WHATS:
        raise UsageError(f"cannot export {chosen!r}; expected {', '.join(WHATS)}")
    store = Store(store_path, must_exist=True)
    asked = Asked(pair=codes, since=since, until=until)
    sheet, items, notes = _GATHER[chosen](store, asked, chosen)
    counted = _Counted(items)
    known = read_places(places) if places is not None else {}
    if ending_of(output) == ".geojson":
        known = store.read(told_places) | known
        notes = (*notes, f"{len(known):,} {_KNOWN}")
    about = _about(store, _query(output, pair, chosen, since, until), imported=chosen == "imported")
    context = replace(_context(replace(about, notes=notes), chosen), places=known)
    written = write(sheet, counted, output, context=context)
    return Exported(output=output, what=chosen, items=counted.number, written=written, notes=notes)


Gathered = tuple["Sheet[Any]", Iterable[Any], tuple[str, ...]]


def _events(store: Store, asked: Asked, what: str) -> Gathered:
    from detente.storing.sheets import EVENT_SHEET

    return EVENT_SHEET, store.tellings(asked.pair, start=asked.since, end=asked.until), ()


def _records(store: Store, asked: Asked, what: str) -> Gathered:
    from detente.storing.merge import merge
    from detente.storing.sheets import RECORD_SHEET

    tellings = store.tellings(asked.pair, start=asked.since, end=asked.until)
    return RECORD_SHEET, merge(tellings, pairings=store.pairings()), ()


def _sources(store: Store, asked: Asked, what: str) -> Gathered:
    from detente.storing.source_sheets import SOURCE_SHEET

    found = store.pair_documents(*asked.pair) if asked.pair else store.documents()
    first, last = asked.since or date.min, asked.until or date.max
    return SOURCE_SHEET, (one for one in found if one.date is None or first <= one.date < last), ()


def _dyads(store: Store, asked: Asked, what: str) -> Gathered:
    from detente.storing.dyads import dyad_sheet, dyads

    directed, unit = what.startswith("directed"), what.rpartition("-")[2]
    _, records, _ = _records(store, asked, what)
    found = dyads(records, unit=unit, directed=directed)
    notes = ["a period without a row was not told of: that is not zero acts"]
    if found.loose:
        notes.append(f"left out for a {unit} that is not known: {found.loose} acts told")
    if found.lonely:
        notes.append(f"left out for having no pair of states: {found.lonely} acts told")
    return dyad_sheet(unit, directed=directed), found.rows, tuple(notes)


def _imported(store: Store, asked: Asked, what: str) -> Gathered:
    from detente.storing.outside.asking import event_months, events, kept_back
    from detente.storing.source_sheets import OUTSIDE_SHEET

    pair, since, until = asked.pair, asked.since, asked.until
    months = store.read(partial(event_months, pair=pair, start=since, end=until))

    def pages() -> Iterator[Sequence[Any]]:
        for month in months:  # one at a time: a whole data set would fill the memory
            page = partial(events, pair=pair, start=since, end=until, month=month, to_give_on=True)
            yield from store.read(page)

    held = store.read(kept_back)
    notes = (f"rows of {', '.join(held)} are left out: the terms forbid giving them on",) if held else ()
    return (
        OUTSIDE_SHEET,
        pages(),
        ("rows of other data sets, without sentences: no acts of our record", *notes),
    )


_GATHER: Mapping[str, Callable[[Store, Asked, str], Gathered]] = {
    "events": _events,
    "records": _records,
    "sources": _sources,
    **dict.fromkeys(("dyad-month", "dyad-year", "directed-dyad-month", "directed-dyad-year"), _dyads),
    "imported": _imported,
}


class _Counted:
    """Items, counted as they go by."""

    def __init__(self, items: Iterable[Any]) -> None:
        self._items = items
        self.number = 0

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            self.number += 1
            yield item


def _context(about: About, what: str) -> Any:
    from detente.measuring.lines import record_line
    from detente.storing.context import Context

    kinds, states = load_kinds(), load_states()
    line = (lambda record: record_line(record, kinds, states)) if what == "records" else None
    return Context(about=about, line=line)


def _about(store: Store, query: str, *, imported: bool) -> About:
    from detente.storing.outside.shelf import imports

    runs = store.runs()
    last = runs[-1] if runs else None
    lexicon = last.lexicon[:16] if last else "–"
    tables = [f"kinds, wordings and tables {lexicon}"]
    if imported:
        entries = store.read(imports)
        tables += [f"{entry.dataset}: {entry.file}, taken in on {entry.started.date()}" for entry in entries]
    return About(
        version=__version__,
        model=last.model[:16] if last else "–",
        lexicon=lexicon,
        datasets=tuple(tables),
        query=query,
        made=date.today(),
    )


def _query(output: Path, pair: Sequence[str], what: str, since: date | None, until: date | None) -> str:
    words = ["detente", "export", output.name, *pair, "--what", what]
    words += ["--since", str(since)] if since else []
    return " ".join(words + (["--until", str(until)] if until else []))
