"""Numbers of the event reader's graph become guesses; a marked pair becomes types."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.coding.act_reader import ActReader

TYPES = ("AID", "ASSAULT")
MOODS = ("factual", "negated")


class Graph:
    """Gives fixed numbers for three words after the root, and keeps what it was fed."""

    def __init__(self) -> None:
        self.fed: dict[str, Any] = {}

    def run(self, names: tuple[str, ...], feed: dict[str, Any]) -> list[np.ndarray]:
        self.fed = feed
        trigger = np.array([[[9, 0, 0], [9, 0, 0], [0, 1, 9], [9, 0, 0]]], np.float32)
        source = np.full((1, 4, 4), -9, np.float32)
        source[0, 2, 1] = 3
        target = np.full((1, 4, 4), -9, np.float32)
        target[0, 2, 3] = 0
        numbers = {
            "trigger": trigger,
            "modality": np.array([[[0, 0], [0, 0], [0, 2], [0, 0]]], np.float32),
            "source": source,
            "target": target,
            "pair": np.array([[2, 0]], np.float32),
        }
        return [numbers[name] for name in names]


def states_and_pool() -> tuple[np.ndarray, np.ndarray]:
    """Give five pieces: the mark before the sentence, three words of one piece, the mark after it."""
    pool = np.zeros((1, 4, 5), np.float32)
    pool[0, range(4), range(4)] = 1
    return np.zeros((1, 5, 8), np.float32), pool


def test_a_word_that_tells_an_act_is_guessed_with_its_parties() -> None:
    (guess,) = ActReader(TYPES, MOODS, Graph()).guesses(*states_and_pool())
    assert (guess.trigger, guess.types[0][0], guess.modality) == (1, "ASSAULT", "negated")
    assert guess.source == ((0, 0.953),)
    assert guess.target == ((2, 0.5),)
    assert guess.chance > 0.99
    assert guess.of("ASSAULT") > guess.of("AID")
    assert guess.of("AGREE") == 0.0


def test_an_unmarked_sentence_is_fed_without_marks() -> None:
    graph = Graph()
    ActReader(TYPES, MOODS, graph).guesses(*states_and_pool())
    assert graph.fed["marks"].tolist() == [[0, 0, 0, 0, 0]]


def test_a_marked_pair_is_fed_with_its_marks_and_averages() -> None:
    graph = Graph()
    types = ActReader(TYPES, MOODS, graph).relation(*states_and_pool(), range(0, 2), range(2, 3))
    assert types[0][0] == "AID"
    assert round(sum(share for _, share in types), 2) == 1.0
    assert graph.fed["marks"].tolist() == [[1, 2, 2, 3, 1]]
    assert graph.fed["sides"][0].tolist() == [[0, 0.5, 0.5, 0], [0, 0, 0, 1], [1, 0, 0, 0]]


def test_a_party_that_is_not_named_leaves_no_mark() -> None:
    graph = Graph()
    ActReader(TYPES, MOODS, graph).relation(*states_and_pool(), range(0), range(2, 3))
    assert graph.fed["marks"].tolist() == [[1, 1, 1, 3, 1]]
