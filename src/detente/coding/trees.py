"""The best tree over a sentence's words: one root, no cycles (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

# Taken from every score of a root where the best tree has more than one. It exceeds what all other arcs of
# a sentence can win together, so that one root is left; it is small enough to leave nine digits of a score
# intact.
_ONE_ROOT = 1e6


@dataclass(frozen=True, slots=True)
class _Knot:
    """A cycle that was drawn together into its first word."""

    words: list[int]
    heads: list[int]  # of its words, inside it
    entered: dict[int, int]  # a head outside -> the word that it would enter the cycle by
    left: dict[int, int]  # a word outside -> its best head inside


def is_tree(heads: Sequence[int]) -> bool:
    """Tell whether `heads` is a tree: the head of word i + 1 is ``heads[i]``, 0 stands for the root.

    >>> is_tree([0, 1]), is_tree([2, 1]), is_tree([0, 0])
    (True, False, False)
    """
    if list(heads).count(0) != 1:
        return False
    return not _cycle([0, *heads], range(1, len(heads) + 1))


def best_tree(scores: Sequence[Sequence[float]]) -> list[int]:
    """Give the heads of the tree with the highest sum of scores.

    Parameters
    ----------
    scores
        ``scores[i][j]`` is the score of head `j` (0 for the root) for word ``i + 1``; a word's score for
        itself is not looked at.

    Examples
    --------
    >>> best_tree([[1.0, 0.0, 5.0], [0.0, 5.0, 0.0]])
    [0, 1]
    """
    free = _best(scores, 0.0)
    return free if free.count(0) == 1 else _best(scores, _ONE_ROOT)


def _best(scores: Sequence[Sequence[float]], fee: float) -> list[int]:
    """Give the heads of the best tree when each root costs a fee."""
    rows = [[-inf] * (len(scores) + 1), *map(list, scores)]
    for word in range(1, len(rows)):
        rows[word][word] = -inf
        rows[word][0] -= fee
    heads = [0, *(row.index(max(row)) for row in rows[1:])]
    words = list(range(1, len(rows)))
    knots: list[_Knot] = []
    while cycle := _cycle(heads, words):
        knots.append(_draw_together(rows, heads, words, cycle))
        inside = set(cycle[1:])
        words = [word for word in words if word not in inside]
    for knot in reversed(knots):
        _open(knot, heads)
    return heads[1:]


def _draw_together(
    rows: list[list[float]], heads: list[int], words: Sequence[int], cycle: list[int]
) -> _Knot:
    """Let the first word of a cycle stand for all of it, in `rows` and `heads`."""
    whole, inside = cycle[0], set(cycle)
    within = [heads[word] for word in cycle]
    lost = {word: rows[word][head] for word, head in zip(cycle, within, strict=True)}
    entered: dict[int, int] = {}
    left: dict[int, int] = {}
    row = [-inf] * len(rows)
    for other in (0, *words):
        if other in inside:
            continue
        entered[other] = max(cycle, key=lambda word: rows[word][other] - lost[word])
        row[other] = rows[entered[other]][other] - lost[entered[other]]
        if other:
            mine = rows[other]
            left[other] = max(cycle, key=mine.__getitem__)
            best = mine[left[other]]
            for word in cycle:
                mine[word] = -inf
            mine[whole] = best
            if heads[other] in inside:
                heads[other] = whole
    rows[whole] = row
    heads[whole] = row.index(max(row))
    return _Knot(words=cycle, heads=within, entered=entered, left=left)


def _open(knot: _Knot, heads: list[int]) -> None:
    """Undo one drawing together: open the cycle at the word by which the head above enters it."""
    whole = knot.words[0]
    above = heads[whole]
    for word, head in knot.left.items():
        if heads[word] == whole:
            heads[word] = head
    for word, head in zip(knot.words, knot.heads, strict=True):
        heads[word] = head
    heads[knot.entered[above]] = above


def _cycle(heads: Sequence[int], words: Sequence[int]) -> list[int]:
    """Give the words of one cycle; none when there is no cycle."""
    state = [0] * len(heads)  # 0 not seen, a start's number while on its path, -1 done
    state[0] = -1
    for start in words:
        word = start
        while not state[word]:
            state[word] = start
            word = heads[word]
        if state[word] == start:
            cycle = [word]
            while heads[cycle[-1]] != word:
                cycle.append(heads[cycle[-1]])
            return cycle
        word = start
        while state[word] == start:
            state[word] = -1
            word = heads[word]
    return []
