from dataclasses import replace

import pytest

from detente.measuring.days import day_text, day_told
from detente.measuring.lines import record_claim, record_line
from detente.measuring.naming import join_names
from detente.measuring.tie_lines import tie_line
from detente.measuring.ties import fold
from detente.model.document import Span
from tests.measuring.building import mention, told, when

LINES = [
    (told("appoint-ambassador", person="Fafré Camara"), "Mali named Fafré Camara ambassador to Morocco"),
    (told("appoint-ambassador"), "Mali named an ambassador to Morocco"),
    (told("recall-ambassador", "MLI", "DZA"), "Mali recalled its ambassador from Algeria"),
    (told("summon-ambassador", "MLI", "DZA"), "Mali summoned Algeria's ambassador"),
    (told("sign-agreement", object="a fisheries agreement"), "Mali and Morocco signed a fisheries agreement"),
    (told("sign-agreement"), "Mali and Morocco signed an agreement"),
    (told("sign-agreement", "MLI|NER", "BFA", object="a pact"), "Mali, Niger and Burkina Faso signed a pact"),
    (told("hold-commission"), "a joint commission of Mali and Morocco met"),
    (
        told("intend-commission", object="the joint committee with Morocco"),
        "Mali sought to revive the joint committee with Morocco",
    ),
    (
        told("claim-agreements", number="over sixty"),
        "over sixty agreements are said to link Mali and Morocco",
    ),
    (told("accuse", "MLI", "DZA", object="interference"), "Mali accused Algeria: interference"),
    (told("accuse", "MLI", "DZA"), "Mali accused Algeria"),
    (told("attack", "MLI", ""), "Mali attacked"),
    (told("attack", "", "MLI"), "someone not named attacked Mali"),
    (told("clash", "MRT/MIL", "MLI/REB"), "Mauritania's armed forces and rebels in Mali clashed"),
    (told("meet", modality="negated"), "did not happen: Mali met Morocco"),
    (told("visit", modality="future"), "only planned: Mali visited Morocco"),
    (told("plan-visit", modality="future"), "Mali plans to visit Morocco"),
    (told("attack", "DZA", "MLI", modality="reported"), "reportedly: Algeria attacked Mali"),
    (
        told("attack", "DZA", "MLI", modality="reported", said_by="the army"),
        "Algeria attacked Mali, according to the army",
    ),
    (told("sever-relations", modality="historical"), "background: Mali broke off relations with Morocco"),
    (told("suspend-member", "ECOWAS", "MLI"), "ECOWAS suspended the membership of Mali"),
    (told("summon-ambassador", "MLI", "USA"), "Mali summoned the United States' ambassador"),
]


@pytest.mark.parametrize(("record", "line"), LINES, ids=[line for _, line in LINES])
def test_a_record_is_told_in_one_plain_line(record, line, kinds, states):
    assert record_line(record, kinds, states) == line


def test_a_person_is_told_with_state_and_office(kinds, states):
    speaker = mention("MLI", person="Choguel Maïga", office="Prime Minister")
    record = told("stance-brother", speaker, "MAR", quality="brother and friend")
    assert (
        record_line(record, kinds, states)
        == "Mali's prime minister Choguel Maïga called Morocco a brother and friend"
    )


def test_an_office_that_names_its_state_is_not_told_twice(kinds, states):
    record = told("praise", mention("MLI", person="Abdoulaye Diop", office="Malian foreign minister"), "MAR")
    assert record_line(record, kinds, states).startswith("Malian foreign minister Abdoulaye Diop praised")


def test_a_group_is_told_by_its_own_name(kinds, states):
    assert (
        record_line(told("attack", mention("MLI/UAF", name="JNIM"), "MLI"), kinds, states)
        == "JNIM attacked Mali"
    )


def test_an_unknown_code_is_never_shown(kinds, states):
    record = told("praise", mention("XKX", text="Kosovo"), "MAR")
    assert record_line(record, kinds, states) == "Kosovo praised Morocco"


def test_no_line_of_any_kind_shows_a_slot_or_a_code(kinds, states):
    for name in kinds.events:
        line = record_line(told(name), kinds, states)
        assert (
            "{" not in line
            and "MLI" not in line
            and "  " not in line
            and not line.endswith((":", " with", " of"))
        ), line


