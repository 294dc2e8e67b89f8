"""Turns labelled texts into what the event reader learns from: pieces of words, triggers, parties."""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from conventions import agreed, apply
from labelled import MODALITIES, TYPES, Act, Labelled, Stretch, named_texts, read_blocks

from detente.coding.parse import Parser
from detente.coding.split import split
from detente.model.sentence import Sentence

LONGEST = 120
"""Words of the longest sentence that is learnt from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One act in words of its sentence, word 0 being the root; parties as heads and as half-open ranges."""

    plover: int
    trigger: int
    modality: int
    source: tuple[int, ...]
    target: tuple[int, ...]
    source_words: tuple[tuple[int, int], ...]
    target_words: tuple[tuple[int, int], ...]
    relation: int
    """Type as a relation of marked parties, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence: pieces of its words and how they are written, its tree with heads from 1, and its acts.

    `sizes` tells how many pieces each word has, the root first.
    """

    name: str
    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    sizes: tuple[int, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    acts: tuple[Told, ...]


def load(folder: Path) -> list[Labelled]:
    """Read the label files of a folder; of a text labelled in two of them, the later is taken."""
    troubles: list[str] = []
    items = named_texts()
    blocks = {
        block.name: block
        for path in sorted(folder.glob("*.txt"))
        for block in read_blocks(path, items, troubles)
    }
    if troubles:
        print("\n".join(troubles))
    return agreed(list(blocks.values()))


def examples(texts: Iterable[Labelled], parser: Parser) -> list[Example]:
    """Give the sentences of the texts."""
    return [example for text in texts for example in _of_text(text, parser)]


def _of_text(labelled: Labelled, parser: Parser) -> list[Example]:
    raws = split(labelled.text)
    found = []
    for raw, sentence in zip(raws, parser.parse(labelled.text, raws), strict=True):
        if not 2 <= len(sentence.tokens) <= LONGEST:
            continue
        _, feed = parser._fed(labelled.text, raw)
        acts = (_told(act, labelled.text, sentence) for act in labelled.acts)
        found.append(
            Example(
                name=labelled.name,
                pieces=tuple(feed["pieces"][0].tolist()),
                shapes=tuple(feed["shapes"][0].tolist()),
                sizes=tuple(int(row) for row in (feed["pool"][0] > 0).sum(1)),
                heads=tuple(token.head + 1 for token in sentence.tokens),
                relations=tuple(token.relation for token in sentence.tokens),
                acts=tuple(told for told in acts if told is not None),
            )
        )
    return found


def _told(act: Act, text: str, sentence: Sentence) -> Told | None:
    trigger = word_range(sentence, act.trigger)
    if trigger is None:
        return None
    source, target = (
        tuple(words for stretch in side if (words := word_range(sentence, stretch)))
        for side in (act.source, act.target)
    )
    return Told(
        plover=TYPES.index(act.plover) + 1,
        trigger=head_of(sentence, trigger) + 1,
        modality=MODALITIES.index(act.modality),
        source=tuple(head_of(sentence, words) + 1 for words in source),
        target=tuple(head_of(sentence, words) + 1 for words in target),
        source_words=tuple((first + 1, end + 1) for first, end in source),
        target_words=tuple((first + 1, end + 1) for first, end in target),
        relation=TYPES.index(apply(act, text, pairs=True).plover),
    )


def word_range(sentence: Sentence, stretch: Stretch) -> tuple[int, int] | None:
    """Give the half-open range of words that a stretch touches, or None outside the sentence."""
    inside = [t.index for t in sentence.tokens if t.start < stretch[1] and t.end > stretch[0]]
    return (inside[0], inside[-1] + 1) if inside else None


def head_of(sentence: Sentence, words: tuple[int, int]) -> int:
    """Give the first word of a range whose head lies outside it."""
    first, end = words
    return next((i for i in range(first, end) if not first <= sentence.tokens[i].head < end), first)


def write(path: Path, found: list[Example]) -> None:
    """Keep sentences in a file, for a machine that has neither the texts nor the parser."""
    with gzip.open(path, "wb", compresslevel=6) as file:
        pickle.dump([[getattr(each, name) for name in Example.__slots__] for each in found], file, protocol=4)


def read(path: Path) -> list[Example]:
    """Read sentences that :func:`write` kept; a file of our own making, as any pickle must be."""
    with gzip.open(path, "rb") as file:
        return [Example(**dict(zip(Example.__slots__, row, strict=True))) for row in pickle.load(file)]
