from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.background import is_background
from detente.coding.date_grammar import Around
from detente.coding.date_mentions import find_dates
from detente.coding.date_rules import RULES
from detente.coding.dates import dateline_date, find_when, is_ahead, resolve
from detente.model.errors import DataError
from detente.model.event import NEVER_TOLD, Precision, When
from detente.model.sentence import Sentence
from detente.tables import calendar as calendar_module
from detente.tables.calendar import load_calendar, read_calendar
from detente.tables.cues import load_cues
from tests.coding.frozen import Frozen, flat, read_frozen

CALENDAR = load_calendar("en")
CUES = load_cues("en")
WEDNESDAY = date(2024, 5, 15)

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def days(
    text: str, *, published: date | None = WEDNESDAY, ahead: bool = False, anchor: str | None = None
) -> str:
    """Read a text's only date, written "first..last precision"; the empty string for none."""
    mentions = find_dates(flat(text), text, CALENDAR)
    if not mentions:
        return ""
    start = (
        When(start=date.fromisoformat(anchor), end=date.fromisoformat(anchor), precision=Precision.DAY)
        if anchor
        else None
    )
    when = resolve(mentions[-1], Around(published=published, ahead=ahead, anchor=start))
    if when is None:
        return "unknown"
    first, last = str(when.start), str(when.end)
    return f"{first} {when.precision}" if first == last else f"{first}..{last} {when.precision}"


ABSOLUTE = {
    "They met on 2 May 2024.": "2024-05-02 day",
    "They met on 2nd May 2024.": "2024-05-02 day",
    "They met on the 2nd of May, 2024.": "2024-05-02 day",
    "They met on May 2, 2024.": "2024-05-02 day",
    "They met on May 2nd, 2024.": "2024-05-02 day",
    "They met on MAY 2, 2024.": "2024-05-02 day",
    "They met on Thursday, May 2, 2024.": "2024-05-02 day",
    "They met on Thursday, 2 May 2024.": "2024-05-02 day",
    "They met on 2024-05-02.": "2024-05-02 day",
    "They met on 2024/05/02.": "2024-05-02 day",
    "They met on 02.05.2024.": "2024-05-02 day",
    "They met on 13/05/2024.": "2024-05-13 day",
    "They met on 05/13/2024.": "2024-05-13 day",
    "They met on 05/05/2024.": "2024-05-05 day",
    "They met on 02/05/2024.": "",
    "They met on 31 April 2024.": "2024-04-01..2024-04-30 month",
    "They met on Sept. 3, 2023.": "2023-09-03 day",
    "They met on 3 Sep 2023.": "2023-09-03 day",
    "They met on Feb 29, 2024.": "2024-02-29 day",
    "They met in May 2023.": "2023-05-01..2023-05-31 month",
    "They met in 2023-05.": "2023-05-01..2023-05-31 month",
    "They met in early May 2023.": "2023-05-01..2023-05-10 range",
    "They met in mid-May 2023.": "2023-05-11..2023-05-20 range",
    "They met in late May of 2023.": "2023-05-21..2023-05-31 range",
    "They met at the end of May 2023.": "2023-05-21..2023-05-31 range",
    "They met in 1960.": "1960-01-01..1960-12-31 year",
    "They met in early 2019.": "2019-01-01..2019-04-30 range",
    "They met in late 2019.": "2019-09-01..2019-12-31 range",
    "They met in the 1990s.": "1990-01-01..1999-12-31 range",
    "They met in the late 1990s.": "1996-09-01..1999-12-31 range",
    "They met in the 19th century.": "1801-01-01..1900-12-31 range",
    "They met in the summer of 2023.": "2023-06-01..2023-08-31 season",
    "They met in spring 2023.": "2023-03-01..2023-05-31 season",
    "They met in winter 2023.": "2023-12-01..2024-02-29 season",
    "They met in the third quarter of 2023.": "2023-07-01..2023-09-30 season",
    "They met in Q1 2023.": "2023-01-01..2023-03-31 season",
    "They met in the first half of 2023.": "2023-01-01..2023-06-30 range",
    "They met on 17-19 February 2024.": "2024-02-17..2024-02-19 range",
    "They met on 17–19 February 2024.": "2024-02-17..2024-02-19 range",
    "They met from 3 to 5 June 2023.": "2023-06-03..2023-06-05 range",
    "They met between 3 and 5 June 2023.": "2023-06-03..2023-06-05 range",
    "They met on February 17-19, 2024.": "2024-02-17..2024-02-19 range",
    "They met from 30 January to 2 February 2024.": "2024-01-30..2024-02-02 range",
    "They met from January 30 to February 2, 2024.": "2024-01-30..2024-02-02 range",
    "They met from 30 December 2023 to 2 January 2024.": "2023-12-30..2024-01-02 range",
    "They met between May and July 2023.": "2023-05-01..2023-07-31 range",
    "They met from November 2022 to February 2023.": "2022-11-01..2023-02-28 range",
    "They met from 2015 to 2019.": "2015-01-01..2019-12-31 range",
    "They fought in 2015-2019.": "2015-01-01..2019-12-31 range",
    "They fought in 1914–18.": "1914-01-01..1918-12-31 range",
}

