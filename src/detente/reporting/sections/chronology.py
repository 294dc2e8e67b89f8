"""The chronology: every record, the newest first, with what the filters look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from detente.model.dossier import Claim, Facts
from detente.model.event import Difference, Record
from detente.reporting.desk import Desk
from detente.reporting.parts import Choice, Group, Line, Mark, Part
from detente.reporting.wording import count, word_days, word_when
from detente.tables.kinds import SHOWN

_UNDATED = 0


def chronology(facts: Facts, desk: Desk) -> Part:
    """Give all records of the pair by year."""
    years: dict[int, list[Record]] = defaultdict(list)
    for record in facts.records:
        years[record.when.start.year if record.when.start else _UNDATED].append(record)
    groups = tuple(
        Group(
            title=_year(year, facts),
            lines=tuple(record_line(record, desk) for record in sorted(years[year], key=_newest)),
        )
        for year in sorted(years, reverse=True)
    )
    return Part(
        key="chronology",
        title="Chronology",
        intro="One line for one act, with all its sources; the newest first.",
        empty="No act, statement or promise between the two was found in what was read.",
        groups=groups,
        choices=_choices([line for group in groups for line in group.lines], facts, desk),
    )


def _year(year: int, facts: Facts) -> str:
    if year == _UNDATED:
        return "Undated"
    return f"{year} (ahead)" if year > facts.as_of.year else str(year)


def _newest(record: Record) -> tuple[int, str]:
    return -(record.when.start.toordinal() if record.when.start else 0), record.id


def record_line(record: Record, desk: Desk, *, home: bool = True) -> Line:
    """Give a record as a line; `home` where links to the record lead."""
    mark, text = desk.line(record)
    way, direction = desk.ways(record)
    kind = desk.event_kind(record.best.kind)
    shown = kind.shown if kind else "act"
    marks = [mark] if mark else []
    if shown != "act":
        marks.append(Mark(text=desk.words.of("shown", shown)))
    if record.superseded_by:
        marks.append(Mark(text="corrected or denied later", tone="doubt"))
    quad = record.best.quad or 0
    counted = record.best.modality.counts and not record.superseded_by
    small = [direction] if direction else []
    if record.best.plover:
        small += [desk.words.of("plover", record.best.plover), desk.words.of("quad", quad)]
    if not counted and record.best.plover:
        small.append("not counted")
    if record.best.place:
        small.append(record.best.place)
    return Line(
        claim=Claim(text=text, evidence=record.evidence, day=record.when.start, record=record.id),
        when=word_when(record.when),
        marks=tuple(marks),
        small=tuple(small),
        asides=_asides(record, desk),
        keys=_keys(record, way, shown, quad),
        see=(("the record that corrects it", record.superseded_by),) if record.superseded_by else (),
        quad=quad if counted else 0,
        muted=record.superseded_by is not None,
        home=home,
    )


def _keys(record: Record, way: str, shown: str, quad: int) -> tuple[tuple[str, str], ...]:
    return (
        ("way", way),
        ("quad", str(quad)),
        ("type", record.best.plover or "none"),
        ("shown", shown),
        ("voices", str(len(record.voices))),
    )


def _asides(record: Record, desk: Desk) -> tuple[str, ...]:
    told = len(record.tellings)
    found = []
    if told > 1:
        independent = count(len(record.voices), "independent voice")
        # What speaks for one act follows the first semicolon; before it stands what this line says itself.
        reasons = record.why.partition("; ")[2] or record.why
        found.append(
            f"Told {told} times by {independent}{f', taken for one act: {reasons}' if reasons else ''}."
        )
    found.extend(_difference(difference, record, desk) for difference in record.differences)
    return tuple(found)


def _difference(difference: Difference, record: Record, desk: Desk) -> str:
    by_id = {telling.id: telling for telling in record.tellings}
    readings = []
    for value, tellings in difference.readings:
        who = dict.fromkeys(_teller(by_id[one].document, desk) for one in tellings if one in by_id)
        readings.append(f"{word_days(value)} ({', '.join(who)})" if who else word_days(value))
    return f"Told differently, {difference.detail.replace('_', ' ')}: {'; '.join(readings)}."


def _teller(document: str, desk: Desk) -> str:
    found = desk.documents.get(document)
    return (found.publisher if found else None) or document


def _choices(lines: Iterable[Line], facts: Facts, desk: Desk) -> tuple[Choice, ...]:
    """Offer only what occurs; a filter with one option is no filter."""
    present: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        for key, value in line.keys:
            present[key].add(value)
    a, b = facts.a.name, facts.b.name
    names = {
        "way": (("ab", f"{a} → {b}"), ("ba", f"{b} → {a}"), ("both", "both ways"), ("other", "with others")),
        "quad": tuple((str(quad), desk.words.of("quad", quad)) for quad in (1, 2, 3, 4, 0)),
        "type": tuple((code, desk.words.of("plover", code)) for code in sorted(present["type"] - {"none"})),
        "shown": tuple((code, desk.words.of("shown", code)) for code in SHOWN),
    }
    labels = {"way": "Direction", "quad": "Class", "type": "Type", "shown": "What"}
    found = []
    for key, label in labels.items():
        options = tuple(option for option in names[key] if option[0] in present[key])
        if len(options) > 1:
            found.append(Choice(key=key, label=label, options=options))
    return tuple(found)
