"""What "it", "he", "the country", "the two sides" stand for: the last compatible actor, or nobody.

Subjects come before others, the same sentence before the one before it, and never more than `REACH` sentences
back. Two candidates left means none: a guess would put an act on the wrong state.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from detente.model.actor import Actor, Mention
from detente.model.sentence import Sentence
from detente.tables.offices import Anaphora

REACH = 2
JOINED = frozenset({"conj", "flat", "compound", "appos"})
WITHIN = JOINED | {"nmod", "amod"}
NO_STATE = frozenset({"REB", "PRE", "CRM", "UAF"})
"""Sectors of which "the country" is never said."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention met before: where, whether as (or inside) a subject, and whether several at once."""

    mention: Mention
    subject: bool
    plural: bool
    inside_subject: bool = False


@dataclass(slots=True)
class Discourse:
    """The mentions of a document so far, sentence by sentence; `topic` are the two states it is about."""

    topic: tuple[Mention, ...] = ()
    by_sentence: list[list[Seen]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    shared: str = ""
    """The last body of two states together that was spoken of: "joint military commission"."""

    def open_sentence(self, paragraph: int = 0) -> None:
        """Start the next sentence, in this paragraph."""
        self.by_sentence.append([])
        self.paragraphs.append(paragraph)

    def see(self, sentence: Sentence, mentions: Sequence[Mention], *, plural: bool) -> None:
        """Remember mentions of the sentence being read."""
        for mention in mentions:
            subject = is_subject(sentence, mention.head)
            inside = subject or is_subject(sentence, mention.head, links=WITHIN)
            self.by_sentence[-1].append(Seen(mention, subject, plural, inside))

    def state(self, *, barred: frozenset[int] = frozenset(), alone: bool = False) -> Mention | None:
        """Give the state or organisation that "it" stands for.

        Before the sentence being read only the subject of the last one counts. `barred` are heads in the
        sentence being read whose actors cannot be meant: "Mali denied it". With `alone`, a second candidate
        in the sentence being read leaves nobody: "Mali did not follow Ghana when it left".
        """
        last = self.by_sentence[-1] if self.by_sentence else []
        not_meant = {_state_key(seen.mention) for seen in last if seen.mention.head in barred}

        def fits(seen: Seen) -> bool:
            mention = seen.mention
            whole = mention.person is None and not seen.plural and mention.how not in ("demonym", "place")
            near = mention.sentence == self.number or (seen.subject and mention.sentence == self.number - 1)
            return whole and near and _state_key(mention) not in not_meant

        if alone and len({_state_key(seen.mention) for seen in last if fits(seen)}) > 1:
            return None
        return self._last(fits, _state_key)

    @property
    def number(self) -> int:
        """Number of the sentence being read."""
        return len(self.by_sentence) - 1

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a mention of the sentence being read covers these characters of the document."""
        return any(
            seen.mention.span.start <= start and end <= seen.mention.span.end for seen in self.by_sentence[-1]
        )

    def country(self, allowed: Callable[[str], bool]) -> Mention | None:
        """Give the state that "the country" stands for, of a person or place too, not of a rebel group."""

        def fits(seen: Seen) -> bool:
            actor = seen.mention.actor
            return actor.country is not None and actor.role not in NO_STATE and allowed(actor.country)

        found = self._last(fits, _state_key, prefer=(_is_bare_subject, _is_bare, _is_bare_place))
        return found and replace(found, actor=Actor(country=found.actor.country), person=None, office=None)

    def person(self) -> Mention | None:
        """Give the person that "he" or "she" stands for."""
        return self._last(_one_person, _person_key)

    def several(self) -> tuple[Mention, ...]:
        """Give those that "they" stands for: joined subjects, else one body or sort of people.

        Of two states, of which one acts, it may be either: "India lends to the Maldives and arms *their*
        forces".
        """
        for sentence in self._near():
            subjects = [s for s in sentence if s.subject and s.mention.how != "place" and not _one_person(s)]
            codes = {_state_key(seen.mention) for seen in subjects}
            if len(codes) > 1 and len({seen.mention.sentence for seen in subjects}) == 1:
                return _distinct([seen.mention for seen in subjects])
            if len(codes) == 1:
                lone = subjects[0].mention
                states = {s.mention.actor.country for s in sentence if s.mention.how == "name"} - {None}
                return () if lone.how == "name" and lone.actor.country and len(states) > 1 else (lone,)
        return ()

    def pair(self) -> tuple[Mention, ...]:
        """Give the two that "the two sides" stands for: joined subjects, else just two named together.

        Where nothing in the paragraph tells, they are the two states that the document is about.
        """
        found: tuple[Mention, ...] = ()
        for back, sentence in enumerate(self._near()):
            if self.topic and self.paragraphs[-1 - back] != self.paragraphs[-1]:
                break
            acting = [seen for seen in sentence if seen.mention.how != "place"]
            subjects = _distinct([seen.mention for seen in acting if seen.subject])
            if len(subjects) == 2 and not found:
                return subjects
            found = _distinct([*(seen.mention for seen in acting), *found])
            if len(found) >= 2:
                break
        if len(found) > 2:
            # "Morocco and Mali, in a statement to the UN": states before organisations.
            found = tuple(mention for mention in found if mention.actor.country)
        return found if len(found) == 2 else self.topic

    def group(self, count: int) -> tuple[Mention, ...]:
        """Give those that "the three states" stands for: just so many in the subject of a sentence before."""
        for sentence in self._near()[1:]:
            inside = [s.mention for s in sentence if s.inside_subject and s.mention.actor.country]
            found = tuple({mention.actor.country: mention for mention in reversed(inside)}.values())[::-1]
            if len(found) == count:
                return found
        return ()

    def owner(self) -> Mention | None:
        """Give the state whose "the government" or "the army" is meant: the last subject, or the only one."""
        last = self.state()
        if last is not None and last.actor.country:
            return last
        named = {
            seen.mention.actor.country: seen.mention
            for sentence in self.by_sentence
            for seen in sentence
            if seen.mention.actor.country
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def _near(self) -> list[list[Seen]]:
        return self.by_sentence[: -REACH - 2 : -1]

    def _last(
        self,
        fits: Callable[[Seen], bool],
        key: Callable[[Mention], str],
        *,
        prefer: Sequence[Callable[[Seen], bool]] = (),
    ) -> Mention | None:
        """Give the one candidate of the nearest sentence that has any; of several, the preferred one."""
        for sentence in self._near():
            candidates = [seen for seen in sentence if fits(seen)]
            for wanted in (*prefer, _is_subject, _is_any):
                distinct = {key(seen.mention): seen.mention for seen in candidates if wanted(seen)}
                if distinct:
                    return next(iter(distinct.values())) if len(distinct) == 1 else None
        return None


def _is_subject(seen: Seen) -> bool:
    return seen.subject


def _is_any(seen: Seen) -> bool:
    return True


def _is_bare_place(seen: Seen) -> bool:
    return seen.mention.actor.role is None and seen.mention.how != "demonym"


def _is_bare(seen: Seen) -> bool:
    return _is_bare_place(seen) and seen.mention.how != "place"


def _is_bare_subject(seen: Seen) -> bool:
    return _is_bare(seen) and seen.subject


def is_subject(sentence: Sentence, index: int, *, links: frozenset[str] = JOINED) -> bool:
    """Tell whether the word at `index`, or one it is joined to by `links`, is the subject of a clause."""
    token = sentence.tokens[index]
    for _ in range(4 if links is JOINED else 8):
        if token.relation.startswith("nsubj"):
            return True
        if token.relation.partition(":")[0] not in links or token.head < 0:
            return False
        token = sentence.tokens[token.head]
    return False


def fitting(noun: str, anaphora: Anaphora, is_state: Callable[[str], bool]) -> Callable[[str], bool]:
    """Give which states a noun can stand for: only monarchies are "the kingdom"."""
    forms = {
        "kingdom": anaphora.monarchies,
        "monarchy": anaphora.monarchies,
        "sultanate": anaphora.sultanates,
        "emirate": anaphora.emirates,
    }
    allowed = forms.get(noun)
    return is_state if allowed is None else (lambda code: code in allowed)


def _one_person(seen: Seen) -> bool:
    return seen.mention.person is not None or (seen.mention.office is not None and not seen.plural)


def _state_key(mention: Mention) -> str:
    return mention.actor.country or mention.actor.body or mention.actor.code


def _person_key(mention: Mention) -> str:
    return mention.person or f"{mention.actor.code} {mention.office}"


def _distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple({_state_key(mention): mention for mention in reversed(mentions)}.values())[::-1]
