"""Which tellings stand alone in their weeks: where few days tell such acts, near tellings mean one act."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from detente.storing.act_rules import ActRules
from detente.storing.outline import Outline


def with_lone(outlines: Iterable[Outline], rules: ActRules) -> Iterator[Outline]:
    """Give the outlines with `lone` set where it holds.

    Lone is a telling of an act (not of what was said) near whose publication at most `lone_most` days have
    a telling of its group and two of its parties, its own day among them. It depends on its neighbours in
    time alone.
    """
    entries = tuple(outlines)
    days: dict[tuple[str, ...], set[date]] = defaultdict(set)
    for entry in entries:
        if entry.telling.published:
            for key in entry.blocks:
                days[key].add(entry.telling.published)
    ordered = {key: sorted(found) for key, found in days.items()}
    reach = timedelta(days=rules.lone_days)
    for entry in entries:
        day = entry.telling.published
        if day is None or entry.event.kind in rules.said:
            yield entry
            continue
        counts = [
            bisect_right(ordered[key], day + reach) - bisect_left(ordered[key], day - reach)
            for key in entry.blocks
        ]
        yield replace(entry, lone=max(counts) <= rules.lone_most)
