"""The log of people's decisions in the store: it is only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from detente.model.errors import UsageError
from detente.storing.decisions import Decision, Reading
from detente.storing.loading import insert

if TYPE_CHECKING:
    import duckdb

_EVENT = ("document", "quote", "kind", "sides", "start")
_COLUMNS = ("id", "decided", "author", "action", *_EVENT, "note", "undoes")


def append_decisions(
    connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decision]
) -> tuple[Decision, ...]:
    """Add decisions under the next numbers, and give them with those numbers.

    Raises
    ------
    UsageError
        If one undoes a decision that is not in the log.
    """
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM corrections").fetchall()[0]
    for decision in decisions:
        if decision.undoes is not None and not 1 <= decision.undoes <= last:
            raise UsageError(f"there is no decision {decision.undoes} to undo; the log has {last}")
    numbered = tuple(replace(decision, id=last + place) for place, decision in enumerate(decisions, 1))
    insert(connection, "corrections", map(_row, numbered))
    return numbered


def _row(decision: Decision) -> dict[str, Any]:
    return {
        **{name: getattr(decision, name) for name in _COLUMNS},
        "decided": decision.decided.isoformat(),
        "others": [asdict(reading) for reading in decision.others],
        "changes": [{"field": field, "value": value} for field, value in decision.changes],
    }


def read_decisions(connection: duckdb.DuckDBPyConnection) -> tuple[Decision, ...]:
    """Give the whole log, the oldest first."""
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    found = connection.execute(f"SELECT {columns}, others, changes FROM corrections ORDER BY id")
    decisions = []
    for *plain, others, changes in found.fetchall():
        decisions.append(
            Decision(
                **dict(zip(_COLUMNS, plain, strict=True)),
                others=tuple(Reading(**reading) for reading in others),
                changes=tuple((change["field"], change["value"]) for change in changes),
            )
        )
    return tuple(decisions)
