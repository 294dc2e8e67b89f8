"""Files of many formats, made by hand from a few words."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterable, Sequence
from email.message import EmailMessage

FIRST = "Norland and Sudoria agreed on Monday to reopen their common border after two years."
SECOND = "The foreign minister of Norland, Ada Berg, said that both embassies would open again in spring."
THIRD = "Sudoria recalled its ambassador from Norland in 2024 after a quarrel over fishing in the strait."
STORY = (FIRST, SECOND, THIRD)

Line = tuple[float, float, float, str]
"""Left, bottom, size and text of a line on a page."""


def pdf(*pages: Sequence[Line]) -> bytes:
    """A PDF file with these lines of Helvetica on pages of 612 by 792 points."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, lines in enumerate(pages):
        stream = b"".join(
            b"BT /F1 %.1f Tf %.1f %.1f Td (%s) Tj ET\n"
            % (size, left, bottom, text.replace("(", "\\(").encode("cp1252"))
            for left, bottom, size, text in lines
        )
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * place),
            b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream),
        ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def column(text: str, *, left: float, top: float, letters: int, size: float = 10) -> list[Line]:
    """The lines of a text set in a column so many letters wide."""
    lines: list[Line] = []
    words, held = text.split(), ""
    for word in [*words, ""]:
        if word and len(f"{held} {word}") <= letters:
            held = f"{held} {word}".strip()
        else:
            lines.append((left, top - 1.2 * size * len(lines), size, held))
            held = word
    return lines


def docx(
    paragraphs: Iterable[tuple[str, str]], *, core: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """A Word file of (style, XML inside the paragraph) pairs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>' for style, inside in paragraphs
    )
    members = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
        **({"docProps/core.xml": core.encode()} if core else {}),
        **(extra or {}),
    }
    return zipped(members)


def run(text: str) -> str:
    """A run of words of a Word paragraph."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def mail(*, plain: str = "", html: str = "", **headers: str) -> bytes:
    """An e-mail with a plain part, a page, or both."""
    message = EmailMessage()
    known = {"From": "The Harbour Post <news@harbour.example>", "Subject": "The border opens"}
    for name, value in (known | {"Date": "Mon, 02 Mar 2026 07:00:00 +0100"} | headers).items():
        message[name] = value
    if plain:
        message.set_content(plain)
    if html and plain:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def page(*paragraphs: str, head: str = "", after: str = "") -> str:
    """An article page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or STORY)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The border opens</title>{head}'
        f"</head><body><article><h1>The border opens</h1>{body}</article>{after}</body></html>"
    )


def mhtml(html: str, *, url: str = "https://harbour.example/world/border") -> bytes:
    """A page as a browser saves it in one file."""
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: The border opens\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n'
        f"--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: {url}\r\n\r\n{html}\r\n"
        "--cut\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
        "--cut--\r\n"
    ).encode()


def record(
    body: bytes,
    *,
    url: str = "https://harbour.example/world/border",
    kind: str = "response",
    content_type: str = "text/html",
    status: str = "200 OK",
    more: str = "",
) -> bytes:
    """A record of a web archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n".encode() + body
    block = http if kind == "response" else body
    own = "application/http; msgtype=response" if kind == "response" else content_type
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-02T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: {own}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Records packed one by one, as web archives are."""
    return b"".join(gzip.compress(one) for one in records)


def json_feed(*items: dict[str, object]) -> str:
    """A JSON Feed."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Bay News", "language": "en"}
    return json.dumps(feed | {"items": list(items)})


def rtf(*paragraphs: str, head: str = "") -> bytes:
    """An RTF file; letters beyond ASCII are written by their numbers, as word processors do."""
    body = "".join(rf"\pard\f0 {''.join(map(_rtf_letter, text))}\par" + "\n" for text in paragraphs)
    fonts = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset178 Arial;}}"
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0" + fonts + r"{\info{\title Not this}}" + head + body + "}"
    ).encode("ascii")


def _rtf_letter(letter: str) -> str:
    if letter < "\x80":
        return "\\" + letter if letter in "\\{}" else letter
    pairs = letter.encode("utf-16-le")
    numbers = (
        int.from_bytes(pairs[place : place + 2], "little", signed=True) for place in range(0, len(pairs), 2)
    )
    return "".join(rf"\u{number}?" for number in numbers)


def mailbox(*mails: bytes) -> bytes:
    """A mailbox."""
    opened = (b"From news@harbour.example Mon Mar  2 07:00:00 2026\n" + one for one in mails)
    return b"\n".join(one.replace(b"\nFrom here", b"\n>From here") for one in opened)


def tarred(members: dict[str, bytes], *, links: dict[str, str] | None = None, packing: str = "") -> bytes:
    """A tape archive, packed with ``gz`` or not."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{packing}") as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return out.getvalue()


OPML = (
    '<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Africa">'
    '<outline type="rss" text="The Harbour Post" xmlUrl="https://harbour.example/feed.xml"/></outline>'
    '<outline type="rss" text="Bay News" xmlURL="https://bay.example/rss"/></body></opml>'
)
