from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

from detente.reading import READERS, read_paths
from detente.reading.extractor import Extractor

ARTICLE = "Norland and Sudoria agreed on Monday to reopen their common border after two years.\n"
OTHER = "Sudoria recalled its ambassador from Norland on Tuesday, the ministry said in a statement.\n"


def test_importing_the_room_loads_no_heavy_library():
    code = (
        "import sys, detente.reading; "
        "heavy = {'trafilatura', 'lxml', 'numpy', 'feedparser', 'py3langid', 'charset_normalizer'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_folder_is_read_in_the_order_of_names(read, write, tmp_path):
    write("b/two.txt", OTHER)
    write("a/one.txt", ARTICLE)
    write("c.txt", "Norland closed its consulate in Sudoria on Friday, officials said.")
    documents, troubles = read(tmp_path)
    assert troubles == []
    assert [Path(document.origin).name for document in documents] == ["c.txt", "one.txt", "two.txt"]


def test_hidden_files_and_pictures_are_passed_over_and_told(read, write, tmp_path):
    write("one.txt", ARTICLE)
    write(".hidden.txt", OTHER)
    write("photo.png", b"\x89PNG\r\n")
    write("style.css", "p {}")
    passed = []
    documents, troubles = read(tmp_path, passed_over=passed.append)
    assert len(documents) == 1
    assert troubles == []
    assert sorted(Path(origin).name for origin in passed) == [".hidden.txt", "photo.png", "style.css"]


def test_the_files_that_a_browser_saves_beside_a_page_are_no_articles(read, write, tmp_path):
    write("boats.html", f"<html><body><article><p>{ARTICLE * 3}</p></article></body></html>")
    write("boats_files/frame.html", f"<html><body><p>{OTHER * 3}</p></body></html>")
    documents, _ = read(tmp_path)
    assert [Path(document.origin).name for document in documents] == ["boats.html"]


def test_a_page_without_a_known_ending_is_found_by_its_first_bytes(read, write, tmp_path):
    write("index.php", f"<!doctype html><html><body><article><p>{ARTICLE * 3}</p></article></body></html>")
    documents, troubles = read(tmp_path)
    assert len(documents) == 1
    assert troubles == []


def test_a_link_that_leaves_the_folder_is_refused(read, write, tmp_path):
    outside = write("outside/secret.txt", OTHER)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (folder / "one.txt").write_text(ARTICLE)
    documents, troubles = read(folder)
    assert [document.text for document in documents] == [ARTICLE.strip()]
    assert "leaves the folder" in troubles[0].message


def test_a_link_to_itself_does_not_stop_the_reading(read, write, tmp_path):
    write("one.txt", ARTICLE)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    documents, _ = read(tmp_path)
    assert len(documents) == 1


def test_a_missing_path_is_reported_and_the_rest_is_read(read, write, tmp_path):
    documents, troubles = read(tmp_path / "nowhere.txt", write("one.txt", ARTICLE))
    assert len(documents) == 1
    assert troubles[0].origin.endswith("nowhere.txt")
    assert "does not exist" in troubles[0].message


def test_a_file_that_may_not_be_read_is_reported(read, write, monkeypatch):
    path = write("one.txt", ARTICLE)
    opened = Path.open

    def refuse(self, *arguments, **options):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    documents, troubles = read(path)
    assert documents == []
    assert "permissions" in troubles[0].message


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission_is_reported(read, write):
    path = write("one.txt", ARTICLE)
    path.chmod(0)
    assert "permissions" in read(path)[1][0].message


def test_a_folder_without_readable_files_says_which_endings_are_known(read, write, tmp_path):
    write("photo.jpg", b"\xff\xd8\xff")
    documents, troubles = read(tmp_path)
    assert documents == []
    assert "(1 passed over)" in troubles[0].message
    assert ".html" in troubles[0].message


def test_an_empty_file_is_reported(read, write):
    assert "is empty" in read(write("one.txt", ""))[1][0].message
    assert "is empty" in read(write("two.html", " \n\t"))[1][0].message


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04rest", bytes(range(256)) * 20, b"\x00" * 9 + b"a" * 9]
)
def test_a_binary_file_is_reported_whatever_its_name(read, write, content):
    documents, troubles = read(write("one.txt", content))
    assert documents == []
    assert "binary" in troubles[0].message


def test_formats_to_come_are_reported_with_what_to_do(read, write, tmp_path):
    write("book.epub", b"PK\x03\x04")
    write("one.txt", ARTICLE)
    documents, troubles = read(tmp_path)
    assert len(documents) == 1
    assert "save the chapters as .html" in troubles[0].message


def test_an_address_is_fetched_and_its_documents_take_their_place(read, write):
    def fetch(address, blank):
        yield from READERS[".txt"](blank.part(OTHER.encode(), origin=address))

    documents, troubles = read(write("one.txt", ARTICLE), "https://harbour.example/a", fetch=fetch)
    assert troubles == []
    assert [document.text for document in documents] == [ARTICLE.strip(), OTHER.strip()]
    assert documents[1].origin == "https://harbour.example/a"


