from __future__ import annotations

import json
from datetime import date

import pytest

from detente.model.errors import UnreadableError
from detente.reading.fetching.lists import file_links, take_turns
from detente.reading.found import Found
from detente.reading.links import Link
from detente.reading.paths import blank_source
from tests.reading.samples import OPML

RIS = """TY  - NEWS
T1  - Envoys meet
AU  - Berg, Ada
T2  - The Harbour Post
DA  - 2026/03/02/
UR  - https://harbour.example/envoys
LA  - en
N2  - An abstract that is no article.
ER  -

TY  - BOOK
T1  - A book without an address
ER  -
"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://harbour.example/envoys</loc>
<news:news><news:publication><news:name>The Harbour Post</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2026-03-02T08:00:00Z</news:publication_date>
<news:title>Envoys meet</news:title></news:news></url><url><loc>https://harbour.example/two</loc></url></urlset>"""
CSL = json.dumps(
    [
        {
            "URL": "https://harbour.example/envoys",
            "title": "Envoys meet",
            "container-title": "The Harbour Post",
            "issued": {"date-parts": [[2026, 3, 2]]},
            "author": [{"given": "Ada", "family": "Berg"}],
        }
    ]
)
ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","Url","Date","Abstract Note"\n'
    '"AB12","newspaperArticle","2026","Berg, Ada","Envoys meet","The Harbour Post",'
    '"https://harbour.example/envoys","2026-03-02","An abstract"\n'
)


@pytest.mark.parametrize(
    ("name", "content"), [("a.ris", RIS), ("a.sitemap", SITEMAP), ("a.json", CSL), ("a.csv", ZOTERO)]
)
def test_every_kind_of_list_gives_addresses_with_what_it_tells(worker, write, name, content):
    first = file_links(write(name, content), blank_source(worker))[0].found
    assert first.url == "https://harbour.example/envoys"
    assert (first.title, first.publisher, first.date) == ("Envoys meet", "The Harbour Post", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(("a.ris", RIS), ("a.xml", SITEMAP), ("a.csv", ZOTERO), ("a.txt", "# mine\nhttps://a.example/1\n")),
        *(("a.opml", OPML), ("b.xml", OPML)),
    ],
)
def test_a_list_read_as_articles_says_how_to_fetch_them(read, write, name, content):
    documents, troubles = read(write(name, content))
    assert documents == []
    assert "detente fetch" in troubles[0].message


def test_a_file_of_addresses_may_have_comments(worker, write):
    path = write("a.txt", "# wanted\n\nhttps://a.example/1\n  https://b.example/2\n")
    assert [link.found.url for link in file_links(path, blank_source(worker))] == [
        "https://a.example/1",
        "https://b.example/2",
    ]


def test_an_index_of_sitemaps_lists_lists(worker, write):
    index = "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>"
    (link,) = file_links(write("a.xml", index), blank_source(worker))
    assert link.is_list


def test_a_list_of_feeds_lists_lists_however_deep(worker, write):
    links = file_links(write("a.opml", OPML), blank_source(worker))
    assert [link.found.url for link in links] == [
        "https://harbour.example/feed.xml",
        "https://bay.example/rss",
    ]
    assert all(link.is_list for link in links)


def test_entities_of_a_list_of_feeds_are_not_followed(worker, write):
    secret = write("secret.txt", "https://secret.example/")
    bomb = OPML.replace("<opml", f'<!DOCTYPE o [<!ENTITY s SYSTEM "file://{secret}">]><opml', 1)
    bomb = bomb.replace("https://bay.example/rss", "&s;https://bay.example/rss")
    links = file_links(write("a.opml", bomb), blank_source(worker))
    assert all("secret" not in str(link.found.url) for link in links)


def test_entities_of_a_sitemap_are_not_followed(worker, write):
    secret = write("secret.txt", "https://secret.example/")
    bomb = SITEMAP.replace("<urlset", f'<!DOCTYPE u [<!ENTITY s SYSTEM "file://{secret}">]><urlset', 1)
    links = file_links(write("a.xml", bomb.replace("envoys<", "&s;<", 1)), blank_source(worker))
    assert all("secret" not in str(link.found.url) for link in links)


@pytest.mark.parametrize("content", ["Norland agreed with Sudoria.", "TY  - NEWS\nER  -\n", ""])
def test_a_file_without_addresses_is_refused(worker, write, content):
    with pytest.raises(UnreadableError):
        file_links(write("a.txt", content), blank_source(worker))


def test_a_missing_file_is_refused(worker, tmp_path):
    with pytest.raises(UnreadableError, match="check the path"):
        file_links(tmp_path / "none.txt", blank_source(worker))


def test_hosts_take_turns():
    links = [Link(found=Found(url=f"https://{host}.example/{page}")) for host in "ab" for page in (1, 2)]
    assert [str(link.found.url)[8:] for link in take_turns(links)] == [
        "a.example/1",
        "b.example/1",
        "a.example/2",
        "b.example/2",
    ]


def test_an_item_of_a_json_feed_may_bring_its_article_and_have_no_address(worker, write):
    item = {"content_html": "<p>Norland and Sudoria agreed on Monday to reopen their common border.</p>"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Bay News", "items": [item]}
    (link,) = file_links(write("a.json", json.dumps(feed)), blank_source(worker))
    assert not link.found.url
    assert "reopen their common border" in link.text
