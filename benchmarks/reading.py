"""Measure reading as shipped: body F1 and pages/s, and that no file of ../shared/corpora breaks it.

    python benchmarks/reading.py --shared ../shared        (writes benchmarks/results/reading.md)

Body F1 is that of the article extraction benchmark of Scrapinghub (MIT licence): true and false positives are
counted over 4-grams of words with their multiplicity, each page weighs the same; F1 is that of the means.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import resource
import statistics
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from detente.reading import Trouble, read_paths
from detente.reading.near import voices

PAGES = "corpora/html_zyte_benchmark_local_only/benchmark.tar"
OTHERS = (
    ("French, Arabic and mixed pages", "corpora/html_fr_ar_mixed_local_only/pages.tar.gz"),
    ("Global Voices pages and feed", "corpora/globalvoices_html_rss/gv_pages_and_feed.tar.gz"),
    ("real feeds and feedparser conformance cases", "corpora/feeds/feeds.tar.gz"),
    ("web archives, with pages, feeds and PDF files in them", "corpora/warc"),
    ("PDF files", "corpora/pdf/pdfs.tar.gz"),
)
WORD = re.compile(r"\w+")
TITLE_LINES = (
    "leave a reply",
    "your email address will not be published",
    "all rights reserved",
    "read more:",
)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    if len(words) < size:
        return Counter([tuple(words)]) if words else Counter()
    return Counter(tuple(words[place : place + size]) for place in range(len(words) - size + 1))


def shares(true: str, found: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page, as shares of their sum."""
    expected, got = shingles(true), shingles(found)
    tp, fp, fn = (
        sum((expected & got).values()), sum((got - expected).values()), sum((expected - got).values()),
    )  # fmt: skip
    total = tp + fp + fn or 1
    return tp / total, fp / total, fn / total


def f1(pages: Iterable[tuple[float, float, float]]) -> tuple[float, float, float]:
    """F1, precision and recall as the benchmark's evaluate.py has them: means over pages, then F1."""
    pages = list(pages)
    precision = statistics.mean(tp / (tp + fp) if tp + fp else 0.0 for tp, fp, _ in pages)
    recall = statistics.mean(tp / (tp + fn) if tp + fn else 0.0 for tp, _, fn in pages)
    return 2 * precision * recall / (precision + recall), precision, recall


