"""Texts made harmless for whoever opens a file: spreadsheets, XML readers, calendars, terminals."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_HALF = re.compile("[\ud800-\udfff]")
_FORMULA = re.compile("'*(?:[\t\r\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
"""What a spreadsheet takes for the start of a formula, after any apostrophes of ours: also the wide signs,
and signs after blanks, which some strip."""


def clean(text: str) -> str:
    r"""Give the text in one line, with controls, turned lines and half characters replaced by U+FFFD.

    >>> clean("Ma\x00li\n")
    'Ma�li'
    """
    text = text.strip()
    if text.isascii() and text.isprintable():
        return text
    flat = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", flat)


def whole(text: str) -> str:
    """Give the text without halves of surrogate pairs, which no file can hold."""
    return text if text.isascii() else _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def visible(text: str) -> str:
    """Give the text with its line breaks, everything else unsafe replaced by U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))


def safe_cell(value: object) -> object:
    """Give a cell that no spreadsheet takes for a formula: such text gets an apostrophe before it.

    >>> safe_cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    >>> safe_cell(-3.5)
    -3.5
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def plain_cell(text: str) -> str:
    """Give the text that `safe_cell` was given.

    >>> plain_cell("'=HYPERLINK(1)"), plain_cell("'quoted'")
    ('=HYPERLINK(1)', "'quoted'")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
