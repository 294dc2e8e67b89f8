"""Statements: who said what about whom, in which words."""

from __future__ import annotations

from collections import defaultdict

from detente.model.dossier import Claim, Facts, Statement
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Mark, Part, short_group
from detente.reporting.wording import word_short

_SHOWN = 12


def statements(facts: Facts, desk: Desk) -> Part:
    """Give statements by the side that speaks, the newest first."""
    sides: dict[str, list[Statement]] = defaultdict(list)
    for statement in facts.statements:
        sides[statement.side].append(statement)
    own = [code for code in (facts.a.iso3, facts.b.iso3) if code in sides]
    order = own + sorted(set(sides) - set(own), key=desk.name)
    return Part(
        key="statements",
        title="Statements",
        intro="What was said, not what was done. Words in quotation marks are exact.",
        empty="No statement of the one about the other was found in what was read.",
        groups=tuple(_group(code, sides[code], desk) for code in order),
    )


def _group(code: str, found: list[Statement], desk: Desk) -> Group:
    found = sorted(found, key=lambda said: (-(said.day.toordinal() if said.day else 0), said.record))
    lines = tuple(_line(statement, desk) for statement in found)
    return short_group(desk.name(code), lines, most=_SHOWN, rest="earlier statements")


def _line(said: Statement, desk: Desk) -> Line:
    speaker = ", ".join(part for part in (said.speaker, said.office) if part)
    about = ", ".join(desk.name(code) for code in said.about)
    text = f"on {about}" if about else "without naming whom"
    if said.topic:
        text = f"{text}: {said.topic}"
    record = desk.records.get(said.record)
    hedge = desk.line(record)[0] if record else None
    manner = Mark(text=desk.words.of("manner", said.manner), tone=_tone(said.manner))
    return Line(
        claim=Claim(text=text, evidence=said.evidence, label=said.manner, day=said.day, record=said.record),
        when=word_short(said.day),
        lead=speaker or f"{desk.name(said.side)}, speaker not named",
        marks=(manner, hedge) if hedge else (manner,),
        quote=said.quote,
    )


def _tone(manner: str) -> str:
    if manner in ("criticism", "denial", "demand"):
        return "ended"
    return {"praise": "holds", "promise": "open", "claim": "unsure"}.get(manner, "plain")
