"""Which of the frames that hold in a sentence say something of their own.

1. One trigger tells one thing: the more specific wording wins; two equally good readings of different types
are both
   dropped.
2. A frame whose words all lie inside another frame's words says nothing new.
3. What tells the same act again below it is no second act, and a noun whose parties are those of another
   act below it ("attacks in the Iraqi invasion of Kuwait") has none of its own.
4. What is agreed, demanded, threatened, refused or alleged is the content of that speech, not a second act;
but
   "agreed to open an embassy" tells more as a planned embassy than as an agreement on something.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.coding.below import base
from detente.coding.frames import Attempt, Frame
from detente.coding.recollections import is_recalled, recalls
from detente.coding.speech_content import depth_of, is_content, planned, promised
from detente.model.sentence import Sentence
from detente.tables.kinds import Kinds
from detente.tables.lexicon import SENSES

SPEECH = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types whose content is no act of its own (relation annotation guide, "Not coded")."""
GENERIC = frozenset({"agree"})
"""Groups whose kinds say only that something was promised; what was promised says more."""
TELLING = frozenset({"@number", "@present", "@ranked", "@known", "@given", "@year"})
"""Senses that narrow a wording as a word would."""
ECHOED = frozenset({"ASSAULT", "CONSULT", "PROTEST", "REQUEST", "ACCUSE"})
"""Types that news tells twice in one breath: the attack and its dead, the visit and its talks."""


def keep(
    sentence: Sentence, frames: Iterable[Frame], kinds: Kinds
) -> tuple[tuple[Frame, ...], tuple[Attempt, ...]]:
    """Give the frames that stay, and why the others fell."""
    fallen: list[Attempt] = []
    best = _one_per_trigger(tuple(frames), fallen)
    outer = _without_inner_words(best, fallen)
    own = _without_borrowed(sentence, outer, fallen)
    recalled = tuple(frame for frame in own if not is_recalled(sentence, frame, own))
    fallen += [
        _fell(frame, "it is recalled of long ago", repeats=True) for frame in own if frame not in recalled
    ]
    single = _without_echoes(sentence, recalled, fallen)
    kept = _without_content(sentence, single, kinds, fallen)
    return _without_bare_statements(sentence, kept, fallen), tuple(fallen)


def _one_per_trigger(frames: tuple[Frame, ...], fallen: list[Attempt]) -> tuple[Frame, ...]:
    kept: list[Frame] = []
    for trigger in sorted({frame.trigger for frame in frames}):
        rivals = sorted((frame for frame in frames if frame.trigger == trigger), key=_weight, reverse=True)
        first = rivals[0]
        tied = [frame for frame in rivals[1:] if _weight(frame)[:4] == _weight(first)[:4]]
        quarrel = next((frame for frame in tied if frame.kind.plover != first.kind.plover), None)
        for frame in rivals[1:]:
            fallen.append(_fell(frame, f"{first.wording.id} says it more exactly"))
        if quarrel is not None:
            fallen.append(_fell(first, f"it could as well be {quarrel.wording.id}: two readings remain"))
            continue
        kept.append(first)
    return tuple(kept)


def _weight(frame: Frame) -> tuple[int, int, int, int, str]:
    """Order rival readings: more required words, more sides filled, more parts, then the rule's name.

    A word that must *not* stand there guards against a trap: it makes a reading surer, not more exact. A
    place that only asks for anything at all, or any actor, demands nothing.
    """
    wording = frame.wording
    demands = len(frame.words) + sum(-1 if phrases <= SENSES - TELLING else 1 for _, phrases in wording.has)
    sides = bool(frame.source) + bool(frame.target)
    return demands, sides, len(frame.parts), len(wording.lacks), wording.id


def _without_inner_words(frames: tuple[Frame, ...], fallen: list[Attempt]) -> tuple[Frame, ...]:
    holders = {
        place: next((o for o, other in enumerate(frames) if o != place and _inside(frame, other)), None)
        for place, frame in enumerate(frames)
    }
    kept = {place: frame for place, frame in enumerate(frames) if holders[place] is None}
    for place, holder in holders.items():
        if holder is None:
            continue
        frame = frames[place]
        fallen.append(_fell(frame, f"its words lie inside those of {frames[holder].wording.id}"))
        own = kept.get(holder)
        if own is not None and _lacks_target(own, frame):
            # "A strike *on Mali* killed ten": the killing says no more of whom than the strike does.
            kept[holder] = replace(own, target=frame.target, fillers=own.fillers | frame.fillers)
    return tuple(kept.values())


def _lacks_target(frame: Frame, inner: Frame) -> bool:
    return (
        frame.kind.plover == inner.kind.plover and not frame.reciprocal
        and not frame.target and bool(inner.target) and frame.source == inner.source
    )  # fmt: skip


def _inside(frame: Frame, other: Frame) -> bool:
    if _tells_a_state(frame) and other.kind.status is None:
        return False  # "A's ambassador to B, X, said": who serves where is told beside what was said.
    return frame.words < other.words or (frame.words == other.words and _weight(frame) < _weight(other))


