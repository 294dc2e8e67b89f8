"""Statements: who said what about whom, in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from detente.model.dossier import Claim, Facts, Statement
from detente.model.event import Modality
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Mark, Part, short_group
from detente.reporting.wording import inner_marks, join_words, word_short, word_when
from detente.tables.articles import with_article

_SHOWN = 12
# Sectors that speak for their state; whoever else speaks stands apart, below.
_STATE = frozenset({None, "GOV", "MIL", "SPY", "LEG", "JUD", "COP"})


def statements(facts: Facts, desk: Desk) -> Part:
    """Give statements by the side that speaks, the newest first; those of others than the state come last."""
    sides: dict[tuple[str, bool], list[Statement]] = defaultdict(list)
    for statement in facts.statements:
        sides[statement.side, _is_private(statement, desk)].append(statement)
    own = [code for code in (facts.a.iso3, facts.b.iso3) if any(code == side for side, _ in sides)]
    rest = sorted({side for side, _ in sides} - set(own), key=desk.name)
    order = [(code, private) for private in (False, True) for code in (*own, *rest)]
    return Part(
        key="statements",
        title="Statements",
        intro="What was said, not what was done. Words in quotation marks stand so in the text: those of the "
        "speaker where it quotes them, else the sentence that tells it.",
        empty="No statement of the one about the other was found in what was read.",
        groups=tuple(_group(*side, sides[side], desk) for side in order if side in sides),
    )


def _is_private(said: Statement, desk: Desk) -> bool:
    """Tell whether the speaker is of the country without speaking for the state: a firm, an association."""
    record = desk.records.get(said.record)
    mentions = record.best.source if record else ()
    roles = {one.actor.role for one in mentions if (one.actor.country or one.actor.body) == said.side}
    return bool(roles) and not roles & _STATE


def _group(code: str, private: bool, found: list[Statement], desk: Desk) -> Group:
    found = sorted(found, key=lambda said: (-(said.day.toordinal() if said.day else 0), said.record))
    lines = _joined([_line(statement, desk) for statement in found])
    title = f"{desk.name(code)}, not its government" if private else desk.name(code)
    return short_group(title, lines, most=_SHOWN, rest="earlier statements")


def _joined(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Show words once that are told as two statements of one speaker: a position and a praise."""
    found: dict[tuple[object, ...], Line] = {}
    for line in lines:
        key = (line.lead, line.quote, line.when)
        if (first := found.get(key)) is None:
            found[key] = line
            continue
        evidence = tuple(dict.fromkeys((*first.claim.evidence, *line.claim.evidence)))
        text = max(first.claim.text, line.claim.text, key=len)
        marks = tuple(dict.fromkeys((*first.marks, *line.marks)))
        found[key] = replace(first, claim=replace(first.claim, text=text, evidence=evidence), marks=marks)
    return tuple(found.values())


def _line(said: Statement, desk: Desk) -> Line:
    speaker = ", ".join(part for part in (said.speaker, said.office) if part)
    speaker = speaker[:1].upper() + speaker[1:]
    about = join_words(with_article(desk.name(code)) for code in said.about)
    text = f"on {about}" if about else "without naming whom"
    if said.topic and said.topic not in said.quote:
        text = f"{text}: {said.topic}"
    record = desk.records.get(said.record)
    hedge = desk.line(record)[0] if record and record.best.modality is not Modality.FUTURE else None
    teller = record.best.evidence.said_by if record and record.best.modality is Modality.REPORTED else None
    manner = Mark(text=desk.words.of("manner", said.manner), tone=_tone(said.manner))
    return Line(
        claim=Claim(text=text, evidence=said.evidence, label=said.manner, day=said.day, record=said.record),
        when=word_when(record.when) if record and record.when.start == said.day else word_short(said.day),
        lead=speaker or f"{desk.name(said.side)}, speaker not named",
        marks=(manner, hedge) if hedge else (manner,),
        quote=inner_marks(said.quote),
        small=(f"as told by {teller}",) if teller else (),
    )


def _tone(manner: str) -> str:
    if manner in ("criticism", "denial", "demand", "threat"):
        return "ended"
    return {"praise": "holds", "promise": "open", "claim": "unsure"}.get(manner, "plain")
