"""Where places lie, as far as imported rows tell it without contradicting one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.storing.cleaning import clean
from detente.storing.outside.shelf import has_tables
from detente.tables.states import load_states

if TYPE_CHECKING:
    import duckdb

_WIDEST = 0.5
"""Degrees between two rows from which a name means two places; a large town is half as wide."""


def told_places(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[float, float]]:
    """Give longitude and latitude by the small letters of a name: the part before a first comma.

    A name that rows put in two places is left out, and so are the names of states, whose middle is no place
    of an act, and rows that may not be given on.
    """
    if not has_tables(connection):
        return {}
    found = connection.execute(
        f"""
        SELECT lower(trim(split_part(place, ',', 1))) AS name,
               round(avg(longitude), 4), round(avg(latitude), 4)
        FROM outside_events
        WHERE place IS NOT NULL AND abs(latitude) <= 90 AND abs(longitude) <= 180
              AND import IN (SELECT id FROM outside_imports WHERE passes_on)
        GROUP BY name
        HAVING max(latitude) - min(latitude) <= {_WIDEST} AND max(longitude) - min(longitude) <= {_WIDEST}
        """
    ).fetchall()
    states = load_states()
    names = {states.name(code).casefold() for code in states.codes()}
    places = {clean(name).casefold(): (east, north) for name, east, north in found}
    return {name: spot for name, spot in places.items() if name and name not in names}
