"""Of which side somebody speaks, and whether it is of the other side's acts."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.frames import Frame
from detente.coding.modality import Judgement
from detente.model.actor import Mention
from detente.model.event import Modality
from detente.model.sentence import Sentence

CHARGED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types of deeds that one state or body charges another with, whomever they were done to."""

DEALT = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "ACCUSE"})
"""Types of what firms do with one another as usual."""


def is_commerce(frame: Frame) -> bool:
    """Tell whether firms deal, or go to law, with one another or with nobody known: "two banks merge"."""
    sides = (*frame.source, *frame.target)
    alone = any(m.actor.role == "BUS" for m in sides) and all(map(_is_private, sides))
    return alone and frame.kind.plover in DEALT and frame.kind.status is None


def is_claim(frame: Frame, judgement: Judgement, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether one party speaks of what another did: a claim, not a report of the speaker's own act."""
    if judgement.claim:
        return True
    if judgement.speaker is None:
        return False
    first, last = judgement.speaker
    speakers = {m.actor.country or m.actor.code for m in mentions if first <= m.head < last}
    doers = {m.actor.country or m.actor.code for m in frame.source}
    states = {m.actor.country or m.actor.body for m in frame.source}
    if not speakers or not doers or speakers & doers:
        return False
    return bool(speakers & frame.countries) or (frame.kind.plover in CHARGED and None not in states)


def _is_private(mention: Mention) -> bool:
    """Tell whether a party is a firm, nobody known, or something of a state that is none of its organs."""
    actor = mention.actor
    bare = not (actor.country or actor.body) or (mention.how == "demonym" and actor.role is None)
    return actor.role == "BUS" or bare


def is_settled_charge(sentence: Sentence, frame: Frame, modality: Modality) -> bool:
    """Tell whether a charge is only named as one that falls: "a court dismisses *a lawsuit* by Maryland"."""
    noun = sentence.tokens[frame.trigger].upos == "NOUN"
    return noun and frame.kind.plover == "ACCUSE" and modality is Modality.NEGATED


def side_of(judgement: Judgement, mentions: tuple[Mention, ...]) -> str | None:
    """Give the one state or body of whom the sentence has speak."""
    first, last = judgement.speaker or (0, 0)
    sides = {m.actor.country or m.actor.body for m in mentions if first <= m.head < last} - {None}
    return next(iter(sides)) if len(sides) == 1 else None


def without_shared_place(frame: Frame) -> Frame:
    """Drop a place from the doers where those done to are named by it: "police arrest 80 people in Peru"."""
    if frame.reciprocal or frame.each_other or not frame.target:
        return frame
    kept = tuple(mention for mention in frame.source if not _is_part_of(mention, frame.target))
    return frame if len(kept) == len(frame.source) else replace(frame, source=kept)


def without_own_forces(frame: Frame) -> Frame:
    """Drop a state's own forces from those it strikes beside others: "in retaliation for its soldiers"."""
    if frame.reciprocal or frame.kind.plover != "ASSAULT":
        return frame
    states = {mention.actor.country for mention in frame.source if mention.actor.role in (None, "MIL")}
    others = tuple(m for m in frame.target if m.actor.role != "MIL" or m.actor.country not in states)
    return replace(frame, target=others) if others and len(others) < len(frame.target) else frame


def _is_part_of(place: Mention, others: tuple[Mention, ...]) -> bool:
    """Tell whether the words of a mention stand in another's of the same state, or are the same."""
    return any(
        other.span.start <= place.span.start
        and place.span.end <= other.span.end
        and other.actor.country == place.actor.country
        and (other.span == place.span or place.how.endswith("place"))
        for other in others
    )
