"""Weak labels for the sentence head: what topic an item of Wikipedia's current events stands under.

Items under conflict, politics and international relations count as sentences that can hold an event between
political actors; items under sport, arts, science, business and natural disasters, and sentences of
reviews, letters and advice
from the treebanks, count as sentences that cannot. Law and crime lie between and are left out.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.coding.split import split

Array = NDArray[np.float64]

CAN = {
    "Armed conflicts and attacks", "Armed conflict and attacks", "Armed attacks and conflicts", "Politics",
    "Politics and elections", "International relations", "International Relations",
}  # fmt: skip
CANNOT = {
    "Sports", "Sport", "Arts and culture", "Art and culture", "Science and technology", "Science", "Movies",
    "Health", "Business and economy", "Business and economics", "Business", "Disasters and accidents",
    "Disasters", "Religion", "Health and environment", "Health and medicine",
}  # fmt: skip
_SOURCE = re.compile(r"\s*\([^()]{2,80}\)[\s,]*$")


def read_items(shared: Path, first: str, last: str) -> Iterator[tuple[str, bool]]:
    """Give the first sentence of each item dated in [first, last) with its weak label."""
    path = shared / "corpora" / "wikipedia_current_events_en" / "current_events_odd_years.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            day = json.loads(line)
            if not first <= day["date"] < last:
                continue
            for topic, text in day["items"]:
                if topic in CAN or topic in CANNOT:
                    while _SOURCE.search(text):
                        text = _SOURCE.sub("", text)
                    sentences = split(text)
                    if sentences and 6 <= len(sentences[0].words) <= 80 and text.rstrip().endswith("."):
                        yield text[sentences[0].start : sentences[0].end], topic in CAN


def chosen(shared: Path, first: str, last: str, each: int, seed: int) -> list[tuple[str, bool]]:
    """Draw the same number of items of both sorts."""
    chance = random.Random(seed)
    items = list(read_items(shared, first, last))
    return [
        item for kind in (True, False) for item in _draw([i for i in items if i[1] is kind], each, chance)
    ]


def _draw(items: list[tuple[str, bool]], number: int, chance: random.Random) -> list[tuple[str, bool]]:
    """Draw at most `number` items."""
    return chance.sample(items, min(number, len(items)))


def fit(vectors: Array, labels: Array, penalty: float = 1e-3, rounds: int = 30) -> tuple[Array, float]:
    """Fit a logistic regression by Newton steps; give weights and bias."""
    x = np.hstack([vectors, np.ones((len(vectors), 1))])
    weight = np.zeros(x.shape[1])
    ridge = penalty * len(x) * np.eye(x.shape[1])
    ridge[-1, -1] = 0
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-(x @ weight)))
        slope = x.T @ (chance - labels) + ridge @ weight
        weight -= np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + ridge + 1e-9, slope)
    return weight[:-1], float(weight[-1])
