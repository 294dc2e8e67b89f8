"""A clause with "having" after a comma hangs on a verb."""

from __future__ import annotations

from detente.coding.participles import hang_participles

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
