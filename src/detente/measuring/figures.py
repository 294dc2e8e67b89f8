"""Figures that texts tell differently: a distance, a cost, a number a year, a rank, a number put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from detente.measuring.naming import load_line_words
from detente.measuring.passages import Passage, content_words, english, passages
from detente.model.document import Document
from detente.model.dossier import Doubt
from detente.tables.doubt_words import DoubtWords, Figure, load_doubt_words, number_of
from detente.tables.subject_words import fold_word

RULE = "en/doubt_words.toml"
_CAPITAL = "the capital"
_UNIT_LETTERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One figure as one sentence tells it."""

    figure: Figure
    value: float
    written: str
    unit: str
    noun: str
    place: str
    away: str
    passage: Passage
    story: frozenset[str]


def differing_figures(
    documents: Iterable[Document], *, names: Iterable[str] = (), capitals: Iterable[str] = ()
) -> tuple[Doubt, ...]:
    """Give the figures of one thing that two documents, or two sentences of one, tell differently.

    Parameters
    ----------
    names
        Names of the two states asked about: in titles they tell no story.
    capitals
        Names that "the capital" can stand for.
    """
    words, known = load_doubt_words(), tuple(names)
    told: list[Told] = []
    corrected: list[Doubt] = []
    for document in english(documents):
        cut = passages(document)
        story = content_words(document.title or "", words, without=known)
        told += [each for passage in cut for each in _told(passage, story, words)]
        corrected += _corrected(cut, words)
    plain = frozenset(fold_word(name) for name in capitals)
    found: dict[tuple[object, ...], Doubt] = {}
    alike: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for each in told:
        alike[each.figure.sort, each.unit, each.place].append(each)
    for one, other in (pair for group in alike.values() for pair in combinations(group, 2)):
        if _is_of_one(one, other, plain, words) and not _alike(
            one.value, other.value, words, one.figure.sort
        ):
            key = (one.figure.sort, one.place, one.unit, *sorted((one.value, other.value)))
            found.setdefault(key, _doubt(one, other, words))
    return (*found.values(), *corrected)


def _told(passage: Passage, story: frozenset[str], words: DoubtWords) -> Iterator[Told]:
    for figure in words.figures:
        for match in (match for pattern in figure.patterns for match in pattern.finditer(passage.text)):
            parts = match.groupdict()
            day = _day(parts, passage) if figure.of == "deed" else None
            value = float(day.toordinal()) if day else number_of(match, words)
            if value is None:
                continue
            unit = fold_word(parts.get("unit") or "")
            if figure.sort == "distance":
                value, unit = value * words.kilometres[unit[:_UNIT_LETTERS]], "km"
            yield Told(
                figure=figure,
                value=value,
                written=day.isoformat() if day else _written(match[0], parts),
                unit=unit.rstrip("s"),
                noun=fold_word(parts.get("noun") or "")[: words.letters],
                place=fold_word(parts.get("place") or ""),
                away=fold_word(parts.get("from") or ""),
                passage=passage,
                story=story,
            )


def _day(parts: dict[str, str | None], passage: Passage) -> date | None:
    """Give the day that a pattern found; one without a year is of the year of the document."""
    months, published = load_line_words().months, passage.document.date
    if parts["month"] not in months or (parts["year"] is None and published is None):
        return None
    year = int(parts["year"]) if parts["year"] else published.year if published else 0
    try:
        return date(year, months.index(parts["month"]) + 1, int(parts["day"] or 0))
    except ValueError:
        return None


def _written(text: str, parts: dict[str, str | None]) -> str:
    """Give the figure in the words that tell it, from the number on."""
    start = parts.get("number") or parts.get("ordinal") or ""
    return text[text.find(start) :] if start else text


def _is_of_one(one: Told, other: Told, capitals: frozenset[str], words: DoubtWords) -> bool:
    """Tell whether two figures are of one sort and of one thing, told by two documents near in time."""
    if one.figure is not other.figure or one.unit != other.unit or one.place != other.place:
        return False
    if one.passage.document.id == other.passage.document.id or not _near(one, other):
        return False
    if one.figure.of == "deed":
        return abs(one.value - other.value) <= words.beside
    if one.figure.of == "place":
        return one.away == other.away or _means_capital(one.away, other.away, capitals)
    if one.figure.sort == "rank":
        return one.noun == other.noun and bool(one.story & other.story)
    return bool(one.story & other.story) and (not one.noun or not other.noun or one.noun == other.noun)


def _means_capital(one: str, other: str, capitals: frozenset[str]) -> bool:
    capital = fold_word(_CAPITAL)
    return (one == capital and other in capitals) or (other == capital and one in capitals)


def _near(one: Told, other: Told) -> bool:
    days = one.passage.document.date, other.passage.document.date
    return None not in days and abs((days[0] - days[1]).days) <= one.figure.days  # type: ignore[operator]


def _alike(one: float, other: float, words: DoubtWords, sort: str) -> bool:
    return one == other if sort in ("rank", "day") else abs(one - other) <= words.alike * max(one, other)


def _doubt(one: Told, other: Told, words: DoubtWords) -> Doubt:
    both = (one, other)
    told = "; ".join(f"{each.written} ({source(each.passage)})" for each in both)
    shared = _named(one) or ", ".join(sorted(_shared_words(one, other, words)))
    return Doubt(
        sort="contradiction",
        text=f"told differently, {one.figure.sort}{f' ({shared})' if shared else ''}: {told}",
        evidence=tuple(each.passage.evidence(f"{RULE}#{each.figure.sort}") for each in both),
    )


def _named(told: Told) -> str:
    """Give the words that say what a figure is of, as the text writes them."""
    match = next((m for one in told.figure.patterns if (m := one.search(told.passage.text))), None)
    return match.groupdict().get("place") or "" if match else ""


def _shared_words(one: Told, other: Told, words: DoubtWords) -> Iterator[str]:
    """Give the words of the first title that the second has too."""
    for word in (one.passage.document.title or "").split():
        if content_words(word, words) & one.story & other.story:
            yield word.strip(".,:;“”\"'").casefold()


def _corrected(cut: tuple[Passage, ...], words: DoubtWords) -> Iterator[Doubt]:
    """Give the numbers that the next sentence of the same paragraph puts right."""
    for before, after in pairwise(cut):
        match = next((found for one in words.correcting if (found := one.search(after.text))), None)
        if match is None or before.paragraph != after.paragraph:
            continue
        if any(character.isdigit() for character in before.text):
            yield Doubt(
                sort="contradiction",
                text=f"told differently in one report ({source(before)}), number: "
                f"“{before.text}” against {_written(match[0], match.groupdict())}",
                evidence=(before.evidence(f"{RULE}#correcting"), after.evidence(f"{RULE}#correcting")),
            )


def source(passage: Passage) -> str:
    """Name the publisher of a passage."""
    return passage.document.publisher or passage.document.title or "a source without a name"
