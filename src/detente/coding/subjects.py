"""One subject for each predicate: where two words are read as its subject, the weaker is read again.

The network gives each word its head and relation without a look at what the others got. In English a
predicate has one subject (UD allows a second as ``nsubj:outer`` alone, which is not touched).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_HEADS_TRIED = 4

Relate = Callable[[Sequence[int], Sequence[int]], Any]
_Reading = tuple[float, int, int, str]  # what it costs in log chance, word, head, relation


def keep_one_subject(
    heads: list[int], relations: list[str], labels: Sequence[str], arcs: Any, relate: Relate
) -> None:
    """Read second subjects again, in place, until each head has one at most.

    Parameters
    ----------
    heads
        The head of word i + 1 is ``heads[i]``, 0 stands for the root; a tree before and after.
    relations
        Their relations, in the same order.
    labels
        What the columns of a row of `relate` stand for.
    arcs
        Array of shape (words, words + 1): unnormalised scores of the heads of each word.
    relate
        Gives, for words (from 0) and a head for each, an array of unnormalised scores of the relations.
    """
    for _ in heads:  # each turn leaves one subject too many less
        crowd = _crowd(heads, relations)
        if not crowd:
            return
        _, word, head, relation = min(
            reading
            for word in crowd
            for reading in _other_readings(word, heads, relations, labels, arcs[word].tolist(), relate)
        )
        heads[word], relations[word] = head, relation


def _crowd(heads: Sequence[int], relations: Sequence[str]) -> list[int]:
    """Give the words that are subjects of one head, for the first head that has several."""
    subjects: dict[int, list[int]] = {}
    for word, (head, relation) in enumerate(zip(heads, relations, strict=True)):
        if relation in _SUBJECTS:
            subjects.setdefault(head, []).append(word)
    return next((words for words in subjects.values() if len(words) > 1), [])


def _other_readings(
    word: int,
    heads: Sequence[int],
    relations: Sequence[str],
    labels: Sequence[str],
    scores: Sequence[float],
    relate: Relate,
) -> list[_Reading]:
    """Give the best reading of a word under each likely head that does not make it a second subject."""
    arcs = _log_chances(scores)
    order = sorted(range(1, len(arcs)), key=lambda head: -arcs[head])[:_HEADS_TRIED]
    tried = [head for head in order if head != heads[word] and not _is_beneath(head, word + 1, heads)]
    tried.append(heads[word])
    rows = [_log_chances(row) for row in relate([word] * len(tried), tried).tolist()]
    now = arcs[heads[word]] + rows[-1][labels.index(relations[word])]
    readings = []
    for head, row in zip(tried, rows, strict=True):
        taken = head == heads[word] or any(
            head == other and relation in _SUBJECTS for other, relation in zip(heads, relations, strict=True)
        )
        shut = _SUBJECTS | {"root"} if taken else {"root"}
        chance, relation = max((c, name) for c, name in zip(row, labels, strict=True) if name not in shut)
        readings.append((now - arcs[head] - chance, word, head, relation))
    return readings


def _is_beneath(node: int, above: int, heads: Sequence[int]) -> bool:
    """Tell whether a word (from 1) is another or hangs beneath it."""
    while node and node != above:
        node = heads[node - 1]
    return node == above


def _log_chances(scores: Sequence[float]) -> list[float]:
    """Give the logarithms of the softmax of scores."""
    top = max(scores)
    total = top + math.log(sum(math.exp(score - top) for score in scores))
    return [score - total for score in scores]
