from dataclasses import dataclass, replace
from datetime import date

from detente.measuring.quoting import quotations
from detente.measuring.statements import statements
from detente.model.document import Span
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
    assert said.quote == "he called Morocco a “brother and friend” of Mali"


def test_what_somebody_calls_another_in_quotation_marks_is_shown_alone_however_short(kinds):
    words = {"quote": "he called Morocco a “brother and friend” of Mali", "quality": "brother and friend"}
    (said,) = statements([told("stance-brother", SPEAKER, "MAR", **words)], kinds)
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
    text = "Il a dit « frère et ami » du Mali"
    assert [text[first:last].strip() for first, last in quotations(text)] == ["frère et ami"]


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


def test_a_quotation_before_another_verb_is_not_of_the_act(kinds):
    """What was called a door half shut was not demanded."""
    quote = "An association called the step “a door half shut” and urged both capitals to talk"
    record = told("urge-talks", mention("MLI/CVL", text="An association"), "MAR", quote=quote)
    record = replace(record, best=replace(record.best, trigger="urged talk"))
    assert [said.quote for said in statements([record], kinds)] == [quote]


def test_a_quotation_before_its_own_verb_of_saying_is_of_the_act(kinds):
    record = told("state-view", SPEAKER, quote="“Mali wants the committee back,” he said")
    record = replace(record, best=replace(record.best, trigger="he said"))
    assert [said.quote for said in statements([record], kinds)] == ["Mali wants the committee back"]


def test_words_cut_in_the_middle_of_a_clause_are_shown_as_the_whole_sentence(kinds):
    text = "Exports fell. Malian exporters complain that the pact which Morocco signed has no effect. Why?"
    quote = "Malian exporters complain that the pact which Morocco"
    record = told("accuse", mention("MLI/BUS", text="Malian exporters"), "MAR", quote=quote)
    start = text.index(quote)
    evidence = replace(record.best.evidence, span=Span(start=start, end=start + len(quote)))
    record = replace(record, best=replace(record.best, evidence=evidence))
    (said,) = statements([record], kinds, texts={evidence.document: text})
    assert said.quote == "Malian exporters complain that the pact which Morocco signed has no effect"
    assert said.speaker == "Malian exporters"


def test_a_dateline_is_no_words_of_anybody(kinds):
    record = told("praise", quote="BAMAKO (Example Wire) - Mali praised Morocco")
    assert [said.quote for said in statements([record], kinds)] == ["Mali praised Morocco"]


def test_a_quotation_that_began_in_an_earlier_sentence_ends_at_its_mark():
    text = "so do we,” an official said"
    assert [text[first:last] for first, last in quotations(text)] == ["so do we,"]


def test_who_tells_what_another_said_is_not_the_speaker(kinds):
    record = told("demand", "MAR", "MLI", modality="reported", said_by="Mali's foreign ministry")
    (said,) = statements([record], kinds)
    assert (said.side, said.speaker) == ("MAR", None)


def test_a_ministry_speaks_under_its_own_name(kinds):
    quote = "South Korea's Ministry of Unification says that Mali denies entry"
    ministry = mention("KOR", text="South Korea's Ministry")
    ministry = replace(ministry, span=Span(start=0, end=len("South Korea's Ministry")))
    (said,) = statements([told("state-view", ministry, "MLI", quote=quote)], kinds)
    assert said.speaker == "South Korea's Ministry of Unification"


def test_a_scrap_of_a_quotation_is_shown_in_its_sentence(kinds):
    quote = "Mali called the flight “a clear violation of sovereignty”"
    assert [said.quote for said in statements([told("accuse", quote=quote)], kinds)] == [quote]


def test_a_group_speaks_under_its_own_name(kinds):
    group = mention("MLI/REB", name="JNIM")
    assert [said.speaker for said in statements([told("accuse", group)], kinds)] == ["JNIM"]
