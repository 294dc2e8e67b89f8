"""Identifiers of documents: the same page read twice has the same one."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|ref_src|cmpid|ns_campaign", re.I
)
_PORTS = {"http": ":80", "https": ":443"}


def document_id(url: str | None, text: str) -> str:
    """Give 16 hexadecimal digits that depend on the normal form of `url` and on the words of `text` alone."""
    words = " ".join(text.split())
    digest = hashlib.sha256(f"{normal_url(url) or ''}\n{words}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def normal_url(url: str | None) -> str | None:
    """Give an http(s) address in the form that tells pages apart: no fragment, tracking or final slash.

    None for anything that is no web address.

    >>> normal_url("HTTPS://Example.org:443/a/?utm_source=x&id=2#top")
    'https://example.org/a?id=2'
    """
    cleaned = web_address(url)
    if cleaned is None:
        return None
    parts = urlsplit(cleaned)
    host = parts.netloc.lower().removesuffix(_PORTS[parts.scheme])
    kept = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    return urlunsplit((parts.scheme, host, parts.path.rstrip("/"), urlencode(kept), ""))


def web_address(url: object) -> str | None:
    """Give `url` if it is a plain http(s) address that a dossier may link to, without user; else None."""
    if (
        not isinstance(url, str)
        or len(url) > 2000
        or re.search(r"[\s\x00-\x20\x7f-\x9f<>\"\u202a-\u202e\u2066-\u2069\ud800-\udfff]", url.strip())
    ):
        return None
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    return urlunsplit(parts)
