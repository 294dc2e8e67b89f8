"""The learnt event reader: which words of a sentence tell an act, of what type, by whom and to whom.

A few layers that go on from a lower layer of the parser's encoder, so that a sentence is encoded once
(`acts.onnx`), and small ones that find who takes part, once for each word that tells an act (`sides.onnx`).
Both are made by `training/train_acts.py`; of the runtime it knows but sessions to run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from detente.coding.tree_paths import tree_paths
from detente.model.sentence import Guess

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLOOR = 0.1
"""Words that tell an act with less probability are not mentioned."""
PARTY_FLOOR = 0.2
"""Words that take part with less probability are not mentioned."""
RESULTS = ("trigger", "modality", "words")


@dataclass(frozen=True, slots=True)
class ActReader:
    """A loaded event reader; `types` and `modalities` name what its numbers stand for."""

    types: tuple[str, ...]
    modalities: tuple[str, ...]
    session: Any
    sides: Any

    @classmethod
    def of(cls, manifest: Mapping[str, Any], session: Any, sides: Any) -> ActReader:
        """Make a reader out of its manifest and its opened graphs, of sentences and of parties."""
        labels = manifest["labels"]
        return cls(tuple(labels["types"]), tuple(labels["modalities"]), session, sides)

    def guesses(
        self, states: NDArray[Any], pool: NDArray[Any], heads: Sequence[int], relations: Sequence[str]
    ) -> tuple[Guess, ...]:
        """Give what the words of one sentence may tell.

        Parameters
        ----------
        states
            Of the encoder's lower layer, 1 x pieces x width.
        pool
            Averages of pieces to words, 1 x words x pieces; word 0 is the root.
        heads, relations
            The sentence's tree: head of each word from 1 (0: the root), and relation to it.
        """
        import numpy as np

        feed = self._feed(states, pool)
        out = dict(zip(RESULTS, self.session.run(RESULTS, feed), strict=True))
        chances = _softmax(out["trigger"][0])
        triggers = np.flatnonzero(1 - chances[1:, 0] >= FLOOR) + 1
        if not len(triggers):
            return ()
        paths = tree_paths(heads, relations)[triggers]
        (scores,) = self.sides.run(("side",), {"words": out["words"], "triggers": triggers, "paths": paths})
        return tuple(
            Guess(
                trigger=word - 1,
                types=self._types(chances[word, 1:]),
                modality=self.modalities[int(out["modality"][0, word].argmax())],
                source=_parties(sides[:, 0]),
                target=_parties(sides[:, 1]),
            )
            for word, sides in zip(triggers.tolist(), scores, strict=True)
        )

    def relation(
        self, states: NDArray[Any], pool: NDArray[Any], source: range, target: range
    ) -> tuple[tuple[str, float], ...]:
        """Give the types of the relation between two ranges of words (from 0), the likeliest first."""
        feed = self._feed(states, pool)
        feed["marks"][:] = 1
        for side, words in enumerate((source, target)):
            for word in words:
                feed["sides"][0, side, word + 1] = 1 / len(words)
                feed["marks"][0, pool[0, word + 1] > 0] = side + 2
        (scores,) = self.session.run(("pair",), feed)
        return self._types(_softmax(scores)[0], floor=0.0)

    def _feed(self, states: NDArray[Any], pool: NDArray[Any]) -> dict[str, NDArray[Any]]:
        """Give the inputs of an unmarked sentence: mark 0 is none, 1 no party, 2 source, 3 target."""
        import numpy as np

        sides = np.zeros((1, 3, pool.shape[1]), np.float32)
        sides[0, 2, 0] = 1
        return {
            "states": states,
            "pool": pool,
            "marks": np.zeros(states.shape[:2], np.int64),
            "sides": sides,
        }

    def _types(self, shares: NDArray[Any], floor: float = 0.02) -> tuple[tuple[str, float], ...]:
        named = zip(self.types, shares.tolist(), strict=True)
        kept = ((name, round(share, 3)) for name, share in named if share >= floor)
        return tuple(sorted(kept, key=lambda pair: (-pair[1], pair[0])))


def read_manifest(folder: Traversable) -> Mapping[str, Any]:
    """Read the event reader's manifest in a model's folder; empty where the model has no reader."""
    path = folder / "acts.json"
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def _softmax(scores: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: NDArray[Any] = raised / raised.sum(-1, keepdims=True)
    return shares


def _parties(scores: NDArray[Any]) -> tuple[tuple[int, float], ...]:
    """Give the words that take part, in order, word 0 (the root) left out."""
    import numpy as np

    shares = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return tuple(
        (word - 1, round(float(shares[word]), 3))
        for word in np.flatnonzero(shares >= PARTY_FLOOR).tolist()
        if word > 0
    )
