"""Forms of data sets are data; what is wrong in one is told with file and key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.model.errors import DataError
from detente.tables.datasets import load_forms, read_form

LISTS = Path("/work/shared/reference/event_dataset_columns.json")
GOOD = 'title = "T"\ndataset = "t"\n[fields]\nday = { column = "d", form = "iso" }\n'


@pytest.mark.skipif(not LISTS.exists(), reason="the reference list is not part of the package")
@pytest.mark.parametrize(
    ("name", "place", "key"),
    [
        ("gdelt1", 0, "gdelt_events_1.0_daily_58"), ("gdelt1", 1, "gdelt_events_1.0_historic_57"),
        ("gdelt2", 0, "gdelt_events_2.0_61"), ("gdelt-mentions", 0, "gdelt_mentions_2.0_16"),
        ("icews", 0, "icews_20"), ("polecat", 0, "polecat_40"), ("phoenix", 0, "phoenix_live_26"),
        ("phoenix-historical", 0, "phoenix_cline_historical_25"), ("acled", 0, "acled_31"),
        ("ucdp", 0, "ucdp_ged_49"), ("cow-dyad-year", 0, "cow_dyad_year_undirected"),
        ("atop", 0, "atop_directed_dyad_year"), ("cow-igo", 0, "cow_igo_dyad_year"),
        ("cow-contiguity", 0, "cow_contiguity_dir"),
    ],
)  # fmt: skip
def test_the_columns_are_those_that_were_published(name: str, place: int, key: str) -> None:
    assert list(load_forms()[name].columns[place]) == json.loads(LISTS.read_text())[key]


@pytest.mark.parametrize("name", load_forms())
def test_every_form_names_only_columns_that_its_files_have(name: str) -> None:
    form = load_forms()[name]
    assert form.wanted <= set(form.columns[0])
    assert form.title and form.terms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = ", "not TOML"),
        ('title = "T"\n', "the key 'dataset' is missing"),
        ('colour = "red"\n' + GOOD, "unknown key 'colour'"),
        ('holds = "poems"\n' + GOOD, "holds = 'poems'; expected events"),
        (GOOD + 'colour = "c"\n', "unknown key 'colour'"),
        (GOOD + "code = []\n", "expected the name of a column, a table or a list of such, got []"),
        (GOOD + 'code = [{ colour = "c" }]\n', "unknown key 'colour'"),
        (
            GOOD.replace('"iso"', '"iso" }, { column = "e"').replace("day = ", "day = [") + "]\n",
            "form 'text'",
        ),
        (GOOD + 'code = { column = "c", form = "roman" }\n', "form = 'roman'; expected text"),
        (GOOD + 'source = { column = "c", codes = "fifa" }\n', "codes = 'fifa'; expected iso3"),
        (GOOD + 'source = { column = "c", pattern = "(" }\n', "no regular expression"),
        (GOOD + "code = { form = 'text' }\n", "has no column"),
        (GOOD.replace("iso", "text"), "day has the form 'text'"),
        (GOOD.replace("iso", "days-since"), "needs origin"),
        ('header = "never"\n' + GOOD, "columns is missing"),
        ('holds = "facts"\n' + GOOD, "the field 'a' is missing"),
    ],
)
def test_a_map_that_is_wrong_is_told_with_its_key(text: str, message: str) -> None:
    with pytest.raises(DataError, match=r"^map\.toml") as caught:
        read_form(text, name="map.toml")
    assert message in str(caught.value)
