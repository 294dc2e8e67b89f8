"""A dossier from facts: one self-contained page, Markdown or JSON, made of the same sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from detente.model.document import Document
from detente.model.dossier import Facts
from detente.model.errors import UsageError
from detente.reporting.desk import Desk, open_desk
from detente.reporting.parts import Header, Part
from detente.reporting.sections.changes import changes
from detente.reporting.sections.chronology import chronology
from detente.reporting.sections.doubts import doubts
from detente.reporting.sections.header import header
from detente.reporting.sections.imported import imported
from detente.reporting.sections.judgement import judgement
from detente.reporting.sections.movement import movement
from detente.reporting.sections.outlook import outlook
from detente.reporting.sections.sources import sources
from detente.reporting.sections.statements import statements
from detente.reporting.sections.third_parties import third_parties
from detente.reporting.sections.ties import ties

SECTIONS: Mapping[str, Callable[[Facts, Desk], Part | None]] = MappingProxyType(
    {
        "judgement": judgement,
        "changes": changes,
        "ties": ties,
        "outlook": outlook,
        "statements": statements,
        "movement": movement,
        "chronology": chronology,
        "third-parties": third_parties,
        "doubts": doubts,
        "imported": imported,
        "sources": sources,
    }
)
"""All sections in the order of the page; a new one is a function in ``sections/`` and its line here."""

FORMS = ("html", "md", "json")
"""The forms that a dossier can be written in, by the ending of the file."""


def write_dossier(facts: Facts, form: str, documents: Mapping[str, Document]) -> str:
    """Write a dossier in one of :data:`FORMS`.

    `documents` holds the texts that evidence was cut from, by identifier; a missing one costs the paragraph
    around its quotations, nothing else. The same facts give the same text, byte for byte.

    Raises
    ------
    UsageError
        If the form is unknown.
    """
    if form not in FORMS:
        raise UsageError(f"a dossier cannot be written as {form!r}; known forms are {', '.join(FORMS)}")
    desk = open_desk(facts, documents)
    if form == "json":
        from detente.reporting.jsonform import write_json

        return write_json(facts, desk)
    top, parts = write_parts(facts, desk)
    if form == "md":
        from detente.reporting.markdown import write_markdown

        return write_markdown(top, parts, desk)
    from detente.reporting.page import write_page

    return write_page(top, parts, desk)


def write_parts(facts: Facts, desk: Desk) -> tuple[Header, tuple[Part, ...]]:
    """Give the header and all sections that apply."""
    found = (section(facts, desk) for section in SECTIONS.values())
    return header(facts, desk), tuple(part for part in found if part is not None)
