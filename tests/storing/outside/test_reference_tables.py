"""Reference tables in the forms in which they are published; every row is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.storing.outside.asking import facts, votes_alike
from detente.storing.outside.countries import MOST_PARTIES
from detente.storing.store import Store
from detente.tables.datasets import read_form
from tests.storing.outside.making import taken


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.duckdb")


LIBRARY = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,"
    "agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n"
    "1,MLI,MALI,Y,2024-03-01,78,A/RES/78/1,,,,On rivers : resolution,,,,2,1,0,1,193.0,\n"
    '1,MAR,MOROCCO,Y,2024-03-01,78,A/RES/78/1,,,,On rivers : resolution,"a, b",,,2,1,0,1,193.0,\n'
    "1,NER,NIGER,X,2024-03-01,78,A/RES/78/1,,,,On rivers : resolution,,,,2,1,0,1,193.0,\n"
    "2,MLI,MALI,A,2024-03-02,78,A/RES/78/2,,,,On hills : resolution,,,,2,1,0,1,193.0,\n"
    "2,MAR,MOROCCO,N,2024-03-02,78,A/RES/78/2,,,,On hills : resolution,,,,2,1,0,1,193.0,\n"
)
ROLL_CALLS = (
    '"","rcid","ccode","member","vote","Country","Countryname","year","session","date","unres","short"\n'
    '"1",7,432,1,1,"MLI","Mali",2019,74,"2019-12-12","R/74/9","RIVERS"\n'
    '"2",7,600,1,1,"MAR","Morocco",2019,74,"2019-12-12","R/74/9","RIVERS"\n'
    '"3",7,436,NA,9,"NER","Niger",2019,74,"2019-12-12","R/74/9","RIVERS"\n'
)


@pytest.mark.parametrize(
    ("text", "form", "year", "alike"),
    [
        (LIBRARY, "un-votes-library", 2024, (2, 1)),
        (ROLL_CALLS, "un-votes-voeten", 2019, (1, 1)),
        (ROLL_CALLS.replace('"date"', '"day_of"'), "un-votes-voeten", 2019, (1, 1)),
    ],
)
def test_votes_are_read_as_their_keepers_publish_them(
    tmp_path: Path, store: Store, text: str, form: str, year: int, alike: tuple[int, int]
) -> None:
    path = tmp_path / "votes.csv"
    path.write_text(text)
    (found,), told = taken(store, path)
    assert (found.entry.form, told, found.left_empty) == (form, [], ())
    assert store.read(lambda c: votes_alike(c, "MLI", "MAR", None, None)) == [(year, *alike)]
    assert (
        store.read(lambda c: votes_alike(c, "MLI", "NER", None, None)) == []
    )  # who did not vote agrees with nobody


DAYS = "dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,dyad_end_year"
PLEDGES = "left_censor,right_censor,defense,neutrality,nonaggression,entente"
ALLIANCES = (
    f"version4id,ccode1,state_name1,ccode2,state_name2,{DAYS},{PLEDGES},version\n"
    '1,432,"Mali",600,"Morocco",4,4,1970,,,,0,1,1,0,0,1,4.1\n'
    '2,432,"Mali",615,"Algeria",-9,6,1970,8,2,1980,0,0,0,0,1,0,4.1\n'
    '3,432,"Mali",436,"Niger",-9,-9,1971,-9,11,1975,0,0,0,0,1,0,4.1\n'
)


def test_the_days_of_an_alliance_may_be_known_in_part(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "a.csv"
    path.write_text(ALLIANCES)
    (found,), told = taken(store, path)
    assert (found.entry.form, told) == ("cow-alliances", [])
    rows = store.read(
        lambda c: c.execute(
            "SELECT b, item, number, day, last_day FROM outside_facts ORDER BY b, item"
        ).fetchall()
    )
    assert rows == [
        ("DZA", "nonaggression", 1.0, date(1970, 6, 1), date(1980, 2, 8)),
        ("MAR", "defense", 1.0, date(1970, 4, 4), None),
        ("MAR", "entente", 1.0, date(1970, 4, 4), None),
        ("NER", "nonaggression", 1.0, date(1971, 1, 1), date(1975, 11, 30)),
    ]


def test_a_table_of_alliances_with_a_row_for_each_year_keeps_one(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "a.csv"
    row = '1,432,"Mali",600,"Morocco",4,4,1970,,,,0,1,1,0,0,0'
    years = "".join(f"{row},{year},4.1\n" for year in (1970, 1971, 1972))
    path.write_text(
        f"version4id,ccode1,state_name1,ccode2,state_name2,{DAYS},{PLEDGES},year,version\n{years}"
    )
    (found,), told = taken(store, path)
    assert (found.entry.form, found.entry.kept, found.entry.repeated, told) == ("cow-alliances", 1, 2, [])


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("archigos",
         "obsid\tleadid\tccode\tleader\tstartdate\tenddate\tentry\n"
         "MLI-1\tx\t432\tA. G.\t2021-05-24\tNA\tIrregular\n",
         [("MLI", None, "A. G.", None, date(2021, 5, 24), None)]),
        ("archigos",
         '"","ID","ccode","leader","Beg","End"\n"1","YEM-1",678,"A. B.","1990-05-22","1990-12-31"\n',
         [("YEM", None, "A. B.", None, date(1990, 5, 22), date(1990, 12, 31))]),
        ("cow-contiguity",
         'dyad,statelno,statelab,statehno,statehab,conttype,begin,end,notes,version\n'
         '432615,432,"MLI",615,"ALG",1,196207,201612,"Begins with entry, of ALG",3.2\n',
         [("MLI", "DZA", "conttype", 1.0, date(1962, 7, 1), date(2016, 12, 31))]),
        ("cow-dyad-year",
         'dyad,state1no,state1ab,state2no,state2ab,year,conttype,version\n432615,432,"MLI",615,"ALG",2016,1,3.2\n',
         [("MLI", "DZA", "conttype", 1.0, date(2016, 1, 1), date(2016, 12, 31))]),
        ("cow-diplomatic-exchange",
         "ccode1,ccode2,year,DR_at_1,DR_at_2,DE,version\n432,600,2005,3,0,1,2006.0999755859375\n",
         [("MLI", "MAR", "DE", 1.0, date(2005, 1, 1), date(2005, 12, 31)),
          ("MLI", "MAR", "DR_at_1", 3.0, date(2005, 1, 1), date(2005, 12, 31)),
          ("MLI", "MAR", "DR_at_2", 0.0, date(2005, 1, 1), date(2005, 12, 31))]),
        ("atop",
         "ddyad,stateA,stateB,year,atopally,defense,offense,neutral,nonagg,consul,shareob\n432600,432,600,2018,1,0,0,0,0,1,1\n",
         [("MLI", "MAR", item, float(item == "consul"), date(2018, 1, 1), date(2018, 12, 31))
          for item in ("consul", "defense", "neutral", "nonagg", "offense")]),
    ],
)  # fmt: skip
def test_other_tables_are_read_as_they_are_published(
    tmp_path: Path, store: Store, name: str, text: str, lines: list[tuple[Any, ...]]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text)
    (found,), told = taken(store, path)
    assert (found.entry.form, told, found.left_empty) == (name, [], ())
    rows = store.read(
        lambda c: c.execute(
            "SELECT a, b, item, number, day, last_day FROM outside_facts ORDER BY item"
        ).fetchall()
    )
    assert rows == lines


def test_what_has_no_end_still_holds(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "a,b,start,end,alliance\nMali,Niger,2023-09-16,,AES\nMali,Niger,1977-01-01,1980-12-31,ANAD\n"
    )
    taken(store, path)
    (found,) = store.read(lambda c: facts(c, "MLI", "NER", date(2026, 1, 1), None))
    assert (found.item, found.start, found.end) == ("AES", date(2023, 9, 16), None)


def test_a_treaty_without_a_column_of_its_end_still_holds(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b,title,signed\nMali,Morocco,On trade,1987\n")
    taken(store, path)
    (found,) = store.read(lambda c: facts(c, "MAR", "MLI", date(2026, 1, 1), None))
    assert (found.item, found.start, found.end) == ("On trade", date(1987, 1, 1), None)


def _desta(*treaties: tuple[str, list[str]]) -> str:
    columns = [
        "number",
        "base_treaty",
        "name",
        "entry_type",
        "year",
        "regioncon",
        *(f"c{n}" for n in range(1, 92)),
    ]
    rows = [
        ";".join(
            ["1", "1", f'"{name}"', '"base_treaty"', "2004", '"Africa"', *codes, *["NA"] * (91 - len(codes))]
        )
        for name, codes in treaties
    ]
    return "\n".join([";".join(f'"{column}"' for column in columns), *rows]) + "\n"


def test_each_two_parties_of_a_treaty_share_it(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "d.csv"
    path.write_text(_desta(("Three", ["466", "504", "562"]), ("One", ["466"]), ("Unknown", ["466", "999"])))
    (found,), told = taken(store, path)
    assert (found.entry.form, found.entry.rows, found.entry.kept, found.entry.broken) == ("desta", 5, 3, 2)
    assert [what for _, what in told] == ["left out, names fewer than two states known (MLI)"] * 2
    assert "'999' is the code or name of no state known" in " ".join(found.left_empty)
    rows = store.read(
        lambda c: c.execute("SELECT a, b, item, last_day FROM outside_facts ORDER BY a, b").fetchall()
    )
    assert rows == [
        ("MAR", "MLI", "Three", None),
        ("MAR", "NER", "Three", None),
        ("MLI", "NER", "Three", None),
    ]


MEMBERS = """
title = "Pacts"
dataset = "pacts"
holds = "facts"
sort = "treaty"

