"""Who is meant at a place of a sentence, and who fills the slots of a wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.coding.clauses import case_of, prepositional
from detente.coding.steps import STEPS, follow, with_conjuncts
from detente.model.actor import Mention
from detente.model.sentence import Sentence
from detente.tables.kinds import EventKind
from detente.tables.lexicon import Wording

POSTS = frozenset({"ambassador", "embassy"})
"""Groups of kinds about what one state has in another: "each other's" says where."""
GROUND = "ground"
"""How people were settled whose country is only that of the place of the act."""
GIVEN = "given"
"""How the word for a work was settled whose giver the next sentence tells."""
PRONOUNS = frozenset({"pronoun", "possessive", "article"})
"""How a mention was settled where its words name nobody themselves."""
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "ELI"})
"""Roles of those who speak and meet for a state."""
OWNING = frozenset({"", "of", "from", "by", "like", "such as", "including", "between", "among"})
"""Prepositions that tell whose a thing is: "goods from Mali", but not "talks with Mali"."""
AGAINST = ("anti-", "pro-", "non-")
"""Beginnings of words that say whom people are for or against, not whose they are."""
LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "across", "within", "around", "throughout"})


@dataclass(frozen=True, slots=True)
class Places:
    """Which mentions stand at which word of a sentence."""

    sentence: Sentence
    at: Mapping[int, tuple[Mention, ...]]
    measures: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    allied: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        sentence: Sentence,
        mentions: Iterable[Mention],
        measures: frozenset[str] = frozenset(),
        times: frozenset[str] = frozenset(),
        allied: frozenset[str] = frozenset(),
    ) -> Places:
        """Index `mentions` by their head and by every word inside them; smaller mentions win.

        `measures` are nouns that only count what comes after "of": "a group", "dozens", "part"; `times` are
        nouns that say when: "strikes on Monday" have no Monday as their object; `allied` are nouns for
        somebody beside the one whom they name: "a US ally" is not the United States.
        """
        table: dict[int, tuple[Mention, ...]] = {}
        ordered = sorted(mentions, key=lambda mention: mention.span.start - mention.span.end)
        for mention in ordered:
            inside = [
                token.index
                for token in sentence.tokens
                if mention.span.start <= token.start and token.end <= mention.span.end
            ]
            for index in inside:
                held = table.get(index, ())
                same = held and held[0].span == mention.span
                table[index] = (*held, mention) if same else (mention,)
        for mention in ordered:
            held = table.get(mention.head, ())
            if mention not in held:
                same = held and held[0].span == mention.span and held[0].head == mention.head
                table[mention.head] = (*held, mention) if same else (mention,)
        return cls(sentence, table, measures, times, allied)

    def heads(self, index: int) -> tuple[int, ...]:
        """Give what a phrase is about: coordinated words, and what is counted in "dozens of women"."""
        found: list[int] = []
        for place in with_conjuncts(self.sentence, index):
            token = self.sentence.tokens[place]
            found.append(place)
            if token.upos in ("DET", "NUM", "PRON", "ADJ") or token.lemma.lower() in self.measures:
                counted = prepositional(self.sentence, place, "of", deep=False)
                found += [inner for below in counted for inner in with_conjuncts(self.sentence, below)]
        return tuple(dict.fromkeys(found))

    def parties(self, index: int, *, place_counts: bool = False, depth: int = 0) -> tuple[Mention, ...]:
        """Give the actors meant by the phrase headed by `index`, coordinated ones included."""
        found: list[Mention] = []
        for place in with_conjuncts(self.sentence, index):
            own = [
                m for m in self.at.get(place, ()) if place_counts or m.how not in ("place", "capital-place")
            ]
            if not self.at.get(place) or (own and not any(_is_of_its_own(mention) for mention in own)):
                own = list(self._around(place, place_counts, depth)) or own
            found += own
        return tuple(dict.fromkeys(found))

    def _around(self, index: int, place_counts: bool, depth: int) -> tuple[Mention, ...]:
        """Look at what qualifies a noun that is no actor itself: "Moroccan goods", "officials of Mali"."""
        if depth > 1:
            return ()
        groups: tuple[tuple[str, ...], ...] = (
            ("flat",),
            ("nmod:poss",),
            ("amod", "compound", "nmod:desc"),
            ("nmod",),
            ("appos",),
        )
        if self.sentence.tokens[index].lemma.lower() in self.allied:
            groups = (("flat",), ("appos",))
        for relations in groups:
            found: list[Mention] = []
            for child in self.sentence.children(index):
                if child.relation not in relations or child.text.lower().startswith(AGAINST):
                    continue
                case = case_of(self.sentence, child.index) if child.relation == "nmod" else ""
                serves = case == "in" and any(m.how == "office" for m in self.at.get(child.index, ()))
                if case in OWNING or serves or (place_counts and case in LOCATIVE):
                    found += self.parties(child.index, place_counts=place_counts, depth=depth + 1)
            if found:
                return tuple(found)
        return ()


def _is_of_its_own(mention: Mention) -> bool:
    """Tell whether the words of a mention say whose it is; "rebels" alone do not."""
    return mention.how != GROUND


def is_kin(sentence: Sentence, index: int, kin: frozenset[str]) -> bool:
    """Tell whether a party is called a relative: "the king's daughter", "his brother Charles"."""
    beside = (c for c in sentence.children(index) if c.relation in ("appos", "flat", "nmod:desc"))
    return any(token.lemma.lower() in kin for token in (sentence.tokens[index], *beside))


def parties_of(
    places: Places, starts: tuple[int, ...], paths: tuple[str, ...], taken: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
    """Follow the paths in order; the first that leads to an actor not yet taken settles the slot."""
    for path in paths:
        found: list[Mention] = []
        ends: list[int] = []
        for place in follow(places.sentence, starts, path):
            if place in starts and path != "self":
                # "Protests against B erupted": the subject of the light verb is the trigger, not who did it.
                continue
            named = [
                m
                for m in places.parties(place, place_counts=path.endswith("!"))
                if not _is_taken(m, taken) and not (path.endswith("!") and _holds_place(places, m, place))
            ]
            if named:
                found += named
                ends.append(place)
                if path.rstrip("!").rpartition(">")[2] not in STEPS:
                    # Of several phrases with one preposition the nearest counts: "to France about a sale to
                    # China".
                    break
        if found:
            return _once(found), tuple(ends)
    return (), ()


def _holds_place(places: Places, mention: Mention, place: int) -> bool:
    """Tell whether a place is only a piece of who is named: "clashed with police | in Paris"."""
    inside = mention.how == "office" and mention in places.at.get(place, ())
    return inside and case_of(places.sentence, place) in LOCATIVE


def _once(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Leave out what is named twice, and the state after its town: "visited Basra, Iraq"."""
    kept: list[Mention] = []
    for mention in found:
        same = any(other.actor == mention.actor and other.how.endswith("place") for other in kept)
        again = mention.how in PRONOUNS and any(other.actor == mention.actor for other in kept)
        if mention not in kept and not again and not (same and mention.how.endswith("place")):
            kept.append(mention)
    return tuple(kept)


