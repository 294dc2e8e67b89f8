"""The event reader: a few encoder layers over a lower layer of the parser, and heads for acts and pairs."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from acts_table import Feed
from labelled import MODALITIES, TYPES
from network import HIDDEN, Drop, Encoder, Layer
from torch import Tensor, nn

from detente.coding.tree_paths import PATHS

INNER = 256
MARKS = 3  # no party, source, target
SIDE, SIDE_HEADS, SIDE_INNER, SIDE_LAYERS = 192, 6, 576, 2
"""Of the layers that find the parties of one trigger: width, heads of attention, inner width, how many."""
SIDE_LAYER_DROP = 0.1


class SideLayer(nn.Module):
    """One small layer over the words of a sentence, as one trigger sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(SIDE, 3 * SIDE)
        self.out = nn.Linear(SIDE, SIDE)
        self.norm1 = nn.LayerNorm(SIDE)
        self.up = nn.Linear(SIDE, SIDE_INNER)
        self.down = nn.Linear(SIDE_INNER, SIDE)
        self.norm2 = nn.LayerNorm(SIDE)
        self.drop = nn.Dropout(SIDE_LAYER_DROP)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        acts, words, _ = x.shape
        parts = self.qkv(x).view(acts, words, 3, SIDE_HEADS, SIDE // SIDE_HEADS)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(acts, words, SIDE))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class ActHeads(nn.Module):
    """Trigger types, moods, parties of each trigger, and the relation of a marked pair."""

    def __init__(self, width: int, dropout: float = 0.15) -> None:
        super().__init__()
        self.trigger_in, self.trigger = nn.Linear(width, INNER), nn.Linear(INNER, len(TYPES) + 1)
        self.modality = nn.Linear(width, len(MODALITIES))
        self.word_in, self.deed_in = nn.Linear(width, SIDE), nn.Linear(width, SIDE)
        self.path = nn.Embedding(PATHS, SIDE)
        nn.init.normal_(self.path.weight, std=0.02)
        self.side_norm = nn.LayerNorm(SIDE)
        self.sides = nn.ModuleList(SideLayer() for _ in range(SIDE_LAYERS))
        self.side = nn.Linear(SIDE, 2)
        self.pair_in, self.pair = nn.Linear(3 * width, INNER), nn.Linear(INNER, len(TYPES))
        self.drop = Drop(dropout)

    def read(self, feed: Feed, marks: Tensor | None = None, hide: float = 0.0) -> Tensor:
        """Give a vector for each word of a batch; `hide` is the share of pieces of which nothing is shown."""
        raise NotImplementedError

    def told(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Give the scores of the types (0: no act) and of the moods of each word."""
        return self.trigger(self.drop(F.relu(self.trigger_in(words)))), self.modality(words)

    def parties(self, words: Tensor, rows: Tensor, triggers: Tensor, paths: Tensor, width: Tensor) -> Tensor:
        """Give for each trigger the scores of each word as source and as target: triggers x words x 2.

        `rows` and `triggers` tell the sentence and word of each trigger, `paths` how the words stand to it,
        `width` how many words each sentence has.
        """
        x = self.word_in(words)[rows] + self.deed_in(words[rows, triggers])[:, None] + self.path(paths)
        x = self.side_norm(x)
        outside = torch.arange(words.shape[1], device=x.device) >= width[rows][:, None]
        bias = torch.zeros(outside.shape, device=x.device).masked_fill(outside, -1e4)[:, None, None, :]
        for layer in self.sides:
            x = layer(x, bias)
        return self.side(x)

    def pairs(self, words: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Give the scores of the types of a pair, from averages over its words and over the sentence."""
        return self.pair_of(self.pair_vector(words, source, target))

    def pair_vector(self, words: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Give what the pair head rests on."""
        sides = [torch.einsum("bw,bwh->bh", over, words) for over in (source, target)]
        return torch.cat([*sides, words[:, 0]], -1)

    def pair_of(self, vector: Tensor) -> Tensor:
        """Give the scores of the types of a pair from its vector."""
        inner = F.relu(self.pair_in(self.drop(vector[:, None])[:, 0]))
        return self.pair(self.drop(inner[:, None])[:, 0])


class ActReader(ActHeads):
    """The event reader of the package: layers that go on from the parser's, and the heads."""

    def __init__(self, layers: int, dropout: float = 0.1) -> None:
        super().__init__(HIDDEN)
        self.marks = nn.Embedding(MARKS, HIDDEN)
        nn.init.zeros_(self.marks.weight)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.mix = nn.Parameter(torch.linspace(-1.0, 1.0, layers + 1))

    def load_minilm(self, path: Path, first: int) -> None:
        """Start from the published encoder's layers from `first` on."""
        whole = Encoder(0.0)
        whole.load_minilm(path)
        for ours, theirs in zip(self.layers, whole.layers[first:], strict=True):
            ours.load_state_dict(theirs.state_dict())

    def words(self, states: Tensor, mask: Tensor, pool: Tensor, marks: Tensor | None = None) -> Tensor:
        """Give a vector for each word; mark 0 is no marking at all, 1 to 3 are those of `MARKS`."""
        x = states
        if marks is not None:
            x = x + torch.cat([torch.zeros_like(self.marks.weight[:1]), self.marks.weight])[marks]
        bias = torch.zeros(mask.shape, device=x.device).masked_fill(~mask, -1e4)[:, None, None, :]
        weight = self.mix.softmax(0)
        total = weight[0] * x
        for n, layer in enumerate(self.layers, start=1):
            x = layer(x, bias)
            total = total + weight[n] * x
        return pool @ total

    def read(self, feed: Feed, marks: Tensor | None = None, hide: float = 0.0) -> Tensor:
        """Give a vector for each word of a batch; of a share of the pieces the states are hidden."""
        states = feed.states
        if hide:
            states = states * (torch.rand(feed.mask.shape, device=states.device) >= hide)[..., None]
        return self.words(states, feed.mask, feed.pool, marks)
