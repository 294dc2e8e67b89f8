"""What stands over a word: the link from an act to the word that bears on whether it happened."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.below import base
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues

IRREAL = frozenset({"future", "hypothetical", "negated", "claim", "planned", "topic"})


@dataclass(frozen=True, slots=True)
class Link:
    """The word above an act, and its effect.

    `effect` is one of the keys of the cue file, or ``apart`` (no effect) or ``loose`` (the act shares a
    future or a hypothesis, never a negation), ``closed`` (what was only planned is negated, what ran on is a
    fact), ``trailing`` (it shares a future alone: "will visit Rome, meeting the pope") or ``condition``
    (hypothetical whatever stands above). `word` is the cue as worded in the file, or the empty string where
    none decided.
    """

    governor: int
    effect: str
    word: str = ""


def of_adjective(governor: Token, cues: Cues) -> str | None:
    """Give what an adjective over a word does to it, or None."""
    words = (governor.text.lower(), governor.lemma)
    return cues.find("predicate", *words) or cues.find("adjective", *words)


def noun_between(sentence: Sentence, token: Token, governor: Token, cues: Cues) -> Link | None:
    """Give the verb's object before the word as what stands over it, if it is a plan, a wish or a claim."""
    for child in sentence.children(governor.index):
        if base(child) == "obj" and governor.index < child.index < token.index:
            effect = cues.find("noun", child.lemma)
            if effect in IRREAL:
                return Link(child.index, "hypothetical" if effect == "topic" else str(effect), child.lemma)
    return None
