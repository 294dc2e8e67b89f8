"""The one English line that tells a record, in the chronology and wherever it is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.measuring.naming import code_name, join_names, load_line_words, mention_name
from detente.measuring.needs import StateNames
from detente.model.dossier import Claim
from detente.model.event import Event, Modality, Part, Record
from detente.tables.kinds import EventKind, Kinds
from detente.tables.subject_words import name_of

_SLOT = re.compile(r"\{(\w+)\}")
_BOTH = "{source} and {target}"
_NATIONALS = "nationals of {target}"
# Parts that name the thing of a tie: of them the name alone is told, not what the sentence adds about it.
_TIE_SLOTS = ("object", "mission", "person")


def record_line(record: Record, kinds: Kinds, states: StateNames) -> str:
    """Give the record's line, such as ``Mali named Fafré Camara ambassador to Morocco``.

    What has not happened or is only said to have happened opens with a hedge: ``planned: ...``.
    """
    return event_text(record.best, kinds, states)


def event_text(event: Event, kinds: Kinds, states: StateNames) -> str:
    """Give the line of one event with its hedge."""
    kind = kinds.events.get(event.kind)
    line = _fill(_template(event, kind), event, kind, states)
    hedge = load_line_words().modality.get(event.modality.value, "")
    if event.modality is Modality.FUTURE and kind is not None and kind.shown == "promise":
        hedge = ""
    if event.modality is Modality.REPORTED and event.evidence.said_by:
        return f"{line}, according to {event.evidence.said_by}"
    return hedge + line


def lines_of(records: Iterable[Record], kinds: Kinds, states: StateNames) -> tuple[tuple[str, str], ...]:
    """Give (record id, line) pairs, as ``Facts.lines`` holds them."""
    return tuple((record.id, record_line(record, kinds, states)) for record in records)


def record_claim(
    record: Record, kinds: Kinds, states: StateNames, *, label: str | None = None, notes: tuple[str, ...] = ()
) -> Claim:
    """Give the record's line as a claim that cites all its tellings."""
    return Claim(
        text=record_line(record, kinds, states),
        evidence=tuple(dict.fromkeys(record.evidence)),
        label=label,
        day=record.when.start,
        record=record.id,
        notes=notes,
    )


def _template(event: Event, kind: EventKind | None) -> str:
    if kind is not None and kind.label:
        return kind.label
    words = event.kind.replace("-", " ")
    return f"{{source}} and {{target}}: {words}" if event.reciprocal else f"{{source}}: {words} {{target}}"


def _fill(template: str, event: Event, kind: EventKind | None, states: StateNames) -> str:
    plain = "{person}" in template or "{source}'s" in template or "{target}'s" in template
    sources = [mention_name(mention, states, plain=plain) for mention in event.source]
    targets = [mention_name(mention, states, plain=plain) for mention in event.target]
    if _NATIONALS in template:
        targets = [
            (mention.actor.country and code_name(mention.actor.country, states)) or name
            for mention, name in zip(event.target, targets, strict=True)
        ]
    values = {part.role: _part_text(part, kind) for part in reversed(event.parts)}
    values |= {
        "quote": f"“{_clipped(event.evidence.quote)}”",
        "source": join_names(sources),
        "target": join_names(name for name in targets if name not in sources),
    }
    if _BOTH in template:
        template = template.replace(_BOTH, "{all}")
        values["all"] = join_names((*sources, *targets))
        if not sources and values["all"]:
            values["source"] = values["all"]
    template = _without_repetition(template, event, values)
    return _tidy(_SLOT.sub(lambda slot: values.get(slot[1]) or _default(slot[1], event, kind), template))


def _part_text(part: Part, kind: EventKind | None) -> str:
    """Give a part's words as the line tells them: of a tie's thing the name alone, with an article."""
    if kind is None:
        return _clipped(part.text)
    text = name_of(part.text) if kind.status and part.role in _TIE_SLOTS else part.text
    words = load_line_words()
    articles = words.article.get(kind.name) or words.article.get(kind.group, {})
    first = text.strip('“"«').split(" ", 1)[0]
    bare = (
        first.casefold() not in words.determiners
        and not first[:1].isdigit()
        and not re.search(r"['’]s?$", first)
    )
    if text and bare and part.role in articles:
        article = articles[part.role]
        text = f"{'an' if article == 'a' and first[:1].casefold() in 'aeiou' else article} {text}"
    return _clipped(text)


def _default(slot: str, event: Event, kind: EventKind | None) -> str:
    table = load_line_words().default
    slot = "source" if slot == "all" else slot
    for key in (event.kind, kind.group if kind else "", "all"):
        if slot in table.get(key, {}):
            return table[key][slot]
    return ""


def _without_repetition(template: str, event: Event, values: dict[str, str]) -> str:
    """Drop a slot for the target or source where the object's own words name the same party."""
    words = " ".join(
        part.text for part in event.parts if f"{{{part.role}}}" in template and part.role != "person"
    )
    for slot, mentions in (("target", event.target), ("source", event.source)):
        names = [name for mention in mentions for name in (mention.text, values.get(slot)) if name]
        if any(re.search(rf"\b{re.escape(name)}\b", words) for name in names):
            template = template.replace(f"{{{slot}}} {{object}}", "{object}")
            for word in load_line_words().repeated:
                for party in (slot, "all"):
                    template = template.replace(f" {word} {{{party}}}", "")
    return template


def _clipped(text: str) -> str:
    text = " ".join(text.split())
    longest = load_line_words().longest
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _tidy(line: str) -> str:
    """Close the gaps that empty slots leave."""
    line = re.sub(r"\s+", " ", line).replace(" ,", ",").replace(" :", ":").strip(" :")
    line = re.sub(r"\b(\w*s)'s\b", r"\1'", line)
    line = re.sub(rf"\s(?:{'|'.join(sorted(load_line_words().dangling))}):", ":", line)
    words = line.split(" ")
    hanging = load_line_words().dangling
    while len(words) > 1 and words[-1] in hanging:
        words.pop()
    kept = [
        word
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if not (word in hanging and after.endswith(":") and after.rstrip(":") in hanging)
    ]
    return " ".join(kept).strip(" :")
