"""Doubts: where sources differ, where only one speaks, and what was corrected later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from detente.measuring.days import day_text
from detente.measuring.lines import record_line, speaker_name, told_by
from detente.measuring.needs import StateNames
from detente.measuring.stepping import all_evidence, source_name
from detente.measuring.tie_lines import tie_line
from detente.measuring.ties import is_claim
from detente.measuring.two_days import two_days
from detente.model.document import Evidence
from detente.model.dossier import Doubt
from detente.model.event import Difference, Modality, Record
from detente.model.tie import Step, Tie
from detente.tables.kinds import Kinds

# A reader can follow up about this many; the chronology marks every single-source line anyway.
_MOST_SINGLE = 10
# From this distance on the PLOVER scale (0 to 10) an act matters even if it opens or ends no tie.
_WEIGHTY = 5.0
# An act of which the reader is less sure is not worth following up as told by one source: of sixty doubts
# judged on current events (benchmarks/judged.py) five of seven such acts were misread, of the others a fifth.
_SURE = 0.6


def doubts(
    records: Iterable[Record],
    ties: Iterable[Tie],
    kinds: Kinds,
    states: StateNames,
    *,
    single: int = _MOST_SINGLE,
) -> tuple[Doubt, ...]:
    """Give the doubts about records and ties: contradictions, superseded, partisan and single-source reports.

    At most `single` single-source acts are given, those first that matter most. Claims against reference
    facts are found by :func:`detente.measuring.reference.check_reference`, what texts themselves call into
    question by :func:`detente.measuring.questioned.questioned`, figures told differently by
    :func:`detente.measuring.figures.differing_figures`.
    """
    known = {record.id: record for record in sorted(records, key=_age)}
    ties = tuple(ties)
    found = [*_differences(known.values(), kinds, states), *_tie_contradictions(ties, kinds, states)]
    found += [*_claimed_numbers(ties, states), *two_days(known.values(), kinds, states)]
    found += _superseded(known, kinds, states)
    found += [_partisan(record, kinds, states) for record in known.values() if is_partisan(record)]
    found += _single_source(known.values(), kinds, states)[:single]
    return tuple(found)


def _age(record: Record) -> tuple[date, str]:
    return (record.when.start or date.min, record.id)


def _differences(records: Iterable[Record], kinds: Kinds, states: StateNames) -> list[Doubt]:
    return [
        Doubt(
            sort="contradiction",
            text=f"{record_line(record, kinds, states)} – {_readings(record, difference)}",
            evidence=_evidence_of(record, difference),
        )
        for record in records
        if not record.superseded_by
        for difference in record.differences
    ]


def _readings(record: Record, difference: Difference) -> str:
    publishers = {telling.id: source_name(telling) for telling in record.tellings}
    told = []
    for reading, tellings in difference.readings:
        who = sorted({publishers[identifier] for identifier in tellings if identifier in publishers})
        told.append(f"{reading} ({', '.join(who) or 'source not stored'})")
    return f"told differently, {difference.detail.replace('_', ' ')}: {'; '.join(told)}"


def _evidence_of(record: Record, difference: Difference) -> tuple[Evidence, ...]:
    wanted = [identifier for _, tellings in difference.readings for identifier in tellings]
    found = [telling.event.evidence for telling in record.tellings if telling.id in wanted]
    return tuple(dict.fromkeys(found)) or all_evidence(record)


def _tie_contradictions(ties: Sequence[Tie], kinds: Kinds, states: StateNames) -> list[Doubt]:
    found = []
    for tie in ties:
        for one, other in zip(tie.steps, tie.steps[1:], strict=False):
            if _against(one, other, tie, kinds):
                both = f"told both as {_plain(one)} and as {_plain(other)}"
                text = f"{tie_line(tie, states)} – on {day_text(one.when)} {both}"
                found.append(
                    Doubt(sort="contradiction", text=text, evidence=(*one.evidence, *other.evidence))
                )
    return found + _two_at_one_post(ties, kinds, states)


def _against(one: Step, other: Step, tie: Tie, kinds: Kinds) -> bool:
    kind = kinds.ties.get(tie.kind)
    if kind is None or one.when.start is None or one.when != other.when or one.record == other.record:
        return False
    return (one.status in kind.holds and other.status in kind.ends) or (
        one.status in kind.ends and other.status in kind.holds
    )


def _plain(step: Step) -> str:
    return step.status.replace("_", " ")


def _two_at_one_post(ties: Sequence[Tie], kinds: Kinds, states: StateNames) -> list[Doubt]:
    posts: dict[tuple[str, ...], list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.kind == "ambassador" and tie.subject and tie.status_on() in kinds.ties["ambassador"].holds:
            posts[tie.parties].append(tie)
    return [
        Doubt(
            sort="contradiction",
            text=f"two envoys are told for one post – {'; '.join(tie_line(tie, states) for tie in holders)}",
            evidence=tuple(evidence for tie in holders for evidence in tie.steps[-1].evidence),
        )
        for holders in posts.values()
        if len(holders) > 1
    ]


def _claimed_numbers(ties: Sequence[Tie], states: StateNames) -> list[Doubt]:
    found = []
    for tie in ties:
        numbers = {text for role, text, _ in tie.details if role == "claimed number"}
        if is_claim(tie) and len(numbers) > 1:
            evidence = tuple(dict.fromkeys(evidence for step in tie.steps for evidence in step.evidence))
            text = f"{tie_line(tie, states)} – the number is told differently: {', '.join(sorted(numbers))}"
            found.append(Doubt(sort="contradiction", text=text, evidence=evidence))
    return found


def _superseded(known: dict[str, Record], kinds: Kinds, states: StateNames) -> list[Doubt]:
    found = []
    for record in known.values():
        if record.superseded_by is None:
            continue
        later = known.get(record.superseded_by)
        text = f"superseded – {record_line(record, kinds, states)}"
        if later:
            text += f"; later told: {record_line(later, kinds, states)}"
        evidence = all_evidence(record) + (all_evidence(later) if later else ())
        found.append(Doubt(sort="superseded", text=text, evidence=evidence))
    return found


def is_partisan(record: Record) -> bool:
    """Tell whether an act is known only from those who claim it: every telling is one speaker's claim."""
    return not record.superseded_by and all(
        telling.event.modality is Modality.REPORTED and telling.event.evidence.said_by
        for telling in record.tellings
    )


