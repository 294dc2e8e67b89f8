"""How standing decisions are applied to every reading anew, and which of them conflict or find nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from detente.model.event import Telling
from detente.storing.changing import changed, renamed
from detente.storing.decisions import Conflict, Decision, standing
from detente.storing.finding import Told

_JUDGING = ("accept", "reject", "change")
_About = Mapping[str, Sequence[Decision]]


def corrected(tellings: Iterable[Telling], decisions: Iterable[Decision]) -> Iterator[Telling]:
    """Give the tellings as people corrected them: without the rejected ones, and with the changes.

    `tellings` have to hold those of a document together, as the machine read them.
    """
    held = standing(decisions)
    if not held:
        yield from tellings
        return
    names = linked_names(held)[0]
    everything = tuple(tellings)
    about = _about(everything, held)
    for telling in everything:
        verdict, changes, _ = _judge(about.get(telling.id, ()))
        if verdict == "reject":
            continue
        event = changed(telling.event, changes) if changes else telling.event
        event = renamed(event, names) if names else event
        if verdict == "accept":
            event = replace(event, confidence=1.0)
        yield telling if event is telling.event else replace(telling, event=event)


def conflicts(tellings: Iterable[Telling], decisions: Iterable[Decision]) -> tuple[Conflict, ...]:
    """Give what several people decided differently about one of the (uncorrected) tellings, or of a name."""
    held = standing(decisions)
    found = {_ids(conflict): conflict for conflict in linked_names(held)[1]}
    for decided in _about(tuple(tellings), held).values():
        for conflict in _judge(decided)[2]:
            found.setdefault(_ids(conflict), conflict)
    return tuple(found[key] for key in sorted(found))


def lost(tellings: Iterable[Telling], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the standing decisions about events that no (uncorrected) telling is any more.

    The machine reads the place otherwise now, or the document is not in the store: the decision is kept, and
    applied as soon as the event is read again.
    """
    told = Told(tellings)
    return tuple(
        decision
        for decision in standing(decisions)
        if decision.reading is not None and not told.find(decision.reading)
    )


def linked_names(held: Iterable[Decision]) -> tuple[Mapping[str, str], tuple[Conflict, ...]]:
    """Give the name that is meant by each name told, by the last link of each author; and who differs."""
    by_name: dict[str, dict[str, Decision]] = defaultdict(dict)
    for decision in held:
        if decision.action == "link":
            told, _ = (value for _, value in decision.changes)
            by_name[told.casefold()][decision.author] = decision
    meant: dict[str, str] = {}
    differing = []
    for told, by_author in by_name.items():
        names = {decision.changes[1][1] for decision in by_author.values()}
        if len(names) == 1:
            meant[told] = names.pop()
        else:
            differing.append(_conflict(by_author.values(), "name"))
    return {told: _followed(told, meant) for told in meant}, tuple(differing)


def _followed(told: str, meant: Mapping[str, str]) -> str:
    """Follow links from name to name to their end; a circle ends where it began."""
    name, seen = meant[told], {told}
    while name.casefold() in meant and name.casefold() not in seen:
        seen.add(name.casefold())
        name = meant[name.casefold()]
    return name


def _about(tellings: Sequence[Telling], held: Iterable[Decision]) -> _About:
    """Give the decisions about each telling, by its identifier."""
    told = Told(tellings)
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in held:
        if decision.action in _JUDGING and decision.reading is not None:
            for telling in told.find(decision.reading):
                found[telling.id].append(decision)
    return found


def _judge(about: Sequence[Decision]) -> tuple[str | None, dict[str, str], tuple[Conflict, ...]]:
    """Give the verdict (accept, reject or None), the changes, and the conflicts on one event."""
    # 1. Of one person's decisions on one question the last counts.
    answers: dict[str, dict[str, tuple[str, Decision]]] = defaultdict(dict)
    for decision in about:
        if decision.action in ("accept", "reject"):
            answers["verdict"][decision.author] = (decision.action, decision)
        for field, value in decision.changes:
            answers[field][decision.author] = (value, decision)
    # 2. Where several people differ, nobody's holds, and it is shown.
    agreed: dict[str, str] = {}
    differing = []
    for question, by_author in answers.items():
        if len({answer for answer, _ in by_author.values()}) == 1:
            agreed[question] = next(iter(by_author.values()))[0]
        else:
            differing.append(_conflict((decision for _, decision in by_author.values()), question))
    verdict = agreed.pop("verdict", None)
    return verdict, agreed, tuple(differing)


def _conflict(decisions: Iterable[Decision], about: str) -> Conflict:
    return Conflict(decisions=tuple(sorted(decisions, key=lambda one: one.id)), about=about)


def _ids(conflict: Conflict) -> tuple[int, ...]:
    return tuple(decision.id for decision in conflict.decisions)
