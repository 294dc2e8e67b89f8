"""Ties: what lasts between states, folded from records."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from detente.measuring.fading import faded
from detente.measuring.folding import folding_rule
from detente.measuring.grouping import group_signs
from detente.measuring.signs import Sign, read_signs
from detente.measuring.stepping import make_steps, sign_details
from detente.model.event import Record
from detente.model.tie import Step, Tie
from detente.tables.kinds import Kinds


def fold(records: Iterable[Record], kinds: Kinds, *, as_of: date | None = None) -> tuple[Tie, ...]:
    """Fold records into ties, one for each identity; the same ties whatever the order of the records.

    Parameters
    ----------
    records
        Any records; those without an effect on a tie are passed over.
    kinds
        The meaning of event and tie kinds.
    as_of
        Leave out every step later than this day, and call what was not heard of for too long by this day not
        known; None keeps all.

    Returns
    -------
    tuple of Tie
        Sorted by kind, parties and first step. A claim of many agreements is one tie without a subject, with
        the number and the claimant among its details, never so many ties.
    """
    signs = [sign for sign in read_signs(records, kinds) if _known_by(sign, as_of)]
    ties = [_tie(group, kinds) for group in group_signs(signs)]
    found = _with_successions(ties, kinds)
    if as_of is not None:
        found = [faded(tie, kinds, as_of) for tie in found]
    return tuple(sorted(found, key=_tie_key))


def holds_on(tie: Tie, kinds: Kinds, day: date | None = None) -> bool:
    """Tell whether the tie's status on `day` is one that holds; False also where nothing is known."""
    kind = kinds.ties.get(tie.kind)
    return kind is not None and tie.status_on(day) in kind.holds


def is_claim(tie: Tie) -> bool:
    """Tell whether the tie is only a number that somebody claims."""
    return any(role == "claimant" for role, _, _ in tie.details)


def _known_by(sign: Sign, as_of: date | None) -> bool:
    return as_of is None or sign.when.start is None or sign.when.start <= as_of


def _tie(signs: Sequence[Sign], kinds: Kinds) -> Tie:
    first = signs[0]
    rule = folding_rule(first.kind)
    parties = _parties(signs) if rule.nested else first.parties
    moving = [sign for sign in signs if not _leaves_others(sign, parties)] or list(signs[:1])
    steps, details = make_steps(moving, rule, kinds.ties.get(first.kind))
    gone = [sign for sign in signs if sign not in moving]
    left = tuple(detail for sign in gone for detail in sign_details(sign, rule, None))
    return Tie(
        id=_identifier(first.kind, parties, signs),
        kind=first.kind,
        parties=parties,
        subject=None if first.claim else _subject(signs),
        steps=steps,
        details=details + left,
    )


def _leaves_others(sign: Sign, parties: tuple[str, ...]) -> bool:
    """Tell whether one party leaves what others keep up: that does not end the tie."""
    rule = folding_rule(sign.kind)
    return sign.status in rule.member and sign.status == "left" and len(parties) > 2


def _parties(signs: Sequence[Sign]) -> tuple[str, ...]:
    """Give all parties, those of the first mover (owner, launcher) first."""
    founders = min(signs, key=lambda sign: (folding_rule(sign.kind).stage(sign.status) is None, sign.key))
    event = founders.record.best
    owners = [mention.actor.country or mention.actor.body for mention in event.source]
    everyone = sorted({party for sign in signs for party in sign.parties})
    return tuple(dict.fromkeys([code for code in owners if code in everyone and code] + everyone))


def _subject(signs: Sequence[Sign]) -> str | None:
    # Of two spellings told equally often the one with accents is nearer to how the name is written at home.
    names = Counter(sign.subject for sign in signs if sign.subject)
    return max(names, key=lambda name: (names[name], not name.isascii(), len(name), name), default=None)


def _identifier(kind: str, parties: tuple[str, ...], signs: Sequence[Sign]) -> str:
    smallest = min(sign.record.id for sign in signs)
    digest = hashlib.sha256("|".join((kind, *sorted(parties), smallest)).encode()).hexdigest()
    return f"{kind}-{digest[:12]}"


def _tie_key(tie: Tie) -> tuple[str, tuple[str, ...], date, str]:
    return (tie.kind, tie.parties, tie.steps[0].when.start or date.min, tie.id)


def _with_successions(ties: Sequence[Tie], kinds: Kinds) -> list[Tie]:
    """End the term of everyone whose successor is known to have taken the place."""
    chains: dict[tuple[str, tuple[str, ...]], list[Tie]] = defaultdict(list)
    done: list[Tie] = []
    for tie in ties:
        if folding_rule(tie.kind).successor:
            chains[tie.kind, tie.parties].append(tie)
        else:
            done.append(tie)
    for chain in chains.values():
        terms = sorted(chain, key=lambda tie: (_taken_up(tie, kinds) or date.max, tie.id))
        for place, tie in enumerate(terms):
            done.append(_ended(tie, terms[place + 1 :], kinds))
    return done


def _taken_up(tie: Tie, kinds: Kinds) -> date | None:
    step = _first_holding(tie, kinds)
    return step.when.start if step else None


def _first_holding(tie: Tie, kinds: Kinds) -> Step | None:
    return next((step for step in tie.steps if step.status in kinds.ties[tie.kind].holds), None)


def _ended(tie: Tie, later: Sequence[Tie], kinds: Kinds) -> Tie:
    """Add the inferred end of a term where the next one begins, unless later steps contradict it."""
    last = tie.steps[-1]
    for successor in later:
        step = _first_holding(successor, kinds)
        begins = step.when.start if step else None
        if step is None or begins is None or last.when.start is None or last.when.start >= begins:
            continue
        if last.status not in kinds.ties[tie.kind].holds or not successor.subject:
            return tie
        note = f"inferred: {successor.subject} took the post"
        end = Step(
            status=folding_rule(tie.kind).successor or last.status,
            when=step.when,
            record=step.record,
            evidence=step.evidence,
            note=note,
        )
        return replace(tie, steps=(*tie.steps, end))
    return tie
