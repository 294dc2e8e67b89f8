from __future__ import annotations

import gzip
import os
import struct
import zlib

import pytest
import zstandard

from tests.reading.samples import FIRST, SECOND, STORY, column, packed, page, pdf, record

PAGE = record(page().encode())
PICTURE = record(b"\x89PNG\r\n\x1a\n", url="https://harbour.example/a.png", content_type="image/png")
GONE = record(page().encode(), url="https://harbour.example/gone", status="404 Not Found")
ARCHIVE = PAGE + PICTURE + GONE


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", ARCHIVE),
        ("a.warc.gz", packed([PAGE, PICTURE, GONE])),
        ("a.warc.zst", zstd(PAGE) + zstd(GONE)),
    ],
)
def test_the_pages_of_an_archive_are_read_with_their_addresses(read, write, name, content):
    ((document,), troubles) = read(write(name, content))
    assert troubles == []
    assert document.text == "\n".join(STORY)
    assert document.url == "https://harbour.example/world/border"
    assert document.origin.endswith("#https://harbour.example/world/border")


def test_an_archive_may_bring_its_own_dictionary(read, write):
    samples = [record(page(f"{text} {number}").encode()) for number in range(200) for text in STORY]
    trained = zstandard.train_dictionary(2000, samples)
    data = trained.as_bytes()
    frames = b"".join(zstandard.ZstdCompressor(dict_data=trained).compress(one) for one in (PAGE, GONE))
    for inside in (data, zstd(data)):
        content = b"\x5d\x2a\x4d\x18" + struct.pack("<I", len(inside)) + inside + frames
        ((document,), _) = read(write("a.warc.zst", content))
        assert document.text == "\n".join(STORY)


def test_pdf_and_plain_text_of_an_archive_are_read(read, write):
    paper = record(pdf(column(FIRST, left=72, top=700, letters=50)), content_type="application/pdf")
    text = record(
        SECOND.encode(), kind="conversion", content_type="text/plain", url="https://harbour.example/b"
    )
    documents, troubles = read(write("a.warc", paper + text))
    assert troubles == []
    assert [document.text for document in documents] == [FIRST, SECOND]


def test_bodies_that_were_sent_packed_or_in_pieces_are_unpacked(read, write):
    body = page().encode()
    sent = record(gzip.compress(body), more="Content-Encoding: gzip\r\n")
    pieces = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    other = record(pieces, url="https://harbour.example/b", more="Transfer-Encoding: chunked\r\n")
    documents, _ = read(write("a.warc", sent + other))
    assert [document.text for document in documents] == ["\n".join(STORY)] * 2


def test_the_encoding_that_the_server_named_counts_where_the_page_names_none(read, write):
    text = "Șeful diplomației a spus luni că granița comună va fi redeschisă după doi ani, în primăvară. " * 3
    body = f"<html><body><article><p>{text}</p></article></body></html>".encode("iso8859_16")
    ((document,), _) = read(write("a.warc", record(body, content_type="text/html; charset=ISO-8859-16")))
    assert document.text.startswith("Șeful diplomației")


def test_pages_without_an_article_are_counted_in_one_report(read, write):
    empty = [
        record(b"<html><body><p>1 2 3</p></body></html>", url=f"https://harbour.example/{number}")
        for number in range(5)
    ]
    documents, troubles = read(write("a.warc", PAGE + b"".join(empty)))
    assert len(documents) == 1
    (trouble,) = troubles
    assert "5 of 6 pages gave no article" in trouble.message
    assert "first https://harbour.example/0" in trouble.message


def test_a_bomb_in_a_record_is_not_unpacked(read, write):
    bomb = gzip.compress(b"<p>Norland agreed. </p>" * 30_000_000, 9) if os.environ.get("SLOW") else None
    body = bomb or gzip.compress(b"\0" * 80_000_000, 9)
    documents, troubles = read(write("a.warc", record(body, more="Content-Encoding: gzip\r\n") + PAGE))
    assert len(documents) == 1
    assert "1 of 2 pages gave no article" in troubles[0].message


def test_an_archive_that_unpacks_to_a_thousand_times_its_size_is_refused(read, write):
    bomb = record(b"<p>" + b"\0" * 90_000_000)
    for name, content in (("a.warc.gz", gzip.compress(bomb)), ("a.warc.zst", zstd(bomb))):
        documents, troubles = read(write(name, content))
        assert documents == []
        assert any("unpacks to more" in trouble.message for trouble in troubles)


def test_a_length_that_is_wrong_does_no_harm(read, write):
    for length in (b"99999999", b"5", b"-7", b"x"):
        start = PAGE.index(b"Content-Length: ") + len(b"Content-Length: ")
        wrong = PAGE[:start] + length + PAGE[PAGE.index(b"\r\n", start) :]
        documents, troubles = read(write("a.warc", wrong + PAGE))
        assert len(documents) + len(troubles) >= 1


@pytest.mark.parametrize("cut", [0.004, 0.1, 0.5, 0.9])
def test_an_archive_that_was_cut_off_gives_what_came_before(read, write, cut):
    whole = packed([PAGE, record(os.urandom(50_000), content_type="image/png"), PAGE])
    documents, troubles = read(write("a.warc.gz", whole[: int(len(whole) * cut)]))
    assert len(documents) == (1 if cut > 0.01 else 0)
    assert troubles


@pytest.mark.parametrize(
    "content", [b"Norland agreed.\n", b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", b"\0" * 500, zlib.compress(PAGE)]
)
def test_what_is_no_archive_is_reported(read, write, content):
    documents, troubles = read(write("a.warc", content))
    assert documents == []
    assert troubles


def test_a_dictionary_of_four_gigabytes_is_refused(read, write):
    content = b"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + b"x" * 100
    assert "dictionary" in read(write("a.warc.zst", content))[1][0].message


def test_a_window_of_two_gigabytes_is_refused(read, write):
    frame = b"\x28\xb5\x2f\xfd\x00\xa8" + b"\0" * 50
    assert "Zstandard" in read(write("a.txt.zst", frame))[1][0].message


def test_a_page_packed_with_zstandard_is_read(read, write):
    ((document,), _) = read(write("a.html.zst", zstd(page().encode())))
    assert document.text == "\n".join(STORY)


def test_nothing_that_an_archive_holds_is_printed(read, write, capfd):
    broken = (
        PAGE.replace(b"Content-Length: ", b"Content-Length: 1")
        + b"\x1b[2J\r\n\r\n"
        + PAGE[:-2]
        + b"x\x1b[2J"
        + PAGE
    )
    read(write("a.warc", broken))
    read(write("b.warc", PAGE.replace(b"https://harbour.example/", b"https://harbour.example/\x1b[2J a b")))
    came = capfd.readouterr()
    assert came.out + came.err == ""
