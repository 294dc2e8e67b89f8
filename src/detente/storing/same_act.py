"""Whether two tellings can be of one act, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.event import Precision
from detente.storing.act_rules import ActRules
from detente.storing.outline import Outline, place_name
from detente.tables.names_alike import names_alike

_NEAR_ENOUGH = 1
"""Days between two publications that alone make two tellings of a rare kind one act."""
_COPIED = 20
"""Letters of a quotation that are not the same by chance."""
BACK = 31
"""Days to which a later sentence of the same document, without a date of its own, can point back."""
ONE_NEWS, _FEW_DAYS, _MANY_WORDS, _VERY_ALIKE = 7, 4, 4, 0.6
"""Reports at most so many days apart, which share at least so many content words and so large a share of
them, tell one act even where the days they give differ by up to so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What speaks for one act: a weight for the order of joining (higher first), and the reasons in words."""

    weight: float
    reasons: tuple[str, ...]


def can_be_one(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether nothing stands against one act: parties, direction, days, persons and names agree."""
    return (
        a.group == b.group
        and _parties_agree(a, b, rules)
        and not _people_contradict(a, b)
        and not _names_contradict(a, b)
        and _days_agree(a, b, rules)
    )


def support(a: Outline, b: Outline, rules: ActRules) -> Support | None:
    """Give what speaks for one act where nothing stands against it; None where it is not enough."""
    same_document = a.telling.document == b.telling.document
    likeness, gap, named = word_likeness(a, b), _gap(a, b), _same_name(a, b)
    same_day = a.dated and b.dated and (a.start, a.end) == (b.start, b.end)
    near = gap == 0 and _published_gap(a, b) <= _NEAR_ENOUGH
    alike = likeness is not None and likeness >= rules.alike
    # 1. One document tells an act once, and then comes back to it.
    if not same_document:
        # 2. Where many such acts fall on one day, the words have to be much alike.
        if a.crowded or b.crowded:
            if not (_much_alike(a, b, rules) or _is_copy(a, b) or (same_day and likeness is None)):
                return None
        # 3. Elsewhere like words, a name or a rare kind are enough, or the day where it is told or near.
        elif not (alike or named or _is_rare(a, b, rules) or ((same_day or near) and not (a.wide or b.wide))):
            return None
    told = ((same_document, "one document"), (same_day, "the same day"), (named, "the same name"))
    reasons = tuple(words for holds, words in (*told, (alike, "like words")) if holds)
    weight = 3.0 * same_document + 2.0 * same_day + 2.0 * named + 2.0 * (likeness or 0.0)
    weight += 1.0 * (a.event.kind == b.event.kind) + 1.0 * (a.parties == b.parties) - 0.5 * (gap or 0)
    return Support(weight=round(weight, 6), reasons=reasons or ("days that can be the same",))


def _is_rare(a: Outline, b: Outline, rules: ActRules) -> bool:
    return a.event.kind in rules.once and b.event.kind in rules.once


def _much_alike(a: Outline, b: Outline, rules: ActRules) -> bool:
    if len(a.words & b.words) < rules.crowded_words:
        return False
    return (word_likeness(a, b) or 0.0) >= rules.crowded_alike


def _is_copy(a: Outline, b: Outline) -> bool:
    """Tell whether one voice tells both in the same words."""
    quote = a.event.evidence.quote
    return a.telling.voice == b.telling.voice and len(quote) >= _COPIED and quote == b.event.evidence.quote


def word_likeness(a: Outline, b: Outline) -> float | None:
    """Give the share of the shorter telling's content words that the other has; None where one has none."""
    if not a.words or not b.words:
        return None
    return len(a.words & b.words) / min(len(a.words), len(b.words))