RELATIVE = {
    "They met in May.": "2024-05-01..2024-05-31 month",
    "They met in June.": "2023-06-01..2023-06-30 month",
    "They met on 2 May.": "2024-05-02 day",
    "They met on 16 May.": "2024-05-16 day",
    "They met on 30 May.": "2023-05-30 day",
    "They met on Tuesday, 2 May.": "2023-05-02 day",
    "They met on Monday.": "2024-05-13 day",
    "They met on Wednesday.": "2024-05-15 day",
    "They met Thursday.": "2024-05-09 day",
    "They met last Friday.": "2024-05-10 day",
    "They met last Wednesday.": "2024-05-08 day",
    "They met on Monday morning.": "2024-05-13 day",
    "They met from Monday to Tuesday.": "2024-05-13..2024-05-14 range",
    "They met today.": "2024-05-15 day",
    "They met yesterday.": "2024-05-14 day",
    "They met the day before yesterday.": "2024-05-13 day",
    "They met overnight.": "2024-05-14..2024-05-15 range",
    "They met last week.": "2024-05-06..2024-05-12 week",
    "They met this week.": "2024-05-13..2024-05-19 week",
    "They met last month.": "2024-04-01..2024-04-30 month",
    "They met earlier this month.": "2024-05-01..2024-05-15 range",
    "They met early this month.": "2024-05-01..2024-05-10 range",
    "They met last year.": "2023-01-01..2023-12-31 year",
    "They met late last year.": "2023-09-01..2023-12-31 range",
    "They met earlier this year.": "2024-01-01..2024-05-15 range",
    "They met last July.": "2023-07-01..2023-07-31 month",
    "They met last May.": "2023-05-01..2023-05-31 month",
    "They met last summer.": "2023-06-01..2023-08-31 season",
    "They met three days ago.": "2024-05-12 day",
    "They met two weeks ago.": "2024-04-29..2024-05-05 week",
    "They met a month ago.": "2024-04-01..2024-04-30 month",
    "They met about 10 years ago.": "2014-01-01..2014-12-31 year",
    "They met over the past two weeks.": "2024-05-01..2024-05-15 range",
    "They met in the past year.": "2023-05-15..2024-05-15 range",
    "They have met since 2011.": "2011-01-01..2024-05-15 range",
    "They have met since March.": "2024-03-01..2024-05-15 range",
    "They left after May 2023.": "unknown",
}

AHEAD = {
    "They will meet on Friday.": "2024-05-17 day",
    "They will meet on Monday.": "2024-05-20 day",
    "They will meet next Friday.": "2024-05-17 day",
    "They will meet tomorrow.": "2024-05-16 day",
    "They will meet in May.": "2024-05-01..2024-05-31 month",
    "They will meet in March.": "2025-03-01..2025-03-31 month",
    "They will meet on 2 June.": "2024-06-02 day",
    "They will meet on 2 January.": "2025-01-02 day",
    "They will meet next week.": "2024-05-20..2024-05-26 week",
    "They will meet next month.": "2024-06-01..2024-06-30 month",
    "They will meet next year.": "2025-01-01..2025-12-31 year",
    "They will meet next March.": "2025-03-01..2025-03-31 month",
    "They will meet next summer.": "2024-06-01..2024-08-31 season",
    "They will meet later this year.": "2024-05-15..2024-12-31 range",
    "They will meet by the end of the year.": "2024-05-15..2024-12-31 range",
    "They will meet within the next two weeks.": "2024-05-15..2024-05-29 range",
    "They will leave by 2030.": "2024-05-15..2030-12-31 range",
    "They will meet in two weeks' time.": "2024-05-27..2024-06-02 week",
    "They will meet on 29 May.": "2024-05-29 day",
}

