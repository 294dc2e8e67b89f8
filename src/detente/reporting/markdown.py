"""The dossier as Markdown with numbered footnotes as citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.model.document import Evidence
from detente.reporting.desk import Desk
from detente.reporting.evidence import publisher_of
from detente.reporting.numbers import table
from detente.reporting.parts import Figure, Group, Header, Line, Part, Table
from detente.reporting.safety import link, one_line
from detente.reporting.sections.judgement import level_text
from detente.reporting.wording import word_day, word_short

# Complete for what CommonMark, tables and footnotes give a meaning inside a line, and for HTML.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$^#!])")
_OPENS_BLOCK = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+=:])")


def md(text: str) -> str:
    r"""Write a text so that nothing in it is taken for Markdown or HTML.

    >>> md("*Mali* [x](y)")
    '\\*Mali\\* \\[x\\](y)'
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text))
    return _OPENS_BLOCK.sub(lambda hit: f"{hit[1]}\\{hit[2]}" if hit[1] else f"\\{hit[3]}", line)


class Notes:
    """The footnotes of one text: each piece of evidence has one number, in the order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[Evidence, int] = {}

    def cite(self, evidence: tuple[Evidence, ...]) -> str:
        """Give the marks for some evidence: ``[^1][^2]``."""
        numbers = [self._numbers.setdefault(one, len(self._numbers) + 1) for one in dict.fromkeys(evidence)]
        return "".join(f"[^{number}]" for number in numbers)

    def write(self, desk: Desk) -> Iterator[str]:
        """Give the lines of the footnotes."""
        for evidence, number in self._numbers.items():
            yield f"[^{number}]: {_note(evidence, desk)}"


def _note(evidence: Evidence, desk: Desk) -> str:
    document = desk.documents.get(evidence.document)
    parts = [f"“{md(evidence.quote)}”", md(publisher_of(evidence, desk))]
    if document is not None:
        if document.title:
            parts.append(f"*{md(document.title)}*")
        parts.append(word_short(document.date))
        if link(document.url):
            parts.append(f"<{document.url}>")
        elif document.url:
            parts.append(f"address not opened: {md(document.url)}")
    if evidence.said_by:
        parts.append(f"according to {md(evidence.said_by)}")
    parts.append(f"rule {md(evidence.rule)}")
    return ", ".join(parts) + "."


def write_markdown(top: Header, parts: tuple[Part, ...], desk: Desk) -> str:
    """Write the dossier."""
    notes = Notes()
    blocks = [f"# {md(top.names[0])} and {md(top.names[1])}: record of relations"]
    blocks.append("\n".join(f"- {md(name)}: {md(value)}" for name, value in top.facts))
    blocks.extend(f"> {md(warning)}" for warning in top.warnings)
    blocks.extend(md(sentence) for sentence in top.about)
    for part in parts:
        blocks.extend(_part(part, desk, notes))
    blocks.append("## Colophon")
    blocks.append("\n".join(f"- {md(name)}: {md(value)}" for name, value in top.colophon))
    footnotes = list(notes.write(desk))
    if footnotes:
        blocks.append("## Evidence")
        blocks.append("\n".join(footnotes))
    return "\n\n".join(blocks) + "\n"


def _part(part: Part, desk: Desk, notes: Notes) -> Iterator[str]:
    yield f"## {md(part.title)}"
    if part.is_empty:
        yield f"*{md(part.empty)}*"
        if part.command:
            yield _command(part)
        return
    if part.intro:
        yield md(part.intro)
    for place, group in enumerate(part.groups):
        if part.ladder and place == part.ladder_at:
            here = next(step for step in part.ladder if step.here)
            place_on = f"{level_text(here.level)}, {md(here.name)}"
            yield f"On the ladder from −3 (broken) to +3 (alliance): **{place_on}**."
        yield from _group(group, notes)
    for figure in part.figures:
        yield from _figure(figure)
    for one in part.tables:
        yield from _counts(one)
    if part.sources:
        yield _sources(part, desk)
    if part.unused:
        yield f"Read and not used: {len(part.unused) + part.unlisted}."
        yield "\n".join(
            f"- {md(row.document.publisher or 'publisher not known')}, "
            f"{md(row.document.title or row.document.id)}: {md(row.note or 'no reason noted')}"
            for row in part.unused
        )
    if part.outro:
        yield md(part.outro)
    if part.command:
        yield _command(part)


def _group(group: Group, notes: Notes) -> Iterator[str]:
    if group.title:
        yield f"### {md(group.title)}"
    if group.note:
        yield md(group.note)
    yield "\n".join(_line(line, notes) for line in group.all_lines)


def _line(line: Line, notes: Notes) -> str:
    pieces = [f"**{md(line.when)}**" if line.when else ""]
    pieces.extend(f"[{md(mark.text)}]" for mark in line.marks)
    pieces.append(f"**{md(line.lead)}**" if line.lead else "")
    pieces.append(md(line.text))
    pieces.append(f"“{md(line.quote)}”" if line.quote else "")
    small = [*line.small, *(aside.removesuffix(".") for aside in line.asides)]
    pieces.append(f"({md('; '.join(small))})" if small else "")
    text = "- " + " ".join(piece for piece in pieces if piece)
    text += " " + notes.cite(line.claim.evidence)
    for step in line.steps:
        text += "\n  " + _line(step, notes)
    return text


def _figure(figure: Figure) -> Iterator[str]:
    yield f"### {md(figure.title)}"
    yield md(f"{figure.note}. {figure.tracks[0].series.method}")
    head = ["Period", "Documents", *(md(track.label) for track in figure.tracks)]
    rows = [head, ["---"] * len(head)]
    for row in table(figure):
        cells = [f"{cell.text} ({cell.bounds})" if cell.bounds else cell.text for cell in row.cells]
        rows.append([row.period, str(row.documents), *(cells or ["nothing read"] * len(figure.tracks))])
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _counts(one: Table) -> Iterator[str]:
    yield f"### {md(one.title)} {' '.join(f'[{md(mark.text)}]' for mark in one.marks)}"
    yield md(one.said)
    rows = [one.head, ("---", *("---:" for _ in one.head[1:])), *one.rows]
    lines = [" | ".join(row if row[0] == "---" else map(md, row)) for row in rows]
    yield "\n".join(f"| {line} |" for line in lines)
    yield "\n".join(f"- {md(note)}" for note in one.notes)


def _command(part: Part) -> str:
    command = one_line(part.command or "").replace("`", "'")
    return f"To see both side by side: `{command}`"


def _sources(part: Part, desk: Desk) -> str:
    rows = [["No.", "Publisher", "Date", "Title", "Language", "Records"], ["---"] * 6]
    for row in part.sources:
        document = row.document
        title = md(document.title or document.id)
        address = link(document.url)
        language = desk.words.of("language", document.language) if document.language else "not known"
        link_or_title = f"[{title}](<{address}>)" if address else title
        publisher, day = md(document.publisher or "not known"), word_day(document.date)
        rows.append([str(row.number), publisher, day, link_or_title, md(language), str(row.records)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