def test_a_long_part_is_cut_at_a_word(kinds, states):
    line = record_line(told("demand", object="that " + "very " * 60), kinds, states)
    assert line.endswith("very …") and len(line) < 190


def test_a_claim_of_a_record_cites_all_its_tellings_once(kinds, states):
    claim = record_claim(told("visit", more_voices=("Other",)), kinds, states)
    assert len(claim.evidence) == 1 and claim.record is not None


def test_names_are_joined_as_a_reader_would():
    assert join_names(["Mali", "Niger", "Mali", "Chad"]) == "Mali, Niger and Chad"


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (when("2024-01-24"), "24 January 2024"),
        (when("2022-07-01/2022-07-31", "month"), "July 2022"),
        (when("1960-01-01/1960-12-31", "year"), "1960"),
        (when("2025-02-17/2025-02-19", "range"), "17 to 19 February 2025"),
        (when(None), "an unknown day"),
    ],
)
def test_a_time_is_written_as_exactly_as_it_is_known(time, text):
    assert day_text(time) == text


def test_a_tie_is_told_with_status_and_since_when(kinds, states):
    (tie,) = fold([told("present-credentials", person="Fafré Camara", day="2025-05-14")], kinds)
    assert tie_line(tie, states) == "Mali's ambassador to Morocco, Fafré Camara: accredited since 14 May 2025"


def test_a_day_of_telling_is_not_called_the_begin_of_a_status(kinds, states):
    record = told(
        "dormant-commission", object="the joint committee", day="2024-04-01", precision="publication"
    )
    (tie,) = fold([record], kinds)
    assert tie_line(tie, states) == "the joint committee of Mali and Morocco: dormant, told 1 April 2024"


def test_a_claimed_number_is_told_with_its_claimant(kinds, states):
    (tie,) = fold([told("claim-agreements", number="over sixty", said_by="Choguel Maïga")], kinds)
    assert (
        tie_line(tie, states)
        == "over sixty agreements in force between Mali and Morocco, as Choguel Maïga claims"
    )


def test_an_organisation_as_a_party_of_a_tie_is_told_by_its_name(kinds, states):
    (tie,) = fold([told("suspend-member", "ECOWAS", "MLI", parties=("IGO:ECOWAS", "MLI"))], kinds)
    assert tie_line(tie, states) == "membership of Mali in ECOWAS: suspended since 24 January 2024"


def test_of_many_names_the_rest_is_counted():
    assert join_names([f"S{n}" for n in range(12)], most=3) == "S0, S1 and 10 others"


def test_what_happened_on_a_day_is_not_told_as_holding_since(kinds, states):
    record = told(
        "hold-commission",
        object="the joint military commission",
        day="2025-02-17/2025-02-19",
        precision="range",
    )
    (tie,) = fold([record], kinds)
    assert tie_line(tie, states).endswith("session held, 17 to 19 February 2025")


def test_a_committee_that_names_the_partner_is_told_without_the_parties_again(kinds, states):
    record = told("dormant-commission", object="the joint committee with Morocco, which met once")
    assert record_line(record, kinds, states) == "the joint committee with Morocco is said to be dormant"


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (
            told("intend-commission", object="joint committee"),
            "Mali sought to revive the joint committee with Morocco",
        ),
        (told("agree", "MLI", "", object="to ease visas"), "Mali agreed to ease visas"),
        (
            told("stance-neutral", "MAR", "MLI", object="Mali's transition"),
            "Morocco is said to be neutral towards Mali's transition",
        ),
        (told("open-embassy", mission="embassy"), "Mali opened its embassy in Morocco"),
        (told("sign-agreement", object="17 agreements"), "Mali and Morocco signed 17 agreements"),
        (told("stance-brother", quality="ally and friend"), "Mali called Morocco an ally and friend"),
    ],
)
def test_missing_and_repeated_pieces_leave_a_plain_line(record, line, kinds, states):
    assert record_line(record, kinds, states) == line


def placed(record, quote):
    """The record with its mentions where the quotation has their words."""
    found = {
        side: tuple(
            replace(one, span=Span(start=quote.index(one.text), end=quote.index(one.text) + len(one.text)))
            if one.text in quote
            else one
            for one in getattr(record.best, side)
        )
        for side in ("source", "target")
    }
    return replace(record, best=replace(record.best, **found))


