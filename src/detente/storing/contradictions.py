"""What stands against two tellings being of one act: parties, direction, days, persons, names and numbers."""

from __future__ import annotations

from detente.model.event import Precision
from detente.storing.act_rules import ActRules
from detente.storing.outline import GROUP, Outline, place_name, stems
from detente.storing.same_parties import parties_agree, same_words
from detente.tables.names_alike import names_alike

ABOUT = frozenset({"person", "whom"})
"""Places of people whom an act is about."""
BACK = 31
"""Days to which a later sentence of the same document, without a date of its own, can point back."""
ONE_NEWS, _FEW_DAYS, _MANY_WORDS, _VERY_ALIKE = 7, 4, 4, 0.6
"""Reports at most so many days apart, which share at least so many content words and so large a share of
them, tell one act even where the days they give differ by up to so much."""
_LONE_SLACK = 1
"""Days between two acts that stand alone in their weeks and share a proper name."""
_ALL_WORDS, _ALL_ALIKE = 2, 0.9
"""For tellings that stand alone in their weeks fewer words are enough where they are nearly all."""


def can_be_one(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether nothing stands against one act: parties, direction, days, persons and names agree."""
    return (
        a.group == b.group
        and parties_agree(a, b, rules)
        and not people_contradict(a, b)
        and not names_contradict(a, b, rules)
        and not _is_one_more(a, b)
        and days_agree(a, b, rules)
        and not _meet_elsewhere(a, b, rules)
    )


def word_likeness(a: Outline, b: Outline) -> float | None:
    """Give the share of the shorter telling's content words that the other has; None where one has none."""
    if not a.words or not b.words:
        return None
    return len(a.words & b.words) / min(len(a.words), len(b.words))


def very_alike(a: Outline, b: Outline) -> bool:
    """Tell whether many words are shared, and most of the shorter telling's."""
    return len(a.words & b.words) >= _MANY_WORDS and (word_likeness(a, b) or 0.0) >= _VERY_ALIKE


def nearly_all_alike(a: Outline, b: Outline) -> bool:
    """Tell whether one telling says nearly nothing that the other does not say."""
    return len(a.words & b.words) >= _ALL_WORDS and (word_likeness(a, b) or 0.0) >= _ALL_ALIKE


def people_contradict(a: Outline, b: Outline) -> bool:
    """Tell whether both name persons in one place, and none of them can be the same."""
    for place in {place for place, _ in a.people} & {place for place, _ in b.people}:
        left = [name for other, name in a.people if other == place]
        right = [name for other, name in b.people if other == place]
        if all(names_alike(one, other) is False for one in left for other in right):
            return True
    return False


def names_contradict(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether both name what the act is about, in words of which none is the same.

    Places, proper names and numbers tell apart only acts of which many fall on one day.
    """
    if same_words(a, b) or same_person(a, b) or a.event.kind in rules.lasting:
        return False
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
    one_told_day = a.lone and b.lone and a.dated != b.dated and days_between(a, b) == 0
    return (_apart(a.proper, b.proper) and not one_told_day) or _apart(_numbers(a), _numbers(b))


def _meet_elsewhere(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether two meetings are told for different places and not the same days."""
    here, there = place_name(a.event), place_name(b.event)
    if not here or not there or _inside(here, there) or not {a.event.kind, b.event.kind} <= rules.both:
        return False
    return (days_between(a, b) or 0) > 1


def _inside(here: str, there: str) -> bool:
    here, there = here.casefold(), there.casefold()
    return here in there or there in here


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b and not a & b)


def _numbers(outline: Outline) -> frozenset[str]:
    return frozenset(word for word in outline.words if word[0].isdigit())


def same_name(a: Outline, b: Outline) -> bool:
    """Tell whether a person or thing that both name is the same."""
    left, right = dict(a.names), dict(b.names)
    return same_person(a, b) or any(left[role] & right[role] for role in left.keys() & right.keys())


def same_person(a: Outline, b: Outline) -> bool:
    """Tell whether both are about one person, or two persons meet in both.

    What one telling names as a person can be mere words of the other.
    """
    alike = {
        place
        for place, one in a.people
        for other_place, other in b.people
        if place == other_place and names_alike(one, other)
    }
    if alike & ABOUT or sum(not place.startswith(GROUP) for place in alike) > 1:
        return True
    return _in_words(a, b) or _in_words(b, a)


def _is_one_more(a: Outline, b: Outline) -> bool:
    """Tell whether the later of two reports or sentences calls its act one more, and the earlier not."""
    if a.telling.document == b.telling.document:
        before, after = sorted((a, b), key=lambda entry: entry.event.evidence.span.start)
        return after.also and not before.also and not same_words(a, b)
    first, second = a.telling.published, b.telling.published
    if first is None or second is None or first == second or not (a.crowded and b.crowded):
        return False
    earlier, later = (a, b) if first < second else (b, a)
    return later.further and not earlier.further


def _in_words(a: Outline, b: Outline) -> bool:
    named = [name for place, name in a.people if place in ABOUT]
    return any(len(found := stems(name)) > 1 and found <= b.words for name in named)


def days_agree(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether both can have been on one day, as exactly as their kind asks for."""
    gap = days_between(a, b)
    if a.telling.document == b.telling.document:
        # An author who gives two days tells two acts; one who gives a day once means it from then on.
        return gap is None or gap <= (0 if a.dated == b.dated else BACK)
    if gap is None:
        return _undated_fits(a, b, rules)
    slack = 0 if a.crowded or b.crowded else rules.slack
    if a.lone and b.lone and a.parties == b.parties and a.words & b.words & (a.proper | b.proper):
        slack = max(slack, _LONE_SLACK)
    return gap <= slack or is_once(a, b, gap, rules) or _is_one_report(a, b, gap, rules)


def is_once(a: Outline, b: Outline, gap: int, rules: ActRules) -> bool:
    """Tell whether the kind happens once in this time, between the parties or to the name."""
    kinds = {a.event.kind, b.event.kind}
    if not kinds <= rules.once.keys() or gap > min(rules.once[kind] for kind in kinds):
        return False
    if not kinds & rules.named:
        return True
    # A raid on "positions" is not told apart by that word; whom it killed tells it.
    return same_person(a, b) if kinds & rules.suffering else same_name(a, b)


def _is_one_report(a: Outline, b: Outline, gap: int, rules: ActRules) -> bool:
    """Tell whether near reports in like words give one act two days: a few apart, or with a misprint."""
    crowded, lone = a.crowded or b.crowded, a.lone and b.lone
    if a.start is None or b.start is None or (crowded and not lone):
        return False
    published = (a.telling.published, b.telling.published)
    if published[0] is None or published[1] is None or abs((published[0] - published[1]).days) > ONE_NEWS:
        return False
    if not (very_alike(a, b) or (crowded and nearly_all_alike(a, b))):
        return False
    same = (a.start.day == b.start.day) + (a.start.month == b.start.month) + (a.start.year == b.start.year)
    return gap <= _FEW_DAYS or (a.dated and b.dated and same == 2)


def _undated_fits(a: Outline, b: Outline, rules: ActRules) -> bool:
    """Tell whether an act without a day can be a dated one: a rare kind, of one name, told no earlier."""
    if a.event.kind not in rules.once or b.event.kind not in rules.once or not same_name(a, b):
        return False
    dated, undated = (a, b) if a.start is not None else (b, a)
    told = undated.telling.published
    return dated.start is None or told is None or dated.start <= told


def days_between(a: Outline, b: Outline) -> int | None:
    """Give the days between the two times, 0 where they meet; None where one of them is not known."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    return max((b.start - a.end).days, (a.start - b.end).days, 0)


def published_between(a: Outline, b: Outline) -> int:
    """Give the days between two acts known by their publication; 0 where one has a day of its own."""
    published = Precision.PUBLICATION
    if a.event.when.precision is not published or b.event.when.precision is not published:
        return 0
    first, second = a.event.when.start, b.event.when.start
    return abs((first - second).days) if first and second else 0
