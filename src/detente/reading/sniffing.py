"""Tell the format of an input from its first bytes, where no ending does."""

from __future__ import annotations

import re

from detente.reading.encoding import is_binary, wide_encoding

_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_OPML = re.compile(r"<opml\b", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|head|body|article|title|meta)\b", re.IGNORECASE)
_JSON_FEED = re.compile(r"\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version")
_MAIL = re.compile(
    r"(?:return-path|received|delivered-to|message-id|mime-version|from|x-[\w-]+): .*\n", re.IGNORECASE
)
MAIL_OPENS = re.compile(rb"From \S[^\n]{0,200}\d{4}\b[^\n]{0,40}$", re.MULTILINE)
"""The line above a mail in a mailbox: an address and a day, which ends in its year or a time zone."""
_MAIL_MARKS = ("\nmime-version:", "\nmessage-id:")


def guess_suffix(head: bytes) -> str | None:
    """Give the ending of a reader; None for what may be plain text or nothing."""
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"WARC/1."):
        return ".warc"
    if head.startswith(b"{\\rtf"):
        return ".rtf"
    if head[257:262] == b"ustar":
        return ".tar"
    if MAIL_OPENS.match(head):
        return ".mbox"
    if head.startswith(b"PK\x03\x04") and b"word/" in head[:8192]:
        return ".docx"
    if is_binary(head):
        return None
    wide = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else wide_encoding(head[:8192])
    text = head[:8192].decode(wide or "utf-8", "replace")
    text = text.lstrip("\ufeff \t\r\n\0")
    if text.startswith("{"):
        return ".json" if _JSON_FEED.search(text) else ".jsonl"
    if re.match(r"\[\s*\{\s*\"", text):
        return ".json"
    return _guess_markup(text) if text.startswith("<") else _guess_lines(text)


def _guess_markup(text: str) -> str:
    page = _PAGE.search(text)
    for pattern, suffix in ((_FEED, ".rss"), (_SITEMAP, ".sitemap"), (_OPML, ".opml")):
        found = pattern.search(text)
        if found and (not page or found.start() < page.start()):
            return suffix
    return ".html"


def _guess_lines(text: str) -> str | None:
    if text.startswith("TY  - "):
        return ".ris"
    plain = text.replace("\r\n", "\n")
    if _MAIL.match(plain) and any(mark in f"\n{plain.lower()}" for mark in _MAIL_MARKS):
        return ".mhtml" if "snapshot-content-location:" in plain.lower() else ".eml"
    return None