def test_an_address_inside_the_network_is_refused(read, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    documents, troubles = read("http://127.0.0.1:9/a")
    assert documents == []
    assert "lies inside a network" in troubles[0].message


def test_a_packed_page_is_read(read, write):
    assert len(read(write("one.txt.gz", gzip.compress(ARTICLE.encode())))[0]) == 1


def test_packed_data_that_end_too_early_are_reported(read, write):
    packed = gzip.compress(os.urandom(2000).hex().encode())
    assert "too early" in read(write("one.txt.gz", packed[:-400]))[1][0].message


def test_packed_lines_are_read_up_to_where_they_break(read, write):
    line = b'{"text": "%s"}\n' % ARTICLE.strip().encode()
    packed = gzip.compress(line + b'{"text": "' + os.urandom(200_000).hex().encode() + b'"}\n')
    documents, troubles = read(write("one.jsonl.gz", packed[:-5000]))
    assert len(documents) == 1
    assert "too early" in troubles[0].message


def test_data_that_only_pretend_to_be_packed_are_reported(read, write):
    assert "sound gzip" in read(write("one.txt.gz", ARTICLE))[1][0].message


def test_a_packed_bomb_is_refused(read, write):
    bomb = gzip.compress(b"\n" * 8_000_000)
    assert "unpacks to more" in read(write("bomb.jsonl.gz", bomb), limit_bytes=100_000)[1][0].message
    assert "one document may hold" in read(write("bomb.txt.gz", bomb), limit_bytes=1_000)[1][0].message


def test_a_bomb_packed_with_zstandard_is_refused(read, write):
    bomb = zstandard.ZstdCompressor(level=19).compress(b"\n" * 80_000_000)
    assert "unpacks to more" in read(write("bomb.jsonl.zst", bomb), limit_bytes=100_000)[1][0].message
    assert "one document may hold" in read(write("bomb.txt.zst", bomb), limit_bytes=1_000)[1][0].message


def test_zstandard_data_that_ask_for_a_gigabyte_to_unpack_are_refused(read, write):
    settings = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=False)
    packer = zstandard.ZstdCompressor(compression_params=settings).compressobj()
    packed = packer.compress(ARTICLE.encode() * 4) + packer.flush()
    documents, troubles = read(write("wide.txt.zst", packed))
    assert documents == []
    assert "too much memory" in troubles[0].message


def test_fifty_megabytes_of_text_are_refused_with_what_to_do(read, write):
    documents, troubles = read(write("large.txt", (ARTICLE * 600_000).encode()))
    assert documents == []
    assert "5.0 MB" in troubles[0].message
    assert "split" in troubles[0].message


def test_text_without_letters_is_reported(read, write):
    assert "no article text" in read(write("one.txt", "1 2 3\n--- 4 ---\n"))[1][0].message


def test_the_same_page_read_twice_has_the_same_identifier(read, write):
    documents, troubles = read(write("one.txt", ARTICLE), write("copy.txt", ARTICLE))
    assert troubles == []
    assert documents[0].id == documents[1].id


def stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_standard_input_of_lines_is_read_as_lines(read, monkeypatch):
    stdin(
        monkeypatch,
        b'{"id": "d1", "text": "Norland thanked Sudoria."}\n{"id": "d2", "text": "Norland agreed."}\n',
    )
    documents, _ = read("-")
    assert [(document.id, document.origin) for document in documents] == [("d1", "-:1"), ("d2", "-:2")]


def test_standard_input_of_text_is_one_article(read, monkeypatch):
    stdin(monkeypatch, ARTICLE.encode())
    ((document,), _) = read("-")
    assert (document.text, document.origin) == (ARTICLE.strip(), "-")


def test_standard_input_may_be_a_page_or_packed(read, monkeypatch):
    html = f"<html><body><article><p>{ARTICLE * 3}</p></article></body></html>".encode()
    stdin(monkeypatch, html)
    assert len(read("-")[0]) == 1
    stdin(monkeypatch, gzip.compress(ARTICLE.encode()))
    assert len(read("-")[0]) == 1


def test_empty_standard_input_is_reported(read, monkeypatch):
    stdin(monkeypatch, b"")
    documents, troubles = read("-")
    assert documents == []
    assert troubles[0].origin == "-"


def test_every_format_reads_rubbish_without_a_crash(read, write):
    rubbish = [
        b"\xff\xfe",
        b"<",
        b"{",
        b"[" * 100_000,
        b"<rss><channel><item>",
        b"---\n",
        b"\xef\xbb\xbf",
        b"&#0;<p>&lt;",
    ]
    for suffix in READERS:
        for number, content in enumerate(rubbish):
            documents, troubles = read(write(f"{number}{suffix}", content))
            assert len(documents) + len(troubles) >= 1


def test_reading_can_be_left_early_without_a_process_left(write, monkeypatch):
    made = []

    class Noted(Extractor):
        def __init__(self, **options):
            super().__init__(**options)
            made.append(self)

    monkeypatch.setattr("detente.reading.paths.Extractor", Noted)
    html = f"<html><body><article><p>{ARTICLE * 3}</p></article></body></html>"
    documents = read_paths([write("a.html", html), write("b.html", html)], report=lambda _: None)
    next(documents)
    process = made[0]._process
    documents.close()
    assert process.poll() is not None
