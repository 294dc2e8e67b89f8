"""Reads treebanks and name corpora into one form, and makes their conventions agree."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
UNKNOWN = "?"

# Names of the finer label sets -> ours; whatever is not here (works, events, demonyms, religions) is no
# name for us.
KINDS = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC",
    "politicalparty": "ORG", "organisation": "ORG", "politician": "PER", "person": "PER",
    "country": "LOC", "location": "LOC",
}  # fmt: skip


@dataclass(frozen=True)
class Gold:
    """One annotated sentence; a layer that its source does not have is an empty tuple."""

    text: str
    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    upos: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def blocks(path: Path) -> Iterator[list[str]]:
    """Give the lines of each blank-line separated block of a gzipped text file."""
    block: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []
    if block:
        yield block


def read_conllu(path: Path) -> Iterator[Gold]:
    """Read a CoNLL-U file; `spaced` tells of each word whether a space stands before it."""
    for block in blocks(path):
        text = next((line[9:] for line in block if line.startswith("# text = ")), "")
        rows, spaced, glued_until, space = [], [], 0, True
        for line in block:
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            if "-" in cells[0]:
                glued_until = int(cells[0].split("-")[1])
                after_glued = "SpaceAfter=No" not in cells[9]
                continue
            if "." in cells[0]:
                continue
            rows.append(cells)
            spaced.append(space)
            place = int(cells[0])
            if place < glued_until:
                space = False
            elif place == glued_until:
                space = after_glued
            else:
                space = "SpaceAfter=No" not in cells[9]
        yield Gold(
            text=text,
            words=tuple(row[1] for row in rows),
            spaced=tuple(spaced),
            upos=tuple(row[3] for row in rows),
            bundles=tuple(row[5] for row in rows),
            lemmas=tuple(row[2] for row in rows),
            heads=tuple(int(row[6]) for row in rows),
            relations=tuple(row[7] for row in rows),
        )


def our_name(label: str) -> str:
    """Map a label of any of the name corpora to ours."""
    head, _, kind = label.partition("-")
    kind = KINDS.get(kind, "")
    return f"{head}-{kind}" if kind else "O"


def clean_names(labels: list[str]) -> tuple[str, ...]:
    """Open every name with B-, whatever variant of the scheme the source uses."""
    out, before = [], "O"
    for label in labels:
        if label[0] == "I" and before[2:] != label[2:]:
            label = "B" + label[1:]
        out.append(label)
        before = label
    return tuple(out)


def read_names(path: Path, word: int, label: int) -> Iterator[Gold]:
    """Read a column file of names; `word` and `label` are the places of the columns."""
    for block in blocks(path):
        rows = [
            line.split("\t") if "\t" in line else line.split() for line in block if not line.startswith("# ")
        ]
        rows = [row for row in rows if row[word] != "-DOCSTART-"]
        words = tuple(row[word] for row in rows)
        if words:
            names = clean_names([our_name(row[label]) for row in rows])
            yield Gold(text=" ".join(words), words=words, spaced=spaces(words), names=names)


def spaces(words: tuple[str, ...]) -> tuple[bool, ...]:
    """Guess where spaces stood in a text that comes as words only."""
    return tuple(word not in {",", ".", "'s", ")", ";", ":", "?", "!", "n't", "%"} for word in words)


def with_names(trees: list[Gold], named: list[Gold]) -> list[Gold]:
    """Lay names over the trees of the same sentences; trees without a partner keep their names unknown."""
    by_words = {gold.words: gold.names for gold in named}
    return [replace(tree, names=by_words.get(tree.words, ())) for tree in trees]


def agree(gold: Gold) -> Gold:
    """Make the conventions of the training treebanks agree with one another.

    GUM reads "United" in names as a form of "unite", EWT as an adjective, and "people" as a plural of
    "person"; GUM's `dep` marks what its annotators left open, so its label teaches nothing; typing errors
    and style are no grammar and are left out of the features.
    """
    upos, bundles, lemmas, relations = (
        list(gold.upos),
        list(gold.bundles),
        list(gold.lemmas),
        list(gold.relations),
    )
    for place, word in enumerate(gold.words):
        if word == "United" and upos[place] == "VERB" and relations[place] == "amod":
            upos[place], bundles[place], lemmas[place] = "ADJ", "Degree=Pos", "United"
        if lemmas[place] == "person" and word.lower() == "people":
            lemmas[place] = "people"
        if relations[place] == "dep":
            relations[place] = UNKNOWN
        kept = [part for part in bundles[place].split("|") if not part.startswith(("Typo=", "Style="))]
        bundles[place] = "|".join(kept) or "_"
    return replace(
        gold, upos=tuple(upos), bundles=tuple(bundles), lemmas=tuple(lemmas), relations=tuple(relations)
    )


def training_set(shared: Path) -> tuple[list[Gold], list[Gold]]:
    """Give the sentences with trees, and those with names alone."""
    banks, ner = shared / "treebanks", shared / "treebanks" / "ner"
    ewt = list(read_conllu(banks / "en_ewt-train.conllu.gz"))
    ewt = with_names(ewt, list(read_names(ner / "en_ewt-train.iob2.gz", 1, 2)))
    gum = list(read_conllu(banks / "en_gum-train.conllu.gz"))
    names = [
        *read_names(ner / "crossner_politics-train.txt.gz", 0, 1),
        *read_names(ner / "crossner_politics-dev.txt.gz", 0, 1),
        *read_names(ner / "wikigold.conll.gz", 0, 1),
    ]
    # Every other sentence of the name corpora: they have no trees, and each costs as much time as one that
    # has.
    return [agree(gold) for gold in ewt + gum], names[::2]


def test_set(shared: Path, name: str) -> list[Gold]:
    """Give a test or development treebank ("en_pud") as it is, with names where there are any."""
    banks = shared / "treebanks"
    trees = list(read_conllu(banks / f"{name}.conllu.gz"))
    names = banks / "ner" / f"{name}.iob2.gz"
    return with_names(trees, list(read_names(names, 1, 2))) if names.exists() else trees
