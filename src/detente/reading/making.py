"""Make a document from what a reader found, every name cleaned and every finding noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.cleaning import clean_lines, clean_name
from detente.reading.furniture import drop_furniture, load_furniture
from detente.reading.identity import document_id, web_address
from detente.reading.language import find_language, guess_language, normal_language

_SURE = 0.9
"""Probability from which the words of a text outweigh the language that its page declares."""


_MOST_LINES = 100_000
"""Bounds what looking for furniture can cost: about 3 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader found besides the text: values as they came, each with how it was found."""

    title: object = None
    url: object = None
    publisher: object = None
    author: object = None
    language: object = None
    date: date | None = None
    how: tuple[tuple[str, str], ...] = ()


def article_text(text: str | Sequence[str]) -> str:
    """Give the article alone: cleaned lines, page furniture dropped, one paragraph a line.

    Raises
    ------
    UnreadableError
        If nothing with letters is left.
    """
    lines = clean_lines(text) if isinstance(text, str) else list(text)
    if len(lines) > _MOST_LINES:
        raise UnreadableError(f"has {len(lines)} lines, and an article has at most {_MOST_LINES}; split it")
    kept = [line for line in drop_furniture(lines, load_furniture()) if line]
    article = "\n".join(kept)
    if not any(map(str.isalpha, article)):
        raise UnreadableError(
            "holds no article text; expected at least a sentence (a page may show its text only in a browser)"
        )
    return article


def make_document(text: str, found: Found, *, origin: str, identifier: str | None = None) -> Document:
    """Make a document whose text is exactly `text`."""
    url = web_address(found.url)
    declared = normal_language(found.language)
    if declared and dict(found.how).get("language") == "input":
        language: str | None = declared
        language_how: str | None = "input"  # who writes our own form has said so on purpose
    else:
        language, language_how = _language(text, declared)
    values = {
        "title": clean_name(found.title),
        "publisher": clean_name(found.publisher, most=120),
        "author": clean_name(found.author, most=200),
    }
    notes = dict(found.how) | ({"language": language_how} if language_how else {})
    known = {"language": language, "date": found.date, **values}
    return Document(
        id=identifier or document_id(url, text),
        text=text,
        url=url,
        language=language,
        date=found.date,
        origin=origin,
        found=tuple(sorted((name, how) for name, how in notes.items() if known.get(name) is not None)),
        title=values["title"],
        publisher=values["publisher"],
        author=values["author"],
    )


def _language(text: str, declared: str | None) -> tuple[str | None, str | None]:
    """Give the language and how it was found: declared and confirmed, declared, or told by the words."""
    if declared is None:
        return (found, "words") if (found := find_language(text)) else (None, None)
    guess = guess_language(text)
    if guess is None or guess[0] == declared:
        return declared, "declared" if guess is None else "declared, words agree"
    return (guess[0], "words, against the declared one") if guess[1] >= _SURE else (declared, "declared")
