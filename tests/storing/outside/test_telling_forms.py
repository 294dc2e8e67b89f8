"""A file says by its columns what it is, or the message says what is missing."""

from __future__ import annotations

import pytest

from detente.model.errors import UnreadableError
from detente.storing.outside.telling_forms import tell
from detente.tables.datasets import load_forms, read_form
from tests.storing.outside.making import ROWS, line

FORMS = load_forms()


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_told_by_its_header(name: str) -> None:
    form = FORMS[name]
    told = tell(form.separator.join(form.columns[0]), "file")
    assert (told.form.name, told.named) == (name, True)


@pytest.mark.parametrize("name", [name for name in ROWS if FORMS[name].header != "always"])
def test_a_file_without_header_is_told_by_the_number_of_its_columns(name: str) -> None:
    told = tell(line(FORMS[name], ROWS[name]), "file")
    assert (told.form.name, told.named) == (name, False)


def test_the_old_daily_files_of_gdelt_have_a_column_less() -> None:
    columns = FORMS["gdelt1"].columns[1]
    told = tell(line(FORMS["gdelt1"], ROWS["gdelt1"], columns), "file")
    assert (told.form.name, len(told.header)) == ("gdelt1", 57)


def test_more_columns_and_another_order_and_other_capitals_do_not_matter() -> None:
    told = tell("YEAR,extra,Ccode2,ccode1", "file")
    assert (told.form.name, told.header) == ("cow-dyad-year", ("year", "extra", "ccode2", "ccode1"))


@pytest.mark.parametrize("separator", [",", ";", "|"])
@pytest.mark.parametrize("name", ["gdelt1", "gdelt2", "gdelt-mentions", "icews", "polecat", "phoenix"])
def test_a_file_that_another_tool_wrote_anew_is_told_whatever_parts_its_cells(
    name: str, separator: str
) -> None:
    told = tell(separator.join(FORMS[name].columns[0]), "file")
    assert (told.form.name, told.separator, told.header) == (name, separator, FORMS[name].columns[0])


@pytest.mark.parametrize("gap", [".", "_", ""])
def test_names_of_columns_as_r_and_pandas_write_them_are_the_same(gap: str) -> None:
    columns = FORMS["icews"].columns[0]
    told = tell("\t".join(name.replace(" ", gap) for name in columns).lower(), "file")
    assert (told.form.name, told.header[1], told.header[8]) == ("icews", "Event Date", "Target Name")


def test_a_column_put_between_the_others_does_not_matter() -> None:
    columns = list(FORMS["gdelt2"].columns[0])
    columns.insert(columns.index("EventBaseCode"), "CAMEOCodeDescription")
    assert tell(",".join(columns), "file").form.name == "gdelt2"


def test_a_map_of_one_column_is_told_once() -> None:
    mine = read_form(
        'title = "M"\ndataset = "m"\n[fields]\nday = { column = "d", form = "iso" }', name="m.toml"
    )
    assert tell("d", "file", mine).separator == ","


def test_an_unknown_table_is_told_with_what_came_and_what_to_do() -> None:
    with pytest.raises(UnreadableError, match=r"2 columns \(wine, price …\) are no form known .*--map"):
        tell("wine,price", "file")


def test_a_form_that_does_not_fit_says_what_is_missing() -> None:
    with pytest.raises(UnreadableError, match=r"acled needs .*fatalities"):
        tell("event_id_cnty,event_date", "file", FORMS["acled"])
    with pytest.raises(UnreadableError, match="2 tab-separated columns came, gdelt2 has 61"):
        tell("a\tb", "file", FORMS["gdelt2"])
