"""A target of another state than the doer's, where the first reading leaves one out."""

from __future__ import annotations

from detente.coding.parties import PRONOUNS, Places, parties_of
from detente.coding.steps import follow
from detente.model.actor import Mention
from detente.tables.lexicon import Wording


def foreign_first(
    places: Places,
    starts: tuple[int, ...],
    wording: Wording,
    source: tuple[Mention, ...],
    found: tuple[tuple[Mention, ...], tuple[int, ...]],
) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
    """Give a target of another state where a later path leads to one and `found` is the doer's own state."""
    own = {mention.actor.country for mention in source}
    if not own or None in own or any(mention.actor.country not in own for mention in found[0]):
        return found
    for path in wording.target:
        other = parties_of(places, starts, (path,), source)
        if other[0] and all(mention.actor.country not in own for mention in other[0]):
            return other
    return found


def someone_else(
    places: Places, starts: tuple[int, ...], paths: tuple[str, ...], source: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
    """Read a pronoun that cannot be its own subject: "A left B after accusing it of lying" accuses B.

    Only where one other country is named before it; of several, neither is taken.
    """
    own = {mention.actor.country for mention in source}
    for path in paths:
        for place in follow(places.sentence, starts, path):
            here, token = places.at.get(place, ()), places.sentence.tokens[place]
            reflexive = token.lemma.lower().endswith(("self", "selves"))
            if token.upos != "PRON" or token.relation == "nmod:poss" or reflexive or not here:
                continue
            before = (m for index in range(place) for m in places.at.get(index, ()) if m.how not in PRONOUNS)
            others = {m.actor.country: m for m in before if m.actor.country and m.actor.country not in own}
            if own and len(others) == 1:
                return tuple(others.values()), (place,)
    return (), ()
