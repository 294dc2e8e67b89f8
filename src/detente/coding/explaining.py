"""What was seen on the way from a sentence to its events, in words and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.coding.coder import Reading
from detente.coding.frames import Attempt
from detente.model.interchange import event_to_json
from detente.tables.names import load_names


def reading_as_text(reading: Reading) -> str:
    """Write the steps one below the other: words, actors, wordings, modality and date, events."""
    return "\n".join(_lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    tokens = reading.sentence.tokens
    yield " ".join(token.text for token in tokens)
    yield f"\nwords (can hold an event: {reading.sentence.score:.2f})"
    for token in tokens:
        head = tokens[token.head].text if token.head >= 0 else "–"
        grammar = f"{token.upos:<6} {token.relation:<12} {head}"
        yield f"  {token.index:>3} {token.text:<18} {token.lemma:<16} {grammar}"
    yield "\nactors"
    for mention in reading.mentions:
        person = f", {mention.person}" if mention.person else ""
        yield f"  {mention.text!r}: {mention.actor.code} (by {mention.how}{person})"
    if not reading.mentions:
        yield "  none"
    yield "\nwordings tried"
    yield from (_attempt(attempt, reading) for attempt in reading.attempts)
    if not reading.attempts:
        yield "  none: no word is a trigger"
    yield "\ntold how"
    for frame, told, judgement in reading.frames:
        cues = f" by {', '.join(map(repr, judgement.cues))}" if judgement.cues else ""
        when = told.when
        day = f"{when.start} to {when.end}" if when.start != when.end else str(when.start)
        place = told.place or "not told"
        yield f"  {frame.kind.name}: {told.modality}{cues}; {day} ({when.precision}); place {place}"
    yield "\nevents"
    yield from (
        f"  {event.line}  ({event.confidence:.2f}, {event.evidence.rule})" for event in reading.events
    )
    if not reading.events:
        yield "  none"


def _attempt(attempt: Attempt, reading: Reading) -> str:
    mark = "held" if attempt.held else "fell"
    return f"  {mark}  {reading.sentence.tokens[attempt.trigger].text:<14} {attempt.rule}: {attempt.why}"


def reading_as_dict(reading: Reading) -> dict[str, Any]:
    """Give the steps as plain values for JSON."""
    return {
        "tokens": [
            {"text": t.text, "lemma": t.lemma, "upos": t.upos, "head": t.head, "relation": t.relation}
            for t in reading.sentence.tokens
        ],
        "actors": [{"text": m.text, "code": m.actor.code, "how": m.how} for m in reading.mentions],
        "tried": [
            {"rule": a.rule, "trigger": a.trigger, "held": a.held, "why": a.why} for a in reading.attempts
        ],
        "events": [event_to_json(event, classes=load_names("en").classes) for event in reading.events],
    }
