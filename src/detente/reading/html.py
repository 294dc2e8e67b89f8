"""Article pages (.html, .htm, .xhtml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.archives import looks_exported, split_export
from detente.reading.cleaning import clean_lines
from detente.reading.encoding import decode
from detente.reading.making import Found, article_text, make_document
from detente.reading.source import Source, Trouble, too_large
from detente.reading.text import read_export
from detente.reading.walls import find_wall

LONGEST_TAG = 1 << 16
"""Characters; lxml needs time that grows with the square of a tag's attributes."""

_EXPORTED = 4
"""How many times larger than a page the export of an archive may be: it holds hundreds of articles."""
_LONG_TAG = re.compile(rf"<[A-Za-z/][^<>]{{{LONGEST_TAG},}}")
_INLINE_DATA = re.compile(r"data:[\w.+/-]{0,60};base64,[A-Za-z0-9+/=\s%]{1000,}")
_LANGUAGE = re.compile(r"""<html\b[^>]{0,2000}?\blang\s*=\s*["']?([\w-]{2,20})""", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
_FORM = re.compile(r"</?form\b[^<>]{0,2000}>", re.IGNORECASE)


def read_html(source: Source) -> Iterator[Document | Trouble]:
    """Give the page's article, or the several of an archive's export."""
    data = source.read(times=_EXPORTED)
    html, _ = decode(data, said=source.charset)
    if looks_exported(html) and (exported := _exported(html, source)):
        yield from read_export(exported, source)
        return
    if len(data) > source.limit:
        raise UnreadableError(too_large(source.size, source.limit, packed=bool(source.packed)))
    yield read_page(html, source, origin=source.origin, found=source.given)


def _exported(html: str, source: Source) -> list[tuple[Found, list[str]]]:
    """Give the articles of a page that a news archive exported; none where it is another page after all.

    Some archives put the whole page into one form, of which a piece of an article has nothing to say.
    """
    answer = source.extractor.ask("fragment", _FORM.sub("", checked(html)).encode("utf-8"))
    return split_export(clean_lines(str(answer["text"])))


def read_page(
    html: str, source: Source, *, origin: str, found: Found | None = None, identifier: str | None = None
) -> Document:
    """Make a document from a page; what is already `found` goes before what the page says.

    Raises
    ------
    UnreadableError
        If the page is hostile, breaks the parser or holds no article.
    """
    html = checked(html)
    given = found or Found()
    address = given.url if isinstance(given.url, str) else None
    page = source.extractor.ask("page", html.encode("utf-8"), url=address)
    text = page.get("text")
    title = given.title or page.get("title")
    raw = without_title(text if isinstance(text, str) else "", title, page.get("title"))
    article = article_text(raw)
    if wall := find_wall(html, _without_scripts(html), raw, article):
        raise UnreadableError(wall)
    declared = _LANGUAGE.search(html[:LONGEST_TAG])
    how = {
        "title": "page",
        "author": "page",
        "publisher": str(page.get("publisher_how")),
        "date": str(page.get("date_how")),
    }
    merged = Found(
        title=title,
        url=given.url or page.get("url"),
        publisher=given.publisher or page.get("publisher"),
        author=given.author or page.get("author"),
        language=given.language or (declared[1] if declared else None),
        date=given.date or _day(page.get("date")),
        how=tuple((how | dict(given.how)).items()),
    )
    return make_document(article, merged, origin=origin, identifier=identifier)


def without_title(text: str, *titles: object) -> str:
    """Give the text without a first line that only repeats one of the titles."""
    first, _, rest = text.strip().partition("\n")
    known = {" ".join(title.split()).casefold() for title in titles if isinstance(title, str)}
    return rest if " ".join(first.split()).casefold() in known and rest.strip() else text


def checked(html: str) -> str:
    """Give the page without NULs and inline images.

    Raises
    ------
    UnreadableError
        If one of its tags is so long that no honest page has it.
    """
    html = _SURROGATES.sub("\ufffd", html.replace("\0", ""))
    if len(html) > LONGEST_TAG:
        html = _INLINE_DATA.sub("data:,", html)
        if _LONG_TAG.search(_without_scripts(html)):
            raise UnreadableError(
                f"has a tag of more than {LONGEST_TAG // 1024} kB, which parsers hang on; "
                "save the article's text as .txt"
            )
    return html


def _without_scripts(html: str) -> str:
    """Give the page without what stands in scripts, where a sign for "less than" may begin no tag."""
    small = html.lower()
    if len(small) != len(html):  # a few letters change length; then the places would not fit
        return html
    parts, place = [], 0
    while (start := small.find("<script", place)) >= 0 and (end := small.find("</script", start)) >= 0:
        start = small.find(">", start, end)
        parts.append(html[place : start + 1] if start >= 0 else html[place:end])
        place = end
    return "".join([*parts, html[place:]])


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
