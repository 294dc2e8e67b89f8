"""What hangs on a word of the tree: its preposition, its mark, its particles."""

from __future__ import annotations

from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues


def base(token: Token) -> str:
    """Give the relation without its subtype."""
    return token.relation.partition(":")[0]


def child_words(sentence: Sentence, index: int, relation: str) -> str:
    """Give the words of the first child with this relation, with what is fixed to it: "instead of"."""
    for child in sentence.children(index):
        if base(child) == relation and child.index < index:
            fixed = (other.text for other in sentence.children(child.index) if other.relation == "fixed")
            return " ".join((child.text, *fixed)).lower()
    return ""


def is_infinitive(sentence: Sentence, index: int) -> bool:
    """Tell whether "to" stands before the verb, or before the one that it is coordinated with."""
    token = sentence.tokens[index]
    if any(child.upos == "PART" and child.relation == "mark" for child in sentence.children(index)):
        return True
    return (
        token.relation == "conj"
        and token.head >= 0
        and not has_own_start(sentence, index)
        and is_infinitive(sentence, token.head)
    )


def has_own_start(sentence: Sentence, index: int) -> bool:
    """Tell whether a coordinated verb has its own subject, auxiliary or mark, and so shares none."""
    return any(base(child) in ("aux", "nsubj", "mark", "cop", "expl") for child in sentence.children(index))


def is_definite(sentence: Sentence, index: int, cues: Cues) -> bool:
    """Tell whether an article or owner says that the thing is known: "the visit", "Mali's visit"."""
    return any(
        child.relation == "nmod:poss"
        or (child.relation == "det" and cues.find("determiner", child.text.lower()) == "definite")
        for child in sentence.children(index)
    )


def verb_keys(sentence: Sentence, governor: Token, preposition: str) -> tuple[str, ...]:
    """Give the ways in which the cue file may list a verb, the fullest first.

    With particle or adverb ("rule out", "have yet", "stop short"), then with the word before what hangs on it
    ("stop short of", "call for"), as written ("going to") and alone.
    """
    lemma = governor.lemma.lower()
    beside = [
        f"{lemma} {child.lemma.lower()}"
        for child in sentence.children(governor.index)
        if child.relation in ("compound:prt", "advmod")
    ]
    stems = (*beside, lemma)
    if not preposition:
        return stems
    written = governor.text.lower()
    return (f"{written} {preposition}", *(f"{stem} {preposition}" for stem in stems), *stems)
