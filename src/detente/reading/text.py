"""Plain text (.txt): an article saved by hand or from an archive, perhaps with a title and header on top."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.archives import split_export
from detente.reading.cleaning import clean_lines, join_wrapped
from detente.reading.encoding import decode
from detente.reading.headers import find_date, read_byline, read_fields
from detente.reading.links import Link, not_articles
from detente.reading.making import Found, article_text, make_document
from detente.reading.source import Source, Trouble

_LONGEST_TITLE = 150
_TOP_LINES = 6
"""Lines below the title that may hold byline and date."""
_MOST_AROUND_DATE = 60
"""Characters that may stand beside the date in a line that only tells when the article was published."""
_ADDRESS = re.compile(r"https?://\S+")
_MOST_AROUND_DAY = 15
"""Characters beside a date from which a line may be a title; "Monday, 2 March 2026" is none."""
_ENDED = re.compile(r"[.!?؟][\"'”’»)]*$")
_DATELINE = re.compile(r"^([^\n.!?]{3,80}?)\s*(?:\([^()]{2,40}\)\s*)?[–—-]+\s")
_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")


def read_text(source: Source) -> Iterator[Document | Trouble]:
    """Give the one article that the file holds, or the several of an archive's export."""
    text, _ = decode(source.read(), said=source.charset)
    lines = clean_lines(text)
    if links := text_links(lines):
        raise not_articles(source.origin, len(links))
    yield from read_lines(lines, source)


def read_lines(
    lines: Sequence[str], source: Source, article: Callable[[], Document] | None = None
) -> Iterator[Document | Trouble]:
    """Give the several articles of an archive's export, or else the one that the lines hold.

    `article` makes that one, where more is known of it than its lines.
    """
    exported = split_export(lines)
    if exported:
        yield from read_export(exported, source)
    else:
        yield article() if article else read_article(lines, source)


def read_export(exported: Sequence[tuple[Found, list[str]]], source: Source) -> Iterator[Document | Trouble]:
    """Give a document for each article of an export, and a Trouble for each that has no text."""
    for number, (found, body) in enumerate(exported, 1):
        origin = f"{source.origin}#{number}" if len(exported) > 1 else source.origin
        try:
            yield make_document(article_text(join_wrapped(body)), source.given.over(found), origin=origin)
        except UnreadableError as trouble:
            yield Trouble(origin=origin, message=str(trouble))


def text_links(lines: Sequence[str]) -> list[Link]:
    """Give the addresses of a file that holds nothing else, one a line below ``#`` comments; else none."""
    kept = [line for line in lines if line and not line.startswith("#")]
    if not all(_ADDRESS.fullmatch(line) for line in kept):
        return []
    return [Link(found=Found(url=line)) for line in kept]


def read_article(lines: Sequence[str], source: Source, *, given: Found | None = None) -> Document:
    """Make a document from the lines of a text file; "" parts paragraphs; what is `given` goes first.

    Raises
    ------
    UnreadableError
        If no text is left.
    """
    fields, used = read_fields(lines)
    body = list(lines[used:])
    found: dict[str, object] = dict(fields)
    how = dict.fromkeys(fields, "header")
    given = given or source.given
    if given.title:
        body = without_first(body, given.title)
    elif "title" not in found and (title := take_title(body)):
        found["title"], how["title"] = title, "first line"
    found.pop("date", None)
    for key, value, kind in (*_top(body), *_header_date(fields), *_named_day(source.name)):
        if key not in found:
            found[key], how[key] = value, kind
    day = found.pop("date", None)
    own = Found(**found, date=day if isinstance(day, date) else None, how=tuple(how.items()))
    return make_document(article_text(join_wrapped(body)), given.over(own), origin=source.origin)


def without_first(lines: list[str], title: object) -> list[str]:
    """Give the lines without a first one that only repeats the title."""
    place = next((place for place, line in enumerate(lines) if line), len(lines))
    same = (
        " ".join(str(title).split()).casefold()
        == " ".join("".join(lines[place : place + 1]).split()).casefold()
    )
    return lines[place + 1 :] if same else lines


def take_title(lines: list[str]) -> str | None:
    """Take the title off the top of `lines`: a short line without full stop, parted from the text below."""
    place = next((place for place, line in enumerate(lines) if line), None)
    if place is None:
        return None
    line = lines[place].lstrip("# ")
    after = lines[place + 1 :]
    alone = bool(after) and not after[0] and any(after)
    dated = find_date(line)
    if len(line) > _LONGEST_TITLE or _ENDED.search(line) or not alone:
        return None
    if dated and len(line) - len(dated[1]) <= _MOST_AROUND_DAY:
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
