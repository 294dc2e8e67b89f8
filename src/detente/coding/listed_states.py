"""States that a comma alone joins, as headlines list two of them: "Kenya, Uganda reject the claims"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from detente.coding.folded_words import Words
from detente.model.sentence import Sentence
from detente.tables.names import Names

STATES = frozenset({"name", "abbreviation"})
"""Kinds of names that are a state's own, not a town's or a palace's."""


def list_states(sentence: Sentence, names: Names) -> Sentence:
    """Join a state that was taken for the explanation of the one before it.

    A town is explained by its state ("in Maiduguri, Nigeria"); a state is not by another. A comma behind the
    second name leaves it as it was.
    """
    tokens = sentence.tokens
    if not any(token.relation == "appos" and token.upos == "PROPN" for token in tokens):
        return sentence
    hits = [
        (first, end, {name.country for name in found})
        for first, end, found in Words.of(sentence).find(names.phrases)
        if all(name.kind in STATES and not name.sense for name in found)
    ]
    changed = list(tokens)
    for (first, end, states), (second, last, others) in pairwise(hits):
        closed = last < len(tokens) and tokens[last].text == ","
        if second != end + 1 or tokens[end].text != "," or closed or states & others:
            continue
        for token in tokens[second:last]:
            if token.relation == "appos" and first <= token.head < end:
                changed[token.index] = replace(token, relation="conj")
    return replace(sentence, tokens=tuple(changed))
