"""When what was called off was to be: "the visit, planned for the second half of May, was cancelled"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from detente.coding.below import base
from detente.coding.frames import Frame
from detente.model.document import Document
from detente.model.event import Precision, When
from detente.model.sentence import Sentence

FindWhen = Callable[[Sentence, int, str, date | None], When]


def planned_for(sentence: Sentence, frame: Frame, document: Document, find_when: FindWhen) -> When | None:
    """Give the past time for which something was planned, by whose end it was called off; else None."""
    for place in _time_words(sentence, frame):
        when = find_when(sentence, place, document.text, document.date)
        told = when.precision is not Precision.PUBLICATION and when.end is not None
        if told and document.date is not None and when.end and when.end < document.date:
            return when
    return None


def _time_words(sentence: Sentence, frame: Frame) -> Iterator[int]:
    """Give the words beside what was called off that can carry its time, the nearest first."""
    for place in sorted(frame.words - {frame.trigger}):
        yield place
        for clause in sentence.children(place):
            if base(clause) == "acl":
                yield clause.index
                # "the second *half* of May": a part of a month carries the month.
                yield from (child.index for child in sentence.children(clause.index) if base(child) == "obl")
