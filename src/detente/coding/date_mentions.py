"""The dates that a sentence names: words only, not yet days."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.coding.date_grammar import Around
from detente.coding.date_rules import RULES
from detente.model.sentence import Sentence, Token
from detente.tables.calendar import Calendar, DatePattern

REACH = 30
"""How far behind its first character a date's first name or number may stand: "the beginning of 2024"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that name a date.

    Attributes
    ----------
    start, end, text
        Half-open stretch in the document's text, and the words.
    first, last
        Indices of the first and the last token.
    rule, parts
        Which rule reads it, and what it reads, as (name, value) pairs.
    bound
        ``from``, ``since``, ``to``, ``by``, ``before`` or ``after`` where the words before make it a limit,
        else None.
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    rule: str
    parts: tuple[tuple[str, Any], ...]
    bound: str | None = None


def find_dates(sentence: Sentence, text: str, calendar: Calendar) -> tuple[DateMention, ...]:
    """Find the dates named in a sentence; `text` is the document's text. They never overlap."""
    words = text[sentence.start : sentence.end]
    hints = [match.start() for match in calendar.hint.finditer(words)]
    found: list[DateMention] = []
    position = 0
    for start in calendar.starts.finditer(words) if hints else ():
        nearest_hint = bisect_left(hints, start.start())
        if start.start() < position or nearest_hint == len(hints):
            continue
        if hints[nearest_hint] > start.start() + REACH:
            continue
        mention = _longest(sentence, words, start.start(), calendar)
        if mention is not None:
            found.append(mention)
            position = mention.end - sentence.start
    return tuple(found)


def _longest(sentence: Sentence, words: str, position: int, calendar: Calendar) -> DateMention | None:
    """Give the longest date that begins at a character of the sentence and is one in its tree."""
    matches = [
        (pattern, match) for pattern in calendar.patterns if (match := pattern.form.match(words, position))
    ]
    for pattern, match in sorted(matches, key=lambda pair: -pair[1].end()):
        tokens = _tokens(sentence, sentence.start + match.start(), sentence.start + match.end())
        if not tokens:
            continue
        parts = {
            name.removesuffix("2") if name == "number2" else name: value_of(name, word, calendar)
            for name, word in match.groupdict().items() if word is not None
        }  # fmt: skip
        if pattern.bare and not _is_date(sentence, tokens, pattern, parts, calendar):
            continue
        if pattern.gives == "from_today" and _follows_name(sentence, tokens[0]):
            continue  # "USA Today"
        if not _exists(pattern, parts):
            continue
        return DateMention(
            start=sentence.start + match.start(), end=sentence.start + match.end(), text=match.group(),
            first=tokens[0].index, last=tokens[-1].index, rule=pattern.gives, parts=tuple(parts.items()),
            bound=_bound(words, match.start(), match.group(), calendar),
        )  # fmt: skip
    return None


_TABLE_OF = {
    "month": "months", "weekday": "weekdays", "season": "seasons", "unit": "units", "number": "numbers",
    "ordinal": "ordinals", "shift": "shifts", "stage": "stages", "daily": "days",
    "follow": "follows", "span": "spans",
}  # fmt: skip


def value_of(name: str, word: str, calendar: Calendar) -> Any:
    """Give what a word stands for that a pattern caught under a name: a number, or a kind of unit."""
    if word.isdigit():
        return int(word)
    return calendar.value(_TABLE_OF[name.removesuffix("2")], word)


def _exists(pattern: DatePattern, parts: dict[str, Any]) -> bool:
    """Tell whether the words make a date in some year: not 31 April, not 02/05/2024."""
    if pattern.gives not in ("date", "numbers", "day_range"):
        return True
    try:
        around = Around(published=date(2024, 12, 31))
        return RULES[pattern.gives](parts, around) is not None
    except ValueError:
        return "year" not in parts and parts.get("day") == 29 and parts.get("month") == 2


def _tokens(sentence: Sentence, start: int, end: int) -> list[Token]:
    return [token for token in sentence.tokens if token.start < end and token.end > start]


_OF_DATES = frozenset({
    "obl", "nmod", "compound", "amod", "nummod", "advmod", "appos", "conj", "dep", "nsubj", "root",
    "parataxis", "list", "flat", "orphan", "advcl", "obj",
})  # fmt: skip


def _is_date(
    sentence: Sentence, tokens: list[Token], pattern: DatePattern, parts: dict[str, Any], calendar: Calendar
) -> bool:
    """Ask the tree whether "May", "March" or "2000" is a date here, not a person, verb or number."""
    token = tokens[-1]
    if pattern.gives == "year":
        return _is_year(sentence, tokens, parts["year"], calendar)
    name = next((word for word in reversed(tokens) if word.text[:1].isupper()), token)
    if pattern.gives == "weekday":
        of_name = name.head > name.index and sentence.tokens[name.head].upos == "PROPN"  # "the Sunday Times"
        return not of_name and len(name.text) > 5 and name.upos in ("PROPN", "NOUN", "X", "ADV")
    if (len(name.text) < 4 and name.text not in ("May",)) or name.upos not in ("PROPN", "NOUN", "X"):
        return False
    if name.entity.endswith(("PER", "ORG")):
        return False
    relation = name.relation.partition(":")[0]
    if len(tokens) == 1 and (relation in ("nsubj", "obj", "iobj", "flat", "root", "conj", "appos")):
        return False
    if len(tokens) == 1 and _follows_name(sentence, token):
        return False  # "the Women's March"
    beside = (child for child in sentence.children(name.index) if child.relation.startswith("flat"))
    if any(child.upos == "PROPN" for child in beside):
        return False
    return relation in _OF_DATES and relation != "flat"


def _follows_name(sentence: Sentence, token: Token) -> bool:
    """Tell whether a capitalised word stands right behind another one or its "'s", as a part of its name."""
    if token.index == 0 or not (token.text[:1].isupper() or token.text.isdigit()):
        return False
    before = sentence.tokens[token.index - 1]
    return before.upos == "PART" or (before.upos in ("PROPN", "NOUN") and before.text[:1].isupper())


def _is_year(sentence: Sentence, tokens: list[Token], year: int, calendar: Calendar) -> bool:
    """Tell a year from a number: "in 1960", "the 2015 agreement", "(1960)", never "2000 soldiers"."""
    token = tokens[-1]
    if not 1000 <= year <= 2100 or token.text != str(year):
        return False
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    if after is not None and after.text in ("%", "-", "–") and after.start == token.end:
        return False
    if before in calendar.counters:
        return False
    if _follows_name(sentence, token) and token.head < token.index and len(tokens) == 1:
        return False  # "the Civil Partnership Act 2004"
    counted = token.relation in ("nummod", "nummod:gov") and token.head > token.index
    if not counted:
        return True
    plural = sentence.tokens[token.head].feature("Number") == "Plur"
    named = any(child.relation in ("det", "nmod:poss") for child in sentence.children(token.head))
    return year % 100 != 0 and 1800 <= year <= 2100 and (named or not plural)


def _bound(words: str, start: int, own: str, calendar: Calendar) -> str | None:
    before = words[:start].rstrip().lower()
    own = own.lower()
    for word, kind in calendar.tables["bounds"].items():
        if own.startswith(word + " ") and word not in ("from", "beginning", "starting"):
            return str(kind)
        if before.endswith(word) and not before[: -len(word)][-1:].isalnum():
            return str(kind)
    return None
