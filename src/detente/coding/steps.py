"""Grammatical steps: from a trigger to the words that play a part in what it tells.

Wording files name these steps; each is written once, here or in `detente.coding.clauses`, for every language
with Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from detente.coding.below import base
from detente.coding.clauses import case_of, noun_subjects, objects, prepositional, subjects
from detente.model.sentence import Sentence


def possessors(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give what owns or qualifies the noun at `index`: possessives, adjectives and nouns before it."""
    wanted = ("nmod:poss", "amod", "compound", "nmod:desc")
    return tuple(child.index for child in sentence.children(index) if child.relation in wanted)


def complements(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give the clauses that complete the one at `index`."""
    wanted = ("ccomp", "xcomp")
    return tuple(child.index for child in sentence.children(index) if base(child) in wanted)


def modifiers(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give adjectives, adverbs, numbers, determiners and nouns that qualify the word at `index`."""
    wanted = ("amod", "advmod", "compound", "nummod", "det", "nmod")
    return tuple(child.index for child in sentence.children(index) if base(child) in wanted)


def governors(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give the word that `index` hangs on; for the top of a sentence, the clause that tells it beside it.

    ", the minister told reporters" is a parataxis under what was told, where the parser does not see a
    clause of "told".
    """
    head = sentence.tokens[index].head
    if head >= 0:
        return (head,)
    asides = (child for child in sentence.children(index) if base(child) == "parataxis")
    return tuple(
        child.index
        for child in asides
        if child.upos == "VERB" and any(base(grand) == "nsubj" for grand in sentence.children(child.index))
    )


def told(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give the clause that a verb of telling is set beside: "Peru, *he said*, is a friend"."""
    token = sentence.tokens[index]
    return (token.head,) if base(token) == "parataxis" and token.upos == "VERB" else ()


def clause_subjects(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Climb from `index` to the clauses around it and give the first subject met."""
    current = sentence.tokens[index]
    for _ in range(6):
        if current.head < 0:
            return ()
        current = sentence.tokens[current.head]
        named = current.upos in ("NOUN", "PROPN")
        found = (noun_subjects if named else subjects)(sentence, current.index)
        if found and index not in found:
            return found
    return ()


def names_after(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give the person's name that follows a name directly: "the ambassador to *Peru* | Ana Díaz".

    Wherever the parser hangs it, no verb stands between, and a comma only where another ends the name.
    """
    comma = False
    for token in sentence.tokens[index + 1 :]:
        if token.entity.endswith("PER"):
            return () if comma and not _ends_with_comma(sentence, token.index) else (token.index,)
        if comma or (token.upos not in ("PROPN", "ADJ", "DET") and token.lemma.lower() not in ("of", ",")):
            break
        comma = token.text == ","
    return ()


def _ends_with_comma(sentence: Sentence, index: int) -> bool:
    """Tell whether a comma or the sentence's end follows the name that begins at `index`."""
    after = (token for token in sentence.tokens[index:] if not token.entity.endswith("PER"))
    return next((token.text in (",", ".", ";") for token in after), True)


def _children_by(*relations: str) -> Callable[[Sentence, int], tuple[int, ...]]:
    def step(sentence: Sentence, index: int) -> tuple[int, ...]:
        return tuple(child.index for child in sentence.children(index) if base(child) in relations)

    return step


def _subjects_of_any(sentence: Sentence, index: int) -> tuple[int, ...]:
    verbal = sentence.tokens[index].upos in ("VERB", "AUX", "ADJ")
    return (subjects if verbal else noun_subjects)(sentence, index)


STEPS: Mapping[str, Callable[[Sentence, int], tuple[int, ...]]] = MappingProxyType(
    {
        "subject": _subjects_of_any,
        "object": objects,
        "recipient": _children_by("iobj"),
        "possessor": possessors,
        "complement": complements,
        "modifier": modifiers,
        "governor": governors,
        "told": told,
        "clause-subject": clause_subjects,
        "apposition": _children_by("appos"),
        "name-after": names_after,
        "number": _children_by("nummod"),
        "case": _children_by("case"),
        "adverbial": lambda sentence, index: tuple(
            child.index
            for child in sentence.children(index)
            if child.relation in ("obl:unmarked", "obl:tmod", "advmod")
            or (child.relation == "obl" and not case_of(sentence, child.index))
        ),
        "purpose": _children_by("advcl", "acl"),
        "reason": lambda sentence, index: tuple(
            place for word in ("for", "over") for place in prepositional(sentence, index, word, deep=False)
        ),
        "auxiliary": _children_by("aux"),
        "inside": lambda sentence, index: tuple(token.index for token in sentence.subtree(index)),
        "self": lambda sentence, index: (index,),
    }
)
"""The closed list of named steps. Every other name in a path is a preposition of the language."""


def follow(sentence: Sentence, starts: Iterable[int], path: str) -> tuple[int, ...]:
    """Follow a path such as ``object>to`` from each start and give where it ends, in order and once."""
    places = tuple(starts)
    for name in path.rstrip("!").split(">"):
        step = STEPS.get(name)
        reached: list[int] = []
        for place in places:
            reached += step(sentence, place) if step else prepositional(sentence, place, name)
        places = tuple(dict.fromkeys(reached))
    return places


def with_conjuncts(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give the word at `index` and those coordinated with it; a coordinated clause is not one of them.

    Parsers hang the second of two persons on the name of the first: "President A | and President B".
    """
    found = [index]
    below = list(sentence.children(index))
    for child in tuple(below):
        grands = sentence.children(child.index)
        if base(child) == "flat":
            below += grands
        elif base(child) == "appos" and child.entity.endswith("PER"):
            below += [grand for grand in grands if _is_named(sentence, grand.index)]
    for child in below:
        if base(child) in ("conj", "list") and not (
            child.upos == "VERB" and _is_clause(sentence, child.index)
        ):
            found += with_conjuncts(sentence, child.index)
    return tuple(found)


def _is_named(sentence: Sentence, index: int) -> bool:
    """Tell whether a title has its holder's name beside it: "the Prime Minister | *Gordon Brown*"."""
    beside = (child for child in sentence.children(index) if base(child) in ("appos", "flat"))
    return any(child.entity.endswith("PER") for child in beside)


def _is_clause(sentence: Sentence, index: int) -> bool:
    return any(base(child) in ("nsubj", "aux", "obj") for child in sentence.children(index))
