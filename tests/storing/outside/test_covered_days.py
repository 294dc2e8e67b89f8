"""What days a file covers is told by rows that were published about then, not by those that look back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.storing.outside.shelf import event_sets
from detente.storing.store import Store
from tests.storing.outside.making import ROWS, taken, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "s.duckdb")


def test_rows_that_look_back_do_not_widen_the_days_that_a_file_covers(tmp_path: Path, store: Store) -> None:
    rows = [
        {**ROWS["gdelt2"], "GLOBALEVENTID": number, "SQLDATE": day, "DATEADDED": 20240124101500}
        for number, day in enumerate((20140124, 20230124, 20231225, 20240118, 20240124))
    ]
    taken(store, write(tmp_path / "g.csv", "gdelt2", *rows))
    ((_, first, last),) = store.read(event_sets)
    assert (first, last) == (date(2024, 1, 18), date(2024, 1, 24))


def test_a_file_of_rows_that_all_look_back_covers_their_days(tmp_path: Path, store: Store) -> None:
    rows = [
        {**ROWS["gdelt1"], "GLOBALEVENTID": day, "SQLDATE": day, "DATEADDED": 20130203}
        for day in (19790101, 19790301)
    ]
    taken(store, write(tmp_path / "g.csv", "gdelt1", *rows))
    ((_, first, last),) = store.read(event_sets)
    assert (first, last) == (date(1979, 1, 1), date(1979, 3, 1))
