"""Third parties and the region: who else appears in the pair's records and documents."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.dossier import Facts, ThirdParty
from detente.reporting.desk import Desk
from detente.reporting.parts import Group, Line, Part, short_group
from detente.reporting.sections.chronology import record_line
from detente.reporting.wording import count, join_words
from detente.tables.articles import with_article

_CLAIMS_SHOWN = 3
_CONTEXT_SHOWN = 10


def third_parties(facts: Facts, desk: Desk) -> Part:
    """Give others by how often they appear, then the acts of one of the two with others."""
    order = sorted(facts.third_parties, key=lambda party: (-party.n, party.name))
    groups = [_party(alike, desk) for alike in _alike(order) if alike[0].claims]
    context = _context(facts, desk)
    return Part(
        key="third-parties",
        title="Third parties and region",
        empty="No third state or organisation appears in what was read about the two.",
        groups=tuple(groups) + ((context,) if context else ()),
    )


def _alike(order: Sequence[ThirdParty]) -> list[list[ThirdParty]]:
    """Put together those of whom the very same records tell, so that no line stands once for each of six."""
    found: dict[tuple[object, ...], list[ThirdParty]] = {}
    for party in order:
        cited = sorted(claim.record or claim.text for claim in party.claims)
        key = tuple(cited) if party.n == len(cited) else (party.code,)
        found.setdefault(key, []).append(party)
    return list(found.values())


def _party(parties: Sequence[ThirdParty], desk: Desk) -> Group:
    lines = tuple(Line(claim=claim, when=desk.when(claim), asides=claim.notes) for claim in parties[0].claims)
    names = join_words(party.name for party in parties)
    title = f"{names} ({count(parties[0].n, 'record')})"
    return short_group(title, lines, most=_CLAIMS_SHOWN, rest=f"more with {names}")


def _context(facts: Facts, desk: Desk) -> Group | None:
    if not facts.context:
        return None
    found = sorted(
        facts.context,
        key=lambda record: (-(record.when.start.toordinal() if record.when.start else 0), record.id),
    )
    lines = tuple(record_line(record, desk) for record in found)
    either = f"{with_article(facts.a.name)} or {with_article(facts.b.name)}"
    note = f"Acts of {either} with others, told in the same documents."
    return short_group("Around the pair", lines, most=_CONTEXT_SHOWN, rest="older records", note=note)
