"""What somebody recalls of long ago: "When Peru left in 1980, he said, Chile refused to follow"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from detente.coding.below import base
from detente.coding.frames import Frame
from detente.coding.persons import year_of
from detente.model.sentence import Sentence

LONG_AGO = 5
"""From so many years before publication on, what is told of a year is history, not news."""


def recalls(frame: Frame) -> bool:
    """Tell whether a frame is somebody's claim of a year that his words name."""
    return any("@year" in phrases for _, phrases in frame.wording.has)


def of_long_ago(sentence: Sentence, frames: Iterable[Frame], published: date | None) -> tuple[Frame, ...]:
    """Leave out claims of a year that is not long past; without a day of publication no year is."""
    year = year_of(sentence)
    old = published is not None and year is not None and year + LONG_AGO <= published.year
    return tuple(frame for frame in frames if old or not recalls(frame))


def is_recalled(sentence: Sentence, frame: Frame, frames: Iterable[Frame]) -> bool:
    """Tell whether a frame is the content of such a claim: no act of these days."""
    return any(recalls(other) and _is_said(sentence, frame.trigger, other) for other in frames)


def _is_said(sentence: Sentence, index: int, claim: Frame) -> bool:
    """Tell whether the word at `index` heads what a verb of saying tells."""
    said = sentence.tokens[claim.trigger]
    beside = base(said) == "parataxis" and said.head == index
    return sentence.tokens[index].head == said.index or beside
