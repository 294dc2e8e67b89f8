"""All sentences that the event reader learns from, on one device, and batches of them.

`python training/acts_table.py TEXTS…` writes the encoder's states of kept sentences beside them, on all
cores.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
import torch
from acts_data import Example, read
from export import BRANCH
from numpy.typing import NDArray
from torch import Tensor

from detente.coding.tree_paths import tree_paths

MODEL = Path(__file__).resolve().parent.parent / "src" / "detente" / "data" / "models" / "en"
_STATE = f"layer{BRANCH}"
_session: Any = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A batch padded to one length.

    Attributes
    ----------
    states, mask
        Of the pieces: sentences x pieces x width, sentences x pieces.
    pieces, shapes
        Numbers of the pieces, and how their words are written, sentences x pieces.
    word
        To which word each piece belongs, -1 where it belongs to none.
    pool
        Averages of pieces to words, sentences x words x pieces.
    width
        Words of each sentence, the root counted.
    """

    states: Tensor
    mask: Tensor
    pieces: Tensor
    shapes: Tensor
    word: Tensor
    pool: Tensor
    width: Tensor

    def part(self, first: int) -> Feed:
        """Give the batch of its first sentences alone."""
        return Feed(**{name: getattr(self, name)[:first] for name in Feed.__slots__})


class Table:
    """Sentences with their states on a device.

    `states` are those of all pieces of all sentences, one after another; see :func:`states_of`.
    """

    def __init__(self, found: Sequence[Example], states: NDArray[np.float16], device: str) -> None:
        self.found, self.device = found, device
        self.lengths = np.array([len(each.pieces) for each in found])
        self.widths = np.array([len(each.sizes) for each in found])
        self._starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self._states = torch.from_numpy(np.array(states)).to(device)
        words, shares = [], []
        for each in found:
            sizes = np.array(each.sizes)
            rest = np.full(len(each.pieces) - int(sizes.sum()), -1)
            words.append(np.concatenate([np.repeat(np.arange(len(sizes)), sizes), rest]))
            shares.append(np.concatenate([np.repeat(1 / sizes, sizes), np.zeros(len(rest))]))
        self._words = torch.from_numpy(np.concatenate(words)).to(device)
        self._pieces, self._shapes = (
            torch.from_numpy(np.concatenate([getattr(each, name) for each in found])).to(device)
            for name in ("pieces", "shapes")
        )
        self._shares = torch.from_numpy(np.concatenate(shares).astype(np.float32)).to(device)
        self._paths: dict[int, NDArray[Any]] = {}

    def feed(self, rows: Sequence[int]) -> Feed:
        """Give a batch of the sentences with these numbers."""
        chosen = np.array(rows)
        length, width = int(self.lengths[chosen].max()), int(self.widths[chosen].max())
        starts = torch.from_numpy(self._starts[chosen]).to(self.device)
        lengths = torch.from_numpy(self.lengths[chosen]).to(self.device)
        place = torch.arange(length, device=self.device)
        mask = place < lengths[:, None]
        at = (starts[:, None] + place).masked_fill(~mask, 0)
        word = self._words[at].masked_fill(~mask, -1)
        pool = torch.zeros(len(rows), width, length, device=self.device)
        pool.scatter_(1, word.clamp(min=0)[:, None], (self._shares[at] * (word >= 0))[:, None])
        return Feed(
            states=self._states[at].float() * mask[..., None],
            mask=mask,
            pieces=self._pieces[at].masked_fill(~mask, 0),
            shapes=self._shapes[at].masked_fill(~mask, 0),
            word=word,
            pool=pool,
            width=torch.from_numpy(self.widths[chosen]).to(self.device),
        )

    def paths(self, rows: Sequence[int], triggers: Sequence[int], width: int) -> Tensor:
        """Give for each trigger how the words of its sentence stand to it, triggers x width."""
        found = np.zeros((len(rows), width), np.int64)
        for place, (row, trigger) in enumerate(zip(rows, triggers, strict=True)):
            if row not in self._paths:
                each = self.found[row]
                self._paths[row] = tree_paths(each.heads, each.relations).astype(np.uint8)
            line = self._paths[row][trigger]
            found[place, : len(line)] = line
        return torch.from_numpy(found).to(self.device)


def table_of(path: Path, device: str) -> Table:
    """Give the sentences kept in a file, their states read from beside it or computed."""
    found, kept = read(path), _beside(path)
    states = np.load(kept, mmap_mode="r") if kept.is_file() else states_of(found)
    return Table(found, states, device)


def states_of(found: Sequence[Example], workers: int = 1) -> NDArray[np.float16]:
    """Give the states of the encoder's lower layer of all pieces, one sentence after another."""
    if workers == 1:
        _open()
        return np.concatenate([_states(each) for each in found])
    with Pool(workers, _open) as pool:
        return np.concatenate(pool.map(_states, found, chunksize=200))


def _beside(path: Path) -> Path:
    return path.with_name(path.name.partition(".")[0] + ".npy")


def _open() -> None:
    import onnxruntime

    global _session
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    _session = onnxruntime.InferenceSession(MODEL / "model.onnx", options, providers=["CPUExecutionProvider"])


def _states(each: Example) -> NDArray[np.float16]:
    pool = np.zeros((1, len(each.sizes), len(each.pieces)), np.float32)
    for word, (start, size) in enumerate(zip(np.cumsum((0, *each.sizes)), each.sizes, strict=False)):
        pool[0, word, start : start + size] = 1 / size
    feed = {
        "pieces": np.array([each.pieces]),
        "shapes": np.array([each.shapes]),
        "places": np.arange(len(each.pieces)),
        "pool": pool,
    }
    (states,) = _session.run((_STATE,), feed)
    rounded: NDArray[np.float16] = states[0].astype(np.float16)
    return rounded


if __name__ == "__main__":
    for name in sys.argv[1:]:
        texts = Path(name)
        np.save(_beside(texts), states_of(read(texts), os.cpu_count() or 1))
