"""Fits and measures how far a reading can be trusted.

    PYTHONPATH=src python training/confidence.py --shared ../shared            (fits)
    PYTHONPATH=src python training/confidence.py --shared ../shared --measure  (measures what is there)

An event is right when a development record has one of its type between its parties, as the public scorers
match them. Weights are few and fitted with a penalty; what is reported is fitted on four fifths of the
records and measured on the last, in turn.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.coding.coder import Coder, Trust
from detente.coding.confidence import features
from detente.coding.standard import load_coder
from detente.model.document import Document
from detente.model.event import Event
from detente.model.interchange import tie_to_json
from detente.pipeline import event_lines

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "detente" / "data" / "models" / "en" / "confidence.toml"
RESULT = HERE.parent / "benchmarks" / "results" / "confidence.md"
SETS = ("werner_news", "werner_cameo", "petr2_gsr")
RELATIONS = ("relations_dev", "relations_dev_extra")
PENALTY = 0.002
HEAD = """\
# Weights of the probability that a careful reader accepts an event (`coding/confidence.py`), as logits.
# Source: fitted by training/confidence.py on development records. Licence: Apache-2.0.
# Known gaps: fitted on {} events; benchmarks/results/confidence.md tells how well they hold.

[weights]
"""
TITLE = (
    "# How well the confidences hold",
    "",
    "Made by `training/confidence.py`; weights fitted on four fifths, measured on the last, in turn.",
    "",
)
FOLDS = 5
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Read:
    """One event: its record, features and whether it is right."""

    record: str
    seen: Mapping[str, float]
    right: bool
    given: float


def coded(
    coder: Coder, records: Sequence[Mapping[str, Any]]
) -> list[list[tuple[Event, Mapping[str, float], float]]]:
    """Code records, keeping for each event the features of its reading."""
    kept: list[tuple[Mapping[str, float], float]] = []

    def note(frame: Any, judgement: Any, sentence: Any) -> float:
        kept.append((features(frame, judgement, sentence), coder.confide(frame, judgement, sentence)))
        return float(len(kept))

    noting = replace(coder, confide=note, trust=Trust())
    documents = [Document(id=r["id"], text=r["text"], language="en") for r in records]
    return [
        [(event, *kept[int(event.confidence) - 1]) for event in events]
        for _, events in noting.code(documents)
    ]


def judge_set(coder: Coder, shared: Path, name: str) -> list[Read]:
    """Judge the events of a set of coded sentences."""
    sys.path.insert(0, str(shared / "gold"))
    import score

    records = [json.loads(line) for line in (shared / "gold" / "dev" / f"{name}.jsonl").open()]
    fixed = {c["id"]: c for c in map(json.loads, (shared / "gold" / "dev_corrections.jsonl").open())}
    found = []
    for record, events in zip(records, coded(coder, records), strict=True):
        gold = fixed.get(record["id"], record).get("events", record["events"])
        theirs = score.pairs([score.Event(e, gold=True) for e in gold])
        for event, seen, given in events:
            if event.plover is None or str(event.modality) in ("negated", "hypothetical", "historical"):
                continue
            line = next(iter(event_lines(event, coder.kinds)))
            ours = score.pairs([score.Event(line)])
            right = any(
                p[2].plover in g[2].types and score.pair_match(g, p, "dyad", False)
                for g in theirs
                for p in ours
            )
            found.append(Read(record["id"], seen, right, given))
    return found


def judge_relations(coder: Coder, shared: Path, name: str) -> list[Read]:
    """Judge the events of the annotated passages."""
    path = shared / "gold" / f"{name}.jsonl"
    records = [r for r in map(json.loads, path.open()) if r["lang"] == "en"]
    found = []
    for record, events in zip(records, coded(coder, records), strict=True):
        for event, seen, given in events:
            if event.plover is not None:
                right = any(_fits(event, gold) for gold in record["events"])
            elif (tie := tie_to_json(event.tie)) is not None:
                right = any(_is_tie(tie, gold) for gold in record["ties"])
            else:
                continue
            found.append(Read(record["id"], seen, right, given))
    return found


def _is_tie(tie: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    """Tell whether a tie has the kind and the parties of an annotated one."""
    kinds = {gold["kind"]} | ({"relations"} if "relations_" in str(gold["status"]) else set())
    return tie["kind"] in kinds and set(gold["parties"]) <= set(tie["parties"])


def _fits(event: Event, gold: Mapping[str, Any]) -> bool:
    types = {gold["plover"], *(gold.get("alt") or ())}
    sides = [{code[:3] for code in str(gold.get(side) or "").split("|")} for side in ("source", "target")]
    ours = [
        {(m.actor.country or m.actor.body or "---")[:3] for m in side}
        for side in (event.source, event.target)
    ]
    straight = bool(ours[0] & sides[0]) and bool(ours[1] & sides[1])
    crossed = bool(ours[0] & sides[1]) and bool(ours[1] & sides[0])
    both = event.reciprocal and len(sides[0] & ours[0]) > 0 and len(sides[1] & ours[0]) > 0
    return event.plover in types and (straight or both or (crossed and bool(gold.get("symmetric"))))


def fit(x: Array, y: Array) -> Array:
    """Fit a logistic regression by Newton's steps; the last weight is the bias."""
    x = np.hstack([x, np.ones((len(x), 1))])
    weight = np.zeros(x.shape[1])
    ridge = PENALTY * len(x) * np.eye(x.shape[1])
    ridge[-1, -1] = 0
    for _ in range(40):
        share = 1 / (1 + np.exp(-(x @ weight)))
        slope = x.T @ (share - y) + ridge @ weight
        weight -= np.linalg.solve((x * (share * (1 - share))[:, None]).T @ x + ridge, slope)
    return weight


