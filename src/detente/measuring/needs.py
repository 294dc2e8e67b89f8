"""What measuring asks of the known things: names and facts of states, and terms of office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from detente.model.dossier import State


class StateNames(Protocol):
    """Names by code, of states and of organisations."""

    def name(self, iso3: str, language: str = "en") -> str:
        """Give the name of a code."""
        ...


class StateFacts(StateNames, Protocol):
    """Names, and facts that claims can be held against."""

    def codes(self) -> tuple[str, ...]:
        """Give the codes of all states."""
        ...

    def get(self, iso3: str) -> State:
        """Give the state with this code."""
        ...

    def fact(self, iso3: str, name: str) -> str | None:
        """Give one fact ("landlocked", "capital"), or None where it is not known."""
        ...

    def borders(self, iso3: str) -> frozenset[str]:
        """Give the codes of the states with which it shares a land border."""
        ...


class Term(Protocol):
    """One person's time in one office."""

    @property
    def person(self) -> str:
        """The office-holder's name."""

    @property
    def iso3(self) -> str:
        """Code of the state."""

    @property
    def office(self) -> str:
        """The office."""

    @property
    def start(self) -> date | None:
        """First day."""

    @property
    def end(self) -> date | None:
        """Last day; None while it lasts."""


class OfficeTerms(Protocol):
    """Who held which office when."""

    def find(self, person_words: str, day: date | None) -> Sequence[Term]:
        """Give the terms of the people so called: on `day`, or all of them for None."""
        ...

    def holders(self, iso3: str, office: str, day: date) -> Sequence[Term]:
        """Give the terms of those who held this office of a state on a day, as far as known."""
        ...
