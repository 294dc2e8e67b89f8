"""Reads frozen parses: CoNLL-U, with what is expected of each sentence in its comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.model.sentence import Sentence, Token

FOLDER = Path(__file__).parent / "parses"


@dataclass(frozen=True)
class Frozen:
    """One sentence with its comments; a comment without a value is the empty string."""

    text: str
    comments: dict[str, str]
    sentence: Sentence

    def index(self, word: str) -> int:
        """Give the index of the first token written so."""
        return next(token.index for token in self.sentence.tokens if token.text == word)

    def words(self, stretch: tuple[int, int] | None) -> str | None:
        """Give the words of a half-open range of tokens."""
        if stretch is None:
            return None
        tokens = self.sentence.tokens[stretch[0] : stretch[1]]
        return self.text[tokens[0].start : tokens[-1].end]


def read_frozen(name: str) -> Iterator[Frozen]:
    """Read one file of tests/coding/parses."""
    for block in (FOLDER / name).read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        heads = [line[1:].partition("=") for line in lines if line.startswith("# ") and " = " in line]
        comments = {key.strip(): value.strip() for key, _, value in heads}
        rows = [line.split("\t") for line in lines if not line.startswith("#")]
        if rows:
            yield Frozen(comments["text"], comments, to_sentence(comments["text"], rows))


def to_sentence(text: str, rows: list[list[str]]) -> Sentence:
    """Make a sentence of CoNLL-U rows; the words must stand in the text in their order."""
    tokens, position = [], 0
    for row in rows:
        start = text.index(row[1], position)
        position = start + len(row[1])
        features = tuple(tuple(pair.split("=")) for pair in row[5].split("|")) if row[5] != "_" else ()
        tokens.append(
            Token(
                index=int(row[0]) - 1, text=row[1], start=start, end=position, lemma=row[2], upos=row[3],
                features=features, head=int(row[6]) - 1, relation=row[7], entity=row[9].removeprefix("_"),
            )
        )  # fmt: skip
    return Sentence(start=0, end=len(text), tokens=tuple(tokens), score=1.0)


def _guess(word: str) -> str:
    if not word[0].isalnum():
        return "PUNCT"
    return "PROPN" if word[0].isupper() else "NUM" if word.isdigit() else "NOUN"


def flat(text: str) -> Sentence:
    """Make a sentence without a parse worth the name: names are PROPN, the first word is the root of all."""
    import re

    tokens = tuple(
        Token(
            index=place, text=match.group(), start=match.start(), end=match.end(),
            lemma=match.group().lower(), upos=_guess(match.group()),
            features=(), head=-1 if place == 0 else 0, relation="root" if place == 0 else "obl", entity="",
        )
        for place, match in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    )  # fmt: skip
    return Sentence(start=0, end=max(len(text), 0), tokens=tokens, score=1.0)
