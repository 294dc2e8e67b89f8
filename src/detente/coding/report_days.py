"""Days that a report tells once for what it tells elsewhere: of its lead, of a speech, of an announcement.

A sentence that names no day is dated by publication first. Here it gets the day that the report itself gives
elsewhere, where nothing stands against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detente.coding.below import base
from detente.coding.events import Circumstances
from detente.coding.frames import Frame
from detente.coding.modality import Judgement
from detente.coding.parties import OFFICIAL
from detente.model.actor import Mention
from detente.model.event import Modality, Precision, When
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues

Told = tuple[Frame, Circumstances, Judgement]
FindWhen = Callable[[Sentence, int, str, date | None], When]

LEAD = 400
"""Characters within which the first sentence of a report stands; one further down leads nothing."""
NEWS = timedelta(days=3)
"""So many days before publication at most lies the day of the lead that the whole report is about."""
BACK = 3
"""Sentences after an act within which "the recall" can mean it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with who is named in it and what it tells."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    told: tuple[Told, ...]


def settle_days(
    lines: Sequence[Line], text: str, published: date | None, *, find_when: FindWhen, cues: Cues
) -> tuple[tuple[Told, ...], ...]:
    """Give what each sentence tells, with the days that the report tells elsewhere."""
    if published is None:
        return tuple(line.told for line in lines)
    # 1. The day on which it was said, for what was said.
    spoken = [
        replace(line, told=tuple(_as_spoken(line, told, text, published, find_when) for told in line.told))
        for line in lines
    ]
    # 2. "The recall was announced on Sunday", for the recall before it.
    for place, line in enumerate(spoken):
        for lemma, when in _named_again(line.sentence, text, published, find_when, cues):
            for earlier in range(max(0, place - BACK), place):
                spoken[earlier] = _dated(spoken[earlier], lemma, when)
    # 3. The day of the lead, for what the same people did and said there.
    day = _lead_day(spoken, published)
    if day is None:
        return tuple(line.told for line in spoken)
    lead = spoken[0]
    return (lead.told, *(tuple(_as_lead(line, told, lead, day) for told in line.told) for line in spoken[1:]))


def _is_open(told: Told) -> bool:
    """Tell whether an act is dated by publication alone and was done, claimed or spoken of."""
    circumstances = told[1]
    if circumstances.when.precision is not Precision.PUBLICATION:
        return False
    done = circumstances.modality in (Modality.FACTUAL, Modality.REPORTED)
    return done or (circumstances.modality is Modality.FUTURE and circumstances.speaker is not None)


def _with(told: Told, when: When) -> Told:
    return told[0], replace(told[1], when=when), told[2]


def _on(day: date, *, exact: bool) -> When:
    """Give a day: of the act itself, or only of its telling."""
    return When(start=day, end=day, precision=Precision.DAY if exact else Precision.PUBLICATION)


def _as_spoken(line: Line, told: Told, text: str, published: date, find_when: FindWhen) -> Told:
    verb = _speech_verb(line.sentence, told)
    if verb is None or not _is_open(told):
        return told
    when = find_when(line.sentence, verb.index, text, published)
    exact = when.precision is Precision.DAY and when.start is not None and when.start <= published
    return _with(told, _on(when.start, exact=False)) if exact and when.start else told


def _speech_verb(sentence: Sentence, told: Told) -> Token | None:
    """Give the verb of who tells an act; None where the reporter does."""
    speaker = told[1].speaker
    if speaker is None:
        return None
    words = range(*speaker)
    top = next((index for index in words if sentence.tokens[index].head not in words), None)
    token = sentence.tokens[top] if top is not None else None
    if token is None or base(token) != "nsubj":
        return None
    verb = sentence.tokens[token.head]
    return verb if verb.upos == "VERB" and verb.index != told[0].anchor else None


