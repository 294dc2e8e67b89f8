"""Numbers of the event reader's graph become guesses; a marked pair becomes types."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.coding.act_reader import ActReader
from detente.coding.tree_paths import tree_paths

TYPES = ("AID", "ASSAULT")
MOODS = ("factual", "negated")


HEADS, RELATIONS = (2, 0, 2), ("nsubj", "root", "obj")


class Graph:
    """Gives fixed numbers for three words after the root, and keeps what it was fed."""

    def __init__(self) -> None:
        self.fed: dict[str, Any] = {}

    def run(self, names: tuple[str, ...], feed: dict[str, Any]) -> list[np.ndarray]:
        self.fed = feed
        trigger = np.array([[[9, 0, 0], [9, 0, 0], [0, 1, 9], [9, 0, 0]]], np.float32)
        numbers = {
            "trigger": trigger,
            "modality": np.array([[[0, 0], [0, 0], [0, 2], [0, 0]]], np.float32),
            "words": np.zeros((1, 4, 8), np.float32),
            "pair": np.array([[2, 0]], np.float32),
        }
        return [numbers[name] for name in names]


class Sides:
    """Finds a source before and a target behind the one trigger, and keeps what it was fed."""

    def __init__(self) -> None:
        self.fed: dict[str, Any] = {}

    def run(self, names: tuple[str, ...], feed: dict[str, Any]) -> list[np.ndarray]:
        self.fed = feed
        scores = np.full((len(feed["triggers"]), 4, 2), -9, np.float32)
        scores[:, 1, 0], scores[:, 3, 1] = 3, 0
        return [scores]


def states_and_pool() -> tuple[np.ndarray, np.ndarray]:
    """Give five pieces: the mark before the sentence, three words of one piece, the mark after it."""
    pool = np.zeros((1, 4, 5), np.float32)
    pool[0, range(4), range(4)] = 1
    return np.zeros((1, 5, 8), np.float32), pool


def test_a_word_that_tells_an_act_is_guessed_with_its_parties() -> None:
    (guess,) = ActReader(TYPES, MOODS, Graph(), Sides()).guesses(*states_and_pool(), HEADS, RELATIONS)
    assert (guess.trigger, guess.types[0][0], guess.modality) == (1, "ASSAULT", "negated")
    assert guess.source == ((0, 0.953),)
    assert guess.target == ((2, 0.5),)
    assert guess.chance > 0.99
    assert guess.of("ASSAULT") > guess.of("AID")
    assert guess.of("AGREE") == 0.0


def test_an_unmarked_sentence_is_fed_without_marks() -> None:
    graph = Graph()
    ActReader(TYPES, MOODS, graph, Sides()).guesses(*states_and_pool(), HEADS, RELATIONS)
    assert graph.fed["marks"].tolist() == [[0, 0, 0, 0, 0]]


def test_a_marked_pair_is_fed_with_its_marks_and_averages() -> None:
    graph = Graph()
    types = ActReader(TYPES, MOODS, graph, Sides()).relation(*states_and_pool(), range(0, 2), range(2, 3))
    assert types[0][0] == "AID"
    assert round(sum(share for _, share in types), 2) == 1.0
    assert graph.fed["marks"].tolist() == [[1, 2, 2, 3, 1]]
    assert graph.fed["sides"][0].tolist() == [[0, 0.5, 0.5, 0], [0, 0, 0, 1], [1, 0, 0, 0]]


def test_a_party_that_is_not_named_leaves_no_mark() -> None:
    graph = Graph()
    ActReader(TYPES, MOODS, graph, Sides()).relation(*states_and_pool(), range(0), range(2, 3))
    assert graph.fed["marks"].tolist() == [[1, 1, 1, 3, 1]]


def test_parties_are_looked_for_at_triggers_alone_and_by_the_tree() -> None:
    sides = Sides()
    ActReader(TYPES, MOODS, Graph(), sides).guesses(*states_and_pool(), HEADS, RELATIONS)
    assert sides.fed["triggers"].tolist() == [2]
    assert sides.fed["paths"].tolist() == [tree_paths(HEADS, RELATIONS)[2].tolist()]
