"""Doubts: what is told differently, by one source alone, corrected later or against reference facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from detente.model.dossier import Claim, Doubt, Facts
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Part, short_group
from detente.reporting.wording import word_days

# The gravest first. Lines of one source are many and each is only as doubtful as any line told once.
_ORDER = ("contradiction", "superseded", "reference", "partisan", "single-source")
_SHOWN = 8


def doubts(facts: Facts, desk: Desk) -> Part:
    """Give the doubts by sort, the gravest first, each with both sides."""
    sorts: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in facts.doubts:
        sorts[doubt.sort].append(doubt)
    order = [sort for sort in _ORDER if sort in sorts] + sorted(set(sorts) - set(_ORDER))
    return Part(
        key="doubts",
        title="Doubts",
        intro="Read these lines with care. Contradictions are shown, not averaged.",
        empty="No contradiction or correction was found, and no claim against reference facts.",
        groups=tuple(_group(sort, sorts[sort], desk) for sort in order),
    )


def _group(sort: str, found: list[Doubt], desk: Desk) -> Group:
    alike: dict[tuple[str, str | None], Doubt] = {}
    for doubt in found:
        key = (doubt.text, doubt.reference)
        first = alike.setdefault(key, doubt)
        if first is not doubt:
            alike[key] = replace(first, evidence=tuple(dict.fromkeys((*first.evidence, *doubt.evidence))))
    lines = tuple(_line(doubt, desk) for doubt in alike.values())
    return short_group(desk.words.title("doubt", sort), lines, most=_SHOWN, rest="more of this sort")


def _line(doubt: Doubt, desk: Desk) -> Line:
    return Line(
        claim=Claim(text=word_days(doubt.text), evidence=doubt.evidence, label=doubt.sort),
        small=(_against(doubt.reference),) if doubt.reference else _tellers(doubt, desk),
    )


def _against(fact: str) -> str:
    """Word a reference fact; most name their table themselves."""
    return word_days(fact if "reference:" in fact else f"reference: {fact}")


def _tellers(doubt: Doubt, desk: Desk) -> tuple[str, ...]:
    """Name the publishers of a doubt, but for those whom its words name already."""
    documents = [desk.documents.get(one.document) for one in doubt.evidence]
    told = dict.fromkeys(document.publisher for document in documents if document and document.publisher)
    names = [name for name in told if name not in doubt.text]
    return (" against ".join(names) if len(names) == 2 else ", ".join(names[:4]),) if names else ()
