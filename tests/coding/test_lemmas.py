"""Lemmas by table, by rule and by script."""

from __future__ import annotations

import pytest

from detente.coding.lemmas import apply, key, lemma_of, script_of

KNOWN = frozenset({"nominate", "hop", "hope", "party", "large", "church", "wolf", "kiss"})
PAST, PLURAL, THIRD = "Mood=Ind|Tense=Past|VerbForm=Fin", "Number=Plur", "Number=Sing|Person=3|Tense=Pres"


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Parties", "party"),
        ("was", "be"),
        ("NATO", "NATO"),
        ("ALGERIA", "Algeria"),
        ("’s", "'s"),
        ("Rebels", "rebel"),
    ],
)
def test_a_script_makes_the_lemma_it_was_made_from(word: str, lemma: str) -> None:
    assert apply(script_of(word, lemma), word) == lemma


def test_a_script_that_cuts_too_much_leaves_the_word() -> None:
    assert apply("l9be", "Is") == "is"


@pytest.mark.parametrize(
    ("word", "upos", "bundle", "lemma"),
    [
        ("nominated", "VERB", PAST, "nominate"),
        ("hopped", "VERB", PAST, "hop"),
        ("hoped", "VERB", PAST, "hope"),
        ("Parties", "NOUN", PLURAL, "party"),
        ("churches", "NOUN", PLURAL, "church"),
        ("wolves", "NOUN", PLURAL, "wolf"),
        ("kisses", "VERB", THIRD, "kiss"),
        ("larger", "ADJ", "Degree=Cmp", "large"),
        ("The", "DET", "_", "the"),
        ("I", "PRON", "_", "I"),
        ("Mali", "PROPN", "Number=Sing", "Mali"),
        ("mali", "PROPN", "Number=Sing", "Mali"),
        ("5,000", "NUM", "NumForm=Digit", "5000"),
        ("reglonked", "VERB", PAST, "reglonk"),
    ],
)
def test_rules_undo_what_bends_a_word(word: str, upos: str, bundle: str, lemma: str) -> None:
    assert lemma_of(word, upos, bundle, "k0", {}, KNOWN) == lemma


def test_the_table_comes_before_the_rules() -> None:
    seen = {key("left", "VERB", PAST): "k2ave"}
    assert lemma_of("Left", "VERB", PAST, "k0", seen, KNOWN) == "leave"


def test_a_noun_of_the_plural_alone_takes_the_lemma_the_table_has_for_its_plural() -> None:
    plural = "Number=Ptan"
    seen = {key("troops", "NOUN", "Number=Plur"): "l1"}
    assert lemma_of("Troops", "NOUN", plural, "l0", seen, KNOWN) == "troop"
