"""Finds the longest of many phrases at a place in a run of words: a dictionary by first word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True, eq=False)
class Phrases(Generic[Meaning]):
    """Phrases by their first word, the longest first, each with what it can mean."""

    table: Mapping[str, tuple[tuple[tuple[str, ...], tuple[Meaning, ...]], ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[tuple[str, ...], Meaning]]) -> Phrases[Meaning]:
        """Index (words, meaning) pairs; a phrase that comes twice has both meanings, in their order."""
        meanings: dict[tuple[str, ...], list[Meaning]] = {}
        for words, meaning in pairs:
            if words:
                meanings.setdefault(words, []).append(meaning)
        table: dict[str, list[tuple[tuple[str, ...], tuple[Meaning, ...]]]] = {}
        for words, found in meanings.items():
            table.setdefault(words[0], []).append((words, tuple(found)))
        return cls(
            MappingProxyType(
                {
                    first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
                    for first, entries in table.items()
                }
            )
        )

    def longest(self, words: Sequence[str], start: int) -> tuple[int, tuple[Meaning, ...]] | None:
        """Give (number of words, meanings) of the longest phrase that stands at `start`, or None."""
        for phrase, meanings in self.table.get(words[start], ()):
            length = len(phrase)
            if length == 1 or tuple(words[start : start + length]) == phrase:
                return length, meanings
        return None

    def exact(self, words: tuple[str, ...]) -> tuple[Meaning, ...]:
        """Give the meanings of exactly these words."""
        for phrase, meanings in self.table.get(words[0], ()) if words else ():
            if phrase == words:
                return meanings
        return ()
