"""Data sets change their columns, and other tools write them anew; every row here is invented."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.storing.outside.asking import background, facts
from detente.storing.store import Store
from detente.tables.datasets import load_forms, read_form
from tests.storing.outside.making import ROWS, line, taken, write

OLD_ACLED = {
    "GWNO": 432, "EVENT_ID_CNTY": "7MLI", "EVENT_DATE": "03/02/2001", "EVENT_TYPE": "Riots/Protests",
    "ACTOR1": "Rioters (Mali)", "ALLY_ACTOR_1": "", "INTER1": 5, "ACTOR2": "Police Forces of Mali (1992-)",
    "INTER2": 1, "COUNTRY": "Mali", "ADMIN1": "Gao", "LOCATION": "Gao", "LATITUDE": 16.27, "LONGITUDE": -0.04,
    "SOURCE": "Wire", "NOTES": "They threw stones, then left.", "FATALITIES": 2,
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.duckdb")


def _csv(path: Path, *rows: dict[str, object], separator: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


def _events(store: Store) -> list[dict[str, Any]]:
    def read(connection: Any) -> list[dict[str, Any]]:
        found = connection.execute("SELECT * FROM outside_events ORDER BY id")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return store.read(read)


def test_old_files_of_acled_have_capitals_days_with_strokes_and_numbers_of_gleditsch_and_ward(
    tmp_path: Path, store: Store
) -> None:
    (found,), told = taken(store, _csv(tmp_path / "a.csv", OLD_ACLED))
    assert (found.entry.form, found.entry.kept, told, found.left_empty) == ("acled", 1, [], ())
    (row,) = _events(store)
    assert (row["id"], row["day"], row["source"], row["target"]) == (
        "7MLI", date(2001, 2, 3), ["MLI"], ["MLI"],
    )  # fmt: skip
    assert (row["code"], row["label"], row["deaths"], row["place_country"]) == (
        "Riots/Protests", None, 2, "MLI",
    )  # fmt: skip


def test_a_file_of_acled_without_any_number_of_the_country_takes_its_name(
    tmp_path: Path, store: Store
) -> None:
    bare = {name: cell for name, cell in OLD_ACLED.items() if name not in ("GWNO", "INTER1", "INTER2")}
    taken(store, _csv(tmp_path / "a.csv", {**bare, "EVENT_DATE": "3-February-2001"}, separator=";"))
    (row,) = _events(store)
    assert (row["day"], row["place_country"], row["source_role"]) == (date(2001, 2, 3), "MLI", None)


@pytest.mark.parametrize("name", ["icews", "acled"])
def test_na_is_nothing_and_never_namibia(tmp_path: Path, store: Store, name: str) -> None:
    empty = {"icews": ("Target Country", "Target Sectors", "City"), "acled": ("actor2", "inter2", "location")}
    row = {**ROWS[name], **dict.fromkeys(empty[name], "NA")}
    (found,), _ = taken(store, write(tmp_path / "f", name, row, header=True))
    (kept,) = _events(store)
    assert (kept["target"], kept["target_role"], kept["place"], found.left_empty) == (
        [], None, ROWS[name].get("Country", "Mali"), (),
    )  # fmt: skip


def test_na_for_a_state_of_a_fact_is_told(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,start,end,alliance\nMali,NA,2023-09-16,,AES\n")
    _, told = taken(store, path)
    assert told == [("t.csv:2", "left out, b 'NA' is no state (any) on that day")]


def test_gdelt_as_pandas_writes_it_is_read_like_its_own_files(tmp_path: Path, store: Store) -> None:
    row = {name: ROWS["gdelt2"].get(name, "") for name in load_forms()["gdelt2"].columns[0]}
    row |= {"EventCode": "0231", "CAMEOCodeDescription": " Appeal for aid, not specified below"}
    (found,), told = taken(store, _csv(tmp_path / "g.csv", row))
    assert (found.entry.form, found.entry.kept, told) == ("gdelt2", 1, [])
    (kept,) = _events(store)
    assert (kept["source"], kept["target"], kept["code"], kept["place"], kept["place_country"]) == (
        ["MLI"], ["MAR"], "0231", "Rabat, Morocco", "MAR",
    )  # fmt: skip


def test_mentions_with_small_letters_and_commas_are_mentions(tmp_path: Path, store: Store) -> None:
    columns = [name.lower() for name in load_forms()["gdelt-mentions"].columns[0]]
    row: dict[str, object] = {
        **dict.fromkeys(columns, ""),
        "globaleventid": 1, "mentiontimedate": 20240124111500, "mentionsourcename": "a.example",
        "mentionidentifier": "https://a.example/1", "sentenceid": 4, "confidence": 80,
    }  # fmt: skip
    (found,), told = taken(store, _csv(tmp_path / "m.csv", row))
    assert (found.entry.form, found.entry.kept, told) == ("gdelt-mentions", 1, [])


def test_a_header_may_name_columns_that_no_row_has(tmp_path: Path, store: Store) -> None:
    columns = load_forms()["polecat"].columns[0]
    header = "\t".join((*columns[:35], "Headline", *columns[35:]))
    rows = [line(load_forms()["polecat"], {**ROWS["polecat"], "Event ID": name}) for name in "ab"]
    (found,), told = taken(store, write(tmp_path / "p.txt", "polecat", header, *rows, header=False))
    assert (found.entry.kept, told) == (2, [])
    assert found.left_empty == (
        "2 times the header names columns that the row has not; read in the published order",
    )
    assert [(row["id"], row["source"], row["published"]) for row in _events(store)] == [
        (name, ["MLI"], date(2023, 1, 25)) for name in "ab"
    ]


def test_a_short_row_among_whole_ones_is_broken(tmp_path: Path, store: Store) -> None:
    columns = load_forms()["polecat"].columns[0]
    short = line(load_forms()["polecat"], ROWS["polecat"])
    whole = "\t".join((*columns[:35], "Headline", *columns[35:])), f"{short}\t"
    (found,), told = taken(store, write(tmp_path / "p.txt", "polecat", *whole, short, header=False))
    assert (found.entry.kept, told) == (1, [("p.txt:3", "left out, 40 cells, expected 41")])


def test_two_governments_that_are_one_side_are_read_off_its_name_where_no_number_stands(
    tmp_path: Path, store: Store
) -> None:
    sides = {"side_b": "Government of Niger, Government of Yemen (North Yemen)", "gwnob": ""}
    rows = [
        {**ROWS["ucdp"], **sides},
        {**ROWS["ucdp"], "id": 6, "side_b": "Council against the Government of Chad", "gwnob": ""},
        {**ROWS["ucdp"], "id": 7, "side_b": "Government of Niger", "gwnob": "600"},
    ]
    taken(store, write(tmp_path / "u.csv", "ucdp", *rows))
    assert [row["target"] for row in _events(store)] == [["NER", "YEM"], [], ["MAR"]]


def test_quoted_cells_with_breaks_and_doubled_quotes_stay_one_row(tmp_path: Path, store: Store) -> None:
    said = 'One: "fire\n\nand ""smoke"" seen"\t; two'
    rows = [{**ROWS["ucdp"], "source_headline": said}, {**ROWS["ucdp"], "id": 6}]
    (found,), told = taken(store, write(tmp_path / "u.csv", "ucdp", *rows, header=True))
    assert (found.entry.rows, found.entry.kept, told) == (2, 2, [])


def test_the_classes_of_ucdp_are_those_of_the_type_it_is_given(tmp_path: Path, store: Store) -> None:
    taken(store, write(tmp_path / "u.csv", "ucdp", {**ROWS["ucdp"], "gwnob": "600"}))
    (found,) = store.read(lambda c: background(c, "MLI", "MAR", None, None))
    assert (found.scheme, found.quads) == ("PLOVER", ((4, 1),))


def test_old_names_of_a_column_stand_in_for_new_ones(tmp_path: Path, store: Store) -> None:
    row = {name: ROWS["ucdp"].get(name, "") for name in load_forms()["ucdp"].columns[0]}
    row["best_est"] = row.pop("best")
    taken(store, _csv(tmp_path / "u.csv", row))
    assert [row["deaths"] for row in _events(store)] == [7]


@pytest.mark.parametrize("own", [{}, {"SourceActorEntity": "source_actor_entity", "EventID": "event_id"}])
def test_the_class_of_phoenix_has_two_names(tmp_path: Path, store: Store, own: dict[str, str]) -> None:
    names = {"PentaClass": "QuadClass", **own}
    columns = load_forms()["phoenix"].columns[0]
    row = {names.get(name, name): ROWS["phoenix"].get(name, "") for name in columns}
    (found,), told = taken(store, _csv(tmp_path / "p.csv", row))
    assert (found.entry.form, told) == ("phoenix", [])
    assert [(row["id"], row["source"], row["quad"]) for row in _events(store)] == [("9_1", ["MLI"], 1)]


def test_a_dyad_year_table_keeps_no_version_and_tells_states_of_old_from_mistakes(
    tmp_path: Path, store: Store
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "disp,ccode1,ccode2,year,act,version\n1,432,600,2001,7,t-2.1\n"
        "2,300,345,1913,7,t-2.1\n3,999,345,1913,7,t-2.1\n"
    )
    _, told = taken(store, path)
    found = store.read(lambda c: facts(c, "MLI", "MAR", None, None))
    assert [(fact.item, fact.number) for fact in found] == [("act", 7.0), ("disp", 1.0)]
    assert told == [
        ("t.csv:3", "left out, a '300' stands for no state with a code of ISO 3166 (cow) on that day"),
        ("t.csv:4", "left out, a '999' is no state (cow) on that day"),
    ]


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("day-first", "03/02/2001", date(2001, 2, 3)), ("month-first", "03/02/2001", date(2001, 3, 2)),
        ("day-first", "3.2.2001", date(2001, 2, 3)), ("day-first", "2001-02-03", date(2001, 2, 3)),
        ("month-first", "3 February 2001", date(2001, 2, 3)), ("any", "3-February-2001", date(2001, 2, 3)),
    ],
)  # fmt: skip
def test_days_with_strokes_are_read_as_the_form_says(
    tmp_path: Path, store: Store, form: str, text: str, day: date
) -> None:
    mine = read_form(
        f'title = "M"\ndataset = "m"\n[fields]\nday = {{ column = "d", form = "{form}" }}', name="m.toml"
    )
    taken(store, _csv(tmp_path / "m.csv", {"d": text, "e": 1}), form=mine)
    assert [row["day"] for row in _events(store)] == [day]


def test_a_day_with_strokes_is_never_guessed(tmp_path: Path, store: Store) -> None:
    mine = read_form(
        'title = "M"\ndataset = "m"\n[fields]\nday = { column = "d", form = "any" }', name="m.toml"
    )
    _, told = taken(store, _csv(tmp_path / "m.csv", {"d": "03/02/2001", "e": 1}), form=mine)
    assert told == [("m.csv:2", "left out, '03/02/2001' is no day (any)")]
