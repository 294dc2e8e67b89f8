"""Texts that news archives export: several articles in a file, each below headers of its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from detente.model.errors import DataError
from detente.reading.found import Found
from detente.reading.headers import find_date, read_byline
from detente.reading.unnamed import COPYRIGHT, read_unnamed

_FIELDS = frozenset({"title", "date", "publisher", "author", "url", "language", "text", "ignored"})
_CODE = re.compile(r"([A-Z]{2,3})(?:\s+(.*))?")
_NAMED = re.compile(r"([^\W\d_][\w /\-’']{0,30}?)\s*:\s*(.*)")
_SIGNS = re.compile(r"[_=*~#-]{5,}|(?:\*\s*){3,}")
_TIME = re.compile(r"\d{1,2}:\d{2}.{0,12}")
_MOST_TITLE = 2
"""Lines of a title that is laid out above its article; what stands higher is no part of it."""
_MOST_RIGHTS = 20
"""Lines between the count of words and the one on rights."""
_MOST_LOOSE_LETTERS = 600
"""Letters without a name above the body; more are a text of which a later line only looks like a field."""
_LONGEST_VALUE = 2000
_GO_ON = frozenset({"title", "author"})
"""Fields that run over several lines where an export breaks its lines."""
_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveWords:
    """Field headers by what they hold, and what parts articles."""

    codes: Mapping[str, str]
    names: Mapping[str, str]
    lengths: frozenset[str]
    between: re.Pattern[str]
    counts: re.Pattern[str]
    ends: re.Pattern[str]
    pages: tuple[tuple[re.Pattern[str], ...], ...]


@dataclass(slots=True, kw_only=True)
class Article:
    """One article of an export while it is gathered; `loose` lines have no name.

    Where "3 of 20 documents" stands above it (`counted`), its text may follow the line that tells its length
    (`measured`) without a name of its own.
    """

    values: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    has_text: bool = False
    counted: bool = False
    measured: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it has a body below a header of fields; a credit ("Text: Ada Berg") is no header."""
        known = self.counted or bool({"title", "date", "publisher"} & set(self.values))
        return self.has_text and any(self.text) and known and sum(map(len, self.loose)) <= _MOST_LOOSE_LETTERS

    def found(self) -> Found:
        """Give what its headers tell."""
        values = read_unnamed(self.loose) | self.values
        dated = find_date(values.pop("date", ""))
        author = values.get("author")
        names = {name: value for name, value in values.items() if name != "ignored"}
        return Found(
            **names | ({"author": read_byline(author) or author} if author else {}),
            date=dated[0] if dated else None,
            how=tuple((name, "archive header") for name in (*names, "date")),
        )


@cache
def load_archive_words() -> ArchiveWords:
    """Read the table of field headers that comes with the package."""
    file = files("detente") / "data" / "reading" / "archives.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    unknown = (
        set(table) - {"codes", "names", "lengths", "between", "laid_out", "pages"}
        or (set(table["codes"]) | set(table["names"])) - _FIELDS
    )
    if unknown:
        raise DataError(f"data/reading/archives.toml: unknown key {min(unknown)!r}")
    return ArchiveWords(
        codes=MappingProxyType({code: key for key, codes in table["codes"].items() for code in codes}),
        names=MappingProxyType({name: key for key, names in table["names"].items() for name in names}),
        lengths=frozenset(table["lengths"]["names"]),
        between=_either(table["between"]["patterns"]),
        counts=_either(table["laid_out"]["counts"]),
        ends=_either(table["laid_out"]["ends"]),
        pages=tuple(tuple(map(re.compile, patterns)) for patterns in table["pages"]["together"]),
    )


