"""Indices: numbers over time, always with how many episodes they rest on and an interval."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from detente.measuring.episodes import LAYERS, Episode, Quarter, episodes, quarters
from detente.measuring.intervals import (
    block_gap_interval,
    block_mean_interval,
    net_share_interval,
    poisson_interval,
)
from detente.model.document import Document
from detente.model.errors import UsageError
from detente.model.event import Record
from detente.model.series import Interval, Point, Series

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""The quad classes of the PLOVER scheme, 1 to 4."""

# Below this many episodes a share is told with its n but no interval is drawn: it would span nearly the
# whole range.
LEAST_FOR_SHARE = 3
# Below this many days a bootstrap by day has too few different samples to mean anything.
LEAST_DAYS = 3
# How many episodes' worth the long-run mean counts (measures.md, C).
SHRINKAGE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The episodes of a pair by quarter, and how many documents there were to find them in."""

    a: str
    b: str
    layer: str
    episodes: tuple[Episode, ...]
    quarters: tuple[Quarter, ...]
    documents: Mapping[date, int]

    def within(self, quarter: Quarter, source: str | None = None) -> tuple[Episode, ...]:
        """Give the episodes of a quarter, of one direction where a source is given."""
        first = bisect_left(self.episodes, quarter.start, key=lambda one: one.day)
        last = bisect_left(self.episodes, quarter.end, key=lambda one: one.day)
        return tuple(one for one in self.episodes[first:last] if source in (None, one.source))

    def point(self, quarter: Quarter, found: Sequence[Episode], interval: Interval | None) -> Point:
        """Make a point; silence is not zero: without episodes there is never an interval."""
        return Point(
            start=quarter.start,
            end=quarter.end,
            n=len(found),
            documents=self.documents.get(quarter.start, 0),
            interval=interval if found else None,
            records=tuple(dict.fromkeys(one.record for one in found)),
        )

    @property
    def scope(self) -> str:
        """The layer in words, for the method line."""
        return "government to government" if self.layer == "government" else "all actors of both states"


def make_flow(
    records: Iterable[Record],
    documents: Iterable[Document],
    a: str,
    b: str,
    *,
    start: date | None = None,
    end: date | None = None,
    layer: str = "government",
) -> Flow:
    """Gather the episodes of a pair and the quarters of ``[start, end]`` (by default those of what is known).

    Raises
    ------
    UsageError
        If the layer is unknown.
    """
    if layer not in LAYERS:
        raise UsageError(f"there is no layer {layer!r}; known are {', '.join(LAYERS)}")
    found = [
        one
        for one in episodes(records, a, b, layer=layer)
        if (start is None or start <= one.day) and (end is None or one.day <= end)
    ]
    published = [document.date for document in documents if document.date]
    days = [one.day for one in found] + [
        day for day in published if (start is None or start <= day) and (end is None or day <= end)
    ]
    first, last = start or min(days, default=None), end or max(days, default=None)
    spans = quarters(first, last) if first and last and first <= last else ()
    counts = {span.start: sum(span.start <= day < span.end for day in published) for span in spans}
    return Flow(
        a=a, b=b, layer=layer, episodes=tuple(found), quarters=spans, documents=MappingProxyType(counts)
    )


def episode_counts(flow: Flow) -> tuple[Series, ...]:
    """Count the episodes of a quarter by quad class, each way; higher means more acts of that class."""
    found = []
    for source, target in ((flow.a, flow.b), (flow.b, flow.a)):
        for quad, name in enumerate(QUADS, start=1):
            points = []
            for quarter in flow.quarters:
                chosen = [one for one in flow.within(quarter, source) if one.quad == quad]
                points.append(flow.point(quarter, chosen, poisson_interval(len(chosen))))
            method = (
                f"Episodes (one act once, with all its tellings) per quarter, {flow.scope}; quad classes "
                "of the PLOVER scheme; exact Poisson (Garwood) interval, 95 %; none where nothing was found."
            )
            found.append(_series(f"Episodes: {name}", "episodes", source, target, method, points))
    return tuple(found)


def net_cooperation(flow: Flow) -> tuple[Series, ...]:
    """Give the net cooperation share each way and together: -1 all conflict, 1 all cooperation."""
    method = (
        f"2p - 1, p = share of cooperative among all episodes ({flow.scope}; PLOVER quad classes 1, 2 "
        "against 3, 4); Beta(1/2, 1/2) prior, 95 % quantiles; no interval below "
        f"{LEAST_FOR_SHARE} episodes."
    )
    found = []
    for source, target in ((flow.a, flow.b), (flow.b, flow.a), (flow.a, None)):
        points = []
        for quarter in flow.quarters:
            chosen = flow.within(quarter, source) if target else _once(flow.within(quarter))
            good = sum(one.quad <= 2 for one in chosen)
            interval = (
                net_share_interval(good, len(chosen) - good) if len(chosen) >= LEAST_FOR_SHARE else None
            )
            points.append(flow.point(quarter, chosen, interval))
        found.append(_series("Net cooperation", "share", source, target, method, points))
    return tuple(found)


def mean_intensity(flow: Flow) -> tuple[Series, ...]:
    """Give the mean PLOVER score each way, -10 (assault) to 10 (aid); higher is more cooperative."""
    method = (
        f"Mean PLOVER score of the episodes of a quarter ({flow.scope}), drawn towards the long-run "
        f"mean of the direction by the weight of {SHRINKAGE:.0f} episodes; 95 % interval by bootstrap "
        f"of whole days, fixed seed; none below {LEAST_DAYS} days with episodes."
    )
    found = []
    for source, target in ((flow.a, flow.b), (flow.b, flow.a)):
        scores = [one.score for one in flow.episodes if one.source == source]
        long_run = sum(scores) / len(scores) if scores else 0.0
        points = []
        for quarter in flow.quarters:
            chosen = flow.within(quarter, source)
            blocks = list(_by_day(chosen).values())
            interval = (
                block_mean_interval(blocks, prior=long_run, weight=SHRINKAGE)
                if len(blocks) >= LEAST_DAYS
                else None
            )
            points.append(flow.point(quarter, chosen, interval))
        found.append(_series("Mean intensity", "PLOVER score", source, target, method, points))
    return tuple(found)


def direction_gap(flow: Flow) -> tuple[Series, ...]:
    """Give how much higher the mean score of `a` towards `b` is than that of `b` towards `a`."""
    method = (
        "Mean PLOVER score of the first towards the second minus that of the second towards the first "
        f"({flow.scope}); 95 % interval by bootstrap of whole days, fixed seed; none below {LEAST_DAYS} days."
    )
    points = []
    for quarter in flow.quarters:
        chosen = flow.within(quarter)
        days = sorted({one.day for one in chosen})
        blocks = [
            tuple(
                [one.score for one in chosen if one.day == day and one.source == side]
                for side in (flow.a, flow.b)
            )
            for day in days
        ]
        pairs = [(block[0], block[1]) for block in blocks]
        interval = block_gap_interval(pairs) if len(days) >= LEAST_DAYS else None
        points.append(flow.point(quarter, chosen, interval))
    return (_series("Direction gap", "PLOVER score", flow.a, flow.b, method, points),)


def _once(found: Iterable[Episode]) -> tuple[Episode, ...]:
    """Give every act once that is counted in both directions."""
    return tuple({one.record: one for one in found}.values())


def _by_day(found: Iterable[Episode]) -> dict[date, list[float]]:
    days: dict[date, list[float]] = defaultdict(list)
    for one in found:
        days[one.day].append(one.score)
    return dict(sorted(days.items()))


def _series(
    name: str, unit: str, source: str, target: str | None, method: str, points: Sequence[Point]
) -> Series:
    return Series(name=name, unit=unit, source=source, target=target, method=method, points=tuple(points))


INDICES: Mapping[str, Callable[[Flow], tuple[Series, ...]]] = MappingProxyType(
    {
        "episodes": episode_counts,
        "net-cooperation": net_cooperation,
        "mean-intensity": mean_intensity,
        "direction-gap": direction_gap,
    }
)
"""All indices by name; a new one is a function and its line here."""


def measure(flow: Flow, names: Iterable[str] | None = None) -> tuple[Series, ...]:
    """Compute the named indices, or all of them.

    Raises
    ------
    UsageError
        If an index is unknown.
    """
    wanted = tuple(INDICES) if names is None else tuple(names)
    for name in wanted:
        if name not in INDICES:
            raise UsageError(f"there is no index {name!r}; known are {', '.join(INDICES)}")
    return tuple(series for name in wanted for series in INDICES[name](flow))
