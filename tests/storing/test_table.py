"""A table is plain rows with nothing installed, and Arrow for whoever has a library for it."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from detente.model.errors import UsageError
from detente.storing.store import Store
from detente.storing.table import SHOWN, Table
from tests.storing.making import RUN, document, event

COLUMNS = (("name", "VARCHAR"), ("day", "DATE"), ("n", "INTEGER"), ("share", "DOUBLE"), ("yes", "BOOLEAN"))
ROWS = [
    ("Mali", "2024-01-24", 3, 0.5, True),
    ("مالي\x00", None, None, None, None),
    ("=1+1", date(2024, 1, 2), 0, -1.5, False),
]


@pytest.fixture
def table() -> Table:
    return Table(COLUMNS, ROWS)


def test_rows_are_dicts_with_real_days(table: Table) -> None:
    assert table.rows()[0] == {"name": "Mali", "day": date(2024, 1, 24), "n": 3, "share": 0.5, "yes": True}
    assert (len(table), table["n"], [row["day"] for row in table][1]) == (3, [3, None, 0], None)


def test_a_column_that_is_not_there_is_told_with_those_that_are(table: Table) -> None:
    with pytest.raises(KeyError, match="the columns are name, day, n, share, yes"):
        _ = table["colour"]


def test_it_speaks_arrow_s_stream_protocol(table: Table) -> None:
    capsule = table.__arrow_c_stream__()
    assert "arrow_array_stream" in repr(capsule)


@pytest.mark.parametrize(("method", "library"), [("df", "pandas"), ("pl", "polars"), ("arrow", "pyarrow")])
def test_a_library_that_is_not_installed_is_named(
    table: Table, method: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"needs {library}, .*pip install {library} .*\.rows\(\)"):
        getattr(table, method)()


@pytest.mark.skipif(not importlib.util.find_spec("pandas"), reason="needs the extra detente[tables]")
def test_pandas_gets_the_same_values(table: Table) -> None:
    frame = table.df()
    assert list(frame.columns) == list(table.columns)
    assert frame["name"].tolist() == table["name"]
    assert str(frame["day"][0])[:10] == "2024-01-24"


@pytest.mark.skipif(not importlib.util.find_spec("polars"), reason="needs the extra detente[tables]")
def test_polars_gets_the_same_values(table: Table) -> None:
    assert table.pl().to_dicts() == table.rows()


@pytest.mark.skipif(not importlib.util.find_spec("pyarrow"), reason="needs the extra detente[tables]")
def test_pyarrow_gets_the_same_values(table: Table) -> None:
    assert table.arrow().to_pylist() == table.rows()


def test_a_notebook_shows_text_as_text(table: Table) -> None:
    shown = Table((("a<b", "VARCHAR"),), [("<script>alert(1)</script>\u202e",)] * 30)._repr_html_()
    assert "<script>" not in shown and "\u202e" not in shown
    assert "&lt;script&gt;" in shown and "a&lt;b" in shown
    assert shown.count("<tr>") == SHOWN + 1 and f"30 rows, {SHOWN} shown" in shown
    assert repr(table) == "Table of 3 rows: name, day, n, share, yes"


def test_a_store_gives_tables_by_any_name_and_period(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.duckdb")
    text = document("d", "Mali visited Rabat.", "Mali accused Algeria.")
    told = [
        event(text, "visit MLI > MAR", day="2024-01-24"),
        event(text, "accuse MLI > DZA", quote="Mali accused Algeria.", day="2023-01-24"),
    ]
    store.add([(text, told)], RUN)
    assert store.events()["kind"] == ["visit", "accuse"]
    assert store.events(("Mali", "Maroc"))["day"] == [date(2024, 1, 24)]
    assert store.events(("MLI", "DZA"), since=date(2024, 1, 1)).rows() == []
    assert store.records(("MLI", "DZA"), until=date(2024, 1, 1))["quote"] == ["Mali accused Algeria."]
