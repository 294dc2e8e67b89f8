"""Other data sets: what was imported on the pair, counted beside the record and never part of it."""

from __future__ import annotations

from datetime import date

from detente.model.dossier import Facts
from detente.model.outside import Background, Beside, Imported, TypeCount
from detente.reporting.desk import Desk
from detente.reporting.parts import Mark, Part, Table
from detente.reporting.wording import count, word_short

_FILES_NAMED = 3


def imported(facts: Facts, desk: Desk) -> Part | None:
    """Give a table for each imported data set, beside what we hold; None where none was imported."""
    found = facts.imported
    if found is None:
        return None
    told = [one for one in found.datasets if one.rows]
    bare = [one for one in found.datasets if not one.rows]
    silent = ", ".join(f"{one.dataset} ({_span(one.first, one.last)})" for one in bare)
    return Part(
        key="imported",
        title="Other data sets",
        intro=(
            "Rows that others coded, imported with detente import. They carry no sentences, often repeat one "
            "act, and enter no line, tie, measure or count of the other sections. Our acts beside a data set "
            "are those of the time that its rows cover."
        ),
        empty=f"No row on the pair: {silent}.",
        tables=tuple(_table(one, found, desk) for one in told),
        outro=f"No row on the pair: {silent}." if told and silent else None,
        command=found.command,
    )


def _span(first: date, last: date) -> str:
    return word_short(first) if first == last else f"{word_short(first)} to {word_short(last)}"


def _table(one: Beside, found: Imported, desk: Desk) -> Table:
    ordered = sorted(one.types, key=lambda entry: (-entry.rows, entry.ontology, entry.code))
    rows = [(_name(entry, desk), f"{entry.rows:,}", _number(entry.acts)) for entry in ordered]
    compared = {entry.ontology for entry in ordered if entry.acts is not None}
    rest = one.acts - sum(entry.acts or 0 for entry in ordered)
    if len(compared) == 1 and rest > 0:
        rows.append(("Other types", "0", f"{rest:,}"))
    return Table(
        title=one.dataset,
        marks=(Mark(text="without sentences", tone="unsure"),),
        said=f"{one.dataset} has {count(one.rows, 'row')} here; we hold {count(one.acts, 'act')}.",
        notes=tuple(_notes(one, found)),
        head=("Type", f"Rows of {one.dataset}", "Our acts"),
        rows=(*rows, ("All", f"{one.rows:,}", f"{one.acts:,}")),
    )


def _name(entry: TypeCount, desk: Desk) -> str:
    if entry.ontology == "plover":
        return f"{desk.words.title('plover', entry.code)} ({entry.code})"
    if entry.ontology == "cameo":
        return f"{desk.words.title('cameo', entry.code)} (CAMEO {entry.code})"
    return entry.code or "no type"


def _number(number: int | None) -> str:
    """Write how many acts of ours have the type; where ours have no such type there is nothing to count."""
    return "–" if number is None else f"{number:,}"


def _notes(one: Beside, found: Imported) -> list[str]:
    more = len(one.files) - _FILES_NAMED
    files = "; ".join(one.files[:_FILES_NAMED]) + (f"; and {count(more, 'more file')}" if more > 0 else "")
    more_acts = found.acts - one.acts
    beyond = f"; at other times we hold {more_acts:,} more" if more_acts else ""
    notes = [
        f"{files}. Imported on {word_short(one.taken)}.",
        f"Its rows cover {_span(one.first, one.last)}{beyond}.",
        *(_background(entry) for entry in one.backgrounds),
    ]
    if one.mentions:
        notes.append(f"{count(one.mentions, 'mention')} of them by {count(one.publishers, 'publisher')}.")
    return [*notes, f"Terms: {one.terms}."]


def _background(entry: Background) -> str:
    """Word the days of the rows on the pair, and their mean on a scale that is the data set's own."""
    mean = ""
    if entry.mean is not None:
        mean = f"; mean {entry.mean:+.2f} on its own scale ({entry.scale})".replace("-", "\N{MINUS SIGN}")
    return f"{count(entry.rows, 'row')} on the pair, {_span(entry.first, entry.last)}{mean}."
