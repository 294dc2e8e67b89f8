"""What was only said: statements with their speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from detente.measuring.needs import OfficeTerms, StateNames
from detente.model.actor import Mention
from detente.model.dossier import Statement
from detente.model.event import Event, Modality, Record
from detente.tables.kinds import EventKind, Kinds

_QUOTED = re.compile(r"[“«\"]\s*([^”»\"“«]{3,}?)\s*[”»\"]")
_UNSAID = (Modality.FUTURE, Modality.NEGATED, Modality.HYPOTHETICAL)
# A title or an irony mark in quotation marks is no speech; four words and more are.
_SPEECH_WORDS = 4
# Words such as "Mr" and "President" that may stand before a name.
_TITLE_WORDS = 2


def statements(
    records: Iterable[Record],
    kinds: Kinds,
    leaders: OfficeTerms | None = None,
    states: StateNames | None = None,
) -> tuple[Statement, ...]:
    """Give what was said, oldest first: acts of speech, and acts told with a quotation of a party.

    The office is that of the text, else the one that `leaders` know the speaker to have held on that day; a
    topic that is a state or territory has the name that `states` give it.

    What is only planned, denied or possible was not said and is left out; "he said that A would go on
    supporting B" was said, though the support lies ahead.
    """
    found = [said for record in records if (said := _statement(record, kinds, leaders, states))]
    return tuple(sorted(found, key=lambda said: (said.day or date.min, said.record)))


def _statement(
    record: Record, kinds: Kinds, leaders: OfficeTerms | None, states: StateNames | None
) -> Statement | None:
    event = record.best
    kind = kinds.events.get(event.kind)
    if kind is None or not event.source or (event.modality in _UNSAID and not _is_said_ahead(event, kind)):
        return None
    quoted = quoted_words(event.evidence.quote)
    speech = any(len(words.split()) >= _SPEECH_WORDS for words in quoted)
    told = next((part for part in event.parts if part.role == "speaker"), None)
    spoken = speech and (event.evidence.said_by or event.source[0].person)
    if kind.shown != "statement" and not spoken and told is None:
        return None
    speaker = _speaker(event.source, event.evidence.said_by)
    side = told.value if told else speaker.actor.country or speaker.actor.body
    if side is None:
        return None
    about = [mention.actor.country or mention.actor.body for mention in event.target]
    if told:
        about = [code for code in record.countries if code != side]
    return Statement(
        record=record.id,
        speaker=speaker.person or event.evidence.said_by,
        office=speaker.office or _office_on(speaker.person or event.evidence.said_by, side, record, leaders),
        side=side,
        about=tuple(sorted({code for code in about if code})),
        manner=kind.manner or ("promise" if kind.shown == "promise" else "position"),
        quote=" … ".join(quoted) or event.evidence.quote,
        day=record.when.start,
        evidence=tuple(dict.fromkeys(record.evidence)),
        topic=_topic(event, states) or event.part("object") or event.part("quality"),
    )


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


def quoted_words(text: str) -> tuple[str, ...]:
    """Give the stretches inside quotation marks.

    >>> quoted_words('He called Morocco a "brother and friend" of Mali.')
    ('brother and friend',)
    """
    return tuple(match[1].strip(" ,") for match in _QUOTED.finditer(text))


def _speaker(sources: tuple[Mention, ...], said_by: str | None) -> Mention:
    """Give who speaks: the person that the evidence names, else a person, else the first."""
    named = [mention for mention in sources if mention.person]
    if said_by:
        for mention in named:
            if mention.person and (mention.person in said_by or said_by in mention.person):
                return mention
    return (named or list(sources))[0]