def _is_taken(mention: Mention, taken: tuple[Mention, ...]) -> bool:
    """Tell whether a mention stands for one who already takes part: the same words, or a pronoun for it."""
    countries = {other.actor.country for other in taken if other.actor.country and _alike(other, mention)}
    if mention.how in PRONOUNS and mention.actor.country in countries:
        return True
    grounds = {other.actor.country for other in taken if other.how == GROUND}
    if mention.how.endswith("place") and mention.actor.country in grounds:
        return True  # "people blocked streets in Lima": the place only says whose people they are
    return mention in taken or any(mention.actor == other.actor for other in taken)


def _alike(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one country can be the same party: rebels are not their own government."""
    return one.actor.role == other.actor.role or None in (one.actor.role, other.actor.role)


def says_each_other(places: Places, starts: tuple[int, ...], wording: Wording, kind: EventKind) -> bool:
    """Tell whether the target's place says "each other", or "their embassies" of two."""
    sentence = places.sentence
    # "Recalled each other's envoys": whose they are is a target too, though no path of the wording names it.
    owned_too = ("object>possessor",) if kind.group in POSTS else ()
    for path in (*wording.target, *owned_too):
        for place in follow(sentence, starts, path):
            words = {token.lemma.lower() for token in sentence.subtree(place)}
            if {"each", "other"} <= words or {"one", "another"} <= words:
                return True
    owned = (child for place in follow(sentence, starts, "object") for child in sentence.children(place))
    return kind.group == "embassy" and any(child.text.lower() == "their" for child in owned)


def each_other_words(sentence: Sentence, index: int) -> frozenset[int]:
    """Give the words below the one at `index` that say that all do it to each other, for the quotation."""
    below = {token.index: token.lemma.lower() for token in sentence.subtree(index)}
    pairs = (("each", "other"), ("one", "another"))
    return frozenset(
        place
        for first in below
        if (below[first], below.get(first + 1)) in pairs
        for place in (first, first + 1)
    )


def several(mentions: tuple[Mention, ...]) -> bool:
    """Tell whether mentions stand for more than one state or body."""
    return len({mention.actor.country or mention.actor.code for mention in mentions}) > 1
