"""The short judgement at the head of a dossier: four to seven lines, every one cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from detente.measuring.contacts import latest_contact
from detente.measuring.days import day_told
from detente.measuring.episodes import Episode, episodes
from detente.measuring.indices import LEAST_FOR_SHARE
from detente.measuring.intervals import net_share_interval
from detente.measuring.lines import record_line
from detente.measuring.naming import party_name
from detente.measuring.needs import StateNames
from detente.measuring.stepping import all_evidence
from detente.measuring.tie_lines import tie_line
from detente.measuring.ties import holds_on, is_claim
from detente.model.document import Evidence
from detente.model.dossier import Claim, Doubt, Promise, Rung
from detente.model.event import Record
from detente.model.tie import Tie
from detente.tables.kinds import Kinds

_YEAR = timedelta(days=365)
_MOST_EVIDENCE, _MOST_TIES = 8, 4
# What a reader must know of what holds, the weightiest first; kinds that are not listed come after.
_TIE_ORDER = (
    "relations", "ambassador", "commission", "agreement", "embassy", "dispute", "restriction", "project",
)  # fmt: skip
_DOUBT_ORDER = ("contradiction", "reference", "superseded", "partisan", "single-source")
# A promise older than this interests a historian; the whole list stands in the outlook.
_PROMISE_DAYS = 8 * 365
# One younger than this nobody can yet have kept.
_PROMISE_REST = 30


def judgement(
    records: Iterable[Record],
    ties: Iterable[Tie],
    rungs: Sequence[Rung],
    promises: Iterable[Promise],
    doubts: Iterable[Doubt],
    a: str,
    b: str,
    kinds: Kinds,
    states: StateNames,
    *,
    day: date,
) -> tuple[Claim, ...]:
    """Give the lines: state of play, latest contact, what holds, irritant, trend, promise, doubt.

    A line without evidence is left out; where little was read there are fewer than four.
    """
    own = [one for one in records if {a, b} <= set(one.countries) and not one.superseded_by]
    own = sorted((one for one in own if (one.when.start or date.min) <= day), key=_newest)
    lines = (
        _state_of_play(rungs, states, day), latest_contact(own, rungs, kinds, states),
        _what_holds(ties, a, b, kinds, states, day), _irritant(own, a, b, kinds, states, day),
        _trend(own, a, b, day), _oldest_promise(promises, day), _loudest_doubt(doubts),
    )  # fmt: skip
    return tuple(line for line in lines if line is not None)


def _newest(record: Record) -> tuple[int, str]:
    return (-(record.when.start or date.min).toordinal(), record.id)


def _some(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))[:_MOST_EVIDENCE]


def _state_of_play(rungs: Sequence[Rung], states: StateNames, day: date) -> Claim | None:
    if not rungs:
        return None
    rung = rungs[0]
    evidence = _some(evidence for claim in rung.claims for evidence in claim.evidence)
    facts = "; ".join(claim.text for claim in rung.claims[:2])
    side = f", by {party_name(rung.by, states)} alone" if rung.by and rung.level < 0 else ""
    return Claim(
        text=f"State of play: {rung.name}{side} (rung {_level(rung)} of -3 to +3) – {facts}",
        evidence=evidence,
        label="state of play",
        day=day,
        notes=tuple(f"also holds: {other.name} ({_level(other)})" for other in rungs[1:]),
    )


def _level(rung: Rung) -> str:
    return f"{rung.level:+d}" if rung.level else "0"


def _what_holds(
    ties: Iterable[Tie], a: str, b: str, kinds: Kinds, states: StateNames, day: date
) -> Claim | None:
    def order(tie: Tie) -> tuple[int, bool, int, str]:
        step = tie.step_on(day)
        place = _TIE_ORDER.index(tie.kind) if tie.kind in _TIE_ORDER else len(_TIE_ORDER)
        return (place, is_claim(tie), -(step.when.start or date.min).toordinal() if step else 0, tie.id)

    holding = [
        tie
        for tie in ties
        if {a, b} <= set(tie.parties) and (holds_on(tie, kinds, day) or tie.status_on(day) == "dormant")
    ]
    chosen = _by_turns(sorted(holding, key=order))
    if not chosen:
        return None
    steps = [step for tie in chosen if (step := tie.step_on(day))]
    more = len(holding) - len(chosen)
    return Claim(
        text="On record: " + "; ".join(tie_line(tie, states, day) for tie in chosen),
        evidence=_some(evidence for step in steps for evidence in step.evidence),
        label="holds",
        day=day,
        notes=(f"and {more} more under what holds",) if more else (),
    )


def _by_turns(holding: Sequence[Tie]) -> list[Tie]:
    """Take at most one tie of a kind and parties, so that ten agreements do not hide the ambassadors."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    chosen = []
    for tie in holding:
        if (tie.kind, tie.parties) not in seen:
            seen.add((tie.kind, tie.parties))
            chosen.append(tie)
    return chosen[:_MOST_TIES]


