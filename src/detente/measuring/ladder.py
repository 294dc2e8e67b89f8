"""The ladder: where a pair stands between relations broken (-3) and alliance (+3), by the facts that hold."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from detente.measuring.days import day_told
from detente.measuring.episodes import governments
from detente.measuring.lines import record_claim
from detente.measuring.needs import StateNames
from detente.measuring.tie_lines import tie_claim
from detente.measuring.ties import is_claim
from detente.model.dossier import Claim, Rung
from detente.model.errors import DataError
from detente.model.event import Record
from detente.model.tie import Tie
from detente.tables.kinds import Kinds

_MONTH_DAYS = 30.44
_MOST_CLAIMS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One condition of a rung; the keys are explained in ``data/ladder.toml``."""

    tie: str | None = None
    status: tuple[str, ...] = ()
    both: bool = False
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    months: int | None = None
    least: int = 1

    def recent(self, told: date | None, day: date) -> bool:
        """Tell whether something told for this day is not too old on `day`."""
        if self.months is None:
            return True
        return told is not None and day - timedelta(days=round(self.months * _MONTH_DAYS)) <= told <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class RungRule:
    """One rung as the data file has it."""

    level: int
    name: str
    need: str
    facts: tuple[Fact, ...]


def read_ladder(text: str) -> tuple[RungRule, ...]:
    """Read the rungs from a file's text.

    Raises
    ------
    DataError
        If a key is unknown or `need` is neither "all" nor "any"; the message names rung and key.
    """
    steps = []
    for entry in tomllib.loads(text)["rung"]:
        where = f"ladder.toml: rung {entry.get('level')}"
        unknown = set(entry) - {"level", "name", "need", "fact"}
        for fact in entry.get("fact", ()):
            unknown |= set(fact) - set(Fact.__dataclass_fields__)
        if unknown:
            raise DataError(f"{where}: unknown key {sorted(unknown)[0]!r}")
        if entry["need"] not in ("all", "any"):
            raise DataError(f"{where}: need = {entry['need']!r}, expected 'all' or 'any'")
        facts = tuple(_fact(fact) for fact in entry["fact"])
        steps.append(RungRule(level=entry["level"], name=entry["name"], need=entry["need"], facts=facts))
    return tuple(sorted(steps, key=lambda step: step.level))


def _fact(entry: dict[str, Any]) -> Fact:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    return Fact(**fields)


@cache
def load_ladder() -> tuple[RungRule, ...]:
    """Read ``data/ladder.toml``."""
    return read_ladder((files("detente") / "data" / "ladder.toml").read_text(encoding="utf-8"))


def ladder(
    records: Iterable[Record],
    ties: Iterable[Tie],
    a: str,
    b: str,
    kinds: Kinds,
    states: StateNames,
    *,
    day: date,
) -> tuple[Rung, ...]:
    """Give the rungs that hold between `a` and `b` on `day`, the governing one first.

    The lowest rung below zero governs where one holds, else the highest. Every rung lists the facts that
    hold, the newest first, plans last, each with its evidence. An empty tuple means that nothing is known,
    not that there are no relations.
    """
    own_ties = tuple(tie for tie in ties if {a, b} <= set(tie.parties))
    own_records = tuple(record for record in records if _between_governments(record, a, b))
    rungs = []
    for step in load_ladder():
        found = [_claims(fact, own_records, own_ties, (a, b), kinds, states, day) for fact in step.facts]
        holds = all(found) if step.need == "all" else any(found)
        if holds:
            told = dict.fromkeys(claim for claims in found for claim in claims)
            claims = tuple(sorted(told, key=_weight))
            doers = _doers(claims, own_records, own_ties, (a, b), kinds)
            alone = next(iter(doers)) if len(doers) == 1 else None
            rungs.append(Rung(level=step.level, name=step.name, claims=claims, by=alone))
    # A pair that fights or has withdrawn envoys is not lifted by treaties that nobody ended.
    return tuple(sorted(rungs, key=lambda rung: (0, rung.level) if rung.level < 0 else (1, -rung.level)))


