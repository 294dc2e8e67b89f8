"""Of which side somebody speaks, and whether it is of the other side's acts."""

from __future__ import annotations

from detente.coding.frames import Frame
from detente.coding.modality import Judgement
from detente.model.actor import Mention


def is_claim(frame: Frame, judgement: Judgement, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether one party speaks of what another did: a claim, not a report of the speaker's own act."""
    if judgement.claim:
        return True
    if judgement.speaker is None:
        return False
    first, last = judgement.speaker
    speakers = {m.actor.country or m.actor.code for m in mentions if first <= m.head < last}
    doers = {m.actor.country or m.actor.code for m in frame.source}
    return bool(speakers) and bool(doers) and not speakers & doers and bool(speakers & frame.countries)


def side_of(judgement: Judgement, mentions: tuple[Mention, ...]) -> str | None:
    """Give the one state or body of whom the sentence has speak."""
    first, last = judgement.speaker or (0, 0)
    sides = {m.actor.country or m.actor.body for m in mentions if first <= m.head < last} - {None}
    return next(iter(sides)) if len(sides) == 1 else None
