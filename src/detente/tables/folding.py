"""How words are made comparable: accents off, curly signs straight, one kind of hyphen."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "\u00a0": " "}
)
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"}
)
_ATOM = re.compile(r"\w+|[^\w\s]")


def fold(text: str) -> str:
    """Give `text` without accents and with plain signs; case stays, because "Polish" is not "polish".

    >>> fold("Élysée")
    'Elysee'
    """
    if text.isascii():
        return text
    text = text.translate(_SIGNS).translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", text)
    # Latin accents only: Arabic hamza and vowel signs change the word, Chinese has none.
    return unicodedata.normalize("NFC", "".join(c for c in parts if not "\u0300" <= c <= "\u036f"))


def atoms(text: str) -> tuple[str, ...]:
    """Cut a folded text into runs of letters or digits and single signs.

    >>> atoms("Guinea-Bissau")
    ('Guinea', '-', 'Bissau')
    """
    if text.isalnum():
        return (text,)
    return tuple(_ATOM.findall(text))