def _partisan(record: Record, kinds: Kinds, states: StateNames) -> Doubt:
    said = sorted({name for one in record.tellings if (name := speaker_name(one.event.evidence.said_by))})
    line = record_line(record, kinds, states)
    told = len(said) < 2 and told_by(record.best, states) is not None
    tail = f" ({'; '.join(said)})" if said and not told else ""
    text = f"claimed by one side only – {line}{tail}"
    return Doubt(sort="partisan", text=text, evidence=all_evidence(record))


def _single_source(records: Iterable[Record], kinds: Kinds, states: StateNames) -> list[Doubt]:
    alone = [
        record
        for record in records
        if len(record.voices) == 1
        and not record.superseded_by
        and not is_partisan(record)
        and record.best.modality.counts
        and record.best.confidence >= _SURE
        and weight(record, kinds) > 0
    ]
    alone.sort(
        key=lambda record: (-weight(record, kinds), -(record.when.start or date.min).toordinal(), record.id)
    )
    return [
        Doubt(
            sort="single-source",
            text=f"one source only – {record_line(record, kinds, states)} "
            f"({source_name(record.tellings[0])})",
            evidence=all_evidence(record),
        )
        for record in alone
    ]


def weight(record: Record, kinds: Kinds) -> float:
    """Tell how much an act matters: 0 for words, routine and what merely holds.

    Else the distance of its PLOVER score from 0, where that is large, plus 5 for the end and 2 for the begin
    of a tie.
    """
    event = record.best
    kind = kinds.events.get(event.kind)
    if kind is not None and kind.shown in ("statement", "promise", "state"):
        return 0.0
    score = abs(event.score or 0.0)
    found = score if score >= _WEIGHTY else 0.0
    tie = kinds.ties.get(event.tie.kind) if event.tie else None
    if event.tie and tie:
        found += 5.0 if event.tie.status in tie.ends and tie.kind != "visit" else 0.0
        found += 2.0 if event.tie.status in tie.holds else 0.0
    return found
