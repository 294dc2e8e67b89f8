"""People of one state's name who live in another: "ethnic Albanians" of Serbia.

They belong where they live: to the one place that the sentence is set in, or to the one other state that it
speaks of. Where neither is told nobody knows whose they are, and they are no actor at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.model.actor import Mention
from detente.model.sentence import Sentence
from detente.tables.offices import Offices

STANDING_IN = frozenset({"pronoun", "possessive", "article"})


def settle_minorities(
    number: int, sentence: Sentence, mentions: Sequence[Mention], offices: Offices
) -> list[Mention]:
    """Give the mentions with minorities, and what stands for them, under the state they live in."""
    here = [mention for mention in mentions if mention.sentence == number]
    ethnic = [mention for mention in here if _is_ethnic(sentence, mention, offices)]
    if not ethnic:
        return list(mentions)
    home = _home(here, ethnic)
    theirs = {mention.actor for mention in ethnic}
    settled: list[Mention] = []
    for mention in mentions:
        stands = mention.sentence == number and mention.how in STANDING_IN and mention.actor in theirs
        if mention not in ethnic and not stands:
            settled.append(mention)
        elif home is not None:
            settled.append(replace(mention, actor=replace(mention.actor, country=home)))
    return settled


def _is_ethnic(sentence: Sentence, mention: Mention, offices: Offices) -> bool:
    """Tell whether the mention says that its people are a minority somewhere."""
    if mention.actor.country is None or mention.how in STANDING_IN:
        return False
    inside = [
        token
        for token in sentence.tokens
        if mention.span.start <= token.start and token.end <= mention.span.end
    ]
    before = sentence.tokens[inside[0].index - 1 : inside[0].index] if inside and inside[0].index else ()
    return any(token.text.lower() in offices.grammar.minority for token in (*before, *inside))


def _home(here: Sequence[Mention], ethnic: Sequence[Mention]) -> str | None:
    """Give the one state spoken of beside the minority: as a place if there is one, else as anything."""
    others = [mention for mention in here if mention not in ethnic and mention.how not in STANDING_IN]
    own = {mention.actor.country for mention in ethnic}
    for group in ([mention for mention in others if mention.how.endswith("place")], others):
        states = {mention.actor.country for mention in group if mention.actor.country} - own
        if len(states) == 1:
            return next(iter(states))
        if states:
            return None
    return None
