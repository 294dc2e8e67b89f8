"""Builders of records for the tests of measuring: ``told("visit", "MLI", "MAR", day="2024-01-24")``."""

from __future__ import annotations

import itertools
from datetime import date

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.dossier import State
from detente.model.errors import UnknownStateError
from detente.model.event import (
    NEVER_TOLD,
    Difference,
    Event,
    Modality,
    Part,
    Precision,
    Record,
    Telling,
    TieEffect,
    When,
)
from detente.tables.kinds import load_kinds
from detente.tables.scales import load_scales

NAMES = {
    "MLI": "Mali", "MAR": "Morocco", "DZA": "Algeria", "NER": "Niger", "BFA": "Burkina Faso", "TCD": "Chad",
    "SEN": "Senegal", "FRA": "France", "KAZ": "Kazakhstan", "USA": "United States", "MRT": "Mauritania",
    "ECOWAS": "ECOWAS", "UNO": "United Nations", "NGA": "Nigeria", "ZMB": "Zambia",
}  # fmt: skip
BODIES = {"ECOWAS", "UNO"}
LANDLOCKED = {"MLI", "NER", "BFA", "TCD", "KAZ", "ZMB"}
CAPITALS = {
    "MLI": "Bamako",
    "MAR": "Rabat",
    "DZA": "Algiers",
    "SEN": "Dakar",
    "NER": "Niamey",
    "FRA": "Paris",
}
BORDERS = {("MLI", "DZA"), ("MLI", "NER"), ("MLI", "SEN"), ("MLI", "MRT"), ("MLI", "BFA"), ("MAR", "DZA")}
STARTS = {"MLI": "1960-06-20", "MAR": "1956-03-02", "SEN": "1960-06-20", "FRA": "1816-01-01"}


class States:
    """A world of a few states."""

    def codes(self) -> tuple[str, ...]:
        return tuple(code for code in NAMES if code not in BODIES)

    def get(self, iso3: str) -> State:
        return State(iso3=iso3, name=self.name(iso3), names=(("en", self.name(iso3)),))

    def name(self, iso3: str, language: str = "en") -> str:
        if iso3 not in NAMES:
            raise UnknownStateError(iso3)
        return NAMES[iso3]

    def fact(self, iso3: str, name: str) -> str | None:
        if name == "landlocked":
            return "yes" if iso3 in LANDLOCKED else "no"
        return {"capital": CAPITALS, "start": STARTS}.get(name, {}).get(iso3)

    def borders(self, iso3: str) -> frozenset[str]:
        return frozenset(other for pair in BORDERS for other in pair if iso3 in pair and other != iso3)


def mention(code: str, **fields: str | None) -> Mention:
    """``MLI``, ``MLI/REB`` (with a sector) or a body."""
    country, _, role = code.partition("/")
    text = fields.pop("text", None) or NAMES.get(country, country)
    actor = Actor(
        country=None if country in BODIES else country,
        body=country if country in BODIES else None,
        role=role or ("GOV" if country not in BODIES else None),
        name=fields.pop("name", None),
    )
    return Mention(span=Span(start=0, end=1), text=text, sentence=0, head=0, actor=actor, **fields)  # type: ignore[arg-type]


def when(day: str | None, precision: str = "day") -> When:
    """``2024-01-24``, or ``2024-01-01/2024-01-31`` for a range."""
    if day is None:
        return NEVER_TOLD
    start, _, end = day.partition("/")
    return When(
        start=date.fromisoformat(start), end=date.fromisoformat(end or start), precision=Precision(precision)
    )


def _side(side: object) -> tuple[Mention, ...]:
    if side is None or side == "":
        return ()
    if isinstance(side, Mention):
        return (side,)
    if isinstance(side, str):
        return tuple(mention(code) for code in side.split("|"))
    return tuple(side)  # type: ignore[call-overload]


_numbers = itertools.count(1)


def told(
    kind: str,
    source: object = "MLI",
    target: object = "MAR",
    *,
    day: str | None = "2024-01-24",
    precision: str = "day",
    modality: str = "factual",
    published: str | None = None,
    publisher: str = "Example Post",
    voice: str | None = None,
    quote: str | None = None,
    said_by: str | None = None,
    id: str | None = None,
    parties: tuple[str, ...] | None = None,
    superseded_by: str | None = None,
    confidence: float = 0.9,
    differences: tuple[Difference, ...] = (),
    more_voices: tuple[str, ...] = (),
    **parts: str,
) -> Record:
    """A record of one act; the rest follows from its kind."""
    kinds, scales = load_kinds(), load_scales()
    meaning = kinds.events[kind]
    number = next(_numbers)
    quote = quote or f"{kind} {number}"
    sides = _side(source), _side(target)
    codes = tuple(one.actor.country or one.actor.body or "" for side in sides for one in side)
    tie = next((tie for tie in kinds.ties.values() if tie.kind == meaning.group), None)
    effect = (
        TieEffect(kind=tie.kind, parties=parties or codes, status=meaning.status)
        if tie and meaning.status
        else None
    )
    time = when(day, precision)
    event = Event(
        kind=kind,
        evidence=Evidence(
            document=f"d{number}",
            span=Span(start=0, end=len(quote)),
            quote=quote,
            rule="test",
            said_by=said_by,
        ),
        trigger=kind.split("-")[0],
        when=time,
        modality=Modality(modality),
        source=sides[0],
        target=sides[1],
        plover=meaning.plover,
        mode=meaning.mode,
        quad=scales.quad(meaning.plover),
        score=scales.score(meaning.plover, meaning.mode),
        tie=effect,
        reciprocal=meaning.reciprocal,
        parts=tuple(Part(role=role, text=text) for role, text in parts.items()),
        confidence=confidence,
    )
    tellings = tuple(
        Telling(
            id=f"t{number}.{place}",
            event=event,
            document=f"d{number}",
            published=date.fromisoformat(published) if published else time.start,
            publisher=name,
            url=None,
            title=None,
            language="en",
            voice=name,
        )
        for place, name in enumerate((voice or publisher, *more_voices))
    )
    return Record(
        id=id or f"r{number:05}",
        best=event,
        when=time,
        tellings=tellings,
        differences=differences,
        superseded_by=superseded_by,
    )


def document(
    text: str,
    *,
    id: str = "d",
    day: str = "2024-04-01",
    publisher: str = "Example Post",
    title: str | None = None,
) -> Document:
    return Document(
        id=id, text=text, language="en", date=date.fromisoformat(day), publisher=publisher, title=title
    )
