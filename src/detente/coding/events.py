"""From a frame that holds to the events it tells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from detente.coding.below import base
from detente.coding.frames import Frame
from detente.coding.parties import each_other_words
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.event import Event, Modality, Part, TieEffect, When
from detente.model.sentence import Sentence
from detente.tables.kinds import EventKind, Kinds
from detente.tables.scales import Scales
from detente.tables.territories import sovereign_of

CARRIES_MEANING = frozenset({"aux", "aux:pass", "cop", "mark", "advmod", "compound:prt", "obl:tmod", "expl"})
"""Relations below a trigger whose words a quotation may not lose: "did *not* visit", "*if* it visits"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the steps after the frame found: how it is told, by whom, when and where."""

    modality: Modality
    speaker: tuple[int, int] | None
    quoted: bool
    when: When
    place: str | None
    confidence: float
    side: str | None = None
    """Code of the state or body that the speaker is of."""


def to_events(
    document: Document, sentence: Sentence, frame: Frame, told: Circumstances, kinds: Kinds, scales: Scales
) -> tuple[Event, ...]:
    """Give the events that a frame tells: one, or one each way where two states do the same to each other."""
    kind = _kind_as_told(frame.kind, told.modality, kinds)
    speaker = _speaker_text(document, sentence, told.speaker)
    span = evidence_span(sentence, frame, told.speaker)
    evidence = Evidence.cut(document, span, rule=frame.wording.id, said_by=speaker)
    plover = None if frame.further else kind.plover
    trigger = " ".join(sentence.tokens[index].text for index in sorted(frame.words | {frame.trigger}))
    return tuple(
        Event(
            kind=kind.name, evidence=evidence, trigger=trigger, when=told.when, modality=told.modality,
            source=source, target=target, plover=plover, mode=kind.mode if plover else None,
            cameo=kind.cameo if plover else None, quad=scales.quad(plover),
            score=scales.score(plover, kind.mode), contexts=kind.contexts,
            tie=_tie_effect(kind, source, target, told.modality, kinds), reciprocal=mutual,
            parts=(*frame.parts, *_speaker_part(frame, told, speaker)),
            place=told.place, confidence=told.confidence,
        )
        for source, target, mutual in _pairings(_with_owners(frame, document.date), kind, kinds)
        if not _is_within(kind, source, target)
    )  # fmt: skip


def _speaker_part(frame: Frame, told: Circumstances, speaker: str | None) -> tuple[Part, ...]:
    """Give who speaks with his side, where the act does not: of a state of affairs that he claims."""
    claimed = frame.kind.manner is not None and frame.kind.shown == "state"
    if speaker is None or told.side is None or not claimed:
        return ()
    return (Part(role="speaker", text=speaker, value=told.side),)


def _with_owners(frame: Frame, day: date | None) -> Frame:
    """Count a territory as its state where that state acts on the other side: no relation of two states."""
    named = {mention.actor.country for mention in (*frame.source, *frame.target)}

    def settled(side: tuple[Mention, ...]) -> tuple[Mention, ...]:
        found = []
        for mention in side:
            owner = sovereign_of(mention.actor.country, day)
            owned = owner is not None and owner in named
            found.append(replace(mention, actor=replace(mention.actor, country=owner)) if owned else mention)
        return tuple(found)

    return replace(frame, source=settled(frame.source), target=settled(frame.target))


def _is_within(kind: EventKind, source: tuple[Mention, ...], target: tuple[Mention, ...]) -> bool:
    """Tell whether what holds between two states is told of one: an embassy or a visit at home."""
    parties = {party_code(mention.actor) for mention in (*source, *target)}
    return (
        (kind.plover is None or kind.group == "visit")
        and kind.status is not None
        and bool(source and target)
        and len(parties) == 1
    )


def _kind_as_told(kind: EventKind, modality: Modality, kinds: Kinds) -> EventKind:
    """Turn what is only announced into its plan: a future visit is an agreement to visit."""
    if modality is Modality.FUTURE and kind.future is not None:
        return kinds.event(kind.future)
    return kind


def _pairings(
    frame: Frame, kind: EventKind, kinds: Kinds
) -> tuple[tuple[tuple[Mention, ...], tuple[Mention, ...], bool], ...]:
    """Give source, target and mutuality of each act: "recalled each other's envoys" tells two."""
    tie = kinds.ties.get(kind.group) if kind.status else None
    both = (*frame.source, *frame.target)
    if tie is None or tie.parties == "all" or not frame.each_other:
        return ((frame.source, frame.target, frame.reciprocal),)
    return tuple(((one,), (other,), False) for one, other in permutations(both, 2))


def _tie_effect(
    kind: EventKind,
    source: tuple[Mention, ...],
    target: tuple[Mention, ...],
    modality: Modality,
    kinds: Kinds,
) -> TieEffect | None:
    """Give what the act does to its tie; what was not done, or only might be, does nothing."""
    tie = kinds.ties.get(kind.group)
    if tie is None or kind.status is None or modality in (Modality.NEGATED, Modality.HYPOTHETICAL):
        return None
    sides = (target, source) if kind.owner == "target" else (source, target)
    parties = tuple(dict.fromkeys(party_code(mention.actor) for side in sides for mention in side))
    if len(parties) < 2 and tie.kind not in ("initiative", "project"):
        return None
    return TieEffect(kind=tie.kind, parties=parties, status=kind.status)


def tie_pairs(event: Event, kinds: Kinds) -> tuple[TieEffect, ...]:
    """Give the ties that an event bears on, one per pair where the tie has a direction.

    "Recalled its ambassadors to A and B" is one act and two ties; its own `tie` lists all parties.
    """
    if event.tie is None:
        return ()
    tie, kind = kinds.ties[event.tie.kind], kinds.event(event.kind)
    if tie.parties == "all" or len(event.tie.parties) <= 2:
        return (event.tie,)
    sides = (event.target, event.source) if kind.owner == "target" else (event.source, event.target)
    first, second = (tuple(dict.fromkeys(party_code(m.actor) for m in side)) for side in sides)
    pairs = ((one, other) for one in first for other in second if one != other)
    return tuple(TieEffect(kind=tie.kind, parties=pair, status=event.tie.status) for pair in pairs)


def party_code(actor: Actor) -> str:
    """Give an actor's code as a party of a tie: ``MLI``, ``EUR``, ``UNO``, else ``IGO:`` and the body."""
    if actor.country:
        return actor.country
    body = actor.body or "---"
    return body if body in ("EUR", "UNO", "IGO", "NGO", "IMG", "MNC", "---") else f"IGO:{body}"


