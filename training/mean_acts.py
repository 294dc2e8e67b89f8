"""Takes the mean of two runs of the event reader, and writes the files of the package from it.

    python training/mean_acts.py FIRST.pt SECOND.pt --share 0.65

Both runs start from the same weights; their mean finds the parties of acts better than either alone (Model
soups, Wortsman and others 2022). The heads of marked pairs are the second run's own, whose labels follow
`tables/conventions.toml`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from acts_network import ActReader
from export_acts import publish
from train_acts import FIRST, HERE, MODEL, examples, load, load_parser, pairs_of

OWN = ("pair", "marks")
"""How the names of weights begin that are taken from the second run alone."""


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
