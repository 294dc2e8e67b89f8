from detente.measuring.doubts import doubts, weight
from detente.measuring.ties import fold
from detente.model.event import Difference
from tests.measuring.building import told


def find(records, kinds, states, sort):
    return [doubt for doubt in doubts(records, fold(records, kinds), kinds, states) if doubt.sort == sort]


def test_differing_details_are_shown_side_by_side_with_who_says_what(kinds, states):
    record = told("open-project", "MAR", "MLI", object="the clinic", more_voices=("Other Times",), id="r1")
    first, second = (telling.id for telling in record.tellings)
    difference = Difference(detail="cost", readings=(("6 bn", (first,)), ("9.9 bn", (second,))))
    record = told(
        "open-project",
        "MAR",
        "MLI",
        object="the clinic",
        more_voices=("Other Times",),
        differences=(difference,),
    )
    (doubt,) = find([record], kinds, states, "contradiction")
    assert "told differently, cost: 6 bn" in doubt.text and "9.9 bn" in doubt.text


def test_recalled_and_returned_on_one_day_contradict(kinds, states):
    records = [told("recall-ambassador", day="2024-01-01"), told("return-ambassador", day="2024-01-01")]
    (doubt,) = find(records, kinds, states, "contradiction")
    assert "told both as recalled and as returned" in doubt.text
    assert len(doubt.evidence) == 2


def test_two_envoys_at_one_post_contradict(kinds, states):
    records = [
        told("appoint-ambassador", person="Fafré Camara", day="2024-01-01"),
        told("appoint-ambassador", person="Mohamed Ben Labat", day="2023-01-01"),
        told("present-credentials", person="Mohamed Ben Labat", day="2024-06-01"),
    ]
    (doubt,) = find(records, kinds, states, "contradiction")
    assert "two envoys are told for one post" in doubt.text


def test_two_claimed_numbers_contradict(kinds, states):
    records = [told("claim-agreements", number="sixty"), told("claim-agreements", number="seventeen")]
    (doubt,) = find(records, kinds, states, "contradiction")
    assert "seventeen, sixty" in doubt.text


def test_a_superseded_report_is_shown_with_what_was_told_later(kinds, states):
    later = told("abduct", "", "MAR", day="2025-08-03")
    (doubt,) = find(
        [told("release", "", "MAR", day="2025-01-21", superseded_by=later.id), later],
        kinds,
        states,
        "superseded",
    )
    assert doubt.text.startswith("superseded –") and "later told" in doubt.text
    assert len(doubt.evidence) == 2


def test_a_weighty_act_with_one_voice_is_a_doubt_and_with_two_is_none(kinds, states):
    alone, backed = told("attack", "DZA", "MLI"), told("attack", "DZA", "MLI", more_voices=("Other Times",))
    assert len(find([alone, backed], kinds, states, "single-source")) == 1


def test_routine_and_words_are_no_single_source_doubt(kinds, states):
    assert find([told("meet"), told("praise"), told("visit")], kinds, states, "single-source") == []


def test_what_merely_holds_and_what_was_perhaps_misread_are_no_single_source_doubt(kinds, states):
    unsure = told("attack", "DZA", "MLI", confidence=0.55)
    assert find([told("have-embassy", mission="embassy"), unsure], kinds, states, "single-source") == []


def test_the_weightiest_single_source_act_comes_first_and_the_number_is_limited(kinds, states):
    records = [told("sign-agreement", object=f"agreement {n}") for n in range(20)] + [told("attack")]
    found = find(records, kinds, states, "single-source")
    assert len(found) == 10 and "attacked" in found[0].text


def test_the_end_of_a_tie_weighs_more_than_its_begin(kinds):
    assert weight(told("recall-ambassador"), kinds) > weight(told("appoint-ambassador"), kinds) > 0
