"""Whom words only imply: whose "the royal visit" is, whose "the transition", which state's "the capital"."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.coding.coreference import Discourse
from detente.model.actor import Actor, Mention
from detente.model.sentence import Sentence, Token
from detente.tables.offices import Offices


def is_implying(sentence: Sentence, token: Token, offices: Offices) -> bool:
    """Tell whether a word may stand for somebody whom the article names elsewhere."""
    return (
        _is_adjective(sentence, token, offices)
        or _is_time(sentence, token, offices)
        or (_is_capital(sentence, token, offices))
    )


def implied_by(
    sentence: Sentence, token: Token, offices: Offices, discourse: Discourse
) -> tuple[Mention, ...]:
    """Give whom a word implies; nobody where the article leaves it open. Read it after the rest."""
    if _is_adjective(sentence, token, offices):
        return _holder(offices.holders[token.lemma.lower()], discourse)
    if _is_time(sentence, token, offices):
        return _other_of_two(sentence, token, discourse)
    found = discourse.country(lambda code: True)
    return (replace(found, how="place"),) if found is not None else ()


def _is_adjective(sentence: Sentence, token: Token, offices: Offices) -> bool:
    """Tell whether a word says of a journey who makes it: "the *royal* visit"."""
    if token.lemma.lower() not in offices.holders or base(token) != "amod" or token.head < 0:
        return False
    return sentence.tokens[token.head].lemma.lower() in offices.anaphora.journeys


def _is_time(sentence: Sentence, token: Token, offices: Offices) -> bool:
    """Tell whether a word names the time between two orders of some state: "the transition"."""
    if token.lemma.lower() not in offices.anaphora.interim or token.feature("Number") == "Plur":
        return False
    alone = all(base(child) in ("case", "det", "punct") for child in sentence.children(token.index))
    definite = any(child.lemma.lower() == "the" for child in sentence.children(token.index))
    return alone and definite and case_of(sentence, token.index) in offices.anaphora.while_words


def _is_capital(sentence: Sentence, token: Token, offices: Offices) -> bool:
    """Tell whether a place is said to be a part of "the capital": "a suburb of the capital"."""
    if token.lemma.lower() not in offices.anaphora.capital or token.head < 0:
        return False
    alone = all(base(child) in ("case", "det", "punct") for child in sentence.children(token.index))
    part = sentence.tokens[token.head].lemma.lower() in offices.anaphora.districts
    return alone and part and case_of(sentence, token.index) == "of"


def _holder(words: frozenset[str], discourse: Discourse) -> tuple[Mention, ...]:
    """Give the one person of the article who was called by one of these offices."""
    seen = (each.mention for sentence in discourse.by_sentence for each in sentence)
    found = {mention.person: mention for mention in seen if mention.person and mention.office in words}
    return tuple(found.values()) if len(found) == 1 else ()


def _other_of_two(sentence: Sentence, token: Token, discourse: Discourse) -> tuple[Mention, ...]:
    """Give, of the two states that the article is about, the one that the clause says nothing of itself."""
    subjects = {child.index for child in sentence.children(token.head) if base(child) == "nsubj"}
    here = (seen.mention for seen in discourse.by_sentence[-1])
    acting = {mention.actor.country for mention in here if mention.head in subjects}
    others = [mention for mention in discourse.topic if mention.actor.country not in acting]
    if len(others) != 1:
        return ()
    return (replace(others[0], actor=Actor(country=others[0].actor.country), how="article"),)
