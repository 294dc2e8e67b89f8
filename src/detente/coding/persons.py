"""Who the persons of an article are: learnt from the article first, then from the leaders of its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from detente.coding.actors import owned, owners_of, sector
from detente.coding.phrase import Phrase
from detente.model.actor import Actor
from detente.model.sentence import Sentence
from detente.tables.folding import fold
from detente.tables.leaders import Leaders, LeaderTerm, family_names
from detente.tables.offices import Offices

YEAR = re.compile(r"(?:19|20)\d\d")
LONG_AGO = timedelta(days=20 * 365)
"""So long after the end of a term a name speaks of history, or of somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """What an article, or the table of leaders, says of a person."""

    person: str
    actor: Actor
    office: str | None
    rank: str
    how: str


@dataclass(frozen=True, slots=True, eq=False)
class Persons:
    """The persons of one article by every form of their names.

    `by_name` holds more than one introduction under a family name that several persons share; then it tells
    nothing. `named` are the codes of states and organisations that the article names; a family name alone is
    looked up in the table of leaders only among them.
    """

    by_name: Mapping[str, tuple[Introduction, ...]]
    leaders: Leaders
    named: frozenset[str]
    day: date | None

    @classmethod
    def of(
        cls, introductions: Iterable[Introduction], leaders: Leaders, named: frozenset[str], day: date | None
    ) -> Persons:
        """Index introductions by full name, family name, and what is left without the first word."""
        table: dict[str, list[Introduction]] = {}
        for introduction in introductions:
            for key in name_forms(introduction.person, introduction.actor.country or ""):
                held = table.setdefault(key, [])
                if all(_who(other) != _who(introduction) for other in held):
                    held.append(introduction)
        return cls(MappingProxyType({key: tuple(held) for key, held in table.items()}), leaders, named, day)

    def find(
        self, text: str, terms: Sequence[LeaderTerm] = (), *, office: str = "", year: int | None = None
    ) -> Introduction | None:
        """Give who is meant by a name, or None where nobody or more than one person is.

        `year` is one that the sentence names: who held an office long ago held it in what is told of then.
        """
        found = self.by_name.get(_plain(text), ())
        if found:
            return found[0] if len({_who(each) for each in found}) == 1 else None
        # A full name of the table is certain; a family name only of one in office whose state is spoken of.
        chosen = list(terms) or self._by_family_name(text, office)
        return (
            introduce(text, chosen, self.leaders, self._day_of(terms, year), office=office)
            if chosen
            else None
        )

    def _day_of(self, terms: Sequence[LeaderTerm], year: int | None) -> date | None:
        """Give the day from which a full name is seen: the year told, where its office ended long ago."""
        then = date(year, 7, 1) if year else None
        if then is None or self.day is None or not any(term.holds(then) for term in terms):
            return self.day
        ended = [term.end for term in terms if term.end is not None]
        return then if len(ended) == len(terms) and max(ended) + LONG_AGO < self.day else self.day

    def by_rank(self, rank: str) -> Introduction | None:
        """Give the one person of the article who holds an office of this rank, or None."""
        found = {_who(each): each for held in self.by_name.values() for each in held if each.rank == rank}
        return next(iter(found.values())) if len(found) == 1 else None

    def _by_family_name(self, text: str, office: str) -> list[LeaderTerm]:
        famous = self.leaders.known_as(text)
        if famous:
            return list(famous)
        if self.day is None:
            # Without a day only the office settles who is meant: "President Dos Santos".
            found = [term for term in self.leaders.find(text, None) if office and term.office == office]
        else:
            found = [
                term
                for term in self.leaders.find(text, self.day)
                if self.leaders.hints(term, self.day) and (term.iso3 in self.named or term.office == office)
            ]
        found = found or list(self.leaders.misspelt(text, office, self.day))
        return found if len({(term.person, term.iso3) for term in found}) == 1 else []


def introductions(phrases: Sequence[Sequence[Phrase]], offices: Offices) -> Iterator[Introduction]:
    """Give the persons that the phrases of a document name with office and country."""
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


def introduce(
    text: str, terms: Sequence[LeaderTerm], leaders: Leaders, day: date | None, *, office: str = ""
) -> Introduction | None:
    """Give who a leader of the table is on `day`: in office, before it or after it (sector ELI)."""
    if len({term.iso3 for term in terms}) > 1 or len({term.person for term in terms}) > 1:
        held = [term for term in terms if day is not None and term.holds(day)]
        terms = held or _of_state(terms, leaders, day, office)
    if not terms or len({term.iso3 for term in terms}) > 1:
        return None
    now = [term for term in terms if day is None or term.holds(day)]
    past = [term for term in terms if day is not None and term.end is not None and term.end < day]
    if day is not None and not now and past and max(term.end for term in past if term.end) + LONG_AGO < day:
        return None
    term = next((each for each in now if office and each.office in office), (now or past or list(terms))[-1])
    role = term.role if now else "ELI" if past else None
    state = len(term.iso3) == 3 and term.iso3 not in leaders.bodies
    actor = Actor(
        country=term.iso3 if state else None,
        body=None if state else term.iso3,
        role=role if state else None,
        name=text,
    )
    return Introduction(
        person=term.person, actor=actor, office=term.office if now else None, rank="", how="leader"
    )


def _of_state(
    terms: Sequence[LeaderTerm], leaders: Leaders, day: date | None, office: str
) -> list[LeaderTerm]:
    """Give the terms of one's own state for who is not called by the office of a body that he led."""
    if day is None or not office or len({term.person for term in terms}) > 1:
        return []
    if any(office == term.office for term in terms):
        return []
    return [term for term in terms if term.iso3 not in leaders.bodies]


def name_forms(person: str, country: str) -> set[str]:
    """Give the forms by which a person may be named again, folded and in lower case."""
    return {_plain(person), *family_names(person, country)}


def _plain(text: str) -> str:
    return " ".join(fold(text).lower().replace("-", " - ").replace(".", " . ").split())


def _who(introduction: Introduction) -> tuple[str, str]:
    """Tell persons apart by family name and code: "A. Diop" and "Abdoulaye Diop" of one state are one."""
    return _plain(introduction.person).split()[
        -1
    ], introduction.actor.country or introduction.actor.body or ""


def year_of(sentence: Sentence) -> int | None:
    """Give the one year that a sentence names; None where it names none or several."""
    years = {t.text for t in sentence.tokens if t.upos == "NUM" and YEAR.fullmatch(t.text)}
    return int(next(iter(years))) if len(years) == 1 else None
