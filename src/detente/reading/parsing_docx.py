"""What runs in the parsing process for Word files: the paragraphs of the body, nothing else."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no stubs

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CORE = "{http://purl.org/dc/elements/1.1/}"
_MOST_BYTES = 40_000_000
_MOST_MEMBERS = 5000
_QUIET = frozenset(
    {f"{_WORD}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPrChange", "rPrChange")}
    | {_FALLBACK}
)
"""Deleted words, and text boxes that are told twice."""


def parse_docx(payload: bytes, url: str | None) -> dict[str, object]:
    """Give paragraphs with the names of their styles, and title and author where the file has them."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as packed:
            if "word/document.xml" not in packed.namelist():
                return {"refused": "is no Word file, whatever its name says; save it as .docx again"}
            body = _member(packed, "word/document.xml")
            has_core = "docProps/core.xml" in packed.namelist()
            core = _member(packed, "docProps/core.xml") if has_core else b""
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError) as trouble:
        return {"refused": f"is no sound Word file ({trouble}); save it as .docx again"[:200]}
    known = _parse(core) if core else None
    return {
        "paragraphs": [_paragraph(element) for element in _parse(body).iter(f"{_WORD}p") if _own(element)],
        "title": None if known is None else known.findtext(f".//{_CORE}title"),
        "author": None if known is None else known.findtext(f".//{_CORE}creator"),
    }


def _member(packed: zipfile.ZipFile, name: str) -> bytes:
    """Give a member's bytes, and no more than its size in the list of the archive.

    Raises
    ------
    ValueError
        If the archive is a bomb.
    """
    if len(packed.infolist()) > _MOST_MEMBERS or packed.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError(f"its {name} unpacks to more than {_MOST_BYTES // 1_000_000} MB")
    with packed.open(name) as stream:
        return stream.read(_MOST_BYTES)


def _parse(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _own(element: Any) -> bool:
    """Whether a paragraph is neither deleted nor told a second time."""
    return not any(parent.tag in _QUIET for parent in element.iterancestors())


def _paragraph(element: Any) -> tuple[str, str]:
    """Give the name of the paragraph's style and its text."""
    style = element.find(f"{_WORD}pPr/{_WORD}pStyle")
    name = "" if style is None else str(style.get(f"{_WORD}val", ""))
    parts: list[str] = []
    waiting = [element]
    while waiting:
        part = waiting.pop()
        if part.tag in _QUIET or (part.tag == f"{_WORD}p" and part is not element):
            continue  # a text box inside has paragraphs of its own
        if part.tag == f"{_WORD}t":
            parts.append(part.text or "")
        elif part.tag in (f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            parts.append(" ")
        elif part.tag == f"{_WORD}noBreakHyphen":
            parts.append("-")
        waiting += reversed(part)
    return name, "".join(parts)
