"""Every document and every event comes back from its row, and from the store, as it was."""

from __future__ import annotations

import string
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.event import Event, Modality, Part, Precision, TieEffect, When
from detente.storing.rows import (
    document_from_row,
    document_row,
    event_from_row,
    event_ids,
    event_rows,
    party_rows,
)
from detente.storing.store import Store
from tests.storing.making import RUN, document, event

words = st.text(min_size=1, max_size=12)
maybe = st.none() | words
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
codes = st.text(string.ascii_uppercase, min_size=3, max_size=3)
actors = st.builds(Actor, country=st.none() | codes, body=maybe, role=maybe, name=maybe)


@st.composite
def spans(draw, length):
    start = draw(st.integers(0, length - 1))
    return Span(start=start, end=draw(st.integers(start + 1, length)))


@st.composite
def documents(draw, name="d"):
    found = st.lists(st.tuples(words, words), max_size=2).map(tuple)
    fields = {key: draw(maybe) for key in ("title", "url", "publisher", "author", "language", "origin")}
    text = draw(st.text(min_size=1, max_size=60))
    return Document(id=name, text=text, date=draw(st.none() | days), found=draw(found), **fields)


@st.composite
def events(draw, told):
    length = len(told.text)
    numbers = st.integers(0, 1000)
    mentions = st.lists(
        st.builds(
            Mention,
            span=spans(length),
            text=words,
            sentence=numbers,
            head=numbers,
            actor=actors,
            person=maybe,
            office=maybe,
            how=words,
        ),
        max_size=3,
    ).map(tuple)
    evidence = Evidence.cut(told, draw(spans(length)), rule=draw(words), said_by=draw(maybe))
    return draw(
        st.builds(
            Event,
            kind=words,
            evidence=st.just(evidence),
            trigger=words,
            modality=st.sampled_from(Modality),
            when=st.builds(
                When,
                start=st.none() | days,
                end=st.none() | days,
                precision=st.sampled_from(Precision),
                text=maybe,
            ),
            source=mentions,
            target=mentions,
            plover=maybe,
            mode=maybe,
            cameo=maybe,
            quad=st.none() | st.integers(1, 4),
            score=st.none() | st.floats(-10, 10),
            contexts=st.lists(words, max_size=3).map(tuple),
            tie=st.none()
            | st.builds(TieEffect, kind=words, parties=st.lists(codes).map(tuple), status=words),
            reciprocal=st.booleans(),
            parts=st.lists(st.builds(Part, role=words, text=words, value=maybe)).map(tuple),
            place=maybe,
            confidence=st.floats(0, 1),
        )
    )


@st.composite
def coded(draw, name="d"):
    told = draw(documents(name))
    return told, draw(st.lists(events(told), max_size=3))


def read_back(row):
    """What DuckDB gives for a row: days instead of their text."""
    dated = {key: date.fromisoformat(row[key]) for key in ("day_start", "day_end", "date") if row.get(key)}
    return {**row, **dated}


@given(documents())
def test_a_document_comes_back_from_its_row(told):
    assert document_from_row(read_back(document_row(told))) == told


@given(coded())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_events_come_back_from_their_rows(pair):
    _, told = pair
    assert [event_from_row(read_back(row)) for row in event_rows(told)] == told


@given(coded("a"), coded("b"))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_anything_comes_back_from_the_store(first, second):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "s.duckdb")
        store.add([first, second], RUN)
        assert list(store.documents()) == [first[0], second[0]]
        assert [telling.event for telling in store.tellings()] == [*first[1], *second[1]]


def test_identifiers_are_the_same_at_every_reading_and_different_for_each_event():
    told = document("a", "Mali visited Morocco.", "Mali visited Spain.")
    first, second = (
        event(told, "visit MLI > MAR"),
        event(told, "visit MLI > ESP", quote="Mali visited Spain."),
    )
    assert event_ids([first, second]) == event_ids([first, second])
    assert len(set(event_ids([first, second, first]))) == 3
    assert event_ids([second, first])[1] == event_ids([first])[0]


def test_parties_are_countries_bodies_and_parties_of_the_tie():
    told = document("a")
    found = party_rows(event(told, "sign-agreement MLI/GOV|*ECOWAS > MAR"))
    assert set(found) == {
        ("MLI", "source"),
        ("ECOWAS", "source"),
        ("MAR", "target"),
        ("MLI", "tie"),
        ("MAR", "tie"),
        ("*ECOWAS", "tie"),
    }
