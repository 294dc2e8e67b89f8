"""Parties of whom no state is known, in their own words: "eleven gunmen", "the opposition leader"."""

from __future__ import annotations

from detente.coding.below import base
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Sentence, Token
from detente.tables.offices import Offices

HOW = "stranger"
"""How a party was settled of whom nothing says whose it is."""
APART = frozenset(
    {
        "acl",
        "acl:relcl",
        "appos",
        "conj",
        "cc",
        "punct",
        "parataxis",
        "advcl",
        "dep",
        "list",
        "orphan",
        "case",
        "mark",
    }
)
"""Relations of what is told of a party beside its name."""


def stranger(
    document: Document, number: int, sentence: Sentence, head: int, offices: Offices
) -> Mention | None:
    """Give the phrase headed by a word as an actor of no known state; None for what is no noun."""
    token = sentence.tokens[head]
    if token.upos not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    words = sorted(_phrase(sentence, token))
    # The stretch around the head that has no gap.
    first = end = words.index(head)
    while first > 0 and words[first - 1] == words[first] - 1:
        first -= 1
    while end + 1 < len(words) and words[end + 1] == words[end] + 1:
        end += 1
    span = Span(start=sentence.tokens[words[first]].start, end=sentence.tokens[words[end]].end)
    text = document.text[span.start : span.end]
    return Mention(
        span=span,
        text=text,
        sentence=number,
        head=head,
        actor=Actor(role=_role(sentence, token, offices)),
        how=HOW,
    )


def _phrase(sentence: Sentence, token: Token) -> set[int]:
    found = {token.index}
    for child in sentence.children(token.index):
        if child.relation not in APART and base(child) not in APART:
            found |= _phrase(sentence, child)
    return found


def _role(sentence: Sentence, token: Token, offices: Offices) -> str | None:
    """Give the sector that the head word says; "medical personnel" are no soldiers."""
    meanings = offices.phrases.exact((token.lemma.lower(),))
    if not meanings:
        return None
    before = (offices.roles.get(child.lemma.lower()) for child in sentence.children(token.index))
    changed = next((role for role in before if role), None) if meanings[0].role == "MIL" else None
    return changed or meanings[0].role