def _weight(claim: Claim) -> tuple[bool, int]:
    """Put what is only planned behind what is done, else the newest first."""
    return "planned" in (claim.label or ""), -(claim.day or date.min).toordinal()


def _claims(
    fact: Fact,
    records: Sequence[Record],
    ties: Sequence[Tie],
    pair: tuple[str, str],
    kinds: Kinds,
    states: StateNames,
    day: date,
) -> tuple[Claim, ...]:
    if fact.tie is None:
        return _event_claims(fact, records, kinds, states, day)
    holding = [tie for tie in _current(ties, fact.tie, day) if _holds(tie, fact, day)]
    if fact.both and {tie.parties[:2] for tie in holding} < {pair, pair[::-1]}:
        return ()
    claims = (tie_claim(tie, states, day) for tie in holding[-_MOST_CLAIMS:])
    return tuple(claim for claim in claims if claim is not None)


def _doers(
    claims: Sequence[Claim],
    records: Sequence[Record],
    ties: Sequence[Tie],
    pair: tuple[str, str],
    kinds: Kinds,
) -> set[str]:
    """Give those of the two whose doing the claims tell; both where a claim is of both."""
    acts = {record.id: record for record in records}
    senders = {step.record: tie.parties[0] for tie in ties if _is_sent(tie, kinds) for step in tie.steps}
    doers: set[str] = set()
    for claim in claims:
        record = acts.get(claim.record or "")
        if claim.record in senders:
            doers.add(senders[claim.record or ""])
        elif record is not None and not record.best.reciprocal and record.best.target:
            doers |= {code for code in governments(record.best.source, record.best.quad) if code in pair}
        else:
            doers |= set(pair)
    return doers


def _is_sent(tie: Tie, kinds: Kinds) -> bool:
    """Tell whether the first party of a tie is the one that does it: sends, imposes, opposes."""
    kind = kinds.ties.get(tie.kind)
    return kind is not None and kind.parties != "all" and len(tie.parties) == 2


def _holds(tie: Tie, fact: Fact, day: date) -> bool:
    step = tie.step_on(day)
    subject = (tie.subject or "").casefold()
    return (
        step is not None
        and step.status in fact.status
        and not is_claim(tie)
        and fact.recent(step.when.start, day)
        and (not fact.words or any(word in subject for word in fact.words))
        and not any(word in subject for word in fact.without)
    )


def _current(ties: Sequence[Tie], kind: str, day: date) -> list[Tie]:
    """Give the ties of a kind; of ambassadors each side's latest, as a recall ends with the next envoy."""
    chosen = [tie for tie in ties if tie.kind == kind and tie.step_on(day) is not None]
    if kind != "ambassador":
        return sorted(chosen, key=lambda tie: (_moved(tie, day), tie.id))
    latest: dict[tuple[str, ...], Tie] = {}
    for tie in sorted(chosen, key=lambda tie: (_began(tie), tie.id)):
        latest[tie.parties] = tie
    return list(latest.values())


def _moved(tie: Tie, day: date) -> date:
    step = tie.step_on(day)
    return (step.when.start if step else None) or date.min


def _began(tie: Tie) -> date:
    return tie.steps[0].when.start or date.min


def _event_claims(
    fact: Fact, records: Sequence[Record], kinds: Kinds, states: StateNames, day: date
) -> tuple[Claim, ...]:
    found = [
        record
        for record in records
        if (record.best.kind in fact.event or record.best.plover in fact.plover)
        and fact.recent(record.when.start, day)
    ]
    if len(found) < fact.least:
        return ()
    latest = sorted(found, key=lambda record: (record.when.start or date.min, record.id))[-_MOST_CLAIMS:]
    return tuple(
        replace(claim, text=f"{claim.text} ({day_told(record.when)})")
        for record in latest
        for claim in (record_claim(record, kinds, states),)
    )


def _between_governments(record: Record, a: str, b: str) -> bool:
    event = record.best
    if record.superseded_by or not event.modality.counts:
        return False
    sources, targets = governments(event.source, event.quad), governments(event.target, event.quad)
    if event.reciprocal:
        return {a, b} <= sources | targets
    return (a in sources and b in targets) or (b in sources and a in targets)
