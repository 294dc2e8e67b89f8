"""Cuts a text into sentences and words, with places that always point into the text as it is.

Words follow the English treebanks of Universal Dependencies: "don't" is two words, "so-called" three,
"U.S." one. A line break always ends a sentence. The work grows in step with the length of the text,
whatever is in it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.model.errors import DataError
from detente.model.sentence import RawSentence
from detente.tables.datelines import DATELINE

MAX_WORDS = 150  # longer than any sentence of the treebanks but a handful; bounds the parser's memory
_CLOSED_BY = 12  # quotes and brackets after one stop; bounds the work on a line of nothing else
_SEEK = 50  # how far before a forced cut a comma or semicolon is looked for

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Signs:
    """The word lists of one language, from its ``abbreviations.toml``."""

    titles: frozenset[str]
    others: frozenset[str]
    before_numbers: frozenset[str]
    starters: frozenset[str]
    contractions: tuple[tuple[str, int], ...]
    words: re.Pattern[str]


@cache
def load_signs(language: str = "en") -> Signs:
    """Read the lists of one language, and make the pattern of its words.

    Raises
    ------
    DataError
        If the file has a key that is not known, or lacks one.
    """
    place = files("detente") / "data" / "lexicons" / language / "abbreviations.toml"
    table = tomllib.loads(place.read_text(encoding="utf-8"))
    keys = {"titles", "others", "before_numbers", "starters", "prefixes", "contractions"}
    if set(table) != keys:
        raise DataError(f"{place}: these keys are unknown or missing: {', '.join(sorted(set(table) ^ keys))}")
    return Signs(
        titles=frozenset(table["titles"]),
        others=frozenset(table["others"]),
        before_numbers=frozenset(table["before_numbers"]),
        starters=frozenset(table["starters"]),
        contractions=tuple(table["contractions"].items()),
        words=_pattern(table["prefixes"]),
    )


# Letters, digits and what stands inside words without being either: accents, soft hyphens, joiners.
_IN = r"[^\W_\u0300-\u036f\u00ad\u200b-\u200d\u2060]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"


def _pattern(prefixes: list[str]) -> re.Pattern[str]:
    """Make the pattern of one word. Repeats that could run over one another are bounded, to stay linear."""
    letters = rf"(?:{_IN})+"
    units = r"(?:[ap]m|[ckm]?m|km/h|kg|mph|ft|bn|k|tn|mn)"
    parts = [
        r"(?:https?://|www\.)[^\s<>\"”]{1,2000}[^\s<>\"”.,;:!?)\]'’]",
        r"[\w.+%-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}",
        r"(?:[\w-]{1,64}\.){1,6}(?:com|org|net|gov|edu|int|info|biz|co\.uk|io|eu|ru|cn|de|fr|tv)\b(?!\.?\w)",
        r"[@#]\w+",
        r"(?:[^\W\d_]\.){2,8}(?:[^\W\d_](?![\w'’]))?|[Pp][Hh]\.D\.",
        r"\d{3}-(?:\d{3}-)?\d{4}\b",
        rf"\d+(?:[.,:/]\d+)*(?={units}\b)",
        r"['’]\d0s\b",
        r"\d+(?:[.,:/]\d+)+(?!\w)",
        rf"(?i:{'|'.join(prefixes)})[-‐‑]{letters}",
        r"[A-Z]{1,4}&[A-Z]{1,4}\b",
        rf"{letters}(?:['’`]{letters})*",
        r"\[\.\.\.\]|\.{2,}|-{2,}|[!?]{2,}|([=*~_+#<>|])\1+|``|''|[:;]-?[()D](?!\w)",
        r"\S",
    ]
    return re.compile("|".join(parts))


_CLITIC = re.compile(r"(?i)(?:n['’`]t|['’`](?:s|m|re|ve|ll|d))$")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDS = frozenset(".?!…。？！")
_CLOSERS = frozenset(")]}”’»")
_OPENERS = frozenset("([{“‘«")


def split(text: str, *, language: str = "en") -> tuple[RawSentence, ...]:
    """Give the sentences of a text, each with the places of its words.

    Every character that is no white space lies in exactly one word.

    >>> [text[s.start:s.end] for text in ["Mr. Keita left. He didn't say why."] for s in split(text)]
    ['Mr. Keita left.', "He didn't say why."]
    """
    signs = load_signs(language)
    found: list[RawSentence] = []
    for line in _LINE.finditer(text):
        dateline = DATELINE.match(text, line.start(), line.end())
        stretches = [(line.start(), line.end())]
        if dateline and dateline.end() < line.end():
            stretches = [(line.start(), dateline.end()), (dateline.end(), line.end())]
        for start, end in stretches:
            words = list(_words(text, start, end, signs))
            for group in _sentences(text, words, signs):
                found.append(RawSentence(start=group[0][0], end=group[-1][1], words=tuple(group)))
    return tuple(found)


def _words(text: str, start: int, end: int, signs: Signs) -> Iterator[Span]:
    """Give the words of one line: the pattern's matches, clitics cut off, stops joined to abbreviations."""
    held: Span | None = None  # a word that may take the stop after it
    for match in signs.words.finditer(text, start, end):
        a, b = match.span()
        if held is not None:
            if text[a:b] == "." and a == held[1] and _takes_stop(text, held, b, end, signs):
                yield held[0], b
                held = None
                continue
            yield held
            held = None
        for cut in _cuts(text[a:b], signs):
            yield a, a + cut
            a += cut
        held = a, b
    if held is not None:
        yield held


