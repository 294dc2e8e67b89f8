"""What people decide about the machine's reading: single decisions, and which of a log of them stand.

A decision names the event it is about by its evidence (document, quotation, kind, and who did it to whom),
never by a row number. Nothing is ever taken out of the log: undoing is a decision too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from detente.model.errors import UsageError
from detente.model.event import Event
from detente.storing.changing import FIELDS

ACTIONS = ("accept", "reject", "change", "merge", "split", "link", "note", "undo")
LINKED = ("person", "name")
"""What a link gives: the person as told, and the name that is meant by it."""
_PLAIN = ("id", "author", "action", "document", "quote", "kind", "sides", "start", "note", "undoes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One event as the machine read it, by its evidence.

    Attributes
    ----------
    sides
        Who > whom, as `sides_of` writes it; None for every event with this quotation and kind.
    start
        Where the quotation stood; None where that is not known.
    """

    document: str
    quote: str
    kind: str
    sides: str | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    Attributes
    ----------
    id
        Its number in the log; 0 before it is stored.
    decided
        UTC without a zone.
    document, quote, kind, sides, start
        The event it is about, as the machine read it; see `Reading`. A ``link`` without a document holds for
        the whole store.
    others
        For ``merge`` the events that tell the same act, for ``split`` those that tell another.
    changes
        (field, value) pairs: for ``change`` with fields of `changing.FIELDS`, for ``link`` those of `LINKED`.
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
    start: int | None = None
    others: tuple[Reading, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    note: str | None = None
    undoes: int | None = None
    id: int = 0

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise UsageError(f"unknown decision {self.action!r}; expected one of {', '.join(ACTIONS)}")
        if (self.action == "undo") != (self.undoes is not None):
            raise UsageError("an undo, and nothing else, names the decision that it takes back")
        if self.action not in ("undo", "link") and None in (self.document, self.quote, self.kind):
            raise UsageError(f"{self.action!r} must name the event's document, quotation and kind")
        if (self.action in ("merge", "split")) != bool(self.others):
            raise UsageError("a merge or a split, and nothing else, names other events")
        if (self.action in ("change", "link")) != bool(self.changes):
            raise UsageError("a change or a link, and nothing else, gives (field, value) pairs")
        known = LINKED if self.action == "link" else FIELDS
        for field, _ in self.changes:
            if field not in known:
                raise UsageError(f"unknown field {field!r} to change; expected one of {', '.join(known)}")
        if self.action == "link" and tuple(field for field, _ in self.changes) != LINKED:
            raise UsageError("a link gives two names: the person as told, and the name that is meant")

    @property
    def reading(self) -> Reading | None:
        """The event it is about, or None where it is about none."""
        if self.document is None or self.quote is None or self.kind is None:
            return None
        return Reading(
            document=self.document, quote=self.quote, kind=self.kind, sides=self.sides, start=self.start
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Standing decisions that cannot all hold: none of them is applied."""

    decisions: tuple[Decision, ...]
    about: str


def sides_of(event: Event) -> str:
    """Write who acts on whom, to tell apart events with one quotation and kind: ``MLIGOV > MAR``."""
    left, right = ("|".join(mention.actor.code for mention in side) for side in (event.source, event.target))
    return f"{left or '?'} > {right or '?'}"


def reading_of(event: Event) -> Reading:
    """Give the evidence by which decisions name this event, which must be as the machine read it."""
    evidence = event.evidence
    return Reading(
        document=evidence.document,
        quote=evidence.quote,
        kind=event.kind,
        sides=sides_of(event),
        start=evidence.span.start,
    )


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


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """Write a decision for export as one JSON object."""
    return {
        **{name: getattr(decision, name) for name in _PLAIN},
        "decided": decision.decided.isoformat(),
        "others": [asdict(reading) for reading in decision.others],
        "changes": [{"field": field, "value": value} for field, value in decision.changes],
    }


def decision_from_json(entry: Mapping[str, Any]) -> Decision:
    """Make a decision from the object that `decision_to_json` wrote.

    Raises
    ------
    UsageError
        If a key is missing or of another form; the message names what came.
    """
    try:
        return Decision(
            **{name: entry[name] for name in _PLAIN},
            decided=datetime.fromisoformat(entry["decided"]),
            others=tuple(Reading(**reading) for reading in entry["others"]),
            changes=tuple((change["field"], change["value"]) for change in entry["changes"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"{str(entry)[:120]} is no decision ({type(error).__name__}: {error}); expected a line "
            "that detente review --export wrote"
        ) from error