def _speaker_text(document: Document, sentence: Sentence, speaker: tuple[int, int] | None) -> str | None:
    if speaker is None:
        return None
    words = sentence.tokens[speaker[0] : speaker[1]]
    return document.text[words[0].start : words[-1].end] if words else None


def evidence_span(sentence: Sentence, frame: Frame, speaker: tuple[int, int] | None) -> Span:
    """Give the shortest stretch with trigger, parties, parts, speaker, and all that bears on the modality."""
    indexes = set(frame.words) | {frame.trigger, frame.anchor} | set(frame.fillers)
    if frame.each_other:
        indexes |= each_other_words(sentence, frame.anchor)
    for index in (frame.trigger, frame.anchor):
        indexes |= {child.index for child in sentence.children(index) if child.relation in CARRIES_MEANING}
        head = sentence.tokens[index].head
        if head >= 0 and base(sentence.tokens[index]) in ("xcomp", "ccomp", "obj", "acl"):
            indexes.add(head)
            indexes |= {child.index for child in sentence.children(head) if child.relation in CARRIES_MEANING}
    for filler in frame.fillers:
        indexes |= {
            token.index for token in sentence.subtree(filler) if base(token) not in ("punct", "parataxis")
        }
    if speaker is not None:
        indexes |= set(range(*speaker))
    start = min(sentence.tokens[index].start for index in indexes)
    end = max(sentence.tokens[index].end for index in indexes)
    inside = [
        m.span
        for m in (*frame.source, *frame.target)
        if m.span.end <= sentence.end and m.span.start >= sentence.start
    ]
    return Span(start=min([start, *(s.start for s in inside)]), end=max([end, *(s.end for s in inside)]))
