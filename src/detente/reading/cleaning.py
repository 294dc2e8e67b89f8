"""Plain text as the coder wants it: no control characters, one paragraph a line."""

from __future__ import annotations

import re
from itertools import pairwise

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
"""Controls, soft hyphens, and marks that hide or turn around the reading; joiners that scripts need stay."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
_NARROWEST_WRAP, _WIDEST_WRAP = 55, 120
"""Widths between which lines of text files and mails are wrapped by hand or by program."""


def clean_lines(text: str) -> list[str]:
    """Give the lines without what cannot be seen; blank lines stay, as empty strings."""
    text = _SURROGATE.sub("\ufffd", text)
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    return [line.strip() for line in _SPACES.sub(" ", text).split("\n")]


def clean_name(text: object, *, most: int = 300) -> str | None:
    """Give a title or name fit for one line, or None where nothing is left."""
    if not isinstance(text, str):
        return None
    kept = " ".join(line for line in clean_lines(text[: most * 4]) if line)
    return kept[:most].strip() or None


def join_wrapped(lines: list[str]) -> list[str]:
    """Join lines that were wrapped at a width, block by block; give paragraphs with "" between blocks."""
    found: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
            continue
        if block:
            found += [" ".join(block)] if _is_wrapped(block) else block
            found.append("")
        block = []
    return found


def _is_wrapped(block: list[str]) -> bool:
    """Whether nearly every line ends because the next word did not fit."""
    width = max(map(len, block))
    if len(block) < 2 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    full = sum(len(line) + 1 + len(after.split(" ", 1)[0]) > width - 2 for line, after in pairwise(block))
    return full >= 0.8 * (len(block) - 1)