@pytest.mark.parametrize(
    ("kind", "text", "quote", "line"),
    [
        ("urge", "talk to Mali", "Mali urged Algeria to talk to Mali", "Mali urged Algeria to talk to Mali"),
        (
            "accuse",
            "hostile acts",
            "it accused Algeria of hostile acts",
            "Mali accused Algeria of hostile acts",
        ),
        ("refuse", "meet Algeria", "Mali refuses to meet Algeria", "Mali refused to meet Algeria"),
        ("threaten", "shut it", "Mali threatens to shut it", "Mali threatened Algeria: to shut it"),
        ("accuse", "delay", "Mali accused Algeria and blamed delay", "Mali accused Algeria: delay"),
    ],
)
def test_the_object_is_joined_by_the_word_that_the_text_has(kind, text, quote, line, kinds, states):
    assert record_line(told(kind, "MLI", "DZA", quote=quote, object=text), kinds, states) == line


PRESIDENT = mention("USA", person="A B", office="president")
COLONEL = mention("MLI", person="A B", office="colonel")
WORDED = [
    (told("visit", "MLI", "USA"), "Mali visited the United States"),
    (told("praise", PRESIDENT, "UNO"), "the United States' president A B praised the United Nations"),
    (told("recall-ambassador", "MLI|NER", "DZA"), "Mali and Niger recalled their ambassadors from Algeria"),
    (told("abduct", "MRT/MIL", "MLI"), "Mauritania's armed forces abducted people of Mali"),
    (told("abduct", "MRT", "MLI/MIL"), "Mauritania abducted members of Mali's armed forces"),
    (told("abduct", "MRT", "MLI/CVL"), "Mauritania abducted people of Mali"),
    (
        told("dormant-commission", object="joint commissions"),
        "the joint commissions of Mali and Morocco are said to be dormant",
    ),
    (
        told("intend-commission", COLONEL),
        "Colonel A B of Mali sought to revive a joint commission with Morocco",
    ),
    (
        told("have-embassy", "MAR", "BFA", mission="the Moroccan embassy"),
        "Morocco has its embassy in Burkina Faso",
    ),
    (told("cut-supplies", "DZA", "MLI", object="gas supplies"), "Algeria cut gas supplies to Mali"),
    (told("cut-supplies", "DZA", "MLI"), "Algeria cut supplies to Mali"),
    (told("accept-demand", "MLI", "DZA", object="Algerian pressure"), "Mali gave in to Algerian pressure"),
    (
        told("attack", "MLI|DZA", "", quote="Mali and Algeria attacked each other's posts"),
        "Mali and Algeria attacked each other",
    ),
    (told("praise", modality="future", said_by="the envoy"), "for the future: Mali praised Morocco"),
    (
        told("attack", "MLI", "DZA", modality="reported", said_by="The Malian army"),
        "Mali attacked Algeria, according to the Malian army",
    ),
    (
        told("attack", "MLI", "DZA", modality="reported", said_by="Mali"),
        "Mali attacked Algeria, by its own account",
    ),
    (told("attack", "MLI", "DZA", modality="reported", said_by="he"), "reportedly: Mali attacked Algeria"),
]


@pytest.mark.parametrize(("record", "line"), WORDED, ids=[line for _, line in WORDED])
def test_a_line_is_worded_as_english_has_it(record, line, kinds, states):
    assert record_line(record, kinds, states) == line


def test_a_group_that_acts_for_itself_is_told_in_the_texts_words(kinds, states):
    quote = "An association of Malians in Casablanca called on Morocco to talk"
    record = told("praise", mention("MLI/CVL", text="Malians"), "MAR", quote=quote)
    assert record_line(placed(record, quote), kinds, states) == "an association of Malians praised Morocco"


def test_what_is_of_a_group_but_no_gathering_is_not_its_name(kinds, states):
    quote = "Morocco condemned the killing of Malian drivers"
    record = told("condemn", "MAR", mention("MLI/CVL", text="Malian drivers"), quote=quote)
    assert record_line(placed(record, quote), kinds, states) == "Morocco condemned Malian drivers"


