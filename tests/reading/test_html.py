from __future__ import annotations

import json
import time
from datetime import date

import pytest

from detente.model.errors import UnreadableError
from detente.reading.extractor import Extractor
from detente.reading.html import LONGEST_TAG, checked

PARAGRAPHS = (
    "Norland's foreign minister, Ada Berg, arrived in Sudorville on Monday for talks on fishing rights.",
    "The two governments signed an agreement that lets forty boats fish in the strait until the end of 2027.",
    "Ms Berg said that the commission of the two states would meet again in the spring to settle the quotas.",
)


def page(
    body: str = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS),
    *,
    head: str = "",
    language: str = "en",
    after: str = "",
) -> str:
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8">
    <title>Boats may fish again | The Harbour Post</title>
    <meta property="og:title" content="Boats may fish again">
    <meta property="og:site_name" content="The Harbour Post">
    <meta property="article:published_time" content="2026-03-02T08:00:00Z">
    <link rel="canonical" href="https://harbour.example/world/boats">{head}</head>
    <body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
    <article><h1>Boats may fish again</h1>{body}</article>{after}
    <footer>Copyright 2026 The Harbour Post. All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_article_with_title_publisher_date_language_and_address(read, write):
    documents, troubles = read(write("page.html", page()))
    assert troubles == []
    (document,) = documents
    assert document.text == "\n".join(PARAGRAPHS)
    assert (document.title, document.publisher) == ("Boats may fish again", "The Harbour Post")
    assert (document.date, document.language) == (date(2026, 3, 2), "en")
    assert document.url == "https://harbour.example/world/boats"


def test_a_page_tells_how_its_facts_were_found(read, write):
    ((document,), _) = read(write("page.html", page()))
    found = dict(document.found)
    assert found["date"] == "meta"
    assert found["publisher"] == "meta"
    assert found["language"] == "declared, words agree"


def test_a_date_in_linked_data_is_found_and_noted(read, write):
    data = json.dumps({"@type": "NewsArticle", "datePublished": "2026-03-02T08:00:00Z", "headline": "Boats"})
    head = f'<script type="application/ld+json">{data.replace(": ", ":")}</script>'
    ((document,), _) = read(write("page.html", page(head=head)))
    assert dict(document.found)["date"] == "json-ld"


def test_a_page_without_a_date_has_none(read, write):
    html = page().replace('<meta property="article:published_time" content="2026-03-02T08:00:00Z">', "")
    ((document,), _) = read(write("page.html", html.replace("2026", "")))
    assert document.date is None
    assert "date" not in dict(document.found)


def test_words_outweigh_a_wrongly_declared_language(read, write):
    ((document,), _) = read(write("page.html", page(language="fr")))
    assert document.language == "en"
    assert dict(document.found)["language"] == "words, against the declared one"


def test_scripts_and_styles_never_reach_the_text(read, write):
    body = "".join(f"<p>{p}</p><script>var seen = 'Norland attacked';</script>" for p in PARAGRAPHS)
    ((document,), _) = read(write("page.html", page(body, head="<style>p {color: red}</style>")))
    assert "attacked" not in document.text
    assert "color" not in document.text


def test_a_comment_form_and_share_lines_never_reach_the_text(read, write):
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "<p>Share this:</p><p>Read also: Ports reopen</p>"
    after = "<div><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div>"
    ((document,), _) = read(write("page.html", page(body, after=after)))
    assert document.text == "\n".join(PARAGRAPHS)


def test_a_page_that_shows_its_text_only_in_a_browser_is_reported(read, write):
    documents, troubles = read(write("page.html", "<html><body><div id='app'></div></body></html>"))
    assert documents == []
    assert "no article text" in troubles[0].message


def test_nuls_in_a_page_do_not_matter(read, write):
    ((document,), _) = read(write("page.html", page().replace("Norland", "Nor\0land")))
    assert document.text == "\n".join(PARAGRAPHS)


def test_a_tag_with_two_hundred_thousand_attributes_is_refused_at_once(read, write):
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    start = time.monotonic()
    documents, troubles = read(write("page.html", f"<html><body><p {attributes}>Text.</p></body></html>"))
    assert time.monotonic() - start < 5
    assert documents == []
    assert "64 kB" in troubles[0].message


def test_a_long_script_with_signs_for_less_than_is_no_long_tag():
    html = "<p>a</p><script>if (1 <b) {'" + "x" * (LONGEST_TAG + 10) + "'}</script><p>b</p>"
    assert checked(html) == html


