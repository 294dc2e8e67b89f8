"""Heads and relations of the words, out of what the parser's graph gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.coding.subjects import keep_one_subject
from detente.coding.trees import best_tree, is_tree

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Attacher:
    """Hangs words on their heads; `weight` and `bias` choose relations where the graph's own do not hold."""

    relations: tuple[str, ...]
    weight: NDArray[Any]
    bias: NDArray[Any]

    def attach(self, out: Mapping[str, NDArray[Any]]) -> tuple[list[int], list[str]]:
        """Give head and relation of each word; the graph's own answer wherever it is a tree."""
        heads: list[int] = out["heads"][0, 1:].tolist()
        scores = out["relations"][0, 1:]
        if not is_tree(heads):
            better = best_tree(out["arcs"][0, 1:].tolist())
            changed = [place for place, head in enumerate(better) if head != heads[place]]
            scores[changed] = self._relation_scores(out, changed, [better[place] for place in changed])
            heads = better
        # The label "root" belongs to the root alone.
        scores[:, self.relations.index("root")] = -1e9
        best = scores.argmax(-1).tolist()
        relations = [self.relations[n] if head else "root" for n, head in zip(best, heads, strict=True)]
        keep_one_subject(
            heads,
            relations,
            self.relations,
            out["arcs"][0, 1:],
            lambda words, heads: self._relation_scores(out, words, heads),
        )
        return heads, relations

    def _relation_scores(
        self, out: Mapping[str, NDArray[Any]], words: Sequence[int], heads: Sequence[int]
    ) -> NDArray[Any]:
        """Give the scores of the relations of some words to other heads than the graph took."""
        import numpy as np

        dep, head = out["dep"][0, 1:][words], out["head"][0, heads]
        # Not by a matrix product: for so few numbers, numpy's threads cost far more than they bring.
        both = np.concatenate([dep * head, dep, head], -1)
        scores: NDArray[Any] = np.einsum("ij,jk->ik", both, self.weight) + self.bias
        return scores