def _cuts(word: str, signs: Signs) -> list[int]:
    """Give the lengths of the parts that are cut off the front of a word."""
    if len(word) > 2 and (clitic := _CLITIC.search(word)) and clitic.start():
        return [clitic.start()]
    if len(word) < 8:
        low = word.lower()
        return [length for contraction, length in signs.contractions if low == contraction]
    return []


def _takes_stop(text: str, word: Span, after: int, end: int, signs: Signs) -> bool:
    """Tell whether the stop after a word belongs to it, as in "Gen." or "J."."""
    low = text[word[0] : word[1]].lower()
    if low in signs.titles or low in signs.others:
        return True
    follows = text[after : min(after + 3, end)].lstrip()[:1]
    if low in signs.before_numbers and follows.isdigit():
        return True
    # One capital letter is an initial, but "I" and a letter that ends the line are words.
    return len(low) == 1 and low.isalpha() and text[word[0]].isupper() and low != "i" and follows.isalpha()


def _sentences(text: str, words: list[Span], signs: Signs) -> Iterator[list[Span]]:
    """Group the words of one line into sentences."""
    first, place, quotes = 0, 0, 0
    while place < len(words):
        word = text[slice(*words[place])]
        quotes += word in {'"', "''", "``"}
        if word[-1] in _ENDS and place > first:
            last = _closed(text, words, place, quotes)
            quotes += last - place if word != '"' and '"' in text[words[place][1] : words[last][1]] else 0
            if last + 1 < len(words) and _ends(text, words, first, place, last, signs):
                yield words[first : last + 1]
                first, quotes = last + 1, 0
            place = last
        if place - first + 1 >= MAX_WORDS:
            cut = _forced_cut(text, words, first, min(place, first + MAX_WORDS - 1))
            yield words[first : cut + 1]
            first = cut + 1
        place += 1
    if first < len(words):
        yield words[first:]


def _closed(text: str, words: list[Span], place: int, quotes: int) -> int:
    """Give the place of the last stop, closing quote or bracket that goes with the stop at `place`."""
    for _ in range(_CLOSED_BY):
        if place + 1 == len(words):
            return place
        a, b = words[place + 1]
        word = text[a:b]
        glued = a == words[place][1]
        closes = word in _CLOSERS and (glued or word != "’")
        if word in {'"', "''", "'"}:
            # A straight quote closes when it is glued to the stop; standing free, when one is open.
            closes = glued or (quotes % 2 == 1 and word != "'" and text[b : b + 1].isspace())
        if not closes and not (glued and all(sign in _ENDS for sign in word)):
            break
        place += 1
    note = "".join(text[a:b] for a, b in words[place + 1 : place + 4])
    return (
        place + 3 if len(note) > 2 and note[0] == "[" and note[-1] == "]" and note[1:-1].isdigit() else place
    )


def _ends(text: str, words: list[Span], first: int, place: int, last: int, signs: Signs) -> bool:
    """Tell whether the stop at `place`, closed at `last`, ends the sentence; a word follows."""
    a, b = words[place]
    stop, after = text[a:b], text[slice(*words[last + 1])]
    spaced = words[last + 1][0] > words[last][1]
    plain = after
    if after[0] in _OPENERS or after in {'"', "''", "'", "``"}:
        plain = text[slice(*words[last + 2])] if last + 2 < len(words) else after
    if after[0] in ",;:)]}" or plain[0].islower():
        return False
    if not spaced and (stop != "." or not after[0].isupper() or not text[a - 1].islower()):
        return last > place and after[0].isupper()
    if stop == "." or len(stop) == 1 or stop[0] in _ENDS or stop[0] == "[":
        # A bullet's number and stop at the beginning belong to what follows.
        return not (place == first + 1 and text[slice(*words[first])].isdigit() and len(words) > last + 1)
    low = stop[:-1].lower()
    if low in signs.titles or (len(low) == 1 and low.isalpha()) or low in signs.before_numbers:
        return False
    return (plain.lower() in signs.starters and plain[0].isupper()) or last > place


def _forced_cut(text: str, words: list[Span], first: int, place: int) -> int:
    """Give the place of the last word before a cut that length alone asks for."""
    for cut in range(place, max(first, place - _SEEK), -1):
        if text[words[cut][0]] in ",;:—–":
            return cut
    return place
