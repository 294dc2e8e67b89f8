from __future__ import annotations

import json

import pytest

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading import Trouble
from detente.reading.fetching.harvest import MOST_OWN_LISTS
from detente.reading.fetching.shelf import Shelf, file_name
from detente.reading.found import Found
from detente.reading.links import Link
from tests.reading.fetching.conftest import answer
from tests.reading.samples import FIRST, SECOND, STORY, THIRD, column, page, pdf
from tests.reading.test_walls import LONG

RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Bay News</title>{items}</channel></rss>'
ITEM = (
    "<item><title>{title}</title><link>{link}</link><pubDate>Mon, 02 Mar 2026 00:30:00 +0300</pubDate></item>"
)


def feed(server, *paths: str, text: str = "") -> bytes:
    items = "".join(ITEM.format(title=f"Story {path}", link=server.url(path)) for path in paths)
    if text:
        items = items.replace("</item>", f"<description>{text}</description></item>")
    return answer(RSS.format(items=items), kind="application/rss+xml")


def split(items) -> tuple[list[Document], list[Trouble]]:
    found = list(items)
    documents = [item for item in found if isinstance(item, Document)]
    return documents, [item for item in found if isinstance(item, Trouble)]


def test_a_page_is_read_and_kept_byte_for_byte(server, harvest, tmp_path):
    server.put("/world/envoys", answer(page()))
    ((document,), troubles) = split(harvest().address(server.url("/world/envoys")))
    assert troubles == []
    assert document.text == "\n".join(STORY)
    assert document.url == server.url("/world/envoys")
    (raw,) = (tmp_path / "pages" / "raw").rglob("*.html")
    assert raw.read_text() == page()
    (line,) = (tmp_path / "pages" / "documents.jsonl").read_text().splitlines()
    assert json.loads(line)["text"] == document.text
    assert json.loads(line)["found"]["title"] == "page"


def test_a_feed_leads_to_its_pages_and_tells_what_they_leave_out(server, harvest):
    server.put("/feed", feed(server, "/a", "/b"))
    server.put("/a", answer(page(FIRST, SECOND)))
    server.put("/b", answer(page(SECOND, THIRD)))
    documents, troubles = split(harvest().address(server.url("/feed")))
    assert troubles == []
    assert [document.publisher for document in documents] == ["Bay News"] * 2
    assert [str(document.date) for document in documents] == ["2026-03-02"] * 2
    assert dict(documents[0].found)["date"] == "feed"


def test_a_feed_served_as_a_page_is_still_a_feed(server, harvest):
    server.put("/feed", feed(server, "/a").replace(b"application/rss+xml", b"text/html"))
    server.put("/a", answer(page()))
    assert len(split(harvest().address(server.url("/feed")))[0]) == 1


def test_a_sitemap_index_leads_to_sitemaps_and_pages(server, harvest):
    index = f"<sitemapindex><sitemap><loc>{server.url('/map')}</loc></sitemap></sitemapindex>"
    server.put("/index", answer(index, kind="application/xml"))
    urls = "".join(f"<url><loc>{server.url(path)}</loc></url>" for path in ("/a", "/b"))
    server.put("/map", answer(f"<urlset>{urls}</urlset>", kind="text/xml"))
    server.put("/a", answer(page(FIRST, SECOND)))
    server.put(
        "/b", answer(pdf(column(THIRD, left=72, top=700, letters=50)), kind="application/octet-stream")
    )
    documents, _ = split(harvest().address(server.url("/index")))
    assert [document.text for document in documents] == [f"{FIRST}\n{SECOND}", THIRD]


def test_a_list_of_feeds_leads_to_their_pages(server, harvest):
    feeds = "".join(f'<outline text="x" xmlUrl="{server.url(path)}"/>' for path in ("/one", "/two"))
    opml = f'<opml version="2.0"><body><outline text="mine">{feeds}</outline></body></opml>'
    server.put("/list", answer(opml, kind="text/x-opml"))
    server.put("/one", feed(server, "/a"))
    server.put("/two", feed(server, "/b"))
    server.put("/a", answer(page(FIRST)))
    server.put("/b", answer(page(SECOND)))
    documents, troubles = split(harvest().address(server.url("/list")))
    assert ([document.text for document in documents], troubles) == ([FIRST, SECOND], [])


