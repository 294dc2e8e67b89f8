"""The commands import, compare and export, as a user calls them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from detente.pipeline import import_files
from detente.pipeline.facts import gather_facts
from detente.pipeline.pairs import find_pair
from detente.storing.export import WRITERS
from detente.storing.store import Store
from tests.running import detente
from tests.storing.making import RUN, document, event
from tests.storing.outside.making import ROWS, write


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    text = document("d", "Mali visited Rabat.", "They signed it.")
    told = [
        event(text, "visit MLI/GOV > MAR", day="2024-01-24", place="Rabat"),
        event(text, "sign-agreement MLI > MAR", quote="They signed it.", day="2024-02-01"),
    ]
    Store(path).add([(text, told)], RUN)
    return path


@pytest.fixture
def gdelt(tmp_path: Path) -> Path:
    rows = [{**ROWS["gdelt2"], "GLOBALEVENTID": number} for number in range(14)]
    return write(tmp_path / "g.export.CSV", "gdelt2", *rows)


def test_import_says_what_came_in_and_compare_what_both_have(store: Path, gdelt: Path) -> None:
    came = detente("import", gdelt, "--store", store)
    assert (came.code, came.out) == (0, "g.export.CSV: GDELT 2.0 events: 14 rows, 14 kept\n")
    lines = detente("compare", "Mali", "Maroc", "--store", store).out.splitlines()
    assert lines[0] == "GDELT has 14 rows here; we hold 2 acts."
    assert lines[2].startswith(
        "GDELT       14 rows, 2024-01-24 to 2024-01-24, 1:14 (GDELT classes), mean +0.00"
    )


def test_compare_looks_at_a_period(store: Path, gdelt: Path) -> None:
    detente("import", gdelt, "--store", store)
    came = detente("compare", "Mali", "Morocco", "--since", "2024-02-01", "--store", store, "--json")
    assert came.lines[0] == {
        "rows": {},
        "acts": 1,
        "line": "no imported event data set has a row here; we hold 1 act",
    }


def test_broken_rows_make_the_exit_code_1_and_the_counts_add_up(store: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "g.csv", "gdelt2", ROWS["gdelt2"], "broken")
    came = detente("import", path, "--store", store, "--json")
    assert came.code == 1
    (counts,) = came.lines
    assert (counts["rows"], counts["kept"], counts["broken"]) == (2, 1, 1)
    assert "g.csv:2: left out, 1 cells, expected 61" in came.err


def test_a_file_that_cannot_be_read_is_told_and_the_others_come_in(store: Path, gdelt: Path) -> None:
    came = detente("import", gdelt.parent / "none.csv", gdelt, gdelt.parent, "--store", store)
    assert came.code == 1
    assert came.err.count("name files, not folders") == 2
    assert "14 kept" in came.out


def test_where_nothing_can_be_read_the_exit_code_is_3(tmp_path: Path) -> None:
    path = tmp_path / "wine.csv"
    path.write_text("wine,price\nred,3\n")
    came = detente("import", path, "--store", tmp_path / "s.duckdb")
    assert came.code == 3
    assert "are no form known" in came.err
    assert not (tmp_path / "s.duckdb").exists()


def test_strict_stops_at_the_first_trouble(store: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "g.csv", "gdelt2", "broken", ROWS["gdelt2"])
    came = detente("import", path, "--strict", "--store", store)
    assert (came.code, came.out) == (3, "")
    assert came.err == "detente: g.csv:1: left out, 1 cells, expected 61 (stopped here, for --strict)\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "fifa"], "there is no format 'fifa'; expected acled"),
        (["--format", "icews", "--map", "m.toml"], "give one"),
    ],
)
def test_wrong_use_is_told(store: Path, gdelt: Path, words: list[str], message: str) -> None:
    came = detente("import", gdelt, *words, "--store", store)
    assert came.code == 2
    assert message in came.err


def test_a_map_reads_any_table(store: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(
        'title = "My events"\ndataset = "mine"\nlayout = "semicolon"\nscale = "mine"\n[fields]\n'
        'id = "nr"\nday = { column = "when", form = "any" }\nsource = { column = "who", codes = "any" }\n'
        'target = { column = "whom", codes = "any" }\nscore = { column = "warmth", form = "number" }\n'
    )
    (tmp_path / "m.csv").write_text("nr;who;whom;when;warmth\n1;Mali;Maroc;24 January 2024;2.5\n")
    came = detente("import", tmp_path / "m.csv", "--map", tmp_path / "m.toml", "--store", store)
    assert came.out == "m.csv: My events: 1 rows, 1 kept\n"
    assert "mine has 1 row here" in detente("compare", "MLI", "MAR", "--store", store).out


def test_a_dossier_is_the_same_before_and_after_an_import(store: Path, gdelt: Path) -> None:
    pair = find_pair("MLI", "MAR")
    before = gather_facts(Store(store), pair)
    assert [one.entry.kept for one in import_files(store, [gdelt])] == [14]
    after = gather_facts(Store(store), pair)
    assert after.imported is not None
    assert replace(after, imported=None) == before


def test_a_dossier_shows_imported_rows_apart_and_beside_our_acts(store: Path, gdelt: Path) -> None:
    detente("import", gdelt, "--store", store)
    asked = ("dossier", "Mali", "Morocco", "--as-of", "2024-12-31", "--store", store)
    made = json.loads(detente(*asked, "--json").out)
    imported = made["imported"]
    assert (imported["sentences"], imported["acts"]) == (False, 2)
    (beside,) = imported["datasets"]
    assert (beside["dataset"], beside["rows"], beside["sentences"]) == ("GDELT", 14, False)
    assert (beside["first"], beside["last"], beside["acts"]) == ("2024-01-24", "2024-01-24", 1)
    assert beside["types"] == [{"ontology": "cameo", "code": "01", "rows": 14, "acts": 0}]
    assert beside["files"] == ["GDELT 2.0 events: g.export.CSV"]
    assert len(made["facts"]["records"]) == 2
    assert "imported" not in made["facts"]
    text = detente(*asked).out
    assert "GDELT has 14 rows here; we hold 1 act." in text
    assert "at other times we hold 1 more" in text
    compared = detente(*imported["command"].split()[1:], "--store", store).out
    assert compared.startswith("GDELT has 14 rows here; we hold 2 acts.")


def test_rows_after_the_day_of_a_dossier_are_not_known_yet(store: Path, gdelt: Path) -> None:
    detente("import", gdelt, "--store", store)
    came = detente("dossier", "MLI", "MAR", "--as-of", "2024-01-23", "--store", store, "--json")
    assert [one["rows"] for one in json.loads(came.out)["imported"]["datasets"]] == [0]


def test_without_an_import_nothing_is_said_of_other_data_sets(store: Path) -> None:
    assert json.loads(detente("dossier", "MLI", "MAR", "--store", store, "--json").out)["imported"] is None
    assert "Other data sets" not in detente("dossier", "MLI", "MAR", "--store", store).out


def test_facts_alone_make_no_table_of_events(store: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a,b,signed,title\nMali,Morocco,2020-01-24,Fishing\n")
    assert detente("import", tmp_path / "t.csv", "--store", store).code == 0
    assert json.loads(detente("dossier", "MLI", "MAR", "--store", store, "--json").out)["imported"] is None


@pytest.mark.parametrize("ending", WRITERS)
def test_export_writes_every_form(store: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"out{ending}"
    came = detente("export", output, "Mali", "Morocco", "--store", store, "--json")
    assert came.code == 0, came.err
    assert came.lines[0]["events"] > 0
    assert output.stat().st_size > 0


def test_places_that_imported_rows_tell_need_no_table(store: Path, gdelt: Path, tmp_path: Path) -> None:
    def points(*options: object) -> list[object]:
        came = detente("export", tmp_path / "a.geojson", "MLI", "MAR", "--store", store, *options)
        assert came.code == 0, came.err
        assert "what lies elsewhere has no point" in came.out
        features = json.loads((tmp_path / "a.geojson").read_text())["features"]
        return [one["geometry"] and one["geometry"]["coordinates"] for one in features]

    assert points() == [None, None]
    detente("import", gdelt, "--store", store)
    assert points() == [[-6.83, 34.02], None]
    (tmp_path / "p.csv").write_text("name,latitude,longitude\nRabat,34,-6.8\n")
    assert points("--places", tmp_path / "p.csv") == [[-6.8, 34], None]
    elsewhere = {
        **ROWS["gdelt2"],
        "GLOBALEVENTID": 99,
        "ActionGeo_FullName": "Rabat, Malta",
        "ActionGeo_Lat": 36,
    }
    detente("import", write(tmp_path / "h.export.CSV", "gdelt2", elsewhere), "--store", store)
    assert points() == [None, None]  # two towns of one name: neither is taken


@pytest.mark.parametrize("what", ["dyad-month", "dyad-year", "directed-dyad-month", "directed-dyad-year"])
def test_dyads_go_out_and_say_what_silence_means(store: Path, tmp_path: Path, what: str) -> None:
    came = detente("export", tmp_path / "d.csv", "--what", what, "--store", store)
    assert "that is not zero acts" in came.out
    (first, *_) = csv.DictReader((tmp_path / "d.csv").open(encoding="utf-8"))
    assert {first["ccode1"], first["ccode2"]} == {"432", "600"}
    said = json.loads((tmp_path / "d.csv-metadata.json").read_text(encoding="utf-8"))["detente"]
    assert said["query"] == f"detente export d.csv --what {what}"
    assert said["notes"]


def test_imported_rows_go_out_apart_and_without_what_may_not(
    store: Path, gdelt: Path, tmp_path: Path
) -> None:
    acled = write(tmp_path / "a.csv", "acled", ROWS["acled"])
    detente("import", gdelt, acled, "--store", store)
    came = detente("export", tmp_path / "i.csv", "--what", "imported", "--store", store)
    assert "14 imported rows" in came.out
    assert "rows of ACLED are left out: the terms forbid giving them on" in came.out
    rows = list(csv.DictReader((tmp_path / "i.csv").open(encoding="utf-8")))
    assert {row["dataset"] for row in rows} == {"GDELT"}
    assert detente("export", tmp_path / "e.csv", "--store", store).code == 0
    assert len(list(csv.DictReader((tmp_path / "e.csv").open(encoding="utf-8")))) == 2


def test_imported_rows_of_many_months_go_out_by_day(store: Path, tmp_path: Path) -> None:
    days = ("20240124", "20231201", "20240310", "20231231")
    rows = [{**ROWS["gdelt2"], "GLOBALEVENTID": n, "SQLDATE": day} for n, day in enumerate(days)]
    detente("import", write(tmp_path / "g.csv", "gdelt2", *rows), "--store", store)
    detente("export", tmp_path / "i.jsonl", "--what", "imported", "--until", "2024-03-01", "--store", store)
    lines = map(json.loads, (tmp_path / "i.jsonl").read_text(encoding="utf-8").splitlines())
    assert [(line["day"], line["sentence"]) for line in lines] == [
        ("2023-12-01", None), ("2023-12-31", None), ("2024-01-24", None),
    ]  # fmt: skip


def test_export_keeps_to_a_period(store: Path, tmp_path: Path) -> None:
    came = detente("export", tmp_path / "e.csv", "--until", "2024-02-01", "--store", store, "--json")
    assert came.lines[0]["events"] == 1
