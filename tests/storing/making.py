"""Documents, events and tellings for the tests of the store, made from one-line forms."""

from __future__ import annotations

import calendar
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.event import Event, Modality, Part, Precision, Telling, TieEffect, When
from detente.storing.runs import Run
from detente.tables.kinds import load_kinds


def paths() -> dict[str, str]:
    """The environment for another Python that has to find the package and the tests."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


RUN = Run(id="run-1", version="1", model="m", lexicon="l", command="test", started=datetime(2026, 1, 1))
OTHER = Run(id="run-2", version="2", model="m", lexicon="l", command="test", started=datetime(2026, 1, 2))


def document(
    name: str, *sentences: str, day: str | None = "2024-01-25", publisher: str | None = "Paper"
) -> Document:
    text = "\n".join(sentences) or f"Mali sent an envoy to Morocco. This is {name}."
    return Document(
        id=name,
        text=text,
        title=f"Title of {name}",
        url=f"https://example.org/{name}",
        publisher=publisher,
        language="en",
        date=date.fromisoformat(day) if day else None,
        origin=f"{name}.txt",
        found=(("date", "meta"),),
    )


def when(text: str | None, published: date | None) -> When:
    """A day, month or year as written; None for the day of publication."""
    if text is None:
        if published is None:
            return When(start=None, end=None, precision=Precision.UNKNOWN)
        return When(start=published, end=published, precision=Precision.PUBLICATION)
    numbers = [int(piece) for piece in text.split("-")]
    if len(numbers) == 3:
        day = date(*numbers)
        return When(start=day, end=day, precision=Precision.DAY, text=text)
    if len(numbers) == 2:
        last = calendar.monthrange(*numbers)[1]
        return When(start=date(*numbers, 1), end=date(*numbers, last), precision=Precision.MONTH, text=text)
    return When(
        start=date(numbers[0], 1, 1), end=date(numbers[0], 12, 31), precision=Precision.YEAR, text=text
    )


def mentions(codes: str, at: Span) -> tuple[Mention, ...]:
    """Parties such as ``MLI|MAR/MIL|*ECOWAS``; a name after a colon is a person: ``MLI/GOV:Diop``."""
    found = []
    for code in filter(None, codes.split("|")):
        code, _, person = code.partition(":")
        name, _, role = code.partition("/")
        body = name.removeprefix("*") if name.startswith("*") else None
        actor = Actor(country=None if body else name, body=body, role=role or None)
        found.append(Mention(span=at, text=name, sentence=0, head=0, actor=actor, person=person or None))
    return tuple(found)


def event(
    source: Document,
    line: str,
    *,
    quote: str | None = None,
    day: str | None = None,
    modality: str = "factual",
    reciprocal: bool | None = None,
    place: str | None = None,
    said_by: str | None = None,
    **parts: str,
) -> Event:
    """An event from ``kind A > B`` in the words of the document: `quote`, or its first line."""
    name, left, _, right = (*line.split(), "", "", "")[:4]
    quote = quote or source.text.split("\n")[0]
    start = source.text.index(quote)
    span = Span(start=start, end=start + len(quote))
    kind = load_kinds().events[name]
    tie = None
    sides = [side.split(":")[0].split("/")[0] for side in (*left.split("|"), *right.split("|")) if side]
    if kind.status and kind.group in load_kinds().ties:
        tie = TieEffect(kind=kind.group, parties=tuple(sides), status=kind.status)
    return Event(
        kind=name,
        evidence=Evidence.cut(source, span, rule=f"en/{kind.group}.toml#{name}/1", said_by=said_by),
        trigger=name.split("-")[0],
        when=when(day, source.date),
        modality=Modality(modality),
        source=mentions(left, span),
        target=mentions(right, span),
        plover=kind.plover,
        mode=kind.mode,
        cameo=kind.cameo,
        contexts=kind.contexts,
        tie=tie,
        place=place,
        confidence=0.75,
        reciprocal=kind.reciprocal if reciprocal is None else reciprocal,
        parts=tuple(Part(role=role, text=text) for role, text in parts.items()),
    )


def telling(
    name: str,
    line: str,
    quote: str = "They did it.",
    *,
    published: str | None = "2024-01-25",
    source: str | None = None,
    publisher: str | None = None,
    voice: str | None = None,
    before: Sequence[str] = (),
    **details: object,
) -> Telling:
    """A telling of its own document (or of `source`), published on a day."""
    text = document(
        source or f"doc-{name}", *before, quote, day=published, publisher=publisher or f"Paper {name}"
    )
    told = event(text, line, quote=quote, **details)  # type: ignore[arg-type]
    return Telling(
        id=name,
        event=told,
        document=text.id,
        published=text.date,
        publisher=text.publisher,
        url=text.url,
        title=text.title,
        language="en",
        voice=voice or text.publisher or text.id,
    )
