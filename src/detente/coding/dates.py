"""Which of the dates that a sentence names is the day of an act, and what day that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from detente.coding.background import RECENT_DAYS
from detente.coding.below import base
from detente.coding.date_attachment import VAGUE, ladder, nearest
from detente.coding.date_grammar import Around, Parts
from detente.coding.date_mentions import DateMention, find_dates, value_of
from detente.coding.date_nearness import in_force
from detente.coding.date_rules import RULES
from detente.coding.modality import state_of
from detente.coding.mood import own_state
from detente.coding.trigger_words import is_present
from detente.model.event import NEVER_TOLD, Precision, When
from detente.model.sentence import Sentence
from detente.tables.calendar import Calendar
from detente.tables.cues import Cues


def resolve(mention: DateMention, around: Around) -> When | None:
    """Give the days that a date means, seen from its surroundings; None where that cannot be told."""
    if mention.bound == "for":
        around = replace(around, ahead=True)  # "scheduled for Friday"
    if mention.bound == "to":
        around = replace(around, doubtful=True)  # "until October": the nearest one
    when = _read(mention.rule, dict(mention.parts), around)
    return None if when is None else _limited(replace(when, text=mention.text), mention.bound, around)


def _read(rule: str, parts: Parts, around: Around) -> When | None:
    """Read the parts of a date; None for a day that no calendar has, or one beyond the years 1 to 9999."""
    try:
        return RULES[rule](parts, around)
    except (ValueError, OverflowError):
        return None


def _limited(when: When, bound: str | None, around: Around) -> When | None:
    """Open a date towards the side that "since" or "by" leave open; publication is the other side."""
    published = around.published
    if bound is None or when.start is None or when.end is None:
        return when
    if bound in ("before", "after"):
        return None
    if published is None:
        return when
    if bound in ("from", "since") and when.start < published and not around.ahead:
        return replace(when, end=published, precision=Precision.RANGE)
    if bound in ("to", "by") and around.ahead and when.end > published:
        return replace(when, start=published, precision=Precision.RANGE)
    return when


def find_when(
    sentence: Sentence,
    trigger: int,
    text: str,
    published: date | None,
    *,
    calendar: Calendar,
    cues: Cues,
    anchor: When | None = None,
) -> When:
    """Tell when the act at token `trigger` took, or will take, place.

    Parameters
    ----------
    text
        The document's text.
    published
        Day of publication; weekdays and "last month" need it.
    anchor
        A date told before, for "two days later" and for dates without a year in a chronicle. By default a
        date of the same sentence, else the last one before it in the paragraph.

    Returns
    -------
    When
        The day of publication with `Precision.PUBLICATION` where the text gives no date; `NEVER_TOLD` where
        it has no day of publication either.
    """
    mentions = find_dates(sentence, text, calendar)
    own = nearest(sentence, trigger, mentions, cues) if mentions else ()
    around = Around(published=published, anchor=anchor)
    around = _towards(sentence, trigger, around, cues) if own else around
    begun = frozenset(in_force(sentence, trigger, cues)) if own else frozenset()
    for mention in own:
        start = anchor or _anchor(mention, mentions, around, text, sentence, calendar)
        words = sentence.tokens[mention.first : mention.last + 1]
        held = any(
            word.head in begun and sentence.tokens[word.head].feature("Tense") == "Past" for word in words
        )
        seen = Around(published=published) if held else around  # "must", by a law that took effect on Monday
        when = resolve(mention, replace(seen, anchor=start))
        if when is not None and not _is_of_another(sentence, trigger, mention, when, published):
            return when
    if published is None:
        return NEVER_TOLD
    return When(start=published, end=published, precision=Precision.PUBLICATION)


def _is_of_another(
    sentence: Sentence, trigger: int, mention: DateMention, when: When, published: date | None
) -> bool:
    """Tell whether a long past year hangs on what an act of the present is about, not on the act.

    "Apologises for the raids of the 1970s"; not so "opens an embassy in 2022", in the historical present.
    """
    if published is None or when.end is None or mention.rule not in VAGUE:
        return False
    inside = range(mention.first, mention.last + 1)
    carrier = _carrier(sentence, trigger)
    heads = {sentence.tokens[index].head for index in inside} - set(inside)
    long_past = (published - when.end).days > RECENT_DAYS
    after = mention.first > trigger and not heads & {trigger, carrier}
    return after and long_past and is_present(sentence, sentence.tokens[carrier])


def _carrier(sentence: Sentence, trigger: int) -> int:
    """Give the finite verb that an infinitive hangs on: "*votes* to recognise"."""
    token = sentence.tokens[trigger]
    while base(token) == "xcomp" and token.feature("VerbForm") == "Inf":
        token = sentence.tokens[token.head]
    return token.index


def _towards(sentence: Sentence, trigger: int, around: Around, cues: Cues) -> Around:
    """Look for dates ahead of publication where the act, or a word that carries it, lies ahead."""
    state = state_of(sentence, trigger, cues).name
    carried = (own_state(sentence, index, cues).name for index in ladder(sentence, trigger, cues))
    ahead = state in (*_AHEAD, "hypothetical") or any(name in _AHEAD for name in carried)
    return replace(around, ahead=ahead, doubtful=state == "hypothetical")


_AHEAD = ("future", "prospective")
_ANCHORS = frozenset({"date", "month", "year", "weekday", "from_today"})
_ANCHORED = frozenset({"from_anchor", "later", "earlier", "following_unit"})


def _anchor(
    mention: DateMention, mentions: tuple[DateMention, ...], around: Around, text: str, sentence: Sentence,
    calendar: Calendar,
) -> When | None:  # fmt: skip
    """Give the date from which this one is counted: before it in the sentence, or the last in the text."""
    plain = replace(around, anchor=None)
    for other in mentions:
        if other.start < mention.start and other.rule in _ANCHORS:
            when = resolve(replace(other, bound=None), plain)
            if when is not None:
                return when
    return last_date_before(text, sentence.start, plain, calendar) if mention.rule in _ANCHORED else None


LOOK_BACK = 400
"""Characters: "the next day" rarely counts from a date told longer ago than this in the text."""


def last_date_before(text: str, end: int, around: Around, calendar: Calendar) -> When | None:
    """Give the last date told in the same paragraph before character `end` that needs no parse to be one."""
    begin = max(text.rfind("\n", 0, end) + 1, end - LOOK_BACK)
    words = text[begin:end]
    found = None
    for start in calendar.starts.finditer(words):
        for pattern in calendar.patterns:
            if pattern.gives not in ("date", "weekday") or (
                len(start.group()) < 6 and start.group().isalpha()
            ):
                continue
            match = pattern.form.match(words, start.start())
            if match is not None and match.group()[:1].isupper() | match.group()[:1].isdigit():
                parts = {
                    name: value_of(name, word, calendar) for name, word in match.groupdict().items() if word
                }
                found = _read(pattern.gives, parts, around) or found
                break
    return found


def is_ahead(when: When, published: date | None) -> bool:
    """Tell whether an act told without a future tense lies after publication: "the summit opens in June"."""
    known = published is not None and when.start is not None and when.precision is not Precision.PUBLICATION
    return bool(known and when.start and published and when.start > published + timedelta(days=2))


def dateline_date(text: str, calendar: Calendar) -> date | None:
    """Give the full date at the head of a text, such as "BAMAKO, 2 May 2024 -"; None where there is none."""
    head = text[:160]
    for start in calendar.starts.finditer(head):
        for pattern in calendar.patterns:
            match = pattern.form.match(head, start.start()) if pattern.gives in ("date", "numbers") else None
            if match is None or "year" not in match.groupdict() or not match["year"]:
                continue
            parts = {name: value_of(name, word, calendar) for name, word in match.groupdict().items() if word}
            when = _read(pattern.gives, parts, Around())
            if when is not None and when.precision is Precision.DAY:
                return when.start
    return None
