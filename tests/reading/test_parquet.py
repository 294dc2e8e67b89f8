from __future__ import annotations

from datetime import date

import duckdb

from detente.pipeline.coding import open_parquet
from tests.reading.samples import FIRST, SECOND


def test_a_table_in_parquet_is_read(read, tmp_path):
    path = tmp_path / "a.parquet"
    duckdb.sql(
        f"SELECT * FROM (VALUES (1, '{FIRST}', DATE '2026-03-02'), (2, NULL, NULL), (3, '{SECOND}', NULL)) "
        "AS t(id, body, published)"
    ).write_parquet(str(path))
    documents, troubles = read(path, rows=open_parquet)
    assert [(document.id, document.text) for document in documents] == [("1", FIRST), ("3", SECOND)]
    assert documents[0].date == date(2026, 3, 2)
    assert [trouble.origin[-2:] for trouble in troubles] == ["#2"]


def test_what_is_no_parquet_is_reported(read, write):
    path = write("a.parquet", b"PAR1" + b"\0" * 40)
    assert "no sound Parquet file" in read(path, rows=open_parquet)[1][0].message


def test_without_what_opens_it_the_message_says_so(read, write):
    assert "detente read" in read(write("a.parquet", b"PAR1"))[1][0].message
