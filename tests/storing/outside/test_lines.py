"""A row is a row, whatever stands around it; what is none is told with its line."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.storing.outside.lines import LONGEST, Broken, rows, texts


def read(data: bytes, separator: str = ",") -> list[tuple[int, object]]:
    return list(rows(texts(io.BufferedReader(io.BytesIO(data))), separator))


def test_cells_are_parted_and_lines_counted() -> None:
    assert read(b"a,b\n\nc,d\n") == [(1, ["a", "b"]), (3, ["c", "d"])]


def test_a_quoted_cell_can_hold_separators_quotes_and_breaks() -> None:
    assert read(b'1,"a, ""b""\nc",2\n3,4,5\n') == [(1, ["1", 'a, "b"\nc', "2"]), (3, ["3", "4", "5"])]


def test_a_quote_that_never_closes_does_not_swallow_the_file() -> None:
    found = read(b'1,"a\n2,b\n3,c\n')
    assert isinstance(found[0][1], Broken) and "never closes" in found[0][1].why
    assert found[1:] == [(2, ["2", "b"]), (3, ["3", "c"])]


def test_in_tab_separated_files_a_lone_quote_is_a_letter() -> None:
    assert read(b'a "word\tb\n"quoted ""x"""\tc\n', "\t") == [(1, ['a "word', "b"]), (2, ['quoted "x"', "c"])]


def test_a_byte_order_mark_belongs_to_no_cell() -> None:
    assert read("\ufeffa,b\n".encode()) == [(1, ["a", "b"])]


def test_a_line_that_is_no_utf8_is_read_as_latin1_and_noted() -> None:
    noted: list[str] = []
    found = list(texts(io.BufferedReader(io.BytesIO("Côte\n".encode("latin-1"))), noted.append))
    assert found == [(1, "Côte")]
    assert noted == ["a line is no UTF-8; it was read as Latin-1"]


def test_a_line_longer_than_any_row_is_broken_and_the_next_is_read() -> None:
    found = read(b"x" * (3 * LONGEST) + b"\na,b\n")
    assert isinstance(found[0][1], Broken)
    assert found[1] == (2, ["a", "b"])


def test_a_cell_larger_than_the_reader_takes_is_broken_and_told() -> None:
    found = read(b'1,"' + b"x" * 200_000 + b'"\n3,4\n')
    assert isinstance(found[0][1], Broken)
    assert found[1] == (2, ["3", "4"])


@given(st.binary(max_size=400), st.sampled_from(["\t", ",", ";", "|"]))
def test_any_bytes_are_rows_or_broken_and_no_line_is_lost(data: bytes, separator: str) -> None:
    found = read(data, separator)
    assert all(isinstance(cells, list | Broken) for _, cells in found)
    lines = [number for number, _ in found]
    assert lines == sorted(lines)


@pytest.mark.parametrize("cells", [["a", "b c", "d"], ["x,y", 'q"q', "z\nz"]])
def test_what_a_csv_writer_wrote_is_read_back(cells: list[str]) -> None:
    import csv

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    assert read(out.getvalue().encode()) == [(1, cells)]
