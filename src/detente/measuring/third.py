"""Third parties: who else takes part in what happens between two states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from detente.measuring.lines import record_claim
from detente.measuring.naming import code_name
from detente.measuring.needs import StateNames
from detente.model.actor import Actor
from detente.model.dossier import ThirdParty
from detente.model.event import Record
from detente.tables.kinds import Kinds

_MOST_CLAIMS = 5


def third_parties(
    records: Iterable[Record],
    context: Iterable[Record],
    a: str,
    b: str,
    kinds: Kinds,
    states: StateNames,
    *,
    claims: int = _MOST_CLAIMS,
) -> tuple[ThirdParty, ...]:
    """Give the actors besides `a` and `b`, the most often told first.

    Parameters
    ----------
    records
        The pair's own records.
    context
        Records that one of the two has with others, as the pair's documents tell them.
    claims
        How many records to cite for each, the latest first; `n` counts all of them.

    Returns
    -------
    tuple of ThirdParty
        States, organisations and named groups; an actor whose name is not known is left out.
    """
    told: dict[str, dict[str, Record]] = defaultdict(dict)
    names: dict[str, str] = {}
    for record in (*records, *context):
        if record.superseded_by:
            continue
        for mention in (*record.best.source, *record.best.target):
            code = _code(mention.actor)
            name = _name(mention.actor, states)
            if code is None or name is None or code in (a, b):
                continue
            names.setdefault(code, name)
            names[code] = min(names[code], name, key=lambda one: (len(one), one))
            told[code][record.id] = record
    found = [_third(code, names[code], theirs, claims, kinds, states) for code, theirs in told.items()]
    return tuple(sorted(found, key=lambda third: (-third.n, third.name, third.code)))


def _third(
    code: str, name: str, told: dict[str, Record], claims: int, kinds: Kinds, states: StateNames
) -> ThirdParty:
    latest = sorted(told.values(), key=lambda one: (one.when.start or date.min, one.id), reverse=True)
    cited = tuple(record_claim(record, kinds, states) for record in latest[:claims])
    return ThirdParty(code=code, name=name, n=len(told), claims=cited)


def _code(actor: Actor) -> str | None:
    """States count as one whatever their sector; a body without a finer code is told apart by its name."""
    if actor.country:
        return actor.country
    return actor.body if actor.body and not actor.name else actor.name or actor.body


def _name(actor: Actor, states: StateNames) -> str | None:
    if actor.country:
        return code_name(actor.country, states)
    return actor.name or (code_name(actor.body, states) if actor.body else None)
