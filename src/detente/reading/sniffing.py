"""Tell the format of an input from its first bytes, where no ending does."""

from __future__ import annotations

import re

from detente.reading.encoding import is_binary, wide_encoding

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|article|title|meta)\b", re.IGNORECASE)


def guess_suffix(head: bytes) -> str | None:
    """Give ``.jsonl``, ``.rss`` or ``.html``; None for what may be plain text or nothing."""
    if is_binary(head):
        return None
    wide = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else wide_encoding(head[:8192])
    text = head[:8192].decode(wide or "utf-8", "replace")
    text = text.lstrip("\ufeff \t\r\n\0")
    if text.startswith("{"):
        return ".jsonl"
    if not text.startswith("<"):
        return None
    feed, page = _FEED.search(text), _PAGE.search(text)
    if feed and (not page or feed.start() < page.start()):
        return ".rss"
    return ".html"
