"""For whoever sits at a notebook: text in, events out, as objects, tables and displays."""

from __future__ import annotations

from datetime import date

import pytest

import detente
from detente.model.document import Document

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
