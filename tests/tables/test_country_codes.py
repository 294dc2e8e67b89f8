"""A code means a state only in its scheme and on a date; two readings are none."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from detente.model.errors import DataError
from detente.tables.country_codes import NO_STATE, load_country_codes
from detente.tables.states import load_states

CODES = load_country_codes()
COLLISIONS = Path("/work/shared/reference/fips_iso2_collisions.csv")


@pytest.mark.parametrize(
    ("text", "scheme", "iso3"),
    [
        ("MO", "fips", "MAR"), ("MO", "iso2", "MAC"), ("MA", "fips", "MDG"), ("MA", "iso2", "MAR"),
        ("MLI", "cameo", "MLI"), ("ROM", "cameo", "ROU"), ("WSB", "cameo", "PSE"), ("KSV", "cameo", "XKX"),
        ("466", "number", "MLI"), ("4", "number", "AFG"), ("004", "number", "AFG"),
        ("432", "cow", "MLI"), ("600", "gw", "MAR"), ("600.0", "cow", "MAR"), ("mli", "iso3", "MLI"),
        ("Maroc", "name", "MAR"), ("المغرب", "any", "MAR"), 
        ("Palestinian Territory, Occupied", "name", "PSE"),
        ("MLI", "any", "MLI"), ("ML", "letters", "MLI"),
    ],
)  # fmt: skip
def test_a_code_is_read_in_its_scheme(text: str, scheme: str, iso3: str) -> None:
    assert CODES.find(text, scheme) == iso3


@pytest.mark.parametrize("scheme", ["letters", "any", "name"])
def test_two_letters_that_mean_two_states_mean_none(scheme: str) -> None:
    assert CODES.find("MO", scheme) is None
    assert CODES.find("CH", scheme) is None


def test_the_letters_na_are_namibia_only_where_their_scheme_says_so() -> None:
    assert [CODES.find("NA", scheme) for scheme in ("letters", "any", "name")] == [None] * 3
    assert CODES.find("NA", "iso2") == CODES.find("Namibia", "name") == "NAM"


def test_regions_and_organisations_are_known_to_be_no_state() -> None:
    assert [CODES.find(code, "cameo") for code in ("EUR", "AFR", "IGO")] == [NO_STATE] * 3
    assert CODES.find("European Union", "name") == NO_STATE
    assert CODES.find("Bharatiya Janata", "name") is None


@pytest.mark.parametrize(
    ("code", "scheme", "day", "iso3"),
    [
        ("265", "cow", date(1989, 1, 1), "DDR"), ("265", "cow", date(1991, 1, 1), None),
        ("260", "cow", date(1980, 1, 1), "DEU"), ("255", "cow", date(1980, 1, 1), None),
        ("255", "cow", date(2000, 1, 1), "DEU"), ("260", "gw", date(2000, 1, 1), "DEU"),
        ("345", "cow", date(1990, 1, 1), "YUG"), ("345", "cow", date(2004, 1, 1), "SCG"),
        ("345", "cow", date(2010, 1, 1), "SRB"), ("365", "gw", date(1985, 1, 1), "SUN"),
        ("365", "gw", date(2020, 1, 1), "RUS"), ("678", "cow", date(1980, 1, 1), "YEM"),
        ("679", "cow", date(2000, 1, 1), "YEM"), ("240", "cow", date(1850, 1, 1), NO_STATE),
    ],
)  # fmt: skip
def test_a_number_is_right_only_on_a_date(code: str, scheme: str, day: date, iso3: str | None) -> None:
    assert CODES.find(code, scheme, day, day) == iso3


def test_a_year_of_change_means_the_state_that_it_ends_with() -> None:
    assert CODES.find("345", "cow", date(2006, 1, 1), date(2006, 12, 31)) == "SRB"
    assert CODES.find("255", "cow", date(1990, 1, 1), date(1990, 12, 31)) == "DEU"


def test_a_state_has_its_number_of_the_time() -> None:
    assert [CODES.number("DEU", "cow", date(year, 6, 1)) for year in (1980, 2000)] == ["260", "255"]
    assert [CODES.number("DEU", "gw", date(year, 6, 1)) for year in (1980, 2000)] == ["260", "260"]
    assert CODES.number("PSE", "cow", date(2020, 1, 1)) is None


def test_every_living_state_of_the_table_has_the_numbers_of_today() -> None:
    states = load_states()
    for system in ("cow", "gw"):
        for code in states.codes():
            expected = states.fact(code, system)
            if expected and states.is_state(code):
                assert CODES.number(code, system, date(2015, 6, 1)) == expected, (system, code)


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(DataError, match="no scheme of country codes 'fifa'"):
        CODES.find("MLI", "fifa")


@pytest.mark.skipif(not COLLISIONS.exists(), reason="the reference list is not part of the package")
def test_every_pair_of_letters_on_the_list_of_collisions_is_read_both_ways_and_never_guessed() -> None:
    with COLLISIONS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 69
    for row in rows:
        fips, iso2 = CODES.find(row["code"], "fips"), CODES.find(row["code"], "iso2")
        assert fips == row["as_FIPS_iso3"] or fips is None, row
        assert fips != iso2, row
        assert CODES.find(row["code"], "letters") is None or fips is None, row
