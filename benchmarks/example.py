"""How much of the answer sheet of the shipped example the dossier of Mali and Morocco says.

    python benchmarks/example.py [--no-file]

Reads and codes the example into a store in a temporary folder, gathers the facts at every day that the sheet
asks for, prints what held and what failed with the reason, and writes ``results/example.md``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.answers import PARTS, Answer, Example, check, days_asked, load_sheet  # noqa: E402

from detente import pipeline  # noqa: E402
from detente.storing.store import Store  # noqa: E402

READ_NOT_CODED = "fr and ar are read, not yet coded"


def gather(folder: Path) -> Example:
    """Read, code and store the example in `folder`, and gather the facts of its pair."""
    path = folder / "example.duckdb"
    pipeline.add_paths(path, list(PARTS))
    store, pair = Store(path, must_exist=True), pipeline.find_pair("Mali", "Morocco")
    facts = {day: pipeline.gather_facts(store, pair, as_of=day) for day in days_asked(load_sheet())}
    return Example(facts=facts, documents={document.id: document for document in store.documents()})


def table(answers: Sequence[Answer]) -> list[str]:
    """Give the counts by section as rows of a Markdown table."""
    rows = ["| section | must (en) | must (fr, ar) | must not |", "|---|---|---|---|"]
    sections = dict.fromkeys(answer.section for answer in answers)
    for section in (*sections, "all"):
        mine = [answer for answer in answers if section in (answer.section, "all")]
        cells = (
            [answer for answer in mine if answer.must and answer.language == "en"],
            [answer for answer in mine if answer.must and answer.language != "en"],
            [answer for answer in mine if not answer.must],
        )
        counts = " | ".join(f"{sum(a.held for a in cell)} / {len(cell)}" if cell else "" for cell in cells)
        rows.append(f"| {section} | {counts} |")
    return rows


def failures(answers: Sequence[Answer]) -> dict[str, list[str]]:
    """Give what failed, with its reason, under a heading for each sort."""
    found: Mapping[str, list[Answer]] = {
        "Must not, but does": [a for a in answers if not a.must and not a.held],
        "Must, but does not": [a for a in answers if a.must and not a.held and a.language == "en"],
        f"In other languages ({READ_NOT_CODED})": [
            a for a in answers if a.must and not a.held and a.language != "en"
        ],
    }
    return {
        head: [f"- `{a.id}` ({a.section}): {a.why}" for a in some] for head, some in found.items() if some
    }


def main() -> None:
    """Print the report and write it to ``results/example.md``."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--no-file", action="store_true", help="print only")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        answers = check(load_sheet(), gather(Path(folder)))
    parts = [f"## {head}\n\n" + "\n".join(lines) for head, lines in failures(answers).items()]
    intro = (
        "Written by `benchmarks/example.py`: the answer sheet of `src/detente/data/example`, entry by entry."
    )
    report = "\n\n".join(["# The shipped example", intro, "\n".join(table(answers)), *parts]) + "\n"
    print(report)
    if not options.no_file:
        (HERE / "results" / "example.md").write_text(report, encoding="utf-8")


if __name__ == "__main__":
    main()
