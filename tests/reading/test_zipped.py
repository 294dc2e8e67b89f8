from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest

from tests.reading.samples import FIRST, STORY, packed, page, record, zipped

PAGE = page().encode()


def test_saved_pages_in_an_archive_are_read_in_order_of_names(read, write):
    content = zipped(
        {"b/two.txt": FIRST.encode(), "a/one.html": PAGE, "photo.png": b"\x89PNG", "c.css": b"p{}"}
    )
    documents, troubles = read(write("pages.zip", content))
    assert troubles == []
    assert [document.text for document in documents] == ["\n".join(STORY), FIRST]
    assert documents[0].origin.endswith("pages.zip/a/one.html")


def test_the_web_archives_inside_a_wacz_are_read(read, write):
    content = zipped(
        {
            "archive/data.warc.gz": packed([record(PAGE)]),
            "pages/pages.jsonl": b'{"url": "https://harbour.example/", "text": "not this"}',
            "datapackage.json": b"{}",
        }
    )
    ((document,), troubles) = read(write("a.wacz", content))
    assert troubles == []
    assert document.url == "https://harbour.example/world/border"


@pytest.mark.parametrize(
    "name", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "..\\evil.txt"]
)
def test_a_name_that_leads_out_is_refused_and_told(read, write, tmp_path, name):
    content = zipped({name: b"Norland attacked.", "good.txt": FIRST.encode()})
    documents, troubles = read(write("in/a.zip", content))
    assert [document.text for document in documents] == [FIRST]
    assert "leads out of the archive" in troubles[0].message
    assert list(tmp_path.rglob("*evil*")) == []


def test_a_link_in_an_archive_is_not_followed(read, write):
    secret = write("secret.txt", "The secret words of Norland.")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(secret))
    documents, troubles = read(write("a.zip", out.getvalue()))
    assert documents == []
    assert "is a link" in troubles[0].message


def test_a_bomb_in_an_archive_is_not_opened(read, write):
    content = zipped({"bomb.txt": b"\n" * 80_000_000, "good.txt": FIRST.encode()})
    documents, troubles = read(write("a.zip", content))
    assert [document.text for document in documents] == [FIRST]
    assert "unpacks to more than 200 times" in troubles[0].message


def test_an_archive_of_many_bombs_is_given_up(read, write):
    members = {f"{number:03d}.txt": b"\n" * 20_000_000 for number in range(25)}
    _, troubles = read(write("a.zip", zipped(members)))
    assert "is hostile" in troubles[-1].message
    assert len(troubles) <= 22


def test_a_size_that_lies_does_no_harm(read, write):
    content = bytearray(zipped({"a.txt": FIRST.encode() * 200}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.index(mark) + offset
        content[place : place + 4] = struct.pack("<I", 10)
    documents, troubles = read(write("a.zip", bytes(content)))
    assert len(documents) + len(troubles) >= 1
    assert all(len(document.text) <= 10 for document in documents)


def test_an_archive_inside_an_archive_stays_closed(read, write):
    content = zipped({"inner.zip": zipped({"a.txt": FIRST.encode()})})
    documents, troubles = read(write("a.zip", content))
    assert documents == []
    assert "no file that can be read" in troubles[0].message


def test_a_damaged_member_is_reported_alone(read, write):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:  # not packed, so that a letter can be changed
        archive.writestr("a.txt", FIRST)
        archive.writestr("b.txt", STORY[1])
    content = out.getvalue().replace(b"Norland and Sudoria", b"Norland and SUDORIA", 1)
    documents, troubles = read(write("a.zip", content))
    assert [document.text for document in documents] == [STORY[1]]
    assert "damaged" in troubles[0].message


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"no archive", zipped({"a.txt": b"x"})[:-10]])
def test_what_is_no_archive_is_reported(read, write, content):
    assert "no sound ZIP archive" in read(write("a.zip", content))[1][0].message


def test_a_member_without_a_name_is_passed_over(read, write):
    content = zipped({"a.txt": FIRST.encode(), "~": b"no name"})
    nameless = content.replace(b"~", b"\0")  # a name that begins with NUL is read as none
    assert nameless != content
    documents, troubles = read(write("pages.zip", nameless))
    assert troubles == []
    assert [document.text for document in documents] == [FIRST]
