"""Days, numbers and codes as others write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.storing.outside.values import Unread, cameo, day_reader, integer, number


@pytest.mark.parametrize(
    ("form", "text", "span"),
    [
        ("iso", "2024-01-05", ("2024-01-05", "2024-01-05")),
        ("iso", "2024-01-05 13:00:00", ("2024-01-05", "2024-01-05")),
        ("compact", "20240105", ("2024-01-05", "2024-01-05")),
        ("compact", "20240105131500", ("2024-01-05", "2024-01-05")),
        ("year", "2024", ("2024-01-01", "2024-12-31")),
        ("year", "2024.0", ("2024-01-01", "2024-12-31")),
        ("any", "2024-02", ("2024-02-01", "2024-02-29")),
        ("any", "202412", ("2024-12-01", "2024-12-31")),
        ("any", "5 January 2024", ("2024-01-05", "2024-01-05")),
        ("any", "January 5, 2024", ("2024-01-05", "2024-01-05")),
        ("any", "18160101", ("1816-01-01", "1816-01-01")),
        ("session", "74", ("2019-01-01", "2019-12-31")),
        ("parts", "1949-4-4", ("1949-04-04", "1949-04-04")),
        ("parts", "1879-6--9", ("1879-06-01", "1879-06-30")),
        ("parts", "1879--9--9", ("1879-01-01", "1879-12-31")),
        ("parts", "1974-12-", ("1974-12-01", "1974-12-31")),
        ("parts", "1974-NA-NA", ("1974-01-01", "1974-12-31")),
    ],
)
def test_a_day_is_read_in_its_form(form: str, text: str, span: tuple[str, str]) -> None:
    assert day_reader(form)(text) == span


def test_days_can_be_counted_from_one() -> None:
    assert day_reader("days-since", origin="2018-01-01")("31") == ("2018-02-01", "2018-02-01")


@pytest.mark.parametrize("form", ["iso", "compact", "year", "any", "session", "parts"])
@pytest.mark.parametrize("text", ["", "20241301", "yesterday", "1/2/2024", "2024-02-30", "99999999999"])
def test_what_is_no_day_is_never_guessed(form: str, text: str) -> None:
    with pytest.raises(Unread):
        day_reader(form)(text)


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    for form in ("iso", "compact", "year", "any", "session"):
        try:
            first, last = day_reader(form)(text)
        except Unread:
            continue
        assert first <= last


@pytest.mark.parametrize(
    ("text", "code"),
    [("042", "042"), ("42", "042"), ("57", "057"), ("1621", "1621"), ("211", "0211"), ("0211", "0211"),
     ("20", "20"), ("204", "204"), ("4", "04"), ("10", "10"), ("190.0", "190")],
)  # fmt: skip
def test_a_cameo_code_gets_the_zero_back_that_a_spreadsheet_took(text: str, code: str) -> None:
    assert cameo(text) == code


@pytest.mark.parametrize("text", ["", "x", "2110", "---", "12345", "٤٢"])
def test_what_is_no_cameo_code_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        cameo(text)


def test_numbers_are_finite_and_whole_where_they_have_to_be() -> None:
    assert (integer("7"), integer("7.0"), number("-1.5"), number("1e3")) == ("7", "7", "-1.5", "1000.0")
    for read, text in ((integer, "7.5"), (integer, "9e99"), (number, "nan"), (number, "inf"), (number, "")):
        with pytest.raises(Unread):
            read(text)
