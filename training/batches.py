"""Turns annotated sentences into batches, with the small changes that make a model of books fit for news."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import torch
from network import Batch, Labels
from tokenizers import Tokenizer
from treebank import NAMES, UNKNOWN, Gold

from detente.coding.lemmas import script_of
from detente.coding.pieces import encode

CLS, SEP, MASK, UNK = 101, 102, 103, 100


def make_labels(golds: Sequence[Gold]) -> Labels:
    """Collect what each head may choose from; a bundle or script seen less than three times is not learnt."""
    bundles = Counter(bundle for gold in golds for bundle in gold.bundles)
    scripts = Counter(
        script_of(word, lemma)
        for gold in golds
        for word, lemma in zip(gold.words, gold.lemmas, strict=bool(gold.lemmas))
    )
    return Labels(
        upos=tuple(sorted({tag for gold in golds for tag in gold.upos})),
        bundles=tuple(sorted(bundle for bundle, count in bundles.items() if count >= 3)),
        scripts=tuple(sorted(script for script, count in scripts.items() if count >= 3)),
        relations=tuple(sorted({tag for gold in golds for tag in gold.relations} - {UNKNOWN, "dep"})),
        names=NAMES,
    )


class Batcher:
    """Makes batches; the same seed gives the same batches."""

    def __init__(self, tokenizer: Path, labels: Labels, seed: int = 0) -> None:
        reader = Tokenizer.from_file(str(tokenizer))
        reader.no_padding()
        reader.no_truncation()
        self.random = random.Random(seed)
        self.places = {
            layer: {label: n for n, label in enumerate(getattr(labels, layer))}
            for layer in ("upos", "bundles", "scripts", "relations", "names")
        }

        @lru_cache(maxsize=100_000)
        def pieces_of(word: str) -> tuple[int, ...]:
            return tuple(reader.encode(word, add_special_tokens=False).ids) or (UNK,)

        self.pieces_of = pieces_of

    def batch(self, golds: Sequence[Gold], mask_rate: float = 0.0) -> Batch:
        """Make one batch, hiding a share of the words."""
        coded = [encode(gold.words, gold.spaced, self.pieces_of) for gold in golds]
        size = len(golds)
        long = 2 + max(sum(map(len, pieces)) for pieces, _ in coded)
        wide = 1 + max(len(gold.words) for gold in golds)
        ids, shapes = torch.zeros(size, long, dtype=torch.long), torch.zeros(size, long, dtype=torch.long)
        mask, pool = torch.zeros(size, long, dtype=torch.bool), torch.zeros(size, wide, long)
        words = torch.zeros(size, wide)
        for row, (pieces, forms) in enumerate(coded):
            at, flat, kinds = 1, [CLS], [0]
            pool[row, 0, 0] = 1
            for n, (word, form) in enumerate(zip(pieces, forms, strict=True), start=1):
                hidden = mask_rate and self.random.random() < mask_rate
                flat += [MASK] * len(word) if hidden else list(word)
                kinds += [form] * len(word)
                pool[row, n, at : at + len(word)] = 1 / len(word)
                at += len(word)
            ids[row, : at + 1] = torch.tensor([*flat, SEP])
            shapes[row, :at] = torch.tensor(kinds)
            mask[row, : at + 1] = True
            words[row, : len(pieces) + 1] = 1
        return Batch(
            pieces=ids, shapes=shapes, mask=mask, pool=pool, words=words, gold=self.gold(golds, wide)
        )

    def gold(self, golds: Sequence[Gold], wide: int) -> dict[str, torch.Tensor]:
        """Number the labels of each layer."""
        out = {}
        for layer, places in self.places.items():
            out[layer] = torch.full((len(golds), wide), -100)
            for row, gold in enumerate(golds):
                if layer == "scripts":
                    values = [
                        script_of(*pair) for pair in zip(gold.words, gold.lemmas, strict=bool(gold.lemmas))
                    ]
                else:
                    values = list(getattr(gold, layer))
                if values:
                    out[layer][row, 1 : len(values) + 1] = torch.tensor(
                        [places.get(value, -100) for value in values]
                    )
        out["heads"] = torch.full((len(golds), wide), -100)
        for row, gold in enumerate(golds):
            if gold.heads:
                out["heads"][row, 1 : len(gold.heads) + 1] = torch.tensor(gold.heads)
        return out

    def epoch(self, golds: Sequence[Gold], words: int) -> Iterator[list[Gold]]:
        """Give all sentences once, in groups of about `words` words and of like length, in random order."""
        changed = [headline(gold, self.random) for gold in golds]
        changed.sort(key=lambda gold: len(gold.words) * self.random.uniform(0.9, 1.1))
        groups: list[list[Gold]] = [[]]
        for gold in changed:
            if groups[-1] and (len(groups[-1]) + 1) * len(gold.words) > words:
                groups.append([])
            groups[-1].append(gold)
        self.random.shuffle(groups)
        yield from groups


def headline(gold: Gold, chance: random.Random) -> Gold:
    """Sometimes write a sentence as headlines and hasty people do: other capitals, no final stop."""
    draw = chance.random()
    last = len(gold.words)
    if draw < 0.08 and gold.heads and last > 3 and gold.words[-1] == "." and last not in gold.heads:
        gold = replace(
            gold, words=gold.words[:-1], spaced=gold.spaced[:-1], upos=gold.upos[:-1],
            bundles=gold.bundles[:-1], lemmas=gold.lemmas[:-1], heads=gold.heads[:-1],
            relations=gold.relations[:-1], names=gold.names[:-1],
        )  # fmt: skip
    # A script is read off the word as it was written, so words that are rewritten teach no lemma.
    if draw < 0.03 or 0.08 <= draw < 0.10:
        return replace(gold, words=tuple(titled(word) for word in gold.words), lemmas=())
    if 0.10 <= draw < 0.12:
        return replace(gold, words=tuple(map(str.lower, gold.words)), lemmas=())
    if 0.12 <= draw < 0.135:
        return replace(gold, words=tuple(map(str.upper, gold.words)), lemmas=())
    return gold


def titled(word: str) -> str:
    """Write a word as a headline in title case does; short function words stay small."""
    return word if len(word) < 4 and word.islower() else word[:1].upper() + word[1:]
