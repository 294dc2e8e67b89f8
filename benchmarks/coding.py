"""Code the development gold records and score them with the public scorers.

    python benchmarks/coding.py --shared ../shared [--sets werner_news,plover_gsr] [--errors]

Writes benchmarks/results/coding.md: every set by type, with bootstrap intervals. Sets whose records carry a
date are coded with it; in pair sets the relation of two marked parties is told.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from detente.coding.standard import load_coder
from detente.model.document import Document, Span
from detente.pipeline import event_lines
from detente.pipeline.coding import pair_line

EVENT_SETS = ("werner_news", "plover_gsr", "petr2_gsr", "cameo_conflibert", "werner_cameo", "cameo_manual")
PAIR_SETS = ("plv", "coped")
HERE = Path(__file__).parent


def code_file(records: list[dict], out: Path, coder) -> None:
    documents = [
        Document(id=r["id"], text=r["text"], language="en", date=day_of(r.get("date"))) for r in records
    ]
    with out.open("w") as handle:
        for document, events in coder.code(documents):
            line = {
                "id": document.id,
                "language": "en",
                "events": [line for e in events for line in event_lines(e, coder.kinds)],
            }
            handle.write(json.dumps(line, ensure_ascii=False) + "\n")


def relate_file(records: list[dict], out: Path, coder) -> None:
    with out.open("w") as handle:
        for r in records:
            source, target = (
                Span(start=span[0], end=span[1]) if span else None
                for span in (r["source_span"], r["target_span"])
            )
            document = Document(id=r["id"], text=r["text"], language="en", pair=(source, target))
            handle.write(json.dumps(pair_line(coder, document)) + "\n")


def day_of(text: str | None) -> date | None:
    """A publication day; a record that gives only a month has none."""
    return date.fromisoformat(text) if text and len(text) == 10 else None


def run(*command: str) -> str:
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", default=",".join((*EVENT_SETS, *PAIR_SETS)))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep", type=Path, help="keep the predictions in this folder")
    args = parser.parse_args()
    coder = load_coder("en")
    gold = args.shared / "gold"
    work = args.keep or Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    report = ["# Accuracy on the development halves", "", f"Coder {coder.fingerprint}", ""]
    for name in filter(None, args.sets.split(",")):
        path = gold / "dev" / f"{name}.jsonl"
        records = [json.loads(line) for line in path.open()]
        predicted = work / f"{name}.jsonl"
        (relate_file if name in PAIR_SETS else code_file)(records, predicted, coder)
        extra = ["--corrections", str(gold / "dev_corrections.jsonl")] if name == "petr2_gsr" else []
        said = run(str(gold / "score.py"), str(path), str(predicted), "--bootstrap", "200", *extra)
        report += [f"## {name}", "", "```", said.strip(), "```", ""]
    for name in ("relations_dev", "relations_dev_extra"):
        path = gold / f"{name}.jsonl"
        records = [r for r in map(json.loads, path.open()) if r["lang"] == "en"]
        predicted = work / f"{name}.jsonl"
        code_file(records, predicted, coder)
        extra = ["--errors"] if args.errors else []
        said = run(str(gold / "score_relations.py"), str(path), str(predicted), "--lang", "en", *extra)
        report += [f"## {name} (English)", "", "```", said.strip(), "```", ""]
    text = "\n".join(report)
    print(text)
    (HERE / "results" / "coding.md").write_text(text)


if __name__ == "__main__":
    main()
