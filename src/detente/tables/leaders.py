"""Heads of state and government and foreign ministers, by name and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from detente.model.errors import DataError
from detente.tables.csvfile import first_day, last_day, read_notice, read_table
from detente.tables.folding import atoms, fold
from detente.tables.phrases import Phrases
from detente.tables.states import COLUMNS as STATE_COLUMNS

COLUMNS = ("person", "iso3", "office", "role", "start", "end", "also", "note")
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "KHM", "HKG", "SGP"})
"""States whose persons news calls by the first word of the name ("Xi"); Vietnamese are called by the last."""
PARTICLES = frozenset(
    (
        "al", "el", "ul", "bin", "ben", "ould", "abd", "abu", "de", "da", "do", "dos", "du", "di", "la", "le",
        "van", "von", "der", "den", "ter", "zu",
    )
)  # fmt: skip
"""Words that belong to the family name after them ("van der Bellen"). Complete for the table as it is."""
SURE_LENGTH = 7
"""How many letters a family name has at least that is known though one letter of it is wrong."""
HINT_FOR = timedelta(days=730)
"""How long after the as-of day an open row may still hint at who is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderTerm:
    """A person's time in an office.

    Attributes
    ----------
    iso3
        The state, or the code of an organisation.
    start, end
        First possible day in office and last possible day; `end` is None where the term had not ended on the
        as-of day of the table.
    role
        PLOVER sector.
    also
        Other forms of the name.
    """

    person: str
    iso3: str
    office: str
    start: date | None
    end: date | None
    role: str = "GOV"
    also: tuple[str, ...] = ()
    note: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether the person can have held the office on `day`; an open term is taken to go on."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Leaders:
    """All terms, by full name and by family name.

    Attributes
    ----------
    as_of
        Day up to which a term without an end is known to go on; later it is no more than a hint.
    full
        Folded words of full names and other forms, two words at least.
    family
        Folded, lower-case family name to the terms of all who have it.
    famous
        Single words under which everybody knows one person ("Putin") to the person's terms.
    bodies
        Codes in the table that are organisations, not states.
    """

    as_of: date
    terms: tuple[LeaderTerm, ...]
    full: Phrases[LeaderTerm]
    family: Mapping[str, tuple[LeaderTerm, ...]]
    famous: Mapping[str, tuple[LeaderTerm, ...]]
    bodies: frozenset[str]

    def find(self, person: str | Sequence[str], day: date | None) -> tuple[LeaderTerm, ...]:
        """Give the terms of whoever has this full or family name: those that hold on `day`, else all.

        Several persons may come back for a family name; whether an open term is certain tells `certain`.
        """
        text = person if isinstance(person, str) else " ".join(person)
        words = atoms(fold(text))
        found = self.full.exact(words) or self.family.get(_join(words).lower(), ())
        return tuple(term for term in found if day is None or term.holds(day))

    def holders(self, iso3: str, office: str, day: date) -> tuple[LeaderTerm, ...]:
        """Give the terms of those who held this office of a state on `day`; empty where nobody is known."""
        held = (term for term in self.terms if (term.iso3, term.office) == (iso3, office))
        return tuple(term for term in held if term.holds(day))

    def misspelt(self, text: str, office: str, day: date | None) -> Iterator[LeaderTerm]:
        """Give the terms in `office` of those whose long family name is one letter away from `text`'s."""
        word = fold(text).lower().split()[-1] if text.split() else ""
        if office and len(word) >= SURE_LENGTH:
            for name, terms in self.family.items():
                if name[0] == word[0] and abs(len(name) - len(word)) < 2 and _is_slip(name, word):
                    yield from (t for t in terms if t.office == office and (day is None or t.holds(day)))

    def known_as(self, word: str) -> tuple[LeaderTerm, ...]:
        """Give the terms of the one person whom everybody knows under a single word, such as "Putin"."""
        return self.famous.get(word, ())

    def certain(self, term: LeaderTerm, day: date) -> bool:
        """Tell whether the table vouches for the term on `day`, rather than only for its start."""
        return term.holds(day) and (term.end is not None or day <= self.as_of)

    def hints(self, term: LeaderTerm, day: date) -> bool:
        """Tell whether an open term may still hint at who is meant on `day`."""
        return term.holds(day) and (term.end is not None or day <= self.as_of + HINT_FOR)


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter, or by two that changed places."""
    start = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return len(one) != len(other)
    rests = {
        (one[start + 1 :], other[start:]),
        (one[start:], other[start + 1 :]),
        (one[start + 1 :], other[start + 1 :]),
    }
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return any(a == b for a, b in rests) or (swapped and one[start + 2 :] == other[start + 2 :])


def _join(words: Sequence[str]) -> str:
    return " ".join(words)


def family_names(person: str, iso3: str) -> Iterator[str]:
    """Give the forms by which news calls a person after the first time, folded and in lower case.

    >>> sorted(family_names("Abdel Fattah el-Sisi", "EGY"))
    ['el - sisi', 'sisi']
    """
    words = list(atoms(fold(person).replace(" Jr.", "").replace(" III", "")))
    parts = [n for n, word in enumerate(words) if word[0].isalpha()]
    if len(parts) < 2 or words[-1].strip("IVX") == "":
        return
    if iso3 in FAMILY_NAME_FIRST:
        yield words[0].lower()
        return
    yield words[-1].lower()
    start = parts[-1]
    for place in reversed(parts[1:-1]):
        if words[place].lower() not in PARTICLES and words[place + 1] != "-":
            break
        start = place
        yield _join(words[start:]).lower()
    if start == parts[-1] and len(parts) > 2:
        yield _join(words[parts[-2] :]).lower()


@cache
def load_leaders() -> Leaders:
    """Read leaders.csv.

    Raises
    ------
    DataError
        If a term ends before it starts.
    """
    terms = tuple(_read_terms())
    family: dict[str, list[LeaderTerm]] = {}
    called: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
    for term in terms:
        who = (term.person, term.iso3, term.also)
        if who not in called:
            names = {name for form in (term.person, *term.also) for name in family_names(form, term.iso3)}
            called[who] = names | {fold(form).lower() for form in term.also if " " not in form}
        for name in called[who]:
            family.setdefault(name, []).append(term)
    famous: dict[str, list[LeaderTerm]] = {}
    for term in terms:
        for form in term.also:
            if " " not in form:
                famous.setdefault(form, []).append(term)
    forms = ((atoms(fold(form)), term) for term in terms for form in _full_names(term))
    return Leaders(
        as_of=date.fromisoformat(read_notice("leaders.csv", "as-of")),
        terms=terms,
        full=Phrases.of(pair for pair in forms if len(pair[0]) > 1),
        family=MappingProxyType({name: tuple(found) for name, found in family.items()}),
        famous=MappingProxyType({word: tuple(found) for word, found in famous.items()}),
        bodies=frozenset(term.iso3 for term in terms) - _state_codes(),
    )


def _full_names(term: LeaderTerm) -> Iterator[str]:
    """Give all forms of a full name; a ruler of one name has it with the title: "King Salman"."""
    titled = () if " " in term.person else (f"{term.office.title()} {term.person}",)
    yield from dict.fromkeys((term.person, *term.also, *titled))


def _state_codes() -> frozenset[str]:
    return frozenset(row[0] for row in read_table("states.csv", STATE_COLUMNS))


def _read_terms() -> Iterator[LeaderTerm]:
    for person, iso3, office, role, start, end, also, note in read_table("leaders.csv", COLUMNS):
        term = LeaderTerm(
            person=person, iso3=iso3, office=office, role=role or "GOV", start=first_day(start),
            end=last_day(end), also=tuple(form for form in also.split(";") if form), note=note,
        )  # fmt: skip
        if term.start and term.end and term.end < term.start:
            raise DataError(f"data/leaders.csv: {person} ({iso3}) ends as {office} on {end}, before {start}")
        yield term
