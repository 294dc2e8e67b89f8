"""Turns labelled texts into what the event reader learns from: states of a lower layer, triggers, parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from conventions import apply
from labelled import MODALITIES, TYPES, Act, Labelled, Stretch
from numpy.typing import NDArray

from detente.coding.parse import STATES, Parser
from detente.coding.split import split
from detente.model.sentence import Sentence


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
    """One sentence: the states of its pieces, how many pieces each word has, and its acts."""

    name: str
    text: str
    sentence: Sentence
    states: NDArray[np.float16]
    sizes: tuple[int, ...]
    acts: tuple[Told, ...]


def examples(texts: Iterable[Labelled], parser: Parser) -> list[Example]:
    """Give the sentences of the texts."""
    return [example for text in texts for example in _of_text(text, parser)]


def _of_text(labelled: Labelled, parser: Parser) -> list[Example]:
    raws = split(labelled.text)
    found = []
    for raw, sentence in zip(raws, parser.parse(labelled.text, raws), strict=True):
        if not 2 <= len(sentence.tokens) <= 120:
            continue
        _, feed = parser._fed(labelled.text, raw)
        (states,) = parser.session.run((STATES,), feed)
        sizes = tuple(int(row) for row in (feed["pool"][0] > 0).sum(1))
        acts = tuple(
            told for act in labelled.acts if (told := _told(act, labelled.text, sentence)) is not None
        )
        found.append(
            Example(name=labelled.name, text=labelled.text, sentence=sentence,
                    states=states[0].astype(np.float16), sizes=sizes, acts=acts)
        )  # fmt: skip
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


def pad(batch: Sequence[Example]) -> dict[str, Any]:
    """Give padded states, the mask of pieces and the averaging of pieces to words."""
    pieces, words = max(len(e.states) for e in batch), max(len(e.sizes) for e in batch)
    states = np.zeros((len(batch), pieces, batch[0].states.shape[1]), np.float32)
    mask = np.zeros((len(batch), pieces), bool)
    pool = np.zeros((len(batch), words, pieces), np.float32)
    for n, each in enumerate(batch):
        states[n, : len(each.states)], mask[n, : len(each.states)] = each.states, True
        start = 0
        for word, size in enumerate(each.sizes):
            pool[n, word, start : start + size] = 1 / size
            start += size
    return {"states": states, "mask": mask, "pool": pool}
