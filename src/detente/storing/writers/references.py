"""Sources for reference managers: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detente.storing.cleaning import clean
from detente.storing.context import Context, rows_of
from detente.storing.sheets import Sheet

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_TYPE = "article-newspaper"

Source = dict[str, Any]


def write_bibtex(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write BibTeX: one entry for each source, with the day and the address."""
    number, keys = 0, _Keys()
    with path.open("w", encoding="utf-8") as file:
        file.write(f"@comment{{{_tex(context.about.line)}}}\n")
        for source in _sources(sheet, items):
            number += 1
            fields = {
                "title": _tex(source["title"]), "author": _tex(source["author"]),
                "journal": _tex(source["publisher"]),
                "date": source["day"], "year": source["day"][:4], "url": _address(source["url"]),
                "langid": source["language"], "note": _tex(f"detente document {source['id']}"),
            }  # fmt: skip
            told = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
            file.write(f"\n@article{{{keys.make(source)}{told}\n}}\n")
    return number


def write_ris(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write RIS: one record of type NEWS for each source."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for source in _sources(sheet, items):
            number += 1
            day = source["day"].replace("-", "/")
            fields = (
                ("TY", "NEWS"), ("ID", source["id"]), ("TI", source["title"]), ("AU", source["author"]),
                ("T2", source["publisher"]), ("PY", source["day"][:4]), ("DA", day),
                ("LA", source["language"]),
                ("UR", source["url"]), ("DB", f"detente {context.about.version}"), ("ER", ""),
            )  # fmt: skip
            lines = [f"{tag}  - {clean(value)}" for tag, value in fields if value or tag == "ER"]
            file.write("\r\n".join(lines) + "\r\n\r\n")
    return number


def write_csl(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write CSL-JSON: one item for each source."""
    found = []
    for source in _sources(sheet, items):
        entry: dict[str, Any] = {"id": source["id"], "type": _TYPE}
        named = (
            ("title", "title"),
            ("container-title", "publisher"),
            ("URL", "url"),
            ("language", "language"),
        )
        entry |= {name: clean(source[key]) for name, key in named if source[key]}
        if source["author"]:
            entry["author"] = [{"literal": clean(source["author"])}]
        if source["day"]:
            entry["issued"] = {"date-parts": [[int(piece) for piece in source["day"].split("-")]]}
        found.append(entry | {"source": f"detente {context.about.version}"})
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(found)


def _sources(sheet: Sheet[Any], items: Iterable[Any]) -> Iterator[Source]:
    """Give each source once, in the order of its first mention."""
    row_of = rows_of(sheet, "document", "url")
    seen: set[str] = set()
    for item in items:
        row = row_of(item)
        if row["document"] in seen:
            continue
        seen.add(row["document"])
        day = row.get("published") or row.get("first_published") or ""
        publisher = row.get("publisher") or row.get("publishers") or ""
        plain = {key: row.get(key) or "" for key in ("title", "author", "url", "language")}
        title = plain.pop("title") or f"{publisher or 'Article'} {day}".strip()
        yield {"id": clean(row["document"]), "day": day, "publisher": publisher, "title": title, **plain}


class _Keys:
    """Keys of BibTeX entries: publisher and day, with a letter where they are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def make(self, source: Source) -> str:
        words = re.sub(r"[^A-Za-z0-9]", "", source["publisher"]) or "source"
        stem = f"{words[:20].lower()}{source['day'].replace('-', '')}"
        key, number = stem, 1
        while key in self._taken:
            number += 1
            key = f"{stem}-{number}"
        self._taken.add(key)
        return key


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in clean(text))


def _address(url: str) -> str:
    """Give an address that needs no quoting: braces and blanks as percent codes."""
    codes = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\N{REPLACEMENT CHARACTER}": "%EF%BF%BD"}
    return "".join(codes.get(char, char) for char in clean(url))
