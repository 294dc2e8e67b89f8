from __future__ import annotations

import pytest

from detente.coding.places import dateline_place, find_place
from detente.model.errors import DataError
from detente.tables.cues import load_cues
from detente.tables.places import load_place_words, read_place_words
from tests.coding.frozen import Frozen, read_frozen

CUES = load_cues("en")
WORDS = load_place_words("en")
CASES = tuple(read_frozen("places.conllu"))


@pytest.mark.parametrize("frozen", CASES, ids=lambda frozen: f"{frozen.text} [{frozen.comments['trigger']}]")
def test_the_place_is_the_one_told_for_the_act(frozen: Frozen) -> None:
    trigger = frozen.index(frozen.comments["trigger"])
    found = find_place(frozen.sentence, trigger, (), words=WORDS, cues=CUES)
    assert (found or "-") == frozen.comments["place"]
    assert found is None or found in frozen.text


def test_any_word_of_any_sentence_can_be_asked_for() -> None:
    for frozen in CASES:
        for token in frozen.sentence.tokens:
            find_place(frozen.sentence, token.index, (), words=WORDS, cues=CUES)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BAMAKO (Example News) - The minister met", "Bamako"),
        ("PORT-AU-PRINCE, Haiti, May 2 (Example) — The minister met", "Port-Au-Prince"),
        ("NEW DELHI -- The minister met", "New Delhi"),
        ("The minister met - again", None),
        ("MALI EXPELS ENVOY", None),
        ("", None),
    ],
)
def test_a_dateline_gives_its_town(text: str, place: str | None) -> None:
    assert dateline_place(text) == place


@pytest.mark.parametrize(
    ("text", "named"),
    [('language = "en"', "prepositions"), ('towns = ["Rome"]', "towns"), ("language = ", "TOML")],
)
def test_a_file_of_place_words_with_a_fault_is_refused_naming_it(text: str, named: str) -> None:
    with pytest.raises(DataError, match=named) as caught:
        read_place_words(text, name="places.toml")
    assert "places.toml" in str(caught.value)
