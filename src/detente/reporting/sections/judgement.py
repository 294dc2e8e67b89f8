"""The short judgement: a few cited lines, and the place on the ladder with the facts that hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.model.dossier import Claim, Facts, Rung
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Mark, Part, Step
from detente.reporting.wording import count, word_days

_BOTTOM, _TOP = -3, 3


def judgement(facts: Facts, desk: Desk) -> Part:
    """Give the judgement: what a reader with one minute should know."""
    lines = tuple(_line(claim) for claim in facts.judgement)
    groups = (Group(lines=lines),) if lines else ()
    rungs = _rungs([rung for rung in facts.ladder if rung.claims], desk)
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


def _line(claim: Claim) -> Line:
    """Give a line of the judgement with its label beside it; a text that opens with its label loses it."""
    label = (claim.label or "").capitalize()
    text = claim.text.removeprefix(f"{label}: ") if label else claim.text
    return Line(claim=replace(claim, text=word_days(text or claim.text)), when=label, asides=claim.notes)


def _rungs(rungs: Sequence[Rung], desk: Desk) -> tuple[Group, ...]:
    """Show the facts of the rung where the pair stands; those of others that hold too are folded."""
    if not rungs:
        return ()
    first, *others = rungs
    folded = tuple(_fact(claim, rung, desk) for rung in others for claim in rung.claims)
    lines = tuple(_fact(claim, None, desk) for claim in first.claims)
    side = f", by {desk.name(first.by)} alone" if first.by and first.level < 0 else ""
    title = f"On the ladder: {first.name}{side} ({level_text(first.level)})"
    label = f"{count(len(folded), 'fact')} for other rungs that hold too"
    return (Group(title=title, lines=lines, folded=folded, folded_label=label),)


def _fact(claim: Claim, rung: Rung | None, desk: Desk) -> Line:
    return Line(
        claim=claim,
        marks=_status(claim, desk),
        small=(f"{level_text(rung.level)}, {rung.name}",) if rung else (),
        asides=claim.notes,
    )


def _status(claim: Claim, desk: Desk) -> tuple[Mark, ...]:
    """Mark the status, unless the line says it in these words."""
    status = desk.words.of("status", claim.label) if claim.label else ""
    return (Mark(text=status),) if status and f": {status}" not in claim.text else ()


def level_text(level: int) -> str:
    """Write a level with its sign: ``+2``, ``0``, ``−1``."""
    return f"+{level}" if level > 0 else f"−{-level}" if level < 0 else "0"
