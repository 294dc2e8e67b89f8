"""Of which state a minister is who goes to one of the two states that an article is about: of the other."""

from __future__ import annotations

from detente.coding.actors import owners_of
from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.coding.coreference import Discourse
from detente.coding.persons import Persons
from detente.coding.phrase import Phrase
from detente.coding.places_or_parties import head_of
from detente.model.actor import Mention
from detente.model.sentence import Sentence
from detente.tables.offices import Offices

STATE_RANKS = frozenset(
    {"head-of-state", "head-of-government", "deputy-head", "foreign-minister", "minister"}
)
"""Ranks whose unknown holder is of the state that is spoken of; a general or judge may be of any."""


def journey_of(sentence: Sentence, phrase: Phrase, offices: Offices, persons: Persons) -> int | None:
    """Give the word that carries the clause in which a minister of no named state goes or is somewhere.

    "The minister *visited* Peru", "the minister is in *Peru*"; None where he goes nowhere, or is known.
    """
    named = owners_of(phrase) or phrase.pronoun is not None or phrase.owner_person is not None
    if named or phrase.alien or phrase.plural or phrase.office.rank not in STATE_RANKS:
        return None
    if phrase.holder is not None and persons.find(phrase.holder.text, phrase.holder.terms):
        return None
    token = sentence.tokens[head_of(sentence, phrase.first, phrase.end)]
    if base(token) != "nsubj" or token.head < 0:
        return None
    head = sentence.tokens[token.head]
    there = head.upos == "PROPN" and case_of(sentence, head.index) == "in"
    goes = head.upos == "VERB" and head.lemma.lower() in offices.anaphora.going
    return head.index if there or goes else None


def home_of(sentence: Sentence, journey: int, discourse: Discourse) -> Mention | None:
    """Give the state of a guest: nobody is one in his own, so of the article's two it is the other."""
    ends = {child.index for child in sentence.children(journey) if base(child) in ("obj", "obl")} | {journey}
    there = {
        seen.mention.actor.country
        for seen in discourse.by_sentence[-1]
        if seen.mention.head in ends and seen.mention.actor.country
    }
    others = [mention for mention in discourse.topic if mention.actor.country not in there]
    return others[0] if there and len(others) == 1 and len(discourse.topic) == 2 else None
