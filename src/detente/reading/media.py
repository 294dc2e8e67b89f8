"""The kind of what a server sent: by its media type, and by its first bytes where these say more."""

from __future__ import annotations

from types import MappingProxyType

from detente.reading.sniffing import guess_suffix

_TYPES = MappingProxyType(
    {
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "application/pdf": ".pdf",
        "application/x-pdf": ".pdf",
        "text/plain": ".txt",
        "application/rss+xml": ".rss",
        "application/atom+xml": ".rss",
        "application/rdf+xml": ".rss",
        "application/feed+json": ".json",
        "application/json": ".json",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
        "multipart/related": ".mhtml",
        "message/rfc822": ".eml",
        "application/rtf": ".rtf",
        "text/rtf": ".rtf",
        "text/x-opml": ".opml",
        "application/xml+opml": ".opml",
        "text/xml": "",
        "application/xml": "",
        "application/octet-stream": "",
        "": "",
    }
)
"""Media type -> ending; empty where only the bytes tell."""
_LISTS = (".rss", ".sitemap", ".json", ".opml")


def split_type(content_type: str | None) -> tuple[str, str | None]:
    """Give a header's media type and its charset."""
    kind, *rest = (content_type or "").split(";")
    charset = next(
        (part.partition("=")[2] for part in rest if part.strip().lower().startswith("charset")), ""
    )
    return kind.strip().lower(), charset.strip(" \"'") or None


def suffix_for(content_type: str | None, head: bytes) -> str | None:
    """Give the ending of the reader for what was sent, or None where it is no article or list.

    Feeds and sitemaps often come as ``text/html``, PDF files as ``application/octet-stream``: there the bytes
    outweigh the type.
    """
    kind, _ = split_type(content_type)
    told = _TYPES.get(kind)
    if told is None:
        return None
    if head[:1024].lstrip().startswith(b"%PDF-"):
        return ".pdf"
    seen = guess_suffix(head)
    if seen in _LISTS and told in ("", ".html", ".txt", ".rss"):
        return seen
    return told or seen
