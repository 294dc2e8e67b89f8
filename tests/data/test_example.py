"""The shipped example: articles are what they claim to be, and the answer sheet speaks of words in them."""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
import trafilatura

EXAMPLE = Path(__file__).parents[2] / "src" / "detente" / "data" / "example"

LANGUAGE_OF_DOMAIN = {"fleuve.example": "fr", "quotidien-atlas.example": "fr", "qafila.example": "ar"}
LANGUAGE_OF_NAME = {"fleuve": "fr", "atlas": "fr", "qafila": "ar"}

FURNITURE = (
    "cookie",
    "Read also",
    "Most read",
    "You may also like",
    "More from Africa",
    "Share this article",
    "Subscribe",
    "Sign up",
    "Leave a Reply",
    "Your email address",
    "Required fields",
    "About the author",
    "Post navigation",
    "All rights reserved",
    "all rights reserved",
    "Privacy policy",
    "Your privacy",
    "prediction game",
    "appeared first on",
    "Lire aussi",
    "Sur le même sujet",
    "Abonnez-vous",
    "Tous droits réservés",
    "Réagir à cet article",
    "اقرأ أيضا",
    "اترك تعليقا",
    "جميع الحقوق محفوظة",
    "ملفات تعريف الارتباط",
)

# Not complete: names that a writer of such texts would be most likely to let slip.
REAL_PUBLISHERS = (
    "Reuters|AFP|Agence France-Presse|Associated Press|Bloomberg|Xinhua|Al Jazeera|Jeune Afrique|"
    "APA News|Hespress|Le360|Yabiladi|Maliweb|Maliactu|Studio Tamani|Africanews|Anadolu|TASS|Sputnik|"
    "RFI|BBC|CNN|MAP|APS|TelQuel|Le Monde|Medias24|Morocco World News|TSA|Le Desk|Panapress|Al-Ain|"
    "الجزيرة|هسبريس"
)

