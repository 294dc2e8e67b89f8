"""Other data sets on the page: counted beside the record, with no line of their own."""

from __future__ import annotations

from dataclasses import replace

from detente.model.dossier import Facts
from detente.reporting.desk import open_desk
from detente.reporting.dossier import write_dossier
from detente.reporting.parts import Part
from detente.reporting.sections.imported import imported
from tests.reporting.reading import Page
from tests.reporting.sample import DOCUMENTS, IMPORTED


def _part(facts: Facts) -> Part:
    part = imported(facts, open_desk(facts, DOCUMENTS))
    assert part is not None
    return part


def test_each_data_set_is_told_beside_what_we_hold(facts: Facts) -> None:
    gdelt, polecat = _part(facts).tables
    assert gdelt.said == "GDELT has 14 rows here; we hold 9 acts."
    assert gdelt.rows == (
        ("Consultation (CAMEO 04)", "9", "3"),
        ("Diplomatic cooperation (CAMEO 05)", "3", "0"),
        ("Disapproval (CAMEO 11)", "2", "1"),
        ("Other types", "0", "5"),
        ("All", "14", "9"),
    )
    assert polecat.rows[1] == ("Battles", "1", "–")
    assert [mark.text for mark in gdelt.marks] == ["without sentences"]


def test_version_span_scale_and_terms_are_told(facts: Facts) -> None:
    assert _part(facts).tables[0].notes == (
        "GDELT 2.0 events: 20240124.export.CSV. Imported on 20 Nov 2026.",
        "Its rows cover 1 Jan 2024 to 31 Dec 2024; at other times we hold 6 more.",
        "14 rows on the pair, 24 Jan 2024 to 12 Mar 2024; mean −1.25 on its own scale (Goldstein).",
        "40 mentions of them by 12 publishers.",
        "Terms: free for any use.",
    )


def test_a_data_set_without_a_row_is_named_and_silence_is_no_zero(facts: Facts) -> None:
    assert _part(facts).outro == "No row on the pair: ACLED (1 Jan 2024 to 31 Dec 2024)."
    alone = replace(facts, imported=replace(IMPORTED, datasets=IMPORTED.datasets[:1]))
    part = _part(alone)
    assert part.is_empty
    assert "No row on the pair" in part.empty
    assert "ACLED" in write_dossier(alone, "md", DOCUMENTS)


def test_where_nothing_was_imported_there_is_no_section(facts: Facts) -> None:
    bare = replace(facts, imported=None)
    assert imported(bare, open_desk(bare, DOCUMENTS)) is None
    assert 'id="imported"' not in write_dossier(bare, "html", DOCUMENTS)


def test_nothing_else_of_the_dossier_changes_by_an_import(facts: Facts) -> None:
    bare = replace(facts, imported=None)
    for form, start, end in (
        ("html", '<section id="imported"', '<section id="sources"'),
        ("md", "## Other", "## Sources"),
    ):
        text = write_dossier(facts, form, DOCUMENTS)
        first, last = text.index(start), text.index(end)
        left = (text[:first] + text[last:]).replace('<li><a href="#imported">Other data sets</a></li>\n', "")
        assert left == write_dossier(bare, form, DOCUMENTS)


def test_the_page_says_how_to_see_both_and_has_no_line_for_a_row(page: str) -> None:
    elements = Page(page).elements
    inside = [one for one in elements if one.inside(id="imported")]
    assert any("detente compare MLI MAR" in one.words for one in inside)
    assert not [one for one in inside if one.tag == "details"]
