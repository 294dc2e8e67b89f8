"""How far a reading can be trusted, as a probability.

What the wording demanded, how the parties were settled and what the learnt event reader makes of the same
words are weighed as a logistic model; `training/confidence.py` fits its few weights (``confidence.toml``
beside the model) and measures how well the probabilities hold.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from detente.coding.frames import Frame
from detente.coding.modality import Judgement
from detente.coding.strangers import HOW as STRANGER
from detente.model.actor import Mention
from detente.model.event import Modality
from detente.model.sentence import Sentence

GUESSED = frozenset({"pronoun", "anaphor", "phrase", "antecedent", "place"})
LEARNT = "acts"
"""What the rule of a frame ends or goes on with when the event reader proposed it."""

GENERAL = "other"
"""Group of the kinds that say no more than a type."""
UNTAUGHT = frozenset({"stance", "commission"})
"""Groups of kinds that the reader was taught no acts of, or next to none: of joint commissions 16 of its
sentences speak, and none of their revival. Nor was it taught kinds without a type."""
PLANS = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
"""Types that acts of these have while they are only planned."""
EDGE = 0.02
"""Shares are taken to be at least this and at most one less it before their odds are taken."""


def features(frame: Frame, judgement: Judgement, sentence: Sentence) -> Mapping[str, float]:
    """Give what a reading's probability rests on, each between 0 and 1 (odds: between -1 and 1)."""
    sides = (*frame.source, *frame.target)
    words = frame.words | {frame.trigger, frame.anchor}
    plover = frame.kind.plover
    if judgement.modality is Modality.FUTURE:
        # What is still to come the reader knows by its plan, and by the word that announces it.
        words |= _above(sentence, frame.anchor)
        plover = PLANS.get(plover or "", plover)
    guesses = [guess for guess in sentence.guesses if guess.trigger in words]
    told = max((max(guess.of(plover), guess.of(frame.kind.plover)) for guess in guesses), default=0.0)
    any_act = max((guess.chance for guess in guesses), default=0.0)
    source = _seen(frame.source, [pair for guess in guesses for pair in guess.source])
    target = _seen(frame.target, [pair for guess in guesses for pair in guess.target])
    learnt = float(LEARNT in frame.wording.id)
    untyped = frame.kind.plover is None
    untaught = untyped or frame.kind.group in UNTAUGHT
    return {
        "untyped": float(untyped),
        "on_tie": float(frame.kind.status is not None),
        "told": told,
        "other_type": max(0.0, any_act - told),
        "told_odds": 0.0 if untaught else _odds(told),
        "source_seen": 0.0 if untaught else source,
        "target_seen": 0.0 if untaught else target,
        "source_odds": 0.0 if untaught else _odds(source),
        "target_odds": 0.0 if untaught else _odds(target),
        "sides_seen": 0.0 if untaught else source * target,
        "told_by_sides": told * source * target,
        "learnt": learnt,
        "learnt_told": learnt * told,
        "general": float(frame.kind.name.startswith(f"{GENERAL}-")),
        "one_sided": float(bool(frame.source) != bool(frame.target)),
        "strangers": sum(mention.how == STRANGER for mention in sides) / max(1, len(sides)),
        "verb": float(sentence.tokens[frame.trigger].upos == "VERB"),
        "demands": min(1.0, (len(frame.wording.has) + len(frame.words) - 1) / 4),
        "both_sides": float(bool(frame.source) and bool(frame.target)),
        "guessed": float(any(mention.how in GUESSED for mention in sides)),
        "through_modifier": float(any(mention.how == "demonym" for mention in sides)),
        "attributed": float(judgement.speaker is not None),
        "long": min(1.0, len(sentence.tokens) / 60),
        "gate": sentence.score,
        "same_state": float(len(frame.countries) < 2),
    }


def _above(sentence: Sentence, index: int) -> frozenset[int]:
    """Give the words over one, at most three: "*announces* that it will *join* the court"."""
    found: list[int] = []
    while len(found) < 3 and (index := sentence.tokens[index].head) >= 0:
        found.append(index)
    return frozenset(found)


def _odds(share: float) -> float:
    """Give the log-odds of a share, between -1 and 1."""
    held = min(1 - EDGE, max(EDGE, share))
    return math.log(held / (1 - held)) / math.log(1 / EDGE - 1)


def _seen(side: tuple[Mention, ...], shares: list[tuple[int, float]]) -> float:
    """Give how surely the event reader saw one side: an empty one it must not see either."""
    if not side:
        return 1.0 - max((share for _, share in shares), default=0.0)
    heads = {mention.head for mention in side}
    return max((share for word, share in shares if word in heads), default=0.0)


@cache
def make_confide(language: str) -> Callable[[Frame, Judgement, Sentence], float]:
    """Make the function from a frame to its probability."""
    path = files("detente") / "data" / "models" / language / "confidence.toml"
    weights: Mapping[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
    bias = weights["bias"]

    def confide(frame: Frame, judgement: Judgement, sentence: Sentence) -> float:
        seen = features(frame, judgement, sentence)
        total = bias + sum(weights.get(name, 0.0) * value for name, value in seen.items())
        return round(1 / (1 + math.exp(-total)), 3)

    return confide
