"""Which records and ties are between two states, and which only name both."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from detente.model.actor import Mention
from detente.model.event import Record
from detente.model.tie import Tie


def acts_between(record: Record, a: str, b: str) -> bool:
    """Tell whether one of the two acts on the other, both act together on each other, or a tie joins them.

    Two states that are both invited, both fined or both send help to a third have done nothing to each other.
    """
    event = record.best
    source, target = _codes(event.source), _codes(event.target)
    if (a in source and b in target) or (b in source and a in target):
        return True
    if event.reciprocal and {a, b} <= source | target:
        return True
    return event.tie is not None and {a, b} <= set(event.tie.parties[:2]) and not (source and target)


def split_between(records: Iterable[Record], a: str, b: str) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Part records into those between the two and those that only name both."""
    found = tuple(records)
    own = tuple(record for record in found if acts_between(record, a, b))
    held = {record.id for record in own}
    return own, tuple(record for record in found if record.id not in held)


def _codes(mentions: tuple[Mention, ...]) -> set[str]:
    return {code for mention in mentions if (code := mention.actor.country or mention.actor.body)}


def own_ties(ties: Iterable[Tie], known: Collection[str], a: str, b: str) -> tuple[Tie, ...]:
    """Give the ties of `a` and `b`, and those that their records, by identifier in `known`, speak of.

    A deed done to several states at once ("restricted entry for nationals of Mali and Guinea") makes a tie
    with each: of these only that of the two is theirs.
    """
    found = tuple(ties)
    both = {tie.id for tie in found if {a, b} <= set(tie.parties)}
    made = {(tie.kind, step.record) for tie in found if tie.id in both for step in tie.steps}

    def is_theirs(tie: Tie) -> bool:
        told = {step.record for step in tie.steps} | {record for _, _, record in tie.details}
        beside = {(tie.kind, step.record) for step in tie.steps} <= made
        return not beside and bool(told & set(known))

    return tuple(tie for tie in found if tie.id in both or is_theirs(tie))
