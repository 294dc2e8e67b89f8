"""Two states by any of their names."""

from __future__ import annotations

from datetime import date

from detente.model.dossier import State
from detente.model.errors import UsageError
from detente.tables.states import load_states


def find_pair(a: str, b: str, *, day: date | None = None) -> tuple[State, State]:
    """Find two states by any name or code, as of `day`.

    Raises
    ------
    UsageError
        If both are the same state; UnknownStateError for a name that no state has.
    """
    states = load_states()
    first, second = states.find(a, day=day), states.find(b, day=day)
    if first.iso3 == second.iso3:
        raise UsageError(f"{a!r} and {b!r} are the same state ({first.name}); give two states")
    return first, second


def find_codes(a: str | None, b: str | None, *, command: str) -> tuple[str, str] | None:
    """Give the codes of a pair, or None where neither is named.

    Raises
    ------
    UsageError
        If only one is named.
    """
    if a is None and b is None:
        return None
    if a is None or b is None:
        raise UsageError(f"expected two states or none, got one: {command} Mali Morocco")
    first, second = find_pair(a, b)
    return first.iso3, second.iso3
