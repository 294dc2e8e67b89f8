"""No text can steer a spreadsheet, a terminal or an XML reader, and what is promised to come back does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.storing.cleaning import clean, plain_cell, safe_cell, visible, whole


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\uff1d", "'="])
def test_every_start_of_a_formula_gets_an_apostrophe(start: str) -> None:
    assert safe_cell(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize("value", ["Mali", "'quoted' word", "", "a=b", -3.5, None, True])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert safe_cell(value) == value


@given(st.text())
def test_a_safe_cell_can_be_read_back(text: str) -> None:
    assert plain_cell(str(safe_cell(text))) == text


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_unsafe_is_left(text: str) -> None:
    bad = set("\x00\x1b\u202e\u2066\u2028") | {chr(code) for code in (0xD800, 0xDFFF)}
    assert not set(clean(text)) & (bad | {"\n", "\t"})
    assert not set(visible(text)) & bad
    whole(text).encode()


def test_marks_that_arabic_needs_stay() -> None:
    assert clean("م\u200fب") == "م\u200fب"