COUNTED = {
    "They met two days later.": "2024-03-12 day",
    "They met a month later.": "2024-04-01..2024-04-30 month",
    "They met two years later.": "2026-01-01..2026-12-31 year",
    "They met three years earlier.": "2021-01-01..2021-12-31 year",
    "They met the same day.": "2024-03-10 day",
    "They met the next day.": "2024-03-11 day",
    "They met the following day.": "2024-03-11 day",
    "They met the previous day.": "2024-03-09 day",
    "They met the following year.": "2025-01-01..2025-12-31 year",
}

NOTHING = (
    "They may visit Mali.",
    "They march through the town.",
    "He is second in line.",
    "The Sun reported it.",
    "It cost $2024 a head.",
    "They met in 49 BC.",
    "They met in the 9th century BC.",
    "Some 5,000 years ago they met.",
    "They met at 10.30.",
    "Version 2024.5.3 was read.",
    "",
)


@pytest.mark.parametrize("text", ABSOLUTE)
def test_a_full_date_is_read_without_knowing_the_day_of_publication(text: str) -> None:
    assert days(text, published=None) == ABSOLUTE[text]


@pytest.mark.parametrize("text", RELATIVE)
def test_a_past_date_is_counted_back_from_publication(text: str) -> None:
    assert days(text) == RELATIVE[text]


@pytest.mark.parametrize("text", AHEAD)
def test_a_date_that_lies_ahead_is_counted_forth_from_publication(text: str) -> None:
    assert days(text, ahead=True) == AHEAD[text]


@pytest.mark.parametrize("text", COUNTED)
def test_a_date_counted_from_another_one_needs_that_other_one(text: str) -> None:
    assert days(text, anchor="2024-03-10") == COUNTED[text]
    assert days(text) == "unknown"


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert days(text) == ""


@pytest.mark.parametrize("text", [text for text in RELATIVE if "2011" not in text and "2023" not in text])
def test_a_relative_date_is_unknown_without_a_day_of_publication(text: str) -> None:
    assert days(text, published=None) == "unknown"


FORMS = (
    "{d} {month} {y}", "{month} {d}, {y}", "{y}-{m:02}-{d:02}", "{d:02}.{m:02}.{y}", 
    "the {d}th of {month} {y}", "{upper} {d}, {y}", "{y}/{m:02}/{d:02}",
)  # fmt: skip


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_every_day_comes_back_from_every_order_it_is_written_in(day: date, form: str) -> None:
    month = MONTHS[day.month - 1]
    text = (
        "It was on " + form.format(d=day.day, m=day.month, y=day.year, month=month, upper=month.upper()) + "."
    )
    assert days(text, published=None) == f"{day} day"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_a_weekday_of_the_past_is_never_more_than_six_days_back(published: date, back: int) -> None:
    name = (published - timedelta(days=back)).strftime("%A")
    assert days(f"They met on {name}.", published=published) == f"{published - timedelta(days=back)} day"


@given(st.text(max_size=200), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_no_text_and_no_day_of_publication_makes_it_raise(text: str, published: date) -> None:
    sentence = flat(text)
    for mention in find_dates(sentence, text, CALENDAR):
        assert text[mention.start : mention.end] == mention.text
        resolve(mention, Around(published=published))
    if sentence.tokens:
        find_when(sentence, 0, text, published, calendar=CALENDAR, cues=CUES)
    dateline_date(text, CALENDAR)


WORDS = st.sampled_from(
    [
        *MONTHS, "Monday", "last", "next", "week", "years", "ago", "31", "30", "29", "2023", "of", "the", "-",
        "early", "to", "from", "1990s", "two", "later", "/", "05", ".",
    ]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=8), st.dates(date(1, 1, 1), date(9999, 12, 31)), st.booleans())
def test_heaps_of_date_words_never_make_it_raise_and_never_run_backwards(
    words: list[str], published: date, ahead: bool
) -> None:
    text = " ".join(words)
    anchor = When(start=published, end=published, precision=Precision.DAY)
    for mention in find_dates(flat(text), text, CALENDAR):
        when = resolve(mention, Around(published=published, ahead=ahead, anchor=anchor))
        if when is not None:
            assert when.start is not None and when.end is not None and when.start <= when.end


def test_mentions_do_not_overlap_and_keep_the_order_of_the_text() -> None:
    text = "Between 3 and 5 June 2023, and again on Monday, 13 May, they met; in 2019 they had not."
    mentions = find_dates(flat(text), text, CALENDAR)
    assert [mention.text for mention in mentions] == ["Between 3 and 5 June 2023", "Monday, 13 May", "2019"]


