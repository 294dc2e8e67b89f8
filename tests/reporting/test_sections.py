from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from detente.model.dossier import Facts
from detente.model.event import Precision, When
from detente.reporting.desk import open_desk
from detente.reporting.parts import Part
from detente.reporting.sections.chronology import chronology
from detente.reporting.sections.doubts import doubts
from detente.reporting.sections.judgement import judgement
from detente.reporting.sections.outlook import outlook
from detente.reporting.sections.sources import sources
from detente.reporting.sections.statements import statements
from detente.reporting.sections.third_parties import third_parties
from detente.reporting.sections.ties import ties
from tests.reporting.sample import DOCUMENTS, TIES, sample_facts


def _titles(part: Part) -> list[str | None]:
    return [group.title for group in part.groups]


def _lines(part: Part, title: str) -> list[str]:
    return [line.claim.text for group in part.groups if group.title == title for line in group.all_lines]


def _section(section, facts: Facts) -> Part:
    part = section(facts, open_desk(facts, DOCUMENTS))
    assert part is not None
    return part


def test_ties_stand_by_kind_with_what_matters_most_first(facts: Facts) -> None:
    assert _titles(_section(ties, facts)) == [
        "Ambassadors",
        "Embassies and consulates",
        "Agreements",
        "Joint commissions",
        "Projects",
        "Initiatives",
        "Stances",
        "Visits",
    ]


def test_a_tie_shows_its_status_since_when_and_how_it_came_about(facts: Facts) -> None:
    line = _section(ties, facts).groups[0].lines[0]
    assert (line.lead, line.claim.text) == ("Fafré Camara", "Mali → Morocco")
    assert line.marks[0].text == "appointed"
    assert line.when == "24 Jan 2024"
    assert line.small == ("appointed 24 Jan 2024, told again 12 Mar 2024",)
    assert [step.when for step in line.steps] == ["12 Mar 2024", "24 Jan 2024"]


def test_kinds_of_which_nothing_was_read_are_not_known_and_never_none(facts: Facts) -> None:
    part = _section(ties, facts)
    assert part.outro is not None
    assert part.outro.startswith("Not known, since nothing that was read tells of it: ")
    assert "diplomatic relations" in part.outro
    assert "ambassadors" not in part.outro


def test_a_tie_that_is_told_only_for_later_is_marked_so(facts: Facts) -> None:
    line = _section(ties, facts).groups[1].lines[0]
    assert line.marks[0].text == "planned, later than this day"


def test_many_ties_of_one_kind_are_folded_with_the_newest_shown(facts: Facts) -> None:
    many = tuple(replace(TIES[-1], id=f"v{place}") for place in range(30))
    group = _section(ties, replace(facts, ties=many)).groups[0]
    assert (len(group.lines), len(group.folded)) == (6, 24)
    assert group.folded_label == "24 more visits"


def test_a_tie_of_a_kind_that_is_no_longer_known_is_shown_all_the_same(facts: Facts) -> None:
    part = _section(ties, replace(facts, ties=(replace(TIES[0], kind="old_kind"),)))
    assert _titles(part) == ["Old kind"]


def test_agreements_that_are_only_counted_stand_with_their_number_and_who_claims_it(facts: Facts) -> None:
    (treaty,) = (tie for tie in TIES if tie.id == "t3")
    details = (("claimed number", "Over sixty", "r-imams"), ("claimant", "the ministry", "r-imams"))
    counted = replace(treaty, subject=None, details=details)
    lines = [
        line for group in _section(ties, replace(facts, ties=(counted,))).groups for line in group.all_lines
    ]
    assert [(line.lead, line.small[0]) for line in lines] == [
        ("over sixty agreements", "claimed by the ministry")
    ]


def test_the_chronology_goes_from_the_newest_year_to_the_oldest(facts: Facts) -> None:
    assert _titles(_section(chronology, facts)) == [
        "2027 (ahead)",
        "2026",
        "2025",
        "2024",
        "2023",
        "2022",
        "2015",
        "2013",
    ]


def test_what_does_not_count_has_no_sign_of_a_class(facts: Facts) -> None:
    lines = {line.claim.record: line for line in _section(chronology, facts).lines}
    assert lines["r-recall"].quad == 0
    assert "not counted" in lines["r-norecall"].small
    assert lines["r-release"].quad == 2


def test_details_that_are_told_differently_stand_side_by_side(facts: Facts) -> None:
    lines = {line.claim.record: line for line in _section(chronology, facts).lines}
    assert (
        "Told differently, cost: 6 billion francs (Example Sahel Daily); "
        "9.9 billion francs (Journal Exemple du Fleuve)."
    ) in lines["r-clinic"].asides


@pytest.mark.parametrize(
    ("record", "way", "direction"),
    [
        ("r-named", "ab", "Mali → Morocco"),
        ("r-clinic", "ba", "Morocco → Mali"),
        ("r-road", "both", "Mali ↔ Morocco"),
        ("r-backed", "ab", "Mali, Burkina Faso, Niger, Chad → Morocco"),
    ],
)
def test_a_record_has_its_direction(facts: Facts, record: str, way: str, direction: str) -> None:
    line = next(line for line in _section(chronology, facts).lines if line.claim.record == record)
    assert dict(line.keys)["way"] == way
    assert line.small[0] == direction


