"""The network: a BERT encoder of six layers and light heads over its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load
from torch import Tensor, nn

from detente.coding.pieces import SHAPES

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC, LABEL, NAME = 256, 256, 128


@dataclass(frozen=True)
class Labels:
    """What each head chooses from."""

    upos: tuple[str, ...]
    bundles: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]


@dataclass
class Batch:
    """Sentences padded to one length; word 0 of each is the root, and -100 marks what has no label."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    pool: Tensor
    words: Tensor
    gold: dict[str, Tensor] = field(default_factory=dict)


class Drop(nn.Module):
    """Dropout that hides the same dimensions at all places of a sentence; far cheaper than one draw each."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate).div_(1 - self.rate)


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = Drop(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        size, length, _ = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(size, length, HIDDEN))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6, its two segment numbers widened to one per way of writing."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, HIDDEN)
        self.place = nn.Embedding(512, HIDDEN)
        self.shape = nn.Embedding(SHAPES, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = Drop(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        places = torch.arange(pieces.shape[1])
        x = self.drop(self.norm(self.word(pieces) + self.place(places) + self.shape(shapes)))
        bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        seen = [x]
        for layer in self.layers:
            seen.append(layer(seen[-1], bias))
        return seen

    def load_minilm(self, path: Path) -> None:
        """Take over the weights of the published encoder."""
        old = {name.removeprefix("bert."): value for name, value in load(path.read_bytes()).items()}
        new = {"word.weight": old["embeddings.word_embeddings.weight"],
               "place.weight": old["embeddings.position_embeddings.weight"],
               "shape.weight": old["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPES, 1),
               }  # fmt: skip
        parts = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
                 "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
        for kind in ("weight", "bias"):
            new[f"norm.{kind}"] = old[f"embeddings.LayerNorm.{kind}"]
            for n in range(LAYERS):
                for ours, theirs in parts.items():
                    new[f"layers.{n}.{ours}.{kind}"] = old[f"encoder.layer.{n}.{theirs}.{kind}"]
                new[f"layers.{n}.qkv.{kind}"] = torch.cat(
                    [
                        old[f"encoder.layer.{n}.attention.self.{part}.{kind}"]
                        for part in ("query", "key", "value")
                    ]
                )
        self.load_state_dict(new)


class Mix(nn.Module):
    """A learned weighting of the encoder's layers, for one group of heads."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.linspace(-1.0, 1.0, LAYERS + 1))

    def forward(self, seen: list[Tensor]) -> Tensor:
        weight = self.weight.softmax(0)
        return sum(weight[n] * layer for n, layer in enumerate(seen))  # type: ignore[return-value]


class Network(nn.Module):
    """Encoder and heads; `forward` gives the loss of each head."""

    def __init__(self, labels: Labels, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.mix_tags, self.mix_tree, self.mix_names = Mix(), Mix(), Mix()
        self.upos = nn.Linear(HIDDEN, len(labels.upos))
        self.bundles = nn.Linear(HIDDEN, len(labels.bundles))
        self.scripts = nn.Linear(HIDDEN, len(labels.scripts))
        self.names_in = nn.Linear(HIDDEN, NAME)
        self.names = nn.Linear(NAME, len(labels.names))
        self.arc_dep = nn.Linear(HIDDEN, ARC)
        self.arc_head = nn.Linear(HIDDEN, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_dep = nn.Linear(HIDDEN, LABEL)
        self.label_head = nn.Linear(HIDDEN, LABEL)
        self.relations = nn.Linear(3 * LABEL, len(labels.relations))
        self.events = nn.Linear(HIDDEN, 1)
        self.drop = Drop(head_dropout)

    def words(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Give the word vectors for tags, tree and names, and the sentence vector."""
        seen = self.encoder(batch.pieces, batch.shapes, batch.mask)
        tags, tree, names = (batch.pool @ mix(seen) for mix in (self.mix_tags, self.mix_tree, self.mix_names))
        whole = (batch.pool @ seen[-1])[:, 1:].sum(1) / batch.words[:, 1:].sum(1, keepdim=True)
        return tags, tree, names, whole

    def scores(self, batch: Batch) -> dict[str, Tensor]:
        """Give the raw scores of all heads, and the vectors from which relations are chosen."""
        tags, tree, names, whole = self.words(batch)
        tags, tree, names = self.drop(tags), self.drop(tree), self.drop(names)
        dep = self.drop(F.relu(self.arc_dep(tree)))
        head = self.drop(F.relu(self.arc_head(tree)))
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        return {
            "upos": self.upos(tags),
            "bundles": self.bundles(tags),
            "scripts": self.scripts(tags),
            "names": self.names(F.relu(self.names_in(names))),
            "arcs": dep @ self.arc @ head.transpose(1, 2),
            "dep": self.drop(F.relu(self.label_dep(tree))),
            "head": self.drop(F.relu(self.label_head(tree))),
            "whole": whole,
        }

    def relation_scores(self, dep: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Give the scores of the relations of each word to the head that it has."""
        chosen = head.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1]))
        return self.relations(torch.cat([dep * chosen, dep, chosen], -1))

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        out, gold = self.scores(batch), batch.gold
        losses = {
            name: F.cross_entropy(out[name].flatten(0, 1), gold[name].flatten(), ignore_index=-100)
            for name in ("upos", "bundles", "scripts", "names")
            if (gold[name] >= 0).any()
        }
        if (gold["heads"] >= 0).any():
            arcs = out["arcs"].masked_fill(~batch.words[:, None, :].bool(), -1e4)
            losses["arcs"] = F.cross_entropy(arcs.flatten(0, 1), gold["heads"].flatten(), ignore_index=-100)
            relations = self.relation_scores(out["dep"], out["head"], gold["heads"])
            losses["relations"] = F.cross_entropy(
                relations.flatten(0, 1), gold["relations"].flatten(), ignore_index=-100
            )
        return losses
