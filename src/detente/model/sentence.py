"""One sentence of a document: its words with lemma, part of speech, features, tree and names."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word of a sentence, in the sense of Universal Dependencies.

    Attributes
    ----------
    index
        Place in the sentence, from 0.
    text, start, end
        The word as written, and its half-open stretch of characters in the document's text.
    lemma
        Dictionary form ("appointed" gives "appoint"); names keep their capital letters.
    upos
        Universal part of speech, such as "VERB" or "PROPN".
    features
        Morphology as sorted (name, value) pairs, such as ("Tense", "Past"); empty when there is none.
    head
        Index of the word that this one hangs on; -1 for the root.
    relation
        Universal relation with its subtype, such as "nsubj:pass".
    entity
        "B-" or "I-" with PER, ORG or LOC for a word of a name, else the empty string.
    """

    index: int
    text: str
    start: int
    end: int
    lemma: str
    upos: str
    features: tuple[tuple[str, str], ...]
    head: int
    relation: str
    entity: str

    def feature(self, name: str) -> str:
        """Give the value of one feature, or the empty string when the word does not have it."""
        for key, value in self.features:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSentence:
    """A sentence before the parse: where it stands, and the (start, end) of each of its words."""

    start: int
    end: int
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What the learnt event reader makes of one word: an act that it may tell, and who takes part.

    Attributes
    ----------
    trigger
        Index of the word.
    types
        (PLOVER type, probability) pairs, the likeliest first; their sum is the probability of any act at all.
    modality
        Likeliest modality by the reader, as in `detente.model.event.Modality`.
    source, target
        (index of the head word, probability) pairs of those who may act and of those whom it is done to.
    """

    trigger: int
    types: tuple[tuple[str, float], ...]
    modality: str
    source: tuple[tuple[int, float], ...]
    target: tuple[tuple[int, float], ...]

    @property
    def chance(self) -> float:
        """Probability that the word tells an act of any type."""
        return min(1.0, sum(share for _, share in self.types))

    def of(self, plover: str | None) -> float:
        """Give the probability that the word tells an act of one type."""
        return next((share for name, share in self.types if name == plover), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A parsed sentence: a tree with one root over its tokens.

    Attributes
    ----------
    start, end
        The half-open stretch of characters in the document's text.
    tokens
        The words, in order.
    score
        Probability, in [0, 1], that the sentence can hold an event between political actors.
    guesses
        What the learnt event reader makes of its words; empty where there is no such reader.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    score: float
    guesses: tuple[Guess, ...] = ()
    _children: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                below[token.head].append(token)
        object.__setattr__(self, "_children", tuple(map(tuple, below)))

    def children(self, index: int) -> tuple[Token, ...]:
        """Give the tokens that hang directly on the one at `index`, in order."""
        return self._children[index]

    def subtree(self, index: int) -> tuple[Token, ...]:
        """Give the token at `index` and all that hangs below it, in order."""
        found, waiting = [], [index]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(child.index for child in self._children[current])
        return tuple(self.tokens[place] for place in sorted(found))
