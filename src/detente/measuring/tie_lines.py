"""The English line that tells how a tie stands on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from detente.measuring.days import day_text
from detente.measuring.naming import join_names, load_line_words, party_name, possessive
from detente.measuring.needs import StateNames
from detente.measuring.ties import is_claim
from detente.model.dossier import Claim
from detente.model.event import Precision
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
    if tie.subject and (whole := _told_whole(tie.subject, template, names)):
        template, subject = whole, tie.subject
    else:
        subject = f", {tie.subject}" if tie.subject else ""
    line = (
        template.replace("{first}'s", possessive(first)).replace("{first}", first).replace("{second}", second)
    )
    line = line.replace("{all}", join_names(names)).replace("{subject}", subject)
    status = step.status.replace("_", " ") if step else "not known"
    line = line.replace("{status}", status).replace("{since}", since_text(step, day) if step else "")
    return line if not step or not step.note else f"{line} ({step.note})"


def _told_whole(subject: str, template: str, names: Sequence[str]) -> str | None:
    """Give a template for a subject that says itself what it is ("joint military commission of Mali").

    None where the kind must be told beside it ("Mali's ambassador to Morocco, Fafré Camara").
    """
    kind, _, rest = template.partition("{all}")
    head = load_line_words().heads.get(kind.strip(), ())
    words = subject.casefold().split()
    if not any(word.rstrip("s") in head for word in words) or not rest.startswith("{subject}"):
        return None
    own = [re.sub(r"^the ", "", name) for name in names]
    between = "" if any(name in subject for name in own) else f" {kind.strip().rpartition(' ')[2]} {{all}}"
    return f"{{subject}}{between}{rest.removeprefix('{subject}')}"


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
