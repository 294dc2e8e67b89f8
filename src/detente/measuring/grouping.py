"""Which signs speak of one tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from detente.measuring.folding import FoldingRule, folding_rule
from detente.measuring.signs import Sign
from detente.model.event import When
from detente.tables.names_alike import names_alike
from detente.tables.subject_words import load_subject_words, name_likeness

# A name is taken for another wording of the same when half of the shorter one's telling words are found in
# the longer.
_ALIKE = 0.5
# A telling without the envoy's name still belongs to an appointment told within a month of it.
_MONTH = timedelta(days=31)
# A visit that was planned without a day is taken for one made within half a year.
_PLAN_REACH = timedelta(days=183)

Group = list[Sign]


def group_signs(signs: Sequence[Sign]) -> tuple[tuple[Sign, ...], ...]:
    """Part the signs (oldest first) into groups, one for each tie, whatever the order of records."""
    buckets: dict[tuple[object, ...], list[Sign]] = defaultdict(list)
    for sign in signs:
        rule = folding_rule(sign.kind)
        buckets[(sign.kind, sign.claim, () if rule.nested else sign.parties)].append(sign)
    groups: list[tuple[Sign, ...]] = []
    for bucket in buckets.values():
        rule = folding_rule(bucket[0].kind)
        identity = "single" if bucket[0].claim else rule.identity
        groups += [
            tuple(sorted(group, key=lambda sign: sign.key)) for group in GROUPERS[identity](bucket, rule)
        ]
    return tuple(sorted(groups, key=lambda group: (group[0].kind, group[0].parties, group[0].key)))


def _single(signs: Sequence[Sign], rule: FoldingRule) -> list[Group]:
    by_parties: dict[tuple[str, ...], Group] = defaultdict(list)
    for sign in signs:
        by_parties[sign.parties].append(sign)
    return list(by_parties.values())


def _by_person(signs: Sequence[Sign], rule: FoldingRule) -> list[Group]:
    groups: list[Group] = []
    for sign in (sign for sign in signs if sign.subject):
        alike = [group for group in groups if _has_person(group, sign.subject or "")]
        if alike:
            # Two envoys of like name at one post: the later term is meant.
            alike[-1].append(sign)
        else:
            groups.append([sign])
    unnamed: list[Group] = []
    for sign in (sign for sign in signs if not sign.subject):
        home = _term_at(groups, sign, rule)
        if home is None and unnamed and rule.stage(sign.status) is None:
            home = unnamed[-1]
        if home is None:
            unnamed.append(home := [])
        home.append(sign)
    return groups + unnamed


def _has_person(group: Group, name: str) -> bool:
    return any(names_alike(name, sign.subject) for sign in group if sign.subject)


def _term_at(groups: Sequence[Group], sign: Sign, rule: FoldingRule) -> Group | None:
    """Give the named term that a sign without a name belongs to, or None."""
    start = sign.when.start
    if start is None:
        return groups[0] if len(groups) == 1 else None
    reach = _MONTH if rule.stage(sign.status) is not None else timedelta(0)
    begun = [
        (first.when.start, group)
        for group in groups
        if (first := min(group, key=lambda one: one.key)).when.start and first.when.start <= start + reach
    ]
    if not begun:
        return None
    began, group = max(begun, key=lambda pair: pair[0])
    heard = max((one.when.start for one in group if one.when.start), default=began)
    if rule.fades and start - heard > timedelta(days=rule.fades):
        return None  # Who held the post so long ago need not be the one that is meant.
    if rule.stage(sign.status) is not None and abs(start - began) > _MONTH:
        return None
    return group


def _by_words(signs: Sequence[Sign], rule: FoldingRule) -> list[Group]:
    heads = load_subject_words().heads
    groups: list[Group] = []
    weak = []
    for sign in signs:
        if rule.unnamed == "own":
            if not sign.words or not sign.words - heads:
                weak.append(sign)
                continue
        elif not sign.words - heads:
            weak.append(sign)
            continue
        home = _best([group for group in groups if _may_join(group, sign, rule)], sign)
        if home is None:
            groups.append(home := [])
        home.append(sign)
    own: list[Group] = []
    for sign in weak:
        fitting = [group for group in groups if _may_join(group, sign, rule) and _same_head(group, sign)]
        if rule.unnamed == "only" and len(fitting) == 1:
            fitting[0].append(sign)
            continue
        twin = next((g for g in own if g[0].words == sign.words and _may_join(g, sign, rule)), None)
        if twin is None:
            own.append(twin := [])
        twin.append(sign)
    return groups + own


def _best(groups: Sequence[Group], sign: Sign) -> Group | None:
    scored = [(max(name_likeness(sign.words, one.words) for one in group), group) for group in groups]
    score, group = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return group if score >= _ALIKE else None


def _may_join(group: Group, sign: Sign, rule: FoldingRule) -> bool:
    if not rule.nested:
        return group[0].parties == sign.parties
    return any(set(one.parties) & set(sign.parties) for one in group)


def _same_head(group: Group, sign: Sign) -> bool:
    heads = load_subject_words().heads
    return not sign.words & heads or any(sign.words & heads & one.words for one in group)


def _by_occasion(signs: Sequence[Sign], rule: FoldingRule) -> list[Group]:
    groups: list[Group] = []
    for sign in signs:
        fitting = [group for group in groups if any(_one_occasion(one, sign, rule) for one in group)]
        if not fitting and rule.stage(sign.status) is None and not sign.words and len(groups) == 1:
            fitting = groups
        if fitting:
            fitting[-1].append(sign)
        else:
            groups.append([sign])
    return groups


def _one_occasion(one: Sign, other: Sign, rule: FoldingRule) -> bool:
    if one.kind == "visit":
        if one.subject and other.subject and names_alike(one.subject, other.subject) is False:
            return False
        return _meet(one, other, rule)
    if one.words and other.words and name_likeness(one.words, other.words) < _ALIKE:
        return False
    moves_on = rule.stage(one.status) != rule.stage(other.status)
    if moves_on and one.words and other.words:
        return True
    return one.when.meets(other.when, slack=rule.window)


def _meet(one: Sign, other: Sign, rule: FoldingRule) -> bool:
    if one.planning == other.planning or one.due or other.due:
        return (one.due or one.when).meets(other.due or other.when, slack=rule.window)
    plan, done = (one, other) if one.planning else (other, one)
    if plan.when.start is None:
        return True
    reach = When(start=plan.when.start, end=plan.when.start + _PLAN_REACH, precision=plan.when.precision)
    return reach.meets(done.when)


GROUPERS = {"person": _by_person, "words": _by_words, "occasion": _by_occasion, "single": _single}
"""How each identity of ``data/folding.toml`` parts the signs of one kind."""
