"""Where an act took place, in the words of its sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from detente.coding.below import base, child_words
from detente.coding.date_attachment import ladder
from detente.coding.speech import noun_phrase
from detente.model.actor import Mention
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues
from detente.tables.places import PlaceWords

_DATELINE = re.compile(
    r"\s*([A-ZÀ-Þ]['’.A-ZÀ-Þ]+(?:[ -][A-ZÀ-Þ]['’.A-ZÀ-Þ]+){0,3})(?:, [A-Z][\w .]{1,20}?)?"
    r"(?:, \w+\.? \d{1,2})? ?(?:\([^)]{2,40}\) ?)?[-–—]{1,2} "
)


def find_place(
    sentence: Sentence, trigger: int, mentions: Sequence[Mention], *, words: PlaceWords, cues: Cues
) -> str | None:
    """Give the words for the place of the act at token `trigger`, such as "Bamako" or "the Élysée Palace".

    The nearest place below the act counts, then one below the verb that carries it. None where none is told;
    a dateline is no place of the act (see `dateline_place`).
    """
    steps = sorted(ladder(sentence, trigger, cues).items(), key=lambda step: step[1])
    heads = frozenset(mention.head for mention in mentions if mention.actor.country and not mention.person)
    people = frozenset(mention.head for mention in mentions if mention.person)
    for index, cost in steps:
        if cost > 2.5:
            break
        found = _below(sentence, index, heads, people, words)
        if found is not None:
            return _surface(sentence, found)
    return None


def _below(
    sentence: Sentence, index: int, heads: frozenset[int], people: frozenset[int], words: PlaceWords
) -> Token | None:
    """Give the head of the surest place below a word: by the order of prepositions, then by nearness."""
    found: list[tuple[int, int, Token]] = []
    waiting = [(child, 0) for child in sentence.children(index)]
    moves = sentence.tokens[index].lemma in words.arrivals
    while waiting:
        child, depth = waiting.pop()
        person = child.index in people or child.entity.endswith("PER")
        if person and base(child) in ("obl", "nmod", "obj", "appos", "conj"):
            # A person has no place: "met president A in Fes" is where they met.
            waiting.extend((below, depth) for below in sentence.children(child.index))
        if base(child) not in ("obl", "nmod", "obj"):
            continue
        case = child_words(sentence, child.index, "case")
        arrives = moves and case in words.arrival_prepositions and depth == 0
        if (case in words.prepositions or arrives) and (
            _is_place(sentence, child, heads, words) or (depth > 1 and _is_bare_name(sentence, child))
        ):
            rank = len(words.prepositions) if arrives else words.prepositions.index(case)
            found.append((depth * 2 + 3 * (rank > 2), abs(child.index - index), child))
        # "On the sidelines of a forum in Fes" is where the forum is.
        beside = depth == 1 and sentence.tokens[child.head].lemma.lower() in words.margins
        if (depth == 0 and base(child) in ("obj", "obl")) or beside:
            waiting.extend(
                (below, depth + 1) for below in sentence.children(child.index) if below.index > child.index
            )
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _is_place(sentence: Sentence, token: Token, heads: frozenset[int], words: PlaceWords) -> bool:
    lemma = token.lemma.lower()
    if lemma in words.others or token.upos in ("NUM", "PRON", "VERB"):
        return False
    if token.entity.endswith("PER"):
        return False
    if token.entity.endswith("LOC") or token.index in heads:
        return True
    return lemma in words.nouns


def _is_bare_name(sentence: Sentence, token: Token) -> bool:
    """Tell whether a name without article and other words may be a town that the parse takes for a body."""
    return token.upos == "PROPN" and all(base(c) in ("case", "punct") for c in sentence.children(token.index))


def _surface(sentence: Sentence, token: Token) -> str:
    """Give the words of a place, with the name that closes it in: "Bamako, Mali"."""
    dropped = {
        part.index
        for child in sentence.children(token.index)
        if base(child)
        in ("case", "acl", "advcl", "conj", "cc", "parataxis", "punct", "obl", "nummod", "orphan")
        or (base(child) == "nmod" and child.index > token.index and not _closes(sentence, child))
        or (base(child) == "advmod")
        for part in sentence.subtree(child.index)
    }
    first, last = noun_phrase(sentence, token.index)
    kept = [place for place in range(first, last) if place not in dropped]
    block = [token.index]
    while block[0] - 1 in kept:
        block.insert(0, block[0] - 1)
    while block[-1] + 1 in kept or _comma_before_name(sentence, block[-1] + 1, kept):
        block.append(block[-1] + 1)
    tokens = [sentence.tokens[place] for place in block]
    text = tokens[0].text
    for before, after in itertools.pairwise(tokens):
        text += (" " if after.start > before.end else "") + after.text
    return text.rstrip(" ,")


def _closes(sentence: Sentence, child: Token) -> bool:
    return child_words(sentence, child.index, "case") in ("of", "")


def _comma_before_name(sentence: Sentence, index: int, kept: Sequence[int]) -> bool:
    return index < len(sentence.tokens) and sentence.tokens[index].text == "," and index + 1 in kept


def dateline_place(text: str) -> str | None:
    """Give the town in capitals at the head of an agency text: "BAMAKO (Example News) -" gives "Bamako"."""
    match = _DATELINE.match(text[:160])
    return match.group(1).strip().title() if match else None
