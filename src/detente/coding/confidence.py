"""How far a reading can be trusted, as a probability.

The weights come from ``data/models/<language>/confidence.toml``, fitted by `training/confidence.py` on
licensed
development records; without that file a reading gets the share of right readings measured over all of them.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from detente.coding.frames import Frame
from detente.coding.modality import Judgement
from detente.model.sentence import Sentence

GUESSED = frozenset({"pronoun", "anaphor", "phrase", "antecedent", "place"})


def features(frame: Frame, judgement: Judgement, sentence: Sentence) -> Mapping[str, float]:
    """Give what a reading's probability rests on, each between 0 and 1."""
    sides = (*frame.source, *frame.target)
    return {
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
