"""How the words of a sentence stand to one another in its tree, as numbers that the event reader learnt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj",
    "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj",
    "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum",
    "root", "vocative", "xcomp",
)  # fmt: skip
_NUMBERS = {relation: number for number, relation in enumerate(_RELATIONS)}
_OTHER = 38
_CHILD, _PARENT, _GRANDCHILD, _GRANDPARENT, _DEEPER, _SIBLING, _ITSELF = 1, 41, 81, 121, 122, 123, 163
PATHS = 164
"""How many ways there are; 0 is any longer one."""


def tree_paths(heads: Sequence[int], relations: Sequence[str]) -> NDArray[Any]:
    """Give for each word how each other word stands to it.

    Parameters
    ----------
    heads
        Head of each word from 1, 0 being the root of the sentence.
    relations
        Relation of each word to its head, in Universal Dependencies; what follows a colon is left out.

    Returns
    -------
    numpy.ndarray
        Numbers below `PATHS`, (1 + words) x (1 + words), row and column 0 the root; child, parent, sibling
        and grandchild are told apart by relation.
    """
    import numpy as np

    head = np.array([0, *heads])
    named = (_NUMBERS.get(relation.partition(":")[0], _OTHER) for relation in relations)
    relation = np.array([0, *named])
    word = np.arange(len(head))
    paths = np.zeros((len(head), len(head)), np.int64)
    siblings = (head[:, None] == head) & (head > 0)
    paths[siblings] = np.broadcast_to(_SIBLING + relation, paths.shape)[siblings]
    above = head[head]
    higher = head[above]
    low = word[higher > 0]
    paths[higher[low], low] = _DEEPER
    low = word[above > 0]
    paths[above[low], low] = _GRANDCHILD + relation[low]
    paths[low, above[low]] = _GRANDPARENT
    low = word[head > 0]
    paths[head[low], low] = _CHILD + relation[low]
    paths[low, head[low]] = _PARENT + relation[low]
    paths[word, word] = _ITSELF
    return paths
