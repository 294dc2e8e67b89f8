"""Drop what belongs to the page, not to the article: comment forms, share lines, "read also", biographies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from detente.model.errors import DataError

_LONGEST = 1000
"""No line longer than this is furniture; it also bounds what a pattern can cost."""
_LEAST_BEFORE = 200
"""Characters that must stand before a line that ends the article: "Comment" above it is a label."""
_LIST_LINES = 8
"""Headlines dropped below "Related articles" at most."""
_ENDED = re.compile(r"[.!?؟…][\"'”’»)\]]*$")
_SCOPES = ("line", "list", "rest", "tail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Patterns of page furniture in all languages, one expression for each scope."""

    line: re.Pattern[str]
    list: re.Pattern[str]
    rest: re.Pattern[str]
    tail: re.Pattern[str]


def furniture_files() -> Iterator[Traversable]:
    """Give the furniture files of all languages, in order of language."""
    for folder in sorted((files("detente") / "data" / "lexicons").iterdir(), key=lambda folder: folder.name):
        if folder.is_dir() and (folder / "furniture.toml").is_file():
            yield folder / "furniture.toml"


@cache
def load_furniture() -> Furniture:
    """Read the furniture of every language: pages mix them, and their language is told only afterwards."""
    patterns: dict[str, list[str]] = {scope: [] for scope in _SCOPES}
    for file in furniture_files():
        read_furniture(file.read_text(encoding="utf-8"), name=str(file), into=patterns)
    return Furniture(**{scope: _join(found) for scope, found in patterns.items()})


def read_furniture(text: str, *, name: str, into: dict[str, list[str]]) -> None:
    """Add the patterns of one file's text to `into`, by scope.

    Raises
    ------
    DataError
        For an unknown key or scope or a broken pattern; names file and entry.
    """
    table = tomllib.loads(text)
    if unknown := set(table) - {"furniture"}:
        raise DataError(f"{name}: unknown key {min(unknown)!r}; expected [[furniture]]")
    for number, entry in enumerate(table.get("furniture", ()), 1):
        if unknown := set(entry) - {"scope", "patterns", "examples", "note"}:
            raise DataError(f"{name}: entry {number} has the unknown key {min(unknown)!r}")
        if entry.get("scope") not in into:
            raise DataError(
                f"{name}: entry {number} has scope {entry.get('scope')!r}; expected one of {_SCOPES}"
            )
        for pattern in entry["patterns"]:
            try:
                re.compile(pattern)
            except re.error as trouble:
                raise DataError(
                    f"{name}: entry {number}: the pattern {pattern!r} is broken: {trouble}"
                ) from None
            into[entry["scope"]].append(pattern)


def drop_furniture(lines: Sequence[str], furniture: Furniture) -> list[str]:
    """Give the lines that belong to the article; empty lines stay."""
    kept: list[str] = []
    before = below = 0
    for line in lines:
        if below and line and not _ENDED.search(line) and len(line) < 160:
            below -= 1
            continue
        below = below if not line else 0
        if not line or len(line) > _LONGEST:
            pass
        elif furniture.rest.fullmatch(line):
            if before >= _LEAST_BEFORE:
                break
            continue
        elif furniture.list.fullmatch(line):
            below = _LIST_LINES
            continue
        elif furniture.line.fullmatch(line):
            continue
        kept.append(line)
        before += len(line)
    return _drop_tail(kept, furniture)


def _drop_tail(lines: list[str], furniture: Furniture) -> list[str]:
    end = len(lines)
    while end > 1 and (not lines[end - 1] or _is_tail(lines[end - 1], furniture)):
        end -= 1
    return lines[:end]


def _is_tail(line: str, furniture: Furniture) -> bool:
    return len(line) <= _LONGEST and furniture.tail.fullmatch(line) is not None


def _join(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.IGNORECASE)