def test_a_record_without_a_line_is_told_by_its_own_words(facts: Facts) -> None:
    part = _section(chronology, replace(facts, lines=()))
    assert "“Le roi Mohammed VI a assisté à l'investiture du président Keïta.”" in [
        line.claim.text for line in part.lines
    ]


def test_statements_stand_by_side_with_speaker_office_and_exact_words(facts: Facts) -> None:
    part = _section(statements, facts)
    assert _titles(part) == ["Mali", "Morocco"]
    line = part.groups[0].lines[0]
    assert line.lead == "Choguel Maïga, prime minister"
    assert line.quote == "a brother and friend"
    assert line.marks[0].text == "praise"


def test_a_statement_without_a_speaker_says_so(facts: Facts) -> None:
    leads = [line.lead for line in _section(statements, facts).groups[1].lines]
    assert "Morocco, speaker not named" in leads


def test_promises_stand_once_by_what_became_of_them(facts: Facts) -> None:
    part = _section(outlook, facts)
    assert _titles(part) == ["Due", "Open promises", "Lapsed", "Kept", "Expected, without a promise"]
    assert _lines(part, "Due") == ["Mali opens a consulate in Dakhla", "Mali joins the port scheme at Dakhla"]
    assert _lines(part, "Open promises") == ["Mali and Morocco let lorries cross under one permit"]


def test_an_open_promise_has_its_age_and_an_overdue_one_is_marked(facts: Facts) -> None:
    line = next(group for group in _section(outlook, facts).groups if group.title == "Open promises").lines[0]
    assert line.small == ("promised by Mali to Morocco", "2 years old", "due by 31 Dec 2025")
    assert [mark.text for mark in line.marks] == ["open", "overdue"]


def test_a_kept_promise_leads_to_the_act_that_kept_it(facts: Facts) -> None:
    line = next(group for group in _section(outlook, facts).groups if group.title == "Kept").lines[0]
    assert line.see == (("the act that kept it", "r-king"),)


def test_an_expectation_says_whose_it_is(facts: Facts) -> None:
    line = _section(outlook, facts).groups[-1].lines[0]
    assert line.small == ("says observers",)


def test_third_parties_come_by_how_often_they_appear_then_what_is_told_beside(facts: Facts) -> None:
    assert _titles(_section(third_parties, facts)) == [
        "Burkina Faso (3 records)",
        "Niger (3 records)",
        "Algeria (1 record)",
        "Around the pair",
    ]


def test_doubts_come_with_the_gravest_first_and_the_reference_beside(facts: Facts) -> None:
    part = _section(doubts, facts)
    assert _titles(part) == [
        "Told differently",
        "Corrected or denied later",
        "Against reference facts",
        "Told by one source alone",
    ]
    assert part.groups[2].lines[0].small == (
        "reference: Mali is landlocked (Natural Earth, borders of 2024)",
    )


def test_the_ladder_shows_where_the_pair_stands_and_what_else_holds(facts: Facts) -> None:
    part = _section(judgement, facts)
    assert [step.level for step in part.ladder] == [-3, -2, -1, 0, 1, 2, 3]
    assert [step.level for step in part.ladder if step.here] == [2]
    assert [step.level for step in part.ladder if step.held] == [1, 2]


def test_without_a_judgement_nothing_is_judged(facts: Facts) -> None:
    part = _section(judgement, replace(facts, judgement=(), ladder=()))
    assert part.is_empty
    assert "too little for a judgement" in part.empty


def test_sources_are_numbered_as_they_are_cited_and_the_unused_are_counted(facts: Facts) -> None:
    part = _section(sources, facts)
    assert [row.number for row in part.sources] == list(range(1, 13))
    assert [row.document.id for row in part.unused] == ["d12", "d13"]
    many = tuple(replace(facts.sources[-2], used=False) for _ in range(500))
    assert _section(sources, replace(facts, sources=many)).unlisted == 300


def test_a_record_of_no_kind_that_is_known_is_an_act() -> None:
    facts = sample_facts()
    odd = replace(facts.records[0], best=replace(facts.records[0].best, kind="no-such-kind"))
    part = _section(chronology, replace(facts, records=(odd,), as_of=date(2024, 2, 1)))
    assert dict(part.lines[0].keys)["shown"] == "act"


def test_a_label_that_a_line_of_the_judgement_opens_with_is_not_said_twice(facts: Facts) -> None:
    claim = replace(facts.judgement[0], text="State of play: calm", label="state of play")
    line = _section(judgement, replace(facts, judgement=(claim,))).lines[0]
    assert (line.when, line.text) == ("State of play", "Calm")


