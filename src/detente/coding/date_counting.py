"""Dates that are counted from another day: "last week", "on Friday", "two years later".

They give None where that other day is not known.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from detente.coding.date_grammar import Around, Parts, between, month_of, months_from, stage_of, year_of
from detente.model.event import Precision, When


def read_shifted_month(parts: Parts, around: Around) -> When | None:
    """Read "last July", "next May", "this June": "last July" is never the month of publication."""
    base, month = around.base, parts["month"]
    if base is None:
        return None
    if parts["shift"] == 0:
        return month_of(base.year, month)
    if parts["shift"] < 0:
        return month_of(base.year if month < base.month else base.year - 1, month)
    return month_of(base.year if month > base.month else base.year + 1, month)


def read_shifted_season(parts: Parts, around: Around) -> When | None:
    """Read "last summer", "this autumn", "next spring"."""
    base = around.base
    if base is None:
        return None
    running = [months_from(base.year + year, parts["season"], 3, Precision.SEASON) for year in (-2, -1, 0, 1)]
    ended = [when for when in running if when.end and when.end < base]
    ahead = [when for when in running if when.start and when.start > base]
    if parts["shift"] == 0:
        return months_from(base.year, parts["season"], 3, Precision.SEASON)
    return ended[-1] if parts["shift"] < 0 else ahead[0]


def _weekday_on(base: date, weekday: int, shift: int | None, *, ahead: bool) -> date:
    back = (base.isoweekday() - weekday) % 7
    on = (weekday - base.isoweekday()) % 7
    if shift is None:
        return base + timedelta(days=on) if ahead else base - timedelta(days=back)
    if shift < 0:
        return base - timedelta(days=back or 7)
    return base + timedelta(days=on or (0 if shift == 0 else 7))


def read_weekday(parts: Parts, around: Around) -> When | None:
    """Read "on Friday": the last one up to publication, or the next where the act lies ahead."""
    base = around.base
    if base is None:
        return None
    day = _weekday_on(base, parts["weekday"], parts.get("shift"), ahead=around.ahead)
    return between(day, day, Precision.DAY)


def read_weekday_of_week(parts: Parts, around: Around) -> When | None:
    """Read "Friday of last week": of the week that begins on Monday, counted from that of publication."""
    base = around.base
    if base is None:
        return None
    monday = base - timedelta(days=base.isoweekday() - 1)
    day = monday + timedelta(days=7 * parts["shift"] + parts["weekday"] - 1)
    return between(day, day, Precision.DAY)


def read_weekday_range(parts: Parts, around: Around) -> When | None:
    """Read "from Monday to Wednesday"."""
    base = around.base
    if base is None:
        return None
    end = _weekday_on(base, parts["weekday2"], None, ahead=around.ahead)
    return between(end - timedelta(days=(parts["weekday2"] - parts["weekday"]) % 7), end, Precision.RANGE)


def read_from_today(parts: Parts, around: Around) -> When | None:
    """Read "today", "yesterday"."""
    base = around.base
    day = base and base + timedelta(days=parts["daily"])
    return between(day, day, Precision.DAY) if day else None


def read_from_anchor(parts: Parts, around: Around) -> When | None:
    """Read "the same day", "the next day": counted from another date of the text."""
    anchor = around.anchor
    if anchor is None or anchor.start is None or anchor.precision is not Precision.DAY:
        return None
    day = anchor.start + timedelta(days=parts["follow"])
    return between(day, day, Precision.DAY)


def read_span(parts: Parts, around: Around) -> When | None:
    """Read "overnight", "in recent days"."""
    base = around.base
    if base is None:
        return None
    first, last = parts["span"]
    return between(base + timedelta(days=first), base + timedelta(days=last), Precision.RANGE)


def unit_around(day: date, unit: str) -> When | None:
    """Give the day, calendar week, month or year (decade) that holds a day."""
    if unit == "day":
        return between(day, day, Precision.DAY)
    if unit in ("week", "fortnight"):
        start = day - timedelta(days=day.isoweekday() - 1)
        return between(start, start + timedelta(days=6), Precision.WEEK)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "decade":
        first = day.year // 10 * 10
        return between(date(first, 1, 1), date(first + 9, 12, 31), Precision.RANGE)
    return year_of(day.year)


def moved(day: date, unit: str, count: int) -> date:
    """Count units forth (or back, where negative) from a day, keeping to the end of short months."""
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_shifted_unit(parts: Parts, around: Around) -> When | None:
    """Read "last week", "this year", "early next month", "the end of the year"."""
    base, unit = around.base, parts["unit"]
    if base is None or unit == "day":
        return None
    found = unit_around(moved(base, unit, parts.get("shift", 0)), unit)
    return stage_of(found, parts.get("stage")) if found else None


def read_earlier_in_unit(parts: Parts, around: Around) -> When | None:
    """Read "earlier this month": up to the day of publication."""
    found, base = read_shifted_unit(parts, around), around.base
    if found is None or base is None or found.start is None or found.end is None:
        return None
    return between(found.start, min(base, found.end), Precision.RANGE)


def read_later_in_unit(parts: Parts, around: Around) -> When | None:
    """Read "later this month": from the day of publication on."""
    found, base = read_shifted_unit(parts, around), around.base
    if found is None or base is None or found.start is None or found.end is None:
        return None
    return between(max(base, found.start), found.end, Precision.RANGE)


def read_past_span(parts: Parts, around: Around) -> When | None:
    """Read "over the past two weeks"."""
    base = around.base
    if base is None or (parts["unit"] == "day" and "number" not in parts):
        return None
    return between(moved(base, parts["unit"], -parts.get("number", 1)), base, Precision.RANGE)


def read_next_span(parts: Parts, around: Around) -> When | None:
    """Read "within the next two weeks"."""
    base = around.base
    return between(base, moved(base, parts["unit"], parts["number"]), Precision.RANGE) if base else None


def _counted(day: date | None, parts: Parts, sign: int) -> When | None:
    return unit_around(moved(day, parts["unit"], sign * parts["number"]), parts["unit"]) if day else None


def read_ago(parts: Parts, around: Around) -> When | None:
    """Read "three days ago", "two years ago": as exact as the unit."""
    return _counted(around.base, parts, -1)


def read_later(parts: Parts, around: Around) -> When | None:
    """Read "two years later": counted from another date of the text."""
    return _counted(around.anchor.start if around.anchor else None, parts, 1)


def read_earlier(parts: Parts, around: Around) -> When | None:
    """Read "two years earlier": counted from another date of the text."""
    return _counted(around.anchor.start if around.anchor else None, parts, -1)


def read_following_unit(parts: Parts, around: Around) -> When | None:
    """Read "the following year": counted from another date of the text."""
    day = around.anchor.start if around.anchor else None
    return unit_around(moved(day, parts["unit"], 1), parts["unit"]) if day else None


def read_in_time(parts: Parts, around: Around) -> When | None:
    """Read "in two weeks' time"."""
    return _counted(around.base, parts, 1)
