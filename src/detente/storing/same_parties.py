"""Whether two tellings name the same parties, acting the same way."""

from __future__ import annotations

from detente.storing.act_rules import ActRules
from detente.storing.outline import FORCE, Outline


def same_words(a: Outline, b: Outline) -> bool:
    """Tell whether both were read in the same words: one document, and one quotation inside the other."""
    one, other = a.event.evidence, b.event.evidence
    return one.document == other.document and (one.span.holds(other.span) or other.span.holds(one.span))


def parties_agree(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether one telling names the other's parties or some of them, acting the same way.

    A telling that does not say who acted can be of an act whose target it names.
    """
    different_kinds = a.event.kind != b.event.kind
    if a.event.kind in rules.lasting and b.event.kind in rules.lasting:
        return bool(a.source & b.source and a.target & b.target)
    visit_and_meeting = a.event.reciprocal != b.event.reciprocal
    if visit_and_meeting and a.telling.document != b.telling.document and _states(a) != _states(b):
        return False  # A visit is the meeting at it only where the same states meet.
    if visit_and_meeting and not different_kinds and a.telling.document == b.telling.document:
        return _nested(_states(a), _states(b))  # "they exchanged prisoners", "one freed ten of the other"
    if a.event.reciprocal or b.event.reciprocal or (different_kinds and a.group[0] in rules.mutual):
        least = min(len(a.parties), len(b.parties), 2)
        return _nested(a.parties, b.parties) and len(a.parties & b.parties) >= least > 0
    if not a.source or not b.source:
        return _nested(a.target, b.target) or _suffer_alike(a, b)
    if same_words(a, b):
        # The same words, read twice, may call those who suffer soldiers once and civilians once.
        return all(
            _nested(owners(one), owners(two)) for one, two in ((a.source, b.source), (a.target, b.target))
        )
    return _nested(a.source, b.source) and (_nested(a.target, b.target) or _suffer_alike(a, b))


def _suffer_alike(a: Outline, b: Outline) -> bool:
    """Tell whether one telling of force names states where the other names their people: "bombed Peru"."""
    if not {a.event.plover, b.event.plover} <= FORCE:
        return False
    few, many = sorted((a.target, b.target), key=lambda codes: (len(codes), sorted(codes)))
    return bool(few) and all(any(_stands_for(one, other) for other in many) for one in few)


def _stands_for(one: str, other: str) -> bool:
    return one == other or other.startswith(f"{one}/") or one.startswith(f"{other}/")


def _states(outline: Outline) -> frozenset[str]:
    return owners(outline.parties)


def owners(codes: frozenset[str]) -> frozenset[str]:
    """Give the states and organisations of codes, whichever of their people are meant."""
    return frozenset(code.partition("/")[0] for code in codes)


def _nested(a: frozenset[str], b: frozenset[str]) -> bool:
    return a == b or bool(a and b and (a <= b or b <= a))
