"""What was not heard of for long is not known any more: it has neither ended nor goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from detente.measuring.folding import FoldingRule, folding_rule
from detente.model.event import Precision, When
from detente.model.tie import Step, Tie
from detente.tables.kinds import Kinds

NOT_KNOWN = "not_known"
"""The status of a tie that held when it was last heard of, too long ago."""


def faded(tie: Tie, kinds: Kinds, day: date) -> Tie:
    """Give the tie with a last step *not known*, where its kind fades and its time is over by `day`.

    The step lies on the day from which it is not known, and cites what was heard of last.
    """
    rule, kind = folding_rule(tie.kind), kinds.ties.get(tie.kind)
    last = tie.steps[-1]
    if not rule.fades or kind is None or last.status not in kind.holds or last.when.start is None:
        return tie
    heard, lost = _last_heard(tie, last, rule)
    if lost > day:
        return tie
    when = When(start=lost, end=lost, precision=Precision.DAY)
    note = f"not heard of since {heard.isoformat()}"
    step = Step(status=NOT_KNOWN, when=when, record=last.record, evidence=last.evidence, note=note)
    return replace(tie, steps=(*tie.steps, step))


def _last_heard(tie: Tie, last: Step, rule: FoldingRule) -> tuple[date, date]:
    """Give the day it was last heard of, and the first day on which it is not known any more."""
    start = last.when.start or date.min
    begun = any(rule.stage(step.status) is not None for step in tie.steps)
    fresh, again = (rule.fades, rule.fades_seen) if begun else (rule.fades_signs, rule.fades_signs)
    seen = [day for role, text, _ in tie.details if role == "seen" and (day := _day(text))]
    heard = max([start, *seen])
    return heard, max(start + timedelta(days=fresh), heard + timedelta(days=again))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
