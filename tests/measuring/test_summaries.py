from datetime import date

from detente.measuring.changes import changes
from detente.measuring.doubts import doubts
from detente.measuring.judgement import judgement
from detente.measuring.ladder import ladder
from detente.measuring.promises import promises
from detente.measuring.third import third_parties
from detente.measuring.ties import fold
from detente.tables.names_alike import names_alike
from detente.tables.subject_words import core_words, name_likeness, name_of
from tests.measuring.building import mention, told

DAY = date(2026, 1, 1)


def judge(records, kinds, states, day=DAY):
    ties = fold(records, kinds, as_of=day)
    return judgement(
        records,
        ties,
        ladder(records, ties, "MLI", "MAR", kinds, states, day=day),
        promises(records, kinds, states, as_of=day),
        doubts(records, ties, kinds, states),
        "MLI",
        "MAR",
        kinds,
        states,
        day=day,
    )


FULL = [
    told("present-credentials", "MLI", "MAR", person="Fafré Camara", day="2025-05-14"),
    told("present-credentials", "MAR", "MLI", person="Driss Isbayene", day="2022-05-05"),
    told("serve-ambassador", "MAR", "MLI", person="Driss Isbayene", day="2025-05-16"),
    told("meet", mention("MAR", person="Nasser Bourita", office="foreign minister"), "MLI", day="2024-05-02"),
    told("meet", day="2025-09-02"),
    told("promise-easing", "MAR", "MLI", day="2019-06-29"),
    told("accuse", "MAR", "MLI", object="delay", day="2025-03-01"),
]


def test_the_judgement_has_every_part_and_cites_each(kinds, states):
    lines = judge(FULL, kinds, states)
    assert [line.label for line in lines] == [
        "state of play", "contact", "holds", "irritant", "trend", "promise", "doubt",
    ]  # fmt: skip
    assert all(line.evidence for line in lines)


def test_the_latest_contact_at_high_level_goes_before_a_later_routine_one(kinds, states):
    contact = next(line for line in judge(FULL, kinds, states) if line.label == "contact")
    assert contact.text == (
        "Latest contact at high level: Morocco's foreign minister Nasser Bourita met Mali (2 May 2024)"
    )


def test_what_holds_names_both_ambassadors(kinds, states):
    holds = next(line for line in judge(FULL, kinds, states) if line.label == "holds")
    assert "Fafré Camara" in holds.text and "Driss Isbayene" in holds.text


def test_the_absence_of_irritants_is_only_one_in_what_was_read(kinds, states):
    irritant = next(line for line in judge(FULL[:4], kinds, states) if line.label == "irritant")
    assert "none in what was read" in irritant.text


def test_the_sharpest_irritant_is_named(kinds, states):
    irritant = next(line for line in judge(FULL, kinds, states) if line.label == "irritant")
    assert "Morocco accused Mali: delay" in irritant.text


def test_the_trend_gives_counts_and_an_interval(kinds, states):
    trend = next(line for line in judge(FULL, kinds, states) if line.label == "trend")
    assert "2 acts of cooperation and 1 of conflict (net share +0.25," in trend.text


def test_the_oldest_open_promise_is_never_called_done(kinds, states):
    promise = next(line for line in judge(FULL, kinds, states) if line.label == "promise")
    assert (
        "Oldest open promise (6 y 6 m)" in promise.text and "no act that keeps it was found" in promise.text
    )


def test_nothing_read_gives_no_line(kinds, states):
    assert judge([], kinds, states) == ()


def test_a_dormant_commission_stands_among_what_is_on_record(kinds, states):
    lines = judge([told("dormant-commission", object="the joint committee", day="2024-04-01")], kinds, states)
    assert any("dormant" in line.text for line in lines if line.label == "holds")


def test_changes_tell_new_ended_newly_known_and_superseded(kinds, states):
    later = told("abduct", "", "MAR", day="2025-08-03")
    records = [
        told("appoint-ambassador", person="Fafré Camara", day="2024-01-24"),
        told("leave-post", person="Fafré Camara", day="2025-07-01"),
        told("visit", day="2020-01-01", published="2025-07-02"),
        told("release", "", "MAR", day="2025-01-21", superseded_by=later.id),
        later,
    ]
    found = changes(records, fold(records, kinds), kinds, states, since=date(2025, 6, 1))
    assert [claim.label for claim in found] == ["new", "new", "ended", "superseded", "newly known"]
    ended = next(claim for claim in found if claim.label == "ended")
    assert ended.text == "Mali's ambassador to Morocco, Fafré Camara: departed, 1 July 2025"


