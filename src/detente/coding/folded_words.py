"""The words of a sentence in the form in which the tables of names hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.sentence import Sentence
from detente.tables.folding import atoms, fold
from detente.tables.phrases import Meaning, Phrases


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words and signs of a sentence, each with the token it is of."""

    words: tuple[str, ...]
    owners: tuple[int, ...]

    @classmethod
    def of(cls, sentence: Sentence) -> Words:
        """Fold the words of a sentence."""
        words: list[str] = []
        owners: list[int] = []
        for token in sentence.tokens:
            pieces = atoms(fold(token.text))
            words.extend(pieces)
            owners.extend([token.index] * len(pieces))
        return cls(tuple(words), tuple(owners))

    def find(self, phrases: Phrases[Meaning]) -> Iterator[tuple[int, int, tuple[Meaning, ...]]]:
        """Give (first token, end, meanings) of the longest phrases, from left to right, without overlap."""
        place = 0
        while place < len(self.words):
            match = phrases.longest(self.words, place) if self.words[place] in phrases.table else None
            if match is None:
                place += 1
                continue
            last = place + match[0] - 1
            yield (
                (self.owners[place], self.owners[last] + 1, match[1])
                if self.owners
                else (place, last, match[1])
            )
            place += match[0]
