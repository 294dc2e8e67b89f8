from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.measuring.between import own_ties
from detente.measuring.ties import fold, holds_on, is_claim
from detente.model.event import Record
from detente.tables.kinds import Kinds, load_kinds
from tests.measuring.building import told


def only(records: list[Record], kinds: Kinds, kind: str | None = None):
    ties = [tie for tie in fold(records, kinds) if kind in (None, tie.kind)]
    assert len(ties) == 1, [(tie.kind, tie.parties, tie.subject) for tie in ties]
    return ties[0]


def statuses(tie) -> list[str]:
    return [step.status for step in tie.steps]


def test_an_appointment_opens_a_tie_of_sender_host_and_person(kinds):
    tie = only([told("appoint-ambassador", person="Fafré Camara")], kinds)
    assert (tie.kind, tie.parties, tie.subject, tie.status_on()) == (
        "ambassador", ("MLI", "MAR"), "Fafré Camara", "appointed",
    )  # fmt: skip


def test_before_the_first_step_the_status_is_not_known(kinds):
    tie = only([told("appoint-ambassador", person="Fafré Camara", day="2024-01-24")], kinds)
    assert tie.status_on(date(2024, 1, 23)) is None
    assert tie.status_on(date(2024, 1, 24)) == "appointed"


def test_a_negated_appointment_opens_no_tie(kinds):
    assert fold([told("appoint-ambassador", person="Fafré Camara", modality="negated")], kinds) == ()


def test_a_hypothetical_appointment_opens_no_tie(kinds):
    assert fold([told("appoint-ambassador", person="Fafré Camara", modality="hypothetical")], kinds) == ()


def test_a_superseded_report_moves_no_tie(kinds):
    assert fold([told("recall-ambassador", superseded_by="r2")], kinds) == ()


def test_a_future_appointment_is_only_a_nomination(kinds):
    tie = only([told("appoint-ambassador", person="Fafré Camara", modality="future")], kinds)
    assert tie.status_on() == "nominated"


def test_a_future_act_without_a_planned_form_moves_nothing(kinds):
    assert fold([told("recall-ambassador", modality="future")], kinds) == ()


def test_a_planned_visit_is_dated_by_its_telling_and_keeps_the_day_it_is_due(kinds):
    tie = only([told("visit", day="2024-03-08", published="2024-02-01", modality="future")], kinds)
    assert tie.status_on(date(2024, 2, 1)) == "planned"
    assert tie.steps[0].note == "due 2024-03-08"


def test_a_planned_visit_and_the_visit_made_are_one_tie(kinds):
    records = [
        told("visit", day="2024-03-08", published="2024-02-01", modality="future"),
        told("visit", day="2024-03-08"),
    ]
    assert statuses(only(records, kinds)) == ["planned", "completed"]


def test_visits_of_two_people_on_one_day_are_two_ties(kinds):
    records = [told("visit", person="Abdoulaye Diop"), told("visit", person="Assa Touré")]
    assert len(fold(records, kinds)) == 2


def test_visits_in_different_months_are_two_ties(kinds):
    assert len(fold([told("visit", day="2024-03-08"), told("visit", day="2024-06-08")], kinds)) == 2


def test_background_with_a_day_of_its_own_moves_a_tie(kinds):
    tie = only(
        [told("establish-relations", day="1960-01-01/1960-12-31", precision="year", modality="historical")],
        kinds,
    )
    assert tie.status_on() == "established"


def test_background_without_a_day_moves_nothing(kinds):
    record = told("recall-ambassador", day="2024-05-01", precision="publication", modality="historical")
    assert fold([record], kinds) == ()


@pytest.mark.parametrize("name", ["Favre Camara", "Fafre Camara", "FAFRÉ CAMARA", "Camara Fafré", "Camara"])
def test_spellings_of_one_envoy_are_one_tie(kinds, name):
    records = [
        told("appoint-ambassador", person="Fafré Camara"),
        told("present-credentials", person=name, day="2025-05-14"),
    ]
    assert statuses(only(records, kinds)) == ["appointed", "accredited"]


