"""What changed since a day that the reader names."""

from __future__ import annotations

from detente.model.dossier import Facts
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Mark, Part
from detente.reporting.wording import word_day


def changes(facts: Facts, desk: Desk) -> Part | None:
    """Give the changes, the newest first; None where no day was named."""
    if facts.since is None:
        return None
    found = sorted(facts.changes, key=lambda claim: -(claim.day.toordinal() if claim.day else 0))
    lines = tuple(
        Line(
            claim=claim,
            when=desk.when(claim),
            marks=(Mark(text=claim.label, tone="open"),) if claim.label else (),
            asides=claim.notes,
        )
        for claim in found
    )
    return Part(
        key="changes",
        title=f"What changed since {word_day(facts.since)}",
        empty=f"Nothing that was read tells of a change since {word_day(facts.since)}.",
        groups=(Group(lines=lines),) if lines else (),
    )
