"""Broken files for every reader: sound samples that were cut, turned, doubled, joined and poisoned."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import zstandard
from hypothesis import strategies as st

from detente.model.document import Document
from detente.reading import READERS, Trouble
from detente.reading.choosing import guarded
from detente.reading.identity import web_address
from detente.reading.source import Extracting, Source
from tests.reading.samples import (
    FIRST,
    OPML,
    STORY,
    column,
    docx,
    json_feed,
    mail,
    mailbox,
    mhtml,
    packed,
    page,
    pdf,
    record,
    rtf,
    run,
    tarred,
    zipped,
)
from tests.reading.test_archives import BLOCKS, CODED, NAMED
from tests.reading.test_csv_file import HEAD, row
from tests.reading.test_exports import COUNTED_PAGE, LAID_OUT_PAGE
from tests.reading.test_feed import ITEM, RSS
from tests.reading.test_lists import CSL, RIS, SITEMAP, ZOTERO

_LINES = "\n".join(json.dumps({"id": str(place), "text": text}) for place, text in enumerate(STORY))
_PAGES = [
    *(page(), page(after="<div><p>Subscribe to continue reading</p></div>"), "\ufeff" + page()),
    *(COUNTED_PAGE, LAID_OUT_PAGE),
]
_FEEDS = [
    RSS.format(items=ITEM.format(text=FIRST)),
    f'<feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><entry><title>E</title><published>2026-03-02'
    f"</published><summary>{FIRST}</summary></entry></feed>",
]
_TEXTS = ["\n\n".join(STORY), f"Title: Envoys\nDate: 2 March 2026\n\n{FIRST}", CODED, NAMED, BLOCKS]
_WARC = [record(page().encode()), record(FIRST.encode(), kind="conversion", content_type="text/plain")]
_TABLES = [HEAD + row(1, FIRST) + row(2, f'{FIRST}\n""x"", y'), ZOTERO]
SAMPLES: dict[str, list[bytes]] = {
    ".html": [text.encode() for text in _PAGES],
    ".mhtml": [mhtml(page())],
    ".txt": [text.encode() for text in _TEXTS],
    ".md": [f"---\ntitle: Envoys\n---\n# Envoys\n\n*{FIRST}* [a](http://a.example)\n".encode()],
    ".pdf": [pdf(column(" ".join(STORY), left=60, top=700, letters=30)), pdf([], [(50.0, 50.0, 9.0, FIRST)])],
    ".docx": [docx([("Title", run("Envoys")), ("", run(FIRST))], core="<a><b>x</b></a>")],
    ".rtf": [rtf(*STORY, "Fafré, “Камара” \U0001f600"), rtf(*CODED.split("\n"))],
    ".eml": [mail(html=page(), plain=FIRST), mail(plain=FIRST)],
    ".mbox": [mailbox(mail(plain=FIRST), mail(html=page()))],
    ".jsonl": [_LINES.encode()],
    ".json": [
        _LINES.encode(),
        json_feed({"content_html": page(), "url": "http://a.example"}).encode(),
        CSL.encode(),
    ],
    ".csv": [text.encode() for text in _TABLES],
    ".rss": [text.encode() for text in _FEEDS],
    ".sitemap": [SITEMAP.encode()],
    ".opml": [OPML.encode()],
    ".ris": [RIS.encode()],
    ".warc": [b"".join(_WARC)],
    ".zip": [zipped({"a.html": page().encode(), "b.txt": FIRST.encode(), "c.warc": _WARC[0]})],
    ".tar": [
        tarred({"a/" * 60 + "a.html": page().encode(), "b.txt": FIRST.encode()}, links={"c": "/etc/passwd"})
    ],
    ".wacz": [zipped({"archive/a.warc.gz": packed(_WARC)})],
}
"""Sound files of every format that is read from its bytes; the endings left out are other names of these."""
OTHER_NAMES = {".htm", ".xhtml", ".mht", ".text", ".markdown", ".ndjson", ".tsv", ".atom", ".rdf", ".arc"}
PACKED = {"gz": gzip.compress, "zst": zstandard.ZstdCompressor().compress}
POISON = [
    *(
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe2\x80\xae",
        b"\xe2\x81\xa6",
        b"\x1b[2J",
    ),
    *(
        b"<",
        b">",
        b'"',
        b"'",
        b"&",
        b"&#x110000;",
        b"&#0;",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"<!DOCTYPE a [",
        b"%",
    ),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b"\\u0000",
        b"\\ud800",
        b"1e999",
        b"-",
        b"NaN",
        b"null",
        b"\r",
        b"\n",
        b"\n\n",
        b",",
    ),
    *(
        b"9" * 400,
        b"A" * 5000,
        b"<a " * 300,
        b"<div>" * 300,
        b"[" * 300,
        b'"' * 301,
        b"2026-02-31",
        b"0000-00-00",
    ),
    *(
        b"Content-Length: -1\r\n",
        b"Content-Length: 99999999999\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n",
    ),
    *(b"Content-Transfer-Encoding: base64\r\n", b"charset=undefined", b"=?utf-8?b?/////?=", b"--cut--\r\n"),
    *(
        b"\\u-10179 ",
        b"\\bin99999999999 ",
        b"\\uc-1 ",
        b"{\\*\\ud ",
        b"\nFrom a@b Mon Mar  2 07:00:00 2026\n",
    ),
    *(b"\x80" + b"\xff" * 11, b"19 path=../a\n", b"99999999 size=1\n", b"77777777777\0", b"xmlUrl="),
    *(b"../../etc/passwd", b"file:///etc/passwd", b"HD ", b"TD ", b"BODY:", b"TY  - ", b"1 of 2 DOCUMENTS\n"),
]


@st.composite
def broken(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """A sample after some damage; now and then something that never was one."""
    if draw(st.integers(0, 19)) == 0:
        return draw(st.binary(max_size=400))
    data = bytearray(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, len(data)))
        size = draw(st.integers(0, min(200, len(data) - place)))
        kind = draw(st.integers(0, 5))
        if kind == 0:
            del data[place : place + size]
        elif kind == 1:
            data[place:place] = data[place : place + size] * draw(st.integers(1, 20))
        elif kind == 2:
            data[place:place] = draw(st.sampled_from(POISON))
        elif kind == 3 and place < len(data):
            data[place] = draw(st.integers(0, 255))
        elif kind == 4:
            other = draw(st.sampled_from(samples))
            data[place:] = other[draw(st.integers(0, len(other))) :]
        else:
            del data[place:]
    return bytes(data)


def read_broken(suffix: str, data: bytes, worker: Extracting, *, packed: str = "") -> None:
    """Read a broken file, and hold what comes to the promises of the room."""
    source = Source(
        origin=f"broken{suffix}",
        name=f"broken{suffix}",
        open=lambda: io.BytesIO(data),
        extractor=worker,
        limit=1_000_000,
        size=len(data),
        packed=packed,
    )
    for item in guarded(source, lambda: READERS[suffix]):
        check(item)


def check(item: Any) -> None:
    """Hold a document or trouble to what every reader promises."""
    if isinstance(item, Trouble):
        assert item.message
        assert "Traceback" not in item.message
        return
    assert isinstance(item, Document)
    item.text.encode("utf-8")  # no half letters
    assert item.text.strip()
    assert "\0" not in item.text
    assert item.id
    assert item.date is None or type(item.date) is date
    assert item.url is None or web_address(item.url) == item.url
    for name in (item.title, item.publisher, item.author):
        assert name is None or (name.strip() and len(name) <= 300 and not set(name) & HIDDEN)


HIDDEN = set("\0\n\r\t\x1b\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
"""What may stand in no name."""


def cases(seed: int, others: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Every format with every packing, and the others, for ever, beginning with another one for each seed."""
    kinds = [
        *((suffix, packing) for suffix in SAMPLES for packing in ("", *PACKED)),
        *((one, "") for one in others),
    ]
    place = seed % len(kinds)
    while True:
        yield kinds[place]
        place = (place + 1) % len(kinds)
