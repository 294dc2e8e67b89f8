"""From the runs of text on PDF pages to paragraphs in reading order.

Each page is parted into bands: lines that reach across the gutter stand alone, and what lies between them is
read column by column. Heads and feet that repeat are dropped, lines are joined to paragraphs, and words
that were hyphenated at the end of a line become whole.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Page = tuple[float, Sequence["Run"]]
"""Width and runs of a page."""

_HYPHENS = "-\u00ad\x02\ufffe‐"
_ENDED = re.compile(r"[.!?…:;؟][\"'”’»)\]]*$")
_NUMBER = re.compile(r"\W*(?:page|p\.|صفحة)?\s*\d{1,4}(?:\s*(?:/|of|sur|de|من)\s*\d{1,4})?\W*", re.IGNORECASE)
_HYPHENATED = re.compile(r"\w+(?:-\w+)+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FEWEST_LINES = 3
"""Lines that must stand on both sides of a gutter; fewer are a table or a signature."""
_MOST_ACROSS = 0.4
"""Share of lines that may reach across the gutter of a page in columns."""
_LONG = 100
"""Letters from which a paragraph without a full stop is taken for one that was broken off."""
_HEADLINE = 1.25
"""Times the size of the body's letters from which a line at the top of the first page is its headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text on one line of one column, with its place in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @classmethod
    def of(cls, letters: Sequence[str], box: tuple[float, float, float, float], size: float) -> Run:
        """Make a run from letters and a box (left, bottom, right, top)."""
        left, bottom, right, top = box
        return cls(text="".join(letters), left=left, bottom=bottom, right=right, top=top, size=size)


def arrange(pages: Sequence[Page]) -> list[str]:
    """Give the paragraphs of a document in reading order."""
    ordered = [[line for column in _columns(runs, width) for line in column] for width, runs in pages]
    kept = _without_heads(ordered)
    compounds = {word.casefold() for page in kept for line in page for word in _HYPHENATED.findall(line.text)}
    paragraphs: list[str] = []
    for page in kept:
        for block in _blocks(page):
            text = _join([line.text for line in block], compounds)
            if paragraphs and text and _goes_on(paragraphs[-1], text):
                paragraphs[-1] = _join([paragraphs[-1], text], compounds)
            elif text:
                paragraphs.append(text)
    return paragraphs


def find_headline(pages: Sequence[Page]) -> str | None:
    """Give the text set largest in the upper half of the first page, if larger than the body; else None."""
    runs = [run for run in (pages[0][1] if pages else ()) if run.text.strip()]
    body = [run.size for _, found in pages for run in found for _ in run.text]
    if not runs or not body:
        return None
    largest, middle = max(run.size for run in runs), statistics.median(body)
    half = (max(run.top for run in runs) + min(run.bottom for run in runs)) / 2
    lines = [run for run in runs if run.size > 0.95 * largest and run.top >= half]
    if largest < _HEADLINE * middle or not 1 <= len(lines) <= 4:
        return None
    return " ".join(run.text.strip() for run in sorted(lines, key=lambda run: (-run.top, run.left)))


def _columns(runs: Sequence[Run], width: float) -> list[list[Run]]:
    """Give the columns of a page in reading order, each as lines from top to bottom."""
    lines = _lines(runs)
    gutter = _gutter(lines)
    if gutter is None:
        return [_lines_joined(lines)]
    found: list[list[Run]] = []
    left: list[Run] = []
    right: list[Run] = []
    rtl = _is_rtl(line.text for line in lines)
    for line in sorted(lines, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            found += [*_sides(left, right, width, rtl=rtl), [line]]
            left, right = [], []
        else:
            (left if line.right <= gutter else right).append(line)
    return [*found, *_sides(left, right, width, rtl=rtl)]


def _sides(left: list[Run], right: list[Run], width: float, *, rtl: bool) -> list[list[Run]]:
    sides = (right, left) if rtl else (left, right)
    return [column for side in sides if side for column in _columns(side, width / 2)]


def _gutter(lines: Sequence[Run]) -> float | None:
    """Give where a page in columns is parted, or None where it has one column."""
    if len(lines) < 2 * _FEWEST_LINES:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float, float] | None = None
    for step in range(20, 81):
        place = start + (end - start) * step / 100
        across = sum(line.left < place < line.right for line in lines)
        before = sum(line.right <= place for line in lines)
        after = len(lines) - across - before
        if min(before, after) < _FEWEST_LINES or across > _MOST_ACROSS * len(lines):
            continue
        rank = (across, abs(before - after) / len(lines), place)
        best = rank if best is None or rank < best else best
    return best[2] if best else None


