from __future__ import annotations

import json
from dataclasses import replace

import pytest

from detente.model.dossier import Facts
from detente.model.errors import UsageError
from detente.reporting.desk import open_desk
from detente.reporting.dossier import FORMS, SECTIONS, write_dossier, write_parts
from tests.reporting.reading import Page
from tests.reporting.sample import DOCUMENTS, empty_facts, sample_facts


@pytest.mark.parametrize("form", FORMS)
def test_the_same_facts_give_the_same_text(facts: Facts, form: str) -> None:
    assert write_dossier(facts, form, DOCUMENTS) == write_dossier(
        facts, form, dict(reversed(DOCUMENTS.items()))
    )


def test_an_unknown_form_is_refused_with_those_that_are_known(facts: Facts) -> None:
    with pytest.raises(UsageError, match=r"'doc'; known forms are html, md, json"):
        write_dossier(facts, "doc", DOCUMENTS)


def test_every_section_has_its_own_place_on_the_page_in_the_order_of_the_table(page: str) -> None:
    keys = [section.attributes["id"] for section in Page(page).all("section")]
    assert keys == [*SECTIONS, "passages"]


def test_what_changed_is_told_only_when_a_day_is_named() -> None:
    page = write_dossier(sample_facts(), "html", DOCUMENTS)
    assert not Page(page).all(id="changes")


def test_every_quotation_of_every_claim_stands_on_the_page(facts: Facts, page: str) -> None:
    quotes = [element.words for element in Page(page).all("blockquote")]
    _, parts = write_parts(facts, open_desk(facts, DOCUMENTS))
    lines = [line for part in parts for line in part.lines]
    assert len(lines) > 50
    for line in lines:
        for evidence in line.claim.evidence:
            assert evidence.quote in quotes


def test_every_line_of_the_page_opens_at_least_one_quotation_with_its_source(page: str) -> None:
    lines = [one for one in Page(page).all("li") if one.attributes.get("class", "").startswith("line")]
    assert lines
    for line in lines:
        details = line.children[0]
        assert details.tag == "details"
        told = [one for one in _below(details) if one.tag == "figure"]
        assert told
        for figure in told:
            assert figure.children[0].tag == "blockquote"
            assert figure.children[0].words
            assert "rule" in figure.children[1].words


def _below(element):
    for child in element.children:
        yield child
        yield from _below(child)


def test_every_record_has_one_line_in_the_chronology_that_can_be_linked_to(facts: Facts, page: str) -> None:
    ids = [one.attributes.get("id") for one in Page(page).all("li") if one.inside(id="chronology")]
    homes = [one for one in ids if one]
    assert sorted(homes) == sorted(f"r-{record.id}" for record in facts.records)


def test_facts_without_anything_give_a_page_that_says_so_kindly() -> None:
    page = write_dossier(empty_facts(), "html", DOCUMENTS)
    words = Page(page).one("body").words
    assert "Nothing between Mali and Fiji was found in 14 documents." in words
    assert "Try more sources" in words
    assert "That means not known, not none." in words
    assert "14 documents read and not used" in words


@pytest.mark.parametrize("form", FORMS)
def test_facts_without_sources_or_documents_can_be_written(form: str) -> None:
    assert "Fiji" in write_dossier(replace(empty_facts(), sources=(), documents=0), form, {})


@pytest.mark.parametrize("form", FORMS)
def test_a_missing_document_costs_only_the_paragraph(facts: Facts, form: str) -> None:
    text = write_dossier(replace(facts, sources=()), form, {})
    assert "Mali appointed Fafré Camara as ambassador to Morocco on 24 January 2024." in text


def test_a_thousand_records_make_a_page_of_less_than_three_megabytes() -> None:
    facts = _many(1000)
    page = write_dossier(facts, "html", DOCUMENTS)
    assert len(page.encode()) < 3_000_000
    assert len(json.loads(write_dossier(facts, "json", DOCUMENTS))["facts"]["records"]) == 1000


def _many(number: int) -> Facts:
    facts = sample_facts()
    records = tuple(
        replace(facts.records[place % len(facts.records)], id=f"r{place}") for place in range(number)
    )
    return replace(
        facts, records=records, lines=tuple((one.id, "Mali did something to Morocco") for one in records)
    )
