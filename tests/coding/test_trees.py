"""The decoder of trees, held against trying out every tree."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding.trees import best_tree, is_tree

Table = list[list[float]]


def total(scores: Table, heads: tuple[int, ...] | list[int]) -> float:
    return sum(row[head] for row, head in zip(scores, heads, strict=True))


@st.composite
def tables(draw: st.DrawFn, most: int = 5) -> Table:
    size = draw(st.integers(1, most))
    score = st.integers(-50, 50).map(float)
    return draw(st.lists(st.lists(score, min_size=size + 1, max_size=size + 1), min_size=size, max_size=size))


@settings(max_examples=200, deadline=None)
@given(tables())
def test_no_tree_scores_higher_than_the_one_that_is_given(scores: Table) -> None:
    heads = best_tree(scores)
    assert is_tree(heads)
    trees = (tree for tree in product(range(len(scores) + 1), repeat=len(scores)) if is_tree(tree))
    assert total(scores, heads) == max(total(scores, tree) for tree in trees)


def test_a_word_alone_is_the_root() -> None:
    assert best_tree([[0.0, 9.0]]) == [0]


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    scores = [[3.0, 0.0, 10.0], [1.0, 10.0, 0.0]]
    assert best_tree(scores) == [0, 1]


def test_of_two_roots_one_goes_below_the_other() -> None:
    scores = [[9.0, 0.0, 1.0], [8.0, 2.0, 0.0]]
    assert best_tree(scores) == [0, 1]


def test_a_long_sentence_of_many_cycles_gives_a_tree() -> None:
    size = 150
    scores = [[0.0] * (size + 1) for _ in range(size)]
    for word in range(size):
        scores[word][word + 2 if word % 2 == 0 else word] = 5.0
    assert is_tree(best_tree(scores))


def test_what_is_no_tree_is_told() -> None:
    assert not is_tree([2, 3, 1])
    assert not is_tree([0, 0])
    assert is_tree([2, 0, 2])
