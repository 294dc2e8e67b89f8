"""How well a reader finds acts by itself in sentences kept from training, before any rule of the coder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from acts_network import ActHeads
from acts_table import Table

CHANCE = 0.1
"""Words that tell an act with less probability are not looked at."""
BATCH = 128


@dataclass(frozen=True, slots=True)
class Seen:
    """One word that may tell an act: how sure, of what type, who takes part, and whether that is right."""

    chance: float
    typed: bool
    whole: bool
    source: bool
    target: bool
    modality: bool


def measured(net: ActHeads, table: Table) -> str:
    """Give the best F1 of type and of type with both parties, and the shares right among acts found."""
    found = sorted(seen(net, table), key=lambda each: -each.chance)
    acts = sum(len({act.trigger for act in each.acts}) for each in table.found)
    right = [each for each in found if each.typed]
    shares = (
        sum(getattr(each, name) for each in right) / max(1, len(right))
        for name in ("source", "target", "whole", "modality")
    )
    typed, whole = (_best([getattr(each, name) for each in found], acts) for name in ("typed", "whole"))
    source, target, both, modality = (f"{share:.3f}" for share in shares)
    return (
        f"type F1 {typed:.3f}, with parties {whole:.3f}; of acts found: source {source}, target {target}, "
        f"both {both}, modality {modality}"
    )


def _best(right: list[bool], acts: int) -> float:
    hits, best = 0, 0.0
    for number, hit in enumerate(right, start=1):
        hits += hit
        best = max(best, 2 * hits / (number + acts))
    return best


def seen(net: ActHeads, table: Table) -> Iterator[Seen]:
    """Read all sentences of a table."""
    order = sorted(range(len(table.found)), key=lambda row: int(table.lengths[row]))
    for start in range(0, len(order), BATCH):
        with torch.no_grad():
            yield from _read(net, table, order[start : start + BATCH])


def _read(net: ActHeads, table: Table, rows: list[int]) -> Iterator[Seen]:
    feed = table.feed(rows)
    words = net.read(feed)
    scores, modality = net.told(words)
    types = scores.softmax(-1)
    place = torch.arange(types.shape[1], device=types.device)
    inside = (place > 0) & (place < feed.width[:, None])
    at, word = ((1 - types[..., 0] >= CHANCE) & inside).nonzero(as_tuple=True)
    if not len(at):
        return
    paths = table.paths([rows[n] for n in at.tolist()], word.tolist(), types.shape[1])
    takes = (net.parties(words, at, word, paths, feed.width) > 0).cpu()
    chance, plover = (part.cpu() for part in types[at, word, 1:].max(-1))
    mood = modality[at, word].argmax(-1).cpu()
    for n, (sentence, trigger) in enumerate(zip(at.tolist(), word.tolist(), strict=True)):
        acts = table.found[rows[sentence]].acts
        act = next((act for act in acts if act.trigger == trigger), None)
        typed = act is not None and act.plover == int(plover[n]) + 1
        source, target = (
            act is not None and set(takes[n, :, side].nonzero()[:, 0].tolist()) - {0} == set(given)
            for side, given in enumerate((act.source, act.target) if act else ((), ()))
        )
        yield Seen(
            chance=float(chance[n]),
            typed=typed,
            whole=typed and source and target,
            source=source,
            target=target,
            modality=act is not None and act.modality == int(mood[n]),
        )
