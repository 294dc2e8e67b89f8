"""Corpora of ../shared in detente's interchange form, one JSON object a line on standard output.

    python benchmarks/corpora.py current-events --shared ../shared > items.jsonl
    python benchmarks/corpora.py current-events --years 2011-2015 --every 28 --limit 3000
    python benchmarks/corpora.py wikinews                     (English and French; --language fr for one)

Identifiers depend on the source alone (day and place in the day, or the corpus's own), never on the options.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import quote

EVENTS = "corpora/wikipedia_current_events_en/current_events_odd_years.jsonl.gz"
WIKINEWS = (
    ("en", "corpora/wikinews_en_2019_2020/articles.jsonl.gz"),
    ("en", "corpora/wikinews_en_gum/articles.jsonl.gz"),
    ("fr", "corpora/wikinews_fr_winer/articles.jsonl.gz"),
)

AGENCY = re.compile(r"[\s,;]*[(\[](?P<name>[^()\[\]]{1,80})[)\]][\s.,;]*$")
"""One bracket at the end of an item; brackets that hold a year or an amount are text, not agencies."""
DATED = re.compile(r"\b(1[89]|20)\d\d\b|[$€£]")
VIA = re.compile(r"\s+(?:via|/)\s+.*$")
THUMB = re.compile(r"^(?:thumb|upright|right|left|frame|\d+px)\|(?:[^|]{0,30}\|)*")
ENDED = re.compile(r"[.!?][\"'”’)\]]*\s*$")
DATELINE = re.compile(r"^[A-Z][a-z]+day, [A-Z][a-z]+ \d{1,2}, \d{4}\s*$")
FRENCH_DATELINE = re.compile(
    r"^(?:1er|\d{1,2})\s+\w+\s+\d{4}(?:\s*,\s*\d{1,2}\s*h(?:\s*\d{2})?)?\s*\.?\s*[–-]\s*", re.MULTILINE
)


def read_lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def cut_agencies(text: str) -> tuple[str, str | None]:
    """The item without the bracketed agencies at its end, and the first of them."""
    first = None
    while (match := AGENCY.search(text)) and not DATED.search(match["name"]):
        first = VIA.sub("", match["name"].strip()) or None
        text = text[: match.start()].rstrip()
    return text, first


def is_heading(text: str, publisher: str | None) -> bool:
    """A topic line such as "Syrian civil war": nobody reports it and no sentence ends."""
    return publisher is None and not ENDED.search(text) and len(text.split()) < 10


def current_events(shared: Path, years: range, *, headings: bool) -> Iterator[dict]:
    for day in read_lines(shared / EVENTS):
        if int(day["date"][:4]) not in years:
            continue
        for place, (_, whole) in enumerate(day["items"]):
            text, publisher = cut_agencies(THUMB.sub("", whole.strip()))
            if not text or (is_heading(text, publisher) and not headings):
                continue
            page = quote(day["page"].replace(" ", "_"), safe=":/")
            yield {
                "id": f"ce-{day['date']}-{place:03d}",
                "text": text,
                "url": f"https://en.wikipedia.org/wiki/{page}#{place}",
                "publisher": publisher or "Wikipedia current events",
                "language": "en",
                "date": day["date"],
            }


def clean_story(text: str, title: str) -> str:
    """The story without its title and dateline lines; paragraphs parted by single line breaks."""
    lines = [line.strip() for line in text.split("\n")]
    kept = [line for line in lines if line and line != title and not DATELINE.match(line)]
    return FRENCH_DATELINE.sub("", "\n".join(kept), count=1).strip()


def wikinews(shared: Path, years: range, *, language: str | None) -> Iterator[dict]:
    for own, path in WIKINEWS:
        if language not in (None, own):
            continue
        for story in read_lines(shared / path):
            if int(story["date"][:4]) not in years:
                continue
            text = clean_story(story["text"], story["title"])
            if not text:
                continue
            page = quote(story["title"].replace(" ", "_"))
            yield {
                "id": story["id"],
                "text": text,
                "title": story["title"],
                "url": story.get("url") or f"https://{own}.wikinews.org/wiki/{page}",
                "publisher": "Wikinews",
                "language": own,
                "date": story["date"],
            }


def is_kept_apart(identifier: str) -> bool:
    """Tell whether an item is one of the quarter that training leaves out, unless it was labelled before."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 4 == 0


def read_years(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", choices=["current-events", "wikinews"])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--years", type=read_years, default=range(1, date.max.year), metavar="2011-2015")
    parser.add_argument("--every", type=int, default=1, help="keep every n-th document")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--headings", action="store_true", help="keep topic lines of current events too")
    parser.add_argument("--language", choices=["en", "fr"], help="one language of Wikinews")
    options = parser.parse_args()
    if options.corpus == "current-events":
        documents = current_events(options.shared, options.years, headings=options.headings)
    else:
        documents = wikinews(options.shared, options.years, language=options.language)
    stop = None if options.limit is None else options.limit * options.every
    for document in islice(documents, 0, stop, options.every):
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
