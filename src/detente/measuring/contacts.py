"""The latest contact between two states, as the head of a dossier tells it."""

from __future__ import annotations

from collections.abc import Sequence

from detente.measuring.days import day_told
from detente.measuring.lines import record_line
from detente.measuring.naming import load_line_words
from detente.measuring.needs import StateNames
from detente.measuring.stepping import all_evidence
from detente.model.dossier import Claim, Rung
from detente.model.event import Record
from detente.tables.kinds import Kinds

MOST_EVIDENCE = 8
_BROKEN = -3


def latest_contact(
    own: Sequence[Record], rungs: Sequence[Rung], kinds: Kinds, states: StateNames
) -> Claim | None:
    """Give the latest contact. Who goes to a country that he fights visits no government there."""
    fighting = bool(rungs) and rungs[0].level == _BROKEN
    contacts = [
        record
        for record in own
        if record.best.kind in load_line_words().contacts
        and record.best.modality.counts
        and record.when.start
        and not (fighting and record.best.kind == "visit" and not record.best.reciprocal)
    ]
    high = [record for record in contacts if _is_high(record)]
    chosen = next(iter(high or contacts), None)
    if chosen is None:
        return None
    where = "at high level" if high else "between the two governments"
    return Claim(
        text=f"Latest contact {where}: {record_line(chosen, kinds, states)} ({day_told(chosen.when)})",
        evidence=tuple(dict.fromkeys(all_evidence(chosen)))[:MOST_EVIDENCE],
        label="contact",
        day=chosen.when.start,
        record=chosen.id,
    )


def _is_high(record: Record) -> bool:
    words = [mention.office or "" for mention in (*record.best.source, *record.best.target)]
    words.append(record.best.part("rank") or "")
    return any(high in word.casefold() for word in words for high in load_line_words().high)
