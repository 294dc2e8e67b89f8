"""Markdown (.md): front matter read as ``key: value`` lines, markup dropped, the words of links kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.model.document import Document
from detente.reading.cleaning import clean_lines
from detente.reading.encoding import decode
from detente.reading.source import Source, Trouble
from detente.reading.text import read_article

_FENCE = re.compile(r"^\s*(```|~~~)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RUNNING = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_DROPPED = re.compile(r"^(?:\[[^\]]{1,100}\]:\s.*|[-*_=]{3,}|\|?[\s:|-]*-{3,}[\s:|-]*\|?|\|.*\|)$")
_LEADING = re.compile(r"^(?:>\s?)*(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+)?")
_HEADING = re.compile(r"^#{1,6}\s")
_INLINE = (
    (re.compile(r"!\[[^\]]{0,300}\](?:\([^()\s]{0,500}(?:\s[^()]{0,300})?\)|\[[^\]]{0,100}\])"), ""),
    (
        re.compile(
            r"\[([^\]\[]{1,300})\](?:\([^()\s]{0,500}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:\s[^()]{0,300})?\)|\[[^\]]{0,100}\])"
        ),
        r"\1",
    ),
    (re.compile(r"\[\^[^\]]{1,30}\]:?"), ""),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]{0,300}>"), ""),
    (re.compile(r"(\*\*\*|\*\*|__|~~)(?=\S)(.{1,300}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]{1,300}?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]{1,300})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!~>-])"), r"\1"),
)
"""In this order: images, links, footnote marks, addresses, tags, emphasis, code, escapes."""


def read_markdown(source: Source) -> Iterator[Document | Trouble]:
    """Give the one article that the file holds."""
    text, _ = decode(source.read())
    yield read_article(strip_markup(clean_lines(text)), source)


def strip_markup(lines: list[str]) -> list[str]:
    """Give paragraphs as plain lines, "" between them; front matter stays on top as it is."""
    head = _front_matter(lines)
    text = _RUNNING.sub("", _COMMENT.sub("", "\n".join(lines[head:])))
    found: list[str] = []
    held: list[str] = []
    fenced = False
    for line in [*text.split("\n"), ""]:
        if _FENCE.match(line):
            fenced = not fenced
        starts = _LEADING.match(line)
        bare = line[starts.end() :] if starts else line
        marked = bool(starts and starts.end())
        if fenced or _FENCE.match(line) or _DROPPED.match(line) or not line or marked:
            found += [_plain(" ".join(held))] if held else []
            held = []
        if fenced or _FENCE.match(line) or _DROPPED.match(line):
            continue
        if not line:
            found.append("")
        elif _HEADING.match(line):
            found += ["", _plain(bare.rstrip("# ")), ""]
        else:
            held.append(bare)
    return [*lines[:head], *found]


def _front_matter(lines: list[str]) -> int:
    """How many lines the front matter takes."""
    if not lines or lines[0] not in ("---", "+++"):
        return 0
    return next((place + 1 for place in range(1, len(lines)) if lines[place] == lines[0]), 0)


def _plain(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text.strip()
