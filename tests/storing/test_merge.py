"""One act, one record: what is joined, what stays apart, and what is kept side by side."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.errors import DataError
from detente.storing.act_rules import load_rules, read_rules
from detente.storing.merge import merge
from tests.storing.making import telling


def acts(*tellings):
    """The sets of telling names that became one record."""
    return sorted(sorted(entry.id for entry in record.tellings) for record in merge(tellings))


def test_the_same_visit_told_by_two_publishers_is_one_record():
    a = telling("a", "visit MLI > MAR", "Mali's foreign minister visited Rabat.", published="2024-01-25")
    b = telling("b", "visit MLI > MAR", "The top diplomat travelled to Morocco.", published="2024-01-26")
    assert acts(a, b) == [["a", "b"]]


def test_a_record_lists_both_publishers_and_says_why():
    a = telling("a", "visit MLI > MAR", published="2024-01-25")
    b = telling("b", "visit MLI > MAR", published="2024-01-26")
    (record,) = merge([a, b])
    assert record.voices == ("Paper a", "Paper b")
    assert record.why.startswith("2 tellings by 2 voices are taken for one act: visit of MAR, MLI; ")


def test_a_single_telling_is_a_record_that_says_so():
    (record,) = merge([telling("a", "visit MLI > MAR")])
    assert (record.id, record.why, record.differences) == ("r-a", "told once", ())


def test_nothing_gives_no_record():
    assert merge([]) == ()


def test_two_visits_on_told_days_a_week_apart_stay_two():
    a = telling("a", "visit MLI > MAR", day="2024-01-10")
    b = telling("b", "visit MLI > MAR", day="2024-01-17")
    assert acts(a, b) == [["a"], ["b"]]


def test_visits_in_opposite_directions_stay_two():
    assert acts(telling("a", "visit MLI > MAR"), telling("b", "visit MAR > MLI")) == [["a"], ["b"]]


def test_a_visit_and_the_meeting_at_it_are_one_act():
    a = telling("a", "visit MLI > MAR", day="2024-01-24")
    b = telling("b", "meet MAR > MLI", day="2024-01-24", reciprocal=True)
    assert acts(a, b) == [["a", "b"]]


def test_a_reciprocal_act_has_no_direction():
    a = telling("a", "sign-agreement MLI > MAR", day="2024-01-24", object="a fishing agreement")
    b = telling("b", "sign-agreement MAR > MLI", day="2024-01-24", object="the fishing deal")
    assert acts(a, b) == [["a", "b"]]


def test_two_agreements_signed_on_one_day_stay_two():
    a = telling("a", "sign-agreement MLI > MAR", day="2024-01-24", object="a fishing agreement")
    b = telling("b", "sign-agreement MLI > MAR", day="2024-01-24", object="an agreement on livestock")
    assert acts(a, b) == [["a"], ["b"]]


@pytest.mark.parametrize("modality", ["future", "negated", "hypothetical"])
def test_what_did_not_happen_never_joins_what_did(modality):
    a = telling("a", "visit MLI > MAR", day="2024-01-24")
    b = telling("b", "visit MLI > MAR", day="2024-01-24", modality=modality)
    assert acts(a, b) == [["a"], ["b"]]


def test_an_announcement_is_not_the_act():
    a = telling("a", "plan-visit MLI > MAR", "Mali will visit Morocco.", published="2024-01-23")
    b = telling("b", "visit MLI > MAR", "Mali visited Morocco.", published="2024-01-25")
    assert acts(a, b) == [["a"], ["b"]]


def test_two_announcements_of_one_visit_are_one():
    a = telling("a", "visit MLI > MAR", "Mali will visit Morocco.", day="2024-02-01", modality="future")
    b = telling("b", "visit MLI > MAR", "Mali is to visit Morocco.", day="2024-02-01", modality="future")
    assert acts(a, b) == [["a", "b"]]


def test_a_reported_act_joins_the_factual_one_and_the_factual_one_tells_it_best():
    a = telling("a", "visit MLI > MAR", day="2024-01-24", modality="reported", published="2024-01-24")
    b = telling("b", "visit MLI > MAR", day="2024-01-24", published="2024-01-26")
    (record,) = merge([a, b])
    assert [entry.id for entry in record.tellings] == ["b", "a"]


def test_copies_of_credentials_are_not_credentials():
    a = telling("a", "present-copies MLI > MAR", person="Fafré Camara")
    b = telling("b", "present-credentials MLI > MAR", person="Fafré Camara")
    c = telling("c", "appoint-ambassador MLI > MAR", person="Fafré Camara")
    assert acts(a, b, c) == [["a"], ["b"], ["c"]]


def test_the_appointment_of_one_person_is_one_act_weeks_later():
    a = telling("a", "appoint-ambassador MLI > MAR", day="2024-01-24", person="Fafré Camara")
    b = telling("b", "appoint-ambassador MLI > MAR", published="2024-03-20", person="Favre Camara")
    assert acts(a, b) == [["a", "b"]]


def test_appointments_of_two_persons_stay_two():
    a = telling("a", "appoint-ambassador MLI > MAR", person="Fafré Camara")
    b = telling("b", "appoint-ambassador MLI > MAR", person="Mohamed Ben Labat")
    assert acts(a, b) == [["a"], ["b"]]


def test_different_spellings_of_the_person_are_kept_side_by_side():
    a = telling("a", "appoint-ambassador MLI > MAR", person="Fafré Camara")
    b = telling("b", "appoint-ambassador MLI > MAR", person="Favre Kamara")
    (record,) = merge([a, b])
    assert [(d.detail, d.readings) for d in record.differences] == [
        ("person", (("Fafré Camara", ("a",)), ("Favre Kamara", ("b",))))
    ]


def test_accents_and_a_surname_alone_are_no_difference():
    a = telling("a", "appoint-ambassador MLI > MAR", person="Fafré Camara")
    b = telling("b", "appoint-ambassador MLI > MAR", person="Camara")
    c = telling("c", "appoint-ambassador MLI > MAR", person="Fafre Camara")
    (record,) = merge([a, b, c])
    assert record.differences == ()


def test_ambassadors_of_two_states_at_one_ceremony_stay_two():
    a = telling("a", "present-credentials MLI > MAR", source="list", day="2025-05-14")
    b = telling("b", "present-credentials SEN > MAR", source="list", day="2025-05-14")
    assert acts(a, b) == [["a"], ["b"]]


def test_conflicting_amounts_of_one_gift_are_kept_side_by_side():
    a = telling("a", "give-aid MAR > MLI", day="2022-07-07", amount="9.9 bn FCFA")
    b = telling("b", "give-aid MAR > MLI", day="2022-07-07", amount="6 bn FCFA")
    c = telling("c", "give-aid MAR > MLI", day="2022-07-07", amount="6 bn FCFA")
    (record,) = merge([a, b, c])
    assert [(d.detail, d.readings) for d in record.differences] == [
        ("amount", (("6 bn fcfa", ("b", "c")), ("9.9 bn fcfa", ("a",))))
    ]


def test_days_that_differ_by_one_are_one_act_and_both_are_shown():
    words = "opened a perinatal clinic in the Sebenikoro district"
    a = telling("a", "open-project MAR > MLI", words, day="2014-02-20", object="perinatal clinic")
    b = telling("b", "open-project MAR > MLI", words, day="2014-02-21", object="perinatal clinic")
    (record,) = merge([a, b])
    assert [(d.detail, d.readings) for d in record.differences] == [
        ("day", (("2014-02-20", ("a",)), ("2014-02-21", ("b",))))
    ]


def test_a_misprinted_month_in_a_like_report_is_one_act_with_two_days():
    words = (
        "Four Sahel states endorsed the Atlantic initiative of Rabat at a ministerial meeting in Marrakech"
    )
    a = telling("a", "meet MLI > MAR", words, day="2023-12-23", published="2023-12-24")
    b = telling("b", "meet MLI > MAR", words, day="2023-03-23", published="2023-12-25")
    (record,) = merge([a, b])
    assert [d.detail for d in record.differences] == ["day"]


def test_places_inside_one_another_are_no_difference_and_others_are():
    a = telling("a", "visit MLI > MAR", day="2024-01-24", place="Rabat")
    b = telling("b", "visit MLI > MAR", day="2024-01-24", place="Rabat, Morocco")
    c = telling("c", "visit MLI > MAR", day="2024-01-24", place="Fes")
    assert merge([a, b])[0].differences == ()
    assert merge([a, b, c])[0].differences[0].readings == (("Fes", ("c",)), ("Rabat", ("a", "b")))


def test_a_telling_dated_by_publication_joins_an_act_up_to_three_days_before():
    a = telling(
        "a", "visit MLI > MAR", "visited Rabat for trade talks", day="2024-01-22", published="2024-01-23"
    )
    b = telling("b", "visit MLI > MAR", "trade talks on visit to Rabat", published="2024-01-25")
    c = telling("c", "visit MLI > MAR", "trade talks on visit to Rabat", published="2024-01-29")
    assert acts(a, b) == [["a", "b"]]
    assert acts(a, c) == [["a"], ["c"]]


def test_a_record_takes_the_day_from_the_telling_that_gives_one():
    a = telling("a", "visit MLI > MAR", day="2024-01-24", modality="reported", published="2024-01-25")
    b = telling("b", "visit MLI > MAR", published="2024-01-25")
    (record,) = merge([a, b])
    assert record.best == b.event
    assert record.when == a.event.when


def test_headline_and_body_of_one_document_are_one_act():
    a = telling("a", "visit MLI > MAR", "Mali visits Morocco", source="d")
    b = telling("b", "visit MLI > MAR", "The visit was short", source="d", day="2024-01-23")
    assert acts(a, b) == [["a", "b"]]


def test_two_days_in_one_document_are_two_acts():
    a = telling("a", "visit MLI > MAR", source="d", day="2024-01-23")
    b = telling("b", "visit MLI > MAR", source="d", day="2024-01-24")
    assert acts(a, b) == [["a"], ["b"]]


def test_a_later_sentence_without_a_date_joins_the_dated_one_of_its_document():
    a = telling("a", "visit MLI > MAR", source="d", day="2024-01-05", published="2024-01-25")
    b = telling("b", "visit MLI > MAR", source="d", published="2024-01-25")
    assert acts(a, b) == [["a", "b"]]


def test_two_attacks_told_on_one_day_in_other_words_stay_two():
    a = telling("a", "attack DZA > MLI", "destroyed a drone near Tinzaouaten", day="2025-04-01")
    b = telling("b", "attack DZA > MLI", "fired rockets at barracks of Gao", day="2025-04-01")
    assert acts(a, b) == [["a"], ["b"]]


def test_one_attack_in_like_words_is_one_act_across_kinds():
    a = telling("a", "attack DZA > MLI", "destroyed a Malian drone near Tinzaouaten", day="2025-04-01")
    b = telling(
        "b", "strike-from-air DZA > MLI", "the drone destroyed at Tinzaouaten overnight", day="2025-04-01"
    )
    assert acts(a, b) == [["a", "b"]]


def test_attacks_in_two_places_stay_two():
    a = telling("a", "attack DZA > MLI", "shelled villages with rockets", day="2025-04-01", place="Gao")
    b = telling("b", "attack DZA > MLI", "shelled villages with rockets", day="2025-04-01", place="Kidal")
    assert acts(a, b) == [["a"], ["b"]]


def test_demands_of_two_speakers_stay_two():
    a = telling("a", "urge MLI/GOV:Maïga > MAR", "urged easing of visa rules")
    b = telling("b", "urge MLI/GOV:Diop > MAR", "urged easing of visa rules")
    assert acts(a, b) == [["a"], ["b"]]


def test_accusations_of_two_things_stay_two():
    a = telling("a", "accuse MLI > DZA", object="harbouring rebels")
    b = telling("b", "accuse MLI > DZA", object="closing the airspace")
    assert acts(a, b) == [["a"], ["b"]]


def test_a_statement_in_two_copies_of_one_text_is_one():
    words = "He thanked them for all"
    a = telling("a", "thank MLI > MAR", words, published="2021-10-12", voice="Agency")
    b = telling("b", "thank MLI > MAR", words, published="2021-10-13", voice="Agency")
    c = telling("c", "thank MLI > MAR", words, published="2021-10-13", voice="Weekly")
    assert acts(a, b, c) == [["a", "b"], ["c"]]


def test_attacks_told_day_by_day_in_the_same_frame_stay_apart():
    a = telling("a", "attack DZA > MLI", "A drone attack on Gao kills 12 people", published="2025-03-28")
    b = telling("b", "attack DZA > MLI", "A drone attack on Kidal kills 14 people", published="2025-03-29")
    c = telling("c", "attack DZA > MLI", "A drone attack on Gao kills 30 people", published="2025-03-29")
    assert acts(a, b, c) == [["a"], ["b"], ["c"]]


def test_meetings_with_two_persons_stay_two():
    a = telling("a", "meet UKR/GOV:Zelensky > GBR/GOV:Starmer", day="2025-03-02")
    b = telling("b", "meet UKR/GOV:Zelenskyy > GBR/GOV:Charles", day="2025-03-02")
    assert acts(a, b) == [["a"], ["b"]]


def test_a_wide_time_is_not_the_time_of_a_record_told_more_exactly():
    a = telling("a", "meet MLI > MAR", "They met", source="d", day="2024", published="2024-05-14")
    b = telling("b", "meet MLI > MAR", "The meeting was the first", source="d", published="2024-05-14")
    (record,) = merge([a, b])
    assert record.when == b.event.when


def test_a_town_and_the_state_are_no_difference():
    a = telling("a", "visit MLI > MAR", day="2024-01-24", place="Rabat")
    b = telling("b", "visit MLI > MAR", day="2024-01-24", place="Morocco")
    assert merge([a, b])[0].differences == ()


def test_missions_in_two_towns_are_no_difference():
    a = telling("a", "have-embassy MLI > MAR", place="Rabat")
    b = telling("b", "have-embassy MLI > MAR", place="Fes")
    assert all(record.differences == () for record in merge([a, b]))


def test_not_having_aimed_at_somebody_denies_no_strike():
    a = telling("a", "strike-from-air DZA > MLI", "Planes struck Kidal.", published="2024-01-24")
    b = telling("b", "strike-from-air DZA > MLI", "Not at him.", published="2024-01-25", modality="negated")
    nobody = replace(b, event=replace(b.event, source=()))
    assert [record.superseded_by for record in merge([a, b])] == ["r-b", None]
    assert [record.superseded_by for record in merge([a, nobody])] == [None, None]


def test_a_place_that_is_no_name_is_no_difference():
    a = telling("a", "visit MLI > MAR", day="2024-01-24", place="Rabat")
    b = telling("b", "visit MLI > MAR", day="2024-01-24", place="the kingdom")
    assert merge([a, b])[0].differences == ()


def test_an_act_of_rebels_is_not_an_act_of_their_state():
    a = telling("a", "attack MLI > DZA", "fired rockets at the border post", day="2025-04-01")
    b = telling("b", "attack MLI/REB > DZA", "fired rockets at the border post", day="2025-04-01")
    assert acts(a, b) == [["a"], ["b"]]


def test_government_and_army_are_the_state():
    a = telling("a", "visit MLI/GOV > MAR", day="2024-01-24")
    b = telling("b", "visit MLI > MAR/MIL", day="2024-01-24")
    assert acts(a, b) == [["a", "b"]]


def test_a_telling_that_names_some_of_the_parties_joins():
    a = telling("a", "recall-ambassador MLI|NER|BFA > DZA", day="2025-04-06")
    b = telling("b", "recall-ambassador MLI > DZA", day="2025-04-06")
    assert acts(a, b) == [["a", "b"]]


def test_parties_that_only_overlap_do_not_chain():
    a = telling("a", "recall-ambassador MLI > DZA", day="2025-04-06")
    b = telling("b", "recall-ambassador MLI|NER > DZA", day="2025-04-06")
    c = telling("c", "recall-ambassador NER > DZA", day="2025-04-06")
    assert len(merge([a, b, c])) == 2


def test_reports_day_after_day_do_not_chain_into_one_long_act():
    words = "shelled villages with heavy rockets again"
    days = [
        telling(f"t{day:02}", "attack DZA > MLI", words, published=f"2025-04-{day:02}")
        for day in range(1, 21)
    ]
    records = merge(days)
    assert len(records) >= 4
    for record in records:
        published = [entry.published for entry in record.tellings]
        assert (max(published) - min(published)).days <= 4


def test_background_without_a_date_does_not_join_news_elsewhere():
    a = telling("a", "visit MLI > MAR", day="2024-01-24")
    b = telling("b", "visit MLI > MAR", modality="historical", published="2024-01-24")
    assert acts(a, b) == [["a"], ["b"]]


def test_dated_background_joins_the_act_it_recalls():
    a = telling("a", "appoint-ambassador MLI > MAR", day="2024-01-24", person="Fafré Camara")
    b = telling(
        "b",
        "appoint-ambassador MLI > MAR",
        day="2024-01-24",
        person="Camara",
        modality="historical",
        published="2025-05-15",
    )
    assert acts(a, b) == [["a", "b"]]


def test_a_whole_year_joins_nothing_by_its_days_alone():
    a = telling("a", "visit MLI > MAR", day="2024-01-24")
    b = telling("b", "visit MLI > MAR", day="2024")
    assert acts(a, b) == [["a"], ["b"]]


def test_relations_broken_in_a_month_and_on_a_day_are_one_act():
    a = telling("a", "sever-relations MLI > UKR", day="2024-08-04")
    b = telling("b", "sever-relations MLI > UKR", day="2024-08")
    assert acts(a, b) == [["a", "b"]]


def test_a_later_negated_telling_supersedes():
    a = telling("a", "close-embassy FRA > MLI", "France closed its embassy", published="2024-01-10")
    b = telling(
        "b", "close-embassy FRA > MLI", "France has not closed it", published="2024-01-12", modality="negated"
    )
    by_id = {record.id: record.superseded_by for record in merge([a, b])}
    assert by_id == {"r-a": "r-b", "r-b": None}


def test_a_denial_by_a_party_in_the_same_words_supersedes():
    a = telling(
        "a", "release NER > MAR", "four drivers freed by Niger after union report", published="2025-01-21"
    )
    b = telling("b", "deny-accusation NER > MAR", "denied that drivers were freed", published="2025-01-22")
    by_id = {record.id: record.superseded_by for record in merge([a, b])}
    assert by_id == {"r-a": "r-b", "r-b": None}


def test_an_earlier_negation_supersedes_nothing():
    a = telling("a", "appoint-ambassador MLI > MAR", published="2024-01-12", person="Camara")
    b = telling(
        "b", "appoint-ambassador MLI > MAR", published="2024-01-10", person="Camara", modality="negated"
    )
    assert all(record.superseded_by is None for record in merge([a, b]))


def test_a_denied_accusation_was_still_made():
    a = telling("a", "accuse MLI > DZA", "accused it of harbouring armed rebels", published="2024-01-10")
    b = telling("b", "deny-accusation DZA > MLI", "denied harbouring armed rebels", published="2024-01-11")
    assert all(record.superseded_by is None for record in merge([a, b]))


def test_the_identifier_is_that_of_the_smallest_telling():
    a, b = telling("b", "visit MLI > MAR"), telling("a", "visit MLI > MAR")
    assert [record.id for record in merge([a, b])] == ["r-a"]


def test_telling_one_event_twice_changes_nothing():
    a = telling("a", "visit MLI > MAR")
    assert merge([a, a]) == merge([a])


def test_a_new_act_elsewhere_leaves_the_other_records_alone():
    old = [telling("a", "visit MLI > MAR"), telling("b", "visit MLI > MAR"), telling("c", "accuse MLI > DZA")]
    new = telling("d", "visit FRA > DEU")
    assert set(merge(old)) < set(merge([*old, new]))


KINDS = ["visit", "meet", "attack", "sign-agreement", "appoint-ambassador", "accuse", "close-embassy"]
WORDS = [
    "gas",
    "border",
    "drone attack",
    "trade talks in Rabat",
    "rebels in the north",
    "rockets at barracks",
]


@st.composite
def some_tellings(draw):
    found = []
    for place in range(draw(st.integers(1, 9))):
        day = draw(st.sampled_from([None, "2024-01-20", "2024-01-21", "2024-01-25", "2024-01", "2024"]))
        kind, pair = (
            draw(st.sampled_from(KINDS)),
            draw(st.sampled_from(["MLI > MAR", "MAR > MLI", "MLI|NER > MAR"])),
        )
        parts = draw(
            st.sampled_from([{}, {"person": "Camara"}, {"person": "Diop"}, {"object": "fishing pact"}])
        )
        found.append(
            telling(
                f"t{place}",
                f"{kind} {pair}",
                draw(st.sampled_from(WORDS)),
                day=day,
                published=f"2024-01-{draw(st.integers(19, 28))}",
                source=draw(st.sampled_from([None, "d1", "d2"])),
                modality=draw(st.sampled_from(["factual", "factual", "reported", "negated", "historical"])),
                **parts,
            )
        )
    return found


@given(some_tellings(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_tellings_does_not_matter(tellings, dice):
    shuffled = list(tellings)
    dice.shuffle(shuffled)
    assert merge(shuffled) == merge(tellings)


@given(some_tellings())
@settings(max_examples=100, deadline=None)
def test_every_telling_is_in_exactly_one_record(tellings):
    names = [entry.id for record in merge(tellings) for entry in record.tellings]
    assert sorted(names) == sorted(entry.id for entry in tellings)


def test_a_thousand_tellings_merge_in_any_order():
    dice = random.Random(3)
    many = [
        telling(
            f"t{number:04}",
            f"{dice.choice(KINDS)} {dice.choice(['MLI > MAR', 'MAR > MLI'])}",
            dice.choice(WORDS),
            published=f"2024-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        )
        for number in range(1000)
    ]
    shuffled = dice.sample(many, len(many))
    assert merge(many) == merge(shuffled)


def test_the_shipped_rules_can_be_read():
    rules = load_rules()
    assert rules.family("meet") == rules.family("visit") == "visit"
    assert rules.family("phone") == "phone"


def test_rules_with_an_unknown_key_are_refused_by_name():
    with pytest.raises(DataError, match=r"merging\.toml: key 'lags' is unknown"):
        read_rules("lags = 3")


def test_arrests_of_one_named_person_are_one_act_over_weeks_and_of_two_are_two():
    a = telling("a", "arrest USA > IRQ/GOV:Saddam Hussein", "They caught him.", published="2003-12-14")
    b = telling("b", "arrest USA > IRQ/GOV:Saddam Hussein", "He had been hiding.", published="2003-12-21")
    c = telling("c", "arrest USA > IRQ/GOV:Tariq Aziz", "They caught another.", published="2003-12-21")
    assert acts(a, b, c) == [["a", "b"], ["c"]]


def test_an_attack_told_alone_in_its_weeks_is_the_one_told_again_the_next_day():
    a = telling("a", "attack DZA > MLI", "Planes bombed a camp.", published="2025-03-28")
    b = telling("b", "attack DZA > MLI", "It was condemned.", published="2025-03-29")
    assert acts(a, b) == [["a", "b"]]
    more = [
        telling(f"d{day}", "attack DZA > MLI", f"Raid {day} hit Kidal.", published=f"2025-03-{day}")
        for day in (20, 22, 24)
    ]
    assert ["a", "b"] not in acts(a, b, *more)


def test_one_more_such_act_is_another():
    a = telling("a", "release MLI > MAR/CVL", "Mali released men.", published="2025-03-28")
    b = telling("b", "release MLI > MAR/CVL", "Mali released two more men.", published="2025-03-29")
    assert acts(a, b) == [["a"], ["b"]]


def test_a_sentence_that_adds_something_tells_another_act_of_its_document():
    one, two = "China condemned the speech.", "It also condemned the gift."
    a = telling("a", "condemn CHN > JPN", one, source="d", before=())
    b = telling("b", "condemn CHN > JPN", two, source="d", before=(one,))
    assert acts(a, b) == [["a"], ["b"]]


def test_groups_of_one_state_with_different_names_are_two():
    def by(name, group):
        told = telling(name, "kill ISR > PSE/REB", "They were killed.", published="2025-03-28")
        (target,) = told.event.target
        named = replace(target, actor=replace(target.actor, name=group))
        return replace(told, event=replace(told.event, target=(named,)))

    assert acts(by("a", "Hamas"), by("b", "Islamic Jihad")) == [["a"], ["b"]]
    assert acts(by("a", "Hamas"), by("b", "Hamas")) == [["a", "b"]]


def test_a_state_of_affairs_is_one_whenever_it_is_told():
    a = telling("a", "have-embassy MLI > MAR", "Near the embassy in Rabat.", published="2025-01-01")
    b = telling("b", "have-embassy MLI > MAR", "At the embassy.", published="2025-08-01")
    assert acts(a, b) == [["a", "b"]]


def test_a_telling_that_does_not_say_who_acted_is_of_the_act_that_does():
    a = telling("a", "arrest SEN > MAR/CVL", "Four drivers were arrested.", published="2025-01-01")
    a = replace(a, event=replace(a.event, source=()))
    b = telling("b", "arrest MLI > MAR/CVL", "Mali arrested four drivers.", published="2025-01-01")
    assert acts(a, b) == [["a", "b"]]


def test_days_of_one_visit_are_no_contradiction():
    a = telling("a", "visit MLI/GOV:Diop > MAR", "Diop arrived.", day="2024-01-20")
    b = telling("b", "visit MLI/GOV:Diop > MAR", "Diop left.", day="2024-01-23")
    (record,) = merge([a, b])
    assert record.differences == ()


def test_a_bombed_state_and_its_bombed_people_can_be_one_act():
    words = "bombed Miranshah Bazaar near Datta Khel"
    a = telling("a", "strike-by-drone USA > PAK", f"The USA {words}.", published="2024-01-24")
    b = telling("b", "strike-by-drone USA > PAK/CVL", f"The USA {words} and people.", published="2024-01-24")
    assert acts(a, b) == [["a", "b"]]


def test_criticism_of_a_state_is_none_of_its_opposition():
    words = "criticised the plan for Datta Khel and Miranshah Bazaar"
    a = telling("a", "criticise USA > PAK", f"The USA {words}.", published="2024-01-24")
    b = telling("b", "criticise USA > PAK/OPP", f"The USA {words} again.", published="2024-01-24")
    assert acts(a, b) == [["a"], ["b"]]


def test_a_report_that_gives_the_month_alone_can_be_of_an_act_that_stands_alone():
    a = telling("a", "test-weapon PRK > JPN", "A missile flew over Hokkaido island.", published="2024-01-24")
    b = telling(
        "b",
        "test-weapon PRK > JPN",
        "The launch of January angered envoys.",
        day="2024-01",
        published="2024-01-24",
    )
    c = telling(
        "c",
        "test-weapon PRK > JPN",
        "The launch of January angered envoys.",
        day="2024-01",
        published="2024-01-29",
    )
    assert acts(a, b) == [["a", "b"]]
    assert acts(a, c) == [["a"], ["c"]]


def with_target_called(told, text):
    """The telling with its target named so: a town that stands for its state."""
    (target,) = told.event.target
    return replace(told, event=replace(told.event, target=(replace(target, text=text),)))


def raids(*days):
    """Other raids by which none stands alone in its weeks."""
    return [
        telling(f"d{day}", "attack DZA > MLI", f"Raid {day} hit Kidal.", published=f"2025-03-{day}")
        for day in days
    ]


def test_a_town_that_was_hit_on_one_day_was_hit_once_in_whatever_words():
    said = "Algeria hit Bamako with rockets."
    a = with_target_called(telling("a", "attack DZA > MLI", said, published="2025-03-28"), "Bamako")
    words = "A market and a house were destroyed by raids on Bamako yesterday."
    b = telling("b", "attack DZA > MLI", words, day="2025-03-28", published="2025-03-29", place="Bamako")
    assert ["a", "b"] in acts(a, b, *raids(20, 22, 24))


def test_two_towns_or_two_days_are_two_acts_of_a_war():
    said = "Algeria hit Bamako with rockets."
    a = with_target_called(telling("a", "attack DZA > MLI", said, published="2025-03-28"), "Bamako")
    b = telling("b", "attack DZA > MLI", "Houses burnt in Gao.", published="2025-03-28", place="Gao")
    c = telling("c", "attack DZA > MLI", "Houses burnt in Bamako.", published="2025-03-29", place="Bamako")
    found = acts(a, b, c, *raids(20, 22, 24))
    assert [one for one in found if one[0] in "abc"] == [["a"], ["b"], ["c"]]


def test_the_land_in_which_a_war_is_fought_is_no_place_of_an_act():
    a = telling("a", "attack DZA > MLI", "Tanks moved.", published="2025-03-28", place="northern Mali")
    b = telling("b", "attack DZA > MLI", "Jets came over Mali.", published="2025-03-28", place="Mali")
    assert ["a", "b"] not in acts(a, b, *raids(20, 22, 24))


def test_a_state_and_its_people_hit_on_one_day_alone_in_its_weeks_are_one():
    a = telling("a", "strike-by-drone USA > PAK", "Drones came.", published="2024-01-24")
    b = telling("b", "strike-by-drone USA > PAK/CVL", "Generals fumed about it.", published="2024-01-24")
    assert acts(a, b) == [["a", "b"]]


def test_an_announcement_is_one_whether_its_wording_is_future_or_not():
    a = telling("a", "announce-leaving MLI > *ECOWAS", day="2025-01-29", modality="future")
    b = telling("b", "announce-leaving MLI > *ECOWAS", published="2025-01-29")
    assert acts(a, b) == [["a", "b"]]
    c = telling("c", "leave-organisation MLI > *ECOWAS", published="2025-01-29")
    assert acts(a, c) == [["a"], ["c"]]


def test_an_assault_of_no_finer_kind_can_be_the_one_told_in_a_finer_kind():
    words = "a convoy near Datta Khel and Miranshah Bazaar"
    a = telling("a", "other-assault USA > PAK", f"The USA assaulted {words}.", published="2024-01-24")
    b = telling("b", "strike-from-air USA > PAK", f"The USA bombed {words}.", published="2024-01-24")
    assert acts(a, b) == [["a", "b"]]


def test_two_attacks_by_nobody_named_in_one_town_stay_two():
    a = telling("a", "attack DZA > MLI", "Shops were hit.", published="2025-03-28", place="Bamako")
    b = telling("b", "attack DZA > MLI", "Bombs went off.", published="2025-03-28", place="Bamako")
    c, d = (replace(told, event=replace(told.event, source=())) for told in (a, b))
    others = [replace(told, event=replace(told.event, source=())) for told in raids(20, 22, 24)]
    assert ["a", "b"] not in acts(c, d, *others)