def _either(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


def looks_exported(html: str) -> bool:
    """Tell whether a page may be the export of an archive; only then it is worth to look at its lines."""
    return any(all(one.search(html) for one in patterns) for patterns in load_archive_words().pages)


def split_export(lines: Sequence[str]) -> list[tuple[Found, list[str]]]:
    """Give what is known of each article, and its lines; nothing where the text is no export.

    An article without lines is one of which the export has the title alone. A text is an export where a
    header names its body, as none that a person saves does.
    """
    for part in (_coded, _named, _laid_out):
        articles = list(part(lines))
        if any(article.is_whole for article in articles):
            kept = [article for article in articles if article.is_whole or "title" in article.values]
            return [(article.found(), article.text) for article in kept]
    return []


def _coded(lines: Sequence[str]) -> Iterator[Article]:
    """Part lines of two-letter codes: a title opens an article; codes count below blank lines or codes."""
    codes = load_archive_words().codes
    article, key, free = Article(), "ignored", True
    for line in lines:
        match = _CODE.fullmatch(line) if free and line else None
        code = codes.get(match[1]) if match else None
        if match and code:
            if code == "title" and (article.has_text or "title" in article.values):
                yield article
                article = Article()
            key, rest = code, (match[2] or "").strip()
            article.has_text = article.has_text or key == "text"
        else:
            rest = line
        if key == "text":
            article.text.append(rest)
        elif rest and key != "ignored" and len(article.values.get(key, "")) < _LONGEST_VALUE:
            article.values[key] = f"{article.values.get(key, '')} {rest}".strip()
        free = not line or code is not None
    yield article


def _named(lines: Sequence[str]) -> Iterator[Article]:
    """Part lines of named fields; rows of signs and counts of documents part articles."""
    words = load_archive_words()
    article, free, goes_on = Article(), True, False
    key: str | None = None
    for line in lines:
        if _SIGNS.fullmatch(line) or words.between.fullmatch(line):
            yield article
            counted = words.between.fullmatch(line) is not None
            article, key, free = Article(counted=counted), None, True
            continue
        match = _NAMED.fullmatch(line)
        name = (
            words.names.get((match[1] if match else line).casefold())
            if line and (free or key != "text")
            else None
        )
        if name == "text" or (name and (key != "text" or name != "title")):
            key, rest, goes_on = name, match[2].strip() if match else "", False
            article.has_text = article.has_text or key == "text"
            article.measured = article.measured or bool(match and match[1].casefold() in words.lengths)
        else:
            rest = line
            if line and key is None and article.counted and article.measured:
                key, article.has_text = "text", True
        if key == "text":
            if not COPYRIGHT.fullmatch(rest):
                article.text.append(rest)
        elif key is None and (rest or article.loose):
            article.loose.append(rest)
        elif rest and key and name == key:
            goes_on = key in _GO_ON and key not in article.values
            article.values.setdefault(key, rest)
        elif rest and key and name is None and goes_on and len(article.values[key]) < _LONGEST_NAME:
            article.values[key] = f"{article.values[key]} {rest}"
        free, goes_on = not line, goes_on and bool(line)
        key = None if not line and key not in ("text", None) and not article.has_text else key
    yield article


def _laid_out(lines: Sequence[str]) -> Iterator[Article]:
    """Part articles that end in their number: title, words counted, date, source, language, rights, text."""
    words = load_archive_words()
    block: list[str] = []
    for line in lines:
        if not words.ends.fullmatch(line):
            block += [line] if line else []
            continue
        place = next((place for place, line in enumerate(block) if words.counts.fullmatch(line)), None)
        rights = next((place for place, line in enumerate(block) if COPYRIGHT.fullmatch(line)), 0)
        if place and place < rights <= place + _MOST_RIGHTS and len(block) > place + 2:
            told = [line for line in block[place + 1 : rights] if not _TIME.fullmatch(line)]
            author = block[place - 1] if place > 1 and read_byline(block[place - 1]) else ""
            title = " ".join(block[: place - bool(author)][-_MOST_TITLE:])
            values = {"title": title, "author": author, "date": told[0] if told else "",
                      "publisher": told[1] if len(told) > 1 else ""}  # fmt: skip
            known = {name: value for name, value in values.items() if value}
            text = [part for line in block[rights + 1 :] for part in (line, "")]
            yield Article(values=known, text=text, has_text=True)
        block = []
