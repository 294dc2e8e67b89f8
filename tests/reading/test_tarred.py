from __future__ import annotations

import gzip
import io
import tarfile
import tracemalloc

import pytest
import zstandard

from tests.reading.samples import FIRST, SECOND, STORY, page, tarred

PAGE = page().encode()
GOOD = {"b.txt": FIRST.encode()}


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a.tar.zst"])
def test_saved_pages_in_a_tape_archive_are_read_in_its_order(read, write, name):
    content = tarred({"a/one.html": PAGE, **GOOD, "photo.png": b"\x89PNG", ".hidden.txt": b"no"})
    pack = {"r": bytes, "z": gzip.compress, "t": zstandard.ZstdCompressor().compress}[name[-1]]
    passed: list[str] = []
    documents, troubles = read(write(name, gzip.compress(content) if name == "a.tgz" else pack(content)),
                               passed_over=passed.append)  # fmt: skip
    assert troubles == []
    assert [document.text for document in documents] == ["\n".join(STORY), FIRST]
    assert documents[0].origin.endswith(f"{name}/a/one.html")
    assert [origin.rpartition("/")[2] for origin in passed] == ["photo.png", ".hidden.txt"]


@pytest.mark.parametrize("kind", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT])
def test_long_names_of_every_kind_of_archive_are_read(read, write, kind):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        info = tarfile.TarInfo("a/" * 70 + "Fafré.txt")
        info.size = len(FIRST)
        archive.addfile(info, io.BytesIO(FIRST.encode()))
    ((document,), troubles) = read(write("a.tar", out.getvalue()))
    assert troubles == []
    assert document.origin.endswith("a/a/Fafré.txt")


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt"])
def test_a_name_that_leads_out_is_refused_and_told(read, write, tmp_path, name):
    documents, troubles = read(write("in/a.tar", tarred({name: b"Norland attacked.", **GOOD})))
    assert [document.text for document in documents] == [FIRST]
    assert "leads out of the archive" in troubles[0].message
    assert list(tmp_path.rglob("*evil*")) == []


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_not_opened(read, write, kind):
    secret = write("secret.txt", SECOND)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("link.txt")
        info.type, info.linkname = kind, str(secret)
        archive.addfile(info)
    documents, troubles = read(write("a.tar", out.getvalue() and out.getvalue()))
    assert documents == []
    assert "not followed" in troubles[0].message or "not opened" in troubles[0].message


def test_a_bomb_is_given_up_before_it_fills_the_memory(read, write):
    path = write("a.tgz", tarred({"bomb.txt": b"\n" * 60_000_000, **GOOD}, packing="gz"))
    tracemalloc.start()
    documents, troubles = read(path, limit_bytes=100_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert documents == []
    assert any("times its size" in trouble.message or "unpack it" in trouble.message for trouble in troubles)
    assert peak < 20_000_000


def test_a_file_of_holes_is_no_text(read, write):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("holes.txt")
        info.size, info.pax_headers = 4, {"GNU.sparse.major": "1", "GNU.sparse.realsize": "999999999999"}
        archive.addfile(info, io.BytesIO(b"1\n0\n"))
        good = tarfile.TarInfo("b.txt")
        good.size = len(FIRST)
        archive.addfile(good, io.BytesIO(FIRST.encode()))
    documents, troubles = read(write("a.tar", out.getvalue()))
    assert [document.text for document in documents] == [FIRST]
    assert "holes" in troubles[0].message


def test_a_name_of_endless_length_is_hostile(read, write):
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1 << 40
    content = info.tobuf(tarfile.GNU_FORMAT) + b"a" * 5000
    assert "is hostile" in read(write("a.tar", content))[1][0].message


def test_a_size_below_nothing_is_hostile(read, write):
    info = tarfile.TarInfo("a.txt")
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"\xff" * 12
    header[148:156] = b"%06o\0 " % (sum(header[:148]) + 8 * 32 + sum(header[156:512]))
    assert "is hostile" in read(write("a.tar", bytes(header)))[1][0].message


def test_an_archive_cut_short_gives_what_stood_before(read, write):
    content = tarred({"a.txt": FIRST.encode(), "b.txt": SECOND.encode() * 100})[:2000]
    documents, troubles = read(write("a.tar", content))
    assert [document.text for document in documents] == [FIRST]
    assert "ends inside one of its files" in troubles[0].message


def test_an_archive_inside_an_archive_stays_closed(read, write):
    documents, troubles = read(write("a.tar", tarred({"inner.tar": tarred(GOOD)})))
    assert documents == []
    assert "no file that can be read" in troubles[0].message


def test_what_is_no_archive_is_reported(read, write):
    assert "no sound tape archive" in read(write("a.tar", b"no archive" * 100))[1][0].message
