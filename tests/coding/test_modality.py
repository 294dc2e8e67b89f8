from __future__ import annotations

import pytest

from detente.coding.modality import Judgement, judge_modality
from detente.coding.speech import quote_runs_on
from detente.model.errors import DataError
from detente.model.event import Modality
from detente.tables.cues import load_cues, read_cues
from tests.coding.frozen import Frozen, flat, read_frozen

CUES = load_cues("en")
CASES = tuple(read_frozen("modality.conllu"))


def judged(frozen: Frozen) -> Judgement:
    return judge_modality(frozen.sentence, frozen.index(frozen.comments["trigger"]), CUES)


@pytest.mark.parametrize("frozen", CASES, ids=lambda frozen: f"{frozen.text} [{frozen.comments['trigger']}]")
def test_each_act_is_judged_as_a_reader_would(frozen: Frozen) -> None:
    found = judged(frozen)
    flags = frozen.comments["flags"].split()
    assert found.modality == Modality(frozen.comments["modality"])
    assert (frozen.words(found.speaker) or "") == frozen.comments["speaker"]
    assert (found.quoted, found.claim) == ("quoted" in flags, "claim" in flags)


@pytest.mark.parametrize("frozen", CASES, ids=lambda frozen: f"{frozen.text} [{frozen.comments['trigger']}]")
def test_every_modality_but_factual_names_a_word_that_decided(frozen: Frozen) -> None:
    found = judged(frozen)
    assert found.cues or found.modality is Modality.FACTUAL


def test_all_six_modalities_have_several_cases() -> None:
    kinds = [frozen.comments["modality"] for frozen in CASES]
    assert min(kinds.count(modality) for modality in Modality) >= 2
    assert len(CASES) >= 80


def test_any_word_of_any_sentence_can_be_judged() -> None:
    for frozen in CASES:
        for token in frozen.sentence.tokens:
            judge_modality(frozen.sentence, token.index, CUES)


@pytest.mark.parametrize(
    ("text", "word", "quoted"),
    [
        ("He said “ we attacked ” yesterday", "attacked", True),
        ("He said “ we attacked ” yesterday", "yesterday", False),
        ('They "attacked" the port', "attacked", True),
        ('They "attacked" the port', "port", False),
        ("We attacked them,” he said", "attacked", True),
        ("We attacked them,” he said", "said", False),
        ("The minister's envoys attacked", "attacked", False),
    ],
)
def test_direct_speech_is_what_stands_between_marks(text: str, word: str, quoted: bool) -> None:
    sentence = flat(text)
    index = next(token.index for token in sentence.tokens if token.text == word)
    assert judge_modality(sentence, index, CUES).quoted is quoted


def test_a_quotation_that_began_in_an_earlier_sentence_runs_on() -> None:
    text = "“We came. We attacked. We left,” he said. They agreed.\nThey met."
    assert quote_runs_on(text, text.index("We attacked"))
    assert not quote_runs_on(text, text.index("They agreed"))
    assert not quote_runs_on(text, text.index("They met"))
    sentence = flat("We attacked.")
    assert judge_modality(sentence, 1, CUES, quote_open=True).quoted


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('language = "en"\n[verbs]\nfuture = ["plan"]', "verbs"),
        ('language = "en"\n[clause]\nfuturist = ["plan"]', "futurist"),
        ('language = "en"\n[clause]\nfuture = ["plan"]\nnegated = ["plan"]', "plan"),
        ('language = "en"\n[clause]\nfuture = "plan"', "clause"),
        ('[clause]\nfuture = ["plan"]', "language"),
        ("language = ", "TOML"),
    ],
)
def test_a_cue_file_with_a_fault_is_refused_naming_file_and_place(text: str, named: str) -> None:
    with pytest.raises(DataError, match=named) as caught:
        read_cues(text, name="modality.toml")
    assert "modality.toml" in str(caught.value)


def test_a_language_without_cues_is_refused() -> None:
    with pytest.raises(DataError, match="xx"):
        load_cues("xx")
