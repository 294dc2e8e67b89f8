"""People and bodies whose country no word beside them names: the police, students, a court.

Theirs is the country of the one place that the sentence is set in ("the police arrested two Nigeriens in
Lagos"); not so of soldiers, rebels and victims, who may be anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.coding.actors import sector
from detente.coding.parties import GROUND
from detente.coding.phrase import Phrase
from detente.coding.places_or_parties import head_of
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Sentence
from detente.tables.offices import Offices

GROUNDED = frozenset({"OPP", "COP", "JUD", "LEG", "EDU", "MED", "AGR", "LAB"})
"""Sectors whose people and bodies belong where they act."""
PLACES = frozenset({"place", "capital-place"})


def ground(
    document: Document,
    number: int,
    sentence: Sentence,
    phrases: Sequence[Phrase],
    known: Iterable[Mention],
    offices: Offices,
) -> tuple[Mention, ...]:
    """Give the mentions of those in `phrases` whom nothing else settled.

    Parameters
    ----------
    number
        Of the sentence in the document.
    known
        The mentions read in this sentence so far.
    """
    settled = [mention for mention in known if mention.sentence == number]
    read = {
        token.index
        for token in sentence.tokens
        if any(
            m.span.start <= token.start and token.end <= m.span.end for m in settled if m.how not in PLACES
        )
    }
    where = {mention.actor.country for mention in settled if mention.how in PLACES and mention.actor.country}
    if len(where) != 1:
        return ()
    country = next(iter(where))
    return tuple(
        _mention(document, number, sentence, phrase, Actor(country=country, role=role))
        for phrase in phrases
        if _is_free(sentence, phrase)
        and phrase.core not in read
        and (role := sector(phrase, offices)) in GROUNDED
    )


def _is_free(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether nothing in the phrase says whose people these are, known or not."""
    if phrase.office.sort not in ("people", "body") or phrase.office.owner_needed:
        return False
    owned = (
        phrase.owners or phrase.alien or phrase.pronoun is not None or phrase.owner_person or phrase.holder
    )
    core = sentence.tokens[phrase.core]
    qualifies = core.relation in ("compound", "amod", "nmod:poss") and core.head >= phrase.end
    return not owned and not qualifies and core.upos == "NOUN"


def _mention(document: Document, number: int, sentence: Sentence, phrase: Phrase, actor: Actor) -> Mention:
    tokens = sentence.tokens
    span = Span(start=tokens[phrase.first].start, end=tokens[phrase.end - 1].end)
    return Mention(
        span=span,
        text=document.text[span.start : span.end],
        sentence=number,
        head=head_of(sentence, phrase.first, phrase.end),
        actor=actor,
        how=GROUND,
    )