def crossed(reads: Sequence[Read], names: Sequence[str]) -> Array:
    """Give each event the probability that weights fitted without its record give it."""
    x, y = table(reads, names)
    records = sorted({read.record for read in reads})
    fold = {record: n % FOLDS for n, record in enumerate(records)}
    folds = np.array([fold[read.record] for read in reads])
    out = np.zeros(len(reads))
    for n in range(FOLDS):
        weight = fit(x[folds != n], y[folds != n])
        out[folds == n] = 1 / (1 + np.exp(-(x[folds == n] @ weight[:-1] + weight[-1])))
    return out


def table(reads: Sequence[Read], names: Sequence[str]) -> tuple[Array, Array]:
    """Give features and answers as numbers."""
    return (
        np.array([[read.seen[name] for name in names] for read in reads]),
        np.array([read.right for read in reads], np.float64),
    )


def report(share: Array, right: Array) -> list[str]:
    """Write Brier score and reliability by tenths."""
    base = right.mean()
    lines = [
        f"{len(right)} events, {100 * base:.1f} % right. Brier score {((share - right) ** 2).mean():.3f}"
        f" (always saying the share of right ones: {base * (1 - base):.3f}).", "",
        "| probability told | events | told on average | right |", "|---|---|---|---|",
    ]  # fmt: skip
    for low in np.arange(0, 1, 0.1):
        inside = (share >= low) & (share < low + 0.1 + 1e-9 * (low > 0.85))
        if inside.any():
            lines.append(
                f"| {low:.1f} to {low + 0.1:.1f} | {inside.sum()} | {share[inside].mean():.2f} |"
                f" {right[inside].mean():.2f} |"
            )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--measure", action="store_true", help="measure the weights as they are")
    given = parser.parse_args()
    coder = load_coder("en")
    reads = [read for name in SETS for read in judge_set(coder, given.shared, name)]
    reads += [read for name in RELATIONS for read in judge_relations(coder, given.shared, name)]
    names = sorted(reads[0].seen)
    _, right = table(reads, names)
    share = np.array([read.given for read in reads]) if given.measure else crossed(reads, names)
    lines = report(share, right)
    print("\n".join(lines))
    if not given.measure:
        x, y = table(reads, names)
        weight = fit(x, y)
        values = [f"{name} = {value:.3f}" for name, value in zip((*names, "bias"), weight, strict=True)]
        TARGET.write_text(HEAD.format(len(reads)) + "\n".join(values) + "\n", encoding="utf-8")
        RESULT.write_text("\n".join([*TITLE, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
