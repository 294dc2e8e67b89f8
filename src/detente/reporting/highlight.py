"""Events as a notebook shows them: the words that tell each, with who, whom and the trigger marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from detente.model.document import Document, Span
from detente.model.event import Event

AROUND = 90
"""Characters of text shown before and after the words."""
# Told apart by line and by word, not by colour alone.
_STYLES = {
    "who": "background:#dbeafe;border-bottom:2px solid #1d4ed8",
    "whom": "background:#fef3c7;border-bottom:2px dashed #b45309",
    "trigger": "background:#e5e7eb;border-bottom:2px dotted #374151",
}
_UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0), "\N{REPLACEMENT CHARACTER}")


def highlight(document: Document, events: Sequence[Event]) -> str:
    """Give HTML that shows the events of a document, each with its words; every text is escaped."""
    title = _text(document.title or document.id)
    beside = ", ".join(filter(None, (document.publisher, str(document.date) if document.date else None)))
    head = f'<p dir="auto"><b>{title}</b>{f" ({_text(beside)})" if beside else ""}</p>'
    if not events:
        return f"<div>{head}<p>No event was read.</p></div>"
    return f"<div>{head}{''.join(_event(document, event) for event in events)}</div>"


def _event(document: Document, event: Event) -> str:
    span = event.evidence.span
    start, end = max(0, span.start - AROUND), min(len(document.text), span.end + AROUND)
    before = _text(document.text[start : span.start])
    after = _text(document.text[span.end : end])
    words = "".join(_marked(document.text, span, event))
    parts = " ".join(f"{part.role}={part.text}" for part in event.parts)
    day = f"{event.when.day} ({event.when.precision})" if event.when.day else "no day"
    line = f"{event.line.split(' ' + event.parts[0].role + '=')[0] if event.parts else event.line}"
    return (
        f'<p dir="auto"><small>{"… " if start else ""}{before}</small><b style="font-weight:500">{words}</b>'
        f"<small>{after}{' …' if end < len(document.text) else ''}</small><br>"
        f"<code>{_text(line)}</code> <small>{_text(parts)} · {_text(day)} · {_text(event.evidence.rule)} · "
        f"confidence {event.confidence:.2f}</small></p>"
    )


def _marked(text: str, span: Span, event: Event) -> Iterator[str]:
    """Give the words with their marks; of marks that cross, the first stays."""
    wanted = [(mention.span, "who") for mention in event.source]
    wanted += [(mention.span, "whom") for mention in event.target]
    at = text.find(event.trigger, span.start, span.end) if event.trigger else -1
    if at >= 0:
        wanted.append((Span(start=at, end=at + len(event.trigger)), "trigger"))
    place = span.start
    for found, role in sorted(wanted, key=lambda entry: (entry[0].start, entry[0].end)):
        if found.start < place or found.end > span.end:
            continue
        yield _text(text[place : found.start])
        words = _text(text[found.start : found.end])
        yield f'<mark style="{_STYLES[role]}" title="{role}"><bdi>{words}</bdi></mark>'
        place = found.end
    yield _text(text[place : span.end])


def _text(text: str) -> str:
    return escape(text.translate(_UNSEEN)).replace("\n", " ")
