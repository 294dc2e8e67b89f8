"""Which names take an article in a sentence: ``lexicons/en/articles.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.model.errors import DataError


@dataclass(frozen=True, slots=True)
class Articles:
    """The words of ``articles.toml``: how a name with an article begins, what it holds, or what it is."""

    begins: tuple[str, ...]
    holds: frozenset[str]
    names: frozenset[str]


@cache
def load_articles(language: str = "en") -> Articles:
    """Read ``articles.toml`` of a language."""
    name = f"lexicons/{language}/articles.toml"
    table = tomllib.loads((files("detente") / "data" / name).read_text(encoding="utf-8"))
    wrong = sorted(set(table) ^ set(Articles.__dataclass_fields__))
    if wrong:
        raise DataError(f"{name}: unknown or missing key {wrong[0]!r}")
    return Articles(tuple(table["begins"]), frozenset(table["holds"]), frozenset(table["names"]))


def with_article(name: str) -> str:
    """Write a name of a state or an organisation as it stands in a sentence.

    >>> [with_article(name) for name in ("United States", "Mali", "European Union", "NATO")]
    ['the United States', 'Mali', 'the European Union', 'NATO']
    """
    known = load_articles()
    words = name.split(" ")
    if words[0].casefold() in ("the", "a", "an"):
        return name
    first = any(name == begin or name.startswith(f"{begin} ") for begin in known.begins)
    return (
        f"the {name}"
        if first or name in known.names or any(word.capitalize() in known.holds for word in words)
        else name
    )
