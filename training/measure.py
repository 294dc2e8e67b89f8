"""Counts right answers of a network on gold words while it trains; the benchmark counts on the product."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from batches import Batcher
from network import Network
from treebank import NAMES, Gold


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Give the (start, end, kind) of each name in a row of B- and I- labels."""
    found, start, kind = set(), -1, ""
    for place, label in enumerate([*labels, "O"]):
        if start >= 0 and label != f"I-{kind}":
            found.add((start, place, kind))
            start = -1
        if label[0] == "B" or (label[0] == "I" and start < 0):
            start, kind = place, label[2:]
    return found


def f_score(right: int, said: int, gold: int) -> float:
    """Give the harmonic mean of precision and recall, in percent."""
    return 200 * right / (said + gold) if said + gold else 0.0


@torch.inference_mode()
def evaluate(network: Network, batcher: Batcher, golds: Sequence[Gold]) -> dict[str, float]:
    """Give greedy scores in percent: UPOS, features, lemma scripts, UAS, LAS (universal part), names' F."""
    network.eval()
    right = dict.fromkeys(("upos", "bundles", "scripts", "uas", "las"), 0)
    total, names = 0, [0, 0, 0]
    universal = [relation.split(":")[0] for relation in batcher.places["relations"]]
    for group in groups_of(sorted(golds, key=lambda gold: len(gold.words)), 48):
        batch = batcher.batch(group)
        out, gold = network.scores(batch), batch.gold
        real = gold["heads"] >= 0
        total += int(real.sum())
        for layer in ("upos", "bundles", "scripts"):
            right[layer] += int(((out[layer].argmax(-1) == gold[layer]) & real).sum())
        heads = out["arcs"].masked_fill(~batch.words[:, None, :].bool(), -1e4).argmax(-1)
        good = (heads == gold["heads"]) & real
        right["uas"] += int(good.sum())
        chosen = network.relation_scores(out["dep"], out["head"], heads).argmax(-1)
        for row, sentence in enumerate(group):
            for n, relation in enumerate(sentence.relations, start=1):
                right["las"] += bool(good[row, n]) and universal[chosen[row, n]] == relation.split(":")[0]
        count_names(names, group, out["names"].argmax(-1))
    network.train()
    return {**{name: 100 * count / total for name, count in right.items()}, "names": f_score(*names)}


def count_names(names: list[int], group: Sequence[Gold], said: torch.Tensor) -> None:
    """Add up right, said and gold names of the sentences whose names are known."""
    for row, sentence in enumerate(group):
        if sentence.names:
            ours = spans([NAMES[n] for n in said[row, 1 : len(sentence.words) + 1].tolist()])
            gold = spans(sentence.names)
            names[0] += len(ours & gold)
            names[1] += len(ours)
            names[2] += len(gold)


def groups_of(golds: Sequence[Gold], size: int) -> Iterable[Sequence[Gold]]:
    """Cut a row of sentences into groups of one size."""
    return (golds[at : at + size] for at in range(0, len(golds), size))
