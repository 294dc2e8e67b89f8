from dataclasses import replace

from detente.measuring.passing import told_most
from tests.measuring.building import told


def at(document, *records):
    return [
        replace(one, tellings=tuple(replace(each, document=document) for each in one.tellings))
        for one in records
    ]


def test_a_document_is_about_the_two_states_of_whom_it_tells_most():
    records = at("d", told("visit", "MLI", "MAR"), told("praise", "MAR", "MLI"), told("visit", "MLI", "FRA"))
    assert told_most(records, "MAR", "MLI") == {"d"}
    assert told_most(records, "MLI", "FRA") == frozenset()


def test_a_document_can_be_about_two_pairs_alike():
    records = at("d", told("visit", "MLI", "MAR"), told("visit", "MLI", "FRA"))
    assert told_most(records, "FRA", "MLI") == told_most(records, "MLI", "MAR") == {"d"}


def test_a_document_that_tells_no_act_of_the_two_is_not_about_them():
    assert told_most(at("d", told("visit", "MLI", "FRA")), "MLI", "MAR") == frozenset()


def test_an_act_of_several_counts_for_two_of_them_by_its_share():
    records = at("d", told("visit", "MLI", "MAR"), told("praise", "MLI", "FRA|ECOWAS"))
    assert told_most(records, "MLI", "MAR") == {"d"}
    assert told_most(records, "MLI", "FRA") == frozenset()
