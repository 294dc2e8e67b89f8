import pytest

from detente.measuring.lines import record_claim, record_line
from detente.measuring.naming import join_names
from detente.measuring.tie_lines import day_text, tie_line
from detente.measuring.ties import fold
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
    (told("visit", modality="future"), "planned: Mali visited Morocco"),
    (told("plan-visit", modality="future"), "Mali plans to visit Morocco"),
    (told("attack", "DZA", "MLI", modality="reported"), "reportedly: Algeria attacked Mali"),
    (
        told("attack", "DZA", "MLI", modality="reported", said_by="the army"),
        "Algeria attacked Mali, according to the army",
    ),
    (told("sever-relations", modality="historical"), "background: Mali broke off relations with Morocco"),
    (told("suspend-member", "ECOWAS", "MLI"), "ECOWAS suspended the membership of Mali"),
    (told("summon-ambassador", "MLI", "USA"), "Mali summoned United States' ambassador"),
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
    assert (
        tie_line(tie, states)
        == "joint commission of Mali and Morocco, the joint committee: dormant, told 1 April 2024"
    )


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
        (told("agree", "MLI", "", object="to ease visas"), "Mali agreed: to ease visas"),
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
