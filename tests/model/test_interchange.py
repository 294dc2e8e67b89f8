"""The interchange form is kept to the letter."""

from __future__ import annotations

import json
from datetime import date

import pytest

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.errors import UnreadableError
from detente.model.event import NEVER_TOLD, Event, Modality, Part, Precision, TieEffect, When
from detente.model.interchange import (
    coded_to_json,
    document_from_json,
    document_to_json,
    event_to_json,
    make_id,
)

TEXT = "Mali appointed Fafré Camara as ambassador to Morocco"
DOCUMENT = Document(id="d1", text=TEXT, language="en")
DAY = date(2024, 1, 24)
EVENT = Event(
    kind="appoint-ambassador",
    evidence=Evidence.cut(DOCUMENT, Span(start=0, end=52), rule="en/ambassador.toml#appoint-ambassador/1"),
    trigger="appointed",
    when=When(start=DAY, end=DAY, precision=Precision.DAY),
    modality=Modality.FACTUAL,
    source=(
        Mention(
            span=Span(start=0, end=4), text="Mali", sentence=0, head=0, actor=Actor(country="MLI", role="GOV")
        ),
    ),
    target=(
        Mention(span=Span(start=45, end=52), text="Morocco", sentence=0, head=7, actor=Actor(country="MAR")),
    ),
    contexts=("diplomatic",),
    tie=TieEffect(kind="ambassador", parties=("MLI", "MAR"), status="appointed"),
    parts=(Part(role="person", text="Fafré Camara"),),
    confidence=0.93,
)


def test_an_event_has_every_key_of_the_promise():
    assert coded_to_json(DOCUMENT, [EVENT]) == {
        "id": "d1",
        "language": "en",
        "events": [
            {
                "kind": "appoint-ambassador",
                "plover": None,
                "mode": None,
                "cameo": None,
                "quad": None,
                "score": None,
                "contexts": ["diplomatic"],
                "modality": "factual",
                "said_by": None,
                "tie": {"kind": "ambassador", "parties": ["MLI", "MAR"], "status": "appointed"},
                "source": [
                    {
                        "text": "Mali",
                        "code": "MLIGOV",
                        "iso3": "MLI",
                        "intl": None,
                        "role": "GOV",
                        "name": None,
                        "start": 0,
                        "end": 4,
                    }
                ],
                "target": [
                    {
                        "text": "Morocco",
                        "code": "MAR",
                        "iso3": "MAR",
                        "intl": None,
                        "role": None,
                        "name": None,
                        "start": 45,
                        "end": 52,
                    }
                ],
                "reciprocal": False,
                "parts": [{"role": "person", "text": "Fafré Camara", "value": None}],
                "day": "2024-01-24",
                "precision": "day",
                "place": None,
                "quote": TEXT,
                "start": 0,
                "end": 52,
                "trigger": "appointed",
                "rule": "en/ambassador.toml#appoint-ambassador/1",
                "confidence": 0.93,
            }
        ],
    }


def test_a_document_without_events_is_told_too():
    assert coded_to_json(DOCUMENT, []) == {"id": "d1", "language": "en", "events": []}


def test_an_organisation_has_its_code_and_no_country():
    mention = Mention(
        span=Span(start=0, end=4),
        text="Mali",
        sentence=0,
        head=0,
        actor=Actor(body="ECOWAS", name="Ecowas"),
        person="Omar Touray",
    )
    event = Event(
        kind="visit",
        evidence=EVENT.evidence,
        trigger="x",
        when=NEVER_TOLD,
        modality=Modality.FUTURE,
        source=(mention,),
    )
    written = event_to_json(event)
    side = written["source"][0]
    assert (side["code"], side["iso3"], side["name"]) == ("ECOWAS", None, "Omar Touray")
    assert (written["day"], written["precision"], written["tie"]) == (None, "unknown", None)


def test_an_event_is_plain_json():
    assert json.loads(json.dumps(event_to_json(EVENT))) == event_to_json(EVENT)


def test_a_document_is_read_with_all_its_keys():
    entry = {
        "id": "x",
        "text": "Words.",
        "title": "T",
        "url": "https://e.org",
        "publisher": "P",
        "author": "A",
        "language": "fr",
        "date": "2024-01-24T10:00:00Z",
        "further": 1,
    }
    assert document_from_json(entry, origin="f.jsonl") == Document(
        id="x",
        text="Words.",
        title="T",
        url="https://e.org",
        publisher="P",
        author="A",
        language="fr",
        date=DAY,
        origin="f.jsonl",
    )


def test_a_document_comes_back_from_its_json():
    document = Document(id="x", text="Words.", title="T", date=DAY)
    assert document_from_json(document_to_json(document)) == document


def test_a_missing_identifier_is_made_from_address_and_text():
    assert document_from_json({"text": "Words.", "url": "u"}).id == make_id("Words.", url="u")
    assert len({make_id("a"), make_id("b"), make_id("a", url="u")}) == 3


def test_a_number_is_an_identifier_too():
    assert document_from_json({"id": 7, "text": "Words."}).id == "7"


def test_half_a_character_is_replaced_without_moving_the_rest():
    assert document_from_json(json.loads('{"text": "a\\ud800b"}')).text == "a\ufffdb"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({}, "no 'text'"),
        ({"text": "  "}, "no 'text'"),
        ({"text": 5}, "'text' must be a string, got int"),
        ({"text": "a", "title": ["x"]}, "'title' must be a string, got list"),
        ({"text": "a", "date": "soon"}, "'date' must be a day such as 2024-01-24, got 'soon'"),
        ({"text": "a", "date": "2024-13-01"}, "'date' must be a day"),
        ({"text": "a", "date": 20240124}, "'date' must be a day"),
        (["text"], "expected a JSON object with 'text', got list"),
    ],
)
def test_what_is_no_document_is_refused_with_the_reason(entry, message):
    with pytest.raises(UnreadableError, match=message):
        document_from_json(entry)
