from __future__ import annotations

import json
from typing import Any

import pytest

from detente.model.dossier import Facts
from detente.model.series import Forecast, Interval
from detente.reporting.dossier import write_dossier
from tests.reporting.sample import DOCUMENTS

PROMISED = (
    "records",
    "ties",
    "statements",
    "ladder",
    "series",
    "changes",
    "third_parties",
    "promises",
    "forecasts",
    "doubts",
    "sources",
)


@pytest.fixture(scope="module")
def content(facts: Facts) -> dict[str, Any]:
    return json.loads(write_dossier(facts, "json", DOCUMENTS))


def test_all_lists_that_are_promised_are_there(content: dict[str, Any]) -> None:
    assert set(PROMISED) <= set(content["facts"])


@pytest.mark.parametrize("name", [*PROMISED, "judgement"])
def test_every_entry_has_evidence_with_all_its_keys(content: dict[str, Any], name: str) -> None:
    keys = {"document", "quote", "start", "end", "url", "publisher", "date"}
    for entry in content["facts"][name]:
        assert isinstance(entry["evidence"], list)
        for one in entry["evidence"]:
            assert keys <= set(one)


@pytest.mark.parametrize(
    "name", ["records", "ties", "statements", "ladder", "promises", "doubts", "third_parties"]
)
def test_what_is_claimed_is_never_without_evidence(content: dict[str, Any], name: str) -> None:
    assert content["facts"][name]
    assert all(entry["evidence"] for entry in content["facts"][name])


def test_quotations_stand_where_they_say(content: dict[str, Any]) -> None:
    for entry in content["facts"]["records"]:
        for one in entry["evidence"]:
            assert DOCUMENTS[one["document"]].text[one["start"] : one["end"]] == one["quote"]


def test_the_header_says_for_whom_until_when_and_out_of_what(content: dict[str, Any]) -> None:
    assert [state["iso3"] for state in content["pair"]] == ["MLI", "MAR"]
    assert content["as_of"] == "2026-11-23"
    assert content["window"] == ["2013-09-21", "2025-05-02"]
    assert content["stamp"]["version"] == "0.1.0"


def test_a_record_has_its_line_its_modality_and_the_day_as_known(content: dict[str, Any]) -> None:
    clinic = next(entry for entry in content["facts"]["records"] if entry["id"] == "r-clinic")
    assert clinic["line"] == "Morocco opened the Mohammed VI clinic in Mali"
    assert (clinic["day"], clinic["end_day"], clinic["precision"]) == ("2022-07-01", "2022-07-31", "month")
    assert clinic["modality"] == "factual"
    assert clinic["differences"][0]["detail"] == "cost"


def test_a_series_cites_the_records_that_it_counts(content: dict[str, Any]) -> None:
    series = next(one for one in content["facts"]["series"] if "material cooperation" in one["name"])
    assert series["evidence"]
    assert any(point["records"] for point in series["points"])


def test_a_source_that_was_not_used_says_why(content: dict[str, Any]) -> None:
    unused = [one for one in content["facts"]["sources"] if not one["used"]]
    assert {one["note"] for one in unused} == {"sport, no act between the two", "nothing about the pair"}


def test_a_forecast_is_written_with_its_interval(facts: Facts) -> None:
    from dataclasses import replace

    forecast = Forecast(
        question="Will they meet?",
        start=facts.as_of,
        end=facts.as_of,
        model="base rate",
        probability=Interval(value=0.3, low=0.1, high=0.6),
    )
    content = json.loads(write_dossier(replace(facts, forecasts=(forecast,)), "json", DOCUMENTS))
    assert content["facts"]["forecasts"][0]["probability"]["low"] == 0.1
    page = write_dossier(replace(facts, forecasts=(forecast,)), "html", DOCUMENTS)
    assert "30% (10% to 60%)" in page
