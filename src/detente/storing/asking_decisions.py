"""What is asked of the store about people's decisions, on a connection that the caller opens and closes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.storing.asking import machine_tellings
from detente.storing.corrections import conflicts, lost
from detente.storing.deciding import read_decisions
from detente.storing.decisions import Conflict, Decision
from detente.storing.pairings import Pairings, read_pairings

if TYPE_CHECKING:
    import duckdb


def pairings(connection: duckdb.DuckDBPyConnection) -> Pairings:
    """Give what people said of pairs of tellings."""
    decisions = [one for one in read_decisions(connection) if one.action in ("merge", "split", "undo")]
    return read_pairings(machine_tellings(connection, _documents_of(decisions)), decisions)


def disputed(connection: duckdb.DuckDBPyConnection) -> tuple[tuple[Conflict, ...], tuple[Decision, ...]]:
    """Give the decisions that cannot all hold, and those whose event is not read any more."""
    decisions = read_decisions(connection)
    read = machine_tellings(connection, _documents_of(decisions))
    joined = read_pairings(read, decisions).conflicts
    return (*conflicts(read, decisions), *joined), lost(read, decisions)


def _documents_of(decisions: Iterable[Decision]) -> set[str]:
    named = {decision.document for decision in decisions if decision.document}
    return named | {reading.document for decision in decisions for reading in decision.others}
