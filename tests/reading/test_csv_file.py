from __future__ import annotations

import time
from datetime import date

import pytest

from detente.model.errors import UsageError
from detente.reading.columns import parse_columns
from tests.reading.samples import FIRST, SECOND, THIRD

HEAD = "id,Headline,Body,Source,Published,Link\n"


def row(identifier: object, text: str, *, day: str = "2026-03-02") -> str:
    return f'{identifier},Envoys,"{text}",Bay News,{day},https://bay.example/{identifier}\n'


def test_usual_column_names_are_known(read, write):
    ((document,), troubles) = read(write("a.csv", HEAD + row(1, FIRST)))
    assert troubles == []
    assert (document.id, document.title, document.text) == ("1", "Envoys", FIRST)
    assert (document.publisher, document.date) == ("Bay News", date(2026, 3, 2))
    assert document.url == "https://bay.example/1"


def test_other_columns_are_named_by_the_user(read, write):
    path = write("a.csv", f"nr;what;when\n1;{FIRST};2 March 2026\n")
    ((document,), troubles) = read(path, columns=(("text", "what"), ("date", "when")))
    assert troubles == []
    assert (document.text, document.date) == (FIRST, date(2026, 3, 2))


def test_without_a_column_of_articles_the_columns_are_named(read, write):
    assert "'nr', 'what'" in read(write("a.csv", f"nr,what\n1,{FIRST}\n"))[1][0].message
    path = write("b.csv", HEAD + row(1, FIRST))
    assert "no column 'Text'" in read(path, columns=(("text", "Text"),))[1][0].message


def test_a_map_of_columns_is_read_or_refused():
    assert parse_columns("text=Body, date=Published on") == (("text", "Body"), ("date", "Published on"))
    for wrong in ("body=Body", "text", "text="):
        with pytest.raises(UsageError, match="is no field"):
            parse_columns(wrong)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_separator_is_found(read, write, delimiter):
    text = FIRST.replace(",", "")
    path = write(
        "a.csv", delimiter.join(("id", "text", "title")) + f"\n{delimiter.join(('1', text, 'Envoys'))}\n"
    )
    ((document,), _) = read(path)
    assert (document.text, document.title) == (text, "Envoys")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_encoding_is_found(read, write, encoding):
    text = (
        "Le ministre des affaires étrangères du Mali a été reçu à Rabat, selon le communiqué publié à Bamako."
    )
    ((document,), _) = read(write("a.csv", f'id,text\n1,"{text}"\n'.encode(encoding)))
    assert document.text == text


def test_cells_may_hold_quotes_separators_and_line_breaks(read, write):
    text = f'{FIRST}\n""Never,"" said Berg; {SECOND}'
    documents, troubles = read(write("a.csv", HEAD + row(1, text) + row(2, THIRD)))
    assert troubles == []
    assert documents[0].text == text.replace('""', '"')
    assert documents[1].text == THIRD


def test_a_quote_that_is_never_closed_costs_its_own_row_alone(read, write):
    rows = row(1, FIRST) + f'2,Envoys,"{SECOND},Bay News,2026-03-02,x\n' + row(3, THIRD) + row(4, FIRST)
    documents, troubles = read(write("a.csv", HEAD + rows))
    assert [document.id for document in documents] == ["1", "3", "4"]
    assert [trouble.origin[-2:] for trouble in troubles] == [":3"]
    assert "not closed" in troubles[0].message


def test_a_quote_inside_a_bare_cell_is_a_letter(read, write):
    rows = f'1,A 5" pipe,{FIRST},Bay News,2026-03-02,x\n' + row(2, SECOND)
    documents, troubles = read(write("a.csv", HEAD + rows))
    assert troubles == []
    assert documents[0].title == 'A 5" pipe'


def test_a_row_with_too_few_or_too_many_cells_is_reported_with_its_line(read, write):
    documents, troubles = read(
        write("a.csv", HEAD + row(1, FIRST) + "2,short\n" + "3,a,b,c,d,e,f,g\n" + row(4, THIRD))
    )
    assert [document.id for document in documents] == ["1", "4"]
    assert [trouble.origin[-2:] for trouble in troubles] == [":3", ":4"]
    assert "2 cells, and the head has 6" in troubles[0].message


def test_a_row_in_another_encoding_is_reported(read, write):
    content = (
        (HEAD + row(1, FIRST)).encode() + row(2, "Fafré " + SECOND).encode("cp1252") + row(3, THIRD).encode()
    )
    documents, troubles = read(write("a.csv", b"\n".join([content])))
    assert len(documents) >= 2
    assert len(documents) + len(troubles) == 3


def test_a_line_of_ten_megabytes_costs_itself_alone(read, write):
    documents, troubles = read(
        write("a.csv", HEAD + row(1, FIRST) + row(2, "x" * 10_000_000) + row(3, THIRD))
    )
    assert [document.id for document in documents] == ["1", "3"]
    assert "too long" in troubles[0].message


def test_nuls_and_half_letters_do_no_harm(read, write):
    documents, _ = read(write("a.csv", HEAD + row(1, f"{FIRST}\0 \ufeff{SECOND}")))
    assert "\0" not in documents[0].text


def test_a_million_rows_with_one_bad_one_are_read_as_a_stream(write):
    from detente.reading.csv_rows import rows

    lines = [f'{number},"Norland agreed, and Sudoria too"' for number in range(1_000_000)]
    lines[499_999] = '499999,"Norland never'
    start = time.perf_counter()
    good = bad = 0
    for found in rows(iter(enumerate(lines, 1)), delimiter=",", width=2, limit=5_000_000):
        if found.wrong:
            bad += 1
            assert found.line == 500_000
        else:
            good += 1
    assert (good, bad) == (999_999, 1)
    assert time.perf_counter() - start < 60


def test_quotes_opened_in_every_row_cost_no_more_than_time_in_proportion():
    from detente.reading.csv_rows import rows

    lines = ['1,"never closed', *["2,bare"] * 4000] * 10
    start = time.perf_counter()
    found = list(rows(iter(enumerate(lines, 1)), delimiter=",", width=2, limit=5_000_000))
    assert time.perf_counter() - start < 10
    assert sum(1 for one in found if one.wrong) <= 10


def test_what_is_no_table_is_given_up_early(read, write):
    content = HEAD + "Norland agreed.\n" * 500
    documents, troubles = read(write("a.csv", content))
    assert documents == []
    assert len(troubles) < 30
    assert "no table of articles" in troubles[-1].message
