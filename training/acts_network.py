"""The event reader: a few encoder layers over a lower layer of the parser, and heads for acts and pairs."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from labelled import MODALITIES, TYPES
from network import HIDDEN, Drop, Encoder, Layer
from torch import Tensor, nn

PART, INNER = 128, 256
MARKS = 3  # no party, source, target


class ActReader(nn.Module):
    """Trigger types, moods, parties of each trigger, and the relation of a marked pair."""

    def __init__(self, layers: int, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.marks = nn.Embedding(MARKS, HIDDEN)
        nn.init.zeros_(self.marks.weight)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.mix = nn.Parameter(torch.linspace(-1.0, 1.0, layers + 1))
        self.trigger_in, self.trigger = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, len(TYPES) + 1)
        self.modality = nn.Linear(HIDDEN, len(MODALITIES))
        self.deed, self.party = nn.Linear(HIDDEN, PART), nn.Linear(HIDDEN, PART)
        self.source, self.target = (nn.Parameter(torch.zeros(PART + 1, PART + 1)) for _ in range(2))
        self.pair_in, self.pair = nn.Linear(3 * HIDDEN, INNER), nn.Linear(INNER, len(TYPES))
        self.drop = Drop(head_dropout)

    def load_minilm(self, path: Path, first: int) -> None:
        """Start from the published encoder's layers from `first` on."""
        whole = Encoder(0.0)
        whole.load_minilm(path)
        for ours, theirs in zip(self.layers, whole.layers[first:], strict=True):
            ours.load_state_dict(theirs.state_dict())

    def words(self, states: Tensor, mask: Tensor, pool: Tensor, marks: Tensor | None) -> Tensor:
        """Give a vector for each word."""
        x = states if marks is None else states + self.marks(marks)
        bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        weight = self.mix.softmax(0)
        total = weight[0] * x
        for n, layer in enumerate(self.layers, start=1):
            x = layer(x, bias)
            total = total + weight[n] * x
        return pool @ total

    def acts(self, words: Tensor) -> dict[str, Tensor]:
        """Give the scores of types and moods of each word, and of each pair of trigger and party."""
        words = self.drop(words)
        deed, party = self.drop(F.relu(self.deed(words))), self.drop(F.relu(self.party(words)))
        one = torch.ones_like(deed[..., :1])
        deed, party = torch.cat([deed, one], -1), torch.cat([party, one], -1)
        return {
            "trigger": self.trigger(self.drop(F.relu(self.trigger_in(words)))),
            "modality": self.modality(words),
            "source": deed @ self.source @ party.transpose(1, 2),
            "target": deed @ self.target @ party.transpose(1, 2),
        }

    def pairs(self, words: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Give the scores of the types of a pair, from averages over its words and over the sentence."""
        sides = [torch.einsum("bw,bwh->bh", over, words) for over in (source, target)]
        whole = torch.cat([*sides, words[:, 0]], -1)
        return self.pair(self.drop(F.relu(self.pair_in(self.drop(whole[:, None])[:, 0]))[:, None])[:, 0])
