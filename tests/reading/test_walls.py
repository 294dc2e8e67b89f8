from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from detente.reading.walls import load_walls
from tests.reading.samples import FIRST, SECOND, STORY, THIRD, page

LONG = tuple(f"{text} {number}" for number in range(8) for text in STORY)
EXAMPLES = [
    example
    for language in ("en", "fr", "ar")
    for example in tomllib.loads(
        (files("detente") / "data" / "lexicons" / language / "walls.toml").read_text(encoding="utf-8")
    )["examples"]
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_in_the_data_is_known(example):
    walls = load_walls()
    assert walls.paywall.search(example) or walls.cookies.search(example)


@pytest.mark.parametrize(
    "after",
    [
        '<div class="gate"><p>Subscribe to continue reading</p><button>Subscribe</button></div>',
        "<section><p>Cet article est réservé aux abonnés.</p></section>",
        "<aside>هذا المقال مخصص للمشتركين</aside>",
        '<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
    ],
)
def test_a_stub_before_a_paywall_gives_no_evidence(read, write, after):
    documents, troubles = read(write("a.html", page(FIRST, SECOND, after=after)))
    assert documents == []
    assert "behind a paywall" in troubles[0].message


def test_a_whole_article_with_an_offer_below_it_is_read(read, write):
    after = "<div><p>Subscribe to continue reading</p></div>"
    ((document,), _) = read(write("a.html", page(*LONG, after=after)))
    assert "Subscribe" not in document.text
    assert document.text.startswith(FIRST)


def test_a_wall_of_cookies_gives_no_evidence(read, write):
    wall = (
        "We and our 842 partners use cookies to personalise content and advertising on your device.",
        "You can accept or reject all cookies now, or change your consent at any time on our site.",
        "Some partners do not ask for your consent to process cookies, and rely on their interest.",
    )
    documents, troubles = read(write("a.html", page(*wall)))
    assert documents == []
    assert "wall of cookies" in troubles[0].message


def test_an_article_about_cookies_is_read(read, write):
    about = "Norland's parliament voted on Monday to ban cookies that follow readers without their consent."
    assert len(read(write("a.html", page(FIRST, about, SECOND, THIRD)))[0]) == 1


def test_a_live_blog_gives_no_evidence(read, write):
    head = '<script type="application/ld+json">{"@context": "x", "@type": "LiveBlogPosting"}</script>'
    documents, troubles = read(write("a.html", page(head=head)))
    assert documents == []
    assert "live blog" in troubles[0].message


FURNITURE = {
    "a caption": "<figure><img src=a><figcaption>Soldiers of Norland attack Sudoria</figcaption></figure>",
    "a read also box": "<div><strong>Read also:</strong> <a href=/x>Norland attacks Sudoria</a></div>",
    "a French box": "<p><strong>À lire aussi :</strong> <a href=/x>Le Norland attaque la Sudorie</a></p>",
    "an Arabic box": "<p>اقرأ أيضا: <a href=/x>نورلاند تهاجم سودوريا</a></p>",
    "headlines": "<h3>Related articles</h3><ul><li><a href=/x>Norland attacks Sudoria</a></li></ul>",
}


@pytest.mark.parametrize("kind", FURNITURE)
def test_what_stands_between_paragraphs_gives_no_evidence(read, write, kind):
    html = page(FIRST, SECOND, THIRD).replace(f"<p>{THIRD}", f"{FURNITURE[kind]}<p>{THIRD}")
    ((document,), _) = read(write("a.html", html))
    assert document.text == "\n".join(STORY)


SAID = "<p>Norland attacked Sudoria and everyone knows it, they should be ashamed of it.</p>"
COMMENTS = {
    "a thread": f'<section id="comments"><h2>3 Comments</h2><div class="comment">{SAID}</div></section>',
    "a list": f'<ol class="commentlist"><li class="comment"><cite>Bob</cite>{SAID}</li></ol>',
    "a form": '<div id="respond"><h3>Leave a Reply</h3><form><textarea></textarea></form></div>',
    "a bare thread": f"<div><h3>Comments (2)</h3><div><b>Bob</b>{SAID}</div><div>{SAID}</div></div>",
}


@pytest.mark.parametrize("kind", COMMENTS)
def test_comments_below_an_article_give_no_evidence(read, write, kind):
    ((document,), _) = read(write("a.html", page(after=COMMENTS[kind])))
    assert document.text == "\n".join(STORY)