def _lines(runs: Sequence[Run]) -> list[Run]:
    return [run for run in runs if run.text.strip()]


def _lines_joined(runs: Sequence[Run]) -> list[Run]:
    """Give whole lines from top to bottom: runs of one height are joined in the direction of their script."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-(run.top + run.bottom), run.left)):
        middle = (run.top + run.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_row(row) for row in rows]


def _row(row: list[Run]) -> Run:
    ordered = sorted(row, key=lambda run: run.left, reverse=_is_rtl(run.text for run in row))
    return Run(
        text=" ".join(run.text.strip() for run in ordered),
        left=min(run.left for run in row),
        bottom=min(run.bottom for run in row),
        right=max(run.right for run in row),
        top=max(run.top for run in row),
        size=ordered[0].size,
    )


def _is_rtl(texts: Iterable[str]) -> bool:
    text = "".join(texts)
    return 2 * len(_RIGHT_TO_LEFT.findall(text)) > sum(map(str.isalpha, text))


def _without_heads(pages: list[list[Run]]) -> list[list[Run]]:
    """Give the pages without page numbers, and without heads and feet that repeat."""
    edges = [{place % len(page) for place in (0, 1, -2, -1)} if page else set() for page in pages]
    seen = Counter(
        key
        for page, ends in zip(pages, edges, strict=True)
        for key in {_key(page[place].text) for place in ends}
    )
    often = {key for key, count in seen.items() if count >= 2 and 2 * count >= len(pages)}

    def is_head(text: str) -> bool:
        return _NUMBER.fullmatch(text.strip()) is not None or _key(text) in often

    return [
        [line for place, line in enumerate(page) if place not in ends or not is_head(line.text)]
        for page, ends in zip(pages, edges, strict=True)
    ]


def _key(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()).casefold())


def _blocks(lines: Sequence[Run]) -> list[list[Run]]:
    """Part the lines of a page into paragraphs, by gaps, sizes, indents and short last lines."""
    pitches = [a.bottom - b.bottom for a, b in pairwise(lines) if a.bottom > b.bottom]
    pitch = statistics.median(pitches) if pitches else 0.0
    blocks: list[list[Run]] = []
    for line in lines:
        if blocks and not _breaks(blocks[-1], line, pitch):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _breaks(block: Sequence[Run], line: Run, pitch: float) -> bool:
    before = block[-1]
    drop = before.bottom - line.bottom
    rtl = _is_rtl([line.text])
    starts, ends = zip(*(_ends(row, rtl=rtl) for row in (*block, line)), strict=True)
    if drop < 0 or abs(starts[-1] - starts[-2]) > 0.4 * max(ends[-2] - starts[-2], 60.0):
        return True  # another column or band; what goes on there is joined again by its words
    if drop > 1.35 * pitch or not 0.87 < line.size / (before.size or 1.0) < 1.15:
        return True
    letter = (line.right - line.left) / max(len(line.text), 1)
    fitted = ends[-2] + (len(line.text.split()[0]) + 2) * letter < max(ends[:-1])
    indented = len(block) > 1 and starts[-1] > starts[-2] + 0.8 * line.size
    return _ENDED.search(before.text) is not None and (indented or fitted)


def _ends(line: Run, *, rtl: bool) -> tuple[float, float]:
    """Give where a line starts and ends in the direction of its script."""
    return (-line.right, -line.left) if rtl else (line.left, line.right)


def _goes_on(before: str, text: str) -> bool:
    """Whether a paragraph goes on in the next column or page; a heading is short, and ends like one."""
    if _ENDED.search(before) or len(before) <= 40:
        return False
    return text[0].islower() or (len(before) > _LONG and (len(text) > _LONG or bool(_ENDED.search(text))))


def _join(lines: Sequence[str], compounds: set[str]) -> str:
    """Join lines; a hyphen at a line's end goes, unless the word is written with it elsewhere."""
    text = ""
    for line in (line.strip() for line in lines):
        if not text or not line:
            text += line
        elif text[-1] not in _HYPHENS or not text[-2:-1].isalpha():
            text += f" {line}"
        else:
            head, tail = re.search(r"\w*$", text[:-1]), re.match(r"\w*", line)
            word = f"{head[0] if head else ''}-{tail[0] if tail else ''}".casefold()
            keep = not line[0].islower() or word in compounds
            text = text[:-1] + ("-" if keep else "") + line
    return " ".join(text.replace("\u00ad", "").split())
