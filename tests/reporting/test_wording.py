from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from detente.model.errors import DataError
from detente.model.event import Modality, Precision, When
from detente.reporting.wording import (
    count,
    load_words,
    read_words,
    word_age,
    word_days,
    word_period,
    word_when,
)


def _when(start: str, end: str, precision: Precision) -> When:
    return When(start=date.fromisoformat(start), end=date.fromisoformat(end), precision=precision)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (_when("2024-01-24", "2024-01-24", Precision.DAY), "24 Jan 2024"),
        (_when("2014-02-18", "2014-02-23", Precision.RANGE), "18–23 Feb 2014"),
        (_when("2014-02-26", "2014-03-02", Precision.RANGE), "26 Feb 2014 – 2 Mar 2014"),
        (_when("2024-03-04", "2024-03-10", Precision.WEEK), "week of 4 Mar 2024"),
        (_when("2022-07-01", "2022-07-31", Precision.MONTH), "July 2022"),
        (_when("2022-06-01", "2022-08-31", Precision.SEASON), "Jun–Aug 2022"),
        (_when("2022-12-01", "2023-02-28", Precision.SEASON), "Dec 2022 – Feb 2023"),
        (_when("2015-01-01", "2015-12-31", Precision.YEAR), "2015"),
        (_when("2024-01-25", "2024-01-25", Precision.PUBLICATION), "told 25 Jan 2024"),
        (When(start=None, end=None, precision=Precision.UNKNOWN), "undated"),
    ],
)
def test_a_date_is_worded_with_no_more_precision_than_is_known(when: When, words: str) -> None:
    assert word_when(when) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-01-01", "2024-04-01", "2024 Q1"),
        ("2024-10-01", "2025-01-01", "2024 Q4"),
        ("2024-03-01", "2024-04-01", "Mar 2024"),
        ("2024-01-01", "2025-01-01", "2024"),
        ("2024-03-05", "2024-03-12", "5–11 Mar 2024"),
    ],
)
def test_a_period_is_named_as_people_name_it(start: str, end: str, words: str) -> None:
    assert word_period(date.fromisoformat(start), date.fromisoformat(end)) == words


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("2024-01-25", "1 day"),
        ("2024-02-24", "31 days"),
        ("2024-09-23", "7 months"),
        ("2024-09-24", "8 months"),
        ("2027-01-23", "2 years"),
        ("2023-12-01", "0 days"),
    ],
)
def test_an_age_is_rounded_down(end: str, words: str) -> None:
    assert word_age(date(2024, 1, 24), date.fromisoformat(end)) == words


def test_numbers_agree_with_their_nouns() -> None:
    assert (count(1, "source"), count(0, "source"), count(1204, "record")) == (
        "1 source",
        "0 sources",
        "1,204 records",
    )


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert load_words().of("status", "half_open") == "half open"


def test_every_modality_but_the_factual_has_a_mark() -> None:
    assert set(load_words().tables["modality"]) == {
        one.value for one in Modality if one is not Modality.FACTUAL
    }


def test_rungs_are_called_as_the_ladder_calls_them() -> None:
    ladder = tomllib.loads((files("detente") / "data" / "ladder.toml").read_text(encoding="utf-8"))
    assert {str(rung["level"]): rung["name"] for rung in ladder["rung"]} == dict(load_words().tables["rung"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("months = ['a']", "'months' has 1"),
        ("[extra]\nx = 'y'", "months"),
        (f"months = {list('abcdefghijkl')}\n[extra]\nx = 'y'", "unknown or missing table"),
    ],
)
def test_a_wrong_word_file_is_refused_with_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_words(text)


def test_days_in_a_text_are_written_as_a_page_writes_them() -> None:
    assert word_days("from 2009-01-20 to 2020-09-30") == "from 20 Jan 2009 to 30 Sep 2020"
    assert word_days("number 2020-13-45") == "number 2020-13-45"
