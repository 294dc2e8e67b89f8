"""For whoever sits at a notebook: text in, events out, as objects, tables and displays."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import detente
from detente.model.document import Document
from tests.storing.making import RUN, document, event

TEXT = "Ghana recalled its ambassador from Togo on Monday."


@pytest.mark.model
def test_a_text_is_coded_in_one_call() -> None:
    coded = detente.Coder().code(TEXT, day=date(2024, 3, 6))
    assert [event.kind for event in coded] == ["recall-ambassador"]
    assert str(coded) == "recall-ambassador GHA > TGO factual"
    assert coded.events[0].when.day == date(2024, 3, 4)
    assert 'title="who"' in coded._repr_html_()


@pytest.mark.model
def test_documents_are_coded_one_after_another_and_make_tables() -> None:
    given = [Document(id="a", text=TEXT, language="en"), "Nothing happened."]
    first, second = detente.Coder().code(given)
    assert (first.document.id, len(first), len(second), str(second)) == ("a", 1, 0, "no event")
    assert first.table()["source"] == ["GHA"]


def test_a_coder_costs_nothing_before_it_codes() -> None:
    assert detente.Coder("en").language == "en"


def test_a_store_is_shown_document_by_document_with_the_words_marked(tmp_path: Path) -> None:
    store = detente.Store(tmp_path / "s.duckdb")
    text = document("d", "Mali visited Rabat.")
    store.add([(text, [event(text, "visit MLI > MAR", day="2024-01-24")])], RUN)
    shown = detente.show(store, ("Mali", "Maroc"))
    assert [(one.document.id, len(one)) for one in shown] == [("d", 1)]
    assert "<mark" in shown._repr_html_()
    later = detente.show(store, ("Mali", "Maroc"), since=date(2025, 1, 1))
    assert "tells nothing" in later._repr_html_()