def test_the_name_told_most_often_names_the_tie(kinds):
    records = [
        told("appoint-ambassador", person=name) for name in ("Favre Camara", "Fafré Camara", "Fafré Camara")
    ]
    assert only(records, kinds).subject == "Fafré Camara"


def test_two_envoys_are_two_ties_and_the_successor_ends_the_first_term(kinds):
    records = [
        told("present-credentials", "MAR", "MLI", person="Hassan Naciri", day="2018-05-01"),
        told("appoint-ambassador", "MAR", "MLI", person="Driss Isbayene", day="2022-01-15"),
    ]
    first, second = fold(records, kinds)
    assert (first.subject, statuses(first)) == ("Hassan Naciri", ["accredited", "departed"])
    assert first.steps[-1].note == "inferred: Driss Isbayene took the post"
    assert first.steps[-1].record == second.steps[0].record
    assert (second.subject, second.status_on()) == ("Driss Isbayene", "appointed")


def test_a_nominee_does_not_end_the_term_of_the_one_in_office(kinds):
    records = [
        told("present-credentials", person="Mohamed Ben Labat", day="2018-05-01"),
        told("nominate-ambassador", person="Fafré Camara", day="2024-01-01"),
    ]
    assert [tie.status_on() for tie in fold(records, kinds)] == ["accredited", "nominated"]


def test_envoys_in_opposite_directions_never_follow_each_other(kinds):
    records = [
        told("present-credentials", "MAR", "MLI", person="Driss Isbayene", day="2022-05-05"),
        told("present-credentials", "MLI", "MAR", person="Fafré Camara", day="2025-05-14"),
    ]
    assert {tie.status_on() for tie in fold(records, kinds)} == {"accredited"}


def test_a_recall_without_a_name_belongs_to_the_envoy_in_office(kinds):
    records = [
        told("present-credentials", "MLI", "DZA", person="Mahamane Maiga", day="2023-03-01"),
        told("recall-ambassador", "MLI", "DZA", day="2023-12-22"),
    ]
    assert statuses(only(records, kinds)) == ["accredited", "recalled"]


def test_a_recall_without_any_known_envoy_is_a_tie_without_a_name(kinds):
    tie = only([told("recall-ambassador", "MLI", "DZA")], kinds)
    assert (tie.subject, tie.status_on()) == (None, "recalled")


def test_recalled_and_returned_without_names_are_one_tie(kinds):
    records = [told("recall-ambassador", day="2023-12-22"), told("return-ambassador", day="2024-03-01")]
    assert statuses(only(records, kinds)) == ["recalled", "returned"]


def test_copies_of_credentials_do_not_accredit(kinds):
    records = [
        told("appoint-ambassador", person="Fafré Camara"),
        told("present-copies", person="Fafré Camara", day="2024-03-26"),
    ]
    tie = only(records, kinds)
    assert statuses(tie) == ["appointed"]
    assert len(tie.steps[0].evidence) == 2


def test_a_late_telling_of_the_appointment_does_not_undo_the_credentials(kinds):
    records = [
        told("present-credentials", person="Fafré Camara", day="2024-03-26"),
        told("appoint-ambassador", person="Fafré Camara", day="2024-04-20", precision="publication"),
    ]
    tie = only(records, kinds)
    assert tie.status_on() == "accredited"
    assert statuses(tie) == ["appointed", "accredited"]


def test_a_mere_sign_of_service_is_kept_as_a_detail(kinds):
    records = [
        told("present-credentials", person="Fafré Camara", day="2024-03-26"),
        told("serve-ambassador", person="Fafré Camara", day="2024-06-01"),
    ]
    tie = only(records, kinds)
    assert tie.status_on() == "accredited"
    assert ("seen", "2024-06-01", records[1].id) in tie.details


def test_recalls_by_several_states_are_a_tie_for_each(kinds):
    ties = fold([told("recall-ambassador", "MLI|NER|BFA", "DZA")], kinds)
    assert sorted(tie.parties for tie in ties) == [("BFA", "DZA"), ("MLI", "DZA"), ("NER", "DZA")]


