"""The words that a statement is shown with: the speaker's own, else the sentence that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.measuring.naming import load_line_words
from detente.measuring.passages import SENTENCE
from detente.model.document import Evidence
from detente.model.event import Event
from detente.tables.datelines import without_dateline

_OPENING, _CLOSING, _PLAIN = "“«„", "”»", '"'
# A title or an irony mark in quotation marks is no speech; so many words and more are.
_SPEECH_WORDS = 4
# So many words say something of themselves, wherever they are cut.
_LONG_SPEECH = 10
# The part of an act that holds what somebody is called: "a *brother and friend*".
_CALLED = "quality"
_ENDS = (",", ".", "!", "?", "…")
# A sentence longer than this is shown by the piece between semicolons that holds the words cited.
_LONG = 300
_WORD = re.compile(r"[^\W_]+")


def shown_words(event: Event, text: str | None) -> str:
    """Give the words to show for a statement.

    `text` is the text of the document. Where the sentence quotes the speaker at length on this very matter
    they are the quotation; else the sentence itself, since a scrap of it such as "significantly increasing"
    tells a reader nothing.
    """
    evidence = event.evidence
    start, sentence = sentence_around(evidence, text)
    spoken = speech(event, sentence, evidence.span.start - start)
    return " … ".join(spoken) or _trimmed(without_dateline(_piece(sentence, evidence)))


def speech(event: Event, sentence: str, start: int = 0) -> tuple[str, ...]:
    """Give the quotations in a sentence that are words of this act: of some length, or what it calls another.

    `start` is where in the sentence the words cited begin. A quotation that stands before the verb is of
    another act where "and", "but" or a semicolon parts the two: "called the step “a door half shut” and urged
    both to talk" urges nothing in quotation marks.
    """
    end = start + len(event.evidence.quote)
    found = []
    for first, last in quotations(sentence):
        words = sentence[first:last].strip(" ,")
        cited = first < end and last > start
        called = words.casefold() == (event.part(_CALLED) or "").casefold()
        if (
            cited
            and (called or _is_speech(sentence[first:last]))
            and _belongs(event, sentence, first, last, start)
        ):
            found.append(words)
    return tuple(found)


def _is_speech(words: str) -> bool:
    """Tell whether a quotation says something of itself.

    It is long, or some words that begin like a sentence or end like one, with the mark inside: of "a clear
    violation of sovereignty" nobody knows what was said to be one.
    """
    told, number = words.strip(), len(words.split())
    whole = told[:1].isupper() or told[-1:] in _ENDS
    return number >= _LONG_SPEECH or (number >= _SPEECH_WORDS and whole)


def _belongs(event: Event, sentence: str, first: int, last: int, start: int) -> bool:
    cited = sentence[start : start + len(event.evidence.quote)]
    places = [
        start + found.start()
        for word in event.trigger.split()
        for found in re.finditer(rf"\b{re.escape(word)}\b", cited)
    ]
    if not places or any(place < last for place in places):
        return True
    between = sentence[last : min(places)]
    parted = {word.casefold() for word in _WORD.findall(between)} & load_line_words().parting
    return not parted and ";" not in between


def quotations(sentence: str) -> Iterator[tuple[int, int]]:
    """Give the half-open stretches inside quotation marks.

    A closing mark without an opening one ends a quotation that began before the sentence.

    >>> list(quotations('She said: "Yes."'))
    [(11, 15)]
    """
    opened: int | None = None
    for place, mark in enumerate(sentence):
        if mark in _OPENING or (mark in _PLAIN and opened is None):
            opened = place + 1
        elif mark in _CLOSING or mark in _PLAIN:
            first = 0 if opened is None else opened
            opened = None
            if first < place:
                yield first, place


def sentence_around(evidence: Evidence, text: str | None) -> tuple[int, str]:
    """Give the sentence that holds the words cited, with where it begins; the words alone without a text."""
    own = evidence.span.start, evidence.quote
    if text is None or text[evidence.span.start : evidence.span.end] != evidence.quote:
        return own
    first = max(text.rfind("\n", 0, evidence.span.start) + 1, 0)
    last = text.find("\n", evidence.span.end)
    paragraph = text[first : last if last >= 0 else len(text)]
    start, end = evidence.span.start - first, evidence.span.end - first
    inside = [one.span() for one in SENTENCE.finditer(paragraph) if one.start() < end and one.end() > start]
    if not inside:
        return own
    return first + inside[0][0], paragraph[inside[0][0] : inside[-1][1]]


def _piece(sentence: str, evidence: Evidence) -> str:
    """Give a long sentence only from semicolon to semicolon; one that stays long from the words cited on."""
    if len(sentence) <= _LONG:
        return sentence
    place = sentence.find(evidence.quote)
    first = sentence.rfind(";", 0, place) + 1
    last = sentence.find(";", place + len(evidence.quote))
    piece = sentence[first : last if last >= 0 else len(sentence)].strip()
    if len(piece) <= _LONG:
        return piece
    most = max(_LONG, len(evidence.quote))
    rest = piece[max(piece.find(evidence.quote), 0) :]
    return rest if len(rest) <= most else f"{rest[:most].rpartition(' ')[0]} …"


def _trimmed(words: str) -> str:
    """Drop the full stop, and quotation marks without a partner, at either end."""
    words = words.strip().rstrip(".")
    opening, closing = (sum(words.count(mark) for mark in marks) for marks in (_OPENING, _CLOSING))
    if closing > opening and words[-1:] in _CLOSING:
        words = words[:-1]
    if opening > closing and words[:1] in _OPENING:
        words = words[1:]
    return words.strip(" ,")
