"""Pages that hold no whole article: the stub before a paywall, a wall of cookies, a live blog."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from detente.model.errors import DataError

_LONGEST_STUB = 1200
"""Letters above which the part before a paywall is an article of its own. Of the 181 pages of the extraction
benchmark two are refused with it, both stubs."""
_WALL_SHARE = 0.5
"""Share of a page's text that speaks of cookies from which it is a wall and no article."""
_NOT_FREE = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?(?:false|no)\b", re.IGNORECASE)
_LIVE = re.compile(r"\"@type\"\s*:\s*(?:\[[^\]]{0,100})?\"LiveBlogPosting\"", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_MOST_LOOKED_AT = 400_000
_LONGEST_WALL = 20_000
"""Letters of a page's text above which it is no wall of cookies; bounds what looking for one costs."""
_KINDS = ("paywall", "cookies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walls:
    """What walls say in all languages."""

    paywall: re.Pattern[str]
    cookies: re.Pattern[str]


@cache
def load_walls() -> Walls:
    """Read the words of walls of every language that has them: pages mix languages."""
    found: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    folders = sorted((files("detente") / "data" / "lexicons").iterdir(), key=lambda folder: folder.name)
    for file in (folder / "walls.toml" for folder in folders if folder.is_dir()):
        if not file.is_file():
            continue
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        if unknown := set(table) - {*_KINDS, "examples"}:
            raise DataError(f"{file}: unknown key {min(unknown)!r}; expected {', '.join(_KINDS)}, examples")
        for kind in _KINDS:
            found[kind] += table.get(kind, [])
    joined = {kind: re.compile("|".join(chain(patterns, ["(?!)"])), re.I) for kind, patterns in found.items()}
    return Walls(**joined)


def find_wall(html: str, visible: str, raw: str, article: str) -> str | None:
    """Say which wall a page shows instead of its article; None where it shows the article.

    Parameters
    ----------
    html, visible, raw, article
        The page, the page without its scripts, the text taken from it, and that without its furniture.
    """
    if _LIVE.search(html):
        return (
            "is a live blog, whose entries tell different hours and correct each other; "
            "save the articles about them"
        )
    walls = load_walls()
    lines = raw.split("\n") if len(raw) <= _LONGEST_WALL else []
    spoken = sum(len(line) for line in lines if walls.cookies.search(line))
    if spoken > _WALL_SHARE * len(raw):
        return (
            "shows a wall of cookies instead of its article; accept or refuse them in a browser and save it"
        )
    if len(article) < _LONGEST_STUB and (_NOT_FREE.search(html) or walls.paywall.search(_words(visible))):
        return (
            f"shows only the first {len(article)} letters of an article behind a paywall; "
            "save the whole article, or its text as .txt"
        )
    return None


def _words(html: str) -> str:
    """Give the words of a page without scripts, in one line."""
    return " ".join(_TAG.sub(" ", html[:_MOST_LOOKED_AT]).split())