def test_all_feeds_of_a_list_of_ones_own_are_followed(server, harvest):
    paths = [f"/feed{number}" for number in range(60)]
    for path in paths:
        server.put(path, feed(server, f"{path}/a"))
        server.put(f"{path}/a", answer(page(FIRST)))
    links = [Link(found=Found(url=server.url(path)), is_list=True) for path in paths]
    documents, troubles = split(harvest().links(links, most_lists=MOST_OWN_LISTS))
    assert (len(documents), troubles) == (60, [])


def test_lists_that_lead_to_each_other_end(server, harvest):
    index = f"<sitemapindex><sitemap><loc>{server.url('/index')}?{{}}</loc></sitemap></sitemapindex>"
    for query in ("", "?1", "?2", "?3", "?4"):
        server.put(f"/index{query}", answer(index.format(int(query[1:] or 0) + 1), kind="text/xml"))
    _, troubles = split(harvest().address(server.url("/index")))
    assert len(server.articles) <= 3
    assert "lists were not followed" in troubles[-1].message


def test_a_second_run_fetches_only_what_is_new(server, harvest):
    server.put("/feed", feed(server, "/a"), feed(server, "/a", "/b"))
    server.put("/a", answer(page(FIRST, SECOND)))
    server.put("/b", answer(page(SECOND, THIRD)))
    split(harvest().address(server.url("/feed")))
    run = harvest(reread=False)
    documents, _ = split(run.address(server.url("/feed")))
    assert [document.text for document in documents] == [f"{SECOND}\n{THIRD}"]
    assert (run.fetched, run.known) == (2, 1)
    assert server.articles == ["/feed", "/a", "/feed", "/b"]


def test_a_feed_that_has_not_changed_still_leads_to_pages_that_are_left(server, harvest):
    def unchanged(connection):
        connection.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")

    server.put("/feed", feed(server, "/a", "/b").replace(b"\r\n\r\n", b'\r\nETag: "7"\r\n\r\n', 1), unchanged)
    server.put("/a", answer(page(FIRST, SECOND)))
    server.put("/b", answer(page(SECOND, THIRD)))
    run = harvest(most=2)
    split(run.address(server.url("/feed")))
    assert run.left == 1
    documents, _ = split(harvest(reread=False).address(server.url("/feed")))
    assert [document.text for document in documents] == [f"{SECOND}\n{THIRD}"]
    assert any('If-None-Match: "7"' in head for head in server.heads)


def test_pages_that_are_there_give_their_documents_again_without_the_network(server, harvest):
    server.put("/a", answer(page()))
    links = [Link(found=Found(url=server.url("/a")))]
    first, _ = split(harvest().links(links))
    again, _ = split(harvest().links(links))
    assert first == again
    assert server.articles == ["/a"]


def test_a_run_that_was_killed_goes_on_where_it_stopped(server, harvest, tmp_path):
    server.put("/feed", feed(server, "/a", "/b"))
    server.put("/a", answer(page(FIRST, SECOND)))
    server.put("/b", answer(page(SECOND, THIRD)))
    items = harvest().address(server.url("/feed"))
    next(items)
    items.close()
    with (tmp_path / "pages" / "documents.jsonl").open("a") as out:
        out.write('{"text": "cut o')  # and in the middle of a line
    with (tmp_path / "pages" / "fetched.log").open("a") as out:
        out.write('{"url": "http')
    split(harvest().address(server.url("/feed")))
    lines = (tmp_path / "pages" / "documents.jsonl").read_text().splitlines()
    assert [json.loads(line)["text"] for line in lines] == [f"{FIRST}\n{SECOND}", f"{SECOND}\n{THIRD}"]
    assert server.articles.count("/a") == 1


def test_a_page_that_failed_for_now_is_tried_again_and_one_that_is_gone_is_not(server, harvest):
    server.put("/busy", answer(status="503 Busy"))
    links = [Link(found=Found(url=server.url(path))) for path in ("/busy", "/gone")]
    _, troubles = split(harvest().links(links))
    assert len(troubles) == 2
    server.put("/busy", answer(page()))
    server.put("/gone", answer(page()))
    documents, _ = split(harvest().links(links))
    assert [document.url for document in documents] == [server.url("/busy")]


def test_where_a_page_is_closed_the_article_in_the_feed_counts(server, harvest, tmp_path):
    text = " ".join(STORY * 2)
    server.put("/robots.txt", answer("User-agent: *\nDisallow: /a\n"))
    server.put("/feed", feed(server, "/a", text=text))
    ((document,), troubles) = split(harvest().address(server.url("/feed")))
    assert troubles == []
    assert document.text == text
    again, _ = split(harvest().address(server.url("/feed")))
    assert again == [document]
    assert split(harvest(reread=False).address(server.url("/feed"))) == ([], [])
    (line,) = (tmp_path / "pages" / "documents.jsonl").read_text().splitlines()
    assert json.loads(line)["id"] == document.id
    server.put("/feed2", feed(server, "/a2", text="Too short."))
    documents, troubles = split(harvest().address(server.url("/feed2")))
    assert documents == []
    assert "robots.txt" in troubles[0].message