def _parties_agree(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether one telling names the other's parties or some of them, acting the same way."""
    different_kinds = a.event.kind != b.event.kind
    if a.event.reciprocal or b.event.reciprocal or (different_kinds and a.group[0] in rules.mutual):
        least = min(len(a.parties), len(b.parties), 2)
        return _nested(a.parties, b.parties) and len(a.parties & b.parties) >= least > 0
    return _nested(a.source, b.source) and _nested(a.target, b.target)


def _nested(a: frozenset[str], b: frozenset[str]) -> bool:
    return a == b or bool(a and b and (a <= b or b <= a))


def _people_contradict(a: Outline, b: Outline) -> bool:
    """Tell whether both name persons in one place, and none of them can be the same."""
    for place in {place for place, _ in a.people} & {place for place, _ in b.people}:
        left = [name for other, name in a.people if other == place]
        right = [name for other, name in b.people if other == place]
        if all(names_alike(one, other) is False for one in left for other in right):
            return True
    return False


def _names_contradict(a: Outline, b: Outline) -> bool:
    """Tell whether both name what the act is about, in words of which none is the same.

    Places, proper names and numbers tell apart only acts of which many fall on one day.
    """
    left, right = dict(a.names), dict(b.names)
    if any(not left[role] & right[role] for role in left.keys() & right.keys()):
        return True
    if not (a.crowded and b.crowded):
        return False
    here, there = place_name(a.event), place_name(b.event)
    if here and there and not _inside(here, there):
        return True
    if a.telling.document == b.telling.document:
        return False
    return _apart(a.proper, b.proper) or _apart(_numbers(a), _numbers(b))


def _inside(here: str, there: str) -> bool:
    here, there = here.casefold(), there.casefold()
    return here in there or there in here


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


def _numbers(outline: Outline) -> frozenset[str]:
    return frozenset(word for word in outline.words if word[0].isdigit())


def _same_name(a: Outline, b: Outline) -> bool:
    """Tell whether a person or thing that both name is the same."""
    people = any(
        place == other_place == "person" and names_alike(one, other)
        for place, one in a.people
        for other_place, other in b.people
    )
    left, right = dict(a.names), dict(b.names)
    return people or any(left[role] & right[role] for role in left.keys() & right.keys())


def _days_agree(a: Outline, b: Outline, rules: ActRules) -> bool:
    gap = _gap(a, b)
    if a.telling.document == b.telling.document:
        # An author who gives two days tells two acts; one who gives a day once means it from then on.
        return gap is None or gap <= (0 if a.dated == b.dated else BACK)
    if gap is None:
        return _undated_fits(a, b, rules)
    slack = 0 if a.crowded or b.crowded else rules.slack
    return gap <= slack or _is_once(a, b, gap, rules) or _is_one_report(a, b, gap, rules)


def _is_once(a: Outline, b: Outline, gap: int, rules: ActRules) -> bool:
    """Tell whether the kind happens once in this time, between the parties or to the name."""
    kinds = (a.event.kind, b.event.kind)
    if gap > min(rules.once.get(kind, 0) for kind in kinds):
        return False
    return _same_name(a, b) or not any(kind in rules.named for kind in kinds)


def _is_one_report(a: Outline, b: Outline, gap: int, rules: ActRules) -> bool:
    """Tell whether near reports in like words give one act two days: a few apart, or with a misprint."""
    if a.start is None or b.start is None or a.crowded or b.crowded:
        return False
    published = (a.telling.published, b.telling.published)
    if published[0] is None or published[1] is None or abs((published[0] - published[1]).days) > ONE_NEWS:
        return False
    if len(a.words & b.words) < _MANY_WORDS or (word_likeness(a, b) or 0.0) < _VERY_ALIKE:
        return False
    same = (a.start.day == b.start.day) + (a.start.month == b.start.month) + (a.start.year == b.start.year)
    return gap <= _FEW_DAYS or (a.dated and b.dated and same == 2)


def _undated_fits(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether an act without a day can be a dated one: a rare kind, of one name, told no earlier."""
    if a.event.kind not in rules.once or b.event.kind not in rules.once or not _same_name(a, b):
        return False
    dated, undated = (a, b) if a.start is not None else (b, a)
    told = undated.telling.published
    return dated.start is None or told is None or dated.start <= told


def _gap(a: Outline, b: Outline) -> int | None:
    """Give the days between the two times, 0 where they meet; None where one of them is not known."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    return max((b.start - a.end).days, (a.start - b.end).days, 0)


def _published_gap(a: Outline, b: Outline) -> int:
    """Give the days between two acts known by their publication; 0 where one has a day of its own."""
    published = Precision.PUBLICATION
    if a.event.when.precision is not published or b.event.when.precision is not published:
        return 0
    first, second = a.event.when.start, b.event.when.start
    return abs((first - second).days) if first and second else 0
