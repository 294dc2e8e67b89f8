"""What people decided about the machine's reading, and how it is applied to every reading anew.

Decisions are matched by evidence (document, quotation, kind, and who did it to whom), never by row number,
so that they hold after the sources were read again. Nothing is ever taken out of the log: undoing is a
decision too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from detente.model.errors import UsageError
from detente.model.event import Event, Telling
from detente.storing.changing import FIELDS, changed

ACTIONS = ("accept", "reject", "change", "note", "undo")

_Key = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    Attributes
    ----------
    id
        Its number in the log; 0 before it is stored.
    decided
        UTC without a zone.
    document, quote, kind, sides
        The event it is about, as the machine read it; `sides` as `sides_of` writes them, or None for every
        event with this quotation and kind.
    changes
        (field, value) pairs for ``change``, with fields of `changing.FIELDS`.
    undoes
        Number of the decision that an ``undo`` takes back.

    Raises
    ------
    UsageError
        If the action or a field is unknown, or what the action needs is missing.
    """

    decided: datetime
    author: str
    action: str
    document: str | None = None
    quote: str | None = None
    kind: str | None = None
    sides: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    note: str | None = None
    undoes: int | None = None
    id: int = 0

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise UsageError(f"unknown decision {self.action!r}; expected one of {', '.join(ACTIONS)}")
        if (self.action == "undo") != (self.undoes is not None):
            raise UsageError("an undo, and nothing else, names the decision that it takes back")
        if self.action != "undo" and None in (self.document, self.quote, self.kind):
            raise UsageError(f"{self.action!r} must name the event's document, quotation and kind")
        if (self.action == "change") != bool(self.changes):
            raise UsageError("a change, and nothing else, gives (field, value) pairs")
        for field, _ in self.changes:
            if field not in FIELDS:
                raise UsageError(f"unknown field {field!r} to change; expected one of {', '.join(FIELDS)}")

    @property
    def key(self) -> _Key:
        """The evidence it is matched by."""
        return self.document, self.quote, self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Standing decisions of several people on one event that cannot all hold: none of them is applied."""

    decisions: tuple[Decision, ...]
    about: str


def sides_of(event: Event) -> str:
    """Write who acts on whom, to tell apart events with one quotation and kind: ``MLIGOV > MAR``."""
    left, right = ("|".join(mention.actor.code for mention in side) for side in (event.source, event.target))
    return f"{left or '?'} > {right or '?'}"


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions that hold, oldest first; an undo that was undone takes nothing back."""
    undone: set[int] = set()
    kept = []
    for decision in sorted(decisions, key=lambda decision: decision.id, reverse=True):
        if decision.id in undone:
            continue
        if decision.undoes is not None:
            undone.add(decision.undoes)
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def moves_parties(decisions: Iterable[Decision]) -> frozenset[str]:
    """Give the documents with an event whose parties somebody changed."""
    return frozenset(
        decision.document
        for decision in standing(decisions)
        if decision.document and any(field in ("source", "target") for field, _ in decision.changes)
    )


def corrected(tellings: Iterable[Telling], decisions: Iterable[Decision]) -> Iterator[Telling]:
    """Give the tellings as people corrected them: without the rejected ones, and with the changes."""
    by_key: dict[_Key, list[Decision]] = defaultdict(list)
    for decision in standing(decisions):
        by_key[decision.key].append(decision)
    for telling in tellings:
        verdict, changes, _ = _judge(telling.event, by_key)
        if verdict == "reject":
            continue
        event = changed(telling.event, changes) if changes else telling.event
        if verdict == "accept":
            event = replace(event, confidence=1.0)
        yield telling if event is telling.event else replace(telling, event=event)


def conflicts(tellings: Iterable[Telling], decisions: Iterable[Decision]) -> tuple[Conflict, ...]:
    """Give what several people decided differently about one of the (uncorrected) tellings."""
    by_key: dict[_Key, list[Decision]] = defaultdict(list)
    for decision in standing(decisions):
        by_key[decision.key].append(decision)
    found: dict[tuple[int, ...], Conflict] = {}
    for telling in tellings:
        for conflict in _judge(telling.event, by_key)[2]:
            found.setdefault(tuple(decision.id for decision in conflict.decisions), conflict)
    return tuple(found[key] for key in sorted(found))


def _judge(
    event: Event, by_key: Mapping[_Key, Sequence[Decision]]
) -> tuple[str | None, dict[str, str], tuple[Conflict, ...]]:
    """Give the verdict (accept, reject or None), the changes, and the conflicts on one event."""
    about = by_key.get((event.evidence.document, event.evidence.quote, event.kind))
    if not about:
        return None, {}, ()
    sides = sides_of(event)
    about = [decision for decision in about if decision.sides in (None, sides)]
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
            members = tuple(sorted((decision for _, decision in by_author.values()), key=lambda one: one.id))
            differing.append(Conflict(decisions=members, about=question))
    verdict = agreed.pop("verdict", None)
    return verdict, agreed, tuple(differing)


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """Write a decision for export as one JSON object."""
    plain = ("id", "author", "action", "document", "quote", "kind", "sides", "note", "undoes")
    return {
        **{name: getattr(decision, name) for name in plain},
        "decided": decision.decided.isoformat(),
        "changes": [{"field": field, "value": value} for field, value in decision.changes],
    }
