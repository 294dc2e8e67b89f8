"""Third parties and the region: who else appears in the pair's records and documents."""

from __future__ import annotations

from detente.model.dossier import Facts, ThirdParty
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Part, short_group
from detente.reporting.sections.chronology import record_line
from detente.reporting.wording import count, word_short

_CLAIMS_SHOWN = 3
_CONTEXT_SHOWN = 10


def third_parties(facts: Facts, desk: Desk) -> Part:
    """Give others by how often they appear, then the acts of one of the two with others."""
    order = sorted(facts.third_parties, key=lambda party: (-party.n, party.name))
    groups = [_party(party) for party in order if party.claims]
    context = _context(facts, desk)
    return Part(
        key="third-parties",
        title="Third parties and region",
        empty="No third state or organisation appears in what was read about the two.",
        groups=tuple(groups) + ((context,) if context else ()),
    )


def _party(party: ThirdParty) -> Group:
    lines = tuple(
        Line(claim=claim, when=word_short(claim.day) if claim.day else "", asides=claim.notes)
        for claim in party.claims
    )
    title = f"{party.name} ({count(party.n, 'record')})"
    return short_group(title, lines, most=_CLAIMS_SHOWN, rest=f"more with {party.name}")


def _context(facts: Facts, desk: Desk) -> Group | None:
    if not facts.context:
        return None
    found = sorted(
        facts.context,
        key=lambda record: (-(record.when.start.toordinal() if record.when.start else 0), record.id),
    )
    lines = tuple(record_line(record, desk) for record in found)
    note = f"Acts of {facts.a.name} or {facts.b.name} with others, told in the same documents."
    return short_group("Around the pair", lines, most=_CONTEXT_SHOWN, rest="older records", note=note)
