"""Words as the encoder sees them: word pieces, and a code for how the word is written.

The encoder's vocabulary is lower-cased, so capital letters would be lost to it. They come back as one of
`SHAPES` codes per word, which takes the place of BERT's segment number. Training and parsing share this
file: a change here asks for a new model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

SHAPES = 14
PIECES_PER_WORD = 8  # an address or a chemical name says no more in its later pieces
PIECES_PER_SENTENCE = 510  # the encoder has 512 positions, two of them for its own marks

# One character for one, so that offsets never move. Treebanks of news and of web text differ in these and
# in nothing that the characters mean.
STRAIGHT = str.maketrans("‘’‚‛`´“”„‟«»‐‑–—−\xa0\u2009\u202f", "''''''\"\"\"\"\"\"-----   ")


def straight(word: str) -> str:
    """Give the word with plain quotes, dashes and spaces, of the same length.

    >>> straight("’s")
    "'s"
    """
    return word if word.isascii() else word.translate(STRAIGHT)


def shape(word: str, spaced: bool) -> int:
    """Give the code, below `SHAPES`, of the word's capitals and digits, and of a space standing before it."""
    if word.islower() or not any(map(str.isalnum, word)):
        code = 0
    elif any(map(str.isdigit, word)):
        code = 5
    elif len(word) == 1:
        code = 4 if word.isupper() else 0
    elif word.isupper():
        code = 2
    elif word[0].isupper() and word[1:].islower():
        code = 1
    elif word.lower() == word:
        code = 6
    else:
        code = 3
    return code if spaced else code + 7


def fit(pieces: Sequence[Sequence[int]], room: int = PIECES_PER_SENTENCE) -> list[Sequence[int]]:
    """Shorten words, longest first, until the pieces of all words fit into the encoder; one always stays.

    Raises
    ------
    ValueError
        If there are more words than places.
    """
    if len(pieces) > room:
        raise ValueError(f"a sentence of {len(pieces)} words, at most {room} can be read; split it first")
    limit = PIECES_PER_WORD
    kept = [word[:limit] for word in pieces]
    while sum(map(len, kept)) > room:
        limit -= 1
        kept = [word[:limit] for word in kept]
    return kept


def encode(
    words: Sequence[str], spaced: Sequence[bool], pieces_of: Callable[[str], Sequence[int]]
) -> tuple[list[Sequence[int]], list[int]]:
    """Give each word's piece numbers and its shape code."""
    pieces = fit([pieces_of(straight(word)) for word in words])
    return pieces, [shape(word, space) for word, space in zip(words, spaced, strict=True)]
