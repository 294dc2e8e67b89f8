"""What was not heard of for long is not known: it neither holds nor has it ended."""

from __future__ import annotations

from datetime import date

from detente.measuring.fading import NOT_KNOWN
from detente.measuring.ties import fold, holds_on
from tests.measuring.building import told

NAMED = told("appoint-ambassador", person="Fafré Camara", day="2020-01-24")
SERVING = told("serve-ambassador", person="Fafré Camara", day="2020-01-24")
SEEN = told("serve-ambassador", person="Fafré Camara", day="2022-06-01")


def status(day, kinds, *records):
    (tie,) = fold(records, kinds, as_of=date.fromisoformat(day))
    return tie.status_on(date.fromisoformat(day))


def test_an_envoy_who_was_appointed_is_taken_to_hold_the_post_for_two_years(kinds):
    assert status("2021-12-31", kinds, NAMED) == "appointed"
    assert status("2022-02-01", kinds, NAMED) == NOT_KNOWN


def test_a_mere_sign_of_serving_holds_for_three_months(kinds):
    assert status("2020-04-01", kinds, SERVING) == "serving"
    assert status("2020-05-01", kinds, SERVING) == NOT_KNOWN


def test_an_envoy_heard_of_again_is_known_for_another_year(kinds):
    assert status("2023-05-01", kinds, NAMED, SEEN) == "appointed"
    assert status("2023-07-01", kinds, NAMED, SEEN) == NOT_KNOWN


def test_what_is_not_known_any_more_cites_what_was_heard_last_and_holds_no_more(kinds):
    day = date(2023, 1, 1)
    (tie,) = fold([NAMED], kinds, as_of=day)
    assert tie.steps[-1].note == "not heard of since 2020-01-24"
    assert tie.steps[-1].evidence == tie.steps[0].evidence
    assert not holds_on(tie, kinds, day)


def test_without_a_day_nothing_fades(kinds):
    (tie,) = fold([NAMED], kinds)
    assert tie.status_on() == "appointed"


def test_a_kind_that_does_not_fade_holds_until_its_end_is_told(kinds):
    agreement = told("sign-agreement", day="2000-01-01", object="fishing agreement")
    assert status("2023-01-01", kinds, agreement) == "signed"


def test_an_unnamed_envoy_long_after_is_not_the_one_who_was_last_named(kinds):
    later = told("summon-ambassador", day="2024-06-01")
    ties = fold([NAMED, later], kinds)
    assert sorted((tie.subject or "", tie.status_on()) for tie in ties) == [
        ("", "summoned"),
        ("Fafré Camara", "appointed"),
    ]
