"""What was only said: statements with their speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from detente.measuring.episodes import GOVERNMENT
from detente.measuring.naming import own_words
from detente.measuring.needs import OfficeTerms, StateNames
from detente.measuring.quoting import sentence_around, shown_words, speech
from detente.model.actor import Mention
from detente.model.document import Evidence
from detente.model.dossier import Statement
from detente.model.event import Event, Modality, Record
from detente.tables.kinds import EventKind, Kinds
from detente.tables.names import wordings_of

_UNSAID = (Modality.FUTURE, Modality.NEGATED, Modality.HYPOTHETICAL)
# Words such as "Mr" and "President" that may stand before a name.
_TITLE_WORDS = 2
# What a ministry or committee is for stands behind it in capitals: "Ministry | of Foreign Affairs".
_FIELD = re.compile(r" (?:of|for)(?: the)? [A-Z]\w+(?:(?: and|,)? [A-Z]\w+)*")


def statements(
    records: Iterable[Record],
    kinds: Kinds,
    leaders: OfficeTerms | None = None,
    states: StateNames | None = None,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Statement, ...]:
    """Give what was said, oldest first: acts of speech, and acts told with a quotation of a party.

    The office is that of the text, else the one that `leaders` know the speaker to have held on that day; a
    topic that is a state or territory has the name that `states` give it. `texts` are those of the documents:
    what is quoted is a speech or a whole sentence, never a piece of one.

    What is only planned, denied or possible was not said and is left out; "he said that A would go on
    supporting B" was said, though the support lies ahead.
    """
    found = [said for record in records if (said := _statement(record, kinds, leaders, states, texts))]
    return tuple(sorted(found, key=lambda said: (said.day or date.min, said.record)))


def _statement(
    record: Record,
    kinds: Kinds,
    leaders: OfficeTerms | None,
    states: StateNames | None,
    texts: Mapping[str, str],
) -> Statement | None:
    event = record.best
    kind = kinds.events.get(event.kind)
    if kind is None or not event.source or (event.modality in _UNSAID and not _is_said_ahead(event, kind)):
        return None
    said_by, text = event.evidence.said_by, texts.get(event.evidence.document)
    # Who only tells what another said is not the speaker.
    teller = said_by if event.modality is not Modality.REPORTED else None
    start, sentence = sentence_around(event.evidence, text)
    quoted = speech(event, sentence, event.evidence.span.start - start)
    told = next((part for part in event.parts if part.role == "speaker"), None)
    spoken = quoted and (teller or event.source[0].person)
    if kind.shown != "statement" and not spoken and told is None:
        return None
    speaker = _speaker(event.source, said_by)
    side = told.value if told else speaker.actor.country or speaker.actor.body
    if side is None:
        return None
    name = speaker.person or teller or _group_name(speaker, event.evidence)
    about = {code for one in event.target if (code := one.actor.country or one.actor.body)}
    if told:
        about = set(record.countries)
    return Statement(
        record=record.id,
        speaker=name,
        office=(speaker.office if speaker.person or not name else None)
        or _office_on(speaker.person or teller, side, record, leaders),
        side=side,
        about=tuple(sorted(about - {side} or about)),
        manner=kind.manner or ("promise" if kind.shown == "promise" else "position"),
        quote=shown_words(event, text),
        day=record.when.start,
        evidence=tuple(dict.fromkeys(record.evidence)),
        topic=_topic(event, states) or event.part("object") or event.part("quality"),
    )


def _group_name(speaker: Mention, evidence: Evidence) -> str | None:
    """Give the name of a firm, a party or a group that speaks for itself, else of a body of the state."""
    own = None if speaker.actor.role in GOVERNMENT else speaker.actor.name
    return own_words(speaker, evidence) or own or _organ(speaker, evidence)


def _organ(speaker: Mention, evidence: Evidence) -> str | None:
    """Give the body that speaks as the text names it: "South Korea's Ministry of Unification".

    None for the mere state, an office-holder, and words that stand for one named before.
    """
    text, country = " ".join(speaker.text.split()), speaker.actor.country
    if speaker.person or speaker.how == "pronoun" or not country or " " not in text:
        return None
    names = wordings_of("en", country)
    if _plain(text) in names or not any(re.search(rf"\b{re.escape(name)}\b", text) for name in names):
        return None
    after = evidence.quote[max(speaker.span.end - evidence.span.start, 0) :]
    field = _FIELD.match(after)
    return f"{text}{field[0]}" if field else text


def _plain(text: str) -> str:
    return re.sub(r"^[Tt]he ", "", text)


def _topic(event: Event, states: StateNames | None) -> str | None:
    """Give the topic as the text calls it, or by the name of the state or territory that it is."""
    part = next((part for part in event.parts if part.role == "topic"), None)
    if part is None:
        return None
    return states.name(part.value) if states is not None and part.value else part.text


def _office_on(name: str | None, side: str, record: Record, leaders: OfficeTerms | None) -> str | None:
    """Give the one office that the bearer of a name, with or without a title, held for a side on that day."""
    day = record.when.start
    words = (name or "").split()
    for first in range(min(len(words), _TITLE_WORDS + 1)) if leaders and day else ():
        terms = leaders.find(" ".join(words[first:]), day) if leaders else ()
        offices = {term.office for term in terms if term.iso3 == side}
        if offices:
            return next(iter(offices)) if len(offices) == 1 else None
    return None


def _is_said_ahead(event: Event, kind: EventKind) -> bool:
    """Tell whether somebody named speaks of what a state will do or go on doing."""
    said = kind.shown == "statement" and event.evidence.said_by is not None
    return said and event.modality is Modality.FUTURE


def _speaker(sources: tuple[Mention, ...], said_by: str | None) -> Mention:
    """Give who speaks: the person that the evidence names, else a person, else the first."""
    named = [mention for mention in sources if mention.person]
    if said_by:
        for mention in named:
            if mention.person and (mention.person in said_by or said_by in mention.person):
                return mention
    return (named or list(sources))[0]
