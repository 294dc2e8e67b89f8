"""How the signs of one tie become its steps and its details."""

from __future__ import annotations

from collections.abc import Sequence

from detente.measuring.days import day_text
from detente.measuring.folding import FoldingRule
from detente.measuring.signs import Sign
from detente.model.document import Evidence
from detente.model.event import Precision, Record, Telling, When
from detente.model.tie import Step
from detente.tables.kinds import TieKind

Detail = tuple[str, str, str]
_UNDATED = (Precision.PUBLICATION, Precision.UNKNOWN)
# Records are already merged by act; a repeated act within three days is one that merging did not join.
_ONE_ACT = 3


def make_steps(
    signs: Sequence[Sign], rule: FoldingRule, kind: TieKind | None
) -> tuple[tuple[Step, ...], tuple[Detail, ...]]:
    """Turn the signs of one tie (oldest first) into steps and details.

    What is planned never takes the place of what is done; a mere sign that a tie holds moves nothing while
    it holds; a later telling without a date of its own never moves progress back. All these are kept as
    details.
    """
    steps: list[Step] = []
    planned: set[str] = set()
    details: list[Detail] = []
    for sign in signs:
        details += sign_details(sign, rule, kind)
        current = steps[-1] if steps else None
        if current is None:
            steps.append(_step(sign))
        elif _same_act(current, sign, rule):
            steps[-1] = _joined(current, sign)
        elif kept := _kept_aside(current, current.record in planned, sign, rule, kind):
            details.append(kept)
        elif _tells_the_past(current, sign, rule):
            _insert(steps, sign, rule)
        else:
            steps.append(_step(sign))
        if sign.planning:
            planned.add(sign.record.id)
    return tuple(steps), tuple(dict.fromkeys(details))


def all_evidence(record: Record) -> tuple[Evidence, ...]:
    """Give the evidence of a record without repetition, the best first."""
    return tuple(dict.fromkeys(record.evidence))


def _step(sign: Sign, *, note: str | None = None) -> Step:
    return Step(
        status=sign.status,
        when=sign.when,
        record=sign.record.id,
        evidence=all_evidence(sign.record),
        note=note or (f"due {_due_text(sign.due)}" if sign.due and sign.due.start else None),
    )


def _same_act(current: Step, sign: Sign, rule: FoldingRule) -> bool:
    if current.status != sign.status:
        return False
    return sign.status not in rule.repeats or current.when.meets(sign.when, slack=_ONE_ACT)


def _joined(step: Step, sign: Sign) -> Step:
    evidence = tuple(dict.fromkeys((*step.evidence, *all_evidence(sign.record))))
    return Step(status=step.status, when=step.when, record=step.record, evidence=evidence, note=step.note)


def _kept_aside(
    current: Step, current_planned: bool, sign: Sign, rule: FoldingRule, kind: TieKind | None
) -> Detail | None:
    """Give the detail that a sign becomes where it must not move the status, else None."""
    holds = kind.holds if kind else ()
    day = sign.when.start.isoformat() if sign.when.start else "day not told"
    if sign.planning and not current_planned:
        # A session that is planned is the state of a commission that works; it wakes none that
        # sleeps, nor does the report of a session turn it into a plan for the next.
        working = current.status in holds and not (
            current.status in rule.repeats and _one_report(current, sign)
        )
        if sign.status in holds and working and rule.stage(sign.status) is None:
            return None
        return ("planned", _planned_text(sign, day), sign.record.id)
    if sign.status in rule.signs and current.status in holds:
        return ("seen", day, sign.record.id)
    return None


def _one_report(step: Step, sign: Sign) -> bool:
    """Tell whether a document that tells a step tells the sign too."""
    told = {evidence.document for evidence in step.evidence}
    return any(evidence.document in told for evidence in sign.record.evidence)


def _due_text(due: When) -> str:
    """Write the time that is named, no more exactly than it is."""
    exact = due.start is not None and due.start == due.end
    return due.start.isoformat() if exact and due.start else day_text(due)


def _planned_text(sign: Sign, day: str) -> str:
    due = f", for {_due_text(sign.due)}" if sign.due and sign.due.start else ""
    told = f"told {day}" if sign.when.start else day
    return f"{sign.status.replace('_', ' ')}, {told}{due}"


def _tells_the_past(current: Step, sign: Sign, rule: FoldingRule) -> bool:
    now, then = rule.stage(current.status), rule.stage(sign.status)
    return now is not None and then is not None and then < now and sign.when.precision in _UNDATED


def _insert(steps: list[Step], sign: Sign, rule: FoldingRule) -> None:
    stage = rule.stage(sign.status)
    for place, step in enumerate(steps):
        if step.status == sign.status:
            steps[place] = _joined(step, sign)
            return
        reached = rule.stage(step.status)
        if reached is not None and stage is not None and reached > stage:
            steps.insert(place, _step(sign, note="told only later; the day is that of the telling"))
            return
    steps.append(_step(sign))


def sign_details(sign: Sign, rule: FoldingRule, kind: TieKind | None) -> tuple[Detail, ...]:
    """Give the further pieces that a sign tells: its parts, a party's own step, a claim with its claimant."""
    event, record = sign.record.best, sign.record.id
    subject = kind.subject if kind else None
    found: list[Detail] = []
    for part in event.parts:
        if part.role == subject:
            continue
        role = f"claimed {part.role}" if sign.claim else part.role
        found.append((role, part.text if sign.claim else part.value or part.text, record))
    if sign.claim:
        found.append(("claimant", claimant(sign.record), record))
    if sign.status in rule.member:
        who = [mention.actor.country or mention.actor.body for mention in event.source]
        found += [(sign.status, code, record) for code in who if code]
    return tuple(found)


def claimant(record: Record) -> str:
    """Give who says it: the speaker where one is named, else the publisher."""
    said_by = record.best.evidence.said_by
    return said_by or source_name(record.tellings[0])


def source_name(telling: Telling) -> str:
    """Give the publisher of a telling, else its title in quotation marks."""
    return telling.publisher or (f"“{telling.title}”" if telling.title else "a source without a name")
