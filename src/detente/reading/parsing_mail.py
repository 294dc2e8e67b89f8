"""What runs in the parsing process for e-mails and pages saved as MHTML: the parts that hold text."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import cast

from detente.model.errors import UnreadableError
from detente.reading.encoding import decode, known_encoding
from detente.reading.parsing import parse_fragment

_MOST_PARTS = 200
_TEXTS = ("text/html", "text/plain", "application/xhtml+xml")
_SHORT = 200
"""Letters below which the page of a mail is taken for a picture, and its plain part is read."""


def parse_mail(payload: bytes, url: str | None) -> dict[str, object]:
    """Give subject, sender, day and text of an e-mail; attached files are left alone."""
    message = _message(payload)
    pages: list[str] = []
    plains: list[str] = []
    for part in _texts(message):
        (pages if part.get_content_subtype() == "html" else plains).append(_decoded(part))
    page = parse_fragment(pages[0].encode("utf-8", "replace"), None)["text"] if pages else ""
    plain = plains[0] if plains else ""
    name, address = parseaddr(_header(message, "From"))
    return {
        "headers": len(message.keys()),
        "subject": _header(message, "Subject") or None,
        "sender": name or address.rpartition("@")[2] or None,
        "date": _day(_header(message, "Date")),
        "text": page if len(str(page)) >= max(_SHORT, len(plain) // 3) else plain or page,
        "plain": not pages or page == "",
    }


def parse_mhtml(payload: bytes, url: str | None) -> dict[str, object]:
    """Give the page that an MHTML file holds, with its address."""
    message = _message(payload)
    for part in _texts(message):
        if part.get_content_subtype() in ("html", "xhtml+xml"):
            address = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
            return {"html": _decoded(part), "url": address or None, "title": _header(message, "Subject")}
    return {"html": None, "url": None, "title": None}


def _message(payload: bytes) -> Message:
    return email.message_from_bytes(payload, policy=email.policy.compat32)


def _texts(message: Message) -> Iterator[Message]:
    """Give the parts that hold text and are not attached, in order."""
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop()
        seen += 1
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting += reversed(cast(list[Message], part.get_payload()))
        elif part.get_content_type() in _TEXTS and part.get_content_disposition() != "attachment":
            yield part


def _decoded(part: Message) -> str:
    """Give the text of a part: as it is said to be written, else as any other text."""
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    name = part.get_content_charset() or ""
    with suppress(LookupError, UnicodeDecodeError):
        return data.decode(known_encoding(name) or name or "utf-8")
    try:
        return decode(data, said=name)[0]
    except UnreadableError:
        return data.decode("cp1252", "replace")


def _header(message: Message, name: str) -> str:
    """Give a header as text; letters that its encoding has not become U+FFFD."""
    raw = str(message.get(name, ""))
    try:
        pieces = [
            (text, said)
            if said is None or isinstance(text, str)
            else (text.decode(known_encoding(said) or said, "replace"), "utf-8")
            for text, said in decode_header(raw)
        ]
        return str(make_header(pieces)).strip()
    except (LookupError, ValueError, UnicodeError):
        return raw.strip()


def _day(raw: str) -> str | None:
    try:
        return parsedate_to_datetime(raw).date().isoformat() if raw else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
