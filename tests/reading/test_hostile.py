"""Tricks that every format could play, one test for each."""

from __future__ import annotations

import json
import time

import pytest

from tests.reading.samples import FIRST, SECOND, STORY, docx, json_feed, mail, page, record, run
from tests.reading.test_archives import CODED
from tests.reading.test_csv_file import HEAD, row

TURNED = "Envoy \u202egpj.exe\u2066 \x1b[31mmeets\u200f\0"
PLAIN = "Envoy gpj.exe [31mmeets"
NAMED = {
    "a.html": page().replace("The border opens", TURNED),
    "a.json": json_feed({"title": TURNED, "content_text": FIRST}),
    "a.jsonl": json.dumps({"title": TURNED, "text": FIRST}),
    "a.csv": HEAD + row(1, FIRST).replace("Envoys", TURNED),
    "a.txt": f"{TURNED}\n\n{FIRST}\n",
    "a.ctxt.txt": CODED.replace("Norland and Sudoria reopen their border", TURNED),
    "a.eml": mail(plain=FIRST, Subject=TURNED.replace("\0", "")),
}


@pytest.mark.parametrize("name", NAMED)
def test_marks_that_turn_or_steer_a_line_stand_in_no_title(read, write, name):
    content = NAMED[name]
    documents, _ = read(write(name, content if isinstance(content, bytes) else content.encode("utf-8")))
    title = documents[0].title or ""
    assert not {char for char in title if char < " " or char in "\u202e\u2066\u200f"}
    assert "gpj.exe" in title


HALVES = {
    "a.jsonl": f'{{"text": "{FIRST} \\ud800", "title": "a \\udc00"}}',
    "a.json": json_feed({"content_text": f"{FIRST} \ud800"}),
    "a.csv": (HEAD + row(1, FIRST)).encode() + b'2,x,"\xed\xa0\x80",y,z,\n' + row(3, SECOND).encode(),
    "a.html": page(f"{FIRST} &#xD800; &#55357;", SECOND),
    "a.txt": f"{SECOND}\n\n{FIRST}é é é é é é é ".encode() + b" \xed\xa0\x80.",
}


@pytest.mark.parametrize("name", HALVES)
def test_halves_of_letters_can_be_stored_afterwards(read, write, name):
    content = HALVES[name]
    documents, _ = read(write(name, content if isinstance(content, bytes) else content.encode("utf-8")))
    assert FIRST[:40] in documents[0].text
    for document in documents:
        assert document.text.encode("utf-8")
        assert (document.title or "").encode("utf-8") is not None


@pytest.mark.parametrize(
    "name",
    [
        *("a.html", "a.txt", "a.md", "a.jsonl", "a.json", "a.csv", "a.ris", "a.eml", "a.rss", "a.warc"),
        *("a.rtf", "a.mbox", "a.opml", "a.sitemap", "a.mhtml", "a.tar", "a.zip", "a.pdf", "a.docx"),
    ],
)
def test_a_line_of_ten_megabytes_is_contained(read, write, name):
    start = time.perf_counter()
    documents, troubles = read(write(name, b'{"text": "' + b"Norland agreed, " * 650_000))
    assert documents == []
    assert troubles
    assert time.perf_counter() - start < 30


def test_a_paragraph_of_ten_megabytes_is_no_article(read, write):
    documents, troubles = read(write("a.rtf", b"{\\rtf1 " + b"Norland agreed, " * 650_000 + b"}"))
    assert documents == []
    assert "one document may hold" in troubles[0].message


BOMB = (
    '<!DOCTYPE a [<!ENTITY b0 "bomb">'
    + "".join(f'<!ENTITY b{level} "{f"&b{level - 1};" * 10}">' for level in range(1, 12))
    + "]>"
)
LISTS = {
    "a.sitemap": f"{BOMB}<urlset><url><loc>https://a.example/&b11;</loc></url></urlset>",
    "a.opml": f'{BOMB}<opml><body><outline xmlUrl="https://a.example/&b11;"/></body></opml>',
    "a.rss": f"{BOMB}<rss><channel><title>&b11;</title><item><title>x</title></item></channel></rss>",
}


@pytest.mark.parametrize("name", LISTS)
def test_entities_that_unfold_without_end_are_contained(read, write, name):
    start = time.perf_counter()
    documents, troubles = read(write(name, LISTS[name]))
    assert documents == []
    assert len(troubles) == 1
    assert time.perf_counter() - start < 5


def test_mails_inside_one_another_are_contained(read, write):
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(5000)
    )
    documents, troubles = read(write("a.eml", f"From: a@b.example\nMIME-Version: 1.0\n{parts}\n{FIRST}"))
    assert len(documents) + len(troubles) == 1


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.xml", "a.rss", "a.opml", "a.rtf", "a.json"])
def test_a_hundred_thousand_elements_inside_each_other_are_contained(read, write, name):
    deep = "<div>" * 100_000
    content: str | bytes = {
        "a.html": f"<html><body>{deep}{FIRST}</body></html>",
        "a.xml": f"<urlset>{'<url>' * 100_000}</urlset>",
        "a.rss": f"<rss><channel><item><title>x</title><description><![CDATA[{deep}]]></description></item>",
        "a.docx": docx([("", "<w:r>" * 100_000)]),
        "a.opml": f"<opml><body>{'<outline>' * 100_000}",
        "a.rtf": f"{{\\rtf1 {'{' * 100_000}",
        "a.json": '{"a":' * 100_000,
    }[name]
    documents, troubles = read(write(name, content))
    assert len(documents) + len(troubles) >= 1


@pytest.mark.parametrize(
    "tail",
    [
        "<script" * 60_000,
        "<script>" * 50_000,
        "<" * 400_000,
        "cookies " * 50_000,
        "consent " * 50_000,
        '"isAccessibleForFree"' + " " * 400_000,
        '"@type":[' * 40_000,
        "subscribe to " * 30_000,
    ],
)
def test_no_page_makes_the_search_for_walls_slow(read, write, tail):
    from detente.reading.html import _without_scripts
    from detente.reading.walls import find_wall

    html = page(FIRST) + tail
    start = time.perf_counter()
    find_wall(html, _without_scripts(html), tail[:20_000], FIRST)
    assert time.perf_counter() - start < 3


def test_a_header_of_a_hundred_thousand_lines_is_read_in_good_time(read, write):
    start = time.perf_counter()
    documents, troubles = read(write("a.txt", "HD a\n" + "more of the title\n" * 90_000 + "\nTD " + FIRST))
    assert len(documents) + len(troubles) == 1
    assert time.perf_counter() - start < 20


def test_an_archive_of_one_endless_line_is_given_up(read, write):
    content = record(page().encode()) + b"WARC/1.0\r\nX: " + b"a" * 4_000_000
    documents, troubles = read(write("a.warc", content))
    assert [document.text for document in documents] == ["\n".join(STORY)]
    assert "line of more than 1 MB" in troubles[0].message


def test_a_word_file_may_not_bring_a_picture_as_its_text(read, write):
    documents, troubles = read(
        write("a.docx", docx([("", run("1 2 3"))], extra={"word/media/a.png": b"\x89PNG"}))
    )
    assert documents == []
    assert "no article text" in troubles[0].message
