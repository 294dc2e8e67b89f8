from datetime import date

import pytest

from detente.measuring.ladder import ladder, load_ladder, read_ladder
from detente.measuring.ties import fold
from detente.model.errors import DataError
from tests.measuring.building import mention, told

DAY = date(2026, 1, 1)
BOTH_WAYS = [
    told("present-credentials", "MLI", "MAR", person="Fafré Camara", day="2025-05-14"),
    told("present-credentials", "MAR", "MLI", person="Driss Isbayene", day="2022-05-05"),
]


def levels(records, kinds, states, day=DAY):
    return [
        rung.level for rung in ladder(records, fold(records, kinds), "MLI", "MAR", kinds, states, day=day)
    ]


def test_where_nothing_is_known_no_rung_holds(kinds, states):
    assert levels([], kinds, states) == []


def test_the_ladder_has_all_rungs():
    assert [rung.level for rung in load_ladder()] == [-3, -2, -1, 0, 1, 2, 3]


def test_ambassadors_both_ways_and_contact_make_rung_one(kinds, states):
    assert levels(BOTH_WAYS, kinds, states) == [1, 0]


def test_an_ambassador_one_way_only_does_not(kinds, states):
    assert levels(BOTH_WAYS[:1], kinds, states) == [0]


def test_a_commission_that_met_makes_rung_two_for_two_years(kinds, states):
    records = [told("hold-commission", day="2025-02-17")]
    assert levels(records, kinds, states) == [2]
    assert levels(records, kinds, states, date(2027, 6, 1)) == []


def test_a_claimed_number_of_agreements_lifts_nobody(kinds, states):
    assert levels([told("claim-agreements", number="over sixty")], kinds, states) == []


def test_a_strategic_partnership_makes_rung_three(kinds, states):
    assert levels([told("sign-agreement", object="a strategic partnership agreement")], kinds, states) == [
        3,
        2,
    ]


def test_a_recall_governs_whatever_treaties_stand(kinds, states):
    records = [
        told("sign-agreement", object="a fisheries agreement"),
        told("recall-ambassador", day="2025-06-01"),
    ]
    assert levels(records, kinds, states) == [-2, 2]


def test_a_recall_ends_with_the_next_envoy(kinds, states):
    records = [
        told("recall-ambassador", "MLI", "MAR", day="2024-06-01"),
        told("appoint-ambassador", "MLI", "MAR", person="Fafré Camara", day="2025-06-01"),
    ]
    assert levels(records, kinds, states) == [0]


def test_severed_relations_are_the_lowest_rung_until_restored(kinds, states):
    records = [told("sever-relations", day="2018-05-01"), told("restore-relations", day="2020-05-01")]
    assert levels(records, kinds, states, date(2019, 1, 1)) == [-3]
    assert levels(records, kinds, states) == [0]


def test_an_attack_by_rebels_is_not_one_of_the_government(kinds, states):
    records = [
        told("attack", "MLI/REB", "MAR", day="2025-06-01"),
        told("attack", "MLI/REB", "MAR", day="2025-07-01"),
    ]
    assert levels(records, kinds, states) == []


def test_two_attacks_between_armies_within_a_year_are_open_fighting(kinds, states):
    records = [
        told("attack", "MLI/MIL", "MAR/MIL", day="2025-06-01"),
        told("attack", "MAR/MIL", "MLI", day="2025-07-01"),
    ]
    assert levels(records, kinds, states) == [-3]
    assert levels(records[:1], kinds, states) == []


def test_every_rung_cites_its_facts(kinds, states):
    rungs = ladder(BOTH_WAYS, fold(BOTH_WAYS, kinds), "MLI", "MAR", kinds, states, day=DAY)
    assert all(claim.evidence for rung in rungs for claim in rung.claims)
    assert "Mali's ambassador to Morocco, Fafré Camara: accredited since 14 May 2025" in {
        claim.text for claim in rungs[0].claims
    }


def test_ties_of_others_do_not_count(kinds, states):
    assert levels([told("sever-relations", "MLI", "DZA")], kinds, states) == []


def test_an_unknown_key_is_refused_by_name():
    with pytest.raises(DataError, match="rung 0: unknown key 'colour'"):
        read_ladder('[[rung]]\nlevel = 0\nname = "x"\nneed = "any"\ncolour = 1\nfact = []')


def doers(records, kinds, states):
    rungs = ladder(records, fold(records, kinds), "MLI", "MAR", kinds, states, day=DAY)
    return {rung.level: rung.by for rung in rungs}


def test_a_rung_that_one_side_alone_makes_names_that_side(kinds, states):
    recalled = told("recall-ambassador", "MAR", "MLI", person="Driss Isbayene", day="2025-06-01")
    assert doers([recalled], kinds, states) == {-2: "MAR"}


def test_a_rung_that_both_make_or_that_is_of_both_names_nobody(kinds, states):
    recalled = [
        told("recall-ambassador", "MAR", "MLI", person="Driss Isbayene", day="2025-06-01"),
        told("recall-ambassador", "MLI", "MAR", person="Fafré Camara", day="2025-06-02"),
    ]
    assert doers(recalled, kinds, states) == {-2: None}
    assert doers([told("sign-agreement", object="a fisheries agreement")], kinds, states) == {2: None}


def test_force_used_in_a_town_of_a_state_breaks_no_relations_with_it(kinds, states):
    """France strikes rebels in Gao at Mali's side: the town is where it happens, not against whom."""
    town = mention("MAR", text="Fes", how="place")
    days = ("2025-12-01", "2025-12-03")
    assert levels([told("attack", "MLI", town, day=day) for day in days], kinds, states) == []
    assert levels([told("attack", "MLI", "MAR", day=day) for day in days], kinds, states) == [-3]


def test_a_rung_tells_its_newest_facts_first(kinds, states):
    records = [
        told("sign-agreement", object="a fisheries agreement", day="2013-09-20"),
        told("hold-commission", object="joint commission", day="2025-02-17"),
        told("plan-commission", object="joint road committee", day="2025-03-17", modality="future"),
    ]
    (rung,) = ladder(records, fold(records, kinds), "MLI", "MAR", kinds, states, day=DAY)
    assert [claim.label for claim in rung.claims] == ["session_held", "signed", "session_planned"]