def test_the_joint_military_commission_is_not_the_joint_commission(kinds):
    records = [
        told("hold-commission", object="the joint military commission", day="2025-02-17"),
        told("dormant-commission", object="the joint committee", day="2024-04-01", precision="publication"),
    ]
    assert {tie.subject: tie.status_on() for tie in fold(records, kinds)} == {
        "the joint military commission": "session_held",
        "the joint committee": "dormant",
    }


def test_committee_with_the_partner_in_its_name_is_the_same_commission(kinds):
    records = [
        told("dormant-commission", object="the joint committee with Morocco", day="2024-04-01"),
        told("resume-commission", object="the Mali-Morocco joint commission", day="2025-04-01"),
    ]
    assert statuses(only(records, kinds)) == ["dormant", "resumed"]


def test_the_wish_to_revive_a_dormant_commission_does_not_wake_it(kinds):
    records = [
        told("dormant-commission", object="the joint committee", day="2024-04-01", precision="publication"),
        told("intend-commission", object="the joint committee", day="2024-04-01", precision="publication"),
    ]
    tie = only(records, kinds)
    assert tie.status_on() == "dormant"
    assert [role for role, _, _ in tie.details] == ["planned"]


def test_a_planned_session_of_a_working_commission_is_its_status(kinds):
    records = [
        told("hold-commission", day="2025-02-17"),
        told("plan-commission", day="2026-03-01", published="2025-10-01", modality="future"),
    ]
    assert statuses(only(records, kinds)) == ["session_held", "session_planned"]


def test_the_next_session_that_the_report_of_one_tells_is_no_status(kinds):
    held = told("hold-commission", day="2025-02-17")
    plan = told("plan-commission", day="2026-03-01", published="2025-02-18", modality="future")
    same = replace(
        plan,
        best=replace(plan.best, evidence=replace(plan.best.evidence, document=held.best.evidence.document)),
    )
    same = replace(same, tellings=tuple(replace(one, event=same.best) for one in same.tellings))
    tie = only([held, same], kinds)
    assert statuses(tie) == ["session_held"]
    assert [role for role, _, _ in tie.details] == ["planned"]


def test_every_session_stays_a_step(kinds):
    records = [told("hold-commission", day="2022-02-17"), told("hold-commission", day="2025-02-17")]
    assert statuses(only(records, kinds)) == ["session_held", "session_held"]


def test_wordings_of_one_clinic_are_one_project(kinds):
    records = [
        told("start-project", "MAR", "MLI", object="the perinatal clinic at Sebenikoro", day="2014-02-21"),
        told("open-project", "MAR", "MLI", object="the Mohammed VI perinatal clinic", day="2022-07-07"),
        told(
            "open-project",
            "MAR",
            "",
            object="the Mohammed VI clinic for prenatal and postnatal care",
            day="2022-07-07",
        ),
    ]
    tie = only(records, kinds)
    assert statuses(tie) == ["ongoing", "completed"]
    assert tie.parties == ("MAR", "MLI")


def test_a_clinic_and_a_mosque_of_one_name_are_two_projects(kinds):
    records = [
        told("open-project", "MAR", "MLI", object="the Mohammed VI clinic"),
        told("open-project", "MAR", "MLI", object="the Mohammed VI mosque"),
    ]
    assert len(fold(records, kinds)) == 2


def test_clinics_in_two_towns_are_two_projects(kinds):
    records = [
        told("open-project", "MAR", "MLI", object="a clinic in Kayes"),
        told("open-project", "MAR", "MLI", object="a clinic in Sikasso"),
    ]
    assert len(fold(records, kinds)) == 2


def test_a_claim_of_sixty_agreements_is_one_tie_with_number_and_claimant(kinds):
    tie = only([told("claim-agreements", number="over sixty", said_by="Choguel Maïga")], kinds)
    assert (tie.kind, tie.subject, tie.status_on()) == ("agreement", None, "in_force")
    assert [detail[:2] for detail in tie.details] == [
        ("claimed number", "over sixty"),
        ("claimant", "Choguel Maïga"),
    ]
    assert is_claim(tie)


