from datetime import date

import pytest

from detente.measuring.promises import age, promises
from tests.measuring.building import mention, told

DAY = date(2026, 11, 1)


def only(records, kinds, states, as_of=DAY):
    (found,) = promises(records, kinds, states, as_of=as_of)
    return found


def test_a_promise_without_an_act_is_open_and_ages(kinds, states):
    found = only([told("promise-easing", "MAR", "MLI", day="2019-06-29")], kinds, states)
    assert (found.state, found.by, found.to, found.kept_by) == ("open", ("MAR",), ("MLI",), None)
    assert age(found, date(2020, 6, 29)) == 366


@pytest.mark.parametrize(
    ("promise", "act"),
    [
        ("plan-visit", "visit"),
        ("intend-commission", "hold-commission"),
        ("intend-commission", "resume-commission"),
        ("plan-commission", "hold-commission"),
        ("promise-project", "open-project"),
        ("promise-easing", "ease-restrictions"),
        ("promise-easing", "lift-sanctions"),
        ("plan-agreement", "sign-agreement"),
        ("promise-aid", "give-relief"),
        ("plan-embassy", "open-embassy"),
        ("plan-relations", "restore-relations"),
    ],
)
def test_a_promise_is_kept_by_the_later_act_of_its_kind(promise, act, kinds, states):
    kept = told(act, day="2022-07-07")
    found = only([told(promise, day="2021-10-11"), kept], kinds, states)
    assert (found.state, found.kept_by) == ("kept", kept.id)


def test_an_earlier_act_keeps_no_promise(kinds, states):
    assert (
        only([told("plan-visit", day="2021-10-11"), told("visit", day="2020-10-11")], kinds, states).state
        == "open"
    )


def test_an_act_between_others_keeps_no_promise(kinds, states):
    records = [told("plan-visit", day="2021-10-11"), told("visit", "MLI", "DZA", day="2022-10-11")]
    assert only(records, kinds, states).state == "open"


def test_a_visit_the_other_way_keeps_no_promise_to_visit(kinds, states):
    records = [
        told("plan-visit", "MLI", "MAR", day="2021-10-11"),
        told("visit", "MAR", "MLI", day="2022-10-11"),
    ]
    assert only(records, kinds, states).state == "open"


def test_a_visit_by_another_person_keeps_no_promise(kinds, states):
    records = [
        told("plan-visit", mention("MLI", person="Assimi Goïta"), day="2021-10-11"),
        told("visit", mention("MLI", person="Assa Touré"), day="2022-10-11"),
    ]
    assert only(records, kinds, states).state == "open"


def test_a_denied_act_keeps_nothing_and_denies(kinds, states):
    records = [told("plan-visit", day="2021-10-11"), told("visit", day="2022-10-11", modality="negated")]
    assert only(records, kinds, states).state == "denied"


def test_a_cancelled_visit_denies_the_plan(kinds, states):
    records = [told("plan-visit", day="2021-10-11"), told("cancel-visit", day="2022-10-11")]
    assert only(records, kinds, states).state == "denied"


def test_a_future_act_is_a_promise_until_its_term_has_passed(kinds, states):
    record = told("visit", day="2024-03-08", published="2024-02-01", modality="future")
    assert only([record], kinds, states, date(2024, 3, 1)).state == "open"
    assert only([record], kinds, states, date(2024, 5, 1)).state == "lapsed"


def test_a_promise_without_a_term_never_lapses(kinds, states):
    assert only([told("promise", object="closer ties", day="1990-01-01")], kinds, states).state == "open"


def test_a_military_commission_does_not_keep_a_promise_of_the_consular_one(kinds, states):
    records = [
        told("intend-commission", object="the joint consular commission", day="2021-10-11"),
        told("hold-commission", object="the joint military commission", day="2025-02-17"),
    ]
    assert only(records, kinds, states).state == "open"


def test_an_agreement_to_restart_commissions_is_kept_by_a_session(kinds, states):
    records = [
        told("agree", object="to restart the joint commission", day="2021-10-11"),
        told("hold-commission", object="the joint commission", day="2025-02-17"),
    ]
    assert only(records, kinds, states).state == "kept"


def test_a_promise_after_the_day_asked_about_is_not_known(kinds, states):
    assert promises([told("promise", day="2025-10-11")], kinds, states, as_of=date(2024, 1, 1)) == ()


def test_a_superseded_act_keeps_nothing(kinds, states):
    records = [told("plan-visit", day="2021-10-11"), told("visit", day="2022-10-11", superseded_by="x")]
    assert only(records, kinds, states).state == "open"


def test_a_first_session_of_another_commission_keeps_no_promise_to_restart_one(kinds, states):
    records = [
        told("agree", object="to restart the sector joint commissions", day="2021-10-11"),
        told("hold-commission", object="the joint military commission", day="2025-02-17"),
    ]
    assert only(records, kinds, states).state == "open"


def test_a_visit_years_later_keeps_no_plan_without_a_day(kinds, states):
    plan = told("plan-meeting", day="2007-09-06")
    assert only([plan, told("visit", day="2013-04-08")], kinds, states).state == "open"
    assert only([plan, told("visit", day="2008-04-08")], kinds, states).state == "kept"


def test_a_planned_meeting_is_kept_though_its_host_takes_no_part(kinds, states):
    plan = told("plan-meeting", "SEN", "MLI|MAR", day="2023-12-14", published="2023-12-12", modality="future")
    met = told("meet", day="2023-12-14", reciprocal=True)
    assert only([plan, met], kinds, states).state == "kept"
    assert only([plan, told("meet", day="2024-02-14", reciprocal=True)], kinds, states).state == "lapsed"


def test_what_was_more_likely_misread_than_not_is_no_promise(kinds, states):
    assert promises([told("promise-aid", confidence=0.41)], kinds, states, as_of=DAY) == ()


def test_a_planned_session_with_its_year_is_a_promise_however_sure_the_reading(kinds, states):
    year = {"precision": "year", "published": "2025-02-20", "modality": "future"}
    plan = told("plan-commission", day="2026-01-01/2026-12-31", confidence=0.41, **year)
    found = only([plan], kinds, states)
    assert (found.state, found.due) == ("open", date(2026, 12, 31))


def test_a_planned_session_without_a_time_must_be_read_surely(kinds, states):
    plan = told(
        "plan-commission", day="2025-02-20", precision="publication", modality="future", confidence=0.41
    )
    assert promises([plan], kinds, states, as_of=DAY) == ()


def test_an_undertaking_of_which_nothing_is_told_is_no_promise(kinds, states):
    assert promises([told("other-agree", day="2023-12-14")], kinds, states, as_of=DAY) == ()
