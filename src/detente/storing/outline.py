"""What counts in a telling when it is compared with others, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from types import MappingProxyType

from detente.model.actor import Actor, Mention
from detente.model.event import Event, Modality, Precision, Telling
from detente.storing.act_rules import STEM, ActRules
from detente.tables.calendar import load_calendar
from detente.tables.folding import fold

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_PROPER = re.compile(r"(?<=[\w,;:] )[^\W\d_a-z][\w'’-]{2,}")
"""A word with a capital letter inside a sentence; scripts without capitals have none that counts."""
_SHORTEST_WORD = 4
GROUP = "group of"
"""How the place of a group's own name begins: of two groups of one state neither is the other."""
_LONGEST_PLACE = 40
FORCE = frozenset({"ASSAULT", "COERCE"})
"""Types of what is done to people and places, whoever they are called after."""
_WIDE = 8
"""Days from which a told time is too wide to say by itself that two tellings mean one act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A telling in the terms of the rules.

    Attributes
    ----------
    group
        Family of the kind and class of the modality: only tellings of one group are compared.
    source, target
        Codes of the sides; a role that is not the state's own is part of the code.
    start, end
        First and last possible day; None for an act without a day of its own.
    dated
        Whether the text gives the day, rather than the publication.
    words
        Stems of what the evidence says beside the parties and the trigger.
    proper
        Those of them that are written as proper names.
    names
        Stems of the naming parts, by role.
    people
        (place, name) pairs: persons named as parts, and for kinds where they tell acts apart those of a side;
        who travels is a ``person``, who suffers it stands as ``whom``, and groups with names of their own as
        groups of their state.
    crowded
        Whether several such acts between the same parties can fall on one day.
    further
        Whether the words call it one more such act ("another", "for a second day").
    also
        Whether the words add it to what was told before.
    lone
        Whether few days near its publication have a telling of this group and two of its parties; `merge`
        finds that out.
    """

    telling: Telling
    group: tuple[str, str]
    source: frozenset[str]
    target: frozenset[str]
    start: date | None
    end: date | None
    dated: bool
    words: frozenset[str]
    names: tuple[tuple[str, frozenset[str]], ...]
    proper: frozenset[str]
    people: tuple[tuple[str, str], ...]
    crowded: bool
    further: bool
    also: bool
    lone: bool = False

    @property
    def id(self) -> str:
        """The telling's identifier."""
        return self.telling.id

    @property
    def event(self) -> Event:
        """The telling's event."""
        return self.telling.event

    @property
    def parties(self) -> frozenset[str]:
        """All codes, whatever their side."""
        return self.source | self.target

    @property
    def wide(self) -> bool:
        """Whether the time told spans more days than an act and its report."""
        return self.start is not None and self.end is not None and (self.end - self.start).days >= _WIDE

    @property
    def blocks(self) -> tuple[tuple[str, ...], ...]:
        """Keys of which two tellings of one act share at least one: group and two of the parties."""
        one_sided = self.event.reciprocal or not self.target
        pairs = combinations(sorted(self.parties), 2) if one_sided else product(self.source, self.target)
        keys = {(*self.group, *sorted(pair)) for pair in pairs}
        # Who acted is not always said: then the target alone has to do.
        unsaid = {(*self.group, "", code) for code in self.target if not one_sided}
        # One document names the same parties in several ways.
        keys |= unsaid | {(*self.group, "document", self.telling.document)}
        return tuple(sorted(keys | {(*self.group, *sorted(self.parties))}))

    @property
    def owners(self) -> tuple[tuple[str, ...], ...]:
        """Keys of group and two states, whichever of their people suffer an act of force."""
        pairs = product(self.source, self.target) if self.event.plover in FORCE else ()
        keys = {(*self.group, "of", *(code.partition("/")[0] for code in pair)) for pair in pairs}
        return tuple(sorted(keys))


def outline(telling: Telling, rules: ActRules) -> Outline:
    """Work out what counts in a telling."""
    event = telling.event
    start, end, dated = _days(telling, rules)
    party_words = frozenset(
        stem for mention in (*event.source, *event.target) for stem in stems(_mention_words(mention))
    )
    idle = party_words | stems(event.trigger) | rules.generic_stems
    names = [
        (part.role, found)
        for part in event.parts
        if part.role in rules.naming and (found := _without_numbers(stems(part.text) - idle))
    ]
    return Outline(
        telling=telling,
        group=(rules.family(event.kind), _class(event, rules)),
        source=_codes(event.source, rules),
        target=_codes(event.target, rules),
        start=start,
        end=end,
        dated=dated,
        words=stems(event.evidence.quote) - idle,
        proper=frozenset().union(*map(stems, _PROPER.findall(event.evidence.quote))) - idle,
        names=tuple(names),
        people=_people(event, rules),
        crowded=_is_crowded(event, rules),
        further=rules.further.search(event.evidence.quote) is not None,
        also=rules.also.search(event.evidence.quote) is not None,
    )


