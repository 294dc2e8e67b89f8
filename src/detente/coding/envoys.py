"""Envoys whom one sentence gives to a state and the next names: "Peru has an envoy in Chad. Ana Paz …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from detente.coding.actors import owned
from detente.coding.below import base
from detente.coding.names_in_text import Found, NameHit, PersonHit
from detente.coding.persons import Introduction
from detente.coding.phrase import Phrase
from detente.model.sentence import Sentence
from detente.tables.offices import Offices

RANKS = frozenset({"ambassador", "envoy"})
STATE_NAMES = frozenset({"name", "capital", "long-name", "abbreviation"})


def envoys(
    sentences: Sequence[Sentence],
    found: Sequence[Found],
    phrases: Sequence[Sequence[Phrase]],
    offices: Offices,
) -> Iterator[Introduction]:
    """Give who is the envoy of a state: named right after the sentence that says that it has one.

    The next sentence must begin with the person and speak of his credentials or post, as only the envoy's own
    can be meant.
    """
    for number, (sentence, following) in enumerate(pairwise(sentences)):
        person = _newcomer(following, found[number + 1], phrases[number + 1], offices)
        if person is None:
            continue
        for phrase in phrases[number]:
            state = _sender(sentence, phrase, found[number]) if phrase.office.rank in RANKS else None
            if state is not None:
                yield Introduction(
                    person=person.text,
                    actor=owned(state.name, phrase.office.role, person.text),
                    office=phrase.office.words,
                    rank=phrase.office.rank,
                    how="article",
                )
                break


def _sender(sentence: Sentence, phrase: Phrase, found: Found) -> NameHit | None:
    """Give the state that is the subject of the verb whose object is the envoy: "Peru has sent an envoy"."""
    core = sentence.tokens[phrase.core]
    if phrase.holder is not None or phrase.owners or base(core) != "obj":
        return None
    subjects = {child.index for child in sentence.children(core.head) if base(child) == "nsubj"}
    states = [hit for hit in found.names if subjects & set(range(hit.first, hit.end))]
    one = states[0] if len(states) == 1 and len(states[0].names) == 1 else None
    return one if one is not None and one.name.kind in STATE_NAMES else None


def _newcomer(
    sentence: Sentence, found: Found, phrases: Sequence[Phrase], offices: Offices
) -> PersonHit | None:
    """Give the person with whom a sentence begins, where it tells of the credentials or post that are his."""
    person = next((hit for hit in found.persons if hit.first == 0 and not hit.terms), None)
    if person is None or any(phrase.holder is person for phrase in phrases):
        return None
    subject = any(base(sentence.tokens[place]) == "nsubj" for place in range(person.first, person.end))
    own = (
        token
        for token in sentence.tokens
        if token.relation == "nmod:poss" and token.text.lower() in offices.grammar.person_pronouns
    )
    things = {sentence.tokens[token.head].lemma.lower() for token in own}
    return person if subject and things & offices.anaphora.posting else None
