"""Exports hold what the store holds, in forms that others open."""

from __future__ import annotations

import csv
import json

import duckdb
import pytest

from detente.model.errors import StoreError, UsageError
from detente.model.interchange import event_to_json
from detente.storing.cleaning import safe_cell
from detente.storing.export import WRITERS, export_records, export_tellings
from detente.storing.merge import merge
from tests.storing.making import telling


@pytest.fixture
def tellings():
    return [
        telling(
            "a", "visit MLI/GOV:Diop > MAR", "Mali visited Rabat", day="2024-01-24", place="Rabat", source="d"
        ),
        telling("b", "sign-agreement MLI > MAR", "They signed it", object="a deal", amount="5", source="d"),
        telling("c", "accuse MLI > DZA", "=cmd('x')", published=None),
    ]


def test_csv_has_a_row_per_event_with_plain_values(tmp_path, tellings):
    path = tmp_path / "events.csv"
    assert export_tellings(tellings, path) == 3
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    first, second, third = rows
    assert (first["source"], first["target"], first["day"], first["place"]) == (
        "MLIGOV",
        "MAR",
        "2024-01-24",
        "Rabat",
    )
    assert (second["parts"], second["tie_parties"]) == ("object=a deal|amount=5", "MLI|MAR")
    assert (third["day"], third["published"]) == ("", "")


def test_cells_that_a_spreadsheet_would_compute_are_quoted(tmp_path, tellings):
    path = tmp_path / "events.csv"
    export_tellings(tellings, path)
    assert list(csv.DictReader(path.open(encoding="utf-8")))[2]["quote"] == "'=cmd('x')"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_quoted(start):
    assert safe_cell(f"{start}1") == f"'{start}1"


def test_json_lines_have_the_interchange_form(tmp_path, tellings):
    path = tmp_path / "events.jsonl"
    assert export_tellings(tellings, path) == 3
    first, second = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert first == {
        "id": "d",
        "language": "en",
        "events": [event_to_json(entry.event) for entry in tellings[:2]],
    }
    assert second["id"] == "doc-c"


def test_parquet_has_real_dates_and_numbers(tmp_path, tellings):
    path = tmp_path / "it's.parquet"
    assert export_tellings(tellings, path) == 3
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(
            "SELECT id, year(day), quad, confidence, reciprocal FROM read_parquet($1) ORDER BY id",
            [str(path)],
        ).fetchall()
    assert found[0][:2] == ("a", 2024)
    assert found[1][4] is True
    assert found[2][1] is None


@pytest.mark.parametrize("ending", WRITERS)
def test_every_writer_writes_records_too(tmp_path, tellings, ending):
    path = tmp_path / f"records{ending}"
    assert 1 <= export_records(merge(tellings), path) <= 3
    assert path.stat().st_size > 0


def test_a_record_lists_its_tellings_and_differences(tmp_path):
    path = tmp_path / "records.jsonl"
    told = [
        telling(name, "give-aid MAR > MLI", amount=f"{name} francs", day="2024-01-24") for name in ("5", "6")
    ]
    export_records(merge(told), path)
    (entry,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert [found["id"] for found in entry["tellings"]] == ["5", "6"]
    assert entry["differences"][0]["readings"][0] == {"text": "5 francs", "tellings": ["5"]}


@pytest.mark.parametrize("ending", WRITERS)
def test_nothing_is_an_empty_file_of_the_right_form(tmp_path, ending):
    assert export_tellings([], tmp_path / f"none{ending}") == 0
    assert (tmp_path / f"none{ending}").exists()


def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(UsageError, match=r"ends with \.csv, \.jsonl, \.parquet"):
        export_tellings([], tmp_path / "events.docx")


def test_a_file_that_is_there_is_kept_unless_told_otherwise(tmp_path, tellings):
    path = tmp_path / "events.csv"
    path.write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        export_tellings(tellings, path, force=False)
    assert path.read_text() == "mine"


def test_a_link_is_never_followed(tmp_path, tellings):
    target = tmp_path / "secret.csv"
    target.write_text("mine")
    (tmp_path / "events.csv").symlink_to(target)
    with pytest.raises(UsageError, match="a link"):
        export_tellings(tellings, tmp_path / "events.csv")
    assert target.read_text() == "mine"


@pytest.mark.parametrize("ending", WRITERS)
def test_a_folder_that_is_not_there_is_told(tmp_path, tellings, ending):
    with pytest.raises(StoreError, match="cannot be written"):
        export_tellings(tellings, tmp_path / "no" / f"events{ending}")
