"""Takes the mean of two runs of the event reader, and writes the files of the package from it.

    python training/mean_acts.py FIRST.pt SECOND.pt --share 0.65

Both runs start from the same weights; their mean finds the parties of acts better than either alone (Model
soups, Wortsman and others 2022). The head of marked pairs is fitted anew to the mean layers, from the second
run's own.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from acts_network import ActReader
from export_acts import publish
from torch import Tensor, nn
from train_acts import FIRST, HERE, MODEL, Pair, examples, load, load_parser, pair_feed, pairs_of

OWN = ("pair", "marks")
"""How the names of weights begin that are taken from the second run alone."""


ROUNDS, BATCH, DROP, RATE = 20, 128, 0.5, 5e-4
"""Of the fit of the pair head; among six settings the differences on the pair records were below .01."""


def vectors(net: ActReader, pairs: list[Pair]) -> Tensor:
    """Give what the pair head rests on: the averages over source, target and sentence of each pair."""
    found = []
    with torch.no_grad():
        for start in range(0, len(pairs), 32):
            fed = pair_feed(pairs[start : start + 32])
            words = net.words(fed["states"], fed["mask"], fed["pool"], fed["marks"])
            sides = [torch.einsum("bw,bwh->bh", fed[side], words) for side in ("source", "target")]
            found.append(torch.cat([*sides, words[:, 0]], -1))
    return torch.cat(found)


def refit(net: ActReader, pairs: list[Pair], seed: int = 1) -> None:
    """Fit the pair head to layers that stay as they are; rare types weigh more."""
    torch.manual_seed(seed)
    pairs = sorted(pairs, key=lambda pair: len(pair[0].states))
    seen, types = vectors(net, pairs), torch.tensor([pair[3] for pair in pairs])
    weight = torch.bincount(types, minlength=net.pair.out_features).float() ** -0.5
    inner, outer = net.pair_in, net.pair
    optimizer = torch.optim.AdamW([*inner.parameters(), *outer.parameters()], lr=RATE, weight_decay=0.01)
    steps = ROUNDS * (len(pairs) // BATCH)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    drop = nn.Dropout(DROP)
    for _ in range(steps):
        some = torch.randint(0, len(pairs), (BATCH,))
        scores = outer(drop(F.relu(inner(drop(seen[some])))))
        loss = F.cross_entropy(scores, types[some], weight=weight / weight.mean(), label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        falling.step()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--share", type=float, default=0.65, help="of the second run in the mean")
    parser.add_argument("--model", type=Path, default=MODEL)
    given = parser.parse_args()
    first, second = torch.load(given.first), torch.load(given.second)
    mean = {
        name: value if name.startswith(OWN) else torch.lerp(first[name], value, given.share)
        for name, value in second.items()
    }
    net = ActReader(6 - FIRST)
    net.load_state_dict(mean)
    net.eval()
    found = examples(load(sorted((HERE / "sentences").glob("*.txt"))), load_parser("en"))
    refit(net, pairs_of(found))
    made = {
        "torch": torch.__version__,
        "sentences": len(found),
        "acts": sum(len(each.acts) for each in found),
        "pairs": len(pairs_of(found)),
        "mean_of": "two runs; see the model card",
        "share_of_second": given.share,
    }
    publish(net, found, given.model, made)


if __name__ == "__main__":
    main()
