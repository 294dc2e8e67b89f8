"""Events that tell one act become one record, whatever the order in which they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from detente.model.event import Modality, Precision, Record, Telling, When
from detente.storing.act_rules import ActRules, load_rules
from detente.storing.contradictions import BACK, ONE_NEWS, can_be_one
from detente.storing.crowds import with_lone
from detente.storing.differences import differences
from detente.storing.joining import Links, components, join
from detente.storing.outline import Outline, outline
from detente.storing.pairings import NO_PAIRINGS, Pairings, ordered
from detente.storing.same_act import Support, support
from detente.storing.superseding import superseded

_RANKED = (Modality.FACTUAL, Modality.REPORTED, Modality.HISTORICAL, Modality.FUTURE)
_WEEK = 7

_BY_HAND = 1000.0
"""Weight of a link that a person made: above any that rules give."""


def merge(
    tellings: Iterable[Telling], *, rules: ActRules | None = None, pairings: Pairings = NO_PAIRINGS
) -> tuple[Record, ...]:
    """Give one record per act, in the order of days and identifiers.

    The result depends on the set of tellings alone. Two tellings become one act where something speaks for it
    (one document, the same day or name, like words) and no telling of the act stands against another in it;
    the strongest links are made first. What people joined or parted (`pairings`) comes before every rule.
    """
    rules = rules or load_rules()
    outlines = {entry.id: entry for entry in with_lone((outline(one, rules) for one in tellings), rules)}
    links = dict(_links(outlines, rules)) | _made_by_hand(outlines, pairings)
    links = {pair: found for pair, found in links.items() if pair not in pairings.apart}
    # 1. Only what hangs together over links can be one act: a new telling touches its own neighbours alone.
    clusters = [
        members
        for component in components(outlines, links)
        for members in join(component, links, outlines, rules, pairings)
    ]
    # 2. Each act becomes a record, told best by one of its tellings.
    records = [_record([outlines[name] for name in members], links, rules) for members in clusters]
    # 3. What was denied or corrected later says so.
    by_id = {record.id: record for record in superseded(records, rules)}
    return tuple(sorted(by_id.values(), key=lambda record: (record.when.start or date.max, record.id)))


def _made_by_hand(outlines: Mapping[str, Outline], pairings: Pairings) -> dict[tuple[str, str], Support]:
    return {
        pair: Support(weight=_BY_HAND, reasons=(who,))
        for pair, who in pairings.same.items()
        if set(pair) <= outlines.keys()
    }


def _links(outlines: Mapping[str, Outline], rules: ActRules) -> Iterator[tuple[tuple[str, str], Support]]:
    """Give pairs for which something speaks and against which nothing does, from blocks sorted by day."""
    blocks: dict[tuple[str, ...], list[Outline]] = defaultdict(list)
    for entry in outlines.values():
        for key in (*entry.blocks, *entry.owners):
            blocks[key].append(entry)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        for first, second in _neighbours(members, rules):
            pair = ordered(first.id, second.id)
            if pair in seen:
                continue
            seen.add(pair)
            if can_be_one(first, second, rules) and (found := support(first, second, rules)):
                yield pair, found


def _neighbours(members: Sequence[Outline], rules: ActRules) -> Iterator[tuple[Outline, Outline]]:
    """Give the pairs of a block whose days or reports are near, and all pairs with what has no day."""
    reach = timedelta(days=max(rules.once.get(entry.event.kind, BACK) for entry in members))
    dated = [(entry.start, entry.end, entry) for entry in members if entry.start and entry.end]
    yield from _within(dated, reach)
    told = [(day, day, entry) for entry in members if (day := entry.telling.published)]
    yield from _within(told, timedelta(days=ONE_NEWS))
    undated = sorted((entry for entry in members if not entry.start), key=lambda entry: entry.id)
    for place, first in enumerate(undated):
        for second in (*undated[place + 1 :], *(entry for _, _, entry in dated)):
            yield first, second


def _within(
    entries: Sequence[tuple[date, date, Outline]], reach: timedelta
) -> Iterator[tuple[Outline, Outline]]:
    """Give the pairs that lie no more than `reach` apart."""
    ordered = sorted(entries, key=lambda entry: (entry[0], entry[2].id))
    for place, (_, end, first) in enumerate(ordered):
        for start, _, second in ordered[place + 1 :]:
            if start - end > reach:
                break
            yield first, second


def _record(members: Sequence[Outline], links: Links, rules: ActRules) -> Record:
    ranked = sorted(members, key=lambda entry: _rank(entry.telling))
    tellings = tuple(entry.telling for entry in ranked)
    return Record(
        id=f"r-{min(telling.id for telling in tellings)}",
        best=tellings[0].event,
        when=_when(tellings),
        tellings=tellings,
        differences=differences(tellings, rules),
        why=_why(members, links),
    )


def _rank(telling: Telling) -> tuple[object, ...]:
    """Put first what is told as fact, with a day, with most parties and parts, and earliest."""
    event = telling.event
    told = _RANKED.index(event.modality) if event.modality in _RANKED else len(_RANKED)
    mentions = (*event.source, *event.target)
    complete = len(mentions) + len(event.parts) + sum(mention.person is not None for mention in mentions)
    return told, _exactness(event.when), -complete, telling.published or date.max, telling.id


def _when(tellings: Sequence[Telling]) -> When:
    """Give the most exact time that is told, of equals the best telling's."""
    return min((telling.event.when for telling in tellings), key=_exactness)


def _exactness(when: When) -> int:
    """Rank a time: a day, a few days, the day of publication, a longer time, none."""
    if when.start is None or when.end is None or when.precision is Precision.UNKNOWN:
        return 4
    if when.precision is Precision.PUBLICATION:
        return 2
    days = (when.end - when.start).days
    return 0 if days == 0 else 1 if days < _WEEK else 3


def _why(members: Sequence[Outline], links: Links) -> str:
    if len(members) == 1:
        return "told once"
    made = [links[pair] for pair in combinations(sorted(entry.id for entry in members), 2) if pair in links]
    reasons = {reason for found in made for reason in found.reasons}
    kinds = " or ".join(sorted({entry.event.kind for entry in members}))
    parties = ", ".join(sorted(frozenset().union(*(entry.parties for entry in members))))
    voices = len({entry.telling.voice for entry in members})
    against = (
        "" if any(found.weight >= _BY_HAND for found in made) else "; nothing in one stands against another"
    )
    return (
        f"{len(members)} tellings by {voices} {'voice' if voices == 1 else 'voices'} are taken for one act: "
        f"{kinds} of {parties}; {', '.join(sorted(reasons))}{against}"
    )
