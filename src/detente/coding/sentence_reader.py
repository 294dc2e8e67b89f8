"""Reads the phrases, names, persons and stand-ins of one sentence into mentions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from detente.coding.actors import in_role, named, own_people, owned, owners_of, people, sector
from detente.coding.clauses import case_of
from detente.coding.coreference import Discourse
from detente.coding.guests import STATE_RANKS, home_of, journey_of
from detente.coding.implied import implied_by
from detente.coding.names_in_text import NameHit, PersonHit
from detente.coding.persons import Introduction, Persons, year_of
from detente.coding.phrase import Phrase
from detente.coding.places_or_parties import head_of, manner, stands_for_people
from detente.coding.stand_ins import StandIns
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Sentence
from detente.tables.offices import Offices

OWNERLESS = frozenset({"GOV", "MIL", "LEG", "COP", "SPY", "JUD"})
"""Sectors of a state whose bodies need no name where the state is plain: "the government", "the army"."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one sentence of a document."""

    document: Document
    number: int
    sentence: Sentence
    offices: Offices
    persons: Persons
    discourse: Discourse
    stand_ins: StandIns

    def readable(self, phrase: Phrase) -> bool:
        """Tell whether an office phrase can be an actor: owned, held, or standing for one met before."""
        token = self.sentence.tokens[phrase.core]
        own = own_people(phrase, self.offices)
        if phrase.alien and not own and phrase.holder is None and not phrase.owners:
            return False
        if phrase.office.sort == "thing" and token.relation == "compound" and token.head >= phrase.end:
            return False
        if owners_of(phrase) or phrase.pronoun is not None or phrase.owner_person is not None:
            return True
        if phrase.holder is not None or own or self._is_pair(phrase) or phrase.office.role == "NGO":
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
            holder, office, year = phrase.holder, phrase.office.words, year_of(self.sentence)
            known = self.persons.find(holder.text, holder.terms, office=office, year=year)
            if known is not None:
                # A title such as "General" does not unseat a minister whom the table knows.
                settled = known.how == "leader" and known.actor.role == "GOV" and role != "ELI"
                actor = known.actor if settled else in_role(known.actor, role)
                return [make(actor, known.how, known.person)]
        # 3. Owned by what its words stand for: "its army", "Macron's envoy", "Tuareg rebels".
        code = own_people(phrase, self.offices)
        if code:
            return [make(Actor(country=code, role=role, name=person), "office", person)]
        # 4. A bare title: the one person of that rank in the article.
        known = self._by_rank(phrase) if person is None else None
        if known is not None:
            return [make(known.actor, "article", known.person)]
        before = self._owner_before(phrase, role, person)
        if role == "NGO" and not before:
            # "A human rights group": of whatever country, it is one of those.
            return [make(Actor(body="NGO"), "office", person)]
        return [make(actor, how, person) for actor, how in before]

    def _owner_before(self, phrase: Phrase, role: str, person: str | None) -> list[tuple[Actor, str]]:
        if phrase.owner_person is not None:
            known = self.persons.find(phrase.owner_person.text, phrase.owner_person.terms)
            return [(in_role(replace(known.actor, name=person), role), known.how)] if known else []
        if phrase.pronoun is not None:
            owners = self.stand_ins.resolve(phrase.pronoun)
            return [
                (Actor(country=o.actor.country, body=o.actor.body, role=role, name=person), "pronoun")
                for o in owners
            ]
        counted = self._of_stand_in(phrase)
        if counted:
            return [(in_role(replace(o.actor, name=person), role), "article") for o in counted]
        if self._is_pair(phrase):
            return [(in_role(replace(o.actor, name=None), role), "article") for o in self.discourse.pair()]
        if phrase.alien or (person and phrase.office.rank not in STATE_RANKS):
            return []
        journey = journey_of(self.sentence, phrase, self.offices, self.persons)
        guest = home_of(self.sentence, journey, self.discourse) if journey is not None else None
        if guest is not None:
            return [(Actor(country=guest.actor.country, role=role, name=person), "article")]
        owner = self.discourse.owner() if role in OWNERLESS else None
        if owner is not None and not self._can_own(phrase, owner):
            return []
        return [(Actor(country=owner.actor.country, role=role, name=person), "article")] if owner else []

    def _of_stand_in(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Give the states that own "the ministers *of the two countries*" by what stands for them."""
        for child in self.sentence.children(phrase.core):
            owning = child.relation == "nmod" and case_of(self.sentence, child.index) == "of"
            if owning and child.upos == "NOUN" and self.stand_ins.find(child.index) is not None:
                return self.stand_ins.resolve(child.index)
        return ()

    def _can_own(self, phrase: Phrase, owner: Mention) -> bool:
        """Tell whether a state can have the office: a republic has no king."""
        anaphora = self.offices.anaphora
        crowned = anaphora.monarchies | anaphora.sultanates | anaphora.emirates
        return phrase.office.words not in anaphora.monarchs or owner.actor.country in crowned

    def _by_rank(self, phrase: Phrase) -> Introduction | None:
        if phrase.owner_person is not None or phrase.pronoun is not None or phrase.plural or phrase.alien:
            return None
        known = self.persons.by_rank(phrase.office.rank) if phrase.office.rank else None
        return known if known is not None and known.how == "article" else self._called_before(phrase)

    def _called_before(self, phrase: Phrase) -> Introduction | None:
        """Give the one person who was called by this office before: "Chancellor X", "the chancellor"."""
        seen = (each.mention for sentence in self.discourse.by_sentence for each in sentence)
        found = {m.person: m for m in seen if m.person and m.office == phrase.office.words}
        if len(found) != 1 or not phrase.definite:
            return None
        person, mention = next(iter(found.items()))
        rank = phrase.office.rank
        return Introduction(
            person=person, actor=mention.actor, office=mention.office, rank=rank, how="article"
        )

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
        if (
            nominal
            and name.kind == "demonym"
            and head == hit.end - 1
            and stands_for_people(self.sentence, head)
        ):
            return [self._mention(hit.first, hit.end, people(self.sentence, hit.first, name), "name", None)]
        return [self._mention(hit.first, hit.end, named(each), how, None) for each in meanings]

    def person(self, hit: PersonHit) -> list[Mention]:
        """Read a person's name without an office."""
        known = self.persons.find(hit.text, hit.terms, year=year_of(self.sentence))
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

    def implied(self, index: int) -> list[Mention]:
        """Read a word that implies whom the article names elsewhere."""
        found = implied_by(self.sentence, self.sentence.tokens[index], self.offices, self.discourse)
        return [
            replace(
                self._mention(index, index + 1, other.actor, other.how, other.person), office=other.office
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