def test_a_claimed_number_does_not_join_a_signed_agreement(kinds):
    records = [
        told("claim-agreements", number="sixty"),
        told("sign-agreement", object="a fisheries agreement"),
    ]
    assert len(fold(records, kinds)) == 2


def test_an_agreement_moves_from_signed_to_ratified(kinds):
    records = [
        told("sign-agreement", object="an air services agreement", day="2014-02-20"),
        told("ratify-agreement", object="the agreement on air services", day="2015-06-01"),
    ]
    assert statuses(only(records, kinds)) == ["signed", "ratified"]


def test_agreements_of_one_field_signed_years_apart_are_two(kinds):
    records = [
        told("sign-agreement", object="a fisheries agreement", day="2006-02-20"),
        told("sign-agreement", object="a fisheries agreement", day="2013-02-20"),
    ]
    assert len(fold(records, kinds)) == 2


def test_parties_of_an_agreement_have_no_order(kinds):
    records = [
        told("sign-agreement", "MLI", "MAR", object="a visa agreement"),
        told("sign-agreement", "MAR", "MLI", object="a visa agreement"),
    ]
    assert only(records, kinds).parties == ("MAR", "MLI")


def test_an_initiative_gathers_leader_and_backers(kinds):
    records = [
        told("launch-initiative", "MAR", "", object="the Atlantic Initiative", day="2023-11-06"),
        told(
            "support-initiative", "MLI", "MAR", object="Morocco's royal Atlantic initiative", day="2023-12-23"
        ),
        told("support-initiative", "TCD", "MAR", object="the Atlantic Initiative", day="2023-12-23"),
    ]
    tie = only(records, kinds)
    assert tie.parties[0] == "MAR"
    assert set(tie.parties) == {"MAR", "MLI", "TCD"}
    assert ("supported", "MLI", records[1].id) in tie.details


def test_one_member_leaving_does_not_end_an_initiative_of_many(kinds):
    records = [
        told("launch-initiative", "MAR", "", object="the Atlantic Initiative", day="2023-11-06"),
        told("join-initiative", "MLI|NER", "MAR", object="the Atlantic Initiative", day="2023-12-23"),
        told("leave-initiative", "NER", "MAR", object="the Atlantic Initiative", day="2025-12-23"),
    ]
    tie = only(records, kinds)
    assert tie.status_on() == "joined"
    assert ("left", "NER", records[2].id) in tie.details


def test_relations_severed_and_restored_are_one_tie(kinds):
    records = [told("sever-relations", day="2018-05-01"), told("restore-relations", day="2020-05-01")]
    tie = only(records, kinds)
    assert tie.status_on(date(2019, 1, 1)) == "severed"
    assert holds_on(tie, kinds) and not holds_on(tie, kinds, date(2019, 1, 1))


def test_a_plan_to_restore_does_not_restore_relations(kinds):
    records = [told("sever-relations", day="2018-05-01"), told("plan-relations", day="2020-05-01")]
    assert only(records, kinds).status_on() == "severed"


def test_an_embassy_and_a_consulate_are_two_ties(kinds):
    records = [
        told("open-embassy", mission="its embassy"),
        told("open-embassy", mission="a consulate in Dakhla"),
    ]
    assert len(fold(records, kinds)) == 2


def test_a_restriction_is_lifted_where_only_one_is_known(kinds):
    records = [
        told("restrict-entry", "MAR", "MLI", day="2018-11-01"),
        told("ease-restrictions", "MAR", "MLI", day="2020-11-01"),
    ]
    assert statuses(only(records, kinds)) == ["imposed", "lifted"]


def test_a_membership_puts_the_member_first(kinds):
    tie = only([told("suspend-member", "ECOWAS", "MLI")], kinds)
    assert (tie.parties, tie.status_on()) == (("MLI", "ECOWAS"), "suspended")


