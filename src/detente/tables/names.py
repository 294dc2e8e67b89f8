"""Wordings that name states, their people, capitals and seats of power, organisations and groups."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError
from detente.tables.csvfile import first_day, read_table
from detente.tables.folding import atoms, fold
from detente.tables.phrases import Phrases

NAME_COLUMNS = ("wording", "code", "kind", "role", "start", "end", "sense", "note")
ORGANISATION_COLUMNS = ("wording", "code", "class", "role", "name", "start", "end", "sense")
GROUP_COLUMNS = ("wording", "country", "body", "role", "name", "start", "end", "sense")
KINDS = frozenset(
    [
        "name",
        "long-name",
        "abbreviation",
        "former-name",
        "territory",
        "entity",
        "demonym",
        "people",
        "capital",
        "seat",
        "city",
        "prefix",
    ]
)
PLAIN_SENSES = frozenset({"", "ask", "all", "weak", "never", "shared", "person", "caps"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a wording names.

    Attributes
    ----------
    kind
        One of `KINDS`, or ``organisation``, ``group`` or ``blocked`` (the name of something else).
    country, body, role, own
        As in `detente.model.actor.Actor`; `own` is the proper name of an organisation or group.
    start, end
        First day of use, and first day of no more use; None where there is no bound.
    sense
        How an ambiguous wording is settled: a word of the notice of names.csv, or a rule of senses.toml.
    """

    wording: str
    kind: str
    country: str | None = None
    body: str | None = None
    role: str | None = None
    own: str | None = None
    start: date | None = None
    end: date | None = None
    sense: str = ""

    @property
    def code(self) -> str:
        """Country or body."""
        return self.country or self.body or ""

    def holds(self, day: date | None) -> bool:
        """Tell whether the wording has this meaning on `day`; without a day, whether it has it still."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """Words of a document that speak against, or for, a name being what the table says."""

    against: tuple[str, ...]
    unless: tuple[str, ...]

    def refuses(self, text: str) -> bool:
        """Tell whether `text` speaks of something else by the same name."""
        return any(word in text for word in self.against) and not any(word in text for word in self.unless)


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """All names of a language.

    Attributes
    ----------
    phrases
        Folded words of each name to what it can mean; case counts.
    classes
        Code of an organisation to its PLOVER class (``UNO``, ``EUR``, ``IGO``, ``NGO``).
    """

    language: str
    phrases: Phrases[Name]
    senses: Mapping[str, Sense]
    classes: Mapping[str, str]

    def find(self, wording: str, *, day: date | None = None) -> tuple[Name, ...]:
        """Give what exactly this wording can mean on `day`."""
        found = self.phrases.exact(atoms(fold(wording)))
        return tuple(name for name in found if name.holds(day))

    def plover_class(self, code: str) -> str | None:
        """Give the PLOVER class of an organisation by its code; None for anything else."""
        return self.classes.get(code)


@cache
def load_names(language: str) -> Names:
    """Read names.csv, organisations.csv, groups.csv and senses.toml of one language.

    Raises
    ------
    DataError
        If a file is missing, or has a kind or sense that is not known.
    """
    folder = f"lexicons/{language}"
    place = files("detente") / "data" / "lexicons" / language / "senses.toml"
    table: dict[str, Any] = tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}
    blocked = table.pop("blocked", {"words": []})
    senses = {key: _read_sense(key, entry, str(place)) for key, entry in table.items()}
    known = PLAIN_SENSES | senses.keys()
    found = [*_read_names(folder), *_read_organisations(folder), *_read_groups(folder)]
    for name in found:
        if name.sense not in known:
            raise DataError(
                f"data/{folder}: {name.wording!r} has the sense {name.sense!r}; known: {sorted(known)}"
            )
    found += [Name(wording=wording, kind="blocked") for wording in blocked["words"]]
    return Names(
        language=language,
        phrases=Phrases.of(_by_words(found)),
        senses=MappingProxyType(senses),
        classes=MappingProxyType(_read_classes(folder)),
    )


@cache
def wordings_of(language: str, country: str) -> tuple[str, ...]:
    """Give the words that a text uses for a state: its names, its people and its capital.

    >>> wordings_of("en", "TGO")
    ('Togo', 'Togolese', 'Lomé', 'Lome')
    """
    kinds, found = ("name", "demonym", "people", "capital"), _read_names(f"lexicons/{language}")
    return tuple(
        dict.fromkeys(n.wording for n in found if n.country == country and n.kind in kinds and not n.role)
    )


def _by_words(names: Iterable[Name]) -> Iterator[tuple[tuple[str, ...], Name]]:
    """Give each name with its folded words; what differs only in accents comes once."""
    seen: set[tuple[object, ...]] = set()
    for name in names:
        words = atoms(fold(name.wording))
        key = (words, name.kind, name.code, name.role, name.own, name.start)
        if key not in seen:
            seen.add(key)
            yield words, name


def _read_sense(key: str, entry: Mapping[str, Any], place: str) -> Sense:
    unknown = entry.keys() - {"against", "unless"}
    if unknown:
        raise DataError(f"{place}: [{key}] has the unknown keys {sorted(unknown)}; known: against, unless")
    return Sense(against=tuple(entry.get("against", ())), unless=tuple(entry.get("unless", ())))


def _read_names(folder: str) -> Iterator[Name]:
    for wording, code, kind, role, start, end, sense, _ in read_table(f"{folder}/names.csv", NAME_COLUMNS):
        if kind not in KINDS:
            raise DataError(
                f"data/{folder}/names.csv: {wording!r} has the kind {kind!r}; known: {sorted(KINDS)}"
            )
        yield Name(
            wording=wording, kind=kind, country=code, role=role or None, start=first_day(start),
            end=first_day(end), sense=sense,
        )  # fmt: skip


def _read_organisations(folder: str) -> Iterator[Name]:
    path = f"{folder}/organisations.csv"
    for wording, code, _, role, own, start, end, sense in read_table(path, ORGANISATION_COLUMNS):
        yield Name(
            wording=wording, kind="organisation", body=code, role=role or None, own=own,
            start=first_day(start), end=first_day(end), sense=sense,
        )  # fmt: skip


def _read_groups(folder: str) -> Iterator[Name]:
    for wording, country, body, role, own, start, end, sense in read_table(
        f"{folder}/groups.csv", GROUP_COLUMNS
    ):
        yield Name(
            wording=wording, kind="group", country=country or None, body=body or None, role=role or None,
            own=own, start=first_day(start), end=first_day(end), sense=sense,
        )  # fmt: skip


def _read_classes(folder: str) -> dict[str, str]:
    return {
        code: sort for _, code, sort, *_ in read_table(f"{folder}/organisations.csv", ORGANISATION_COLUMNS)
    }
