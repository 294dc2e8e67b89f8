"""Which words can be triggers, and whether all words of a phrase stand together."""

from __future__ import annotations

from collections.abc import Mapping

from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.model.sentence import Sentence, Token
from detente.tables.lexicon import Wording

SORTS: Mapping[str, str] = {
    "VERB": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "AUX": "verb",
}
CARRYING = frozenset({"by", "in", "with", ""})
"""Prepositions of a noun that its light verb carries without naming them: "killed *in* an air strike"."""


def phrase_at(sentence: Sentence, index: int, phrase: str) -> set[int]:
    """Give the indexes of all words of `phrase` around its head at `index`; empty where one is missing.

    Most hyphens part words in a sentence ("cease - fire"), and some do not ("counter-offensive").
    """
    forms = dict.fromkeys((phrase, phrase.replace("-", " ")))
    return next((found for form in forms if (found := _words_at(sentence, index, form.split()))), set())


def _words_at(sentence: Sentence, index: int, lemmas: list[str]) -> set[int]:
    token = sentence.tokens[index]
    own = token.lemma.lower()
    rest = list(lemmas)
    if own in (lemmas[0], lemmas[-1]):
        rest.remove(own)
    elif token.text.lower() in lemmas:
        rest.remove(token.text.lower())
    else:
        return set()
    found = {index}
    near = _near(sentence, index)
    for word in rest:
        match = next(
            (t.index for t in near if word in (t.lemma.lower(), t.text.lower()) and t.index not in found),
            None,
        )
        if match is None:
            return set()
        found.add(match)
    return found


def _near(sentence: Sentence, index: int) -> list[Token]:
    """Words that may belong to one phrase with the word at `index`: two levels below it."""
    below = list(sentence.children(index))
    return below + [grand for child in below for grand in sentence.children(child.index)]


def first_phrase(sentence: Sentence, index: int, phrases: frozenset[str]) -> set[int]:
    """Give the words of the longest of `phrases` that stands around the word at `index`."""
    token = sentence.tokens[index]
    own = (token.lemma.lower(), token.text.lower())
    for phrase in sorted(phrases, key=len, reverse=True):
        if own[0] in phrase or own[1] in phrase:
            found = phrase_at(sentence, index, phrase)
            if found:
                return found
    return set()


def sorts_of(sentence: Sentence, token: Token) -> tuple[str, ...]:
    """Give the sorts of trigger that a word can be: a participle is a verb and an adjective.

    A proper noun is one only with words of its own ("the U.S. Embassy"), lest "9 March" demonstrate.
    """
    sort = SORTS.get(token.upos)
    if sort in ("adjective", "verb") and (token.feature("VerbForm") == "Part" or token.upos == "ADJ"):
        return ("adjective", "verb")
    if token.upos == "PROPN":
        wanted = ("det", "nmod:poss", "amod", "compound", "nmod")
        return ("noun",) if any(child.relation in wanted for child in sentence.children(token.index)) else ()
    return (sort,) if sort else ()


def is_present(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb, or its first auxiliary, stands in the present: "visits", "is visiting"."""
    helpers = [child for child in sentence.children(token.index) if base(child) == "aux"]
    finite = helpers[0] if helpers else token
    return (
        finite.feature("Tense") == "Pres" and finite.feature("VerbForm") != "Part" and finite.lemma != "have"
    )


def light_verb(sentence: Sentence, token: Token, wording: Wording) -> int | None:
    """Find the light verb that carries the noun: as object, passive subject, or by a participle after it."""
    if token.upos not in ("NOUN", "PROPN") or not wording.light:
        return None
    candidates: list[int] = []
    if token.head >= 0 and base(token) in ("obj", "nsubj", "obl", "xcomp"):
        candidates.append(token.head)
    if base(token) == "conj" and token.head >= 0 and sentence.tokens[token.head].head >= 0:
        candidates.append(sentence.tokens[token.head].head)
    candidates += [child.index for child in sentence.children(token.index) if base(child) == "acl"]
    for index in candidates:
        lemma = sentence.tokens[index].lemma.lower()
        for light in wording.light:
            if (
                light.split()[0] == lemma
                and phrase_at(sentence, index, light)
                and _carries(sentence, token, light)
            ):
                return index
    return None


def _carries(sentence: Sentence, token: Token, light: str) -> bool:
    """Tell whether a light verb's noun is no mere circumstance of it: "intensified raids *amid* protests"."""
    if base(token) != "obl":
        return True
    case = case_of(sentence, token.index)
    return case in CARRYING or case in light.split()


def carrier(sentence: Sentence, index: int) -> int:
    """Give the word that carries tense and date: of "was in *Peru*" the place."""
    token = sentence.tokens[index]
    there = base(token) == "cop" and sentence.tokens[token.head].upos == "PROPN"
    return token.head if there else index
