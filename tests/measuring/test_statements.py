from detente.measuring.statements import quoted_words, statements
from tests.measuring.building import mention, told

SPEAKER = mention("MLI", person="Choguel Maïga", office="prime minister")


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
