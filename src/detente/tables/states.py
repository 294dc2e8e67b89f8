"""Every state and territory: codes, names in several languages, dates, borders, and how to find one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from detente.model.dossier import State
from detente.model.errors import DataError, UnknownStateError
from detente.tables.csvfile import first_day, read_table
from detente.tables.folding import fold
from detente.tables.names import NAME_COLUMNS, ORGANISATION_COLUMNS

COLUMNS = (
    "iso3", "iso2", "numeric", "kind", "start", "end", "cow", "gw", "fips", "cameo", "ioc",
    "name_en", "name_fr", "name_ar", "capital", "landlocked", "region",
)  # fmt: skip
STATE_NAME_COLUMNS = ("language", "wording", "iso3", "kind", "start", "end")
_HINT = "; give a name or an ISO code such as MLI"
NAME_KINDS = frozenset({"name", "long-name", "former-name", "abbreviation"})
"""Kinds of English wordings that name the state itself; demonyms and capitals do not."""


@dataclass(frozen=True, slots=True)
class _Key:
    code: str
    start: date | None = None
    end: date | None = None

    def holds(self, day: date | None) -> bool:
        return day is None or (
            (self.start is None or self.start <= day) and (self.end is None or day < self.end)
        )


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """The table of states.

    Attributes
    ----------
    rows
        iso3 to its columns.
    keys
        Folded name or code to the states that it means, with the dates of its use.
    former
        iso3 to (language, name, first day, first day no more) of names before a change.
    bodies
        Code of an organisation to its name.
    """

    rows: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, tuple[_Key, ...]]
    former: Mapping[str, tuple[tuple[str, str, date, date], ...]]
    neighbours: Mapping[str, frozenset[str]]
    bodies: Mapping[str, str]

    def find(self, text: str, *, day: date | None = None) -> State:
        """Give the state that a name or code in any language means, as of `day`.

        Raises
        ------
        UnknownStateError
            If nothing, or more than one state, has that name or code (on that day).
        """
        keys = self.keys.get(_plain(text), ())
        if not keys and text.strip().upper() in self.bodies:
            raise UnknownStateError(
                f"{text!r} is an organisation ({self.bodies[text.strip().upper()]}), not a state"
            )
        if not keys:
            close = self._close(text)
            hint = f"; did you mean {' or '.join(close)}?" if close else _HINT
            raise UnknownStateError(f"no state is called {text!r}{hint}")
        codes = self.meanings(text, day=day)
        if not codes:
            raise UnknownStateError(self._outdated(text, keys[0]))
        if len(codes) > 1:
            names = " or ".join(f"{self.name(code)} ({code})" for code in codes)
            raise UnknownStateError(f"{text!r} can mean more than one state: {names}; say which one")
        self._refuse_gone(codes[0], day)
        return self._state(codes[0], day)

    def meanings(self, text: str, *, day: date | None = None) -> tuple[str, ...]:
        """Give the codes that a name or code can mean (on that day); empty where nothing is called so."""
        keys = self.keys.get(_plain(text), ())
        return tuple(dict.fromkeys(key.code for key in keys if key.holds(day)))

    def get(self, iso3: str) -> State:
        """Give the state with exactly this ISO 3166-1 alpha-3 code.

        Raises
        ------
        UnknownStateError
            If there is none.
        """
        if iso3 not in self.rows:
            raise UnknownStateError(f"{iso3!r} is not the ISO 3166-1 alpha-3 code of a state")
        return self._state(iso3, None)

    def name(self, code: str, language: str = "en") -> str:
        """Give the short name of a state, or the name of an organisation by its code (English only).

        Raises
        ------
        UnknownStateError
            If nothing has the code.
        """
        row = self.rows.get(code)
        if row is not None:
            return row.get(f"name_{language}") or row["name_en"]
        if code in self.bodies:
            return self.bodies[code]
        raise UnknownStateError(f"{code!r} is the code of no state or organisation")

    def is_state(self, code: str) -> bool:
        """Tell whether `code` is a state's, past states included; territories and organisations are none."""
        return code in self.rows and self.rows[code]["kind"] != "territory"

    def codes(self) -> tuple[str, ...]:
        """Give the codes of all states and territories there are today, sorted."""
        return tuple(sorted(code for code, row in self.rows.items() if row["kind"] != "historical"))

    def fact(self, code: str, name: str) -> str | None:
        """Give a column of the table ("landlocked" is "yes" or "no"); None where there is nothing.

        Raises
        ------
        DataError
            If the table has no such column.
        """
        if name not in COLUMNS:
            raise DataError(f"states.csv has no column {name!r}; it has {', '.join(COLUMNS)}")
        return self.rows.get(code, {}).get(name) or None

    def borders(self, iso3: str) -> frozenset[str]:
        """Give the states and territories that share a land border; empty for an island."""
        return self.neighbours.get(iso3, frozenset())

    def exists(self, iso3: str, day: date) -> bool:
        """Tell whether the state exists on `day`, as far as the table knows its first and last day."""
        row = self.rows.get(iso3)
        return row is not None and _Key(iso3, first_day(row["start"]), first_day(row["end"])).holds(day)

    def _state(self, iso3: str, day: date | None) -> State:
        row = self.rows[iso3]
        names = {
            language: row[f"name_{language}"] for language in ("en", "fr", "ar") if row[f"name_{language}"]
        }
        for language, name, start, end in self.former.get(iso3, ()):
            if day is not None and start <= day < end:
                names[language] = name
        return State(iso3=iso3, name=names["en"], names=tuple(names.items()))

    def _close(self, text: str) -> list[str]:
        found = get_close_matches(_plain(text), self.keys.keys(), n=6, cutoff=0.75)
        return list(dict.fromkeys(self.name(self.keys[key][0].code) for key in found))[:3]

    def _outdated(self, text: str, key: _Key) -> str:
        until = f"until {key.end}" if key.end else f"from {key.start}"
        return f"{text!r} was a name in use {until}; its code today is {key.code} ({self.name(key.code)})"

    def _refuse_gone(self, iso3: str, day: date | None) -> None:
        row = self.rows[iso3]
        if day is None or row["kind"] != "historical" or self.exists(iso3, day):
            return
        raise UnknownStateError(
            f"{row['name_en']} ({iso3}) was a state from {row['start']} to {row['end']}, not on {day}; "
            "name a state of that day"
        )


