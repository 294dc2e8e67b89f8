"""Finding sentences that claim what reference data can check: patterns of ``reference_claims.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from detente.measuring.passages import SENTENCE
from detente.model.document import Document, Evidence, Span
from detente.model.errors import DataError

_PERSON = r"(?P<person>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|ben|bin|ould|al|el|de|von|van|da|dos|di)){1,4})"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPatterns:
    """All patterns by check, ready to search with, and the words that undo a claim."""

    claims: tuple[tuple[str, str, tuple[str, ...], tuple[re.Pattern[str], ...]], ...]
    """(check, wording of what is said, cues, patterns) of every sort of claim."""
    codes: Mapping[str, str]
    state: re.Pattern[str]
    denied: frozenset[str]
    reach: int
    past: frozenset[str]
    borders: frozenset[frozenset[str]]
    coasts: frozenset[str]
    places: frozenset[str]
    years: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A sentence with a claim in it: `words` are the claim's own, by their place in the pattern."""

    document: Document
    sentence: str
    check: str
    says: str
    words: Mapping[str, str]
    span: Span
    states: tuple[str, ...]
    """Codes of the states that the sentence names, in order, each once."""

    @property
    def evidence(self) -> Evidence:
        """The whole sentence."""
        return Evidence.cut(self.document, self.span, rule=f"en/reference_claims.toml#{self.check}")


@cache
def _table() -> dict[str, Any]:
    path = files("detente") / "data" / "lexicons" / "en" / "reference_claims.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = set(table) - {"denied", "contested", "past", "claim"}
    if unknown:
        raise DataError(f"lexicons/en/reference_claims.toml: unknown key {sorted(unknown)[0]!r}")
    return table


def make_patterns(wordings: Mapping[str, str], capitals: Iterable[str]) -> ClaimPatterns:
    """Fill the patterns with the wordings of states (name -> code) and the names of capitals."""
    table = _table()
    state = _any_of(wordings)
    listed = rf"(?:the |The )?{state}(?:(?:, (?:and )?| and )(?:the )?{state})*"
    places = {
        "{STATE}": rf"\b(?P<name>{state})\b",
        "{LIST}": rf"\b(?P<list>{listed})\b",
        "{A}": rf"\b(?P<a>{state})\b",
        "{B}": rf"(?:the )?\b(?P<b>{state})\b",
        "{PLACE}": rf"\b(?P<place>{_any_of(capitals)})\b",
        "{PERSON}": _PERSON,
        "{YEAR}": _YEAR,
    }

    def fill(pattern: str) -> re.Pattern[str]:
        for place, expression in places.items():
            pattern = pattern.replace(place, expression)
        return re.compile(pattern)

    return ClaimPatterns(
        claims=tuple(
            (claim["check"], claim["says"], tuple(claim["cues"]), tuple(map(fill, claim["patterns"])))
            for claim in table["claim"]
        ),
        codes=dict(wordings),
        state=re.compile(rf"\b{state}\b"),
        denied=frozenset(table["denied"]["words"]),
        reach=table["denied"]["reach"],
        past=frozenset(table["past"]["words"]),
        borders=frozenset(frozenset(pair) for pair in table["contested"]["borders"]),
        coasts=frozenset(table["contested"]["coasts"]),
        places=frozenset(table["contested"]["places"]),
        years=frozenset(table["contested"]["years"]),
    )


def _any_of(names: Iterable[str]) -> str:
    # Longest first, so that "Guinea-Bissau" is not read as "Guinea".
    return (
        "(?:" + "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) + ")"
    )


def find_claims(document: Document, patterns: ClaimPatterns) -> Iterator[Claimed]:
    """Find every claim in a document, sentence by sentence; what a sentence denies is passed over."""
    for found in SENTENCE.finditer(document.text):
        sentence = found[0]
        lower = sentence.casefold()
        for check, says, cues, expressions in patterns.claims:
            if not any(cue in lower for cue in cues):
                continue
            for match in (match for one in expressions for match in one.finditer(sentence)):
                if not _denied(sentence, match, patterns):
                    yield Claimed(
                        document=document,
                        sentence=sentence,
                        check=check,
                        says=says,
                        words={key: value for key, value in match.groupdict().items() if value},
                        span=Span(start=found.start(), end=found.end()),
                        states=_states_in(sentence, patterns),
                    )


def _states_in(sentence: str, patterns: ClaimPatterns) -> tuple[str, ...]:
    return tuple(dict.fromkeys(patterns.codes[match[0]] for match in patterns.state.finditer(sentence)))


def _denied(sentence: str, match: re.Match[str], patterns: ClaimPatterns) -> bool:
    before = re.findall(r"[\w’']+", sentence[: match.start()])[-patterns.reach :]
    inside = re.findall(r"[\w’']+", match[0])
    words = [word.casefold().replace("’", "'") for word in (*before, *inside)]
    return any(word in patterns.denied or word.endswith("n't") for word in words)