def place_name(event: Event) -> str | None:
    """Give the place of an act where it is a name: "Rabat", but not "the kingdom" or a whole clause."""
    place = event.place
    return place if place and len(place) <= _LONGEST_PLACE and not place[0].islower() else None


def stems(text: str) -> frozenset[str]:
    """Give the content words of a text, cut to their stems, and its numbers.

    >>> sorted(stems("Signed three fishing agreements"))
    ['3', 'agreem', 'fishin', 'signed']
    """
    numbers = _number_words()
    words = [numbers.get(word, word) for word in _WORD.findall(fold(text).casefold())]
    return frozenset(
        word if word[0].isdigit() else word[:STEM]
        for word in words
        if word[0].isdigit() or len(word) >= _SHORTEST_WORD or not word.isascii()
    )


def _without_numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if not word[0].isdigit())


@cache
def _number_words() -> Mapping[str, str]:
    """Give the digits of number words; "a" and "one" count nothing."""
    numbers = load_calendar("en").tables["numbers"]
    return MappingProxyType({word: str(number) for word, number in numbers.items() if number > 1})


def _days(telling: Telling, rules: ActRules) -> tuple[date | None, date | None, bool]:
    when = telling.event.when
    if when.start is None or when.end is None or when.precision is Precision.UNKNOWN:
        return None, None, False
    if when.precision is not Precision.PUBLICATION:
        return when.start, when.end, True
    if telling.event.modality is Modality.HISTORICAL:
        return None, None, False  # background: the day of publication says nothing about it
    lag = rules.crowded_lag if _is_crowded(telling.event, rules) else rules.lag
    return when.start - timedelta(days=lag), when.end, False


def _class(event: Event, rules: ActRules) -> str:
    """Give the class of the modality; an undertaking is told whether its act is called future or not."""
    modality = event.modality
    promised = modality is Modality.FUTURE and event.kind in rules.promised
    told = modality.counts or modality is Modality.HISTORICAL or promised
    return "told" if told else str(modality)


def _codes(mentions: Iterable[Mention], rules: ActRules) -> frozenset[str]:
    return frozenset(_code(mention.actor, rules) for mention in mentions)


def _code(actor: Actor, rules: ActRules) -> str:
    owner = actor.country or actor.body or actor.name or "---"
    # A body without a state is named as one whole, whatever role a wording gives it.
    own = actor.role is None or actor.role in rules.official or not actor.country
    return owner if own else f"{owner}/{actor.role}"


def _mention_words(mention: Mention) -> str:
    return " ".join(filter(None, (mention.text, mention.actor.name, mention.person, mention.office)))


def _is_crowded(event: Event, rules: ActRules) -> bool:
    if event.kind in rules.once and event.kind not in rules.named:
        return False
    return event.plover in rules.crowded or event.kind in rules.said or event.kind in rules.acts


def _group_name(mention: Mention, rules: ActRules) -> str | None:
    """Give the own name of a group or of a land that claims to be a state; None for a state's own organs."""
    actor = mention.actor
    if actor.role in rules.by_words:
        return actor.name or mention.text
    return None if actor.role is None or actor.role in rules.official else actor.name


def _people(event: Event, rules: ActRules) -> tuple[tuple[str, str], ...]:
    named = [("person", part.text) for part in event.parts if part.role == "person"]
    if event.kind in rules.travelling:
        named += [("person", mention.person) for mention in event.source if mention.person]
    if event.kind in rules.suffering:
        named += [("whom", mention.person) for mention in event.target if mention.person]
    named += [
        (f"{GROUP} {mention.actor.country}", name)
        for mention in (*event.source, *event.target)
        if not mention.person and (name := _group_name(mention, rules))
    ]
    sides = event.source if event.kind in rules.acting else ()
    if event.kind in rules.both:
        sides = (*event.source, *event.target)
    named += [(mention.actor.country or "", mention.person) for mention in sides if mention.person]
    return tuple(sorted(set(named)))