def _plain(text: str) -> str:
    words = fold(text).casefold().replace(".", "").replace("-", " ").replace("&", "and").split()
    if len(words) > 1 and words[0] in ("the", "la", "le", "les"):
        words = words[1:]
    return " ".join(words)


def _add(keys: dict[str, dict[_Key, None]], wording: str, key: _Key) -> None:
    if wording:
        keys.setdefault(_plain(wording), {})[key] = None


@cache
def load_states() -> States:
    """Read states.csv, state_names.csv, borders.csv and the English names and organisations."""
    rows = {
        row[0]: MappingProxyType(dict(zip(COLUMNS, row, strict=True)))
        for row in read_table("states.csv", COLUMNS)
    }
    keys: dict[str, dict[_Key, None]] = {}
    # 1. Codes: a code of ISO 3166-1 wins over the same letters in another system.
    for code, row in rows.items():
        for column in ("iso3", "iso2") if row["kind"] != "historical" else ("iso3",):
            _add(keys, row[column], _Key(code))
        if row["kind"] != "historical":
            _add(keys, row["numeric"], _Key(code))
    for code, row in rows.items():
        for column in ("ioc", "cameo"):
            if row[column] and _plain(row[column]) not in keys:
                _add(keys, row[column], _Key(code))
    # 2. Names in all languages.
    former = _add_names(keys, rows)
    # 3. Borders both ways.
    neighbours: dict[str, set[str]] = {}
    for a, b in read_table("borders.csv", ("a", "b")):
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    bodies: dict[str, str] = {}
    for _, code, _, _, name, *_ in read_table("lexicons/en/organisations.csv", ORGANISATION_COLUMNS):
        bodies.setdefault(code, name)
    return States(
        rows=MappingProxyType(rows),
        keys=MappingProxyType({wording: tuple(found) for wording, found in keys.items()}),
        former=MappingProxyType({code: tuple(names) for code, names in former.items()}),
        neighbours=MappingProxyType({code: frozenset(others) for code, others in neighbours.items()}),
        bodies=MappingProxyType(bodies),
    )


def _add_names(
    keys: dict[str, dict[_Key, None]], rows: Mapping[str, Mapping[str, str]]
) -> dict[str, list[tuple[str, str, date, date]]]:
    former: dict[str, list[tuple[str, str, date, date]]] = {}
    for code, row in rows.items():
        for column in ("name_en", "name_fr", "name_ar"):
            _add(keys, row[column], _Key(code))
    # The wordings of Congo and Korea without more stand under both states here, so that neither is guessed.
    for wording, code, kind, role, start, end, sense, _ in read_table("lexicons/en/names.csv", NAME_COLUMNS):
        if kind in NAME_KINDS and not role and sense not in ("all", "never"):
            own = _plain(wording) in keys and sense != "ask"
            if not own:
                dated = kind == "former-name"
                _add(
                    keys,
                    wording,
                    _Key(code, first_day(start) if dated else None, first_day(end) if dated else None),
                )
    for language, wording, code, kind, start, end in read_table("state_names.csv", STATE_NAME_COLUMNS):
        first, last = first_day(start), first_day(end)
        if kind == "former" and first and last:
            former.setdefault(code, []).append((language, wording, first, last))
        if _plain(wording) not in keys:
            _add(keys, wording, _Key(code, first, last))
    return former
