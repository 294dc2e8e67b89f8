from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from detente.model.dossier import Facts
from detente.model.series import Interval, Point, Series
from detente.reporting.charts import draw, word_point
from detente.reporting.desk import open_desk
from detente.reporting.numbers import table
from detente.reporting.parts import Figure, Track
from detente.reporting.sections.movement import movement, nice
from detente.reporting.timeline import runs, slots
from tests.reporting.sample import DOCUMENTS

ONE = Interval(value=1.0, low=0.03, high=5.6)


def _point(place: int, n: int = 0, documents: int = 0, *, interval: Interval | None = None) -> Point:
    start = date(2010 + place // 4, 1 + 3 * (place % 4), 1)
    end = date(2010 + (place + 1) // 4, 1 + 3 * ((place + 1) % 4), 1)
    return Point(start=start, end=end, n=n, documents=documents, interval=interval)


def _figure(up: list[Point], down: list[Point], *, shape: str = "bars") -> Figure:
    tracks = tuple(
        Track(
            label=label,
            series=Series(
                name="x", unit="episodes", source="MLI", target="MAR", method="", points=tuple(points)
            ),
        )
        for label, points in (("Mali → Morocco", up), ("Morocco → Mali", down))
    )
    return Figure(
        title="Verbal cooperation",
        note="praise",
        unit="episodes",
        shape=shape,
        tracks=tracks,
        span=(-10, 10),
        quad=1,
    )


def _svg(figure: Figure) -> ElementTree.Element:
    return ElementTree.fromstring(str(draw(figure, "f1")))


def _with_class(svg: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in svg.iter() if name in one.get("class", "").split()]


def test_a_chart_has_a_title_and_a_description_that_it_names() -> None:
    svg = _svg(_figure([_point(0, 1, 2, interval=ONE)], [_point(0, 0, 2)]))
    assert svg.get("aria-labelledby") == "f1-title f1-desc"
    assert svg.find("title").text == "Verbal cooperation"
    assert "Mali → Morocco: 1 episode." in svg.find("desc").text


def test_one_way_is_drawn_up_and_the_other_down() -> None:
    svg = _svg(_figure([_point(0, 1, 2, interval=ONE)], [_point(0, 1, 2, interval=ONE)]))
    zero = float(_with_class(svg, "zero")[0].get("y1"))
    up, down = (one.find("rect") for one in _with_class(svg, "bar"))
    assert float(up.get("y")) + float(up.get("height")) == pytest.approx(zero)
    assert float(down.get("y")) == pytest.approx(zero)


def test_a_quarter_without_documents_is_hatched_and_one_with_documents_is_empty() -> None:
    svg = _svg(_figure([_point(0, 0, 0), _point(1, 0, 3)], [_point(0), _point(1, 0, 3)]))
    assert len(_with_class(svg, "silence")) == 1
    assert not _with_class(svg, "bar")


def test_an_act_in_a_quarter_without_interval_is_drawn_as_unsure_and_without_whisker() -> None:
    svg = _svg(_figure([_point(0, 2, 1)], [_point(0, 0, 1)]))
    assert len(_with_class(svg, "unsure")) == 1
    assert not _with_class(svg, "whisker")


def test_long_silences_are_one_break_and_short_ones_are_not() -> None:
    points = [
        _point(0, 1, 1),
        *(_point(place) for place in range(1, 41)),
        _point(41, 1, 1),
        _point(42),
        _point(43, 1, 1),
    ]
    rows = tuple((point, point) for point in points)
    assert runs(rows) == [(0, 0), (1, 40), (41, 41), (42, 42), (43, 43)]
    assert [slot.is_break for slot in slots(rows)] == [False, True, False, False, False]


def test_sixty_years_of_quarters_still_have_bars_that_can_be_seen() -> None:
    points = [_point(place, 1, 1, interval=ONE) for place in range(240)]
    svg = _svg(_figure(points, points))
    assert float(svg.get("width")) > 2000
    assert all(float(one.find("rect").get("width")) > 5 for one in _with_class(svg, "bar"))


def test_dots_have_shapes_of_their_own() -> None:
    share = Interval(value=0.5, low=-0.2, high=0.9)
    svg = _svg(_figure([_point(0, 4, 1, interval=share)], [_point(0, 4, 1, interval=share)], shape="dots"))
    assert [one[-1].tag for one in _with_class(svg, "dot")] == ["circle", "rect"]


def test_the_table_tells_silence_in_one_row_without_numbers() -> None:
    points = [*(_point(place) for place in range(8)), _point(8, 1, 2, interval=ONE)]
    rows = table(_figure(points, points))
    assert (rows[0].period, rows[0].cells) == ("2010 Q1 to 2011 Q4", ())
    assert (rows[1].period, rows[1].documents, rows[1].cells[0].text) == ("2012 Q1", 2, "1")
    assert rows[1].cells[0].bounds == "0 to 5.6"


def test_a_point_is_told_with_its_bounds_and_what_it_rests_on() -> None:
    assert word_point(_point(0, 1, 2, interval=ONE)) == "2010 Q1, 1 (0 to 5.6), 1 episode, 2 documents"
    assert word_point(_point(0, 2, 1)) == "2010 Q1, 2 episodes, no interval, 1 document"


def test_figures_of_one_unit_share_one_scale(facts: Facts) -> None:
    figures = movement(facts, open_desk(facts, DOCUMENTS)).figures
    assert len({figure.span for figure in figures if figure.shape == "bars"}) == 1
    assert [figure.title for figure in figures][:2] == ["Verbal cooperation", "Material cooperation"]


@pytest.mark.parametrize(("value", "rounded"), [(0.7, 1.0), (1.2, 2.0), (7.2, 10.0), (20.0, 20.0), (43, 50)])
def test_the_scale_ends_at_a_round_number(value: float, rounded: float) -> None:
    assert nice(value) == pytest.approx(rounded)
