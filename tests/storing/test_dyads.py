"""Dyad tables have the codes and the order that scholars merge on, and silence has no row."""

from __future__ import annotations

from dataclasses import replace

from detente.storing.dyads import dyad_sheet, dyads
from detente.storing.merge import merge
from tests.storing.making import telling

TOLD = [
    telling("a", "visit MLI/GOV > MAR", "Mali visited Rabat.", day="2024-01-24"),
    telling("b", "sign-agreement MLI > MAR", "They signed it.", day="2024-01-25"),
    telling("c", "accuse MAR > MLI", "Morocco accused Mali.", day="2024-02-03"),
    telling("d", "visit MLI > MAR", "Mali will visit.", day="2024-03-03", modality="future"),
    telling("e", "accuse MLI > DZA", "Mali accused Algeria.", day="2024"),
    telling("f", "accuse MLI > *ECOWAS", "Mali accused the bloc.", day="2024-01-02"),
]


def rows(*, unit: str, directed: bool) -> list[tuple[object, ...]]:
    names = ("ccode1", "ccode2", "iso3_1", "iso3_2", "year", "month", "n")
    return [
        tuple(row[name] for name in names) for row in dyads(merge(TOLD), unit=unit, directed=directed).rows
    ]


def test_directed_months_count_who_acted_and_mutual_acts_both_ways() -> None:
    assert rows(unit="month", directed=True) == [
        (600, 432, "MAR", "MLI", 2024, 1, 1),
        (600, 432, "MAR", "MLI", 2024, 2, 1),
        (432, 600, "MLI", "MAR", 2024, 1, 2),
    ]


def test_undirected_pairs_stand_once_with_the_lower_number_first() -> None:
    assert rows(unit="month", directed=False) == [
        (432, 600, "MLI", "MAR", 2024, 1, 2),
        (432, 600, "MLI", "MAR", 2024, 2, 1),
    ]


def test_a_year_holds_what_has_no_month() -> None:
    assert rows(unit="year", directed=False) == [
        (432, 615, "MLI", "DZA", 2024, 0, 1),
        (432, 600, "MLI", "MAR", 2024, 0, 3),
    ]


def test_what_is_left_out_is_counted() -> None:
    found = dyads(merge(TOLD), unit="month", directed=True)
    assert (found.loose, found.lonely) == (1, 1)


def test_the_columns_are_named_as_scholars_name_them() -> None:
    names = [name for name, _ in dyad_sheet("month", directed=True).columns]
    assert names[:8] == ["ccode1", "ccode2", "gwcode1", "gwcode2", "iso3_1", "iso3_2", "year", "month"]
    assert "month" not in [name for name, _ in dyad_sheet("year", directed=True).columns]


def test_a_state_has_the_number_of_the_time_and_none_where_the_list_has_none() -> None:
    told = [
        telling("g", "accuse DEU > PSE", "Germany accused Palestine.", day="1985-05-05"),
        telling("h", "accuse DEU > FRA", "Germany accused France.", day="1995-05-05"),
    ]
    found = dyads(merge(told), unit="year", directed=True).rows
    assert [(row["ccode1"], row["gwcode1"], row["ccode2"]) for row in found] == [
        (255, 260, 220),
        (260, 260, None),
    ]


def test_quad_classes_and_scores_are_counted_in_the_cell() -> None:
    scored = (
        replace(told, event=replace(told.event, quad=1, score=score))
        for told, score in zip(TOLD[:2], (4.0, 5.0), strict=True)
    )
    (row,) = dyads(merge(scored), unit="year", directed=False).rows
    assert (row["quad_1"], row["quad_4"], row["untyped"], row["mean_score"], row["voices"]) == (
        2,
        0,
        0,
        4.5,
        2,
    )
