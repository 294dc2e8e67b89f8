"""JSON Lines in the interchange form (.jsonl, .ndjson): one document a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from detente.model.document import Document, Span
from detente.model.errors import EvidenceError, UnreadableError
from detente.reading.html import read_page
from detente.reading.language import normal_language
from detente.reading.making import Found, make_document
from detente.reading.source import Source, Trouble

_UNSTORABLE = str.maketrans({"\0": " "} | {chr(code): "\ufffd" for code in range(0xD800, 0xE000)})
"""NULs and lone surrogates can be neither stored nor written; replaced one by one, so that offsets hold."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_MOST_BAD = 5
"""Bad lines at the top after which the file is taken for something else; a good line lifts the bound."""
_PAIR = ("source_span", "target_span")
_NAMES = ("title", "url", "publisher", "author")


def read_jsonl(source: Source) -> Iterator[Document | Trouble]:
    """Give a document for each good line and a Trouble for each bad one, in order."""
    good = bad = 0
    for number, line in source.lines():
        if line is not None and number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line is not None and not line.strip():
            continue
        origin = f"{source.origin}:{number}"
        try:
            if line is None:
                raise UnreadableError(
                    f"the line is longer than {source.limit / 1e6:.1f} MB; one article a line is expected"
                )
            yield from _read_line(line, source, origin)
            good += 1
        except UnreadableError as trouble:
            bad += 1
            if not good and bad > _MOST_BAD:
                raise UnreadableError(
                    f"is not JSON Lines: none of its first {bad} lines holds a document; expected one JSON "
                    "object a line (lists: jq -c '.[]' FILE)"
                ) from None
            yield Trouble(origin=origin, message=str(trouble))
    if not good + bad:
        raise UnreadableError("is empty; expected one JSON object a line")


def _read_line(line: bytes, source: Source, origin: str) -> Iterator[Document | Trouble]:
    entry = parse_line(line)
    day, day_trouble = _day(entry.get("date"))
    if day_trouble:
        yield Trouble(origin=origin, message=day_trouble)
    language = entry.get("language")
    if language is not None and normal_language(language) is None:
        yield Trouble(
            origin=origin,
            message=f"language {str(language)!r:.40} is no ISO 639 code such as 'en'; it is told by the text",
        )
    values = {name: _string(entry, name) for name in _NAMES}
    given = {"date": day, "language": language, **values}
    found = Found(
        **values,
        language=language,
        date=day,
        how=tuple((name, "input") for name, value in given.items() if value),
    )
    identifier = _identifier(entry.get("id"))
    text = _string(entry, "text", strip=False)
    if text and text.strip():
        made = make_document(text, found, origin=origin, identifier=identifier)
        yield replace(made, pair=_pair(entry, len(text))) if set(_PAIR) & set(entry) else made
    elif html := _string(entry, "html", strip=False):
        yield read_page(html, source, origin=origin, found=found, identifier=identifier)
    else:
        raise UnreadableError(
            "has neither 'text' nor 'html'; expected an article's text under the key 'text'"
        )


def parse_line(line: bytes) -> Mapping[str, object]:
    """Give the object that a line holds.

    Raises
    ------
    UnreadableError
        If it is not one JSON object in UTF-8.
    """
    try:
        entry = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as trouble:
        raise UnreadableError(f"is not UTF-8 (byte {trouble.start}); JSON Lines must be UTF-8") from None
    except json.JSONDecodeError as trouble:
        raise UnreadableError(
            f"is not a JSON object ({trouble.msg}, column {trouble.colno}); "
            "one whole object a line is expected"
        ) from None
    except (RecursionError, ValueError):  # a million brackets; a number of a million digits
        raise UnreadableError(
            "is nested too deeply or holds too long a number; expected one flat object a line"
        ) from None
    if not isinstance(entry, dict):
        kind = "list" if isinstance(entry, list) else "bare value"
        raise UnreadableError(f"holds a {kind}; one JSON object a line is expected (lists: jq -c '.[]' FILE)")
    return entry


def _string(entry: Mapping[str, object], key: str, *, strip: bool = True) -> str | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableError(f"{key!r} holds {value!r:.60}; a string is expected")
    value = value.translate(_UNSTORABLE)
    return value.strip() if strip else value


def _pair(entry: Mapping[str, object], length: int) -> tuple[Span | None, Span | None]:
    """Give the two marked parties; one that is absent or null is None."""
    source, target = (_span(entry.get(key), key, length) for key in _PAIR)
    if source is None and target is None:
        raise UnreadableError(
            "marks neither 'source_span' nor 'target_span'; expected [start, end] in 'text'"
        )
    return source, target


def _span(value: object, key: str, length: int) -> Span | None:
    if value is None:
        return None
    whole = isinstance(value, list) and len(value) == 2 and all(type(number) is int for number in value)
    try:
        if isinstance(value, list) and whole and value[1] <= length:
            return Span(start=value[0], end=value[1])
    except EvidenceError:
        pass
    raise UnreadableError(
        f"{key!r} holds {value!r:.60}; expected [start, end] within the text's {length} characters"
    )


def _identifier(value: object) -> str | None:
    """Give an id as it came; whole numbers are taken as their digits."""
    if isinstance(value, bool) or not isinstance(value, (str, int, type(None))):
        raise UnreadableError(f"'id' holds {value!r:.60}; a string is expected")
    text = "" if value is None else str(value).translate(_UNSTORABLE).strip()
    return text or None


def _day(value: object) -> tuple[date | None, str | None]:
    """Give the day, or what is wrong with it."""
    if value is None or value == "":
        return None, None
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return date.fromisoformat(match[1]), None  # type: ignore[index]  # None is caught
    except (ValueError, TypeError):
        return (
            None,
            f"date {value!r:.40} is not ISO 8601 such as '2024-01-24'; the document is read without a date",
        )