def _without_borrowed(
    sentence: Sentence, frames: tuple[Frame, ...], fallen: list[Attempt]
) -> tuple[Frame, ...]:
    """Drop bare nouns that take all their parties from another act below them."""
    kept = []
    for frame in frames:
        bare = frame.anchor == frame.trigger and sentence.tokens[frame.trigger].upos in ("NOUN", "PROPN")
        lender = next((other for other in frames if bare and _lends(sentence, other, frame)), None)
        if lender is None:
            kept.append(frame)
        else:
            fallen.append(_fell(frame, f"its parties are those of {lender.wording.id}"))
    return tuple(kept)


def _lends(sentence: Sentence, inner: Frame, outer: Frame) -> bool:
    below = {token.index for token in sentence.subtree(inner.trigger)}
    heads = {mention.head for mention in (*outer.source, *outer.target)}
    return outer.trigger not in below and bool(inner.source and inner.target) and heads <= below


def _without_echoes(
    sentence: Sentence, frames: tuple[Frame, ...], fallen: list[Attempt]
) -> tuple[Frame, ...]:
    """Drop what tells an act again below it: "shelled the town, killing two" is one assault."""
    kept = list(frames)
    for frame in frames:
        holder = next(
            (other for other in kept if other.trigger != frame.trigger and _echoes(sentence, frame, other)),
            None,
        )
        if holder is not None:
            kept.remove(frame)
            fallen.append(_fell(frame, f"it tells {holder.wording.id} again", repeats=True))
            if frame.target and not holder.target and not holder.reciprocal:
                # "opened fire, killing two Kenyans": the echo says at whom.
                told = replace(holder, target=frame.target, fillers=holder.fillers | frame.fillers)
                kept[kept.index(holder)] = told
    return tuple(kept)


def _echoes(sentence: Sentence, frame: Frame, other: Frame) -> bool:
    if frame.kind.plover not in ECHOED or frame.kind.plover != other.kind.plover or frame.kind.status:
        return False
    harmed = frame.kind.plover == "ASSAULT" and not other.target and frame.source == other.source
    if not harmed and not frame.countries <= other.countries:
        return False
    if frame.anchor == other.anchor and frame.kind == other.kind:
        return frame.trigger > other.trigger  # "held talks, with further talks to begin in June"
    current = sentence.tokens[frame.anchor]
    while current.head >= 0 and base(current) != "conj":
        if current.head in (other.trigger, other.anchor):
            return True
        current = sentence.tokens[current.head]
    return False


def _without_bare_statements(
    sentence: Sentence, frames: tuple[Frame, ...], fallen: list[Attempt]
) -> tuple[Frame, ...]:
    """Drop "X said that ..." where what was said is read as something of its own."""
    kept = []
    for frame in frames:
        below = {token.index for token in sentence.subtree(frame.anchor)}
        below |= set(frame.words)
        below -= {frame.trigger for frame in frames if _tells_a_state(frame)} & _speakers(sentence, frame)
        said = next((other for other in frames if other is not frame and other.trigger in below), None)
        if frame.kind.group == "statement" and said is not None and not recalls(frame):
            fallen.append(_fell(frame, f"what was said is told by {said.wording.id}"))
        else:
            kept.append(frame)
    return tuple(kept)


def _tells_a_state(frame: Frame) -> bool:
    """Tell whether a frame says only that a tie holds, as the title of an envoy does."""
    return frame.kind.shown == "state" and frame.kind.status is not None


def _speakers(sentence: Sentence, frame: Frame) -> set[int]:
    """Give the words of those who speak, apart from what they say."""
    heads = (mention.head for mention in frame.source)
    return {token.index for head in heads for token in sentence.subtree(head)}


def _without_content(
    sentence: Sentence, frames: tuple[Frame, ...], kinds: Kinds, fallen: list[Attempt]
) -> tuple[Frame, ...]:
    kept = list(frames)
    for outer in sorted(frames, key=lambda frame: depth_of(sentence, frame.anchor)):
        if outer not in kept or (outer.kind.plover not in SPEECH and outer.kind.manner != "denial"):
            continue
        inner = [frame for frame in kept if frame is not outer and is_content(sentence, frame, outer)]
        plans = [frame for frame in inner if planned(frame, kinds)] if outer.kind.group in GENERIC else []
        for number, plan in enumerate(plans):
            kept[kept.index(plan)] = promised(plan, outer, kinds, further=number > 0)
        if plans:
            kept.remove(outer)
            fallen.append(_fell(outer, f"what was agreed is told by {plans[0].wording.id}"))
        for frame in inner:
            if frame not in plans:
                kept.remove(frame)
                fallen.append(_fell(frame, f"it is the content of {outer.wording.id}", repeats=True))
    return tuple(kept)


def _fell(frame: Frame, why: str, *, repeats: bool = False) -> Attempt:
    return Attempt(rule=frame.wording.id, trigger=frame.trigger, held=False, why=why, repeats=repeats)
