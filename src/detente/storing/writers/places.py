"""GeoJSON: acts where they took place, as far as the place is known."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from detente.model.errors import UnreadableError
from detente.storing.cleaning import clean, visible
from detente.storing.context import Context, rows_of
from detente.storing.sheets import Sheet


def write_geojson(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write GeoJSON: a point where the row or the table of places tells it, else no geometry."""
    row_of = rows_of(sheet, "place")
    number = 0
    said = json.dumps(context.about.as_dict(), ensure_ascii=True)
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"type": "FeatureCollection", "detente": {said}, "features": [')
        for item in items:
            row = row_of(item)
            spot = _spot(row, context)
            feature = {
                "type": "Feature",
                "id": row.get("id"),
                "geometry": {"type": "Point", "coordinates": list(spot)} if spot else None,
                "properties": {name: _shown(value) for name, value in row.items() if value is not None},
            }
            file.write(f"{',' if number else ''}\n{json.dumps(feature, ensure_ascii=False)}")
            number += 1
        file.write("\n]}\n")
    return number


def read_places(path: Path) -> dict[str, tuple[float, float]]:
    """Read a table of places (CSV with name, latitude, longitude) into longitude and latitude by name.

    Raises
    ------
    UnreadableError
        If a column is missing, or a number is none.
    """
    found: dict[str, tuple[float, float]] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                east, north = float(row["longitude"]), float(row["latitude"])
                if not (abs(east) <= 180 and abs(north) <= 90):
                    raise ValueError(f"longitude {east:g} and latitude {north:g} are no place")
                found[clean(row["name"] or "").casefold()] = (east, north)
    except (KeyError, ValueError, TypeError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(
            f"{path} is no table of places ({error}); expected CSV with the columns name, latitude, longitude"
        ) from error
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read ({error.strerror or error})") from error
    return found


def _spot(row: dict[str, Any], context: Context) -> tuple[float, float] | None:
    """Give longitude and latitude; nothing is guessed from a name that the table of places has not."""
    latitude, longitude = row.get("latitude"), row.get("longitude")
    if latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180:
        return longitude, latitude
    return context.places.get(clean(row["place"]).casefold()) if row["place"] else None


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) else value
