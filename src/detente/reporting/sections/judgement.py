"""The short judgement: a few cited lines, and the place on the ladder with the facts that hold it."""

from __future__ import annotations

from detente.model.dossier import Facts, Rung
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Mark, Part, Step

_BOTTOM, _TOP = -3, 3


def judgement(facts: Facts, desk: Desk) -> Part:
    """Give the judgement: what a reader with one minute should know."""
    lines = tuple(
        Line(claim=claim, when=(claim.label or "").capitalize(), asides=claim.notes)
        for claim in facts.judgement
    )
    groups = (Group(lines=lines),) if lines else ()
    rungs = tuple(_rung(rung, desk) for rung in facts.ladder if rung.claims)
    return Part(
        key="judgement",
        title="In short",
        empty="What was read is too little for a judgement. That says nothing about the relation itself.",
        groups=groups + rungs,
        ladder=_ladder(facts, desk) if facts.ladder else (),
        ladder_at=len(groups),
    )


def _ladder(facts: Facts, desk: Desk) -> tuple[Step, ...]:
    """Draw the ladder. The first rung given is where the pair stands; facts may hold others too."""
    held = {rung.level: rung for rung in facts.ladder}
    here = facts.ladder[0].level
    return tuple(
        Step(
            level=level,
            name=held[level].name if level in held else desk.words.of("rung", level),
            held=level in held,
            here=level == here,
        )
        for level in range(_BOTTOM, _TOP + 1)
    )


def _rung(rung: Rung, desk: Desk) -> Group:
    lines = tuple(
        Line(claim=claim, marks=(Mark(text=claim.label),) if claim.label else (), asides=claim.notes)
        for claim in rung.claims
    )
    return Group(title=f"On the ladder: {rung.name} ({level_text(rung.level)})", lines=lines)


def level_text(level: int) -> str:
    """Write a level with its sign: ``+2``, ``0``, ``−1``."""
    return f"+{level}" if level > 0 else f"−{-level}" if level < 0 else "0"