def test_an_inline_picture_is_no_long_tag():
    assert checked('<img src="data:image/png;base64,' + "A" * 100_000 + '">') == '<img src="data:,">'


def test_deep_nesting_is_survived(read, write):
    html = page("<div>" * 100_000 + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</div>" * 100_000)
    documents, troubles = read(write("deep.html", html), write("good.html", page()))
    assert [document.origin for document in documents][-1].endswith("good.html")
    assert len(documents) + len(troubles) == 2


def test_a_page_that_keeps_the_parser_busy_is_given_up_and_the_next_one_is_read():
    slow = (
        "<html><body>"
        + "".join(f"<p>Norland and Sudoria {n} met.</p>" for n in range(60_000))
        + "</body></html>"
    )
    with Extractor(deadline=1.0) as extractor:
        extractor.ask("page", page().encode())
        with pytest.raises(UnreadableError, match="more than 1 s"):
            extractor.ask("page", slow.encode())
        assert "fish in the strait" in str(extractor.ask("page", page().encode())["text"])


def test_a_worker_that_dies_is_replaced():
    with Extractor() as extractor:
        extractor.ask("page", page().encode())
        extractor._process.kill()
        extractor._process.wait()
        with pytest.raises(UnreadableError, match="broke the parser"):
            extractor.ask("page", page().encode())
        assert extractor.ask("page", page().encode())["text"]


def test_the_worker_ends_with_the_reading():
    with Extractor() as extractor:
        extractor.ask("page", page().encode())
        process = extractor._process
    assert process.poll() is not None


def test_a_page_saved_in_an_old_encoding_is_read_as_it_declares(read, write):
    body = "".join(
        f"<p>{p}</p>"
        for p in (
            "Le ministre des Affaires étrangères a été reçu à la présidence, où il a remis un message.",
            "Les deux États ont signé un accord sur la pêche, a dit le ministère après l’issue du vote.",
        )
    )
    html = page(body, language="fr").replace('charset="utf-8"', 'charset="iso-8859-1"')
    ((document,), _) = read(write("page.html", html.encode("cp1252")))
    assert "étrangères a été reçu à la présidence" in document.text
    assert "l’issue" in document.text
    assert document.language == "fr"


def test_an_arabic_page_is_read_as_arabic(read, write):
    body = (
        "<p>استقبل وزير الخارجية سفير البلد المجاور يوم الاثنين في مقر الوزارة وبحث معه تعزيز التعاون.</p>"
        "<p>ووقع الجانبان اتفاقية جديدة في مجال الصيد البحري تسري حتى نهاية العام المقبل بحسب بيان رسمي.</p>"
    )
    ((document,), _) = read(write("page.html", page(body, language="ar")))
    assert document.language == "ar"
    assert document.text.count("\n") == 1


def test_an_address_that_is_no_web_address_is_dropped(read, write):
    html = page().replace("https://harbour.example/world/boats", "javascript:alert(1)")
    ((document,), _) = read(write("page.html", html))
    assert document.url is None


def test_marks_that_turn_text_around_are_dropped_from_titles(read, write):
    html = page().replace("Boats may fish again", "Boats \u202emay\u202c fish again")
    ((document,), _) = read(write("page.html", html))
    assert document.title == "Boats may fish again"


NOTE = "This copy is for your personal use. To order copies for your clients visit the shop of the house."


@pytest.mark.parametrize(
    ("thin", "broad", "taken"),
    [
        (NOTE, "\n".join(["Order Reprints", *PARAGRAPHS * 3]), "broad"),
        (NOTE, "\n".join(["Order Reprints", NOTE]), "thin"),  # no more prose than before
        (NOTE, "\n".join(["Menu of the day"] * 90), "thin"),  # more lines, but no sentences
        ("\n".join(PARAGRAPHS), "\n".join(PARAGRAPHS * 2), "thin"),
        ("", "\n".join(PARAGRAPHS * 3), "thin"),  # where no article is seen at all none is made up
    ],
)
def test_a_page_of_which_little_is_found_is_looked_at_once_more(monkeypatch, thin, broad, taken):
    from detente.reading import parsing

    class Found:
        author = url = title = sitename = date = None

        def __init__(self, text: str) -> None:
            self.text = text

    monkeypatch.setattr(parsing, "_extracted", lambda html, url, precise: Found(thin if precise else broad))
    assert parsing.parse_page(b"<html></html>", None)["text"] == (broad if taken == "broad" else thin)
