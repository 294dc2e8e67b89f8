"""Finds the names of states, organisations, groups and leaders in sentences, each in its right sense."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.coding.folded_words import Words
from detente.coding.offices_in_text import OfficeHit, find_offices
from detente.coding.speech import mark_side
from detente.model.document import Document
from detente.model.sentence import Sentence, Token
from detente.tables.folding import atoms, fold
from detente.tables.leaders import Leaders, LeaderTerm
from detente.tables.names import Name, Names
from detente.tables.offices import Offices


@dataclass(frozen=True, slots=True)
class NameHit:
    """Words ``tokens[first:end]`` of a sentence that are a name in the table, with what it names there."""

    first: int
    end: int
    names: tuple[Name, ...]

    @property
    def name(self) -> Name:
        """The first meaning, which is the party where a capital can be either."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class PersonHit:
    """Words ``tokens[first:end]`` that are a person's name; `terms` are those of a leader so called."""

    first: int
    end: int
    text: str
    terms: tuple[LeaderTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All that the tables know in one sentence, in order and without overlap."""

    names: tuple[NameHit, ...]
    offices: tuple[OfficeHit, ...]
    persons: tuple[PersonHit, ...]


def find_in_text(
    document: Document, sentences: Sequence[Sentence], names: Names, offices: Offices, leaders: Leaders
) -> tuple[tuple[Found, ...], frozenset[str]]:
    """Give what the tables know in each sentence, and the codes that the document names beyond doubt.

    Ambiguous names are settled by the whole document, sentences that were not parsed included.
    """
    # 1. Everything that could be a name.
    words = [Words.of(sentence) for sentence in sentences]
    raw = [[NameHit(*hit) for hit in each.find(names.phrases)] for each in words]
    # 2. What the document names beyond doubt settles the rest.
    context = _Context(
        document=document,
        names=names,
        sure=_sure_codes(document, names),
        persons=frozenset(
            hit.names[0].wording
            for sentence, hits in zip(sentences, raw, strict=True)
            for hit in hits
            if _inside_person(sentence, hit)
        ),
    )
    # 3. Offices and persons around the names.
    found = tuple(
        _found(
            sentence,
            [_settle(sentence, hit, context) for hit in hits],
            list(_leaders(sentence, each, leaders)),
            offices,
        )
        for sentence, each, hits in zip(sentences, words, raw, strict=True)
    )
    return found, context.sure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What a document says about its names: codes named beyond doubt, and names that are a person's in it."""

    document: Document
    names: Names
    sure: frozenset[str]
    persons: frozenset[str]


def _sure_codes(document: Document, names: Names) -> frozenset[str]:
    text = f"{document.title or ''}\n{document.text}"
    words = Words(atoms(fold(text)), ())
    return frozenset(
        name.code
        for _, _, meanings in words.find(names.phrases)
        for name in meanings
        if not name.sense and name.kind != "blocked" and name.holds(document.date)
    )


def _settle(sentence: Sentence, hit: NameHit, context: _Context) -> NameHit:
    """Keep the meanings of a hit that hold here; none where it names something else or two remain."""
    kept = [name for name in hit.names if name.kind != "blocked" and name.holds(context.document.date)]
    if not kept and context.document.date is None:
        kept = _last_held(hit.names)
    if any(name.sense == "ask" for name in kept):
        kept = [name for name in kept if name.code in context.sure]
    kept = [name for name in kept if _holds(sentence, hit, name, context)]
    together = all(name.sense == "all" for name in kept)
    acting = [name for name in kept if name.sense != "shared"]
    if len({name.code for name in acting}) > 1 and not together:
        kept = []
    return NameHit(hit.first, hit.end, tuple(sorted(kept, key=lambda name: name.sense == "shared")))


def _last_held(names: Iterable[Name]) -> list[Name]:
    """Give what the words named last, for a text of unknown day: nobody writes "Czechoslovakia" of today."""
    ended = [n for n in names if n.kind != "blocked" and n.end and not n.wording.startswith("former ")]
    return [name for name in ended if name.end == max(other.end for other in ended if other.end)]


def _holds(sentence: Sentence, hit: NameHit, name: Name, context: _Context) -> bool:
    tokens, senses = sentence.tokens[hit.first : hit.end], context.names.senses
    if name.sense == "never" or (name.sense == "weak" and name.code not in context.sure):
        return False
    if name.sense in senses and senses[name.sense].refuses(context.document.text):
        return False
    if _is_currency(sentence, hit) or _is_nickname(sentence, hit):
        return False
    if name.kind == "prefix":
        return hit.end < len(sentence.tokens) and sentence.tokens[hit.end].text in ("-", "–")
    if name.kind in ("organisation", "group") and hit.first and tokens[0].entity == "I-ORG":
        # "Angers SCO": the last word of somebody else's name.
        return sentence.tokens[hit.first - 1].upos != "PROPN" or len(tokens) > 1
    named = name.kind not in ("demonym", "people", "organisation", "group")
    if named and tokens[0].entity.endswith("PER"):
        # "Jordan" alone is a person only where the article has a person of that name.
        known = name.sense == "person" and name.wording in context.persons
        return not known and not _inside_person(sentence, hit)
    return True


def _is_currency(sentence: Sentence, hit: NameHit) -> bool:
    """Tell whether a name only says which money is meant: "US$10 billion"."""
    if hit.end >= len(sentence.tokens):
        return False
    after = sentence.tokens[hit.end]
    return after.start == sentence.tokens[hit.end - 1].end and unicodedata.category(after.text[0]) == "Sc"


def _is_nickname(sentence: Sentence, hit: NameHit) -> bool:
    """Tell whether a name is what a person is called by friends: 'John "Jordan" Lewis'."""
    tokens = sentence.tokens
    if hit.first < 2 or hit.end + 1 >= len(tokens):
        return False
    marks = (mark_side(sentence, hit.first - 1), mark_side(sentence, hit.end))
    names = (tokens[hit.first - 2], tokens[hit.end + 1])
    return marks == (1, -1) and all(name.upos == "PROPN" for name in names)


def _inside_person(sentence: Sentence, hit: NameHit) -> bool:
    """Tell whether a name stands inside a person's name: "Israel Katz", "Michael Jordan"."""
    if hit.first > 0 and sentence.tokens[hit.first - 1].text.lower() == "of":
        # "the Prime Minister of Israel Ehud Olmert": two names that the parse took for one.
        return False
    if not sentence.tokens[hit.first].entity.endswith("PER"):
        return False
    after = sentence.tokens[hit.end] if hit.end < len(sentence.tokens) else None
    before = sentence.tokens[hit.first - 1] if hit.first else None
    return any(
        other is not None and other.upos == "PROPN" and other.entity.endswith("PER")
        for other in (before, after)
    )


def _found(sentence: Sentence, hits: list[NameHit], persons: list[PersonHit], offices: Offices) -> Found:
    blocked = {index for hit in hits if not hit.names for index in range(hit.first, hit.end)}
    names = [hit for hit in hits if hit.names]
    taken = {index for hit in persons for index in range(hit.first, hit.end)}
    names = [hit for hit in names if not taken & set(range(hit.first, hit.end))]
    taken |= blocked | {index for hit in names for index in range(hit.first, hit.end)}
    found = find_offices(sentence, taken, offices)
    taken |= {index for hit in found for index in range(hit.first, hit.end)}
    ends = {hit.end for hit in found if any(office.sort == "person" for office in hit.offices)}
    persons += _persons(sentence, taken, ends, offices.anaphora.titles)
    return Found(tuple(names), tuple(found), tuple(sorted(persons, key=lambda hit: hit.first)))


def _leaders(sentence: Sentence, words: Words, leaders: Leaders) -> Iterator[PersonHit]:
    inside: set[int] = set()
    for first, end, terms in words.find(leaders.full):
        inside |= set(range(first, end))
        yield PersonHit(first, end, _text(sentence.tokens[first:end]), terms)
    # Whoever everybody knows under one word needs no mark of the parse; "Ivanka Trump" is somebody else.
    for token in sentence.tokens:
        if token.upos == "PROPN" and token.index not in inside and token.entity[:1] in ("", "B"):
            terms = leaders.known_as(token.text)
            if terms and not any(
                _is_given_name(sentence, place) for place in (token.index - 1, token.index + 1)
            ):
                yield PersonHit(token.index, token.index + 1, token.text, terms)


def _is_given_name(sentence: Sentence, place: int) -> bool:
    if not 0 <= place < len(sentence.tokens):
        return False
    token = sentence.tokens[place]
    return token.upos == "PROPN" and (token.entity[2:] in ("PER", "ORG") or token.relation == "flat")


def _persons(
    sentence: Sentence, taken: set[int], after: set[int], titles: frozenset[str]
) -> Iterable[PersonHit]:
    """Give runs of words that the parse marks as a person, or proper nouns that follow an office."""
    tokens = sentence.tokens
    place = 0
    while place < len(tokens):
        end = place
        while end < len(tokens) and end not in taken and _is_person(tokens, place, end, after):
            end += 1
        start = place
        while start < end and tokens[start].text.lower() in titles:
            start += 1
        if end > start and tokens[start].text[:1].isupper():
            yield PersonHit(start, end, _text(tokens[start:end]))
        place = max(end, place + 1)


def _is_person(tokens: Sequence[Token], start: int, place: int, after: set[int]) -> bool:
    token = tokens[place]
    if token.entity.endswith("PER"):
        # Two names beside one title without a comma are one: "the minister, Tiéman" | "Hubert Coulibaly".
        before = tokens[place - 1]
        twin = token.relation == before.relation == "appos" and token.head == before.head
        return place == start or token.entity.startswith("I") or token.relation == "flat" or twin
    follows = start in after and token.upos == "PROPN" and not token.entity
    return follows and token.text[:1].isupper() and not token.text.isupper()


def _text(tokens: Sequence[Token]) -> str:
    return "".join(
        token.text + (" " if n + 1 < len(tokens) and tokens[n + 1].start > token.end else "")
        for n, token in enumerate(tokens)
    )
