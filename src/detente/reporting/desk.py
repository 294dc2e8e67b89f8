"""What sections look things up in: names, kinds, tellings, documents and records of one set of facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from detente.model.actor import Mention
from detente.model.document import Document, Evidence
from detente.model.dossier import Claim, Facts
from detente.model.errors import UnknownStateError
from detente.model.event import Modality, Record, Telling
from detente.reporting.parts import Mark
from detente.reporting.wording import Words, load_words, word_short, word_when
from detente.tables.kinds import EventKind, Kinds, TieKind, load_kinds

_HEDGE = re.compile(r"([a-z][a-z ]{2,24}): (?=\S)")
_TONES = {
    Modality.FUTURE: "open",
    Modality.REPORTED: "unsure",
    Modality.HYPOTHETICAL: "unsure",
    Modality.NEGATED: "ended",
    Modality.HISTORICAL: "plain",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything at hand while the sections are written."""

    facts: Facts
    documents: Mapping[str, Document]
    words: Words
    kinds: Kinds
    records: Mapping[str, Record]
    lines: Mapping[str, str]
    tellings: Mapping[tuple[str, int, int, str], Telling]
    numbers: Mapping[str, int]
    names: Mapping[str, str]

    def name(self, code: str) -> str:
        """Name a state or an organisation; a code without a name is shown as it is."""
        return self.names.get(code) or _name_from_tables(code) or code

    def pair(self, codes: Iterable[str], *, directed: bool) -> str:
        """Name parties: ``Mali → Morocco`` where there is a direction, else ``Mali, Morocco``."""
        return (" → " if directed else ", ").join(self.name(code) for code in codes)

    def side(self, mentions: tuple[Mention, ...]) -> str:
        """Name who takes part on one side."""
        found = dict.fromkeys(self._actor(mention) for mention in mentions)
        return ", ".join(found)

    def _actor(self, mention: Mention) -> str:
        actor = mention.actor
        code = actor.country or actor.body
        name = self.name(code) if code else actor.name or mention.text
        if not actor.role or actor.role == "GOV" or not code:
            return name
        return f"{name} ({self.words.of('role', actor.role)})"

    def ways(self, record: Record) -> tuple[str, str]:
        """Give the direction of a record as a key (``ab``, ``ba``, ``both``, ``other``) and in words."""
        best = record.best
        source, target = self.side(best.source), self.side(best.target)
        sources = {mention.actor.country for mention in best.source}
        targets = {mention.actor.country for mention in best.target}
        a, b = self.facts.a.iso3, self.facts.b.iso3
        together = "both" if {a, b} <= sources | targets else "other"
        if not source or not target:
            # All sides named as one: "Mali and Morocco signed ...".
            return together, source or target
        if best.reciprocal:
            return together, f"{source} ↔ {target}"
        forth, back = a in sources and b in targets, b in sources and a in targets
        key = "both" if forth and back else "ab" if forth else "ba" if back else "other"
        return key, f"{source} → {target}"

    def line(self, record: Record) -> tuple[Mark | None, str]:
        """Give a record's line with the hedge taken out as a mark, so that it cannot be overlooked.

        A record without a line is told by its own words.
        """
        text = self.lines.get(record.id) or f"“{record.best.evidence.quote}”"
        modality = record.best.modality
        if modality is Modality.FACTUAL:
            return None, text
        hedge = _HEDGE.match(text)
        name = self.words.of("modality", modality.value)
        if hedge:
            name, text = hedge[1], text[hedge.end() :]
            text = text[:1].upper() + text[1:]
        return Mark(text=name, tone=_TONES[modality]), text

    def when(self, claim: Claim) -> str:
        """Word the time of a claim no more exactly than its record has it; empty where none is known."""
        record = self.records.get(claim.record or "")
        if record is not None and record.when.start == claim.day:
            return word_when(record.when)
        return word_short(claim.day) if claim.day else ""

    def event_kind(self, name: str) -> EventKind | None:
        """Give an event kind; None for one that the shipped kinds no longer have."""
        return self.kinds.events.get(name)

    def tie_kind(self, name: str) -> TieKind | None:
        """Give a tie kind; None for one that the shipped kinds no longer have."""
        return self.kinds.ties.get(name)

    def telling(self, evidence: Evidence) -> Telling | None:
        """Give the telling that a piece of evidence belongs to."""
        return self.tellings.get(_key(evidence))


def _key(evidence: Evidence) -> tuple[str, int, int, str]:
    return (evidence.document, evidence.span.start, evidence.span.end, evidence.rule)


def _name_from_tables(code: str) -> str | None:
    from detente.tables.states import load_states

    try:
        return load_states().name(code)
    except (UnknownStateError, KeyError):
        return None


def open_desk(facts: Facts, documents: Mapping[str, Document]) -> Desk:
    """Put everything at hand for one dossier."""
    found = {source.document.id: source.document for source in facts.sources}
    records = {record.id: record for record in (*facts.context, *facts.records)}
    names = {party.code: party.name for party in facts.third_parties}
    names |= {state.iso3: state.name for state in (facts.a, facts.b)}
    tellings = {
        _key(telling.event.evidence): telling for record in records.values() for telling in record.tellings
    }
    used = [source for source in facts.sources if source.used]
    return Desk(
        facts=facts,
        documents=MappingProxyType({**found, **documents}),
        words=load_words(),
        kinds=load_kinds(),
        records=MappingProxyType(records),
        lines=MappingProxyType(dict(facts.lines)),
        tellings=MappingProxyType(tellings),
        numbers=MappingProxyType({source.document.id: place for place, source in enumerate(used, start=1)}),
        names=MappingProxyType(names),
    )
