"""Data sets come in whole: what is kept, repeated or broken is counted, and our own record never changes."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.errors import UnreadableError
from detente.storing.outside import taking
from detente.storing.outside.asking import background, events, facts, told_by, votes_alike
from detente.storing.outside.shelf import imports
from detente.storing.store import Store
from detente.tables.datasets import load_forms, read_form
from tests.storing.making import RUN, document, event
from tests.storing.outside.making import ROWS, line, taken, write

GDELT = ROWS["gdelt2"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.duckdb")


def numbered(*numbers: int, **more: object) -> list[dict[str, object]]:
    return [{**GDELT, "GLOBALEVENTID": number, **more} for number in numbers]


def kept(store: Store, pair: tuple[str, str] | None = None) -> list[dict[str, Any]]:
    return store.imported(pair).rows()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gdelt1", {"source": "MLI", "target": "MAR", "code": "010", "quad": 1, "scheme": "GDELT",
                    "place_country": "MAR", "source_code": "MLIGOV", "scale": "Goldstein"}),
        ("gdelt2", {"source": "MLI", "target": "MAR", "day": date(2024, 1, 24), "url": "https://example.org/1",
                    "mentions": 4, "latitude": 34.02}),
        ("icews", {"source": "MLI", "target": "MAR", "code": "042", "score": 1.9, "label": "Make a visit",
                   "place": "Rabat, Morocco", "quad": None, "scheme": None}),
        ("polecat", {"source": "MLI", "target": "MAR", "plover": "CONSULT", "mode": "visit", "quad": 1,
                     "scheme": "PLOVER", "published": date(2023, 1, 25)}),
        ("phoenix", {"source": "MLI", "target": "MAR", "quad": 1, "scheme": "Phoenix",
                     "place_country": None}),
        ("phoenix-historical", {"source": "MLI", "day": date(1990, 1, 24), "place_country": "MAR"}),
        ("acled", {"source": "MLI", "target": "NER", "day": date(2024, 1, 24), "deaths": 3,
                   "place_country": "MLI", "label": "Armed clash"}),
        ("ucdp", {"source": "MLI", "target": None, "last_day": date(2016, 1, 26), "deaths": 7,
                  "plover": "ASSAULT", "label": "state-based conflict"}),
    ],
)  # fmt: skip
def test_a_row_of_each_form_becomes_an_event_without_a_sentence(
    tmp_path: Path, store: Store, name: str, expected: dict[str, Any]
) -> None:
    (found,), told = taken(store, write(tmp_path / "file", name, ROWS[name]))
    assert (found.entry.form, found.entry.rows, found.entry.kept, told) == (name, 1, 1, [])
    (row,) = kept(store)
    assert {key: row[key] for key in expected} == expected
    assert "quote" not in row


def test_two_letters_that_mean_two_states_are_left_empty_and_told(tmp_path: Path, store: Store) -> None:
    (found,), _ = taken(store, write(tmp_path / "file", "phoenix", ROWS["phoenix"]))
    assert found.left_empty == (
        "1 times place_country: 'MO' is the code or name of no state known (letters); left empty",
    )


def test_a_broken_row_is_told_with_its_line_and_the_others_are_kept(tmp_path: Path, store: Store) -> None:
    path = write(tmp_path / "g.csv", "gdelt2", *numbered(1), "broken\trow", *numbered(2, SQLDATE="20241399"))
    (found,), told = taken(store, path)
    assert told == [
        ("g.csv:2", "left out, 2 cells, expected 61"),
        ("g.csv:3", "left out, '20241399' is no day (compact)"),
    ]
    assert (found.entry.rows, found.entry.kept, found.entry.broken) == (3, 1, 2)


def test_of_many_broken_rows_a_few_are_told_and_all_counted(tmp_path: Path, store: Store) -> None:
    (found,), told = taken(store, write(tmp_path / "g.csv", "gdelt2", *numbered(1), *["broken"] * 50))
    assert len(told) == taking.TOLD + 1
    assert told[-1] == ("g.csv:51", "the last line; 45 further rows were left out for such reasons")
    assert found.entry.broken == 50


def test_a_first_row_that_is_broken_does_not_hide_what_the_file_is(tmp_path: Path, store: Store) -> None:
    (found,), told = taken(store, write(tmp_path / "g.csv", "gdelt2", "junk", *numbered(1, 2)))
    assert (found.entry.form, found.entry.kept, found.entry.broken) == ("gdelt2", 2, 1)
    assert told[0][0] == "g.csv:1"


def test_lines_before_a_header_are_told(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "t.csv"
    path.write_text("A table of mine\nccode1,ccode2,year,ties\n432,600,2018,3\n")
    (found,), told = taken(store, path)
    assert (found.entry.form, found.entry.kept, told[0][0]) == ("cow-dyad-year", 1, "t.csv:1")


def test_rows_alike_in_everything_are_kept_once_and_namesakes_all(tmp_path: Path, store: Store) -> None:
    rows = [ROWS["icews"], ROWS["icews"], {**ROWS["icews"], "Event Date": "2014-02-01"}]
    (found,), _ = taken(store, write(tmp_path / "i.tab", "icews", *rows))
    entry = found.entry
    assert (entry.rows, entry.kept, entry.repeated, entry.namesakes) == (3, 2, 1, 2)


def test_the_same_file_is_taken_in_once_and_the_same_rows_too(tmp_path: Path, store: Store) -> None:
    path = write(tmp_path / "g.csv", "gdelt2", *numbered(1, 2))
    taken(store, path)
    (again,), _ = taken(store, path)
    assert again.again
    (other,), _ = taken(store, write(tmp_path / "h.csv", "gdelt2", *numbered(2, 3)))
    assert (other.entry.kept, other.entry.repeated) == (1, 1)
    assert len(kept(store)) == 3


def test_an_import_that_was_killed_goes_on_and_counts_right(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "g.csv", "gdelt2", *numbered(*range(10)))
    monkeypatch.setattr(taking, "BATCH", 3)

    def stop(done: int) -> None:
        if done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taken(store, path, show=stop)
    assert [entry.ended for entry in store.read(imports)] == [None]
    (found,), _ = taken(store, path)
    assert (found.entry.rows, found.entry.kept, found.entry.repeated) == (10, 10, 0)
    assert len(store.read(imports)) == 1


def test_rows_without_an_identifier_are_all_kept_and_still_once(tmp_path: Path, store: Store) -> None:
    form = read_form(
        'title = "Mine"\ndataset = "mine"\n[fields]\nday = { column = "day", form = "iso" }\n'
        'source = { column = "who", codes = "any" }',
        name="map.toml",
    )
    path = tmp_path / "m.csv"
    path.write_text("day,who\n2024-01-01,Mali\n2024-01-01,Mali\n")
    (found,), _ = taken(store, path, form=form)
    assert found.entry.kept == 2
    (again,), _ = taken(store, path, form=form)
    assert again.again


@pytest.mark.parametrize("ending", [".gz", ".zip"])
def test_packed_files_are_taken_in_as_they_are(tmp_path: Path, store: Store, ending: str) -> None:
    plain = write(tmp_path / "g.csv", "gdelt2", *numbered(1, 2))
    path = tmp_path / f"g{ending}"
    if ending == ".gz":
        path.write_bytes(gzip.compress(plain.read_bytes()))
    else:
        with zipfile.ZipFile(path, "w") as packed:
            packed.write(plain, "g.csv")
            packed.writestr("README.txt", "Read me.\n")
    found, told = taken(store, path)
    assert [one.entry.kept for one in found] == [2]
    assert [where for where, _ in told] == (["g.zip:README.txt"] if ending == ".zip" else [])


def test_a_tab_too_many_at_the_end_is_forgiven(tmp_path: Path, store: Store) -> None:
    row = line(load_forms()["polecat"], ROWS["polecat"])
    (found,), told = taken(store, write(tmp_path / "p.txt", "polecat", f"{row}\t", f"{row}\tmore"))
    assert (found.entry.kept, found.entry.broken) == (1, 1)
    assert told[0][1] == "left out, 41 cells, expected 40"


def test_several_states_in_one_cell_all_take_part(tmp_path: Path, store: Store) -> None:
    row = {**ROWS["polecat"], "Recipient Country": "MAR;DZA;None"}
    taken(store, write(tmp_path / "p.txt", "polecat", row))
    assert [len(kept(store, pair)) for pair in (("Mali", "Morocco"), ("Mali", "Algeria"))] == [1, 1]


def test_names_that_could_steer_a_terminal_are_made_harmless(tmp_path: Path, store: Store) -> None:
    row = numbered(1, Actor1Name="MA\u202eLI\x00\x1b[31m", ActionGeo_FullName="=cmd()")
    taken(store, write(tmp_path / "g.csv", "gdelt2", *row))
    assert kept(store)[0]["source_name"] == "MA\ufffdLI\ufffd\ufffd[31m"


def test_a_value_that_is_none_is_left_empty_and_counted(tmp_path: Path, store: Store) -> None:
    rows = numbered(1, 2, QuadClass="seven", EventCode="---")
    (found,), _ = taken(store, write(tmp_path / "g.csv", "gdelt2", *rows))
    assert set(found.left_empty) == {
        "2 times quad: 'seven' is no whole number; left empty",
        "2 times code: '---' is no CAMEO code; left empty",
    }
    assert found.entry.kept == 2


def test_a_file_in_utf16_and_an_empty_one_say_what_they_are(tmp_path: Path, store: Store) -> None:
    (tmp_path / "a.csv").write_text("ccode1,ccode2,year\n1,2,3\n", encoding="utf-16")
    (tmp_path / "b.csv").write_text("\n\n")
    assert "UTF-16" in taken(store, tmp_path / "a.csv")[1][0][1]
    assert "holds no row" in taken(store, tmp_path / "b.csv")[1][0][1]
    with pytest.raises(UnreadableError):
        taken(store, tmp_path / "none.csv")


def test_nothing_imported_enters_what_was_read(tmp_path: Path, store: Store) -> None:
    text = document("d", "Mali sent an envoy to Morocco.")
    store.add([(text, [event(text, "visit MLI > MAR")])], RUN)
    before = (store.counts(), store.pairs(), list(store.tellings()), store.records().rows())
    taken(store, write(tmp_path / "g.csv", "gdelt2", *numbered(1, 2, 3)))
    assert (store.counts(), store.pairs(), list(store.tellings()), store.records().rows()) == before


def test_a_store_in_which_nothing_was_imported_answers_nothing(store: Store) -> None:
    assert store.read(lambda c: background(c, "MLI", "MAR", None, None)) == ()
    assert store.read(lambda c: facts(c, "MLI", "MAR", None, None)) == ()
    listed = store.read(lambda c: events(c, None, None, None))
    assert (store.read(imports), len(store.imported()), listed) == (
        (), 0, (),
    )  # fmt: skip


def test_a_pair_has_its_rows_of_both_directions_and_of_the_period(tmp_path: Path, store: Store) -> None:
    rows = [
        *numbered(1, 2),
        *numbered(3, Actor1CountryCode="MAR", Actor2CountryCode="MLI", QuadClass=4, GoldsteinScale=-5.0),
        *numbered(4, SQLDATE=20240301),
        *numbered(5, Actor2CountryCode="DZA"),
    ]
    taken(store, write(tmp_path / "g.csv", "gdelt2", *rows))
    (found,) = store.read(lambda c: background(c, "MAR", "MLI", date(2024, 1, 1), date(2024, 3, 1)))
    assert (found.dataset, found.rows, found.scheme, found.quads) == ("GDELT", 3, "GDELT", ((1, 2), (4, 1)))
    assert found.mean == pytest.approx(-5 / 3)
    assert store.imported_by_month(("Mali", "Morocco"))["rows"] == [3, 1]


def test_mentions_tell_how_many_published_an_event(tmp_path: Path, store: Store) -> None:
    taken(store, write(tmp_path / "g.csv", "gdelt2", *numbered(1)))
    columns = {"GLOBALEVENTID": 1, "EventTimeDate": 20240124101500, "MentionTimeDate": 20240124111500}
    told = [
        {
            **columns,
            "MentionSourceName": name,
            "MentionIdentifier": f"https://{name}/{place}",
            "Confidence": 60,
        }
        for place, name in enumerate(("a.example", "b.example", "a.example"))
    ]
    (found,), _ = taken(store, write(tmp_path / "m.csv", "gdelt-mentions", *told))
    assert found.entry.kept == 3
    assert store.read(lambda c: told_by(c, "MLI", "MAR", None, None)) == {"GDELT": (3, 2)}


def test_a_mention_of_no_event_is_broken(tmp_path: Path, store: Store) -> None:
    row = {
        "MentionTimeDate": 20240124111500,
        "EventTimeDate": 20240124111500,
        "MentionIdentifier": "https://x",
    }
    (found,), told = taken(
        store, write(tmp_path / "m.csv", "gdelt-mentions", row, {**row, "GLOBALEVENTID": 1})
    )
    assert (found.entry.kept, told) == (1, [("m.csv:1", "left out, it names no event")])


def test_two_governments_on_one_side_both_take_part(tmp_path: Path, store: Store) -> None:
    row = {**ROWS["ucdp"], "gwnoa": "432, 436", "gwnob": "600"}
    taken(store, write(tmp_path / "u.csv", "ucdp", row))
    assert (kept(store)[0]["source"], kept(store)[0]["target"]) == ("MLI|NER", "MAR")


def test_votes_are_compared_resolution_by_resolution(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "v.csv"
    path.write_text(
        "country,day,resolution,vote\nMali,2019-12-01,1,yes\nMorocco,2019-12-01,1,yes\nMali,2019-12-02,2,no\n"
        "Morocco,2019-12-02,2,abstain\nMali,2019-12-03,3,absent\nMorocco,2019-12-03,3,no\n"
    )
    taken(store, path)
    assert store.read(lambda c: votes_alike(c, "MLI", "MAR", None, None)) == [(2019, 2, 1)]


def test_the_columns_of_a_dyad_year_table_become_facts(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "ccode1,ccode2,year,visits,note\n432,600,2018,3,warm\n432,600,2019,-9,\n999,600,2018,1,\n"
    )
    (found,), told = taken(store, path)
    assert told == [("t.csv:4", "left out, a '999' is no state (cow) on that day")]
    assert (found.entry.rows, found.entry.kept, found.entry.repeated, found.entry.broken) == (4, 2, 1, 1)
    number, text = store.read(lambda c: facts(c, "MAR", "MLI", None, None))[::-1]
    assert (number.item, number.number, number.start, number.end) == (
        "visits", 3.0, date(2018, 1, 1), date(2018, 12, 31),
    )  # fmt: skip
    assert (text.item, text.number, text.text) == ("note", None, "warm")
    assert store.reference(("Mali", "Morocco"))["item"] == ["note", "visits"]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("alliances", "a,b,start,end,alliance\nMali,Niger,2023-09-16,,AES\n", ("MLI", "NER", "AES", None)),
        ("trade", "exporter,importer,year,value\nMaroc,Mali,2018,12.5\n", ("MAR", "MLI", "goods", 12.5)),
        ("treaties", "a,b,title,signed\nMali,MAR,On trade,1987\n", ("MLI", "MAR", "On trade", None)),
        ("posts", "sender,receiver,person,rank,start,end\nMLI,MAR,F. C.,ambassador,2024-01-24,\n",
         ("MLI", "MAR", "F. C.", None)),
        ("leaders", "country,person,office,start,end\nMali,A. G.,head of state,2021-05-24,\n",
         ("MLI", None, "A. G.", None)),
        ("atop", "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
         "432,600,2018,1,,,,\n", ("MLI", "MAR", "atop_defense", 1.0)),
        ("cow-igo", "ccode1,ccode2,year,dyadigos\n432,600,2014,47\n", ("MLI", "MAR", "dyadigos", 47.0)),
        ("cow-trade", "ccode1,ccode2,year,flow1,flow2\n432,600,2014,1.5,-9\n", ("MLI", "MAR", "flow1", 1.5)),
        ("cow-contiguity", "ccode1,ccode2,conttype,stdate,enddate\n432,615,1,196207,201612\n",
         ("MLI", "DZA", "conttype", 1.0)),
        ("ideal-points", "ccode,session,IdealPoint\n432,74,-0.5\n", ("MLI", None, "IdealPoint", -0.5)),
    ],
)  # fmt: skip
def test_each_reference_table_is_read(
    tmp_path: Path, store: Store, name: str, text: str, line: tuple[Any, ...]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text)
    (found,), told = taken(store, path)
    assert (found.entry.form, told) == (name, [])
    rows = store.read(
        lambda c: c.execute("SELECT a, b, item, number FROM outside_facts ORDER BY item").fetchall()
    )
    assert rows == [line]


def test_rows_that_may_not_be_given_on_stay_out_of_exports(tmp_path: Path, store: Store) -> None:
    taken(store, write(tmp_path / "a.csv", "acled", ROWS["acled"]))
    assert len(store.imported()) == 1
    assert store.read(lambda c: events(c, None, None, None, to_give_on=True)) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    data=st.binary(max_size=600),
    name=st.sampled_from(["gdelt2", "acled", "ucdp", "un-votes", "cow-dyad-year", "icews"]),
)
def test_any_bytes_after_a_header_are_counted_and_never_a_crash(
    tmp_path: Path, store: Store, data: bytes, name: str
) -> None:
    form = load_forms()[name]
    path = tmp_path / "fuzz.csv"
    path.write_bytes(form.separator.join(form.columns[0]).encode() + b"\n" + data)
    found, _ = taken(store, path, form=form)
    for one in found:
        entry = one.entry
        assert entry.rows == entry.kept + entry.repeated + entry.broken
