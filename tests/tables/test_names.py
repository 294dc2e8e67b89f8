"""Bounds of the English names, organisations and groups."""

from datetime import date

import pytest

from detente.model.errors import DataError
from detente.tables.names import load_names
from detente.tables.states import load_states

NAMES = load_names("en")
ALL = [name for entries in NAMES.phrases.table.values() for _, meanings in entries for name in meanings]


@pytest.mark.parametrize(
    ("wording", "code", "kind"),
    [
        ("Malian", "MLI", "demonym"),
        ("Malians", "MLI", "people"),
        ("Bamako", "MLI", "capital"),
        ("Kremlin", "RUS", "seat"),
        ("Élysée", "FRA", "seat"),
        ("Quai d’Orsay", "FRA", "seat"),
        ("Blue House", "KOR", "seat"),
        ("Aso Rock", "NGA", "seat"),
        ("Downing Street", "GBR", "seat"),
        ("Foggy Bottom", "USA", "seat"),
        ("US", "USA", "abbreviation"),
        ("UAE", "ARE", "abbreviation"),
        ("Frenchman", "FRA", "people"),
        ("Ivory Coast", "CIV", "name"),
        ("Nigerien", "NER", "demonym"),
        ("Nigerian", "NGA", "demonym"),
        ("Dominican", "DOM", "demonym"),
        ("Guinea-Bissau", "GNB", "name"),
        ("ECOWAS", "ECOWAS", "organisation"),
        ("UN", "UNO", "organisation"),
    ],
)
def test_a_wording_has_its_meaning(wording: str, code: str, kind: str) -> None:
    assert [(name.code, name.kind) for name in NAMES.find(wording) if name.sense != "never"] == [(code, kind)]


def test_every_state_of_today_has_a_name_and_every_state_a_demonym_or_people() -> None:
    states = load_states()
    named = {name.country for name in ALL if name.kind in ("name", "long-name")}
    called = {name.country for name in ALL if name.kind in ("demonym", "people")}
    assert [code for code in states.codes() if code not in named] == []
    assert [code for code in states.codes() if states.is_state(code) and code not in called] == []


def test_names_belong_to_known_states() -> None:
    states = load_states()
    assert {name.country for name in ALL if name.country} <= set(states.rows)


def test_a_wording_means_one_code_unless_it_says_how_to_settle_it() -> None:
    for entries in NAMES.phrases.table.values():
        for words, meanings in entries:
            for day in (date(1985, 1, 1), date(2005, 1, 1), date(2024, 1, 1)):
                codes = {n.code for n in meanings if n.holds(day) and n.sense in ("", "person")}
                assert len(codes) <= 1, words


def test_no_name_ends_before_it_starts() -> None:
    assert all(name.start < name.end for name in ALL if name.start and name.end)


@pytest.mark.parametrize(
    ("day", "role"),
    [(date(2000, 1, 1), "GOV"), (date(2010, 1, 1), "REB"), (date(2023, 1, 1), "GOV")],
)
def test_the_role_of_a_group_is_that_of_the_day(day: date, role: str) -> None:
    assert [name.role for name in NAMES.find("Taliban", day=day)] == [role]


def test_organisations_have_a_class() -> None:
    bodies = {name.body for name in ALL if name.kind == "organisation"}
    assert {NAMES.plover_class(body or "") for body in bodies} == {"UNO", "EUR", "IGO", "NGO"}


def test_there_are_names_enough() -> None:
    kinds = [name.kind for name in ALL]
    assert len(kinds) > 2500
    assert kinds.count("organisation") > 350
    assert kinds.count("group") > 400


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(DataError, match="missing"):
        load_names("xx")
