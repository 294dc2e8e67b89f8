"""What the network hangs wrongly is hung where English grammar has it."""

from __future__ import annotations

from detente.coding.mending import (
    hang_agents,
    hang_objects,
    hang_participles,
    hang_when,
    part_semicolons,
    share_objects,
)

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


DROPPED = ["It", "agreed", "to", "drop", ",", "or", "to", "ease", ",", "the", "permit"]
DROPPED_TAGS = ["PRON", "VERB", "PART", "VERB", "PUNCT", "CCONJ", "PART", "VERB", "PUNCT", "DET", "NOUN"]
DROPPED_RELATIONS = [
    "nsubj", "root", "mark", "xcomp", "punct", "cc", "mark", "conj", "punct", "det", "parataxis",
]  # fmt: skip


def test_what_stands_behind_the_comma_of_a_joined_verb_is_the_object_of_the_first() -> None:
    for head, relation in ((2, "parataxis"), (8, "obj")):
        heads = [2, 0, 4, 2, 8, 8, 8, 4, 11, 11, head]
        relations = [*DROPPED_RELATIONS[:-1], relation]
        share_objects(DROPPED, DROPPED_TAGS, heads, relations)
        assert (heads[10], relations[10]) == (4, "obj")


def test_a_first_verb_with_its_own_object_takes_no_other() -> None:
    words = ["It", "agreed", "to", "drop", "them", "or", "to", "ease", ",", "the", "permit"]
    tags = [*DROPPED_TAGS]
    tags[4] = "PRON"
    heads, relations = [2, 0, 4, 2, 4, 8, 8, 4, 11, 11, 2], [*DROPPED_RELATIONS]
    relations[4] = "obj"
    share_objects(words, tags, heads, relations)
    assert (heads[10], relations[10]) == (2, "parataxis")


def test_a_clause_with_when_goes_from_the_noun_to_the_verb_above_it() -> None:
    words = ["They", "praised", "it", "when", "they", "left"]
    tags = ["PRON", "VERB", "PRON", "ADV", "PRON", "VERB"]
    heads, relations = [2, 0, 2, 6, 6, 3], ["nsubj", "root", "obj", "advmod", "nsubj", "acl"]
    hang_when(words, tags, heads, relations)
    assert (heads[5], relations[5]) == (2, "advcl")
    heads, relations = [2, 0, 2, 6, 6, 3], ["nsubj", "root", "obj", "advmod", "nsubj", "acl:relcl"]
    hang_when(words, tags, heads, relations)
    assert (heads[5], relations[5]) == (3, "acl:relcl")


def test_a_subject_with_by_before_it_did_what_the_verb_above_tells() -> None:
    words = ["held", "by", "police", "having", "left"]
    heads, relations = [0, 3, 5, 5, 1], ["root", "case", "nsubj", "aux", "advcl"]
    hang_agents(words, heads, relations)
    assert (heads[2], relations[2]) == (1, "obl:agent")


def test_an_apposition_with_by_before_it_did_what_a_passive_above_tells() -> None:
    words = ["is", "received", "at", "court", "by", "king"]
    heads, relations = [2, 0, 4, 2, 6, 4], ["aux:pass", "root", "case", "obl", "case", "appos"]
    hang_agents(words, heads, relations)
    assert (heads[5], relations[5]) == (2, "obl:agent")


def test_a_clause_behind_a_semicolon_is_not_what_the_verb_before_it_says() -> None:
    """ "He told his host; Mali would welcome it." """
    words = ["He", "told", "his", "host", ";", "Mali", "would", "welcome", "it"]
    heads = [2, 0, 4, 2, 8, 8, 8, 2, 8]
    relations = ["nsubj", "root", "nmod:poss", "iobj", "punct", "nsubj", "aux", "ccomp", "obj"]
    part_semicolons(words, heads, relations)
    assert relations[7] == "parataxis"


def test_what_a_verb_says_without_a_semicolon_stays_its_clause() -> None:
    words = ["He", "told", "us", "Mali", "would", "welcome", "it"]
    heads, relations = [2, 0, 2, 6, 6, 2, 6], ["nsubj", "root", "iobj", "nsubj", "aux", "ccomp", "obj"]
    part_semicolons(words, heads, relations)
    assert relations[5] == "ccomp"
