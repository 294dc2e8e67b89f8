"""What runs in the parsing process for PDF: the letters of each page with their places, by PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # as above

from detente.reading.pdf_layout import Run, arrange, find_headline

_MOST_PAGES = 400
_MOST_LETTERS = 2_000_000
_JUMP = 2.0
"""A gap on one line wider than this many letter heights parts columns; the widest blank of justified text in
the PDF files tried stays below 1.2."""
_LINE_ENDS = (10, 13)
_LAM, _ALEFS = "ل", "اأإآ"
"""PDFium gives the two letters of the ligature lam-alef, one sign on the page, in the wrong order."""


def parse_pdf(payload: bytes, url: str | None) -> dict[str, object]:
    """Give the paragraphs of a PDF in reading order, its headline by size, and what it says of itself."""
    try:
        document = pypdfium2.PdfDocument(payload)
    except pypdfium2.PdfiumError as trouble:
        return {"refused": _reason(str(trouble))}
    pages, letters = [], 0
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        runs = list(_runs(page.get_textpage()))
        letters += sum(len(run.text) for run in runs)
        if letters > _MOST_LETTERS:
            return {"refused": f"holds more than {_MOST_LETTERS:,} letters; split it into articles"}
        pages.append((float(page.get_width()), runs))
        page.close()
    known = document.get_metadata_dict(skip_empty=True)
    return {
        "paragraphs": arrange(pages),
        "headline": find_headline(pages),
        "title": known.get("Title"),
        "author": known.get("Author"),
        "pages": len(document),
        "read": len(pages),
    }


def _reason(trouble: str) -> str:
    if "password" in trouble.lower():
        return "is locked with a password; save it without one"
    return f"is no sound PDF file ({trouble[:80]}); copy or download it again"


def _runs(page: Any) -> Iterator[Run]:
    """Give the stretches of text that stand on one line of one column, in the order of the file."""
    raw = page.raw
    letters: list[str] = []
    box: tuple[float, float, float, float] | None = None
    size = 0.0
    before: tuple[float, float, float, float] | None = None
    for place in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, place)
        here = _box(raw, place)
        if letters and (code in _LINE_ENDS or (here and box and _apart(box, here, size))):
            if box:
                yield Run.of(letters, box, size)
            letters, box = [], None
        if code in _LINE_ENDS or code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        letters.append(chr(code))
        if here and here == before and letters[-1] == _LAM and letters[-2:-1] and letters[-2] in _ALEFS:
            letters[-2:] = letters[:-3:-1]
        before = here
        if here:
            size = size if box else float(pdfium.FPDFText_GetFontSize(raw, place)) or here[3] - here[1]
            box = here if box is None else _around(box, here)
    if letters and box:
        yield Run.of(letters, box, size)


def _box(raw: Any, place: int) -> tuple[float, float, float, float] | None:
    """Give left, bottom, right and top of a letter; None for what has no extent, such as a blank."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(raw, place, left, right, bottom, top):
        return None
    if right.value <= left.value or top.value <= bottom.value:
        return None
    return left.value, bottom.value, right.value, top.value


def _apart(
    box: tuple[float, float, float, float], here: tuple[float, float, float, float], size: float
) -> bool:
    """Whether a letter belongs to another line or column than the run before it."""
    height = max(size, box[3] - box[1], 1.0)
    other_line = here[1] > box[3] + 0.2 * height or here[3] < box[1] - 0.2 * height
    return other_line or here[0] - box[2] > _JUMP * height or box[0] - here[2] > _JUMP * height


def _around(
    a: tuple[float, float, float, float], b: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
