from dataclasses import dataclass
from datetime import date

import pytest

from detente.measuring.reference import check_reference
from detente.tables.states import load_states
from tests.measuring.building import document


@dataclass(frozen=True)
class LeaderTerm:
    person: str
    iso3: str
    office: str
    start: date | None
    end: date | None


class Leaders:
    def find(self, person_words, day):
        if "Keita" not in person_words:
            return ()
        term = LeaderTerm("Ibrahim Boubacar Keita", "MLI", "president", date(2013, 9, 4), date(2020, 8, 18))
        return (term,) if day is None or term.start <= day <= term.end else ()

    def holders(self, iso3, office, day):
        toure = LeaderTerm("Amadou Toumani Toure", "MLI", "president", date(2002, 6, 8), date(2012, 3, 22))
        return (toure,) if toure.start <= day <= toure.end else ()


def said(text, states, **options):
    return [doubt.text for doubt in check_reference([document(text)], states, **options)]


COASTAL = [
    "The plan has garnered support from Mali and other African coastal nations.",
    "It was hailed by Mali, Morocco and other coastal states.",
    "Coastal states such as Senegal and Mali will gain.",
    "The ships lay off coastal Mali.",
    "They patrol Mali's coast.",
    "They patrol Mali’s Atlantic coastline.",
    "Smugglers work off the coast of Mali.",
    "Mali is a small coastal country of West Africa.",
]
NOT_COASTAL = [
    "Senegal and other coastal nations gave support.",
    "Mali and other landlocked nations gave support.",
    "Mali, unlike other coastal nations, has no port.",
    "Mali has no coast, and Mali's coast is a joke that was never told.",
    "Mali is not a coastal country.",
    "The project gives Mali access to the coast of Morocco.",
    "They patrol Kazakhstan's coast.",
    "The oil of the coastal Niger Delta is sold.",
    "Mali and Niger asked coastal nations for help.",
    "Mali and its coastal neighbours met.",
]


@pytest.mark.parametrize("text", COASTAL)
def test_a_landlocked_state_called_coastal_is_a_doubt(text, states):
    (doubt,) = check_reference([document(text)], states)
    assert doubt.sort == "reference"
    assert doubt.text == "Example Post calls Mali coastal."
    assert doubt.reference == "Mali has no coast (reference: table of states)"
    assert doubt.evidence[0].quote == text


@pytest.mark.parametrize("text", NOT_COASTAL)
def test_what_does_not_call_a_landlocked_state_coastal_is_no_doubt(text, states):
    assert said(text, states) == []


@pytest.mark.parametrize(
    "text", ["Morocco and other landlocked countries met.", "Morocco is a landlocked country."]
)
def test_a_coastal_state_called_landlocked_is_a_doubt(text, states):
    assert said(text, states) == ["Example Post calls Morocco landlocked."]


BORDER = [
    "Mali and Morocco share a long border.",
    "Mali shares a common border with Morocco.",
    "The border between Mali and Morocco is quiet.",
    "The Mali-Morocco border is quiet.",
    "Mali borders Morocco.",
    "Neighbouring Mali and Morocco have agreed.",
    "Mali and its neighbour Morocco have agreed.",
    "Mali and Morocco guard their common border.",
]


@pytest.mark.parametrize("text", BORDER)
def test_a_border_that_is_not_there_is_a_doubt(text, states):
    (doubt,) = check_reference([document(text)], states)
    assert "Mali and Morocco" in doubt.text or "Morocco and Mali" in doubt.text
    assert doubt.reference == "Mali and Morocco share no land border (reference: table of borders)"


@pytest.mark.parametrize(
    "text",
    [
        "Mali and Algeria share a long border.",
        "Mali and Morocco share no border.",
        "Mali and Morocco do not share a border.",
        "Mali and Morocco share an interest in border security.",
        "Fighters from neighbouring Mali and Morocco crossed into Algeria.",
        "Morocco and Mauritania share a border.",
        "Mali and Morocco share a maritime border.",
    ],
)
def test_a_border_that_is_there_or_not_claimed_is_no_doubt(text, states):
    assert said(text, states) == []


def test_land_that_was_not_yet_a_state_was_a_neighbours():
    text = "Uganda and Sudan share a border."
    early, late = document(text, day="2005-08-01"), document(text, day="2015-08-01")
    assert check_reference([early], load_states()) == ()
    assert len(check_reference([late], load_states())) == 1


def test_the_two_countries_are_the_pair_that_is_asked_about(states):
    text = "The two countries share a common border."
    assert said(text, states) == []
    assert said(text, states, pair=("MLI", "MAR")) == ["Example Post gives Mali and Morocco a common border."]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (
            "He flew to Dakar, the capital of Mali, on Friday.",
            ["Example Post calls Dakar the capital of Mali."],
        ),
        ("Mali's capital, Dakar, was calm.", ["Example Post calls Dakar the capital of Mali."]),
        ("Mali's capital, Bamako, was calm.", []),
        ("He flew from Dakar to the capital of Mali.", []),
    ],
)
def test_a_wrong_capital_is_a_doubt(text, doubts, states):
    assert said(text, states) == doubts


def test_a_president_who_was_out_of_office_is_a_doubt(states):
    (doubt,) = check_reference(
        [document("President Boubacar Keita met the envoy.", day="2024-04-01")], states, Leaders()
    )
    assert "calls Boubacar Keita President on 2024-04-01" in doubt.text
    assert "2020-08-18" in (doubt.reference or "")


def test_who_is_called_president_while_another_held_the_office_is_a_doubt(states):
    text = "President Boubacar Keita met the envoy."
    assert len(check_reference([document(text, day="2011-04-01")], states, Leaders())) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("President Boubacar Keita met the envoy.", "2013-01-01"),  # nobody else is known for that day
        ("President Boubacar Keita met the envoy.", "2026-01-01"),  # so long after it is a look back
        ("The ousting of President Boubacar Keita was recalled.", "2021-04-01"),
        ("President Boubacar Keita met the envoy.", "2018-04-01"),
        ("Former President Boubacar Keita met the envoy.", "2024-04-01"),
        ("In 2014 President Boubacar Keita met the envoy.", "2024-04-01"),
        ("President Assimi Goita met the envoy.", "2024-04-01"),
    ],
)
def test_an_office_held_or_told_as_past_or_not_known_is_no_doubt(text, day, states):
    assert check_reference([document(text, day=day)], states, Leaders()) == ()


def test_relations_older_than_the_state_are_a_doubt(states):
    text = "Diplomatic relations between Mali and Senegal were established in 1950."
    assert said(text, states) == ["Example Post dates relations of Mali and Senegal from 1950."]
    assert said(text.replace("1950", "1960"), states) == []


def test_a_wrong_year_of_independence_is_a_doubt(states):
    assert said("Mali gained independence from France in 1970.", states) != []
    assert said("Mali gained independence from France in 1960.", states) == []


def test_other_wordings_of_states_can_be_given(states):
    doubts = check_reference(
        [document("The coastal Malians rejoice, off the coast of Malians.")],
        states,
        wordings={"Malians": "MLI"},
    )
    assert [doubt.text for doubt in doubts] == ["Example Post calls Mali coastal."]
