"""What runs in the parsing process: pages by trafilatura, feeds by feedparser, fragments of feeds by lxml."""

from __future__ import annotations

import io
import re
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

import feedparser
import lxml.html  # type: ignore[import-untyped]  # lxml ships no stubs
import trafilatura
from lxml import etree

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset",
        "figure", "figcaption", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
        "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
_SILENT = frozenset(
    {
        "script", "style", "template", "noscript", "iframe", "object", "embed", "form", "button", "select",
        "svg", "textarea", "math", "head", "title", "figcaption",
    }
)  # fmt: skip
_CELLS = " | "
_LONGEST_ROW = 250
"""Characters of a row of a table of figures; what is longer is a paragraph with a bar in it or a page
laid out as a table."""
_THIN = 1200
"""Letters of a page below which it is looked at once more, less strictly."""
_MUCH_MORE = 3
"""Times as much prose that the second look has to find. On the extraction benchmark 33 pages are looked at
twice, and of one the second text is taken: the first was a note on copies, the second the article. Stubs
before paywalls stay stubs by it."""
_SENTENCE, _LEAST_PROSE = 60, 180
_ENDED = re.compile(r"[.!?؟…][\"'”’»)\]]*\s*$")
_SEPARATORS = " -–—|:»›·•/"
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_NO_LETTER = re.compile(rb"&#(?:x0*[1-9a-f][0-9a-f]{5,}|0*[1-9]\d{6,});", re.IGNORECASE)
"""References beyond or at the very end of Unicode; feedparser breaks on those beyond."""
_TEXT_DATE = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")


def warm_up() -> None:
    """Parse a small page, so that the first real one meets loaded libraries."""
    parse_page(
        b"<html><body><article><p>Warming up, so that the first page is quick.</p></article></body></html>",
        None,
    )


def parse_page(payload: bytes, url: str | None) -> dict[str, object]:
    """Give text and metadata of an article page; ``text`` is None where there is no article."""
    html = payload.decode("utf-8")
    page = _extracted(html, url, precise=True)
    if page is None:
        return {"text": None}
    text = page.text or ""
    if text and len(text) < _THIN:
        broad = _extracted(html, url, precise=False)
        found = (broad.text or "") if broad else ""
        text = found if _prose(found) > _MUCH_MORE * max(_prose(text), _LEAST_PROSE) else text
    lines = (line for line in text.split("\n") if not _is_row(line))
    return {
        "text": "\n".join(line.lstrip("| ").removeprefix("- ") for line in lines),
        "author": page.author,
        "url": page.url,
        **_page_names(html, page.title, page.sitename),
        **_page_date(html, page.date, page.url or url),
    }


def _extracted(html: str, url: str | None, *, precise: bool) -> Any:
    """Give the library's page, or None where it finds no article."""
    page = trafilatura.bare_extraction(
        html,
        url=url,
        favor_precision=precise,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "outputformat": "%Y-%m-%d",
            "max_date": date.today().isoformat(),
        },
    )
    return None if isinstance(page, dict) else page


def _prose(text: str) -> int:
    """Count the letters of lines that are sentences, as headlines, buttons and names are not."""
    return sum(len(line) for line in text.split("\n") if len(line) >= _SENTENCE and _ENDED.search(line))


def _is_row(line: str) -> bool:
    return (_CELLS in line and len(line) <= _LONGEST_ROW) or not line.strip("|- ")


def _page_date(html: str, found: str | None, url: str | None) -> dict[str, object]:
    """Give the date and where the page tells it; a first of January that it tells nowhere is no date."""
    if not found:
        return {"date": None, "date_how": None}
    year, month, day = found.split("-")
    for how, pattern in (
        ("json-ld", rf'"datePublished"\s*:\s*"{found}'),
        ("meta", rf"<meta\b[^>]{{0,400}}{found}"),
        ("time element", rf"<time\b[^>]{{0,400}}{found}"),
    ):
        if re.search(pattern, html, re.I):
            return {"date": found, "date_how": how}
    if named := _address_date(url or ""):
        return {"date": named, "date_how": "address"}
    if month == day == "01" and not re.search(
        rf"{year}\D{{1,6}}0?1\D{{1,6}}0?1\b|\b(?:1(?:st|er)?|01)\b.{{1,20}}{year}", html
    ):
        return {"date": None, "date_how": None}
    return {"date": found, "date_how": "page text"}


