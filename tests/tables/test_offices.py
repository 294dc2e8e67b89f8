"""Bounds of the English office words."""

import pytest

from detente.model.errors import DataError
from detente.tables.offices import SORTS, load_offices

OFFICES = load_offices("en")
ALL = [office for entries in OFFICES.phrases.table.values() for _, meanings in entries for office in meanings]


@pytest.mark.parametrize(
    ("wording", "role", "sort"),
    [
        ("foreign minister", "GOV", "person"),
        ("prime minister", "GOV", "person"),
        ("army", "MIL", "body"),
        ("warplane", "MIL", "thing"),
        ("police", "COP", "body"),
        ("parliament", "LEG", "body"),
        ("court", "JUD", "body"),
        ("rebel", "REB", "people"),
        ("opposition", "OPP", "body"),
        ("civilian", "CVL", "people"),
        ("refugee", "REF", "people"),
        ("student", "EDU", "people"),
        ("company", "BUS", "body"),
        ("media", "JRN", "body"),
        ("embassy", "GOV", "body"),
        ("former president", "ELI", "person"),
        ("intelligence service", "SPY", "body"),
    ],
)
def test_an_office_has_its_sector(wording: str, role: str, sort: str) -> None:
    assert (role, sort) in [(office.role, office.sort) for office in OFFICES.find(wording)]


def test_ranks_tell_heads_of_state_from_foreign_ministers() -> None:
    assert [office.rank for office in OFFICES.find("king")] == ["head-of-state"]
    assert [office.rank for office in OFFICES.find("secretary of state")] == ["foreign-minister"]


def test_an_ambassador_is_one_person_or_in_the_plural_people() -> None:
    assert {office.sort for office in OFFICES.find("ambassador")} == {"person", "people"}


def test_words_are_lower_case_and_every_person_has_a_rank() -> None:
    assert all(office.words == office.words.lower() for office in ALL)
    assert all(office.rank for office in ALL if office.sort == "person")
    assert {office.sort for office in ALL} == set(SORTS)


def test_no_word_has_two_sectors_in_the_same_sort() -> None:
    seen: dict[tuple[str, str], set[str]] = {}
    for office in ALL:
        seen.setdefault((office.words, office.sort), set()).add(office.role)
    assert {key: roles for key, roles in seen.items() if len(roles) > 1} == {}


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(DataError, match="not there yet"):
        load_offices("xx")
