"""A larger reader that teaches the one of the package: MPNet with the same heads.

    python training/teacher.py --pack FOLDER        (weights of all-mpnet-base-v2 to 8-bit rows)

The weights are those of all-mpnet-base-v2 (Apache-2.0). The teacher learns from the labelled sentences, then
gives its probabilities on these and on unlabelled ones; the reader is trained on both (Hinton and others
2015).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from acts_network import MARKS, ActHeads
from acts_table import Feed, Table
from torch import Tensor, nn

from detente.coding.pieces import SHAPES

WIDTH = 768
SPECIAL = {101: 0, 102: 2}  # BERT's [CLS] and [SEP]; all other pieces stand four places later in MPNet's list
LATER = 4
CHANCE = 0.1
"""Words that tell an act with less probability pass on no parties."""


class Teacher(ActHeads):
    """MPNet over the pieces, how words are written added to them, and the reader's heads."""

    def __init__(self) -> None:
        from transformers import MPNetConfig, MPNetModel

        super().__init__(WIDTH)
        config = MPNetConfig(vocab_size=30527, layer_norm_eps=1e-5, max_position_embeddings=514)
        self.layers = MPNetModel(config, add_pooling_layer=False)
        self.shape, self.marks = nn.Embedding(SHAPES, WIDTH), nn.Embedding(MARKS + 1, WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.marks.weight)

    def read(self, feed: Feed, marks: Tensor | None = None, hide: float = 0.0) -> Tensor:
        """Give a vector for each word of a batch; of a share of the pieces nothing but the place is shown."""
        pieces = feed.pieces + LATER
        for ours, theirs in SPECIAL.items():
            pieces = torch.where(feed.pieces == ours, theirs, pieces)
        x = self.layers.embeddings.word_embeddings(pieces) + self.shape(feed.shapes)
        if hide:
            x = x * (torch.rand(feed.mask.shape, device=x.device) >= hide)[..., None]
        if marks is not None:
            x = x + self.marks(marks) * (marks > 0)[..., None]
        out = self.layers(inputs_embeds=x, attention_mask=feed.mask.long())
        return feed.pool @ out.last_hidden_state.float()


def pack(source: Path, target: Path, parts: int) -> None:
    """Write the encoder's matrices in 8-bit rows, in several files."""
    from safetensors.torch import load_file

    found = {name: value for name, value in load_file(source).items() if not name.startswith("pooler.")}
    rows = {}
    for name, value in found.items():
        if value.dim() < 2 or not value.is_floating_point():
            rows[name] = value
            continue
        scale = value.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        rows[name] = ((value / scale).round().to(torch.int8), scale.half())
    shares: list[dict[str, object]] = [{} for _ in range(parts)]
    full = [0] * parts
    for name in sorted(rows, key=lambda name: -found[name].numel()):
        part = full.index(min(full))
        shares[part][name] = rows[name]
        full[part] += found[name].numel()
    for part, share in enumerate(shares):
        torch.save(share, target / f"mpnet-{part}.pt")


def unpack(paths: list[Path]) -> dict[str, Tensor]:
    """Read the encoder's weights that :func:`pack` wrote."""
    found: dict[str, Tensor] = {}
    for path in paths:
        for name, value in torch.load(path, weights_only=True).items():
            found[name] = value[0].float() * value[1].float() if isinstance(value, tuple) else value
    return found


def lessons(
    net: ActHeads, teacher: Teacher, table: Table, rows: list[int], feed: Feed, words: Tensor
) -> Tensor:
    """Give how far a reader is from its teacher over some sentences: types, moods and parties.

    `words` are the reader's vectors of the words of `rows`.
    """
    with torch.no_grad(), torch.autocast(feed.mask.device.type, torch.bfloat16):
        taught = teacher.read(feed)
        types, moods = (scores.float().softmax(-1) for scores in teacher.told(taught))
    place = torch.arange(words.shape[1], device=words.device)
    inside = (place > 0) & (place < feed.width[:, None])
    ours, mood = net.told(words)
    loss = 4 * F.kl_div(ours[inside].log_softmax(-1), types[inside], reduction="batchmean")
    acts = 1 - types[..., 0]
    at, word = ((acts >= CHANCE) & inside).nonzero(as_tuple=True)
    if not len(at):
        return loss
    sure = acts[at, word]
    paths = table.paths([rows[n] for n in at.tolist()], word.tolist(), words.shape[1])
    with torch.no_grad(), torch.autocast(feed.mask.device.type, torch.bfloat16):
        wanted = teacher.parties(taught, at, word, paths, feed.width).float().sigmoid()
    scores = net.parties(words, at, word, paths, feed.width)
    each = F.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    each = (each * inside[at][..., None]).sum((1, 2))
    moody = F.kl_div(mood[at, word].log_softmax(-1), moods[at, word], reduction="none").sum(-1)
    return loss + ((0.5 * each + 0.3 * moody) * sure).sum() / sure.sum()


def main() -> None:
    """Pack the encoder's weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pack", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--out", type=Path, default=Path("build/acts"))
    parser.add_argument("--parts", type=int, default=2)
    given = parser.parse_args()
    pack(given.pack / "model.safetensors", given.out, given.parts)


if __name__ == "__main__":
    main()
