"""Which of the tellings that hang together over links are one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from detente.storing.act_rules import ActRules
from detente.storing.contradictions import can_be_one
from detente.storing.outline import Outline
from detente.storing.pairings import Pairings, ordered
from detente.storing.same_act import Support

Links = Mapping[tuple[str, str], Support]
Group = list[list[str]]
"""The tellings of one act, those that a person joined together in one list."""


def components(outlines: Mapping[str, Outline], links: Collection[tuple[str, str]]) -> Iterator[list[str]]:
    """Give the sets of tellings that hang together, each sorted."""
    near: dict[str, list[str]] = defaultdict(list)
    for first, second in links:
        near[first].append(second)
        near[second].append(first)
    seen: set[str] = set()
    for name in sorted(outlines):
        if name in seen:
            continue
        found, waiting = [], [name]
        seen.add(name)
        while waiting:
            current = waiting.pop()
            found.append(current)
            fresh = [other for other in near[current] if other not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        yield sorted(found)


def join(
    component: Sequence[str],
    links: Links,
    outlines: Mapping[str, Outline],
    rules: ActRules,
    pairings: Pairings,
) -> list[list[str]]:
    """Join along the links, the strongest first, where no member stands against another.

    Every two members have to be possible together, so that an act never grows over a longer time than any
    two of its tellings may lie apart. Tellings that a person joined count as one: what is possible together
    with any of them is possible with all.
    """
    inside = set(component)
    edges = sorted((-found.weight, *pair) for pair, found in links.items() if pair[0] in inside)
    group_of: dict[str, Group] = {name: [[name]] for name in component}
    for _, first, second in edges:
        left, right = group_of[first], group_of[second]
        if left is right:
            continue
        by_hand = ordered(first, second) in pairings.same
        if by_hand or _possible(left, right, outlines, rules, pairings):
            # What a person joined becomes one list; links by hand are the strongest, so both are such lists.
            joined = [left[0] + right[0]] if by_hand else left + right
            for name in (name for unit in joined for name in unit):
                group_of[name] = joined
    distinct = {id(group): sorted(name for unit in group for name in unit) for group in group_of.values()}
    return sorted(distinct.values())


def _possible(
    left: Group, right: Group, outlines: Mapping[str, Outline], rules: ActRules, pairings: Pairings
) -> bool:
    for one in left:
        for other in right:
            pairs = [ordered(a, b) for a in one for b in other]
            if any(pair in pairings.apart for pair in pairs):
                return False
            if not any(can_be_one(outlines[a], outlines[b], rules) for a, b in pairs):
                return False
    return True
