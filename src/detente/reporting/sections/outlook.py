"""The outlook: promises and what became of them, what is due, what others expect, and forecasts if any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from detente.model.dossier import Claim, Facts, Promise
from detente.model.event import Modality, Precision, Record
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Mark, Part, short_group
from detente.reporting.sections.chronology import record_line
from detente.reporting.wording import inner_marks, join_words, lower_article, word_age, word_short, word_when
from detente.tables.articles import with_article

_TONES = {"open": "open", "kept": "holds", "lapsed": "ended", "denied": "ended"}
_SHOWN = 10


def outlook(facts: Facts, desk: Desk) -> Part:
    """Give what is to come, each line with who says so."""
    groups = [_due(facts, desk)]
    for state in ("open", "lapsed", "denied", "kept"):
        groups.append(_promises(state, facts, desk))
    groups.append(_expectations(facts, desk))
    outro = None
    if facts.forecasts:
        outro = " ".join(
            f"Forecast ({forecast.model}): {forecast.question} {word_short(forecast.start)} to "
            f"{word_short(forecast.end)}: {forecast.probability.value:.0%} "
            f"({forecast.probability.low:.0%} to {forecast.probability.high:.0%})."
            for forecast in facts.forecasts
        )
    return Part(
        key="outlook",
        title="Outlook",
        empty="No open promise, due date or expectation was found in what was read.",
        intro="What is promised, due or expected. Only what is marked kept is told to have happened.",
        groups=tuple(group for group in groups if group is not None),
        outro=outro,
    )


def _promises(state: str, facts: Facts, desk: Desk) -> Group | None:
    found = [promise for promise in facts.promises if promise.state == state and not _is_due(promise, facts)]
    if not found:
        return None
    found.sort(key=lambda promise: (-(promise.day.toordinal() if promise.day else 0), promise.record))
    lines = tuple(_promise(promise, facts, desk) for promise in found)
    return short_group(desk.words.title("promise_title", state), lines, most=_SHOWN, rest="older promises")


def _promise(promise: Promise, facts: Facts, desk: Desk) -> Line:
    small = []
    if promise.by:
        to = f" to {_parties(promise.to, desk)}" if promise.to else ""
        small.append(f"promised by {_parties(promise.by, desk)}{to}")
    if promise.day and promise.state == "open":
        small.append(f"{word_age(promise.day, facts.as_of)} old")
    marks = [Mark(text=desk.words.of("promise", promise.state), tone=_TONES.get(promise.state, "plain"))]
    if promise.due:
        small.append(f"due by {word_short(promise.due)}")
        if promise.state == "open" and promise.due < facts.as_of:
            marks.append(Mark(text="overdue", tone="doubt"))
    return Line(
        claim=Claim(
            text=promise.text,
            evidence=promise.evidence,
            label=promise.state,
            day=promise.day,
            record=promise.record,
        ),
        when=f"by {word_short(promise.due)}" if _is_due(promise, facts) else _made(promise, desk),
        marks=tuple(marks),
        small=tuple(small),
        see=_keeper(promise, desk),
    )


def _parties(codes: Iterable[str], desk: Desk) -> str:
    return join_words(with_article(desk.name(code)) for code in codes)


def _made(promise: Promise, desk: Desk) -> str:
    """Word the day of a promise; one on which it was only told is called so."""
    record = desk.records.get(promise.record)
    if record is None:
        return word_short(promise.day)
    if record.when.start == promise.day:
        return word_when(record.when)
    # The text names the time that is meant; the promise itself has only the day of its telling.
    return f"told {word_short(promise.day)}" if promise.day else word_short(promise.day)


def _keeper(promise: Promise, desk: Desk) -> tuple[tuple[str, str], ...]:
    if promise.kept_by is None or promise.kept_by not in desk.records:
        return ()
    return (("the act that kept it", promise.kept_by),)


def _due(facts: Facts, desk: Desk) -> Group | None:
    """Give what lies after the day of the record: dated plans and promises with a term."""
    promised = {promise.record for promise in facts.promises}
    due = sorted(
        (promise for promise in facts.promises if _is_due(promise, facts)), key=lambda one: str(one.due)
    )
    lines = [_promise(promise, facts, desk) for promise in due]
    lines += [
        record_line(record, desk, home=False)
        for record in facts.records
        if record.id not in promised and _ahead(record.when.end, facts) and _is_dated(record)
    ]
    return Group(title="Due", lines=tuple(lines)) if lines else None


def _is_due(promise: Promise, facts: Facts) -> bool:
    return promise.state == "open" and _ahead(promise.due, facts)


def _ahead(day: date | None, facts: Facts) -> bool:
    return day is not None and day > facts.as_of


def _is_dated(record: Record) -> bool:
    undated = record.when.precision in (Precision.PUBLICATION, Precision.UNKNOWN)
    return not undated and record.superseded_by is None


def _expectations(facts: Facts, desk: Desk) -> Group | None:
    """Give what someone expects without promising it, the newest first, with who says so and in which words.

    Who says that a state will go on supporting another has said so: that is a statement and stands there.
    """
    promised = {promise.record for promise in facts.promises} | {said.record for said in facts.statements}
    found = [
        record
        for record in facts.records
        if record.best.modality in (Modality.FUTURE, Modality.HYPOTHETICAL)
        and not _is_statement(record, desk)
        and record.id not in promised
        and not record.superseded_by
        and not (_ahead(record.when.end, facts) and _is_dated(record))
    ]
    if not found:
        return None
    found.sort(key=lambda record: (-(record.when.start.toordinal() if record.when.start else 0), record.id))
    lines = tuple(_expectation(record, desk) for record in found)
    return short_group("Expected, without a promise", lines, most=_SHOWN, rest="older expectations")


def _is_statement(record: Record, desk: Desk) -> bool:
    kind = desk.event_kind(record.best.kind)
    return kind is not None and kind.shown == "statement"


def _expectation(record: Record, desk: Desk) -> Line:
    line = record_line(record, desk, home=False)
    telling = record.tellings[0]
    who = record.best.evidence.said_by or telling.publisher or "a source without a name"
    quote = inner_marks(record.best.evidence.quote)
    return replace(line, small=(f"says {lower_article(who)}",), keys=(), quad=None, quote=quote)
