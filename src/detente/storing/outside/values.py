"""Cells of other people's tables as values of ours: days, numbers, codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PARTED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_PARTS = re.compile(r"(\d{4})-(-?\d{0,2}|NA)-(-?\d{0,2}|NA)")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y", "%d-%B-%Y")


class Unread(ValueError):
    """A cell that is not written as its column is."""


Span = tuple[str, str]
"""First and last day, in ISO 8601."""


def day_reader(form: str, *, origin: str | None = None, year_of_session: int = 1945) -> Callable[[str], Span]:
    """Give what reads a day of this form; it raises `Unread` for what is no day."""
    start = date.fromisoformat(origin) if origin else date.min

    def session(text: str) -> Span:
        return _year(str(year_of_session + int(float(text))))

    def since(text: str) -> Span:
        found = (start + timedelta(days=int(float(text)))).isoformat()
        return found, found

    readers: dict[str, Callable[[str], Span]] = {
        "iso": _iso, "compact": _compact, "year": _year, "any": _any, "session": session, "days-since": since,
        "day-first": _day_first, "month-first": _month_first, "parts": _parts,
    }  # fmt: skip
    read = readers[form]
    seen: dict[str, Span] = {}

    def remembered(text: str) -> Span:
        found = seen.get(text)
        if found is None:
            if len(seen) > 100_000:  # stamps to the second; days alone never come near
                seen.clear()
            try:
                found = seen[text] = read(text.strip())
            except (ValueError, OverflowError):
                raise Unread(f"{text[:40]!r} is no day ({form})") from None
        return found

    return remembered


def _iso(text: str) -> Span:
    match = _ISO.match(text)
    if not match:
        raise ValueError(text)
    found = date(*map(int, match.groups())).isoformat()
    return found, found


def _compact(text: str) -> Span:
    if len(text) not in (8, 10, 12, 14) or not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    found = date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
    return found, found


def _year(text: str) -> Span:
    year = date(int(float(text)), 1, 1).year
    return f"{year:04}-01-01", f"{year:04}-12-31"


def _any(text: str) -> Span:
    if _ISO.match(text):
        return _iso(text)
    if text.isdecimal() and len(text) == 4:
        return _year(text)
    if text.isdecimal():
        return (_compact if len(text) != 6 else _month)(text)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return _month(text.replace("-", ""))
    for form in _WRITTEN:
        try:
            found = datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
        return found, found
    raise ValueError(text)


def _day_first(text: str) -> Span:
    match = _PARTED.fullmatch(text)
    return _iso("{2}-{1}-{0}".format(*match.groups())) if match else _any(text)


def _month_first(text: str) -> Span:
    match = _PARTED.fullmatch(text)
    return _iso("{2}-{0}-{1}".format(*match.groups())) if match else _any(text)


def _month(text: str) -> Span:
    first = date(int(text[:4]), int(text[4:6]), 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.isoformat(), (after - timedelta(days=1)).isoformat()


def integer(text: str) -> str:
    """Give a whole number as text; raises `Unread`."""
    try:
        value = float(text)
        if value != int(value) or abs(value) > 2**31 - 1:
            raise ValueError
    except (ValueError, OverflowError):
        raise Unread(f"{text[:40]!r} is no whole number") from None
    return str(int(value))


def number(text: str) -> str:
    """Give a finite number as text; raises `Unread`."""
    try:
        value = float(text)
    except ValueError:
        raise Unread(f"{text[:40]!r} is no number") from None
    if value - value != 0:  # inf and nan
        raise Unread(f"{text[:40]!r} is no number to count with")
    return repr(value)


def cameo(text: str) -> str:
    """Give a CAMEO code with the leading zero that a spreadsheet took; raises `Unread`.

    >>> cameo("42"), cameo("042"), cameo("1431"), cameo("20")
    ('042', '042', '1431', '20')
    """
    text = text.strip().removesuffix(".0")
    if not (text.isascii() and text.isdecimal() and 1 <= len(text) <= 4):
        raise Unread(f"{text[:40]!r} is no CAMEO code")
    # Roots are 01 to 20: what starts with another number has lost its zero. "10" to "19" stay the roots that
    # they are, though a spreadsheet can have made them of 010 to 019.
    whole = text[0] == "0" or (len(text) > 1 and 10 <= int(text[:2]) <= 20)
    if not whole and len(text) == 4:
        raise Unread(f"{text!r} is no CAMEO code")
    return text if whole else f"0{text}"


def _parts(text: str) -> Span:
    """Read year, month and day of which the last two may be unknown: blank, NA or below 1, as -9."""
    match = _PARTS.fullmatch(text)
    if not match:
        return _iso(text) if _ISO.fullmatch(text) else _year(text)
    month, day = (int(part) if part.lstrip("-").isdecimal() else 0 for part in match.groups()[1:])
    if month < 1:
        return _year(match[1])
    return _month(f"{match[1]}{month:02}") if day < 1 else _iso(f"{match[1]}-{month}-{day}")
