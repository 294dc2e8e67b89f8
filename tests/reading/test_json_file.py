from __future__ import annotations

import json
from datetime import date

from tests.reading.samples import FIRST, SECOND, json_feed


def test_a_json_feed_gives_its_items(read, write):
    item = {
        "id": "1",
        "url": "https://bay.example/1",
        "title": "Envoys",
        "content_html": f"<p>{FIRST}</p><script>attack()</script><p>{SECOND}</p>",
        "date_published": "2026-03-02T23:30:00-05:00",
        "authors": [{"name": "Ada Berg"}],
    }
    ((document,), troubles) = read(write("feed.json", json_feed(item)))
    assert troubles == []
    assert document.text == f"{FIRST}\n{SECOND}"
    assert (document.title, document.url, document.author) == ("Envoys", "https://bay.example/1", "Ada Berg")
    assert (document.publisher, document.date, document.language) == ("Bay News", date(2026, 3, 2), "en")


def test_a_json_feed_is_found_by_its_first_bytes(read, write, tmp_path):
    write("feed", json_feed({"content_text": FIRST}))
    assert [document.text for document in read(tmp_path)[0]] == [FIRST]


def test_a_feed_without_items_is_reported(read, write):
    assert "no items" in read(write("feed.json", json_feed()))[1][0].message


def test_strange_values_in_a_feed_do_no_harm(read, write):
    items = [
        {"content_text": FIRST, "authors": "Ada", "title": 7, "date_published": [], "url": {"a": 1}},
        {"content_html": 5, "content_text": None},
    ]
    documents, troubles = read(write("feed.json", json_feed(*items)))
    assert [document.text for document in documents] == [FIRST]
    assert "1 of 2" in troubles[0].message


def test_a_list_of_documents_is_read(read, write):
    entries = [{"text": FIRST, "id": "a"}, {"text": SECOND, "id": "b"}, {"text": 5}, 7]
    documents, troubles = read(write("list.json", json.dumps(entries, indent=1)))
    assert [document.id for document in documents] == ["a", "b"]
    assert [trouble.origin[-2:] for trouble in troubles] == ["#3", "#4"]


def test_one_document_written_over_several_lines_is_read(read, write):
    assert len(read(write("one.json", json.dumps({"text": FIRST}, indent=1)))[0]) == 1


def test_lines_in_a_json_file_are_read_as_lines(read, write):
    content = "\n".join(json.dumps({"text": text}) for text in (FIRST, SECOND))
    assert len(read(write("lines.json", content))[0]) == 2


def test_a_library_in_csl_json_says_how_to_fetch_its_pages(read, write):
    entries = [{"type": "article-newspaper", "title": "Envoys", "URL": "https://bay.example/1"}]
    documents, troubles = read(write("library.json", json.dumps(entries)))
    assert documents == []
    assert "lists one address" in troubles[0].message
    assert "detente fetch" in troubles[0].message


def test_a_million_brackets_are_contained(read, write):
    for content in ("[" * 1_000_000, '{"a":' * 1_000_000):
        documents, troubles = read(write("deep.json", content))
        assert documents == []
        assert troubles
