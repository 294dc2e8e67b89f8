"""What the network hangs wrongly is hung where English grammar has it."""

from __future__ import annotations

from detente.coding.mending import hang_objects, hang_participles

WORDS = ["She", "left", "after", "a", "visit", ",", "having", "signed", "it"]
TAGS = ["PRON", "VERB", "ADP", "DET", "NOUN", "PUNCT", "AUX", "VERB", "PRON"]
RELATIONS = ["nsubj", "root", "case", "det", "obl", "punct", "aux", "acl", "obj"]


def test_a_having_clause_goes_from_the_noun_to_the_verb_above_it() -> None:
    heads, relations = [2, 0, 5, 5, 2, 8, 8, 5, 8], list(RELATIONS)
    hang_participles(WORDS, TAGS, heads, relations)
    assert (heads[7], relations[7]) == (2, "advcl")


def test_without_a_comma_it_may_stay_with_its_noun() -> None:
    words, heads, relations = list(WORDS), [2, 0, 5, 5, 2, 8, 8, 5, 8], list(RELATIONS)
    words[5] = "of"
    hang_participles(words, TAGS, heads, relations)
    assert (heads[7], relations[7]) == (5, "acl")


def test_where_no_verb_stands_above_nothing_is_moved() -> None:
    tags = ["PRON", "NOUN", *TAGS[2:]]
    heads, relations = [2, 0, 5, 5, 2, 8, 8, 5, 8], list(RELATIONS)
    hang_participles(WORDS, tags, heads, relations)
    assert (heads[7], relations[7]) == (5, "acl")


ACCUSED = ["They", "left", ",", "accusing", "Niger", "of", "breaking", "it"]
ACCUSED_TAGS = ["PRON", "VERB", "PUNCT", "VERB", "PROPN", "SCONJ", "VERB", "PRON"]


def test_who_stands_before_the_preposition_of_a_clause_is_the_object_of_the_verb() -> None:
    heads, relations = (
        [2, 0, 4, 2, 7, 7, 4, 7],
        ["nsubj", "root", "punct", "advcl", "nsubj", "mark", "advcl", "obj"],
    )
    hang_objects(ACCUSED, ACCUSED_TAGS, heads, relations)
    assert (heads[4], relations[4]) == (4, "obj")


def test_a_subject_after_the_preposition_stays_the_subject_of_its_clause() -> None:
    words = ["They", "insisted", "on", "Niger", "breaking", "it"]
    tags = ["PRON", "VERB", "SCONJ", "PROPN", "VERB", "PRON"]
    heads, relations = [2, 0, 5, 5, 2, 5], ["nsubj", "root", "mark", "nsubj", "advcl", "obj"]
    hang_objects(words, tags, heads, relations)
    assert (heads[3], relations[3]) == (5, "nsubj")


def test_a_verb_that_has_its_object_gets_no_second() -> None:
    words = ["They", "told", "us", "Niger", "of", "breaking", "it"]
    tags = ["PRON", "VERB", "PRON", "PROPN", "SCONJ", "VERB", "PRON"]
    heads, relations = [2, 0, 2, 6, 6, 2, 6], ["nsubj", "root", "obj", "nsubj", "mark", "advcl", "obj"]
    hang_objects(words, tags, heads, relations)
    assert (heads[3], relations[3]) == (6, "nsubj")