def test_only_the_governing_rung_is_unfolded(facts: Facts) -> None:
    group = _section(judgement, facts).groups[1]
    assert group.title == "On the ladder: agreements in force or a joint body that meets (+2)"
    assert [line.small for line in group.folded] == [("+1, ambassadors both ways and regular contact",)]


def test_parties_that_are_all_named_as_subject_act_both_ways(facts: Facts) -> None:
    best = facts.records[0].best
    both = replace(facts.records[0], best=replace(best, source=(*best.source, *best.target), target=()))
    line = _section(chronology, replace(facts, records=(both,))).lines[0]
    assert dict(line.keys)["way"] == "both"
    assert line.small[0] == "Mali, Morocco"


def test_what_somebody_says_lies_ahead_is_no_expectation(facts: Facts) -> None:
    shown = _section(outlook, facts).groups[-1]
    assert shown.title == "Expected, without a promise"
    ids = {line.claim.record for line in shown.all_lines}
    records = tuple(
        replace(one, best=replace(one.best, kind="defend-verbally")) if one.id in ids else one
        for one in facts.records
    )
    assert shown.title not in _titles(_section(outlook, replace(facts, records=records)))


def test_an_expectation_shows_its_words(facts: Facts) -> None:
    line = _section(outlook, facts).groups[-1].lines[0]
    assert line.quote and "“" not in line.quote


def test_a_statement_told_without_a_day_has_the_day_of_its_telling(facts: Facts) -> None:
    said = facts.statements[0]
    record = next(record for record in facts.records if record.id == said.record)
    told = replace(record, when=When(start=said.day, end=said.day, precision=Precision.PUBLICATION))
    records = tuple(told if one.id == told.id else one for one in facts.records)
    part = _section(statements, replace(facts, records=records, statements=(said,)))
    assert part.groups[0].lines[0].when.startswith("told ")


def test_the_same_words_told_as_position_and_praise_stand_once(facts: Facts) -> None:
    said = facts.statements[0]
    twice = replace(facts, statements=(said, replace(said, manner="position")))
    (line,) = _section(statements, twice).groups[0].lines
    assert [mark.text for mark in line.marks][:1] == ["praise"] and "position" in [
        mark.text for mark in line.marks
    ]


def test_who_does_not_speak_for_the_state_stands_apart(facts: Facts) -> None:
    said = facts.statements[0]
    record = next(record for record in facts.records if record.id == said.record)
    private = tuple(replace(one, actor=replace(one.actor, role="BUS")) for one in record.best.source)
    other = replace(record, best=replace(record.best, source=private))
    records = tuple(other if one.id == other.id else one for one in facts.records)
    part = _section(statements, replace(facts, records=records))
    assert _titles(part) == ["Morocco", "Mali, not its government"]


def test_a_topic_that_stands_in_the_words_is_not_told_twice(facts: Facts) -> None:
    said = replace(facts.statements[0], topic="brother")
    line = _section(statements, replace(facts, statements=(said,))).groups[0].lines[0]
    assert line.claim.text == "on Morocco"


def test_parties_of_whom_the_same_records_tell_share_a_heading(facts: Facts) -> None:
    third = facts.third_parties[0]
    alike = tuple(replace(third, code=code, name=code, n=len(third.claims)) for code in ("X", "Y"))
    assert _titles(_section(third_parties, replace(facts, third_parties=alike)))[0] == (
        f"X and Y ({len(third.claims)} record{'s' if len(third.claims) > 1 else ''})"
    )


def test_further_pieces_of_a_tie_stand_by_their_role_with_names_and_days(facts: Facts) -> None:
    told = {"supported": ("MLI", "MAR"), "seen": ("2024-05-16",), "claimant": ("the office",)}
    told["claimed speaker"] = told["claimant"]
    details = tuple((role, text, "r-named") for role, texts in told.items() for text in texts)
    tie = replace(facts.ties[0], details=details)
    line = _section(ties, replace(facts, ties=(tie,))).groups[0].lines[0]
    assert line.asides == (
        "Supported: Mali; Morocco.", "Told again: 16 May 2024.", "Claimant: the office.",
    )  # fmt: skip


def test_a_doubt_told_twice_stands_once_with_all_its_evidence(facts: Facts) -> None:
    doubt = facts.doubts[0]
    other = replace(doubt, evidence=facts.doubts[1].evidence)
    (line,) = _section(doubts, replace(facts, doubts=(doubt, other))).groups[0].lines
    assert set(line.claim.evidence) == {*doubt.evidence, *other.evidence}


def test_the_time_of_a_line_is_no_more_exact_than_that_of_its_record(facts: Facts) -> None:
    month = When(start=date(2025, 1, 1), end=date(2025, 1, 31), precision=Precision.MONTH)
    record = replace(facts.records[0], when=month)
    third = facts.third_parties[0]
    claim = replace(third.claims[0], record=record.id, day=date(2025, 1, 1))
    one = replace(facts, records=(record,), third_parties=(replace(third, claims=(claim,)),))
    assert _section(third_parties, one).groups[0].lines[0].when == "January 2025"
