"""What holds: ties by kind, with their status on the day, since when, and how they came about."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import groupby

from detente.model.dossier import Claim, Facts
from detente.model.tie import Step, Tie
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Mark, Part, short_group
from detente.reporting.wording import count, word_day, word_days, word_when

# A kind with more ties than this shows the newest; the rest open on demand: it must stay small.
_SHOWN = 6


def ties(facts: Facts, desk: Desk) -> Part:
    """Give the ties that are known, grouped by kind in the order of what matters most to a relation."""
    by_kind: dict[str, list[Tie]] = defaultdict(list)
    for tie in facts.ties:
        by_kind[tie.kind].append(tie)
    order = [kind for kind in _ORDER if kind in by_kind] + sorted(set(by_kind) - set(_ORDER))
    unknown = [tie.title.lower() for kind, tie in sorted(desk.kinds.ties.items()) if kind not in by_kind]
    outro = f"Not known, since nothing that was read tells of it: {', '.join(unknown)}." if unknown else None
    return Part(
        key="ties",
        title="What holds",
        intro=f"Status on {word_day(facts.as_of)} as far as it is told, with the day since which it is.",
        empty="No lasting tie was found in what was read. That means not known, not none.",
        groups=tuple(_group(kind, by_kind[kind], facts, desk) for kind in order),
        outro=outro if by_kind else None,
    )


# Complete for what a reader looks for first; kinds that are not listed follow by name.
_ORDER = (
    "relations", "recognition", "ambassador", "embassy", "agreement", "commission", "project", "initiative",
    "aid", "scholarship", "security", "membership", "stance", "dispute", "restriction", "visit",
)  # fmt: skip


def _group(kind: str, found: list[Tie], facts: Facts, desk: Desk) -> Group:
    known = desk.tie_kind(kind)
    title = known.title if known else kind.replace("_", " ").capitalize()
    found = sorted(found, key=lambda tie: _place(tie, facts.as_of, desk))
    lines = [_line(tie, facts.as_of, desk) for tie in found]
    return short_group(title, lines, most=_SHOWN, rest=f"more {title.lower()}")


def _place(tie: Tie, as_of: date, desk: Desk) -> tuple[int, int, str]:
    """Order ties: what holds, what is planned, what has ended; the newest first."""
    step = tie.step_on(as_of) or tie.steps[-1]
    start = step.when.start.toordinal() if step.when.start else 0
    return ("holds", "open", "plain", "ended").index(_tone(tie, step.status, desk)), -start, tie.id


def _tone(tie: Tie, status: str, desk: Desk) -> str:
    known = desk.tie_kind(tie.kind)
    if known is None:
        return "plain"
    if status == "completed" and status in known.ends:
        # A visit that took place is over, but it has not ended badly.
        return "plain"
    for tone, statuses in (("holds", known.holds), ("open", known.open), ("ended", known.ends)):
        if status in statuses:
            return tone
    return "plain"


def _line(tie: Tie, as_of: date, desk: Desk) -> Line:
    step = tie.step_on(as_of)
    current = step or tie.steps[0]
    known = desk.tie_kind(tie.kind)
    directed = known is not None and known.parties == "source-target" and len(tie.parties) == 2
    parties = desk.pair(tie.parties, directed=directed)
    status = desk.words.of("status", current.status)
    marks = (Mark(text=status, tone=_tone(tie, current.status, desk)),)
    if step is None:
        marks = (Mark(text=f"{status}, later than this day", tone="open"),)
    return Line(
        claim=Claim(
            text=parties,
            evidence=current.evidence,
            label=status,
            day=current.when.start,
            record=current.record,
            notes=tuple(f"{role}: {text}" for role, text, _ in tie.details),
        ),
        lead=tie.subject or _number(tie, desk),
        when=word_when(_first(current, tie).when),
        marks=marks,
        small=(*_claimant(tie), *_chain(tie, desk)),
        asides=_details(tie, desk),
        steps=tuple(_step(one, desk) for one in reversed(tie.steps)),
        see=_records(tie, desk),
    )


def _number(tie: Tie, desk: Desk) -> str | None:
    """Give what is only counted, as it is claimed: "over sixty agreements"."""
    number = _told(tie, "claimed number")
    known = desk.tie_kind(tie.kind)
    return f"{number[:1].lower()}{number[1:]} {known.title.lower()}" if number and known else None


def _claimant(tie: Tie) -> tuple[str, ...]:
    claimant = _told(tie, "claimant") if tie.subject is None and _told(tie, "claimed number") else None
    return (f"claimed by {claimant}",) if claimant else ()


def _told(tie: Tie, role: str) -> str | None:
    return next((text for name, text, _ in tie.details if name == role), None)


def _first(current: Step, tie: Tie) -> Step:
    """Give the first of the steps in a row that show the same status: the status is known since then."""
    place = tie.steps.index(current)
    while place and tie.steps[place - 1].status == current.status:
        place -= 1
    return tie.steps[place]


def _chain(tie: Tie, desk: Desk) -> tuple[str, ...]:
    """Write how the status came about, oldest first; long stories are cut in the middle."""
    runs = [tuple(run) for _, run in groupby(tie.steps, key=lambda step: step.status)]
    steps = [_run(run, desk) for run in runs]
    if len(tie.steps) < 2:
        return ()
    if len(steps) > 4:
        steps = [steps[0], f"{count(len(steps) - 3, 'step')} between", *steps[-2:]]
    return (" › ".join(steps),)


def _run(run: tuple[Step, ...], desk: Desk) -> str:
    text = f"{desk.words.of('status', run[0].status)} {word_when(run[0].when)}"
    again = f", told again {word_when(run[-1].when).removeprefix('told ')}"
    return text + (again if len(run) > 1 and run[-1].when != run[0].when else "")


def _records(tie: Tie, desk: Desk) -> tuple[tuple[str, str], ...]:
    found = dict.fromkeys(record for _, _, record in tie.details if record in desk.records)
    return tuple(("the record of a detail", record) for record in found)


def _details(tie: Tie, desk: Desk) -> tuple[str, ...]:
    """Word the details, those of one role together; who claims is told once."""
    told: dict[str, dict[str, None]] = defaultdict(dict)
    for role, text, _ in tie.details:
        if text != tie.subject:
            told[role][desk.name(text) if text.isupper() else word_days(text)] = None
    if told.get("claimed speaker", {}).keys() <= told.get("claimant", {}).keys():
        told.pop("claimed speaker", None)
    return tuple(f"{desk.words.title('detail', role)}: {'; '.join(texts)}." for role, texts in told.items())


def _step(step: Step, desk: Desk) -> Line:
    status = desk.words.of("status", step.status)
    record = desk.records.get(step.record)
    mark, text = desk.line(record) if record else (None, desk.lines.get(step.record, status))
    return Line(
        claim=Claim(text=text, evidence=step.evidence, label=status, day=step.when.start, record=step.record),
        when=word_when(step.when),
        lead=status,
        marks=(mark,) if mark else (),
        asides=(word_days(step.note),) if step.note else (),
    )
