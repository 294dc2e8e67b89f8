"""Where force was used, and whether two tellings name one spot on one day."""

from __future__ import annotations

import re
from functools import lru_cache

from detente.storing.outline import FORCE, Outline, place_name, stems
from detente.tables.names import load_names

_WORD = re.compile(r"[^\W\d_]+")
_TOWNS = frozenset({"capital", "city"})
_NAMES_OF = frozenset({"en", "fr", "ar"})
"""Languages whose lists of names are looked up; texts in others are taken for English ones."""


def one_spot(a: Outline, b: Outline) -> bool:
    """Tell whether one day's act of force is told for the same town or place.

    Who acted has to be said, and the day to be the same: told by both, told by one and that of the other's
    report, or that of both reports.
    """
    forced = {a.event.plover, b.event.plover} <= FORCE and a.source and b.source
    if not forced or not _one_day(a, b):
        return False
    here, there = _spot(a), _spot(b)
    return bool(here & (there | b.proper) or there & a.proper)


def _one_day(a: Outline, b: Outline) -> bool:
    if a.dated and b.dated:
        return a.start == a.end == b.start == b.end
    if not a.dated and not b.dated:
        return a.telling.published == b.telling.published is not None
    told, report = (a, b) if a.dated else (b, a)
    return told.start == told.end == report.telling.published


def _spot(outline: Outline) -> frozenset[str]:
    """Give the words that name the place, without those of lands; a town that stands for its state is hit."""
    event, language = outline.event, outline.telling.language or "en"
    place = (word for word in _WORD.findall(place_name(event) or "") if word[0].isupper())
    towns = (mention.text for mention in event.target if not mention.actor.role)
    found = [word for word in place if _kinds(word, language) <= _TOWNS]
    found += [text for text in towns if _kinds(text, language) and _kinds(text, language) <= _TOWNS]
    return frozenset().union(*map(stems, found))


@lru_cache(maxsize=4096)
def _kinds(text: str, language: str) -> frozenset[str]:
    """Give what a wording can be the name of: a capital, a state, an organisation; nothing where unknown."""
    names = load_names(language if language in _NAMES_OF else "en")
    return frozenset(name.kind for name in names.find(text))
