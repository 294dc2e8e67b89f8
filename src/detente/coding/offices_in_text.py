"""Finds the words for offices, bodies, people and things in a parsed sentence."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.sentence import Sentence, Token
from detente.tables.offices import Office, Offices


@dataclass(frozen=True, slots=True)
class OfficeHit:
    """Words ``tokens[first:end]`` of a sentence that are an office, a body, people or a thing."""

    first: int
    end: int
    offices: tuple[Office, ...]


def find_offices(sentence: Sentence, taken: set[int], offices: Offices) -> list[OfficeHit]:
    """Give the longest office words from left to right, without those that hold a token of `taken`."""
    lower = [token.text.lower() for token in sentence.tokens]
    lemmas = [token.lemma.lower() for token in sentence.tokens]
    table = offices.phrases.table
    found: list[OfficeHit] = []
    place = 0
    while place < len(lower):
        length = 0
        if place not in taken and (lower[place] in table or lemmas[place] in table):
            length, meanings = _longest_office(lower, lemmas, place, offices)
        if (
            length
            and _is_noun(sentence.tokens[core_of(sentence, place, place + length)])
            and not taken & set(range(place, place + length))
        ):
            found.append(OfficeHit(place, place + length, meanings))
            place += length
        else:
            place += 1
    return found


def core_of(sentence: Sentence, first: int, end: int) -> int:
    """Give the noun of office words: their last word, or what a hyphen joins it to ("president-elect")."""
    last = end - 1
    joined = last - first > 1 and sentence.tokens[last - 1].text == "-"
    return last - 2 if joined and not _is_noun(sentence.tokens[last]) else last


def _is_noun(token: Token) -> bool:
    """Tell whether a word is used as a noun; parsers call "the military" an adjective."""
    if token.upos in ("NOUN", "PROPN"):
        return True
    return token.upos in ("ADJ", "X") and token.relation.partition(":")[0] in (
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "conj",
    )


def _longest_office(
    lower: list[str], lemmas: list[str], place: int, offices: Offices
) -> tuple[int, tuple[Office, ...]]:
    """Match words as written, or with the last one, or the first, in the singular."""
    best: tuple[int, tuple[Office, ...]] = (0, ())
    for first in dict.fromkeys((lower[place], lemmas[place])):
        for phrase, meanings in offices.phrases.table.get(first, ()):
            length = len(phrase)
            if length <= best[0] or place + length > len(lower):
                continue
            middle = all(lower[place + n] == phrase[n] for n in range(1, length - 1))
            last = place + length - 1
            if middle and (length == 1 or phrase[-1] in (lower[last], lemmas[last])):
                best = (length, meanings)
    return best
