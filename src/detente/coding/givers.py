"""Who gave what was built or opened: "The clinic was opened. The building, a gift of Peru, …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from detente.coding.below import base
from detente.coding.clauses import prepositional
from detente.coding.parties import GIVEN, GROUND
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Sentence, Token
from detente.tables.offices import Offices


def givers(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], offices: Offices
) -> Iterator[Mention]:
    """Give the state behind a work that the next sentence calls its gift, at the word for the work.

    Only where the first sentence names nobody but places, and the second only one state that gave it.
    """
    for number, (sentence, following) in enumerate(pairwise(sentences)):
        named = [mention for mention in mentions if mention.sentence == number]
        work = _work(sentence, offices)
        if work is None or any(not _is_ground(mention) for mention in named):
            continue
        there = [mention for mention in mentions if mention.sentence == number + 1]
        states = {
            mention.actor.country
            for place in _giving(following, work, offices)
            for mention in there
            if mention.head in {token.index for token in following.subtree(place)}
        }
        state = next(iter(states)) if len(states) == 1 else None
        if state is not None:
            span = Span(start=work.start, end=work.end)
            text = document.text[span.start : span.end]
            yield Mention(
                span=span, text=text, sentence=number, head=work.index, actor=Actor(country=state), how=GIVEN
            )  # fmt: skip


def _is_ground(mention: Mention) -> bool:
    """Tell whether a mention only says where something is."""
    return mention.how.endswith("place") or mention.how == GROUND


def _work(sentence: Sentence, offices: Offices) -> Token | None:
    """Give what was built, opened or begun with a stone of its own; None where an agent is told."""
    for verb in sentence.tokens:
        if verb.upos != "VERB" or verb.lemma.lower() not in offices.anaphora.built:
            continue
        below = sentence.children(verb.index)
        passive = [child for child in below if child.relation == "nsubj:pass"]
        if passive and not any(child.relation == "obl:agent" for child in below):
            parts = prepositional(sentence, passive[0].index, "of", deep=False)
            return sentence.tokens[parts[0]] if parts else passive[0]
    return None


def _giving(sentence: Sentence, work: Token, offices: Offices) -> Iterator[int]:
    """Give the phrases of those who gave or paid for the work that is spoken of again."""
    again = offices.anaphora.building | {work.lemma.lower()}
    for noun in sentence.tokens:
        settled = any(
            child.lemma.lower() in offices.grammar.definite for child in sentence.children(noun.index)
        )
        if noun.lemma.lower() not in again or not settled or base(noun) != "nsubj":
            continue
        for said in (sentence.tokens[noun.head], *sentence.children(noun.index)):
            if said.lemma.lower() in offices.anaphora.gift:
                for word in ("of", "from", "by"):
                    yield from prepositional(sentence, said.index, word, deep=False)
            elif said.upos == "VERB" and said.lemma.lower() in offices.anaphora.paying:
                yield from prepositional(sentence, said.index, "by", deep=False)
