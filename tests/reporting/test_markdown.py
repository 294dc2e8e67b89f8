from __future__ import annotations

import re

import pytest

from detente.model.dossier import Facts
from detente.reporting.dossier import write_dossier
from detente.reporting.markdown import md
from tests.reporting.sample import DOCUMENTS, empty_facts


@pytest.fixture(scope="module")
def text(facts: Facts) -> str:
    return write_dossier(facts, "md", DOCUMENTS)


def test_every_mark_has_its_footnote_and_every_footnote_a_mark(text: str) -> None:
    body, _, notes = text.partition("\n## Evidence\n")
    marks = set(re.findall(r"\[\^(\d+)\]", body))
    defined = re.findall(r"^\[\^(\d+)\]: ", notes, flags=re.MULTILINE)
    assert marks == set(defined)
    assert len(defined) == len(set(defined)) > 20


def test_every_line_of_a_list_of_facts_is_cited(text: str) -> None:
    sections = text.split("\n## ")
    told = next(section for section in sections if section.startswith("Chronology"))
    items = [line for line in told.splitlines() if line.startswith("- ")]
    assert len(items) == 22
    assert all(re.search(r"\[\^\d+\]$", item) for item in items)


def test_a_footnote_has_words_publisher_title_day_address_and_rule(text: str) -> None:
    note = next(
        line for line in text.splitlines() if "“Mali appointed Fafré Camara" in line and line.startswith("[^")
    )
    assert "Example Sahel Daily, *Bamako names new envoy to Rabat*, 25 Jan 2024" in note
    assert "<https://sahel-daily.example/2024/01/envoy>" in note
    assert "rule en/appoint-ambassador.toml\\#1" in note


def test_an_address_that_may_not_be_opened_is_no_link(text: str) -> None:
    assert "<javascript" not in text
    assert "address not opened: javascript:alert(1)" in text


def test_silence_is_told_as_nothing_read(text: str) -> None:
    assert "nothing read" in text


def test_nothing_found_is_told_in_words() -> None:
    assert "Nothing between Mali and Fiji was found" in write_dossier(empty_facts(), "md", DOCUMENTS)


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("a_b*c", r"a\_b\*c"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("# head", r"\# head"),
        ("a\nb", "a b"),
        ("<b>", r"\<b\>"),
        ("x|y", r"x\|y"),
        ("2024 was", "2024 was"),
    ],
)
def test_text_means_itself_in_markdown(raw: str, written: str) -> None:
    assert md(raw) == written
