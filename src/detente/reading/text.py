"""Plain text (.txt): an article saved by hand or from an archive, perhaps with a title and header on top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from detente.model.document import Document
from detente.reading.cleaning import clean_lines, join_wrapped
from detente.reading.encoding import decode
from detente.reading.headers import find_date, read_byline, read_fields
from detente.reading.making import Found, article_text, make_document
from detente.reading.source import Source, Trouble

_LONGEST_TITLE = 150
_TOP_LINES = 6
"""Lines below the title that may hold byline and date."""
_MOST_AROUND_DATE = 60
"""Characters that may stand beside the date in a line that only tells when the article was published."""
_ENDED = re.compile(r"[.!?؟][\"'”’»)]*$")
_DATELINE = re.compile(r"^([^\n.!?]{3,80}?)\s*(?:\([^()]{2,40}\)\s*)?[–—-]+\s")
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")


def read_text(source: Source) -> Iterator[Document | Trouble]:
    """Give the one article that the file holds."""
    text, _ = decode(source.read())
    yield read_article(clean_lines(text), source)


def read_article(lines: Sequence[str], source: Source) -> Document:
    """Make a document from the lines of a text file; "" parts paragraphs.

    Raises
    ------
    UnreadableError
        If no text is left.
    """
    fields, used = read_fields(lines)
    body = list(lines[used:])
    found: dict[str, object] = dict(fields)
    how = dict.fromkeys(fields, "header")
    if "title" not in found and (title := take_title(body)):
        found["title"], how["title"] = title, "first line"
    found.pop("date", None)
    for key, value, kind in (*_top(body), *_header_date(fields), *_named_day(source.name)):
        if key not in found:
            found[key], how[key] = value, kind
    day = found.pop("date", None)
    return make_document(
        article_text(join_wrapped(body)),
        Found(**found, date=day if isinstance(day, date) else None, how=tuple(how.items())),
        origin=source.origin,
    )


def take_title(lines: list[str]) -> str | None:
    """Take the title off the top of `lines`: a short line without full stop, parted from the text below."""
    place = next((place for place, line in enumerate(lines) if line), None)
    if place is None:
        return None
    line = lines[place].lstrip("# ")
    after = lines[place + 1 :]
    alone = bool(after) and not after[0] and any(after)
    if len(line) > _LONGEST_TITLE or _ENDED.search(line) or not alone:
        return None
    del lines[: place + 1]
    return line


def _top(lines: list[str]) -> list[tuple[str, object, str]]:
    """Take byline and date line from below the title; a dateline stays, since it belongs to the text."""
    found: list[tuple[str, object, str]] = []
    places = [place for place, line in enumerate(lines) if line][:_TOP_LINES]
    for place in places:
        line = lines[place]
        if len(line) > _LONGEST_TITLE or _ENDED.search(line):
            break
        dated = find_date(line)
        if author := read_byline(line.replace(dated[1], "") if dated else line):
            found.append(("author", author, "byline"))
        if dated and len(line) - len(dated[1]) <= _MOST_AROUND_DATE:
            found.append(("date", dated[0], "date line"))
        if author or (dated and len(line) - len(dated[1]) <= _MOST_AROUND_DATE):
            lines[place] = ""
    first = next((line for line in lines if len(line) > _MOST_AROUND_DATE), "")
    if (match := _DATELINE.match(first)) and (dated := find_date(match[1])):
        found.append(("date", dated[0], "dateline"))
    return found


def _header_date(fields: dict[str, str]) -> list[tuple[str, object, str]]:
    dated = find_date(fields.get("date", ""))
    return [("date", dated[0], "header")] if dated else []


def _named_day(name: str) -> list[tuple[str, object, str]]:
    """Give the day that a file is named after: ``2024-01-24-clinic.txt``."""
    match = _NAMED_DAY.search(name)
    try:
        return [("date", date(int(match[1]), int(match[2]), int(match[3])), "file name")] if match else []
    except ValueError:
        return []