def test_a_dateline_gives_the_date_only_where_it_is_full() -> None:
    assert dateline_date("BAMAKO, 2 May 2024 (Example) - The minister", CALENDAR) == date(2024, 5, 2)
    assert dateline_date("BAMAKO, May 2 (Example) - The minister", CALENDAR) is None
    assert dateline_date("", CALENDAR) is None


def test_an_act_after_publication_is_seen_to_lie_ahead() -> None:
    june = When(start=date(2024, 6, 1), end=date(2024, 6, 30), precision=Precision.MONTH, text="in June")
    assert is_ahead(june, WEDNESDAY)
    assert not is_ahead(june, None)
    assert not is_ahead(NEVER_TOLD, WEDNESDAY)


def test_without_a_date_the_day_of_publication_stands_in_and_says_so() -> None:
    text = "They met."
    found = find_when(flat(text), 1, text, WEDNESDAY, calendar=CALENDAR, cues=CUES)
    assert found == When(start=WEDNESDAY, end=WEDNESDAY, precision=Precision.PUBLICATION)
    assert find_when(flat(text), 1, text, None, calendar=CALENDAR, cues=CUES) == NEVER_TOLD


def test_every_rule_that_a_pattern_may_give_has_a_function() -> None:
    assert set(RULES) == set(calendar_module.RULES)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("[seasons]", "[saisons]"), "saisons"),
        (('gives = "quarter"', 'gives = "trimester"'), "trimester"),
        (("{month} {year}", "{moon} {year}"), "moon"),
        (("bare = true", "bald = true"), "bald"),
    ],
)
def test_an_unknown_key_in_the_file_of_dates_is_refused_by_name(change: tuple[str, str], named: str) -> None:
    path = calendar_module.files("detente") / "data" / "lexicons" / "en" / "dates.toml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace(*change) if change[0] in text else text.replace("{month}", "{moon}")
    with pytest.raises(DataError, match=named):
        read_calendar(changed, name="dates.toml")


@pytest.mark.parametrize(
    "frozen",
    tuple(read_frozen("dates.conllu")),
    ids=lambda frozen: f"{frozen.text} [{frozen.comments['trigger']}]",
)
def test_an_act_takes_its_own_date_and_never_that_of_its_telling(frozen: Frozen) -> None:
    trigger = frozen.index(frozen.comments["trigger"])
    found = find_when(frozen.sentence, trigger, frozen.text, WEDNESDAY, calendar=CALENDAR, cues=CUES)
    assert (found.text or "-") == frozen.comments["words"]
    assert f"{found.start}..{found.end} {found.precision}" == frozen.comments["days"]


def test_the_next_day_counts_from_the_last_date_of_the_paragraph() -> None:
    text = "They signed on 3 May 2024. They left the next day."
    second = text.index("They left")
    sentence = flat(text)
    tokens = [token for token in sentence.tokens if token.start >= second]
    moved = tuple(
        replace(token, index=place, head=-1 if place == 1 else 1, relation="root" if place == 1 else "obl")
        for place, token in enumerate(tokens)
    )
    later = Sentence(start=second, end=len(text), tokens=moved, score=1.0)
    found = find_when(later, 1, text, WEDNESDAY, calendar=CALENDAR, cues=CUES)
    assert (found.start, found.precision, found.text) == (date(2024, 5, 4), Precision.DAY, "the next day")


@pytest.mark.parametrize(
    ("start", "end", "published", "old"),
    [
        ("1960-01-01", "1960-12-31", "2024-05-15", True),
        ("2023-01-01", "2023-12-31", "2024-05-15", False),
        ("2022-01-01", "2022-12-31", "2024-05-15", True),
        ("2011-01-01", "2024-05-15", "2024-05-15", False),
        ("1960-01-01", "1960-12-31", None, False),
    ],
)
def test_what_lies_more_than_a_year_back_is_background(
    start: str, end: str, published: str | None, old: bool
) -> None:
    when = When(
        start=date.fromisoformat(start), end=date.fromisoformat(end), precision=Precision.RANGE, text="then"
    )
    day = date.fromisoformat(published) if published else None
    assert is_background(flat("They met then."), 1, when, day, CUES) is old


def test_an_entry_of_a_chronicle_is_told_at_its_own_date() -> None:
    text = "2 May 1960: They met."
    when = When(start=date(1960, 5, 2), end=date(1960, 5, 2), precision=Precision.DAY, text="2 May 1960")
    assert not is_background(flat(text), 5, when, WEDNESDAY, CUES)