def _irritant(
    own: Sequence[Record], a: str, b: str, kinds: Kinds, states: StateNames, day: date
) -> Claim | None:
    flow = [one for one in episodes(own, a, b) if day - 2 * _YEAR <= one.day <= day]
    if not flow:
        return None
    known = {record.id: record for record in own}
    bad = [one for one in flow if one.quad >= 3]
    if not bad:
        return Claim(
            text="Sharpest irritant of the last two years: none in what was read "
            f"({_count(len(_acts(flow)), 'act')}, cited here)",
            evidence=_some(evidence for one in flow for evidence in all_evidence(known[one.record])),
            label="irritant",
            day=day,
        )
    worst = min(bad, key=lambda one: (one.score, -one.day.toordinal(), one.record))
    record = known[worst.record]
    return Claim(
        text="Sharpest irritant of the last two years: "
        f"{record_line(record, kinds, states)} ({day_told(record.when)})",
        evidence=_some(all_evidence(record)),
        label="irritant",
        day=worst.day,
        record=record.id,
    )


def _acts(flow: Iterable[Episode]) -> list[Episode]:
    """Every act once, also where it counts both ways."""
    return list({one.record: one for one in flow}.values())


def _trend(own: Sequence[Record], a: str, b: str, day: date) -> Claim | None:
    flow = [one for one in _acts(episodes(own, a, b)) if one.day <= day]
    if not flow:
        return None
    start = day - _YEAR
    late, early = [one for one in flow if one.day > start], [one for one in flow if one.day <= start]
    known = {record.id: record for record in own}
    cited = (*late, *early)
    text = f"Trend: last four quarters {_balance(late)}; before {_balance(early)}"
    note = "net share: -1 all conflict, +1 all cooperation; Beta(1/2) interval, 95 %; silence is not zero"
    return Claim(
        text=text,
        evidence=_some(evidence for one in cited for evidence in all_evidence(known[one.record])),
        label="trend",
        day=day,
        notes=(note,) if "net share" in text else (),
    )


def _balance(flow: Sequence[Episode]) -> str:
    if not flow:
        return "nothing found in what was read"
    good = sum(one.quad <= 2 for one in flow)
    told = f"{_count(good, 'act')} of cooperation and {len(flow) - good} of conflict"
    if len(flow) < LEAST_FOR_SHARE:
        return told  # a share of one or two acts says nothing that they do not say themselves
    share = net_share_interval(good, len(flow) - good)
    return f"{told} (net share {share.value:+.2f}, {share.low:+.2f} to {share.high:+.2f})"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _oldest_promise(promises: Iterable[Promise], day: date) -> Claim | None:
    recent = [one for one in promises if one.day and _PROMISE_REST <= (day - one.day).days <= _PROMISE_DAYS]
    waiting = [one for one in recent if one.state in ("open", "lapsed") and one.to]
    oldest = min(waiting, key=lambda one: (one.day or date.max, one.record), default=None)
    if oldest is None:
        return None
    days = (day - (oldest.day or day)).days
    aged = f"{days // 365} y {days % 365 // 30} m" if days >= 365 else _count(days, "day")
    word = "Oldest open promise" if oldest.state == "open" else "Promise whose term has passed"
    return Claim(
        text=f"{word} ({aged}): {oldest.text}; no act that keeps it was found in what was read",
        evidence=_some(oldest.evidence),
        label="promise",
        day=oldest.day,
        record=oldest.record,
    )


def _loudest_doubt(doubts: Iterable[Doubt]) -> Claim | None:
    chosen = min(doubts, key=lambda one: _DOUBT_ORDER.index(one.sort), default=None)
    if chosen is None:
        return None
    reference = f" – {chosen.reference}" if chosen.reference else ""
    return Claim(
        text=f"To be read with care: {chosen.text.rstrip('.')}{reference}",
        evidence=chosen.evidence,
        label="doubt",
    )
