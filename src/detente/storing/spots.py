"""Where force was used, and whether two tellings name one spot on one day."""

from __future__ import annotations

from functools import lru_cache

from detente.storing.outline import FORCE, Outline, place_name, stems
from detente.tables.names import load_names

_TOWNS = frozenset({"capital", "city"})
_NAMES_OF = frozenset({"en", "fr", "ar"})
"""Languages whose lists of names are looked up; others write towns in Latin letters mostly as English does."""


def one_spot(a: Outline, b: Outline) -> bool:
    """Tell whether one day's act of force is told for the same town or place.

    The day has to be the same: both were published on it, or one tells it and the other was published then.
    """
    if not {a.event.plover, b.event.plover} <= FORCE or not _one_day(a, b):
        return False
    here, there = _spot(a), _spot(b)
    return bool(here & (there | b.proper) or there & a.proper)


def _one_day(a: Outline, b: Outline) -> bool:
    if a.dated == b.dated:
        return not a.dated and a.telling.published == b.telling.published is not None
    told, report = (a, b) if a.dated else (b, a)
    return told.start == told.end == report.telling.published


def _spot(outline: Outline) -> frozenset[str]:
    """Give the words of the place; a town that stands for its state is the place that was hit."""
    event = outline.event
    place = place_name(event)
    found = stems(place) if place and not _is_of_parties(place, outline) else frozenset()
    towns = (mention.text for mention in event.target if not mention.actor.role)
    named = (stems(text) for text in towns if _is_town(text, outline.telling.language or "en"))
    return found.union(*named)


def _is_of_parties(place: str, outline: Outline) -> bool:
    """Tell whether a place is a whole state or land that takes part: all its acts are there."""
    return any(place in mention.text or mention.text in place for mention in outline.event.target)


@lru_cache(maxsize=4096)
def _is_town(text: str, language: str) -> bool:
    names = load_names(language if language in _NAMES_OF else "en").find(text)
    return bool(names) and all(name.kind in _TOWNS for name in names)
