"""Whether the word at the end of a path is one that a wording asks for, by itself or by its sense."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.coding.parties import GIVEN, OFFICIAL, Places
from detente.coding.steps import follow
from detente.coding.trigger_words import first_phrase, is_present
from detente.model.sentence import Sentence
from detente.tables.lexicon import SENSES

YEAR = re.compile(r"1[89]\d\d|20\d\d")


def phrases_on(places: Places, starts: tuple[int, ...], paths: str, phrases: frozenset[str]) -> set[int]:
    """Give the words of the first of `phrases` found at the end of any of the ``|``-parted paths."""
    sentence = places.sentence
    senses = phrases & SENSES
    for path in paths.split("|"):
        for place in follow(sentence, starts, path):
            for index in places.heads(place):
                if any(_has_sense(places, index, sense) for sense in senses - {"@known"}):
                    return {index}
                if "@known" in senses and any(m.office in phrases for m in places.at.get(index, ())):
                    return {index}
                for head in (index, *_titles(sentence, index)):
                    found = first_phrase(sentence, head, phrases)
                    if found:
                        return found
    return set()


def _titles(sentence: Sentence, index: int) -> Iterator[int]:
    """Give the titles before a person's name: "*Ambassador* Ana Díaz" is an ambassador."""
    if sentence.tokens[index].entity.endswith("PER"):
        yield from (child.index for child in sentence.children(index) if child.relation == "nmod:desc")


def _has_sense(places: Places, index: int, sense: str) -> bool:
    """Tell whether the word is of a sort that no word list can hold: a number, a person, a state ..."""
    if sense == "@any":
        return True
    token = places.sentence.tokens[index]
    if sense == "@number":
        return token.upos == "NUM"
    if sense == "@year":
        return token.upos == "NUM" and YEAR.fullmatch(token.text) is not None
    if sense == "@ranked":
        return token.feature("NumType") in ("Ord", "Card") or token.feature("Degree") == "Sup"
    if sense == "@present":
        return is_present(places.sentence, token)
    here = places.at.get(index, ())
    if sense == "@person":
        return any(mention.person for mention in here) or places.sentence.tokens[index].entity.endswith("PER")
    if sense == "@official":
        return any(mention.actor.role in OFFICIAL and mention.how != "place" for mention in here)
    if sense == "@state":
        return any(m.actor.country and m.actor.role in (None, "GOV", "MIL") for m in here)
    if sense == "@given":
        return any(mention.how == GIVEN for mention in here)
    if sense == "@organisation":
        return any(mention.actor.body for mention in here)
    return any(mention.actor.country for mention in here)
