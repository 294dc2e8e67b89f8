"""Clauses with "having" belong to a verb: where the network hung one on a noun, it goes to the verb above.

"He left at the end of a visit to Mali, *having* signed …": the perfect participle shares the subject of the
clause that it stands in. Set off by a comma, it never describes a noun in English; without one it can stand
after one ("on grounds of having been involved").
"""

from __future__ import annotations

from collections.abc import Sequence

_VERBS = frozenset({"VERB", "AUX"})


def hang_participles(
    words: Sequence[str], tags: Sequence[str], heads: list[int], relations: list[str]
) -> None:
    """Hang such clauses on the nearest verb above, in place; the tree stays a tree.

    Parameters
    ----------
    words, tags
        The words of a sentence and their UPOS tags.
    heads
        The head of word i + 1 is ``heads[i]``, 0 stands for the root.
    relations
        Their relations, in the same order.
    """
    for place, (word, head) in enumerate(zip(words, list(heads), strict=True)):
        set_off = place > 0 and words[place - 1] == ","
        if word.lower() != "having" or relations[place] != "aux" or not set_off or not head:
            continue
        clause = head - 1
        if relations[clause].partition(":")[0] != "acl":
            continue
        above = heads[clause]
        while above and tags[above - 1] not in _VERBS:
            above = heads[above - 1]
        if above:
            heads[clause], relations[clause] = above, "advcl"
