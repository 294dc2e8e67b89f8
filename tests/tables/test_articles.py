"""Names as they stand in a sentence."""

from __future__ import annotations

import pytest

from detente.tables.articles import with_article
from detente.tables.datelines import without_dateline
from detente.tables.states import load_states


@pytest.mark.parametrize(
    "name",
    ["United States", "United Kingdom", "Netherlands", "Philippines", "Gambia", "Central African Republic",
     "Republic of the Congo", "Solomon Islands", "European Union", "UN Security Council", "Sahrawi republic"],
)  # fmt: skip
def test_a_name_with_an_article_gets_it(name: str) -> None:
    assert with_article(name) == f"the {name}"


@pytest.mark.parametrize("name", ["Mali", "South Korea", "NATO", "JNIM", "the Gambia", "Timor-Leste"])
def test_other_names_stay_as_they_are(name: str) -> None:
    assert with_article(name) == name


def test_few_states_take_an_article() -> None:
    states = load_states()
    with_one = [code for code in states.codes() if with_article(states.name(code)) != states.name(code)]
    assert 20 <= len(with_one) <= 40


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("RABAT, 3 May (Example Wire) - Mali agreed.", "Mali agreed."),
        ("BAMAKO — Mali agreed.", "Mali agreed."),
        ("Mali agreed - at last.", "Mali agreed - at last."),
    ],
)
def test_a_dateline_is_taken_off(text: str, rest: str) -> None:
    assert without_dateline(text) == rest
