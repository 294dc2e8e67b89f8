"""A predicate keeps one subject; the other word is read as what it can be next."""

from __future__ import annotations

import numpy as np

from detente.coding.subjects import keep_one_subject
from detente.coding.trees import is_tree

LABELS = ("root", "nsubj", "obj", "obl")


def relate(words: list[int], heads: list[int]) -> np.ndarray:
    """Make the first word a sure subject, all others nearly as good an object."""
    return np.array([[9.0, 8.0, 0.0, 0.0] if word == 0 else [9.0, 4.0, 3.0, 0.0] for word in words])


def test_the_weaker_of_two_subjects_becomes_what_it_is_next_best() -> None:
    heads, relations = [2, 0, 2], ["nsubj", "root", "nsubj"]
    arcs = np.zeros((3, 4))
    arcs[:, 2] = 5.0
    keep_one_subject(heads, relations, LABELS, arcs, relate)
    assert heads == [2, 0, 2]
    assert relations == ["nsubj", "root", "obj"]


def test_a_second_subject_may_go_to_another_head_that_has_none() -> None:
    heads, relations = [2, 0, 2, 2], ["nsubj", "root", "nsubj", "obl"]
    arcs = np.zeros((4, 5))
    arcs[2, 4] = 2.0
    keep_one_subject(heads, relations, LABELS, arcs, relate)
    assert heads == [2, 0, 4, 2]
    assert relations == ["nsubj", "root", "nsubj", "obl"]


def test_the_tree_stays_a_tree_when_the_best_other_head_hangs_beneath_the_word() -> None:
    heads, relations = [2, 0, 2, 3], ["nsubj", "root", "nsubj", "obl"]
    arcs = np.zeros((4, 5))
    arcs[:, 2], arcs[2, 4] = 45.0, 50.0
    keep_one_subject(heads, relations, LABELS, arcs, relate)
    assert is_tree(heads)
    assert relations == ["nsubj", "root", "obj", "obl"]


def test_single_subjects_are_left_as_they_are() -> None:
    heads, relations = [2, 0, 4, 2], ["nsubj", "root", "nsubj", "obl"]
    keep_one_subject(heads, relations, LABELS, np.zeros((4, 5)), relate)
    assert (heads, relations) == ([2, 0, 4, 2], ["nsubj", "root", "nsubj", "obl"])
