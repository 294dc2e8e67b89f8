"""Takes the mean of runs of the event reader, and writes the files of the package from it.

    python training/mean_acts.py build/acts/order-*.pt

The runs start from the same weights and see the same sentences in other orders (Model soups, Wortsman and
others 2022); of one run the mean is itself. The head of marked pairs is fitted anew to the layers.
`--only-measure` writes nothing.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from acts_network import ActReader
from acts_table import MODEL, Table, table_of
from export_acts import publish
from measure_acts import measured
from torch import Tensor, nn
from train_acts import LAYERS, over, pairs_of

ROUNDS, BATCH, DROP, RATE = 20, 128, 0.5, 5e-4
"""Of the fit of the pair head; among six settings the differences on the pair records were below .01."""


def mean_of(paths: list[Path]) -> ActReader:
    """Give the reader whose weights are the mean of those in some files."""
    runs = [torch.load(path, weights_only=True) for path in paths]
    net = ActReader(LAYERS)
    net.load_state_dict({
        name: torch.stack([run[name].float() for run in runs]).mean(0) for name in runs[0]
    })  # fmt: skip
    net.eval()
    return net


def vectors(net: ActReader, table: Table) -> tuple[Tensor, Tensor]:
    """Give what the pair head rests on for each pair, and the pairs' types."""
    pairs = sorted(pairs_of(table.found), key=lambda pair: int(table.lengths[pair[0]]))
    found = []
    with torch.no_grad():
        for start in range(0, len(pairs), 32):
            some = pairs[start : start + 32]
            feed = table.feed([pair[0] for pair in some])
            averages, marks = over(feed, 0, some)
            found.append(net.pair_vector(net.words(feed.states, feed.mask, feed.pool, marks), *averages))
    return torch.cat(found), torch.tensor([pair[3] for pair in pairs])


def refit(net: ActReader, table: Table, seed: int = 1) -> None:
    """Fit the pair head to layers that stay as they are; rare types weigh more."""
    torch.manual_seed(seed)
    seen, types = vectors(net, table)
    weight = torch.bincount(types, minlength=net.pair.out_features).float() ** -0.5
    inner, outer = net.pair_in, net.pair
    optimizer = torch.optim.AdamW([*inner.parameters(), *outer.parameters()], lr=RATE, weight_decay=0.01)
    steps = ROUNDS * (len(types) // BATCH)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    drop = nn.Dropout(DROP)
    for _ in range(steps):
        some = torch.randint(0, len(types), (BATCH,))
        scores = outer(drop(F.relu(inner(drop(seen[some])))))
        loss = F.cross_entropy(scores, types[some], weight=weight / weight.mean(), label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        falling.step()


def main() -> None:
    """Measure the mean on sentences kept from training, and publish it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, default=Path("build/acts"), help="folder of train_acts.py")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--only-measure", action="store_true")
    given = parser.parse_args()
    torch.set_num_threads(1)
    net = mean_of(given.runs)
    print(measured(net, table_of(given.texts / "held_out.pkl.gz", "cpu")), flush=True)
    if given.only_measure:
        return
    table = table_of(given.texts / "texts.pkl.gz", "cpu")
    refit(net, table)
    made = {
        "torch": torch.__version__,
        "sentences": len(table.found),
        "acts": sum(len(each.acts) for each in table.found),
        "pairs": len(pairs_of(table.found)),
        "mean_of": len(given.runs),
    }
    publish(net, table, given.model, made)


if __name__ == "__main__":
    main()