def test_the_raw_pages_of_a_folder_are_not_read_twice(server, harvest, read, tmp_path):
    server.put("/a", answer(page()))
    split(harvest().address(server.url("/a")))
    documents, troubles = read(tmp_path / "pages")
    assert troubles == []
    assert len(documents) == 1
    assert dict(documents[0].found)["title"] == "page"


def test_items_without_an_address_are_told(server, harvest):
    items = "<item><title>x</title><description>y</description></item>"
    items += ITEM.format(title="a", link=server.url("/a"))
    server.put("/feed", answer(RSS.format(items=items), kind="text/xml"))
    server.put("/a", answer(page()))
    server.put("/data", answer('{"a": 1}', kind="application/json"))
    documents, troubles = split(harvest().address(server.url("/feed")))
    assert len(documents) == 1
    assert "1 of its 2 items" in troubles[0].message
    _, troubles = split(harvest().address(server.url("/data")))
    assert "lists no addresses" in troubles[0].message


def test_pictures_and_empty_answers_are_told(server, harvest):
    server.put("/a", answer(b"\x89PNG\r\n", kind="image/png"))
    server.put("/b", answer(b""))
    links = [Link(found=Found(url=server.url(path))) for path in ("/a", "/b")]
    documents, troubles = split(harvest().links(links))
    assert documents == []
    assert len(troubles) == 2
    assert "image/png" in troubles[0].message


def test_addresses_in_a_feed_that_lead_inside_are_refused_one_by_one(server, harvest, client):
    bad = ("file:///etc/passwd", "http://169.254.169.254/latest", "http://localhost:1/")
    items = "".join(ITEM.format(title="x", link=link) for link in (*bad, server.url("/a")))
    server.put("/feed", answer(RSS.format(items=items), kind="text/xml"))
    server.put("/a", answer(page()))
    documents, troubles = split(harvest().address(server.url("/feed")))
    assert len(documents) == 1
    assert len(troubles) >= 2


def test_a_refresh_asks_for_what_has_changed(server, harvest):
    server.put(
        "/a", answer(page(FIRST, SECOND), Last_Modified="Mon, 02 Mar 2026 00:00:00 GMT"), answer(page(*LONG))
    )
    links = [Link(found=Found(url=server.url("/a")))]
    split(harvest().links(links))
    documents, _ = split(harvest(refresh=True).links(links))
    assert documents[0].text.startswith(f"{FIRST} 0")
    assert any("If-Modified-Since: Mon, 02 Mar 2026" in head for head in server.heads)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/../../../etc/passwd",
        "https://a.example/%2e%2e/%2e%2e/x",
        "https://..example/x",
        "https://a.example/" + "n" * 500,
        "https://a.example/a\\..\\b",
        "https://a.example/\u202egpj.exe",
    ],
)
def test_no_address_names_a_file_outside_the_folder(url):
    name = file_name(url, ".html")
    assert name.count("/") == 1
    assert ".." not in name.split("/")
    assert not name.startswith((".", "/"))
    assert name.isascii()
    assert len(name) < 200


def test_a_folder_whose_parts_are_links_is_refused(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "raw").symlink_to(tmp_path)
    with pytest.raises(UnreadableError, match="is a link"):
        Shelf(folder)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableError, match="give a folder"):
        Shelf(tmp_path / "file")


def test_a_log_that_names_files_outside_gives_none_of_them(tmp_path):
    secret = tmp_path / "secret.html"
    secret.write_text(page())
    folder = tmp_path / "pages"
    folder.mkdir()
    lines = [
        {"url": "https://a.example/1", "when": "x", "file": "../secret.html"},
        {"url": "https://a.example/2", "when": "x", "file": str(secret)},
        {"url": 7, "when": "x"},
        [],
    ]
    (folder / "fetched.log").write_text("".join(json.dumps(line) + "\n" for line in lines))
    shelf = Shelf(folder)
    for url in ("https://a.example/1", "https://a.example/2"):
        entry = shelf.entry(url)
        assert entry is not None
        assert shelf.page(entry) is None