SECTIONS = {"records", "ties", "statements", "ladder", "promises", "third_parties", "doubts", "sources"}
TIE_KINDS = {
    "agreement",
    "commission",
    "embassy",
    "ambassador",
    "visit",
    "project",
    "initiative",
    "membership",
    "stance",
    "relations",
    "recognition",
}
PLOVER = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}
FIELDS = {
    "id",
    "section",
    "event",
    "kind",
    "plover",
    "plover_alt",
    "parties",
    "mutual",
    "status",
    "status_alt",
    "level",
    "level_min",
    "as_of",
    "day",
    "day_end",
    "precision",
    "person",
    "speaker",
    "office",
    "side",
    "about",
    "manner",
    "manner_alt",
    "topic",
    "place",
    "sort",
    "detail",
    "readings",
    "used",
    "voices",
    "same_as",
    "kept_by",
    "unless",
    "furniture",
    "quote_contains",
    "articles",
    "other_quote",
    "other_article",
    "language",
    "fact",
    "why",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of the example as its format gives it."""

    where: str
    language: str
    day: str
    publisher: str
    url: str
    title: str
    body: str


def plain(text: str) -> str:
    """The text with every run of white space, no-break spaces included, made one space."""
    return re.sub(r"\s+", " ", text).strip()


def page(path: Path) -> Article:
    source = path.read_text(encoding="utf-8")
    body = trafilatura.extract(source, favor_precision=True, include_comments=False) or ""
    about = trafilatura.extract_metadata(source)
    language = re.search(r'<html[^>]*\blang="(\w\w)', source)
    return Article(
        where=f"pages/{path.name}",
        language=language[1] if language else "",
        day=about.date or "",
        publisher=about.sitename or "",
        url=about.url or "",
        title=about.title or "",
        body=plain(body),
    )


def feed_items(path: Path) -> list[Article]:
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo, f"{path.name} is not well-formed: {feed.get('bozo_exception')}"
    items = []
    for entry in feed.entries:
        markup = entry.content[0].value if "content" in entry else entry.summary
        items.append(
            Article(
                where=f"feeds/{path.name}#{entry.id}",
                language=(feed.feed.get("language") or "")[:2],
                day=date(*entry.published_parsed[:3]).isoformat(),
                publisher=feed.feed.title,
                url=entry.link,
                title=entry.title,
                body=plain(html.unescape(re.sub(r"<[^>]+>", " ", markup))),
            )
        )
    return items


def text_file(path: Path) -> Article:
    title, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    name = path.stem.split("-")
    dateline = re.match(r"[^—-]*\(([^()]+)\)", body)
    return Article(
        where=f"texts/{path.name}",
        language=LANGUAGE_OF_NAME.get(name[3], "en"),
        day="-".join(name[:3]),
        publisher=dateline[1] if dateline else "",
        url="",
        title=title.removeprefix("# "),
        body=plain(body),
    )


def line(number: int, raw: str) -> Article:
    row = json.loads(raw)
    assert set(row) == {"id", "title", "text", "url", "publisher", "language", "date"}, (
        f"line {number}: {sorted(row)}"
    )
    return Article(
        where=f"articles.jsonl#{row['id']}",
        language=row["language"],
        day=row["date"],
        publisher=row["publisher"],
        url=row["url"],
        title=row["title"],
        body=plain(row["text"]),
    )


@cache
def articles() -> tuple[Article, ...]:
    found = [page(path) for path in sorted(EXAMPLE.glob("pages/*"))]
    found += [item for path in sorted(EXAMPLE.glob("feeds/*")) for item in feed_items(path)]
    found += [text_file(path) for path in sorted(EXAMPLE.glob("texts/*"))]
    rows = (EXAMPLE / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(found + [line(number, raw) for number, raw in enumerate(rows, 1)])


def answers() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((EXAMPLE / "answers.toml").read_text(encoding="utf-8"))


def entries() -> list[dict[str, Any]]:
    sheet = answers()
    return sheet["must"] + sheet["must_not"]


def test_the_folder_holds_the_promised_number_of_articles_in_each_language_and_form() -> None:
    assert Counter(article.language for article in articles()) == {"en": 48, "fr": 12, "ar": 8}
    forms = Counter(re.split(r"[/#]", article.where)[0] for article in articles())
    assert forms == {"pages": 40, "feeds": 13, "texts": 8, "articles.jsonl": 7}
    assert len({article.where for article in articles()}) == len(articles())


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.where)
def test_an_article_has_a_body_a_day_a_title_and_an_invented_publisher(article: Article) -> None:
    assert 120 <= len(article.body.split()) <= 350
    assert date.fromisoformat(article.day).isoformat() == article.day
    assert article.title
    assert re.search(r"example|exemple|مثال", article.publisher), article.publisher
    assert article.url == "" or re.match(r"https://[\w.-]+\.example/", article.url), article.url


@pytest.mark.parametrize("article", articles(), ids=lambda article: article.where)
def test_no_furniture_is_left_in_a_body(article: Article) -> None:
    assert [phrase for phrase in FURNITURE if phrase in article.body] == []


@pytest.mark.parametrize("path", sorted(EXAMPLE.glob("pages/*")), ids=lambda path: path.name)
def test_a_page_tells_its_day_and_address_as_its_file_name_does(path: Path) -> None:
    article = page(path)
    assert article.day == path.name[:10]
    assert path.stem.split("-", 4)[4] in article.url
    domain = article.url.split("/")[2].removeprefix("www.")
    assert article.language == LANGUAGE_OF_DOMAIN.get(domain, "en")


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.*")), ids=lambda path: path.name)
def test_no_file_names_a_real_publisher_or_a_real_address(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert re.findall(rf"(?<!\w)(?:{REAL_PUBLISHERS})(?!\w)", source) == []
    vocabularies = r"schema\.org|purl\.org|www\.w3\.org"
    hosts = set(re.findall(r"https?://([\w.-]+)", source))
    assert {
        host for host in hosts if not re.fullmatch(rf"(?:[\w-]+\.)*example|{vocabularies}", host)
    } == set()


def test_the_answer_sheet_is_long_enough_and_uses_only_known_words() -> None:
    sheet = answers()
    assert set(sheet) == {"must", "must_not"}
    assert len(sheet["must"]) >= 45
    assert len(sheet["must_not"]) >= 20
    assert len({entry["id"] for entry in entries()}) == len(entries())
    for entry in entries():
        assert set(entry) <= FIELDS, entry["id"]
        assert entry["section"] in SECTIONS, entry["id"]
        assert entry["why"], entry["id"]
        if entry["section"] == "ties" and "kind" in entry:
            assert entry["kind"] in TIE_KINDS, entry["id"]
        for plover in [entry.get("plover", ""), *entry.get("plover_alt", [])]:
            assert plover == "" or plover in PLOVER, entry["id"]
        for key in {"as_of", "day", "day_end"} & set(entry):
            date.fromisoformat(entry[key])


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["id"])
def test_the_words_of_an_answer_stand_in_exactly_the_articles_it_names(entry: dict[str, Any]) -> None:
    holding = sorted(article.where for article in articles() if entry["quote_contains"] in article.body)
    if entry.get("furniture"):
        pages = "".join(path.read_text(encoding="utf-8") for path in EXAMPLE.glob("pages/*"))
        assert holding == []
        assert entry["quote_contains"] in pages
    else:
        assert holding == entry["articles"] != []
    if "other_quote" in entry:
        other = next(article for article in articles() if article.where == entry["other_article"])
        assert entry["other_quote"] in other.body


@pytest.mark.parametrize("entry", answers()["must"], ids=lambda entry: entry["id"])
def test_what_is_demanded_is_told_in_the_language_it_names(entry: dict[str, Any]) -> None:
    language = {article.where: article.language for article in articles()}
    assert {language[where] for where in entry["articles"]} == {entry["language"]}
