"""Finds who is named in a document: states, offices, organisations, groups, and what stands for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from detente.coding.coreference import Discourse
from detente.coding.envoys import envoys
from detente.coding.givers import givers
from detente.coding.grounding import ground
from detente.coding.guests import journey_of
from detente.coding.implied import is_implying
from detente.coding.minorities import settle_minorities
from detente.coding.names_in_text import Found, find_in_text
from detente.coding.noun_phrases import find_phrases
from detente.coding.persons import Persons, introductions
from detente.coding.phrase import Phrase
from detente.coding.sentence_reader import Reader
from detente.coding.stand_ins import StandIns
from detente.coding.topic import topic_of
from detente.model.actor import Mention
from detente.model.document import Document
from detente.model.sentence import Sentence
from detente.tables.leaders import Leaders
from detente.tables.names import Names
from detente.tables.offices import Offices
from detente.tables.states import States


def find_mentions(
    document: Document,
    sentences: tuple[Sentence, ...],
    *,
    names: Names,
    offices: Offices,
    leaders: Leaders,
    states: States,
) -> tuple[Mention, ...]:
    """Give every mention of an actor, in order; ``how`` is ``place`` for a place, ``demonym`` as in "Malian".

    Where two readings remain, neither is given.
    """
    # 1. What the tables know in each sentence, and the phrases that it forms.
    found, codes = find_in_text(document, sentences, names, offices, leaders)
    phrases = tuple(
        find_phrases(sentence, each, offices) for sentence, each in zip(sentences, found, strict=True)
    )
    # 2. The persons that the article introduces anywhere, so that a headline may name them first.
    introduced = (*introductions(phrases, offices), *envoys(sentences, found, phrases, offices))
    persons = Persons.of(introduced, leaders, codes, document.date)
    # 3. Sentence by sentence, from left to right, with what was said before in mind.
    discourse = Discourse(topic=topic_of(document, sentences, found))
    mentions: list[Mention] = []
    for number, sentence in enumerate(sentences):
        discourse.open_sentence(document.text.count("\n", 0, sentence.start))
        stand_ins = StandIns(sentence, offices, discourse, states)
        reader = Reader(document, number, sentence, offices, persons, discourse, stand_ins)
        for start, read in sorted(_steps(reader, found[number], phrases[number]), key=lambda step: step[0]):
            new = read()
            plural = len(new) > 1 or any(
                phrase.plural and phrase.first == start for phrase in phrases[number]
            )
            discourse.see(sentence, new, plural=plural)
            mentions += new
        # 4. Minorities, and those of whom nothing says whose they are; nothing later stands for them.
        mentions = settle_minorities(number, sentence, mentions, offices)
        mentions += ground(document, number, sentence, phrases[number], mentions, offices)
    # 5. Who gave what a sentence says was built, where the next one tells.
    mentions += givers(document, sentences, mentions, offices)
    return tuple(
        sorted(mentions, key=lambda mention: (mention.sentence, mention.span.start, -mention.span.end))
    )


def _steps(
    reader: Reader, found: Found, phrases: Sequence[Phrase]
) -> Iterator[tuple[int, partial[list[Mention]]]]:
    """Give (first word, how to read it) for all that may be a mention; no word is read twice."""
    held: set[int] = set()
    for phrase in phrases:
        kept = set(range(phrase.first, phrase.end))
        if phrase.owner_person is not None:
            kept -= set(range(phrase.owner_person.first, phrase.owner_person.end))
            yield phrase.owner_person.first, partial(reader.person, phrase.owner_person)
        if phrase.pronoun is not None:
            kept -= set(range(phrase.first, phrase.pronoun + 1))
        if reader.readable(phrase):
            held |= kept
            # Whose minister a guest is, the place settles to which he goes.
            goes = journey_of(reader.sentence, phrase, reader.offices, reader.persons) is not None
            late = len(reader.sentence.tokens) if goes else 0
            first = phrase.first if phrase.pronoun is None else phrase.pronoun + 1
            yield first + late, partial(reader.phrase, phrase)
    for hit in found.names:
        if hit.first not in held:
            yield hit.first, partial(reader.name, hit)
    for person in found.persons:
        if person.first not in held and all(person is not phrase.owner_person for phrase in phrases):
            yield person.first, partial(reader.person, person)
    for token in reader.sentence.tokens:
        if token.index not in held and (start := reader.stand_ins.find(token.index)) is not None:
            # "Our country" is the speaker's, who often comes last.
            own = reader.stand_ins.is_own(token.index)
            yield (
                token.index + (len(reader.sentence.tokens) if own else 0),
                partial(reader.stand_in, start, token.index),
            )
        elif token.index not in held and is_implying(reader.sentence, token, reader.offices):
            # The subject of the clause settles it, and that may come after it.
            yield token.index + len(reader.sentence.tokens), partial(reader.implied, token.index)