def test_what_was_told_before_is_no_change(kinds, states):
    records = [told("visit", day="2020-01-01")]
    assert changes(records, fold(records, kinds), kinds, states, since=date(2025, 6, 1)) == ()


def test_what_is_told_after_the_day_asked_about_is_no_change(kinds, states):
    records = [told("visit", day="2026-01-01")]
    assert changes(records, (), kinds, states, since=date(2025, 6, 1), as_of=date(2025, 12, 31)) == ()


def test_third_parties_are_counted_by_records_the_most_told_first(kinds, states):
    own = [
        told("meet", "MAR", "MLI|NER|BFA"),
        told("support-initiative", "NER", "MAR", object="the Atlantic Initiative"),
    ]
    context = [told("recall-ambassador", "MLI", "DZA"), told("suspend-member", "ECOWAS", "MLI")]
    found = third_parties(own, context, "MLI", "MAR", kinds, states)
    assert [(third.name, third.n) for third in found] == [
        ("Niger", 2), ("Algeria", 1), ("Burkina Faso", 1), ("ECOWAS", 1),
    ]  # fmt: skip
    assert all(claim.evidence for third in found for claim in third.claims)


def test_a_named_group_is_a_third_party(kinds, states):
    jnim = mention("ECOWAS", name="JNIM")
    found = third_parties([], [told("attack", jnim, "MLI")], "MLI", "MAR", kinds, states)
    assert [third.name for third in found] == ["JNIM"]


def test_the_pair_itself_and_superseded_records_give_no_third_party(kinds, states):
    records = [told("visit"), told("attack", "DZA", "MLI", superseded_by="x")]
    assert third_parties(records, [], "MLI", "MAR", kinds, states) == ()


def test_names_are_alike_across_transliterations_only_where_every_word_is():
    assert names_alike("Oumar Diallo", "Umar Diallo")
    assert names_alike("Muhammad Ould Abdel Aziz", "Mohamed Ould Abdelaziz") in (True, False)
    assert not names_alike("Moussa Traoré", "Moussa Mara")
    assert not names_alike("", "Moussa Mara")


def test_words_of_the_kind_and_of_the_parties_tell_nothing_apart():
    assert (
        core_words("the Mali-Morocco joint committee", "commission", without=("Mali", "Morocco"))
        == frozenset()
    )
    assert core_words("the defence commission", "commission") == {"military"}
    assert name_likeness(frozenset({"clinic", "mohammed"}), frozenset({"mosque", "mohammed"})) == 0


def test_what_is_told_about_a_thing_is_no_part_of_its_name():
    wording = "the joint committee with Morocco, which has been dormant for some time"
    assert core_words(wording, "commission", without=("Morocco",)) == frozenset()
    assert name_of("the clinic that the king opened") == "the clinic"


def test_a_share_of_two_acts_is_not_told(kinds, states):
    records = [told("meet", day="2025-09-02"), told("meet", day="2020-09-02")]
    trend = next(line for line in judge(records, kinds, states) if line.label == "trend")
    assert trend.text == (
        "Trend: last four quarters 1 act of cooperation and 0 of conflict; "
        "before 1 act of cooperation and 0 of conflict"
    )
    assert trend.notes == ()


def test_a_promise_of_yesterday_is_not_the_oldest_that_waits(kinds, states):
    records = [told("promise-easing", "MAR", "MLI", day="2025-12-31")]
    assert "promise" not in [line.label for line in judge(records, kinds, states)]


def test_the_day_of_a_contact_that_is_only_told_is_called_so(kinds, states):
    records = [told("meet", day="2025-09-02", precision="publication")]
    contact = next(line for line in judge(records, kinds, states) if line.label == "contact")
    assert contact.text.endswith("(told 2 September 2025)")


def test_who_goes_to_a_country_that_he_fights_is_no_contact_with_it(kinds, states):
    president = mention("MLI", person="A B", office="president")
    fights = [told("attack", "MLI", mention("MAR/MIL"), day=day) for day in ("2025-09-02", "2025-10-02")]
    visit = told("visit", president, "MAR", day="2025-11-02")
    assert "contact" in [line.label for line in judge([visit], kinds, states)]
    assert "contact" not in [line.label for line in judge([visit, *fights], kinds, states)]


def test_a_visit_does_not_go_on_for_ever(kinds):
    (tie,) = fold([told("be-on-visit", day="2025-03-19")], kinds, as_of=date(2025, 9, 10))
    assert tie.status_on(date(2025, 4, 1)) == "ongoing"
    assert tie.status_on(date(2025, 9, 10)) == "not_known"
