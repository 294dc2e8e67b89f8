"""What the numbers of the model stand for, and the best row of name labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Features = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """What each number of each head stands for; `features` are the bundles, taken apart."""

    upos: tuple[str, ...]
    bundles: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    features: tuple[Features, ...]


def make_labels(table: Mapping[str, Sequence[str]]) -> Labels:
    """Make the labels out of the manifest's table."""
    named = {name: tuple(values) for name, values in table.items()}
    return Labels(**named, features=tuple(map(features_of, named["bundles"])))


def features_of(bundle: str) -> Features:
    """Take a bundle of features apart.

    >>> features_of("Number=Plur|Person=3"), features_of("_")
    ((('Number', 'Plur'), ('Person', '3')), ())
    """
    if bundle == "_":
        return ()
    pairs = (part.partition("=") for part in bundle.split("|"))
    return tuple((name, value) for name, _, value in pairs)


def best_names(scores: Sequence[Sequence[float]], labels: Sequence[str]) -> list[str]:
    """Give the best row of labels in which no I- stands without its B- (Viterbi), with "" for no name."""
    best = [labels[row.index(max(row))] for row in map(list, scores)]
    if not all(_follows(a, b) for a, b in zip(["O", *best], best, strict=False)):
        paths = [
            (score, [label]) for score, label in zip(scores[0], labels, strict=True) if _follows("O", label)
        ]
        for row in scores[1:]:
            paths = [
                max((total + score, [*path, label]) for total, path in paths if _follows(path[-1], label))
                for score, label in zip(row, labels, strict=True)
                if any(_follows(path[-1], label) for _, path in paths)
            ]
        best = max(paths)[1]
    return ["" if label == "O" else label for label in best]


def _follows(before: str, label: str) -> bool:
    """Tell whether a label may follow another."""
    return label[0] != "I" or before[1:] == label[1:]
