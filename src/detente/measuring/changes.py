"""What changed since a day: what is new, what ended, what became known, what was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from detente.measuring.lines import record_claim
from detente.measuring.needs import StateNames
from detente.measuring.signs import told_on
from detente.measuring.tie_lines import tie_claim
from detente.model.dossier import Claim
from detente.model.event import Record
from detente.model.tie import Tie
from detente.tables.kinds import Kinds

LABELS = ("new", "ended", "superseded", "newly known")


def changes(
    records: Iterable[Record],
    ties: Iterable[Tie],
    kinds: Kinds,
    states: StateNames,
    *,
    since: date,
    as_of: date | None = None,
) -> tuple[Claim, ...]:
    """Give what changed in ``[since, as_of]``, in the order of `LABELS` and then by day.

    ``new``: it happened and was told since. ``ended``: a tie that held came to an end. ``superseded``: a
    report was corrected by one told since. ``newly known``: it lies before `since` but was first told since.
    """
    known = {record.id: record for record in sorted(records, key=lambda record: record.id)}
    last = as_of or date.max
    found = [
        record_claim(record, kinds, states, label=label)
        for record in known.values()
        if (label := _label(record, known, since, last)) is not None
    ]
    found += _ended(ties, known, kinds, states, since, last)
    return tuple(
        sorted(
            found, key=lambda claim: (LABELS.index(claim.label or "new"), claim.day or date.min, claim.text)
        )
    )


def _label(record: Record, known: Mapping[str, Record], since: date, last: date) -> str | None:
    told, day = told_on(record).start, record.when.start
    if record.superseded_by is not None:
        later = known.get(record.superseded_by)
        corrected = told_on(later).start if later else None
        return "superseded" if corrected and since <= corrected <= last else None
    if told is None or not since <= told <= last:
        # Told before: known already. Without any day of telling, the day of the act decides.
        return "new" if told is None and day is not None and since <= day <= last else None
    end = record.when.end or day
    return "newly known" if end is not None and end < since else "new"


def _ended(
    ties: Iterable[Tie],
    known: Mapping[str, Record],
    kinds: Kinds,
    states: StateNames,
    since: date,
    last: date,
) -> list[Claim]:
    found = []
    for tie in ties:
        kind = kinds.ties.get(tie.kind)
        if kind is None or tie.kind == "visit":
            continue
        for before, step in zip(tie.steps, tie.steps[1:], strict=False):
            if step.status not in kind.ends or before.status not in kind.holds or step.when.start is None:
                continue
            told = told_on(known[step.record]).start if step.record in known else None
            if step.when.start <= last and (step.when.start >= since or (told and since <= told <= last)):
                claim = tie_claim(tie, states, step.when.start, label="ended")
                found += [claim] if claim else []
    return found
