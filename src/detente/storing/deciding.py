"""The log of people's decisions in the store: it is only ever added to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.model.errors import UsageError
from detente.storing.corrections import Decision
from detente.storing.loading import insert

if TYPE_CHECKING:
    import duckdb

_COLUMNS = ("id", "decided", "author", "action", "document", "quote", "kind", "sides", "note", "undoes")


def append_decision(connection: duckdb.DuckDBPyConnection, decision: Decision) -> Decision:
    """Add a decision under the next number, and give it with that number.

    Raises
    ------
    UsageError
        If it undoes a decision that is not in the log.
    """
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM corrections").fetchall()[0]
    if decision.undoes is not None and not 1 <= decision.undoes <= last:
        raise UsageError(f"there is no decision {decision.undoes} to undo; the log has {last}")
    numbered = replace(decision, id=last + 1)
    row = {name: getattr(numbered, name) for name in _COLUMNS}
    changes = [{"field": field, "value": value} for field, value in numbered.changes]
    insert(connection, "corrections", [{**row, "decided": numbered.decided.isoformat(), "changes": changes}])
    return numbered


def read_decisions(connection: duckdb.DuckDBPyConnection) -> tuple[Decision, ...]:
    """Give the whole log, the oldest first."""
    found = connection.execute(f"SELECT {', '.join(_COLUMNS)}, changes FROM corrections ORDER BY id")
    decisions = []
    for *plain, changes in found.fetchall():
        pairs = tuple((change["field"], change["value"]) for change in changes)
        decisions.append(Decision(**dict(zip(_COLUMNS, plain, strict=True)), changes=pairs))
    return tuple(decisions)