def _address_date(url: str) -> str | None:
    """Give the day that an address names; it is clearer than a date found somewhere on the page."""
    match = re.search(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/.-]|$)", url)
    try:
        month = (
            int(match[2])
            if match and match[2].isdigit()
            else _MONTHS.index(match[2]) // 3 + 1
            if match
            else 0
        )
        return date(int(match[1]), month, int(match[3])).isoformat() if match else None
    except ValueError:
        return None


def _page_names(html: str, title: str | None, publisher: str | None) -> dict[str, object]:
    """Give title and publisher; of "Site » Headline" take the headline."""
    how = "meta" if "og:site_name" in html else "page"
    match = re.search(r"<title[^>]{0,200}>([^<]{1,600})</title", html, re.IGNORECASE)
    whole = " ".join(unescape(match[1]).split()) if match else ""
    if title and publisher in (None, title) and whole.startswith(title):
        headline = whole[len(title) :].lstrip(_SEPARATORS)
        if len(headline.split()) > 3 and whole[len(title) :][:2].strip(_SEPARATORS) == "":
            return {"title": headline, "publisher": publisher or title, "publisher_how": how}
    return {"title": title, "publisher": publisher, "publisher_how": how}


def parse_fragment(payload: bytes, url: str | None) -> dict[str, object]:
    """Give the text of a piece of HTML that is all article, such as an item of a feed."""
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    tree = lxml.html.fromstring("<div>" + payload.decode("utf-8") + "</div>", parser=parser)
    parts: list[str] = []
    quiet = 0
    for action, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            parts.append("\n")
        if action == "start":
            quiet += tag in _SILENT
            text = element.text
        else:
            quiet -= tag in _SILENT
            text = element.tail
        if text and not quiet:
            parts.append(re.sub(r"\s+", " ", text))
    return {"text": "".join(parts)}


def parse_feed(payload: bytes, url: str | None) -> dict[str, object]:
    """Give title, language and items of a feed; a broken feed gives the items that could be read."""
    feed = feedparser.parse(io.BytesIO(_NO_LETTER.sub(b"", payload)))
    channel = feed.get("feed", {})
    items = []
    for entry in feed.get("entries", ()):
        body = _longest(entry)
        items.append(
            {
                "title": _plain(entry.get("title")),
                "url": entry.get("link"),
                "author": entry.get("author"),
                "publisher": (entry.get("source") or {}).get("title") or channel.get("title"),
                "date": _entry_date(entry),
                "language": (entry.get("title_detail") or {}).get("language") or channel.get("language"),
                "text": parse_fragment(body.encode("utf-8", "replace"), None)["text"] if body.strip() else "",
            }
        )
    return {"title": channel.get("title"), "kind": feed.get("version", ""), "items": items}


def _longest(entry: Any) -> str:
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()]
    return max([*bodies, str(entry.get("summary") or "")], key=len)


def _plain(title: object) -> str | None:
    """Give a title's text: feeds put markup into it, escaped or not."""
    if not isinstance(title, str) or not title.strip():
        return None
    return (
        str(parse_fragment(title.encode("utf-8", "replace"), None)["text"]).replace("\n", " ").strip() or None
    )


def _entry_date(entry: Any) -> str | None:
    """Give the day as the feed writes it, in its own time zone; only then the day in UTC."""
    for key in ("published", "created", "updated"):
        raw, parsed = entry.get(key), entry.get(f"{key}_parsed")
        if not isinstance(raw, str) or not parsed:
            continue
        try:
            if match := _TEXT_DATE.match(raw):
                return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
            return parsedate_to_datetime(raw).date().isoformat()
        except (ValueError, TypeError, IndexError):
            continue
    return None
