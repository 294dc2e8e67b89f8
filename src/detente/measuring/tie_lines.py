"""The English line that tells how a tie stands on a day."""

from __future__ import annotations

from datetime import date

from detente.measuring.naming import join_names, load_line_words, party_name, possessive
from detente.measuring.needs import StateNames
from detente.measuring.ties import is_claim
from detente.model.dossier import Claim
from detente.model.event import Precision, When
from detente.model.tie import Step, Tie


def tie_line(tie: Tie, states: StateNames, day: date | None = None) -> str:
    """Tell how a tie stands on `day`.

    ``Mali's ambassador to Morocco, Fafré Camara: accredited since 14 May 2025``. For a claimed number the
    claimant is named; where nothing is known by `day`, that is said.
    """
    words = load_line_words().tie
    template = words.get(tie.kind, words["any"])
    step = tie.step_on(day)
    names = [party_name(code, states) for code in tie.parties]
    first, second = names[0], names[-1]
    if tie.parties == tuple(sorted(tie.parties)):
        # Parties without an order are sorted by code; a reader looks for names.
        names = sorted(names)
    if is_claim(tie):
        return _claim_line(tie, names)
    line = (
        template.replace("{first}'s", possessive(first)).replace("{first}", first).replace("{second}", second)
    )
    line = line.replace("{all}", join_names(names)).replace(
        "{subject}", f", {tie.subject}" if tie.subject else ""
    )
    status = step.status.replace("_", " ") if step else "not known"
    line = line.replace("{status}", status).replace("{since}", since_text(step, day) if step else "")
    return line if not step or not step.note else f"{line} ({step.note})"


def _claim_line(tie: Tie, names: list[str]) -> str:
    told = {role: text for role, text, _ in reversed(tie.details)}
    number = told.get("claimed number", "a number of")
    return f"{number} agreements in force between {join_names(names)}, as {told['claimant']} claims"


def since_text(step: Step, day: date | None = None) -> str:
    """Tell since when a step holds; a day that is only that of the telling is called so."""
    if step.when.start is None:
        return ", day not told"
    if step.when.precision is Precision.PUBLICATION:
        return f", told {day_text(step.when)}"
    if step.status in load_line_words().happened:
        return f", {day_text(step.when)}"
    return f" since {day_text(step.when)}"


def day_text(when: When) -> str:
    """Write a time as exactly as it is known: ``24 January 2024``, ``July 2022``, ``2018``."""
    start, end = when.start, when.end
    if start is None:
        return "an unknown day"
    if when.precision in (Precision.YEAR, Precision.SEASON):
        return str(start.year) if end is None or end.year == start.year else f"{start.year}-{end.year}"
    if when.precision is Precision.MONTH:
        return f"{load_line_words().months[start.month - 1]} {start.year}"
    first = f"{start.day} {load_line_words().months[start.month - 1]} {start.year}"
    if end is None or end == start or when.precision is Precision.PUBLICATION:
        return first
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {end.day} {load_line_words().months[end.month - 1]} {end.year}"
    return f"{first} to {end.day} {load_line_words().months[end.month - 1]} {end.year}"


def tie_claim(
    tie: Tie,
    states: StateNames,
    day: date | None = None,
    *,
    label: str | None = None,
    notes: tuple[str, ...] = (),
) -> Claim | None:
    """Give the tie's line on `day` with its evidence, or None where nothing is known by then."""
    step = tie.step_on(day)
    if step is None:
        return None
    return Claim(
        text=tie_line(tie, states, day),
        evidence=step.evidence,
        label=label or step.status,
        day=step.when.start,
        record=step.record,
        notes=notes,
    )
