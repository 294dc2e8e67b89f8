"""Fits and measures how far a reading can be trusted.

    PYTHONPATH=src python training/confidence.py --shared ../shared            (fits)
    PYTHONPATH=src python training/confidence.py --shared ../shared --measure  (measures on unseen items)

An event is right when a development record has one of its type between its parties, as the public scorers
match them, or when a text of `training/held_out`, which the event reader is not taught with, has an act of
its type with its parties. Half of these texts measure, and are not fitted to. Weights are few and fitted with
a penalty; what is reported is fitted on four fifths of the records and measured on the last, in turn.
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
from labelled import Act, Stretch, named_texts, read_blocks
from numpy.typing import NDArray

from detente.coding.coder import Coder, Trust
from detente.coding.confidence import PLANS, features
from detente.coding.standard import load_coder
from detente.model.actor import Mention
from detente.model.document import Document
from detente.model.event import Event, Modality
from detente.model.interchange import tie_to_json
from detente.pipeline import event_lines

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "detente" / "data" / "models" / "en" / "confidence.toml"
RESULT = HERE.parent / "benchmarks" / "results" / "confidence.md"
SETS = ("werner_news", "werner_cameo", "petr2_gsr")
RELATIONS = ("relations_dev", "relations_dev_extra")
HELD = HERE / "held_out"
FITTED, APART = ("current_h0.txt", "current_h1.txt"), ("current_h2.txt", "current_h3.txt")
"""Of `held_out`: what the fit learns from, and what measures it."""
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
    "Made by `training/confidence.py`. Weights are fitted on development records (werner_news, werner_cameo,",
    "petr2_gsr, relations_dev) and on 1,400 items of `training/held_out`.",
    "",
)
CROSSED = ("## On those records", "", "Fitted on four fifths, measured on the last, in turn.", "")
UNSEEN = (
    "",
    "## On items that no fit saw",
    "",
    "Events in 1,400 further items of `training/held_out`, as the shipped weights judge them.",
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
    noting, kept = noted(coder)
    documents = [Document(id=r["id"], text=r["text"], language="en") for r in records]
    return [
        [(event, *kept[int(event.confidence) - 1]) for event in events]
        for _, events in noting.code(documents)
    ]


def noted(coder: Coder) -> tuple[Coder, list[tuple[Mapping[str, float], float]]]:
    """Give a coder that tells all it reads, the confidence being the place in the list of what it noted."""
    kept: list[tuple[Mapping[str, float], float]] = []

    def note(frame: Any, judgement: Any, sentence: Any) -> float:
        kept.append((features(frame, judgement, sentence), coder.confide(frame, judgement, sentence)))
        return float(len(kept))

    return replace(coder, confide=note, trust=Trust()), kept


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


def judge_held(coder: Coder, shared: Path, names: Sequence[str]) -> list[Read]:
    """Judge the events of the labelled texts that are kept from training."""
    troubles: list[str] = []
    items = named_texts(shared)
    texts = [block for name in names for block in read_blocks(HELD / name, items, troubles)]
    if troubles:
        raise SystemExit("\n".join(troubles))
    noting, kept = noted(coder)
    documents = [Document(id=text.name, text=text.text, language="en") for text in texts]
    found = []
    for text, readings in zip(texts, noting.read(documents), strict=True):
        mentions = [mention for reading in readings for mention in reading.mentions]
        for event in (event for reading in readings for event in reading.events):
            if event.plover is None or event.modality is Modality.NEGATED:
                continue
            seen, given = kept[int(event.confidence) - 1]
            right = any(_tells(event, act, text.text, mentions) for act in text.acts)
            found.append(Read(text.name, seen, right, given))
    return found


def _tells(event: Event, act: Act, text: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether an event is a labelled act: its type, and on each side somebody of that side or nobody."""
    if event.plover not in {act.plover, PLANS.get(act.plover)}:
        return False
    sides = (act.source, act.target)
    ours = (event.source, event.target)
    if event.reciprocal or (act.plover == "CONSULT" and not (event.target and act.target)):
        both = (*act.source, *act.target)
        return bool(both) and _is_side((*event.source, *event.target), both, event, text, mentions)
    return all(_is_side(one, other, event, text, mentions) for one, other in zip(ours, sides, strict=True))


def _is_side(
    ours: Sequence[Mention], theirs: Sequence[Stretch], event: Event, text: str, mentions: Sequence[Mention]
) -> bool:
    """Tell whether every party stands in a labelled one, or is the state of the place where it stands.

    Nobody is right where the label has nobody of a known state.
    """
    named = {m.actor for m in mentions if m.how != "place" and any(_meet(m, stretch) for stretch in theirs)}
    if not ours:
        words = [text[slice(*stretch)] for stretch in theirs]
        parts = [part.text for part in event.parts]
        return not named or any(part in word or word in part for part in parts for word in words)
    return all(
        m.actor in named or (m.how == "place" and not named) or any(_meet(m, stretch) for stretch in theirs)
        for m in ours
    )


def _meet(mention: Mention, stretch: Stretch) -> bool:
    return mention.span.start < stretch[1] and stretch[0] < mention.span.end


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
    parser.add_argument("--measure", action="store_true", help="measure the fitted weights on unseen items")
    given = parser.parse_args()
    coder = load_coder("en")
    if not given.measure:
        reads = [read for name in SETS for read in judge_set(coder, given.shared, name)]
        reads += [read for name in RELATIONS for read in judge_relations(coder, given.shared, name)]
        reads += judge_held(coder, given.shared, FITTED)
        names = sorted(reads[0].seen)
        x, y = table(reads, names)
        weight = fit(x, y)
        values = [f"{name} = {value:.3f}" for name, value in zip((*names, "bias"), weight, strict=True)]
        TARGET.write_text(HEAD.format(len(reads)) + "\n".join(values) + "\n", encoding="utf-8")
        lines = report(crossed(reads, names), y)
        RESULT.write_text("\n".join([*TITLE, *CROSSED, *lines, ""]), encoding="utf-8")
    else:
        held = judge_held(coder, given.shared, APART)
        lines = report(np.array([r.given for r in held]), np.array([r.right for r in held], np.float64))
        with RESULT.open("a", encoding="utf-8") as file:
            file.write("\n".join([*UNSEEN, *lines, ""]))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
