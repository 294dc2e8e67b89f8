"""What the network hangs wrongly, put right by rules of English grammar without an exception known to us."""

from __future__ import annotations

from collections.abc import Sequence

_VERBS = frozenset({"VERB", "AUX"})


def mend(words: Sequence[str], tags: Sequence[str], heads: list[int], relations: list[str]) -> None:
    """Hang words again, in place; the tree stays a tree.

    Parameters
    ----------
    words, tags
        The words of a sentence and their UPOS tags.
    heads
        The head of word i + 1 is ``heads[i]``, 0 stands for the root.
    relations
        Their relations, in the same order.
    """
    hang_agents(words, heads, relations)
    hang_participles(words, tags, heads, relations)
    hang_objects(words, tags, heads, relations)
    share_objects(words, tags, heads, relations)
    hang_when(words, tags, heads, relations)
    part_semicolons(words, heads, relations)


def hang_agents(words: Sequence[str], heads: list[int], relations: list[str]) -> None:
    """Hang a subject or apposition with "by" before it on the verb above it, as who did that.

    "was held *by the police* having visited Mali", "was received at the palace *by the king*": what has a
    preposition is neither.
    """
    for place, relation in enumerate(list(relations)):
        noun = heads[place] - 1
        if relation != "case" or words[place].lower() != "by" or noun < 0:
            continue
        clause = heads[noun] - 1
        above = heads[clause] - 1
        joined = relations[noun] == "nsubj" and clause > noun and relations[clause] == "advcl"
        if joined and above < place:
            heads[noun], relations[noun] = heads[clause], "obl:agent"
        elif relations[noun] == "appos" and (verb := _passive_above(clause, heads, relations)) is not None:
            heads[noun], relations[noun] = verb + 1, "obl:agent"


def _passive_above(word: int, heads: Sequence[int], relations: Sequence[str]) -> int | None:
    """Give the nearest word above that has a passive auxiliary, and no agent yet."""
    while word >= 0:
        own = {relation for head, relation in zip(heads, relations, strict=True) if head - 1 == word}
        if "aux:pass" in own:
            return None if "obl:agent" in own else word
        word = heads[word] - 1
    return None


def hang_participles(
    words: Sequence[str], tags: Sequence[str], heads: list[int], relations: list[str]
) -> None:
    """Hang clauses with "having" that stand under a noun on the nearest verb above.

    "He left at the end of a visit to Mali, *having* signed …": the perfect participle shares the subject of
    the clause that it stands in. Set off by a comma, it never describes a noun; without one it can stand
    after one ("on grounds of having been involved").
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


def hang_objects(words: Sequence[str], tags: Sequence[str], heads: list[int], relations: list[str]) -> None:
    """Make a subject that stands before the preposition of its clause the object of the verb before it.

    "accusing *Niger* of breaking the treaty": what stands between a verb and the "of" or "from" of a clause
    in "-ing" is the verb's own object.
    """
    for place, mark in enumerate(relations):
        clause = heads[place] - 1
        if mark != "mark" or tags[place] not in ("SCONJ", "ADP") or clause <= place:
            continue
        above = heads[clause] - 1
        if above < 0 or tags[above] != "VERB" or not words[clause].endswith("ing"):
            continue
        has_object = any(
            head - 1 == above and relation == "obj" for head, relation in zip(heads, relations, strict=True)
        )
        for subject in range(above + 1, place):
            if heads[subject] - 1 == clause and relations[subject] == "nsubj" and not has_object:
                heads[subject], relations[subject] = above + 1, "obj"


def share_objects(words: Sequence[str], tags: Sequence[str], heads: list[int], relations: list[str]) -> None:
    """Make what stands behind the comma of a joined verb the object of the first of the two.

    "agreed to drop, or at least to ease, *the permit*": what was agreed on is told by the first. A noun that
    was set beside the clause is moved there too.
    """
    for noun, relation in enumerate(list(relations)):
        if relation not in ("parataxis", "obj") or tags[noun] not in ("NOUN", "PROPN"):
            continue
        below = _below(noun, heads)
        first = min(below)
        while first < noun and tags[first] == "PUNCT":
            first += 1
        joined = first - 2
        if joined < 0 or words[first - 1] != "," or tags[joined] != "VERB" or relations[joined] != "conj":
            continue
        verb = heads[joined] - 1
        if tags[verb] != "VERB" or verb in below or (relation == "obj" and relations[verb] != "xcomp"):
            continue
        held = {place for place, head in enumerate(heads) if head - 1 in (verb, joined)} - {noun}
        if not any(relations[place] == "obj" for place in held):
            heads[noun], relations[noun] = verb + 1, "obj"


def hang_when(words: Sequence[str], tags: Sequence[str], heads: list[int], relations: list[str]) -> None:
    """Hang a clause with "when" and a subject that stands under a noun on the verb above.

    "voiced support for the plan *when they were received*"; true relatives ("the day when they met") are
    ``acl:relcl`` and stay.
    """
    for place, word in enumerate(words):
        clause = heads[place] - 1
        if word.lower() != "when" or clause <= place or relations[clause] != "acl":
            continue
        if not any(h - 1 == clause and r.startswith("nsubj") for h, r in zip(heads, relations, strict=True)):
            continue
        above = heads[clause]
        while above and tags[above - 1] not in _VERBS:
            above = heads[above - 1]
        if above:
            heads[clause], relations[clause] = above, "advcl"


def part_semicolons(words: Sequence[str], heads: Sequence[int], relations: list[str]) -> None:
    """Set a clause behind a semicolon beside the verb before it: it is not what that verb says.

    "he told his host; *Mali would welcome that*, the host replied": the words of another begin there.
    """
    for clause, relation in enumerate(list(relations)):
        if relation == "ccomp" and heads[clause] - 1 < clause:
            first = min(_below(clause, heads))
            if words[first] == ";" and first > heads[clause] - 1:
                relations[clause] = "parataxis"


def _below(word: int, heads: Sequence[int]) -> set[int]:
    """Give a word and all that hangs on it, counted from 0."""
    found = {word}
    while more := {place for place, head in enumerate(heads) if head - 1 in found} - found:
        found |= more
    return found
