"""What the words of a date mean: first and last day, and how exactly they are known.

Each function reads the parts of one pattern of the language's file. It gives None where they make no date,
and raises ValueError for a day that no calendar has (31 April).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from detente.model.event import Precision, When

Parts = Mapping[str, Any]
SLACK = timedelta(days=2)
"""A past date may lie so long after publication: editions carry the day before, and time zones differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a date is counted from: publication or another date of the text, and whether it lies ahead."""

    published: date | None = None
    anchor: When | None = None
    ahead: bool = False
    doubtful: bool = False

    @property
    def base(self) -> date | None:
        """The day from which "last week" counts."""
        return self.published


def between(start: date, end: date, precision: Precision) -> When | None:
    """Make a stretch of days; None where it ends before it starts."""
    return When(start=start, end=end, precision=precision) if start <= end else None


def month_of(year: int, month: int) -> When:
    """Give a calendar month."""
    last = monthrange(year, month)[1]
    return When(start=date(year, month, 1), end=date(year, month, last), precision=Precision.MONTH)


def months_from(year: int, month: int, count: int, precision: Precision) -> When:
    """Give `count` months from a month on."""
    last = year * 12 + month - 1 + count - 1
    return When(start=date(year, month, 1), end=month_of(last // 12, last % 12 + 1).end, precision=precision)


def year_of(year: int) -> When:
    """Give a calendar year."""
    return When(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR)


def stage_of(when: When, stage: int | None) -> When:
    """Give the first, second or last third of a stretch as a range, in whole months where it has three."""
    if stage is None or when.start is None or when.end is None:
        return when
    months = (when.end.year - when.start.year) * 12 + when.end.month - when.start.month + 1
    if months >= 3:
        first = when.start.year * 12 + when.start.month - 1 + months * (stage - 1) // 3
        last = when.start.year * 12 + when.start.month - 1 + months * stage // 3
        return months_from(first // 12, first % 12 + 1, last - first, Precision.RANGE)
    days = (when.end - when.start).days + 1
    first, last = days * (stage - 1) // 3, days * stage // 3 - 1
    return When(
        start=when.start + timedelta(days=first),
        end=when.start + timedelta(days=last),
        precision=Precision.RANGE,
    )


def _year_for(month: int, day: int, around: Around) -> int | None:
    """Choose the year of a date told without one: the last that is past, or the next where it lies ahead."""
    anchor = around.anchor.start if around.anchor is not None else None
    published = around.published
    if published is None or (anchor is not None and (published - anchor).days > 366):
        if anchor is None:
            return published.year if published else None
        return anchor.year if (month, day) >= (anchor.month, 1) else anchor.year + 1
    if around.doubtful:  # "an alleged attack on 19 January", told in February
        years = (published.year, published.year - 1, published.year + 1)
        return min(years, key=lambda year: abs((date(year, month, min(day, 28)) - published).days))
    if around.ahead:
        return published.year if (month, 31) >= (published.month, published.day) else published.year + 1
    limit = published + SLACK
    return limit.year if (month, day) <= (limit.month, limit.day) else limit.year - 1


def read_date(parts: Parts, around: Around) -> When | None:
    """Read one day."""
    day, month = parts.get("day", None), parts["month"]
    if day is None:
        return month_of(parts["year"], month)
    year = parts.get("year") or _year_for(month, day, around)
    if year is None:
        return None
    found = date(_agreeing(year, month, day, parts), month, day)
    return between(found, found, Precision.DAY)


def _agreeing(year: int, month: int, day: int, parts: Parts) -> int:
    """Mend a guessed year by the weekday told with the date: the nearest year in which they agree."""
    if "weekday" not in parts or "year" in parts:
        return year
    years = (year, year - 1, year + 1, year - 2)
    fits = (guess for guess in years if date(guess, month, day).isoweekday() == parts["weekday"])
    return next(fits, year)


def read_numbers(parts: Parts, around: Around) -> When | None:
    """Read 13/05/2024 and 05/13/2024; None for 02/05/2024, which says two days."""
    first, second = parts["n1"], parts["n2"]
    if first != second and first <= 12 and second <= 12:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    return read_date({"day": day, "month": month, "year": parts["year"]}, around)


def read_day_range(parts: Parts, around: Around) -> When | None:
    """Read "17-19 February" and "30 January to 2 February 2024"."""
    month = parts["month"]
    month2 = parts.get("month2", month)
    year2 = parts.get("year2") or parts.get("year") or _year_for(month2, parts["day2"], around)
    if year2 is None:
        return None
    year = parts.get("year") if "year2" in parts else None
    year = year or (year2 - 1 if month > month2 else year2)
    return between(date(year, month, parts["day"]), date(year2, month2, parts["day2"]), Precision.RANGE)


def read_month_range(parts: Parts, around: Around) -> When | None:
    """Read "between May and July 2023"."""
    month2 = parts["month2"]
    year2 = parts.get("year2") or parts.get("year") or _year_for(month2, 1, around)
    if year2 is None:
        return None
    year = parts.get("year") or (year2 - 1 if parts["month"] > month2 else year2)
    end = month_of(year2, month2).end
    return between(date(year, parts["month"], 1), end, Precision.RANGE) if end else None


def read_year_range(parts: Parts, around: Around) -> When | None:
    """Read "2015-2019" and "2015-19"."""
    year = parts["year"]
    year2 = parts["year2"] if "year2" in parts else year // 100 * 100 + parts["short"]
    return between(date(year, 1, 1), date(year2, 12, 31), Precision.RANGE)


def read_month(parts: Parts, around: Around) -> When | None:
    """Read "May 2024", "in May", "early May"."""
    year = parts.get("year") or _year_for(parts["month"], 1, around)
    return None if year is None else stage_of(month_of(year, parts["month"]), parts.get("stage"))


def read_season(parts: Parts, around: Around) -> When | None:
    """Read "summer 2023", "late spring of 2020"."""
    return stage_of(months_from(parts["year"], parts["season"], 3, Precision.SEASON), parts.get("stage"))


def read_quarter(parts: Parts, around: Around) -> When | None:
    """Read "the third quarter of 2023", "Q3 2023"."""
    return months_from(parts["year"], parts["ordinal"] * 3 - 2, 3, Precision.SEASON)


def read_half(parts: Parts, around: Around) -> When | None:
    """Read "the first half of 2023"."""
    if parts["ordinal"] > 2:
        return None
    return months_from(parts["year"], parts["ordinal"] * 6 - 5, 6, Precision.RANGE)


def read_decade(parts: Parts, around: Around) -> When | None:
    """Read "the 1990s", "the late 1980s"."""
    first = parts["decade"]
    return stage_of(
        When(start=date(first, 1, 1), end=date(first + 9, 12, 31), precision=Precision.RANGE),
        parts.get("stage"),
    )


def read_century(parts: Parts, around: Around) -> When | None:
    """Read "the 19th century"."""
    first = (parts["c"] - 1) * 100 + 1
    if first < 1:
        return None
    return stage_of(
        When(start=date(first, 1, 1), end=date(first + 99, 12, 31), precision=Precision.RANGE),
        parts.get("stage"),
    )


def read_year(parts: Parts, around: Around) -> When | None:
    """Read "2019", "early 2019"."""
    return stage_of(year_of(parts["year"]), parts.get("stage"))
