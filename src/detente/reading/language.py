"""The language of a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError

_FEWEST_LETTERS = 20
_SURE = 0.3
"""Probability from which the guess counts. On 6,000 sentences of NTREX in English, French and Arabic: at 120
letters .988, .996 and 1.0 are told right and at most .0015 wrong; at 30 letters .90, .95, .999 and at most
.009 wrong. Higher values turn more right answers into none than they prevent wrong ones."""
_READ = 2000
"""Characters looked at; more makes no guess surer."""
_TAG = re.compile(r"\s*([a-zA-Z]{2,3})(?:[-_].{0,30})?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """Codes that an input may declare, those told apart by words, and two-letter codes by three letters.

    The text of `western` ones is written in Windows-1252 where it is in no Unicode.
    """

    codes: frozenset[str]
    western: frozenset[str]
    told_apart: tuple[str, ...]
    three_letters: Mapping[str, str]


@cache
def load_languages() -> Languages:
    """Read the table of languages that comes with the package."""
    table = tomllib.loads(
        (files("detente") / "data" / "reading" / "languages.toml").read_text(encoding="utf-8")
    )
    if unknown := set(table) - {"codes", "western", "told_apart", "three_letters"}:
        raise DataError(f"data/reading/languages.toml: unknown key {min(unknown)!r}")
    return Languages(
        codes=frozenset(table["codes"].split()),
        western=frozenset(table["western"].split()),
        told_apart=tuple(table["told_apart"].split()),
        three_letters=MappingProxyType(table["three_letters"]),
    )


def find_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language of `text`, or None where it is too short or cannot be told.

    >>> find_language("The two governments signed an agreement on fishing rights.")
    'en'
    """
    guess = guess_language(text)
    return guess[0] if guess and guess[1] >= _SURE else None


def guess_language(text: str) -> tuple[str, float] | None:
    """Give the likeliest language and its probability; None for fewer than 20 letters."""
    head = text[:_READ]
    if sum(map(str.isalpha, head)) < _FEWEST_LETTERS:
        return None
    language, probability = _identifier().classify(head)
    return str(language), float(probability)


def normal_language(tag: object) -> str | None:
    """Give the two-letter code of a tag such as ``fr-FR``, ``en_US`` or ``ara``; None for anything else."""
    match = _TAG.fullmatch(tag) if isinstance(tag, str) else None
    if not match:
        return None
    languages = load_languages()
    code = match[1].lower()
    return code if code in languages.codes else languages.three_letters.get(code)


@cache
def _identifier() -> Any:
    """Load the model of py3langid at first need (0.1 s)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(load_languages().told_apart))
    return identifier
