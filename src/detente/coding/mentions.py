"""Finds who is named in a document: states, offices, organisations and groups, and what stands for them later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from detente.coding.actors import named, own_people, owned, owners_of, people, sector
from detente.coding.coreference import Discourse
from detente.coding.names_in_text import Found, NameHit, PersonHit, find_in_text
from detente.coding.noun_phrases import find_phrases
from detente.coding.persons import Introduction, Persons
from detente.coding.phrase import Phrase
from detente.coding.places_or_parties import head_of, manner
from detente.coding.stand_ins import StandIns
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Sentence
from detente.tables.leaders import Leaders
from detente.tables.names import Names
from detente.tables.offices import Offices
from detente.tables.states import States

OWNERLESS = frozenset({"GOV", "MIL", "LEG", "COP", "SPY", "JUD"})
"""Sectors of a state whose bodies need no name where the state is plain: "the government", "the army"."""
STATE_RANKS = frozenset(
    {"head-of-state", "head-of-government", "deputy-head", "foreign-minister", "minister"}
)
"""Ranks whose unknown holder is of the state that is spoken of; a general or judge may be of any."""


def find_mentions(
    document: Document,
    sentences: tuple[Sentence, ...],
    *,
    names: Names,
    offices: Offices,
    leaders: Leaders,
    states: States,
) -> tuple[Mention, ...]:
    """Give every mention of an actor, in order; a place has ``how="place"``, a qualifying adjective ``"demonym"``.

    Where two readings remain, neither is given.
    """
    # 1. What the tables know in each sentence, and the phrases that it forms.
    found = find_in_text(document, sentences, names, offices, leaders)
    phrases = tuple(
        find_phrases(sentence, each, offices) for sentence, each in zip(sentences, found, strict=True)
    )
    # 2. The persons that the article introduces anywhere, so that a headline may name them first.
    codes = frozenset(name.code for each in found for hit in each.names for name in hit.names)
    persons = Persons.of(_introductions(phrases, offices), leaders, codes, document.date)
    # 3. Sentence by sentence, from left to right, with what was said before in mind.
    discourse = Discourse()
    mentions: list[Mention] = []
    for number, sentence in enumerate(sentences):
        discourse.open_sentence()
        stand_ins = StandIns(sentence, offices, discourse, states)
        reader = _Reader(document, number, sentence, offices, persons, discourse, stand_ins)
        for start, read in sorted(_steps(reader, found[number], phrases[number]), key=lambda step: step[0]):
            new = read()
            plural = len(new) > 1 or any(
                phrase.plural and phrase.first == start for phrase in phrases[number]
            )
            discourse.see(sentence, new, plural=plural)
            mentions += new
    return tuple(
        sorted(mentions, key=lambda mention: (mention.sentence, mention.span.start, -mention.span.end))
    )


def _introductions(phrases: Sequence[Sequence[Phrase]], offices: Offices) -> Iterator[Introduction]:
    for row in phrases:
        for phrase in row:
            owners = owners_of(phrase)
            if phrase.holder is not None and len(owners) == 1 and phrase.office.rank != "counterpart":
                person = phrase.holder.text
                actor = owned(owners[0], sector(phrase, offices), person)
                yield Introduction(
                    person=person,
                    actor=actor,
                    office=phrase.office.words,
                    rank=phrase.office.rank,
                    how="article",
                )


def _steps(
    reader: _Reader, found: Found, phrases: Sequence[Phrase]
) -> Iterator[tuple[int, partial[list[Mention]]]]:
    """Give (first word, how to read it) for all that may be a mention; words of a read phrase are not read again."""
    held: set[int] = set()
    for phrase in phrases:
        kept = set(range(phrase.first, phrase.end))
        if phrase.owner_person is not None:
            kept -= set(range(phrase.owner_person.first, phrase.owner_person.end))
            yield phrase.owner_person.first, partial(reader.person, phrase.owner_person)
        if phrase.pronoun is not None:
            kept -= set(range(phrase.first, phrase.pronoun + 1))
        if reader.readable(phrase):
            held |= kept
            yield (
                phrase.first if phrase.pronoun is None else phrase.pronoun + 1,
                partial(reader.phrase, phrase),
            )
    for hit in found.names:
        if hit.first not in held:
            yield hit.first, partial(reader.name, hit)
    for person in found.persons:
        if person.first not in held and all(person is not phrase.owner_person for phrase in phrases):
            yield person.first, partial(reader.person, person)
    for token in reader.sentence.tokens:
        if token.index not in held and (start := reader.stand_ins.find(token.index)) is not None:
            # "Our country" is the speaker's, who often comes last.
            own = reader.stand_ins.is_own(token.index)
            yield (
                token.index + (len(reader.sentence.tokens) if own else 0),
                partial(reader.stand_in, start, token.index),
            )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one sentence of a document."""

    document: Document
    number: int
    sentence: Sentence
    offices: Offices
    persons: Persons
    discourse: Discourse
    stand_ins: StandIns

    def readable(self, phrase: Phrase) -> bool:
        """Tell whether an office phrase can be an actor at all: owned, held, or standing for one met before."""
        token = self.sentence.tokens[phrase.core]
        if phrase.alien and phrase.holder is None and not phrase.owners:
            return False
        if phrase.office.sort == "thing" and token.relation == "compound" and token.head >= phrase.end:
            return False
        if owners_of(phrase) or phrase.pronoun is not None or phrase.owner_person is not None:
            return True
        if phrase.holder is not None or own_people(phrase, self.offices):
            return True
        if self._is_pair(phrase):
            return True
        return phrase.definite and not phrase.office.owner_needed and phrase.office.sort in ("person", "body")

    def _is_pair(self, phrase: Phrase) -> bool:
        """Tell whether the phrase is "the two ministers" or "both governments"."""
        anaphora = self.offices.anaphora
        counted = anaphora.pair_determiners & set(phrase.words)
        settled = phrase.definite or "both" in counted
        return phrase.plural and bool(counted) and settled and phrase.office.words in anaphora.pair

    def phrase(self, phrase: Phrase) -> list[Mention]:
        """Read an office with its owner and holder."""
        role = sector(phrase, self.offices)
        person = phrase.holder.text if phrase.holder else None
        make = partial(self._mention, phrase.first, phrase.end, core=phrase)
        if phrase.office.rank == "counterpart":
            return self._counterpart(phrase, person)
        # 1. Owned by what is named in it.
        owners = owners_of(phrase)
        if owners:
            actors = dict.fromkeys(owned(owner, role, person) for owner in owners)
            return [make(actor, "office", person) for actor in actors]
        # 2. Held by a person who is known.
        if phrase.holder is not None:
            known = self.persons.find(phrase.holder.text, phrase.holder.terms, office=phrase.office.words)
            if known is not None:
                # A title such as "General" does not unseat a minister whom the table knows.
                settled = known.how == "leader" and known.actor.role == "GOV" and role != "ELI"
                actor = known.actor if settled else _in_role(known.actor, role)
                return [make(actor, known.how, known.person)]
        # 3. Owned by what its words stand for: "its army", "Macron's envoy", "Tuareg rebels".
        code = own_people(phrase, self.offices)
        if code:
            return [make(Actor(country=code, role=role, name=person), "office", person)]
        return [make(actor, how, person) for actor, how in self._owner_before(phrase, role, person)]

    def _owner_before(self, phrase: Phrase, role: str, person: str | None) -> list[tuple[Actor, str]]:
        if phrase.owner_person is not None:
            known = self.persons.find(phrase.owner_person.text, phrase.owner_person.terms)
            return [(_in_role(replace(known.actor, name=person), role), known.how)] if known else []
        if phrase.pronoun is not None:
            owners = self.stand_ins.resolve(phrase.pronoun)
            return [
                (Actor(country=o.actor.country, body=o.actor.body, role=role, name=person), "pronoun")
                for o in owners
            ]
        if self._is_pair(phrase):
            return [(_in_role(replace(o.actor, name=None), role), "article") for o in self.discourse.pair()]
        # A bare title or body: the one of that rank in the article, else of the state that is spoken of.
        known = self.persons.by_rank(phrase.office.rank) if phrase.office.rank and not person else None
        if known is not None and known.how == "article":
            return [(known.actor, "article")]
        if phrase.alien or (person and phrase.office.rank not in STATE_RANKS):
            return []
        owner = self.discourse.owner() if role in OWNERLESS else None
        return [(Actor(country=owner.actor.country, role=role, name=person), "article")] if owner else []

    def _counterpart(self, phrase: Phrase, person: str | None) -> list[Mention]:
        """Read "his Moroccan counterpart": the office is that of the last person."""
        last = self.discourse.person()
        role = last.actor.role if last else "GOV"
        office = last.office if last else None
        owners = [owned(owner, role or "GOV", person) for owner in owners_of(phrase)]
        if not owners and phrase.holder is not None:
            known = self.persons.find(phrase.holder.text, phrase.holder.terms)
            owners = [known.actor] if known else []
        made = [
            self._mention(phrase.first, phrase.end, actor, "office", person, core=phrase) for actor in owners
        ]
        return [replace(mention, office=office) for mention in made]

    def name(self, hit: NameHit) -> list[Mention]:
        """Read a name that stands alone."""
        head = head_of(self.sentence, hit.first, hit.end)
        if hit.name.kind == "people":
            return [
                self._mention(hit.first, hit.end, people(self.sentence, hit.first, hit.name), "name", None)
            ]
        told = manner(self.sentence, hit, head, self.offices.grammar)
        if told is None:
            return []
        name, how = told
        meanings = hit.names if hit.name.sense == "all" else (name,)
        nominal = how == "demonym" and self.sentence.tokens[head].relation not in (
            "amod",
            "compound",
            "nmod:desc",
        )
        if nominal and name.kind == "demonym" and head == hit.end - 1 and self._heads_phrase(head):
            return [self._mention(hit.first, hit.end, people(self.sentence, hit.first, name), "name", None)]
        return [self._mention(hit.first, hit.end, named(each), how, None) for each in meanings]

    def _heads_phrase(self, head: int) -> bool:
        """Tell whether an adjective stands for its people: "the French said", "a Malian was arrested"."""
        token = self.sentence.tokens[head]
        return token.relation.partition(":")[0] in ("nsubj", "obj", "obl", "nmod", "conj", "iobj")

    def person(self, hit: PersonHit) -> list[Mention]:
        """Read a person's name without an office."""
        known = self.persons.find(hit.text, hit.terms)
        if known is None or not self.sentence.tokens[hit.first].text[:1].isupper():
            return []
        made = self._mention(hit.first, hit.end, known.actor, known.how, known.person)
        return [replace(made, office=known.office)]

    def stand_in(self, first: int, index: int) -> list[Mention]:
        """Read a pronoun or noun that stands for what was named before."""
        found = self.stand_ins.resolve(index)
        how = "pronoun" if self.sentence.tokens[index].upos == "PRON" else "article"
        return [
            replace(
                self._mention(first, index + 1, other.actor, how, other.person),
                office=other.office,
                head=index,
            )
            for other in found
        ]

    def _mention(
        self, first: int, end: int, actor: Actor, how: str, person: str | None, *, core: Phrase | None = None
    ) -> Mention:
        span = Span(start=self.sentence.tokens[first].start, end=self.sentence.tokens[end - 1].end)
        return Mention(
            span=span,
            text=self.document.text[span.start : span.end],
            sentence=self.number,
            head=head_of(self.sentence, first, end),
            actor=actor,
            person=person,
            office=core.office.words if core is not None and core.office.sort == "person" else None,
            how=how,
        )


def _in_role(actor: Actor, role: str) -> Actor:
    """Give the actor with another sector; a breakaway entity and a group keep theirs."""
    return actor if actor.role in ("PRE", "REB") else replace(actor, role=role)