def test_who_was_taken_is_told_where_the_object_names_them(kinds, states):
    students = mention("MLI/EDU", text="Malian students")
    record = told("arrest", "MAR", students, object="three Malian students in Fes")
    assert record_line(record, kinds, states) == "Morocco arrested three Malian students in Fes"


def test_a_pronoun_in_the_object_tells_nobody(kinds, states):
    soldiers = mention("MLI/MIL", text="its soldiers")
    record = told("kill", "MAR/MIL", soldiers, object="two of its soldiers")
    assert record_line(record, kinds, states).endswith("killed members of Mali's armed forces")


def test_force_in_a_town_is_told_as_force_there(kinds, states):
    town, land = mention("MLI", text="Gao", how="place"), mention("MLI", text="Mali", how="place")
    assert record_line(told("attack", "FRA", town), kinds, states) == "France attacked Gao (Mali)"
    assert record_line(told("attack", "FRA", land), kinds, states) == "France attacked places in Mali"
    assert record_line(told("visit", "FRA", town), kinds, states) == "France visited Mali"


def test_a_state_beside_its_own_minister_is_told_once(kinds, states):
    people = (mention("MLI"), mention("MAR"), mention("MLI", person="A B", office="prime minister"))
    line = record_line(told("negotiate", people, ""), kinds, states)
    assert line == "Morocco and Mali's prime minister A B held talks"


def test_a_body_that_the_act_is_about_is_no_party_of_it(kinds, states):
    body = "joint military commission"
    sides = (mention("MLI", office=body), mention("MAR", office=body))
    record = told("plan-commission", sides, "", object=body, modality="future")
    assert record_line(record, kinds, states) == f"Mali and Morocco plan a session of the {body}"


def test_words_cut_out_of_a_sentence_are_told_as_the_sentence(kinds, states):
    quote = "The number of places, his aides said, would be known in May"
    record = told("state-view", "MAR", "MLI", quote=quote, object="would be known in May")
    assert record_line(record, kinds, states) == f"Morocco said of Mali: “{quote}”"


def test_a_day_that_is_only_one_of_telling_is_called_so():
    assert day_told(when("2024-04-01", "publication")) == "told 1 April 2024"
    assert day_told(when("2024-04-01")) == "1 April 2024"


def test_agreements_are_told_by_their_own_name_once(kinds, states):
    (tie,) = fold([told("sign-agreement", object="seventeen agreements")], kinds)
    assert tie_line(tie, states) == "seventeen agreements between Mali and Morocco: signed, 24 January 2024"


def test_people_in_a_town_are_told_so(kinds, states):
    gao, land = mention("MLI", text="Gao", how="place"), mention("MLI", text="Mali", how="place")
    assert record_line(told("kill", "FRA", gao), kinds, states) == "France killed people in Gao (Mali)"
    assert record_line(told("kill", "FRA", land), kinds, states) == "France killed people in Mali"


def test_a_number_that_opened_its_sentence_stands_small_in_the_line(kinds, states):
    soldiers = mention("MLI/MIL", text="Four Malian soldiers")
    record = told("kill", "DZA", soldiers, object="Four Malian soldiers")
    assert record_line(record, kinds, states) == "Algeria killed four Malian soldiers"


def test_of_a_named_group_the_members_are_told(kinds, states):
    record = told("kill", "FRA", mention("MLI/REB", name="JNIM"))
    assert record_line(record, kinds, states) == "France killed members of JNIM"


def test_who_is_named_is_taken_himself_and_not_his_people(kinds, states):
    minister = mention("MLI", person="A B", office="foreign minister")
    assert (
        record_line(told("abduct", "DZA", minister), kinds, states)
        == "Algeria abducted Mali's foreign minister A B"
    )


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (told("phone", "MLI|MAR", ""), "Mali and Morocco spoke by telephone"),
        (told("recognise", "MLI", "", object="Sahrawi republic"), "Mali recognised the Sahrawi republic"),
        (
            told("promise-project", "MLI|MAR", "SEN", object="a road"),
            "Mali and Morocco said they would build a road for Senegal",
        ),
        (
            told("have-embassy", "USA", "MLI", mission="U.S. Embassy in Bamako"),
            "the United States has its Embassy in Bamako",
        ),
    ],
)
def test_two_together_and_missions_are_told_plainly(record, line, kinds, states):
    assert record_line(record, kinds, states) == line
