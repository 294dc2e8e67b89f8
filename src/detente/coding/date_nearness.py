"""Dates whose place right beside other words tells whose they are, whatever the parse hung them on."""

from __future__ import annotations

from collections.abc import Iterator

from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.coding.trigger_words import is_present
from detente.model.sentence import Sentence
from detente.tables.cues import Cues


def follows_topic(sentence: Sentence, first: int) -> bool:
    """Tell whether a bare time comes right after what an act is *over*; it dates that, not the act."""
    before = sentence.tokens[first - 1] if first else None
    if before is None or sentence.tokens[first].upos == "ADP":
        return False
    token = before
    for _ in range(4):
        if case_of(sentence, token.index) == "over":
            return base(token) in ("obl", "nmod")
        if token.head < 0 or base(token) not in ("nmod", "flat", "compound", "conj"):
            return False
        token = sentence.tokens[token.head]
    return False


def follows_reason(sentence: Sentence, trigger: int, first: int, cues: Cues) -> bool:
    """Tell whether a time comes right after what an act is done *for*: "apologises for raids in 1970".

    So long as the act is told in the present.
    """
    before = first - 1 if sentence.tokens[first].upos == "ADP" else first - 2
    if before < 0 or not is_present(sentence, sentence.tokens[trigger]):
        return False
    token = sentence.tokens[before]
    for _ in range(5):
        if cues.find("joining", case_of(sentence, token.index)) == "reason":
            return token.head == trigger and before > trigger
        if token.head < 0 or base(token) not in ("nmod", "flat", "compound", "conj", "obl"):
            return False
        token = sentence.tokens[token.head]
    return False


def ends_clause(sentence: Sentence, trigger: int, first: int) -> bool:
    """Tell whether a day comes right after the clause of an act that a conjunction opens.

    "… when they were received by the king on Tuesday": the parse may hang the day on the sentence's verb.
    """
    verb = sentence.tokens[trigger]
    if base(verb) != "advcl" or verb.feature("Tense") != "Past":
        return False
    last = max(token.index for token in sentence.subtree(trigger))
    opened = any(
        child.index < trigger and base(child) in ("mark", "advmod") for child in sentence.children(trigger)
    )
    start = first - 1 if sentence.tokens[first - 1].upos == "ADP" else first
    return opened and trigger < last == start - 1


def in_force(sentence: Sentence, trigger: int, cues: Cues) -> Iterator[int]:
    """Give the verbs that tell from when the act holds: "must pay, under a law that took effect in May"."""
    for law in sentence.children(trigger):
        if base(law) != "obl" or case_of(sentence, law.index) != "under":
            continue
        for clause in sentence.children(law.index):
            words = (child.lemma.lower() for child in sentence.children(clause.index))
            if base(clause) == "acl" and any(cues.find("joining", word) == "definite" for word in words):
                yield clause.index
