"""Bounds of the table of leaders, and how a leader is found."""

from datetime import date
from itertools import combinations

import pytest

from detente.tables.leaders import family_names, load_leaders
from detente.tables.states import load_states

LEADERS = load_leaders()
ONE_HOLDER = (
    "president",
    "prime minister",
    "king",
    "queen",
    "emir",
    "sultan",
    "emperor",
    "chancellor",
    "foreign minister",
)


@pytest.mark.parametrize(
    ("person", "day", "iso3", "office"),
    [
        ("Emmanuel Macron", date(2020, 1, 1), "FRA", "president"),
        ("Macron", date(2020, 1, 1), "FRA", "president"),
        ("Xi", date(2020, 1, 1), "CHN", "president"),
        ("Kim Jong Un", date(2014, 1, 1), "PRK", "leader"),
        ("Erdogan", date(2016, 1, 1), "TUR", "president"),
        ("Sisi", date(2020, 1, 1), "EGY", "president"),
        ("Mohammed VI", date(2020, 1, 1), "MAR", "king"),
        ("King Salman", date(2020, 1, 1), "SAU", "king"),
        ("Peña Nieto", date(2015, 1, 1), "MEX", "president"),
        ("Lula", date(2005, 1, 1), "BRA", "president"),
        ("António Guterres", date(2020, 1, 1), "UNO", "secretary-general"),
    ],
)
def test_a_leader_is_found_by_name_and_day(person: str, day: date, iso3: str, office: str) -> None:
    assert [(term.iso3, term.office) for term in LEADERS.find(person, day)] == [(iso3, office)]


def test_a_leader_is_not_found_before_or_after_the_term() -> None:
    assert LEADERS.find("Tony Blair", date(2015, 1, 1)) == ()
    assert [term.office for term in LEADERS.find("Tony Blair", None)] == ["prime minister"]


def test_a_family_name_of_several_brings_all_of_them() -> None:
    assert {term.person for term in LEADERS.find("Maiga", date(2023, 1, 1))} == {"Choguel Kokalla Maïga"}
    assert len({term.person for term in LEADERS.find("Maiga", None)}) > 2


def test_an_open_term_is_certain_up_to_the_as_of_day_and_then_a_hint() -> None:
    open_term = next(term for term in LEADERS.terms if term.end is None and term.iso3 == "CMR")
    later = date.fromordinal(LEADERS.as_of.toordinal() + 30)
    much_later = date.fromordinal(LEADERS.as_of.toordinal() + 3000)
    assert LEADERS.certain(open_term, LEADERS.as_of)
    assert not LEADERS.certain(open_term, later)
    assert LEADERS.hints(open_term, later)
    assert not LEADERS.hints(open_term, much_later)


def test_one_wrong_letter_in_a_long_family_name_is_forgiven_in_the_right_office() -> None:
    found = {term.iso3 for term in LEADERS.misspelt("Abdelaziz Bouteflicka", "president", None)}
    assert found == {"DZA"}
    assert list(LEADERS.misspelt("Bouteflicka", "foreign minister", date(1990, 1, 1))) == []
    assert list(LEADERS.misspelt("Busch", "president", None)) == []


def test_no_two_persons_hold_one_office_of_a_state_at_once() -> None:
    held: dict[tuple[str, str, str], list] = {}
    for term in LEADERS.terms:
        if term.office in ONE_HOLDER and term.note not in ("rival", "joint", "acting"):
            held.setdefault((term.iso3, term.office, term.role), []).append(term)
    clashes = [
        (a.person, b.person, key)
        for key, terms in held.items()
        for a, b in combinations(terms, 2)
        if a.person != b.person and overlap(a, b) > 31
    ]
    assert clashes == []


def overlap(a, b) -> int:
    """Days in which two terms hold; a month or year of change can belong to both."""
    start = max(a.start or date.min, b.start or date.min)
    end = min(a.end or date.max, b.end or date.max)
    loose = 366 if any(is_loose(term) for term in (a, b)) else 0
    return (end - start).days - loose


def is_loose(term) -> bool:
    return any(day and (day.month, day.day) in ((1, 1), (12, 31)) for day in (term.start, term.end))


def test_terms_are_of_our_time_and_short_enough_to_live() -> None:
    for term in LEADERS.terms:
        assert term.start is not None and date(1945, 1, 1) <= term.start <= date(2026, 11, 30), term
        end = term.end or date(2026, 11, 30)
        assert term.start <= end <= date(2026, 11, 30) and end >= date(1950, 1, 1), term
        assert (end - term.start).days < 76 * 366, term


def test_leaders_are_of_known_states_or_organisations() -> None:
    states = load_states()
    assert {term.iso3 for term in LEADERS.terms} <= set(states.rows) | set(states.bodies)
    assert LEADERS.bodies <= set(states.bodies)


def test_the_table_is_wide_enough() -> None:
    states = load_states()
    heads = {term.iso3 for term in LEADERS.terms if term.office != "foreign minister"}
    left_out = {code for code in states.codes() if states.is_state(code)} - heads
    assert len(LEADERS.terms) > 2000
    assert left_out <= {"BIH", "SMR", "ESH", "AND"}


@pytest.mark.parametrize(
    ("person", "iso3", "family"),
    [
        ("Ursula von der Leyen", "EUR", "von der leyen"),
        ("Xi Jinping", "CHN", "xi"),
        ("Bashar al-Assad", "SYR", "assad"),
    ],
)
def test_a_family_name_keeps_its_particles(person: str, iso3: str, family: str) -> None:
    assert family in set(family_names(person, iso3))
