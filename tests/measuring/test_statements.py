from dataclasses import dataclass, replace
from datetime import date

from detente.measuring.statements import quoted_words, statements
from detente.model.event import Part
from tests.measuring.building import mention, told


@dataclass(frozen=True, kw_only=True)
class Term:
    person: str
    iso3: str
    office: str
    start: date | None
    end: date | None


SPEAKER = mention("MLI", person="Choguel Maïga", office="prime minister")


def test_a_topic_that_is_a_state_has_its_own_name(kinds, states):
    record = told("state-view", SPEAKER)
    about = replace(record.best, parts=(Part(role="topic", text="the desert", value="DZA"),))
    placed = replace(record, best=about)
    assert [said.topic for said in statements([placed], kinds, None, states)] == ["Algeria"]
    assert [said.topic for said in statements([placed], kinds)] == ["the desert"]


def test_a_statement_has_speaker_office_side_and_the_words(kinds):
    record = told(
        "stance-brother",
        SPEAKER,
        "MAR",
        quote="he called Morocco a “brother and friend” of Mali",
        quality="brother",
    )
    (said,) = statements([record], kinds)
    assert (said.speaker, said.office, said.side, said.about, said.manner) == (
        "Choguel Maïga", "prime minister", "MLI", ("MAR",), "praise",
    )  # fmt: skip
    assert said.quote == "brother and friend"


def test_an_act_is_no_statement(kinds):
    assert statements([told("visit", SPEAKER)], kinds) == ()


def test_an_act_told_with_a_quotation_of_a_person_is_one(kinds):
    record = told("meet", SPEAKER, "MAR", quote='They met. "We are very glad of it," he said')
    (said,) = statements([record], kinds)
    assert (said.manner, said.quote) == ("position", "We are very glad of it")


def test_a_title_in_quotation_marks_is_no_speech(kinds):
    assert statements([told("meet", SPEAKER, quote='They met for "Africa Days" in Rabat')], kinds) == ()


def test_what_was_not_said_is_left_out(kinds):
    assert (
        statements([told("praise", modality="negated"), told("condemn", modality="hypothetical")], kinds)
        == ()
    )


def test_statements_stand_oldest_first(kinds):
    records = [told("praise", day="2024-05-01"), told("condemn", day="2020-05-01")]
    assert [said.manner for said in statements(records, kinds)] == ["criticism", "praise"]


def test_without_quotation_marks_the_sentence_is_the_quote(kinds):
    (said,) = statements([told("praise", quote="Mali praised Morocco")], kinds)
    assert said.quote == "Mali praised Morocco"


def test_quotation_marks_of_other_languages_are_read():
    assert quoted_words("Il a dit « frère et ami » du Mali") == ("frère et ami",)


class Leaders:
    def find(self, person_words, day):
        term = Term(person="Saad El Amrani", iso3="MAR", office="head of government", start=None, end=None)
        return (term,) if person_words in ("El Amrani", "Saad El Amrani") else ()


def test_the_office_is_that_of_the_day_where_the_text_gives_none(kinds):
    record = told("stance-support", "MAR", "MLI", said_by="Mr El Amrani", quote="Mr El Amrani said so")
    assert statements([record], kinds)[0].office is None
    assert statements([record], kinds, Leaders())[0].office == "head of government"


def test_nobody_is_given_the_office_of_another_states_leader(kinds):
    record = told("stance-support", "SEN", "MLI", said_by="Mr El Amrani", quote="Mr El Amrani said so")
    assert statements([record], kinds, Leaders())[0].office is None


def test_a_claim_that_one_of_two_makes_of_both_is_a_statement(kinds):
    speaker = Part(role="speaker", text="the minister's office", value="MLI")
    record = told("claim-agreements", "MLI|MAR", "", said_by="the minister's office", number="sixty")
    record = replace(record, best=replace(record.best, parts=(*record.best.parts, speaker)))
    (said,) = statements([record], kinds)
    assert (said.side, said.about, said.manner) == ("MLI", ("MAR",), "claim")
