"""What a store gives as tables, for data people: events, records, and other people's rows, each by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from detente.model.event import Telling
from detente.storing.merge import merge
from detente.storing.outside import asking
from detente.storing.sheets import EVENT_SHEET, RECORD_SHEET
from detente.storing.source_sheets import OUTSIDE_SHEET
from detente.storing.table import Table
from detente.tables.states import load_states

if TYPE_CHECKING:
    import duckdb

_Answer = TypeVar("_Answer")
Pair = tuple[str, str]


class Asked(Protocol):
    """The part of a store that tables are made from."""

    def tellings(
        self, countries: Pair | None = None, *, start: date | None = None, end: date | None = None
    ) -> Iterator[Telling]:
        """Give events, see `detente.storing.store.Store.tellings`."""

    def read(self, act: Callable[[duckdb.DuckDBPyConnection], _Answer]) -> _Answer:
        """Ask something on a connection of its own."""


class StoreTables:
    """Two states by any name or code, or everything; acts that can have happened in ``[since, until)``."""

    def events(
        self: Asked, pair: Pair | None = None, *, since: date | None = None, until: date | None = None
    ) -> Table:
        """Give events as a table: each telling, with its document."""
        return Table.of(EVENT_SHEET, self.tellings(_codes(pair), start=since, end=until))

    def records(
        self: Asked, pair: Pair | None = None, *, since: date | None = None, until: date | None = None
    ) -> Table:
        """Give records as a table: one act once."""
        return Table.of(RECORD_SHEET, merge(self.tellings(_codes(pair), start=since, end=until)))

    def imported(
        self: Asked, pair: Pair | None = None, *, since: date | None = None, until: date | None = None
    ) -> Table:
        """Give rows of imported data sets as a table: events without sentences, no acts of our record."""
        codes = _codes(pair)
        return Table.of(OUTSIDE_SHEET, self.read(lambda found: asking.events(found, codes, since, until)))

    def imported_by_month(
        self: Asked, pair: Pair, *, since: date | None = None, until: date | None = None
    ) -> Table:
        """Give rows of imported data sets counted by month: a series to stand beside ours, never in it."""
        a, b = _found(pair)
        rows = self.read(lambda connection: asking.months(connection, a, b, since, until))
        return Table(asking.MONTH_COLUMNS, rows)

    def reference(self: Asked, pair: Pair, *, since: date | None = None, until: date | None = None) -> Table:
        """Give facts of imported reference tables on a pair, or on one of the two, as a table."""
        a, b = _found(pair)
        found = self.read(lambda connection: asking.facts(connection, a, b, since, until))
        names = [name for name, _ in asking.FACT_COLUMNS]
        return Table(asking.FACT_COLUMNS, ([getattr(fact, name) for name in names] for fact in found))


def _codes(pair: Pair | None) -> Pair | None:
    return None if pair is None else _found(pair)


def _found(pair: Pair) -> Pair:
    states = load_states()
    return states.find(pair[0]).iso3, states.find(pair[1]).iso3