[fields]
item = "name"
day = { column = "signed", form = "month-first" }

[fields.parties]
column = "members"
codes = "name"
pattern = '(?:and\\s|\\s)*([^,;()]+)'
split = ";"
"""


def test_a_cell_that_names_all_parties_can_be_mapped(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "p.csv"
    path.write_text('name,members,signed\nBig,"League (Mali, Niger), and Morocco",02/25/2004\n')
    (found,), told = taken(store, path, form=read_form(MEMBERS, name="p.toml"))
    assert (found.entry.kept, told) == (3, [])
    assert "'League' is the code or name of no state known" in " ".join(found.left_empty)


def test_a_treaty_of_nearly_everybody_is_told_and_left_out(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_PARTIES == 100
    monkeypatch.setattr("detente.storing.outside.countries.MOST_PARTIES", 2)
    path = tmp_path / "d.csv"
    path.write_text(_desta(("Three", ["466", "504", "562"])))
    (found,), told = taken(store, path)
    assert found.entry.kept == 0
    assert told == [("d.csv:2", "left out, names 3 states; at most 2 are taken as parties")]


def test_codes_of_states_are_no_facts_of_a_dyad_year_table(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "own.csv"
    path.write_text("ccode1,ccode2,gwcode1,gwcode2,iso3_1,iso3_2,year,n\n432,600,432,600,MLI,MAR,2024,3\n")
    taken(store, path)
    rows = store.read(lambda c: c.execute("SELECT a, b, item, number FROM outside_facts").fetchall())
    assert rows == [("MLI", "MAR", "n", 3.0)]
