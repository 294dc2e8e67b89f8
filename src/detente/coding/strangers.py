"""Parties of whom no state is known, in their own words: "eleven gunmen", "the opposition leader"."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.coding.parties import Places
from detente.coding.unnamed import ORGANS
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Sentence, Token
from detente.tables.offices import Offices
from detente.tables.states import load_states

SERVED = {
    "in": frozenset({"place", "capital-place", "name"}),
    "to": frozenset({"office", "leader"}),
    "of": frozenset({"office", "leader"}),
}
"""By which link, and by whom it leads to, an organ or servant of a state says whose it is."""
SETTLED = frozenset({*ORGANS, "PTY", "OPP", "REB"}) - {"MIL"}
"""Who belongs to the land that a sentence is set in, first thing; soldiers may be anybody's."""
HELD_BY = "phrase"
"""How somebody was settled of whom only his own phrase says whose he is."""
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


def at_home(places: Places, mention: Mention, offices: Offices) -> Mention:
    """Give an organ of the state that its own phrase names: "army forces *in Colombia*", "an adviser *to …*".

    What stands beside a name counts too: "Ivo Hart, an adviser to the Ghanaian president".
    """
    sentence = places.sentence
    heads = [mention.head, *(c.index for c in sentence.children(mention.head) if base(c) == "appos")]
    for head in heads:
        role = _role(sentence, sentence.tokens[head], offices)
        if role not in ORGANS:
            continue
        for child in sentence.children(head):
            ways = SERVED.get(case_of(sentence, child.index), frozenset()) if base(child) == "nmod" else ()
            inside = (child.index, *(c.index for c in sentence.children(child.index) if base(c) == "amod"))
            states = {m.actor.country for i in inside for m in places.at.get(i, ()) if m.how in ways} - {None}
            if len(states) == 1:
                return replace(mention, actor=Actor(country=states.pop(), role=role), how=HELD_BY)
    role, country = mention.actor.role, _setting(places)
    if role in SETTLED and country is not None:
        return replace(mention, actor=Actor(country=country, role=role), how=HELD_BY)
    return mention


def _setting(places: Places) -> str | None:
    """Give the state in whose land the sentence says first that all of it happens: "In Peru, …".

    Not so of a town: officials speak for anybody "in Brussels".
    """
    sentence = places.sentence
    if not sentence.tokens or sentence.tokens[0].text.lower() != "in":
        return None
    comma = next((token.index for token in sentence.tokens[1:8] if token.text == ","), None)
    if comma is None or any(token.upos in ("VERB", "AUX") for token in sentence.tokens[:comma]):
        return None
    states = {
        m.actor.country
        for index in range(1, comma)
        for m in places.at.get(index, ())
        if m.how in SERVED["in"] and m.actor.country in load_states().meanings(m.text)
    }
    return states.pop() if len(states) == 1 else None


def _phrase(sentence: Sentence, token: Token) -> set[int]:
    found = {token.index}
    for child in sentence.children(token.index):
        if child.relation not in APART and base(child) not in APART:
            found |= _phrase(sentence, child)
    return found


def _role(sentence: Sentence, token: Token, offices: Offices) -> str | None:
    """Give the sector that the head word says; "medical personnel" are no soldiers, nor is a fire."""
    meanings = [m for m in offices.phrases.exact((token.lemma.lower(),)) if not m.owner_needed]
    if not meanings:
        return None
    role: str | None = meanings[0].role
    children = sentence.children(token.index)
    if role in ("MIL", "GOV"):
        before = (offices.roles.get(child.lemma.lower()) for child in children if child.index < token.index)
        role = next((changed for changed in before if changed and (role, changed) != ("MIL", "GOV")), role)
    if role == "GOV":
        led = next((c for c in children if c.upos == "NOUN" and case_of(sentence, c.index) == "of"), None)
        if led is not None and led.lemma.lower() not in offices.anaphora.state:
            role = _role(sentence, led, offices)  # the leaders of a group are as official as the group
    return role
