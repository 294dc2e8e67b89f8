"""The further pieces of an event: the person appointed, the project opened, the amount, the topic."""

from __future__ import annotations

from detente.coding.below import base
from detente.coding.parties import Places
from detente.coding.steps import follow, with_conjuncts
from detente.model.event import Part
from detente.model.sentence import Sentence, Token
from detente.tables.lexicon import Wording


def parts_of(
    places: Places, starts: tuple[int, ...], wording: Wording
) -> tuple[tuple[Part, ...], tuple[int, ...]]:
    """Give the parts that a wording names, and the heads of their phrases."""
    parts: list[Part] = []
    ends: list[int] = []
    for role, paths in wording.parts:
        for path in paths:
            # The thing itself is the noun, not the light verb that carries it.
            reached = _things(places, starts[-1:] if path == "self" else starts, path, role)
            if reached:
                if path == "governor" and base(places.sentence.tokens[starts[-1]]) == "conj":
                    continue  # "president A and the envoy to B": A is not the envoy
                text, value = part_text(places, reached[0], role)
                if text:
                    parts.append(Part(role=role, text=text, value=value))
                    ends.append(reached[0])
                    break
    return tuple(parts), tuple(ends)


def _things(places: Places, starts: tuple[int, ...], path: str, role: str) -> tuple[int, ...]:
    """Follow a path; for the object, past words that only say when: "strikes | on Monday"."""
    reached = follow(places.sentence, starts, path)
    if role != "object":
        return reached
    return tuple(i for i in reached if places.sentence.tokens[i].lemma.lower() not in places.times)


def part_text(places: Places, index: int, role: str) -> tuple[str, str | None]:
    """Give the words of a part: a person's name for ``person``, else the phrase without relative clauses."""
    sentence = places.sentence
    if role == "person":
        named = [m.person for i in with_conjuncts(sentence, index) for m in places.at.get(i, ()) if m.person]
        if named:
            return named[0], None
        return _name_at(sentence, index), None
    body = next((m.office for m in places.at.get(index, ()) if m.office and m.actor.role is None), None)
    if body is not None and places.sentence.tokens[index].upos != "PRON":
        return body, None  # "a second session" of the body that was spoken of before
    left = right = index
    clause = base(sentence.tokens[index]) == "ccomp"
    dropped = [
        child for child in sentence.children(index) if _drops(child) and not (clause and _is_said(child))
    ]
    skipped = {i for child in dropped for i in _indexes(sentence, child.index)}
    kept = [t.index for t in sentence.subtree(index) if t.index not in skipped]
    while left - 1 in kept:
        left -= 1
    while right + 1 in kept:
        right += 1
    words = [t for t in sentence.tokens[left : right + 1]]
    while len(words) > 1 and (
        base(words[0]) in ("case", "punct", "mark") or words[0].lemma.lower() in ("the", "a")
    ):
        words = words[1:]
    while len(words) > 1 and words[-1].upos in ("PUNCT", "ADP", "ADV"):
        words = words[:-1]
    text = "".join(
        t.text + (" " if n + 1 < len(words) and words[n + 1].start > t.end else "")
        for n, t in enumerate(words)
    )
    return text, _code_at(places, index) if role == "topic" else None


def _code_at(places: Places, index: int) -> str | None:
    """Give the state or territory that a topic is, however the text calls it."""
    codes = {mention.actor.country for mention in places.at.get(index, ())} - {None}
    return next(iter(codes)) if len(codes) == 1 else None


def _name_at(sentence: Sentence, index: int) -> str:
    """Give the name of the person that a word names, or that stands beside a title; "" where none does."""
    token = sentence.tokens[index]
    if not token.entity.endswith("PER"):
        named = (t for t in sentence.children(index) if base(t) == "flat" and t.entity.endswith("PER"))
        token = next(named, token)
    if not token.entity.endswith("PER"):
        return ""
    words, waiting = [token], [token]
    while waiting:
        flat = [t for t in sentence.children(waiting.pop().index) if base(t) in ("flat", "compound")]
        waiting += [t for t in flat if t.upos == "PROPN"]
        words += [t for t in flat if t.upos == "PROPN"]
    return " ".join(word.text for word in sorted(words, key=lambda word: word.index))


DROPPED = frozenset(
    {"acl:relcl", "parataxis", "punct", "nmod:tmod", "obl:tmod", "nsubj", "cop", "advcl", "discourse"}
)
"""What hangs below a phrase without being part of its name."""


def _drops(child: Token) -> bool:
    return child.relation in DROPPED or base(child) in DROPPED


def _is_said(child: Token) -> bool:
    """Tell whether a word belongs to a clause quoted as a whole: its subject and copula do."""
    return base(child) in ("nsubj", "cop", "advcl")


def _indexes(sentence: Sentence, index: int) -> list[int]:
    return [token.index for token in sentence.subtree(index)]
