"""What the gate loses, and what coding costs beside the parse it stands on.

    python benchmarks/gate.py --shared ../shared

Codes every n-th item of Wikipedia's current events with the gate and without it, and times the steps in one
run. Writes benchmarks/results/gate.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from corpora import current_events

from detente.coding.coder import Coder
from detente.coding.parse import load_parser
from detente.coding.standard import load_coder
from detente.model.document import Document
from detente.model.interchange import document_from_json

RESULT = Path(__file__).parent / "results" / "gate.md"


def events(coder: Coder, documents: list[Document]) -> set[tuple[str, int, str]]:
    """Give the events found, by document, place and line."""
    return {
        (document.id, event.evidence.span.start, event.line)
        for document, found in coder.code(documents)
        for event in found
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--every", type=int, default=50)
    given = parser.parse_args()
    items = islice(current_events(given.shared, range(2003, 2026), headings=False), 0, None, given.every)
    documents = [document_from_json(item) for item in items]
    coder = load_coder("en")
    open_gate = replace(coder, gate=lambda text, raws: tuple(True for _ in raws))
    every, found = events(open_gate, documents), events(coder, documents)
    sentences = [(d.text, coder.split(d.text)) for d in documents]
    passed = [
        (text, [raw for raw, holds in zip(raws, coder.gate(text, raws), strict=True) if holds])
        for text, raws in sentences
    ]
    alone = replace(load_parser("en"), acts=None)
    parse = seconds(lambda: alone.parse_many(passed))
    whole = seconds(lambda: list(coder.code(documents)))
    through = sum(len(raws) for _, raws in passed)
    total = sum(len(raws) for _, raws in sentences)
    lines = [
        "# The gate and the cost of coding",
        "",
        "Made by `benchmarks/gate.py`.",
        "",
        f"- items {len(documents)}, sentences {total}, through the gate {through}",
        f"- events without the gate {len(every)}, lost by it {len(every - found)} "
        f"(**{100 * len(every - found) / len(every):.1f} %**, bar 2 %)",
        f"- CPU: parse {parse:.1f} s, all of coding {whole:.1f} s: coding costs "
        f"**{(whole - parse) / parse:.2f}** of the parse it stands on (bar 1.00)",
        "",
    ]
    RESULT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def seconds(work: Callable[[], Any]) -> float:
    """Give the CPU seconds of the faster of two runs."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
