import pytest

from detente.measuring.questioned import questioned
from tests.measuring.building import document

NAMES = ("Zambia", "Nigeria", "Lusaka", "Abuja")


def ask(*documents):
    return questioned(documents, names=NAMES)


REPORT = "Five Zambian miners lost in Nigeria were found alive in a shaft at Enugu, a mine owner said."


def test_a_report_taken_back_is_shown_with_what_takes_it_back():
    later = "The report in March that the miners had been found alive at Enugu, which we carried, was wrong."
    (doubt,) = ask(
        document(REPORT, id="a", day="2024-03-10"),
        document("Six miners were lost in Zambia.", id="b", day="2024-03-02"),
        document(later, id="c", day="2024-05-01"),
    )
    assert doubt.sort == "superseded"
    assert [one.document for one in doubt.evidence] == ["a", "c"]


def test_what_is_taken_back_is_told_without_its_dateline():
    later = "The report in March that the miners had been found alive at Enugu, which we carried, was wrong."
    (doubt,) = ask(
        document(f"LUSAKA (Example Wire) - {REPORT}", id="a", day="2024-03-10"),
        document(later, id="c", day="2024-05-01"),
    )
    assert doubt.text.endswith(f": {REPORT}")


def test_it_was_wrong_takes_back_the_sentence_before():
    later = "An owner said that the miners had been found alive in a shaft. It was wrong."
    (doubt,) = ask(document(REPORT, id="a", day="2024-03-10"), document(later, id="c", day="2024-05-01"))
    assert doubt.sort == "superseded"


NOT_TAKEN_BACK = [
    "The report that the miners had been found alive at Enugu was right.",
    "The report that a ferry had sunk off Lagos was wrong.",
    "The report in July that the miners had been found alive at Enugu was wrong.",
    "An owner was sure.\nIt was wrong.",
]


@pytest.mark.parametrize("text", NOT_TAKEN_BACK)
def test_other_reports_stay(text):
    assert ask(document(REPORT, id="a", day="2024-03-10"), document(text, id="c", day="2024-05-01")) == ()


def test_an_earlier_text_takes_nothing_back():
    later = "The report that the miners had been found alive at Enugu was wrong."
    assert ask(document(REPORT, id="a", day="2024-03-10"), document(later, id="c", day="2024-02-01")) == ()


UNPROVED = [
    "Zambia buys most of its cement in Nigeria, the minister said. The figure could not be verified.",
    "A radio in Lusaka claimed that Nigeria had paid. It gave no source.",
    "Nigeria owes Zambia ten million dollars, according to the ministry, which was unable to name the loan.",
    "Zambia had agreed, the envoy said. Officials could neither confirm nor deny it.",
]


@pytest.mark.parametrize("text", UNPROVED)
def test_a_claim_that_the_text_leaves_unproved(text):
    (doubt,) = ask(document(text))
    assert doubt.sort == "partisan"


PROVED = [
    "Zambia buys its cement in Nigeria, the minister said. The figure was confirmed.",
    "Chad buys its cement in Togo, the minister said. The figure could not be verified.",
    "Zambia buys its cement in Nigeria.\nThe signature could not be verified.",
    "Zambia opened a mine in Nigeria. The ore could not be checked for lead.",
]


@pytest.mark.parametrize("text", PROVED)
def test_what_is_no_claim_of_the_two_or_is_not_doubted(text):
    assert ask(document(text)) == ()


def test_two_claims_stand_where_neither_is_proved():
    text = (
        "A paper in Abuja wrote that Zambia had refused. A paper in Lusaka claimed that Nigeria had refused. "
        "Neither cited a source."
    )
    (doubt,) = ask(document(text))
    assert len(doubt.evidence) == 3
