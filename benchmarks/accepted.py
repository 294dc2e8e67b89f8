"""Draws events at random from current events to be read by a person, and counts what the reader accepted.

    python benchmarks/accepted.py draw --shared ../shared --seed 1 > to_read.txt
    python benchmarks/accepted.py count

`draw` codes every n-th item of Wikipedia's current events that is kept apart from the event reader's
training, and prints a random sample: the item, the event and a line for `benchmarks/answers/accepted.csv`.
The reader fills in `yes` or `no` (type, parties, direction and modality must all be right) and, where it is
`no`, what was wrong. The file refers to items; it holds no sentence of theirs.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from math import sqrt
from pathlib import Path

from corpora import current_events, is_kept_apart

from detente.coding.standard import load_coder
from detente.model.document import Document
from detente.model.event import Event
from detente.model.interchange import document_from_json

SENTENCES = Path(__file__).parents[1] / "training" / "sentences"
HELD = SENTENCES.parent / "held_out"
ANSWERS = Path(__file__).parent / "answers" / "accepted.csv"
EARLIER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
"""Drawings before the last, oldest first; each showed what was mended before the next."""
RESULT = Path(__file__).parent / "results" / "accepted.md"
FIELDS = ("item", "start", "event", "accepted", "wrong")


def drawn(shared: Path, seed: int, number: int, every: int) -> list[tuple[Document, Event]]:
    """Code every n-th item and draw from all the events found, each as likely as any other."""
    chance = random.Random(seed)
    taught = {
        line[1:].strip()
        for path in (*SENTENCES.glob("current_*.txt"), *HELD.glob("current_*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("@")
    }
    unseen = (
        item
        for item in current_events(shared, range(2003, 2026), headings=False)
        if item["id"] not in taught and is_kept_apart(item["id"])
    )
    items = islice(unseen, chance.randrange(every), None, every)
    coded = load_coder().code(map(document_from_json, items))
    return chance.sample([(document, event) for document, events in coded for event in events], number)


def draw(options: argparse.Namespace) -> None:
    """Print the sample, to be read."""
    writer = csv.writer(sys.stdout)
    for place, (document, event) in enumerate(
        drawn(options.shared, options.seed, options.number, options.every), start=1
    ):
        print(f"\n# {place}. {document.text}\n# >> {event.evidence.quote!r}  {said(event)}")
        writer.writerow([document.id, event.evidence.span.start, event.line, "", ""])


def said(event: Event) -> str:
    """Give the event in one line, with its type and day."""
    return f"{event.plover or '-'} {event.line} {event.when}"


def interval(right: int, number: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927)."""
    z, share = 1.96, right / number
    middle = share + z * z / (2 * number)
    spread = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    return (middle - spread) / (1 + z * z / number), (middle + spread) / (1 + z * z / number)


def judged_rows(path: Path, column: str) -> list[dict[str, str]]:
    """Read a file of answers, each of which must say yes or no."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    odd = [row for row in rows if row[column] not in {"yes", "no"}]
    if odd or not rows:
        sys.exit(f"{path}: {len(odd)} of {len(rows)} rows say neither yes nor no")
    return rows


def accepted(rows: Sequence[Mapping[str, str]]) -> int:
    """Count the rows that were accepted."""
    return sum(row["accepted"] == "yes" for row in rows)


def count(_: argparse.Namespace) -> None:
    """Write the share accepted, and the list of what was wrong."""
    rows = judged_rows(ANSWERS, "accepted")
    before = [judged_rows(ANSWERS.with_name(f"accepted_{name}.csv"), "accepted") for name in EARLIER]
    right = accepted(rows)
    low, high = interval(right, len(rows))
    wrong = Counter(row["wrong"] for row in rows if row["accepted"] == "no")
    lines = [
        "# Events a reader accepted",
        "",
        "Events drawn at random from Wikipedia's current events, each read; `benchmarks/accepted.py count`.",
        "",
        f"Accepted: **{right} of {len(rows)}** (95 % interval {low:.2f} to {high:.2f}; bar 0.88).",
        "",
        "| what was wrong | events |",
        "|---|---|",
        *(f"| {what} | {times} |" for what, times in wrong.most_common()),
        "",
        "Drawings before it, oldest first; what each showed was mended before the next, with other items: "
        + ", ".join(f"{accepted(each)} of {len(each)}" for each in before)
        + ".",
        "",
    ]
    RESULT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("--shared", type=Path, default=Path("../shared"))
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--number", type=int, default=100)
    drawing.add_argument("--every", type=int, default=5)
    drawing.set_defaults(act=draw)
    commands.add_parser("count").set_defaults(act=count)
    options = parser.parse_args()
    options.act(options)


if __name__ == "__main__":
    main()
