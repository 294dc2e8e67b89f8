from datetime import date

import pytest

from detente.tables.states import load_states
from detente.tables.territories import load_territories, sovereign_of


def test_a_territory_belongs_to_its_state_on_the_day():
    assert sovereign_of("GRL", date(2024, 1, 1)) == "DNK"
    assert sovereign_of("MAC", date(1999, 12, 19)) == "PRT"
    assert sovereign_of("MAC", date(1999, 12, 20)) == sovereign_of("MAC", None) == "CHN"


@pytest.mark.parametrize("code", ["TGO", "HKG", "XKX", "ESH", "", None])
def test_what_is_no_territory_of_a_state_has_no_sovereign(code):
    assert sovereign_of(code, date(2024, 1, 1)) is None


def test_every_territory_is_one_in_the_table_of_states_and_its_sovereign_is_none():
    states = load_states()
    for code, terms in load_territories().items():
        assert not states.is_state(code)
        assert all(states.is_state(sovereign) for sovereign, _, _ in terms)