def test_as_of_leaves_out_later_steps(kinds):
    records = [
        told("appoint-ambassador", person="Fafré Camara", day="2024-01-24"),
        told("present-credentials", person="Fafré Camara", day="2025-05-14"),
    ]
    (tie,) = fold(records, kinds, as_of=date(2024, 12, 31))
    assert tie.status_on() == "appointed"


def test_further_parts_become_details_with_their_record(kinds):
    record = told("open-project", "MAR", "MLI", object="the clinic of Kati", amount="6 billion francs")
    assert ("amount", "6 billion francs", record.id) in only([record], kinds).details


_KINDS = ["appoint-ambassador", "present-credentials", "recall-ambassador", "return-ambassador", "leave-post"]
_ACTS = st.builds(
    lambda kind, days, name, number: told(
        kind,
        day=(date(2020, 1, 1) + timedelta(days=days)).isoformat(),
        id=f"r{number}",
        **({"person": name} if name else {}),
    ),
    st.sampled_from(_KINDS),
    st.integers(0, 2000),
    st.sampled_from(["", "Fafré Camara", "Mohamed Ben Labat", "Driss Isbayene"]),
    st.integers(0, 10**6),
)
_MIXED = st.builds(
    lambda kind, days, what, number: told(
        kind, day=(date(2020, 1, 1) + timedelta(days=days)).isoformat(), id=f"r{number}", object=what
    ),
    st.sampled_from(
        ["sign-agreement", "hold-commission", "dormant-commission", "open-project", "start-project"]
    ),
    st.integers(0, 2000),
    st.sampled_from(
        ["a clinic", "the fisheries agreement", "the joint military commission", "the joint commission"]
    ),
    st.integers(0, 10**6),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_ACTS | _MIXED, max_size=12, unique_by=lambda record: record.id), st.randoms())
def test_folding_does_not_depend_on_the_order_of_records(records, random):
    shuffled = list(records)
    random.shuffle(shuffled)
    assert fold(records, load_kinds()) == fold(shuffled, load_kinds())


@settings(max_examples=60, deadline=None)
@given(st.lists(_ACTS, min_size=1, max_size=8, unique_by=lambda record: record.id), st.integers(0, 2500))
def test_what_is_known_by_a_day_only_grows_with_the_day(records, days):
    day = date(2020, 1, 1) + timedelta(days=days)
    for tie in fold(records, load_kinds()):
        if tie.status_on(day) is not None:
            assert tie.status_on(day + timedelta(days=30)) is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(_ACTS | _MIXED, max_size=12, unique_by=lambda record: record.id))
def test_every_step_cites_a_record_and_its_evidence(records):
    known = {record.id: record for record in records}
    for tie in fold(records, load_kinds()):
        for step in tie.steps:
            assert set(known[step.record].evidence) <= set(step.evidence)


@settings(max_examples=60, deadline=None)
@given(st.lists(_ACTS | _MIXED, max_size=12, unique_by=lambda record: record.id))
def test_identifiers_of_ties_are_unique(records):
    ties = fold(records, load_kinds())
    assert len({tie.id for tie in ties}) == len(ties)


def test_a_tie_that_one_deed_makes_with_a_third_state_is_not_of_the_pair(kinds):
    """Entry restricted for Malians and Senegalese: the dossier of Mali and Morocco tells its own part."""
    parties = ("MAR", "MLI"), ("MAR", "SEN")
    deeds = [told("restrict-entry", "MAR", "MLI|SEN", parties=two, id="r1") for two in parties]
    joined = told("join-organisation", "MAR", "ECOWAS", parties=("MAR", "IGO:ECOWAS"), id="r2")
    folded = [tie for record in (*deeds, joined) for tie in fold([record], kinds)]
    found = own_ties(folded, {"r1", "r2"}, "MLI", "MAR")
    assert [tie.parties for tie in found] == [("MAR", "MLI"), ("MAR", "IGO:ECOWAS")]
