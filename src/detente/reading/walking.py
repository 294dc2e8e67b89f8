"""The files of a folder, in order, without what no reader wants."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePath
from types import MappingProxyType

from detente.model.errors import DataError
from detente.reading.sniffing import guess_suffix
from detente.reading.source import Trouble
from detente.reading.unpacking import PACKINGS

_HEAD = 8192
FETCHED, RAW = "documents.jsonl", "raw"
"""What ``detente fetch`` writes into its folder: the documents, and the folder of their pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suffixes:
    """Endings of files that are passed over, and of files that cannot be read yet with what to do."""

    assets: frozenset[str]
    unread: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of a folder and whether it is to be read."""

    path: Path
    readable: bool


@cache
def load_suffixes() -> Suffixes:
    """Read the table of endings that comes with the package."""
    table = tomllib.loads(
        (files("detente") / "data" / "reading" / "suffixes.toml").read_text(encoding="utf-8")
    )
    if unknown := set(table) - {"assets", "unread"}:
        raise DataError(f"data/reading/suffixes.toml: unknown key {min(unknown)!r}")
    unread = {f".{suffix}": advice for suffix, advice in table["unread"].items()}
    return Suffixes(assets=frozenset(f".{name}" for name in table["assets"]), unread=MappingProxyType(unread))


def suffix_of(path: PurePath) -> tuple[str, str]:
    """Give a file's ending in small letters without that of its packing, and the packing (gz, zst)."""
    suffix = path.suffix.lower()
    if suffix == ".tgz":
        return ".tar", "gz"
    if suffix.lstrip(".") not in PACKINGS:
        return suffix, ""
    return PurePath(path.stem).suffix.lower(), suffix.lstrip(".")


def is_asset(path: PurePath) -> bool:
    """Tell whether a file is known to be no article: hidden, a picture, a program."""
    return path.name.startswith(".") or path.suffix.lower() in load_suffixes().assets


def walk(folder: Path, known: frozenset[str]) -> Iterator[Entry | Trouble]:
    """Give the files below `folder` in order of names, and a Trouble for each that is refused."""
    root = folder.resolve()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            names = sorted(current.iterdir(), key=lambda path: path.name)
        except OSError as trouble:
            yield Trouble(
                origin=str(current), message=f"cannot be listed: {trouble.strerror}; change its permissions"
            )
            continue
        pages = {path.stem for path in names if path.suffix.lower() in (".html", ".htm")}
        fetched = any(path.name == FETCHED for path in names)
        below: list[Path] = []
        for path in names:
            if path.name.startswith("."):
                yield Entry(path=path, readable=False)
            elif path.is_symlink() and not _inside(path, root):
                yield Trouble(
                    origin=str(path), message="is a link that leaves the folder; give its target as a path"
                )
            elif path.is_dir():
                raw = fetched and path.name == RAW  # the pages that documents.jsonl was read from
                if not path.is_symlink() and not raw and not _belongs_to_page(path.name, pages):
                    below.append(path)
            else:
                yield Entry(path=path, readable=path.is_file() and _is_wanted(path, known))
        waiting += reversed(below)


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a link to itself
        return False


def _belongs_to_page(name: str, pages: set[str]) -> bool:
    """Whether a browser made the folder when it saved the page beside it ("page.html", "page_files")."""
    return any(name in (f"{page}_files", f"{page}_fichiers", f"{page}.files") for page in pages)


def _is_wanted(path: Path, known: frozenset[str]) -> bool:
    """Whether a reader wants the file: by its ending, or by its first bytes where the ending is unknown."""
    suffix, packing = suffix_of(path)
    suffixes = load_suffixes()
    if suffix in known or suffix in suffixes.unread:
        return True
    if suffix in suffixes.assets or packing:
        return False
    try:
        with path.open("rb") as stream:
            return guess_suffix(stream.read(_HEAD)) in known
    except OSError:
        return True  # the reader will say what is wrong
