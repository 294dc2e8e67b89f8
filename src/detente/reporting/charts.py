"""Small charts drawn in Python as inline SVG, without a script, a font or a style of their own."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from markupsafe import Markup

from detente.model.series import Point
from detente.reporting.parts import Figure
from detente.reporting.safety import one_line
from detente.reporting.timeline import LEFT, RIGHT, WIDTH, Slot, slots
from detente.reporting.wording import count, word_period

_HALF = 44.0
_ROW = 15.0
GLYPHS = ("●", "□", "◆")


def draw(figure: Figure, name: str) -> Markup:
    """Draw a figure; `name` makes its identifiers unique on the page."""
    places = slots(figure.rows)
    width = max(places[-1].x + places[-1].width + RIGHT if places else WIDTH, 320)
    height = 2 * _HALF + 3 * _ROW + 4
    svg = ElementTree.Element(
        "svg",
        {
            "viewBox": f"0 0 {_n(width)} {_n(height)}",
            "width": _n(width),
            "height": _n(height),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "class": f"chart q{figure.quad}",
        },
    )
    _add(svg, "title", id=f"{name}-title").text = one_line(figure.title)
    _add(svg, "desc", id=f"{name}-desc").text = one_line(_describe(figure))
    _hatch(svg, name)
    _silence(svg, figure, places, name)
    _frame(svg, figure, places)
    if figure.shape == "bars":
        _bars(svg, figure, places)
    else:
        _dots(svg, figure, places)
    # Built as a tree of our own tags and serialised by the library, which escapes all text and attributes.
    return Markup(ElementTree.tostring(svg, encoding="unicode"))


def _describe(figure: Figure) -> str:
    parts = [figure.note + "."]
    for track in figure.tracks:
        total = sum(point.n for point in track.series.points)
        parts.append(f"{track.label}: {count(total, 'episode')}.")
    rows = figure.rows
    if rows:
        first, last = rows[0][0], rows[-1][0]
        parts.append(f"From {word_period(first.start, first.end)} to {word_period(last.start, last.end)}.")
        parts.append("The numbers are in the table below.")
    return " ".join(parts)


def _add(parent: ElementTree.Element, tag: str, **attributes: str | float) -> ElementTree.Element:
    named = {key.rstrip("_").replace("_", "-"): _n(value) for key, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, named)


def _n(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def _middle() -> float:
    return _ROW + _HALF


def _y(figure: Figure, value: float) -> float:
    low, high = figure.span
    return _ROW + 2 * _HALF * (high - value) / (high - low)


def _hatch(svg: ElementTree.Element, name: str) -> None:
    pattern = _add(
        _add(svg, "defs"), "pattern", id=f"{name}-hatch", width=6, height=6, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip
    _add(pattern, "line", x1=0, y1=0, x2=0, y2=6, class_="hatch")


def _silence(svg: ElementTree.Element, figure: Figure, places: Iterable[Slot], name: str) -> None:
    for slot in places:
        row = figure.rows[slot.first]
        if any(point.documents for point in row):
            continue
        _add(
            svg, "rect", x=slot.x, y=_ROW, width=slot.width, height=2 * _HALF, fill=f"url(#{name}-hatch)",
            class_="silence",
        )  # fmt: skip


def _frame(svg: ElementTree.Element, figure: Figure, places: tuple[Slot, ...]) -> None:
    low, high = figure.span
    end = places[-1].x + places[-1].width if places else WIDTH - RIGHT
    for value in (high, 0.0, low):
        y = _y(figure, value)
        _add(svg, "line", x1=LEFT, x2=end, y1=y, y2=y, class_="zero" if value == 0 else "grid")
        text = abs(value) if figure.shape == "bars" else value
        _add(svg, "text", x=LEFT - 5, y=y + 3.5, class_="tick", text_anchor="end").text = _signed(text)
    if figure.shape == "bars":
        for track, y, sign in zip(figure.tracks, (_ROW - 4, 2 * _HALF + 2 * _ROW - 3), "▲▼", strict=False):
            total = sum(point.n for point in track.series.points)
            label = _add(svg, "text", x=LEFT, y=y, class_="label")
            label.text = f"{sign} {one_line(track.label)}: {total}"
    _axis(svg, figure, places)


def _signed(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _axis(svg: ElementTree.Element, figure: Figure, places: tuple[Slot, ...]) -> None:
    """Name years, or periods where there is room; a break is named by what it skips."""
    y = 2 * _HALF + 3 * _ROW
    free = float(LEFT)
    for slot in places:
        point = figure.rows[slot.first][0]
        year = str(point.start.year)
        if slot.is_break:
            last = figure.rows[slot.last][0].start.year
            text = f"{year}–{last % 100:02d}" if last != point.start.year else year
        elif point.start.month == 1 or slot is places[0]:
            text = year
        else:
            continue
        _add(svg, "line", x1=slot.x, x2=slot.x, y1=_ROW, y2=2 * _HALF + _ROW + 4, class_="year")
        if slot.x >= free:
            _add(svg, "text", x=slot.x + 2, y=y, class_="tick").text = text
            free = slot.x + 7 * len(text) + 6


def _bars(svg: ElementTree.Element, figure: Figure, places: tuple[Slot, ...]) -> None:
    for side, track in zip((1, -1), figure.tracks, strict=False):
        for slot in places:
            point = track.series.points[slot.first]
            if not point.n:
                continue
            group = _add(svg, "g", class_="bar" if point.interval else "bar unsure")
            _add(group, "title").text = one_line(f"{track.label}: {word_point(point)}")
            width = min(slot.width * 0.62, 22.0)
            value = point.interval.value if point.interval else float(point.n)
            top, bottom = sorted((_y(figure, side * value), _middle()))
            _add(group, "rect", x=slot.middle - width / 2, y=top, width=width, height=max(bottom - top, 1.0))
            if point.interval:
                _whisker(group, slot.middle, _y(figure, side * point.interval.low),
                         _y(figure, side * point.interval.high), min(width / 2, 4.0))  # fmt: skip


def _whisker(parent: ElementTree.Element, x: float, low: float, high: float, cap: float) -> None:
    left, across = _n(x - cap), _n(2 * cap)
    path = f"M{_n(x)} {_n(low)}V{_n(high)}M{left} {_n(low)}h{across}M{left} {_n(high)}h{across}"
    _add(parent, "path", d=path, class_="whisker")


def _dots(svg: ElementTree.Element, figure: Figure, places: tuple[Slot, ...]) -> None:
    several = len(figure.tracks)
    for place, track in enumerate(figure.tracks):
        for slot in places:
            point = track.series.points[slot.first]
            if point.interval is None:
                continue
            x = slot.middle + (place - (several - 1) / 2) * min(slot.width / (several + 1), 9.0)
            group = _add(svg, "g", class_=f"dot t{place}")
            _add(group, "title").text = one_line(f"{track.label}: {word_point(point)}")
            _whisker(group, x, _y(figure, point.interval.low), _y(figure, point.interval.high), 2.5)
            _marker(group, place, x, _y(figure, point.interval.value))


def _marker(parent: ElementTree.Element, place: int, x: float, y: float) -> None:
    if place == 0:
        _add(parent, "circle", cx=x, cy=y, r=3.4)
    elif place == 1:
        _add(parent, "rect", x=x - 3, y=y - 3, width=6, height=6)
    else:
        _add(parent, "path", d=f"M{_n(x)} {_n(y - 4.2)}l4.2 4.2l-4.2 4.2l-4.2 -4.2z")


def word_point(point: Point) -> str:
    """Write a point: ``2024 Q1, 3 (0.6 to 8.8), 12 documents``."""
    period, documents = word_period(point.start, point.end), count(point.documents, "document")
    if point.interval is None:
        return f"{period}, {count(point.n, 'episode')}, no interval, {documents}"
    one = point.interval
    value = f"{_signed(round(one.value, 2))} ({word_bounds(point)})"
    return f"{period}, {value}, {count(point.n, 'episode')}, {documents}"


def word_bounds(point: Point) -> str:
    """Write the bounds of a point's interval: ``0.6 to 8.8``."""
    if point.interval is None:
        return ""
    return f"{_signed(round(point.interval.low, 1))} to {_signed(round(point.interval.high, 1))}"
