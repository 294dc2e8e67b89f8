"""Which two states a document is about: what "the two countries" means where nothing nearer tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from detente.coding.coreference import WITHIN, is_subject
from detente.coding.names_in_text import Found, NameHit
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Sentence

KINDS = frozenset({"name", "demonym", "people", "capital", "long-name", "seat"})
"""Sorts of names by which a state is spoken of."""
LEAST, CLEAR = 3, 2
"""Without a first sentence that names just two, or has just two act, both must be named so often, a third not
half as often."""


def topic_of(
    document: Document, sentences: Sequence[Sentence], found: Sequence[Found]
) -> tuple[Mention, ...]:
    """Give the two states that a document is about, in the order of their names; nothing if unclear."""
    first: dict[str, tuple[int, NameHit]] = {}
    counts: Counter[str] = Counter()
    for number, each in enumerate(found):
        for hit in each.names:
            codes = {name.country for name in hit.names}
            code = hit.name.country
            if code is not None and len(codes) == 1 and hit.name.kind in KINDS and not hit.name.role:
                first.setdefault(code, (number, hit))
                counts[code] += 1
    opening = [code for code, (number, _) in first.items() if number == 0]
    if len(opening) > 2:
        # "The ministers of Morocco and Mali met … in the Gambian capital": those who act, not where.
        opening = [code for code in opening if is_subject(sentences[0], first[code][1].end - 1, links=WITHIN)]
    ranked = [code for code, _ in counts.most_common()]
    two = opening if len(opening) == 2 and set(opening) <= set(ranked[:3]) else _most_named(counts)
    chosen = sorted(two, key=lambda code: (first[code][0], first[code][1].first))
    return tuple(_mention(document, sentences, *first[code], code) for code in chosen)


def _most_named(counts: Counter[str]) -> list[str]:
    ranked = counts.most_common(3)
    if len(ranked) < 2 or ranked[1][1] < LEAST:
        return []
    third = ranked[2][1] if len(ranked) > 2 else 0
    return [code for code, _ in ranked[:2]] if third * CLEAR <= ranked[1][1] else []


def _mention(
    document: Document, sentences: Sequence[Sentence], number: int, hit: NameHit, code: str
) -> Mention:
    tokens = sentences[number].tokens
    span = Span(start=tokens[hit.first].start, end=tokens[hit.end - 1].end)
    return Mention(
        span=span,
        text=document.text[span.start : span.end],
        sentence=number,
        head=hit.first,
        actor=Actor(country=code),
        how="name",
    )
