"""What is agreed, demanded, threatened or alleged: the content of an act of speech, and the plan it makes."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.coding.frames import Frame
from detente.model.sentence import Sentence
from detente.tables.kinds import EventKind, Kinds

ASKING = frozenset({"REQUEST", "THREATEN"})
"""Types whose infinitive is what is asked or threatened, as in "an ultimatum to leave"."""
CONTENT = frozenset({"ccomp", "xcomp", "obj", "obl", "nmod", "acl", "appos"})


def planned(frame: Frame, kinds: Kinds) -> EventKind | None:
    """Give the kind that the act is while only promised: itself if it is a plan already."""
    if frame.kind.future is not None:
        return kinds.event(frame.kind.future)
    return frame.kind if frame.kind.shown == "promise" else None


def promised(inner: Frame, outer: Frame, kinds: Kinds, *, further: bool) -> Frame:
    """Turn an act into its promise: told as firmly as the promise, by the same parties."""
    kind = planned(inner, kinds) or inner.kind
    return replace(
        inner,
        kind=kind,
        further=further,
        anchor=outer.anchor,
        words=inner.words | outer.words,
        fillers=inner.fillers | outer.fillers,
        source=outer.source or inner.source,
        target=inner.target or outer.target,
        reciprocal=kind.reciprocal,
    )


def is_content(sentence: Sentence, frame: Frame, outer: Frame) -> bool:
    """Tell whether a frame's trigger hangs below the speech act as what it is about.

    What is told in passing is no content: relative clauses, states of affairs, and phrases set before the
    verb.
    """
    if frame.kind.shown == "state":
        return False
    current = sentence.tokens[frame.trigger]
    starts = {outer.trigger, outer.anchor}
    while current.head >= 0 and current.index not in starts:
        relation = base(current)
        about = (
            relation == "advcl"
            and case_of(sentence, current.index) == ""
            and _marked(sentence, current.index)
        )
        about = about or (
            relation == "advcl" and outer.kind.plover in ASKING and _is_infinitive(sentence, current.index)
        )
        about = about or (
            relation == "advcl" and current.head not in starts and _is_infinitive(sentence, current.index)
        )
        if (relation not in CONTENT and relation != "conj" and not about) or current.relation == "acl:relcl":
            return False
        if relation == "obl" and not _is_topic(sentence, current.index):
            return False
        if relation == "conj" and current.head in starts:
            return False
        current = sentence.tokens[current.head]
    return current.index in starts and frame.trigger not in starts


def _is_topic(sentence: Sentence, index: int) -> bool:
    """Tell whether a phrase after the verb says what speech is about: "agreed *on* it", not "after it"."""
    wanted = ("on", "to", "of", "about", "over", "for", "in", "against", "with", "")
    return index > sentence.tokens[index].head and case_of(sentence, index) in wanted


def _marked(sentence: Sentence, index: int) -> bool:
    """Tell whether a clause is what the speech is about: accused *of* arming, war *unless* they leave."""
    wanted = ("of", "on", "for", "over", "about", "against", "from", "unless", "if", "until")
    return any(
        child.lemma.lower() in wanted and base(child) in ("mark", "case")
        for child in sentence.children(index)
    )


def _is_infinitive(sentence: Sentence, index: int) -> bool:
    return any(child.lemma.lower() == "to" and base(child) == "mark" for child in sentence.children(index))


def depth_of(sentence: Sentence, index: int) -> int:
    """Give how many words stand over a word."""
    depth, current = 0, sentence.tokens[index]
    while current.head >= 0:
        depth, current = depth + 1, sentence.tokens[current.head]
    return depth
