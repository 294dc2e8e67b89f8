"""How words stand to one another in a tree: each kin by its relation, strangers alike."""

from __future__ import annotations

from detente.coding.tree_paths import PATHS, tree_paths

# Mali's minister praised Morocco and its king.
HEADS = (2, 3, 0, 3, 7, 7, 4)
RELATIONS = ("nmod:poss", "nsubj", "root", "obj", "cc", "nmod:poss", "conj")


def test_children_are_told_apart_by_relation_and_parents_from_children() -> None:
    paths = tree_paths(HEADS, RELATIONS)
    subject, object_ = paths[3, 2], paths[3, 4]
    assert subject != object_
    assert paths[2, 3] not in (subject, object_)
    assert paths[2, 3] != paths[4, 3]


def test_siblings_and_grandchildren_are_no_strangers() -> None:
    paths = tree_paths(HEADS, RELATIONS)
    assert paths[2, 4] > 0
    assert paths[3, 1] > 0
    assert paths[3, 7] > 0
    assert paths[1, 7] == 0
    assert paths[1, 6] == 0


def test_what_follows_a_colon_makes_no_difference() -> None:
    plain = tree_paths(HEADS, [relation.partition(":")[0] for relation in RELATIONS])
    assert (plain == tree_paths(HEADS, RELATIONS)).all()


def test_every_number_has_its_place_and_unknown_relations_have_one_too() -> None:
    paths = tree_paths((2, 0), ("no-such-relation", "root"))
    assert 0 < paths[2, 1] < PATHS
    assert paths.max() < PATHS
    assert paths.shape == (3, 3)
    assert paths[0, 1] == paths[1, 0] == 0
