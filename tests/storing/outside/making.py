"""Files in the forms of event data sets, made by their published column lists; every row is invented."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from detente.storing.outside.taking import Taken, take
from detente.storing.store import Store
from detente.tables.dataset_forms import Form
from detente.tables.datasets import load_forms

ROWS: dict[str, dict[str, object]] = {
    "gdelt1": {
        "GLOBALEVENTID": 1, "SQLDATE": 20240124, "Actor1CountryCode": "MLI", "Actor1Code": "MLIGOV",
        "Actor2CountryCode": "MAR", "EventCode": "010", "QuadClass": 1, "GoldsteinScale": 0.0,
        "NumMentions": 4, "ActionGeo_CountryCode": "MO", "ActionGeo_FullName": "Rabat, Morocco",
        "ActionGeo_Lat": 34.02, "ActionGeo_Long": -6.83, "DATEADDED": 20240124,
    },
    "icews": {
        "Event ID": 77, "Event Date": "2014-01-24", "Source Name": "Foreign Affairs (Mali)",
        "Source Sectors": "Government", "Source Country": "Mali", "Event Text": "Make a visit",
        "CAMEO Code": "042", "Intensity": 1.9, "Target Name": "Morocco", "Target Country": "Morocco",
        "Publisher": "Wire", "City": "Rabat", "Country": "Morocco", "Latitude": 34.0, "Longitude": -6.8,
    },
    "polecat": {
        "Event ID": "20230124-1", "Event Date": "2023-01-24", "Event Type": "CONSULT", "Event Mode": "visit",
        "Intensity": 4.0, "Quad Code": "VERBAL COOPERATION", "Actor Name": "Mali", "Actor Country": "MLI",
        "Recipient Name": "Morocco", "Recipient Country": "MAR", "Country": "MAR", "Placename": "Rabat",
        "Publication Date": "2023-01-25", "Source": "Wire",
    },
    "phoenix": {
        "EventID": "9_1", "Date": 20160124, "SourceActorEntity": "MLI", "SourceActorFull": "MLIGOV",
        "TargetActorEntity": "MAR", "EventCode": "042", "PentaClass": 1, "GoldsteinScore": 1.9,
        "CountryCode": "MO", "LocationName": "Rabat",
    },
    "phoenix-historical": {
        "eid": "h1", "story_date": "1/24/1990", "year": 1990, "month": 1, "day": 24, "source_root": "MLI",
        "target_root": "MAR", "code": "042", "quad_class": 1, "goldstein": 1.9, "countryname": "Morocco",
    },
    "acled": {
        "event_id_cnty": "MLI1", "event_date": "24 January 2024", "event_type": "Battles",
        "sub_event_type": "Armed clash", "actor1": "Military Forces of Mali (2021-)",
        "actor2": "Civilians (Niger)", "iso": 466, "country": "Mali", "location": "Gao", "latitude": 16.27,
        "longitude": -0.04, "fatalities": 3, "notes": "They fought,\nthen left.",
    },
    "ucdp": {
        "id": 5, "type_of_violence": 1, "side_a": "Government of Mali", "side_b": "A group", "gwnoa": 432,
        "date_start": "2016-01-24 00:00:00.000", "date_end": "2016-01-26 00:00:00.000", "country_id": 432,
        "country": "Mali", "latitude": 16.0, "longitude": 0.0, "best": 7,
    },
}  # fmt: skip
"""One row for each form of events, by column."""
ROWS["gdelt2"] = {**ROWS["gdelt1"], "SOURCEURL": "https://example.org/1"}


def line(form: Form, values: dict[str, object], columns: Iterable[str] | None = None) -> str:
    """One row as text; cells that hold a separator or a break are quoted, as spreadsheets do."""
    cells = (str(values.get(name, "")) for name in columns or form.columns[0])
    if form.layout == "tab":
        return form.separator.join(cells)
    risky = (form.separator, "\n", '"')
    return form.separator.join(
        '"' + cell.replace('"', '""') + '"' if any(char in cell for char in risky) else cell for cell in cells
    )


def write(path: Path, name: str, *rows: dict[str, object] | str, header: bool | None = None) -> Path:
    """A file of a form; a string stands for itself. The header is there where the form always has one."""
    form = load_forms()[name]
    lines = [row if isinstance(row, str) else line(form, row) for row in rows]
    if header if header is not None else form.header == "always":
        lines.insert(0, form.separator.join(form.columns[0]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def taken(store: Store, path: Path, **how: object) -> tuple[list[Taken], list[tuple[str, str]]]:
    """Take a file in; gives what was taken and what was told of trouble."""
    told: list[tuple[str, str]] = []
    found = list(take(store, path, report=lambda where, what: told.append((where, what)), **how))  # type: ignore[arg-type]
    return found, told
