"""People and bodies whose country no word beside them names: the police, students, a court.

Theirs is the country of the one place that the sentence is set in ("the police arrested two Nigeriens in
Lagos"), or the one whose own people and organs it names ("the Supreme Court of Pakistan orders the Election
Commission …"); not so of soldiers, rebels and victims, who may be anybody's, unless nobody known takes part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.coding.actors import sector
from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.coding.frames import Frame
from detente.coding.parties import GROUND
from detente.coding.phrase import Phrase
from detente.coding.places_or_parties import head_of
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Sentence
from detente.tables.offices import Offices

GROUNDED = frozenset({"OPP", "PTY", "COP", "JUD", "LEG", "EDU", "MED", "AGR", "LAB"})
"""Sectors whose people and bodies belong where they act."""
BODILY = frozenset({"ASSAULT", "PROTEST", "COERCE", "ACCUSE", "SANCTION"})
"""Types whose doers and victims are people as a rule, whatever noun names them."""
AT_HOME = GROUNDED | {"GOV"}
"""Sectors that act at home where their sentence names no other state."""
WAYS = frozenset({"into", "to", "from", "towards", "toward"})
"""Prepositions of a land that somebody comes from or goes to."""
PLACES = frozenset({"place", "capital-place"})


def ground(
    document: Document,
    number: int,
    sentence: Sentence,
    phrases: Sequence[Phrase],
    known: Sequence[Mention],
    offices: Offices,
) -> tuple[Mention, ...]:
    """Give the mentions of those in `phrases` whom nothing else settled.

    Parameters
    ----------
    number
        Of the sentence in the document.
    known
        The mentions read in the document so far.
    """
    settled = [mention for mention in known if mention.sentence == number]
    parties = [mention for mention in settled if mention.how not in PLACES]
    read = {
        token.index
        for token in sentence.tokens
        if any(m.span.start <= token.start and token.end <= m.span.end for m in parties)
    }
    before = [mention for mention in known if mention.sentence == number - 1]
    settled = [mention for mention in settled if not _is_way(sentence, mention)]
    home = _home(settled) or (None if _countries(settled) else _home(before))
    setting = _setting(settled) or home
    free = (phrase for phrase in phrases if phrase.core not in read and _is_free(sentence, phrase))
    actors = [(phrase, _actor(sentence, phrase, offices, setting, home)) for phrase in free]
    return tuple(_mention(document, number, sentence, phrase, actor) for phrase, actor in actors if actor)


def _actor(
    sentence: Sentence, phrase: Phrase, offices: Offices, setting: str | None, home: str | None
) -> Actor | None:
    """Give whom a phrase names in its setting; a government only where no other state is named."""
    role = sector(phrase, offices)
    if role == "GOV":
        country = None if _is_qualified(sentence, phrase) else home
    elif role in GROUNDED or (role == "MIL" and _is_governments(sentence, phrase, offices)):
        country = setting
    else:
        country = None
    return None if country is None else Actor(country=country, role=role)


def ground_strangers(sentence: Sentence, frame: Frame, mentions: Sequence[Mention]) -> Frame:
    """Give a frame of strangers alone the state of the one land that its sentence names.

    "Ten people are killed in a prison riot between gangs in Natal, Brazil": whoever they are, it is Brazil's.
    """
    sides = (*frame.source, *frame.target)
    if any(mention.actor.country or mention.actor.body for mention in sides):
        return frame
    there = [mention for mention in mentions if not _is_way(sentence, mention)]
    country = _setting(there) or _home(there)
    if country is None and frame.kind.plover == "RETREAT" and len(_countries(there)) == 1:
        country = next(iter(_countries(there)))  # "resigns as chief of the French Armed Forces"
    if country is None:
        return frame
    source, target = (
        tuple(_in_land(sentence, mention, country, frame.kind.plover) for mention in side)
        for side in (frame.source, frame.target)
    )
    return replace(frame, source=source, target=target)


def _in_land(sentence: Sentence, mention: Mention, country: str, plover: str | None) -> Mention:
    """Give somebody as at home in a land; without a sector only who does or suffers harm, or resigns."""
    head = sentence.tokens[mention.head]
    plain = (head.upos == "NOUN" and plover in BODILY) or (
        head.entity.endswith("PER") and plover == "RETREAT"
    )
    if mention.actor.role is None and not plain:
        return mention
    return replace(mention, actor=replace(mention.actor, country=country), how=GROUND)


def _is_governments(sentence: Sentence, phrase: Phrase, offices: Offices) -> bool:
    """Tell whether forces are a government's, and so at home where it is: "*government* forces"."""
    before = (child for child in sentence.children(phrase.core) if base(child) == "compound")
    return any(offices.roles.get(child.lemma.lower()) == "GOV" for child in before)


def _is_way(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a land is only where somebody goes: "some fled *into Turkey*"."""
    return mention.how in PLACES and case_of(sentence, mention.head) in WAYS


def _setting(settled: Sequence[Mention]) -> str | None:
    """Give the state in whose land all that a sentence tells happens."""
    where = {mention.actor.country for mention in settled if mention.how in PLACES and mention.actor.country}
    return next(iter(where)) if len(where) == 1 else None


def _home(settled: Sequence[Mention]) -> str | None:
    """Give the one state of a sentence if it is a land, or those named are people or organs at home in it.

    "The Supreme Court of Pakistan orders the Election Commission …"; a state or a soldier is at work abroad.
    """
    countries = _countries(settled)
    at_home = any(_is_at_home(mention) for mention in settled if mention.actor.country)
    return next(iter(countries)) if len(countries) == 1 and at_home else None


def _is_at_home(mention: Mention) -> bool:
    happening = mention.how == "demonym" and mention.actor.role is None  # "the Omani protests"
    return happening or mention.how in PLACES or mention.actor.role in AT_HOME


def _countries(settled: Sequence[Mention]) -> frozenset[str]:
    return frozenset(mention.actor.country for mention in settled if mention.actor.country)


def _is_free(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether nothing in the phrase says whose people these are, known or not."""
    several = phrase.office.sort == "person" and phrase.plural
    if not (several or phrase.office.sort in ("people", "body")) or phrase.office.owner_needed:
        return False
    owned = (
        phrase.owners or phrase.alien or phrase.pronoun is not None or phrase.owner_person or phrase.holder
    )
    core = sentence.tokens[phrase.core]
    qualifies = core.relation in ("compound", "amod", "nmod:poss") and core.head >= phrase.end
    return not owned and not qualifies and core.upos == "NOUN"


def _is_qualified(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a noun says of what people are in office: "*world* leaders" are no state's."""
    return phrase.office.sort != "body" and any(
        base(child) == "compound" for child in sentence.children(phrase.core)
    )


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