def _named_again(
    sentence: Sentence, text: str, published: date, find_when: FindWhen, cues: Cues
) -> Iterator[tuple[str, When]]:
    """Give the acts that a sentence names by "the" and a noun as what was announced or done on a day."""
    for verb in sentence.tokens:
        if verb.upos != "VERB" or verb.feature("VerbForm") not in ("Fin", "Part"):
            continue
        for noun in sentence.children(verb.index):
            if noun.relation != "nsubj:pass" or noun.upos != "NOUN" or not _is_definite(sentence, noun):
                continue
            when = find_when(sentence, verb.index, text, published)
            if when.precision is Precision.DAY and when.start is not None and when.start <= published:
                told = cues.find("clause", verb.lemma.lower()) in ("speech", "claim")
                yield noun.lemma.lower(), _on(when.start, exact=not told)


def _is_definite(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun has "the" and nothing that would make it another one."""
    children = [child for child in sentence.children(noun.index) if base(child) != "punct"]
    return len(children) == 1 and children[0].text.lower() in ("the", "this")


def _dated(line: Line, lemma: str, when: When) -> Line:
    told = tuple(
        _with(each, when)
        if _is_open(each)
        and each[1].speaker is None
        and line.sentence.tokens[each[0].trigger].lemma.lower() == lemma
        else each
        for each in line.told
    )
    return replace(line, told=told)


def _lead_day(lines: Sequence[Line], published: date) -> date | None:
    """Give the one day on which the lead of a report has something happen, shortly before publication."""
    if not lines or lines[0].sentence.start > LEAD:
        return None
    days = {
        circumstances.when.start
        for _, circumstances, _ in lines[0].told
        if circumstances.modality in (Modality.FACTUAL, Modality.REPORTED)
        and circumstances.when.precision is Precision.DAY
    }
    day = next(iter(days)) if len(days) == 1 else None
    return day if day is not None and timedelta(0) < published - day <= NEWS else None


def _as_lead(line: Line, told: Told, lead: Line, day: date) -> Told:
    """Date an act by the lead where its verb, or that of its speaker, is told as past of the same people."""
    if not _is_open(told):
        return told
    verb = _speech_verb(line.sentence, told) if told[1].speaker is not None else None
    token = verb or _carrier(line.sentence, line.sentence.tokens[told[0].anchor])
    past = _past_of(line.sentence, token)
    doers = _subjects(line, token) or told[0].source
    if not past or not doers or not all(_is_in(mention, lead) for mention in doers):
        return told
    return _with(told, _on(day, exact=verb is None and past == SIMPLE))


SIMPLE, BEFORE = "simple", "before"
"""How a verb is past: done at one time ("signed"), or done before what the report tells ("had signed")."""


def _carrier(sentence: Sentence, token: Token) -> Token:
    """Give the verb whose tense an infinitive has: "had invited him *to offer* help"."""
    for _ in range(3):
        infinitive = token.feature("VerbForm") == "Inf" and base(token) in ("advcl", "xcomp")
        if not infinitive or token.head < 0 or sentence.tokens[token.head].upos != "VERB":
            break
        token = sentence.tokens[token.head]
    return token


def _past_of(sentence: Sentence, verb: Token) -> str:
    """Tell how a verb is past; "" where it is not, or reaches into the present ("has signed")."""
    if verb.upos != "VERB" or verb.feature("Tense") != "Past":
        return ""
    helped = [child for child in sentence.children(verb.index) if base(child) == "aux"]
    if not helped:
        return SIMPLE if verb.feature("VerbForm") == "Fin" else ""
    before = helped[0].feature("Tense") == "Past" and verb.feature("VerbForm") == "Part"
    return BEFORE if len(helped) == 1 and before else ""


def _subjects(line: Line, verb: Token) -> tuple[Mention, ...]:
    subjects = {child.index for child in line.sentence.children(verb.index) if base(child) == "nsubj"}
    return tuple(mention for mention in line.mentions if mention.head in subjects)


def _is_in(mention: Mention, lead: Line) -> bool:
    """Tell whether somebody is a person of the lead, or an office of a state that acts in it."""
    if mention.person is not None:
        return any(_who(other) == _who(mention) for other in lead.mentions if other.person)
    acting = {other.actor.country for frame, _, _ in lead.told for other in (*frame.source, *frame.target)}
    return mention.actor.role in OFFICIAL and mention.actor.country in acting - {None}


def _who(mention: Mention) -> tuple[str, str | None]:
    """Tell persons apart by family name and state, as a report that uses titles the second time."""
    return (mention.person or "").split()[-1].casefold(), mention.actor.country
