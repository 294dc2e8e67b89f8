"""What speaks for two tellings being of one act, where nothing stands against it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.storing.act_rules import ActRules
from detente.storing.contradictions import (
    days_between,
    is_once,
    nearly_all_alike,
    published_between,
    same_name,
    very_alike,
    word_likeness,
)
from detente.storing.outline import FORCE, Outline
from detente.storing.same_parties import owners, same_words
from detente.storing.spots import one_spot

_NEAR_ENOUGH = 1
"""Days between two publications that alone make two tellings of a rare kind one act."""
_COPIED = 20
"""Letters of a quotation that are not the same by chance."""
_SOME_OWN = 3
"""Content words from which a telling says something of its own."""
_SOME_WORDS, _SOME_ALIKE = 4, 0.4
"""Shared content words, a proper name among them, and their share, from which acts told on two days that
follow one another are one; tuned with the other numbers here on the pairs of ``benchmarks/answers`` that are
not held back."""


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
        "one place on one day": a.event.kind == b.event.kind and _same_parties(a, b) and one_spot(a, b),
    }
    enough = _returns(a, b) if told["one document"] else _is_enough(a, b, told, rules)
    if not enough:
        return None
    weight = 3.0 * told["one document"] + 2.0 * told["the same day"] + 2.0 * told["the same name"]
    weight += 2.0 * same_words(a, b) + 2.0 * likeness + 1.0 * (a.event.kind == b.event.kind)
    weight += 1.0 * (a.parties == b.parties) - 0.5 * min(gap or 0, 10)
    reasons = tuple(words for words, holds in told.items() if holds)
    return Support(weight=round(weight, 6), reasons=reasons or ("days that can be the same",))


def _returns(a: Outline, b: Outline) -> bool:
    """Tell whether one document comes back to an act; of words said, only in one kind or like words."""
    if a.lone and b.lone and a.parties == b.parties and {a.event.plover, b.event.plover} <= FORCE:
        return True  # "struck a convoy. It was the first time that it had attacked them."
    return a.event.kind == b.event.kind or not a.crowded or same_words(a, b) or bool(a.words & b.words)


def _is_enough(a: Outline, b: Outline, told: dict[str, bool], rules: ActRules) -> bool:
    """Tell whether two documents tell one act."""
    if told["a kind that is seldom"]:
        return True
    narrow = not (a.wide or b.wide)
    near = narrow and days_between(a, b) == 0 and published_between(a, b) <= _NEAR_ENOUGH
    # 1. Where many such acts fall on one day, the words have to be alike too, unless no other is near.
    if a.crowded or b.crowded:
        bare_day = told["the same day"] and word_likeness(a, b) is None
        alike = _much_alike(a, b, rules) or _is_copy(a, b) or (near and _quite_alike(a, b))
        alone = a.lone and b.lone and _alone_is_enough(a, b, near, rules)
        return alike or bare_day or told["one place on one day"] or alone
    # 2. Elsewhere like words or a name are enough, or the day where it is told or near.
    near = (near or (narrow and _is_occasion(a, b, rules))) and not _unlike(a, b)
    return told["like words"] or told["the same name"] or (narrow and told["the same day"]) or near


def _alone_is_enough(a: Outline, b: Outline, near: bool, rules: ActRules) -> bool:
    """Tell whether two tellings that stand alone in their weeks are one act."""
    one_day = near and a.event.kind == b.event.kind and (_same_parties(a, b) or not (a.source and b.source))
    # A day told that is the day of the other's report says more than words do.
    if one_day and (a.dated != b.dated or not _little_alike(a, b, rules)):
        return True
    if _one_time(a, b):
        return True
    named = a.parties == b.parties and bool(a.words & b.words & (a.proper | b.proper))
    return very_alike(a, b) or nearly_all_alike(a, b) or (named and not _little_alike(a, b, rules))


def _same_parties(a: Outline, b: Outline) -> bool:
    """Tell whether the parties are the same; where force is used, a state is its people."""
    if {a.event.plover, b.event.plover} <= FORCE:
        return owners(a.source) == owners(b.source) and owners(a.target) == owners(b.target)
    return a.parties == b.parties


def _one_time(a: Outline, b: Outline) -> bool:
    """Tell whether one of two reports of a day gives only the month or so in which the other's act lies."""
    told, again = a.telling.published, b.telling.published
    if told is None or again is None or abs((told - again).days) > _NEAR_ENOUGH:
        return False
    same = a.event.kind == b.event.kind and a.parties == b.parties
    return same and (a.wide or b.wide) and days_between(a, b) == 0


def _is_occasion(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether a visit or a summit of the same parties is meant: such are told over days."""
    return a.parties == b.parties and a.group[0] in rules.mutual


def _unlike(a: Outline, b: Outline) -> bool:
    """Tell whether both say something of their own, in words of which none is the same."""
    return min(len(a.words), len(b.words)) >= _SOME_OWN and not a.words & b.words


def _little_alike(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether both say much, and little of it is the same."""
    return min(len(a.words), len(b.words)) >= _SOME_OWN and (word_likeness(a, b) or 0.0) < rules.alike


def _alike(a: Outline, b: Outline, rules: ActRules) -> bool:
    shared = a.words & b.words
    enough = len(shared) >= rules.alike_words or bool(shared & (a.proper | b.proper))
    return enough and (word_likeness(a, b) or 0.0) >= rules.alike


def _quite_alike(a: Outline, b: Outline) -> bool:
    """Tell whether some words are shared, a proper name among them, or the name of what is acted on."""
    left, right = dict(a.names), dict(b.names)
    for role in left.keys() & right.keys():
        shared = left[role] & right[role]
        if shared & a.proper & b.proper and len(shared) >= _SOME_ALIKE * min(
            len(left[role]), len(right[role])
        ):
            return True
    shared = a.words & b.words
    named = len(shared) >= _SOME_WORDS and bool(shared & a.proper & b.proper)
    return named and (word_likeness(a, b) or 0.0) >= _SOME_ALIKE


def _much_alike(a: Outline, b: Outline, rules: ActRules) -> bool:
    if len(a.words & b.words) < rules.crowded_words:
        return False
    return (word_likeness(a, b) or 0.0) >= rules.crowded_alike


def _is_copy(a: Outline, b: Outline) -> bool:
    """Tell whether one voice tells both in the same words."""
    quote = a.event.evidence.quote
    return a.telling.voice == b.telling.voice and len(quote) >= _COPIED and quote == b.event.evidence.quote
