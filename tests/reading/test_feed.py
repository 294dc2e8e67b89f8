from __future__ import annotations

from datetime import date

import pytest

FIRST = "Norland's government said on Monday that it would send an ambassador to Sudoria."

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Harbour Post</title><language>en</language>{items}</channel></rss>"""
ITEM = """<item><title>Envoys &amp; ports</title><link>https://harbour.example/envoys</link>
<pubDate>Mon, 02 Mar 2026 00:30:00 +0300</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{text}</p><script>attack()</script><p>Sudoria agreed to it.</p>
<p>The post Envoys appeared first on The Harbour Post</p>]]></content:encoded></item>"""


def test_an_item_gives_text_title_address_date_and_publisher(read, write):
    ((document,), troubles) = read(write("a.rss", RSS.format(items=ITEM.format(text=FIRST))))
    assert troubles == []
    assert document.text == f"{FIRST}\nSudoria agreed to it."
    assert (document.title, document.url) == ("Envoys & ports", "https://harbour.example/envoys")
    assert (document.publisher, document.language) == ("The Harbour Post", "en")


def test_the_day_is_that_of_the_feeds_own_time_zone(read, write):
    ((document,), _) = read(write("a.rss", RSS.format(items=ITEM.format(text=FIRST))))
    assert document.date == date(2026, 3, 2)


def test_an_atom_feed_is_read_from_an_xml_file(read, write):
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Bay News</title><entry>
    <title>Envoys</title><link href="https://bay.example/1"/><published>2026-03-02T01:00:00+02:00</published>
    <summary type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</summary></entry></feed>"""
    ((document,), _) = read(write("a.xml", atom))
    assert (document.text, document.date, document.publisher) == (FIRST, date(2026, 3, 2), "Bay News")


def test_items_without_text_are_counted_in_one_report(read, write):
    bare = "<item><title>Only a title</title></item>"
    documents, troubles = read(write("a.rss", RSS.format(items=bare * 3 + ITEM.format(text=FIRST))))
    assert len(documents) == 1
    assert [trouble.message[:6] for trouble in troubles] == ["3 of 4"]


def test_a_broken_feed_gives_what_can_be_read(read, write):
    broken = RSS.format(items=ITEM.format(text=FIRST)).replace("</channel></rss>", "<item><title>cut")
    documents, _ = read(write("a.rss", broken))
    assert [document.title for document in documents] == ["Envoys & ports"]


def test_a_feed_without_items_is_reported(read, write):
    assert "no items" in read(write("a.rss", RSS.format(items="")))[1][0].message


def test_an_entity_bomb_is_contained(read, write):
    entities = '<!ENTITY a "Norland attacked. ">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    items = "<item><title>Bomb</title><description>&i;</description></item>"
    bomb = RSS.format(items=items).replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1)
    documents, troubles = read(write("a.rss", bomb))
    assert sum(len(document.text) for document in documents) < 10_000
    assert documents or troubles


def test_an_outside_entity_reads_no_file(read, write):
    secret = write("secret.txt", "the secret words of Norland")
    items = "<item><title>x</title><description>Norland agreed to &s; on Monday.</description></item>"
    feed = RSS.format(items=items).replace(
        "<rss", f'<!DOCTYPE rss [<!ENTITY s SYSTEM "file://{secret}">]><rss', 1
    )
    documents, _ = read(write("a.rss", feed))
    assert all("secret" not in document.text for document in documents)


def test_a_binary_file_is_no_feed(read, write):
    assert "binary" in read(write("a.rss", b"\x89PNG\r\n\x1a\n" + bytes(500)))[1][0].message


@pytest.mark.parametrize(
    "day", ["2026-02-31", "2026-13-45T00:00:00Z", "0000-00-00", "Mon, 99 Mar 2026 00:00:00 GMT"]
)
def test_a_day_that_no_calendar_has_is_no_date(read, write, day):
    feed = RSS.format(items=ITEM.format(text=FIRST)).replace("Mon, 02 Mar 2026 00:30:00 +0300", day)
    ((document,), _) = read(write("a.rss", feed))
    assert document.date is None


def test_a_reference_beyond_unicode_does_not_break_a_feed(read, write):
    ((document,), _) = read(
        write("a.rss", RSS.format(items=ITEM.format(text=FIRST)).replace("Envoys", "Envoys&#x110000;", 1))
    )
    assert document.text.startswith(FIRST)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_feed_in_wide_letters_is_read_without_a_mark(read, write, encoding):
    ((document,), _) = read(
        write("a.rss", RSS.format(items=ITEM.format(text=FIRST)).replace("utf-8", encoding).encode(encoding))
    )
    assert document.text.startswith(FIRST)