def unpack(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder


def cpu_seconds() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def measure_bodies(shared: Path, folder: Path) -> list[str]:
    unpack(shared / PAGES, folder)
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    troubles: list[Trouble] = []
    start, cpu = time.perf_counter(), cpu_seconds()
    documents = list(read_paths([folder / "html"], report=troubles.append))
    wall, cpu = time.perf_counter() - start, cpu_seconds() - cpu
    found = {Path(str(document.origin)).name.split(".")[0]: document for document in documents}
    pages = [
        shares(page["articleBody"], found[key].text if key in found else "") for key, page in truth.items()
    ]
    score, precision, recall = f1(pages)
    chance = random.Random(0)
    spread = statistics.stdev(f1(chance.choices(pages, k=len(pages)))[0] for _ in range(200))
    whole = f1(share for (key, _), share in zip(truth.items(), pages, strict=True) if key in found)[0]
    dirty = sum(any(line in document.text.casefold() for line in TITLE_LINES) for document in documents)
    have = {
        name: sum(getattr(document, name) is not None for document in documents)
        for name in ("title", "publisher", "date", "language", "url", "author")
    }
    how = Counter(dict(document.found).get("date", "none") for document in documents)
    return [
        f"- pages {len(truth)}, read {len(documents)}, reported {len(troubles)}, crashed 0",
        f"- body F1 **{score:.3f} ± {spread:.3f}** (P {precision:.3f}, R {recall:.3f}; target ≥ .95)",
        f"- body F1 of the {len(documents)} that were read: {whole:.3f}; stubs before paywalls are refused",
        f"- {len(truth) / wall:.1f} pages/s wall, {len(truth) / cpu:.1f} per CPU second, start included",
        f"- load average of the machine meanwhile: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores",
        f"- pages with a line of a comment form, licence or link box left in: {dirty}",
        f"- found: {', '.join(f'{name} {count}' for name, count in have.items())}",
        f"- dates by source: {', '.join(f'{name} {count}' for name, count in how.most_common())}",
    ]


def measure_others(shared: Path, folder: Path) -> list[str]:
    lines = [
        "",
        "| corpus | files | documents | reported | seconds | per second |",
        "|---|---|---|---|---|---|",
    ]
    said: list[str] = []
    for number, (title, archive) in enumerate(OTHERS):
        origin = shared / archive
        place = origin if origin.is_dir() else unpack(origin, folder / str(number))
        files = [path for path in place.rglob("*") if path.is_file() and path.name != "SOURCE.txt"]
        troubles: list[Trouble] = []
        start = time.perf_counter()
        documents = list(read_paths(files, report=troubles.append))
        wall = time.perf_counter() - start
        counts = f"{len(files)} | {len(documents)} | {len(troubles)}"
        lines.append(f"| {title} | {counts} | {wall:.1f} | {len(documents) / wall:.1f} |")
        reasons = Counter(
            re.sub(r"\(.*|[:;].*|\d+", "", trouble.message)[:60].strip() for trouble in troubles
        )
        kinds = ", ".join(f"{reason} ({count})" for reason, count in reasons.most_common(4))
        said.append(f"- {title}: {kinds or 'nothing reported'}")
    return [*lines, "", "What was reported, by its first words:", "", *said]


def measure_conformance(shared: Path, folder: Path) -> list[str]:
    """The conformance cases hold feeds of one entry with a title: whether the feed and its entry are seen."""
    from detente.reading.extractor import Extractor

    place = unpack(shared / OTHERS[2][1], folder / "cases")
    cases = sorted(next(place.rglob("feedparser_small")).glob("*.xml"))
    seen = entries = 0
    with Extractor() as extractor:
        for path in cases:
            feed = extractor.ask("feed", path.read_bytes())
            seen += bool(feed["kind"])
            entries += len(feed["items"])  # type: ignore[arg-type]
    return [f"Conformance: {seen} of {len(cases)} cases are told to be a feed, with {entries} entries."]


def measure_voices() -> list[str]:
    """Copies with truth known: 3,000 texts and 1,000 copies of which a stretch of words was changed."""
    chance = random.Random(1)
    words = [f"w{number}" for number in range(20_000)]
    texts = {f"a{number:04d}": chance.choices(words, k=chance.randrange(60, 400)) for number in range(3000)}
    for number in range(1000):
        copy = list(texts[f"a{number:04d}"])
        size = int(len(copy) * chance.uniform(0, 0.2))
        start = chance.randrange(len(copy) - size)
        copy[start : start + size] = chance.choices(words, k=size)
        texts[f"b{number:04d}"] = copy
    start = time.process_time()
    found = voices((name, " ".join(text)) for name, text in texts.items())
    cpu = time.process_time() - start
    joined = sum(found[f"b{number:04d}"] == f"a{number:04d}" for number in range(1000))
    wrong = sum(voice != name and (name[0] == "a" or voice[1:] != name[1:]) for name, voice in found.items())
    speed = f"{len(texts) / cpu:,.0f} texts per CPU second"
    return ["", f"Near-duplicates: recall {joined / 1000:.3f}, wrong joins {wrong}, {speed}."]


def measure_lines(shared: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "items.jsonl"
        days = shared / "corpora/wikipedia_current_events_en/current_events_odd_years.jsonl.gz"
        with gzip.open(days, "rt", encoding="utf-8") as source, path.open("w", encoding="utf-8") as target:
            for line in source:
                for place, (_, text) in enumerate((day := json.loads(line))["items"]):
                    entry = {
                        "id": f"{day['date']}-{place}",
                        "text": text,
                        "language": "en",
                        "date": day["date"],
                    }
                    target.write(json.dumps(entry) + "\n")
        start, troubles = time.process_time(), []
        count = sum(1 for _ in read_paths([path], report=troubles.append))
        cpu = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        f"JSON Lines: {count:,} items read, {len(troubles)} reported, {count / cpu:,.0f} per CPU second; "
        f"peak memory of the whole benchmark {peak:.0f} MB."
    ]


def measure_table(count: int = 200_000) -> list[str]:
    """A CSV file of many rows, in the middle of which a quotation mark is never closed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        good = '{},Envoys,"Norland and Sudoria agreed on Monday to reopen their border, officials said."\n'
        with path.open("w", encoding="utf-8") as target:
            target.write("id,title,text\n")
            for number in range(count):
                target.write('x,Envoys,"never closed\n' if number == count // 2 else good.format(number))
        start, troubles = time.process_time(), []
        read = sum(1 for _ in read_paths([path], report=troubles.append))
        cpu = time.process_time() - start
    return [
        "",
        f"CSV: {read:,} of {count:,} rows read, {len(troubles)} reported (one has a quotation mark that is "
        f"never closed), {count / cpu:,.0f} per CPU second.",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "results" / "reading.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = [
            "# Reading, measured",
            "",
            "Made by `python benchmarks/reading.py`; do not edit.",
            "",
            "## Article pages",
            "",
        ]
        lines += measure_bodies(options.shared, Path(folder) / "pages")
        lines += [
            "",
            "## Everything else reads without a crash",
            *measure_others(options.shared, Path(folder)),
            "",
            *measure_conformance(options.shared, Path(folder)),
        ]
    lines += [
        "",
        "## Lines and copies",
        "",
        *measure_lines(options.shared),
        *measure_table(),
        *measure_voices(),
    ]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
