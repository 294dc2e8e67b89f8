"""The one English line that tells a record, in the chronology and wherever it is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.measuring.fitting import (
    bare_mission,
    fit_content,
    fit_mutual,
    fit_number,
    fit_object,
    fit_owner,
    is_plural,
    side_names,
)
from detente.measuring.naming import (
    code_name,
    join_names,
    load_line_words,
    mention_name,
    own_words,
    party_name,
)
from detente.measuring.needs import StateNames
from detente.model.actor import Mention
from detente.model.dossier import Claim
from detente.model.event import Event, Modality, Part, Record
from detente.tables.articles import with_article
from detente.tables.kinds import EventKind, Kinds
from detente.tables.names import wordings_of
from detente.tables.subject_words import name_of

_SLOT = re.compile(r"\{(\w+)\}")
_BOTH = "{source} and {target}"
_NATIONALS = "nationals of {target}"
# Parts that name the thing of a tie: of them the name alone is told, not what the sentence adds about it.
_TIE_SLOTS = ("object", "mission", "person")


def record_line(record: Record, kinds: Kinds, states: StateNames) -> str:
    """Give the record's line, such as ``Mali named Fafré Camara ambassador to Morocco``.

    What has not happened or is only said to have happened opens with a hedge: ``only planned: ...``.
    """
    return event_text(record.best, kinds, states)


def event_text(event: Event, kinds: Kinds, states: StateNames) -> str:
    """Give the line of one event with its hedge."""
    kind = kinds.events.get(event.kind)
    line = _fill(_template(event, kind), event, kind, states)
    hedge = load_line_words().modality.get(event.modality.value, "")
    if event.modality is Modality.FUTURE and kind is not None and kind.shown == "promise":
        hedge = ""
    elif event.modality is Modality.FUTURE and kind is not None and kind.shown == "statement":
        # It has been said; what lies ahead is what was said.
        hedge = load_line_words().modality["ahead"] if event.evidence.said_by else hedge
    if event.modality is Modality.REPORTED and (who := told_by(event, states)):
        return f"{line}, {who}"
    return hedge + line


def told_by(event: Event, states: StateNames) -> str | None:
    """Tell whose word an act is: ``according to the ministry``; None where that is nobody with a name.

    Who speaks of what he did himself speaks on his own account.
    """
    said = speaker_name(event.evidence.said_by)
    if said is None:
        return None
    for mention in event.source:
        for name in (mention.text, mention.person, mention_name(mention, states)):
            if name and plain_name(name) == plain_name(said):
                return "by its own account" if mention.person is None else "by his or her own account"
    return f"according to {said}"


def speaker_name(said_by: str | None) -> str | None:
    """Give the words that name a speaker as a sentence has them; None for a mere pronoun."""
    if not said_by:
        return None
    first, space, rest = said_by.strip().partition(" ")
    if not space:
        return load_line_words().said.get(first.casefold(), first) or None
    return f"{first.lower()}{space}{rest}" if first.casefold() in load_line_words().determiners else said_by


def plain_name(name: str) -> str:
    """Give a name without article and capitals, to compare it with another."""
    return re.sub(r"^(?:the|an?) ", "", name.casefold())


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
    sources, acting = side_names(event.source, event, states, plain=plain)
    targets, suffering = side_names(event.target, event, states, plain=plain, suffers=True)
    if _NATIONALS in template:
        targets = [_nationals(one, states) or name for one, name in zip(suffering, targets, strict=True)]
    template = fit_mutual(template, event, sources)
    template = fit_content(
        fit_object(fit_owner(template, suffering, event.part("object"), event.quad), event), event, kind
    )
    owners = {one.actor.country for one in event.source if one.actor.country}
    values = {part.role: _part_text(part, kind, owners) for part in reversed(event.parts)}
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
    first = _SLOT.search(template)
    slot = first[1] if first else "source"
    many = slot in ("source", "all") and (len(set(sources)) > 1 or any(map(_is_many, acting)))
    template = fit_number(template, values.get(slot, "") if slot == "object" else "", many=many)
    line = _SLOT.sub(lambda slot: values.get(slot[1]) or _default(slot[1], event, kind), template)
    return _tidy(line.replace(" in places in ", " in "))


def _nationals(mention: Mention, states: StateNames) -> str | None:
    """Give the state whose nationals a mention stands for."""
    code = mention.actor.country
    return party_name(code, states) if code and code_name(code, states) else None


def _is_many(mention: Mention) -> bool:
    """Tell whether a subject is told in the plural: "armed forces", "Malian exporters", "people of"."""
    pattern = load_line_words().role.get(mention.actor.role or "", "")
    if mention.person or mention.office or mention.actor.name:
        return False
    return is_plural(own_words(mention) or pattern.replace("{state}'s", "")) or pattern.startswith("people")


def _part_text(part: Part, kind: EventKind | None, owners: Iterable[str] = ()) -> str:
    """Give a part's words as the line tells them: of a tie's thing the name alone, with an article."""
    if kind is None:
        return _clipped(part.text)
    text = name_of(part.text) if kind.status and part.role in _TIE_SLOTS else part.text
    if part.role == "mission":
        text = bare_mission(text, owners)
    elif part.role == "object" and kind.group == "recognition":
        text = with_article(text)  # what is recognised is a state
    words = load_line_words()
    articles = words.article.get(kind.name) or words.article.get(kind.group, {})
    first = text.strip('“"«').split(" ", 1)[0]
    bare = (
        first.casefold() not in words.determiners
        and not first[:1].isdigit()
        and not re.search(r"['’]s?$", first)
    )
    if first[:1].isupper() and first.casefold().partition("-")[0] in words.determiners:
        text = text.replace(first, first.lower(), 1)  # "Two people" opened its sentence
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
        if slot == "target":
            names += [name for mention in mentions for name in _wordings(mention)]
        if any(re.search(rf"\b{re.escape(name)}\b", words) for name in names):
            template = template.replace(f"{{{slot}}} {{object}}", "{object}")
            for word in load_line_words().repeated:
                for party in (slot, "all"):
                    template = template.replace(f" {word} {{{party}}}", "")
    return template


def _wordings(mention: Mention) -> tuple[str, ...]:
    """Give the words that name a plain state or its people: "a Malian drone" is one of Mali."""
    country = mention.actor.country
    return wordings_of("en", country) if country and not (mention.person or mention.actor.name) else ()


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
