"""Bounds of the tables of states and borders, and how a state is found."""

from datetime import date

import pytest

from detente.model.errors import DataError, UnknownStateError
from detente.tables.states import load_states

STATES = load_states()


@pytest.mark.parametrize(
    "wording",
    [
        "Mali",
        "mali",
        "MLI",
        "ML",
        "466",
        "Republic of Mali",
        "République du Mali",
        "مالي",
        "Malí",
        "Мали",
        "马里",
    ],
)
def test_a_state_is_found_by_any_name_and_code(wording: str) -> None:
    assert STATES.find(wording).iso3 == "MLI"


@pytest.mark.parametrize(
    ("wording", "iso3"),
    [
        ("UK", "GBR"),
        ("U.S.", "USA"),
        ("DRC", "COD"),
        ("DR Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("the Gambia", "GMB"),
        ("Swaziland", "SWZ"),
        ("Burma", "MMR"),
        ("Czech Republic", "CZE"),
        ("Vatican", "VAT"),
        ("Holy See", "VAT"),
        ("North Korea", "PRK"),
        ("Republic of Korea", "KOR"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Western Sahara", "ESH"),
        ("Kosovo", "XKX"),
        ("Palestine", "PSE"),
        ("Taiwan", "TWN"),
        ("Macedonia", "MKD"),
        ("Soviet Union", "SUN"),
        ("South Yemen", "YMD"),
        ("GER", "DEU"),
        ("Maroc", "MAR"),
        ("المغرب", "MAR"),
        ("RDC", "COD"),
        ("Türkiye", "TUR"),
    ],
)
def test_names_that_mislead_find_the_right_state(wording: str, iso3: str) -> None:
    assert STATES.find(wording).iso3 == iso3


@pytest.mark.parametrize(("wording", "both"), [("Congo", ("COD", "COG")), ("Korea", ("KOR", "PRK"))])
def test_a_name_of_two_states_is_refused_and_both_are_named(wording: str, both: tuple[str, str]) -> None:
    with pytest.raises(UnknownStateError) as refused:
        STATES.find(wording)
    assert all(code in str(refused.value) for code in both)


def test_a_misspelt_name_is_refused_with_what_may_be_meant() -> None:
    with pytest.raises(UnknownStateError, match="did you mean Morocco"):
        STATES.find("Morroco")


def test_an_organisation_is_refused_as_what_it_is() -> None:
    with pytest.raises(UnknownStateError, match="ECOWAS"):
        STATES.find("ECOWAS")


def test_a_state_has_the_name_of_the_day() -> None:
    assert STATES.find("SWZ", day=date(2010, 1, 1)).name == "Swaziland"
    assert STATES.find("SWZ", day=date(2020, 1, 1)).name == "Eswatini"


def test_a_state_that_is_no_more_is_refused_on_a_later_day() -> None:
    assert STATES.find("Soviet Union", day=date(1985, 1, 1)).iso3 == "SUN"
    with pytest.raises(UnknownStateError, match="1991-12-26"):
        STATES.find("Soviet Union", day=date(2000, 1, 1))


def test_a_former_name_is_refused_on_a_later_day_and_leads_to_the_new_one() -> None:
    with pytest.raises(UnknownStateError, match="COD"):
        STATES.find("Zaire", day=date(2005, 1, 1))


def test_every_code_of_today_has_a_name_in_three_languages() -> None:
    missing = [
        (code, lang)
        for code in STATES.codes()
        for lang in ("en", "fr", "ar")
        if not STATES.rows[code][f"name_{lang}"]
    ]
    assert missing == []


def test_every_state_is_found_again_by_its_own_names() -> None:
    for code in STATES.codes():
        for language in ("en", "fr", "ar"):
            assert STATES.find(STATES.name(code, language)).iso3 == code


def test_every_state_has_a_capital_a_region_and_a_word_on_its_coast() -> None:
    for code in STATES.codes():
        if STATES.is_state(code):
            assert STATES.fact(code, "capital"), code
            assert STATES.fact(code, "region"), code
            assert STATES.fact(code, "landlocked") in ("yes", "no"), code


def test_codes_have_their_form_and_stand_once() -> None:
    today = [STATES.rows[code] for code in STATES.codes()]
    for column, length in (("iso3", 3), ("iso2", 2), ("numeric", 3)):
        values = [row[column] for row in today if row[column]]
        assert len(values) == len(set(values))
        assert {len(value) for value in values} == {length}
    for column in ("gw", "fips"):
        values = [row[column] for row in today if row[column] and row["kind"] == "state"]
        assert len(values) == len(set(values)), column


def test_the_number_of_states_and_of_landlocked_states_is_that_of_the_world() -> None:
    states = [code for code in STATES.codes() if STATES.is_state(code)]
    assert len(states) in range(195, 205)
    assert sum(STATES.fact(code, "landlocked") == "yes" for code in states) == 45


def test_borders_hold_both_ways_and_join_known_codes() -> None:
    for code in STATES.codes():
        for other in STATES.borders(code):
            assert code != other
            assert code in STATES.borders(other)
            assert other in STATES.codes()


@pytest.mark.parametrize(
    ("iso3", "count"), [("MLI", 7), ("CHN", 16), ("RUS", 14), ("BRA", 10), ("COD", 9), ("DEU", 9), ("ISL", 0)]
)
def test_states_have_as_many_neighbours_as_on_the_map(iso3: str, count: int) -> None:
    assert len(STATES.borders(iso3)) == count


def test_a_landlocked_state_has_neighbours() -> None:
    assert all(STATES.borders(code) for code in STATES.codes() if STATES.fact(code, "landlocked") == "yes")


def test_the_name_of_an_organisation_is_given_by_its_code() -> None:
    assert STATES.name("ECOWAS") == "ECOWAS"
    assert STATES.name("UNO") == "United Nations"


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(DataError, match="no column"):
        STATES.fact("MLI", "population")


def test_organisations_have_no_code_of_a_state() -> None:
    assert not set(STATES.bodies) & set(STATES.codes())
