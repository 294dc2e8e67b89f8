"""What speaks for two tellings being of one act, where nothing stands against it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.storing.act_rules import ActRules
from detente.storing.contradictions import (
    days_between,
    is_once,
    published_between,
    same_name,
    same_words,
    word_likeness,
)
from detente.storing.outline import Outline

_NEAR_ENOUGH = 1
"""Days between two publications that alone make two tellings of a rare kind one act."""
_COPIED = 20
"""Letters of a quotation that are not the same by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What speaks for one act: a weight for the order of joining (higher first), and the reasons in words."""

    weight: float
    reasons: tuple[str, ...]


def support(a: Outline, b: Outline, rules: ActRules) -> Support | None:
    """Give what speaks for one act where nothing stands against it; None where it is not enough."""
    gap, likeness = days_between(a, b), word_likeness(a, b) or 0.0
    told = {
        "one document": a.telling.document == b.telling.document,
        "the same day": a.dated and b.dated and (a.start, a.end) == (b.start, b.end),
        "the same name": same_name(a, b),
        "a kind that is seldom": gap is not None and is_once(a, b, gap, rules),
        "like words": _alike(a, b, rules),
    }
    if not told["one document"] and not _is_enough(a, b, told, rules):
        return None
    weight = 3.0 * told["one document"] + 2.0 * told["the same day"] + 2.0 * told["the same name"]
    weight += 2.0 * same_words(a, b) + 2.0 * likeness + 1.0 * (a.event.kind == b.event.kind)
    weight += 1.0 * (a.parties == b.parties) - 0.5 * min(gap or 0, 10)
    reasons = tuple(words for words, holds in told.items() if holds)
    return Support(weight=round(weight, 6), reasons=reasons or ("days that can be the same",))


def _is_enough(a: Outline, b: Outline, told: dict[str, bool], rules: ActRules) -> bool:
    """Tell whether two documents tell one act; one document tells an act once, and then comes back to it."""
    if told["a kind that is seldom"]:
        return True
    narrow = not (a.wide or b.wide)
    near = narrow and days_between(a, b) == 0 and published_between(a, b) <= _NEAR_ENOUGH
    # 1. Where many such acts fall on one day, the words have to be much alike too, unless no other is near.
    if a.crowded or b.crowded:
        alone = a.lone and b.lone and near and a.event.kind == b.event.kind and not _unlike(a, b)
        bare_day = told["the same day"] and word_likeness(a, b) is None
        return alone or _much_alike(a, b, rules) or _is_copy(a, b) or bare_day
    # 2. Elsewhere like words or a name are enough, or the day where it is told or near.
    on_day = narrow and told["the same day"]
    return told["like words"] or told["the same name"] or on_day or near


def _unlike(a: Outline, b: Outline) -> bool:
    """Tell whether both say something of their own, in words of which none is the same."""
    return min(len(a.words), len(b.words)) >= 2 and not a.words & b.words


def _alike(a: Outline, b: Outline, rules: ActRules) -> bool:
    shared = a.words & b.words
    enough = len(shared) >= rules.alike_words or bool(shared & (a.proper | b.proper))
    return enough and (word_likeness(a, b) or 0.0) >= rules.alike


def _much_alike(a: Outline, b: Outline, rules: ActRules) -> bool:
    if len(a.words & b.words) < rules.crowded_words:
        return False
    return (word_likeness(a, b) or 0.0) >= rules.crowded_alike


def _is_copy(a: Outline, b: Outline) -> bool:
    """Tell whether one voice tells both in the same words."""
    quote = a.event.evidence.quote
    return a.telling.voice == b.telling.voice and len(quote) >= _COPIED and quote == b.event.evidence.quote
