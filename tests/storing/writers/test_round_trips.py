"""Every form is read back by a reader that nobody here wrote, and gives what it promises to hold."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import icalendar
import networkx
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.errors import UsageError
from detente.model.event import Telling
from detente.storing.cleaning import clean, plain_cell, visible, whole
from detente.storing.context import Context
from detente.storing.dyads import dyad_sheet, dyads
from detente.storing.export import BESIDE, WRITERS, export_records, export_tellings, write
from detente.storing.merge import merge
from detente.storing.sheets import EVENT_SHEET
from detente.storing.writers.places import read_places
from tests.storing.making import telling
from tests.storing.writers.making import ABOUT, CONTEXT, NASTY, tellings

NAMES = [name for name, _ in EVENT_SHEET.columns]


def export(
    folder: Path, ending: str, told: Sequence[Telling] | None = None, context: Context = CONTEXT
) -> Path:
    path = folder / f"out{ending}"
    export_tellings(tellings() if told is None else told, path, context=context)
    return path


def expected() -> list[dict[str, Any]]:
    return [dict(zip(NAMES, EVENT_SHEET.row(told), strict=True)) for told in tellings()]


@pytest.mark.parametrize("ending", WRITERS)
def test_every_form_says_tool_model_data_query_and_day(tmp_path: Path, ending: str) -> None:
    path = export(tmp_path, ending)
    data = path.read_bytes()
    if ending in BESIDE:
        data = path.with_name(f"{path.name}-metadata.json").read_bytes()
    elif ending == ".xlsx":
        data = zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml")
    elif ending == ".ics":
        data = data.replace(b"\r\n ", b"")
    for word in (b"9.9", b"m0", b"l0", b"detente export it", b"2026"):
        assert word in data, (ending, word)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, ending: str) -> None:
    (tmp_path / "x").mkdir()
    assert export(tmp_path, ending).read_bytes() == export(tmp_path / "x", ending).read_bytes() or (
        ending == ".parquet"  # DuckDB orders its dictionaries as it likes
    )


def test_csv_gives_every_value_back(tmp_path: Path) -> None:
    rows = list(csv.DictReader(export(tmp_path, ".csv").open(encoding="utf-8", newline="")))
    for found, row in zip(rows, expected(), strict=True):
        for name, value in row.items():
            text = "" if value is None else str(value)
            assert plain_cell(found[name]) == visible(text), name
    assert rows[1]["quote"].startswith("'=HYPERLINK")


def test_json_lines_give_every_character_back_and_show_none_that_turns_a_line(tmp_path: Path) -> None:
    text = export(tmp_path, ".jsonl").read_text(encoding="utf-8")
    events = [event for line in text.splitlines() for event in json.loads(line)["events"]]
    assert [event["quote"] for event in events] == [told.event.evidence.quote for told in tellings()]
    assert "\u202e" not in text


def test_parquet_and_sqlite_give_every_value_back(tmp_path: Path) -> None:
    with duckdb.connect(":memory:") as connection:
        found = connection.execute("FROM read_parquet($1)", [str(export(tmp_path, ".parquet"))]).fetchall()
        said = connection.execute(
            "SELECT decode(value) FROM parquet_kv_metadata($1)", [str(tmp_path / "out.parquet")]
        ).fetchall()
    shown = [[value.isoformat() if hasattr(value, "isoformat") else value for value in row] for row in found]
    assert [dict(zip(NAMES, row, strict=True)) for row in shown] == expected()
    assert json.loads(said[0][0]) == ABOUT.as_dict()
    with sqlite3.connect(export(tmp_path, ".sqlite")) as base:
        base.row_factory = sqlite3.Row
        assert [dict(row) for row in base.execute("SELECT * FROM events")] == expected()
        about = base.execute("SELECT value FROM about WHERE key = 'query'").fetchall()
    assert [tuple(row) for row in about] == [(ABOUT.query,)]


def cells(path: Path) -> list[dict[str, str]]:
    """The cells of the first sheet of a workbook, by their place."""
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    page = ElementTree.fromstring(zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml"))
    found = []
    for row in page.iterfind(".//x:row", space):
        found.append(
            {
                cell.attrib["r"].rstrip("0123456789"): "".join(cell.itertext())
                for cell in row.iterfind("x:c", space)
            }
        )
    assert not list(page.iterfind(".//x:f", space)), "a cell is a formula"
    return found


def test_excel_holds_text_as_text_and_no_formula_or_link(tmp_path: Path) -> None:
    path = export(tmp_path, ".xlsx")
    header, *rows = cells(path)
    places = {name: place for place, name in header.items()}
    assert list(places) == NAMES
    assert [row[places["quote"]] for row in rows] == [visible(row["quote"]) for row in expected()]
    assert float(rows[0][places["score"]]) == 4.0
    assert not any("hyperlink" in name for name in zipfile.ZipFile(path).namelist())
    assert b"quotePrefix" in zipfile.ZipFile(path).read("xl/styles.xml")


def test_plover_has_its_keys(tmp_path: Path) -> None:
    lines = export(tmp_path, ".plover.jsonl").read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    assert (first["event"], first["actor"], first["recipient"], first["date"]) == (
        ["CONSULT"], [{"code": "MLIGOV"}], [{"code": "MAR"}], "2024-01-24",
    )  # fmt: skip
    assert first["coder"].startswith("detente 9.9; model m0")
    assert len(lines) == sum(row["plover"] is not None for row in expected())


@pytest.mark.parametrize(
    ("ending", "read"), [(".graphml", networkx.read_graphml), (".gexf", networkx.read_gexf)]
)
def test_a_network_has_directed_edges_with_counts(tmp_path: Path, ending: str, read: Any) -> None:
    net = read(export(tmp_path, ending))
    edges = {(a, b): values for a, b, values in net.edges(data=True)}
    assert set(edges) == {("MLIGOV", "MAR"), ("MLI", "MAR"), ("MAR", "MLI"), ("MLI", "ECOWAS")}
    assert (edges["MLI", "ECOWAS"]["n"], edges["MLI", "ECOWAS"]["quad_3"]) == (1, 1)
    assert edges["MLI", "ECOWAS"]["mean_score"] == -3.0
    assert net.nodes["MAR"]["label"] == "Morocco"


def test_a_calendar_has_dated_and_coming_acts(tmp_path: Path) -> None:
    book = icalendar.Calendar.from_ical(export(tmp_path, ".ics").read_bytes())
    found = {str(event["uid"]): event for event in book.walk("VEVENT")}
    assert set(found) == {"a@detente", "b@detente", "c@detente"}
    assert (str(found["c@detente"]["status"]), str(found["a@detente"]["status"])) == (
        "TENTATIVE",
        "CONFIRMED",
    )
    assert (found["c@detente"].start.isoformat(), found["c@detente"].end.isoformat()) == (
        "2024-05-01",
        "2024-06-01",
    )
    assert "Mali visited Rabat." in str(found["a@detente"]["description"])
    assert "\u202e" not in str(found["b@detente"]["description"])


def test_ris_and_csl_give_the_sources_back(tmp_path: Path) -> None:
    with export(tmp_path, ".ris").open(encoding="utf-8") as file:
        records = rispy.load(file)
    assert [record["id"] for record in records] == ["d", "doc-b", "doc-c", "doc-d"]
    assert records[1]["title"] == clean(NASTY)
    items = json.loads(export(tmp_path, ".csl.json").read_text(encoding="utf-8"))
    assert items[0]["issued"] == {"date-parts": [[2024, 1, 25]]}
    assert (items[1]["title"], items[0]["URL"]) == (clean(NASTY), "https://example.org/d")


def test_bibtex_has_balanced_braces_and_one_entry_a_source(tmp_path: Path) -> None:
    text = export(tmp_path, ".bib").read_text(encoding="utf-8")
    assert text.count("@article{") == 4
    bare = text.replace("\\{", "").replace("\\}", "").replace("\\textbackslash{}", "")
    assert bare.count("{") == bare.count("}")
    keys = [
        line.removeprefix("@article{").rstrip(",")
        for line in text.splitlines()
        if line.startswith("@article")
    ]
    assert len(set(keys)) == 4
    assert r"\{\%\}" in text and r"\&amp;" in text


def test_geojson_has_points_only_where_the_place_is_known(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    table.write_text("name,latitude,longitude\nRabat,34.02,-6.83\n")
    context = Context(about=ABOUT, places=read_places(table))
    found = json.loads(export(tmp_path, ".geojson", context=context).read_text(encoding="utf-8"))
    geometries = [feature["geometry"] for feature in found["features"]]
    assert geometries == [{"type": "Point", "coordinates": [-6.83, 34.02]}, None, None, None]
    assert found["detente"] == ABOUT.as_dict()


def test_a_table_for_wikidata_has_items_and_sources_and_leaves_plans_out(tmp_path: Path) -> None:
    with export(tmp_path, ".qs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert [(row["item"], row["value"], row["kind"]) for row in rows] == [
        ("Q912", "Q1028", "visit"), ("Q912", "Q1028", "sign-agreement"),
    ]  # fmt: skip
    assert (rows[0]["P585"], rows[0]["S854"]) == ("2024-01-24T00:00:00Z/11", "https://example.org/d")
    assert plain_cell(rows[1]["quote"]) == clean(NASTY)


def test_established_relations_have_the_property_of_wikidata(tmp_path: Path) -> None:
    told = [telling("r", "establish-relations MLI > MAR", "They established relations.", day="1960-09-20")]
    with export(tmp_path, ".qs.tsv", told).open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file, delimiter="\t")
    assert (row["item"], row["property"], row["value"]) == ("Q912", "P530", "Q1028")


def test_severed_relations_end_what_wikidata_says(tmp_path: Path) -> None:
    told = [
        telling("r", "sever-relations MLI > MAR", "They severed relations.", day="1976-02-27"),
        telling("s", "restore-relations MLI > MAR", "They restored relations.", day="1980-02-27"),
    ]
    with export(tmp_path, ".qs.tsv", told).open(encoding="utf-8", newline="") as file:
        rows = [(row["property"], row["P580"], row["P582"]) for row in csv.DictReader(file, delimiter="\t")]
    assert rows == [("P530", "", "1976-02-27T00:00:00Z/11"), ("P530", "1980-02-27T00:00:00Z/11", "")]


@pytest.mark.parametrize("ending", WRITERS)
def test_halves_of_characters_and_nuls_hurt_no_form(tmp_path: Path, ending: str) -> None:
    told = [telling("a", "visit MLI > MAR", "a\x00b\ud800c\x1b[31m\u2028", day="2024-01-24", object="\udfff")]
    path = export(tmp_path, ending, told)
    packed = ending == ".xlsx"
    data = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml") if packed else path.read_bytes()
    assert b"\x1b" not in data or ending in (".parquet", ".sqlite")
    if ending in (".graphml", ".gexf", ".xlsx"):
        ElementTree.fromstring(data)


READERS = {
    ".csv": lambda path: list(csv.reader(path.open(encoding="utf-8", newline=""))),
    ".jsonl": lambda path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()],
    ".plover.jsonl": lambda path: [
        json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()
    ],
    ".xlsx": cells,
    ".graphml": networkx.read_graphml,
    ".gexf": networkx.read_gexf,
    ".ics": lambda path: icalendar.Calendar.from_ical(path.read_bytes()),
    ".ris": lambda path: rispy.loads(path.read_text(encoding="utf-8")),
    ".csl.json": lambda path: json.loads(path.read_text(encoding="utf-8")),
    ".geojson": lambda path: json.loads(path.read_text(encoding="utf-8")),
    ".qs.tsv": lambda path: list(csv.reader(path.open(encoding="utf-8", newline=""), delimiter="\t")),
}


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=()), min_size=1, max_size=40),
    ending=st.sampled_from(sorted(READERS)),
)
def test_whatever_a_text_holds_the_file_can_be_read(tmp_path: Path, text: str, ending: str) -> None:
    told = telling("a", "visit MLI > MAR", text, day="2024-01-24", place=text, object=text, publisher=text)
    hurt = replace(told, title=text, url=f"https://example.org/{text}")
    read = READERS[ending](export(tmp_path, ending, [hurt]))  # type: ignore[no-untyped-call]
    if ending == ".csv":
        found = dict(zip(*read, strict=True))
        assert [plain_cell(found[name]) for name in ("quote", "title", "place")] == [visible(text)] * 3
    if ending == ".jsonl":
        assert read[0]["events"][0]["quote"] == whole(text)


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet", ".sqlite", ".xlsx"])
def test_a_dyad_table_goes_out_in_every_tabular_form(tmp_path: Path, ending: str) -> None:
    found = dyads(merge(tellings()), unit="month", directed=True)
    sheet = dyad_sheet("month", directed=True)
    assert write(sheet, found.rows, tmp_path / f"d{ending}", context=CONTEXT) == len(found.rows) == 3


@pytest.mark.parametrize("ending", [".graphml", ".ics", ".bib", ".geojson", ".plover.jsonl", ".qs.tsv"])
def test_a_form_that_needs_acts_refuses_a_dyad_table(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"d{ending}"
    with pytest.raises(UsageError, match=r"directed_dyad_month have no .*export events or records"):
        write(dyad_sheet("month", directed=True), [{}], path)
    assert list(tmp_path.iterdir()) == []


def test_records_go_out_with_the_line_that_the_caller_words(tmp_path: Path) -> None:
    context = Context(about=ABOUT, line=lambda record: f"worded {record.id}")
    export_records(merge(tellings()), tmp_path / "r.ics", context=context)
    assert b"SUMMARY:worded r-" in (tmp_path / "r.ics").read_bytes()


def test_text_longer_than_a_cell_of_excel_is_cut_there_and_nowhere_else(tmp_path: Path) -> None:
    told = [telling("a", "visit MLI > MAR", "x" * 40_000, day="2024-01-24")]
    header, row = cells(export(tmp_path, ".xlsx", told))
    place = next(place for place, name in header.items() if name == "quote")
    assert len(row[place]) == 32_767
    found = json.loads(export(tmp_path, ".jsonl", told).read_text(encoding="utf-8"))
    assert len(found["events"][0]["quote"]) == 40_000


def test_a_link_in_place_of_the_metadata_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "out.csv-metadata.json").symlink_to(tmp_path / "mine")
    with pytest.raises(UsageError, match="is a link"):
        export(tmp_path, ".csv")
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize(
    "text",
    [
        "name,lat\nRabat,1\n",
        "name,latitude,longitude\nRabat,north,2\n",
        "name,latitude,longitude\nRabat,nan,2\n",
        "name,latitude,longitude\nRabat,2,181\n",
    ],
)
def test_a_table_of_places_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    from detente.model.errors import UnreadableError

    (tmp_path / "p.csv").write_text(text)
    with pytest.raises(UnreadableError, match="expected CSV with the columns name, latitude, longitude"):
        read_places(tmp_path / "p.csv")


def test_whole_leaves_everything_that_is_whole() -> None:
    assert whole(NASTY) == NASTY
