"""A component for spaCy: ``nlp.add_pipe("detente")``. Only spaCy loads this module; it is no requirement.

Each doc gets ``doc._.detente``, its events as `Coded` (a notebook shows the words marked), and
``doc.spans["detente"]``, the words that tell each event, labelled with its kind. It needs nothing of the
pipeline but the text: detente parses with its own model.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from detente.model.errors import UsageError
from detente.pipeline.notebook import Coder

NAME = "detente"


def make_component(nlp: Any, name: str, language: str, day: str | None) -> Callable[[Doc], Doc]:
    """Give the component; `day` is the day of publication of docs that have none in ``user_data["day"]``.

    Raises
    ------
    UsageError
        If `day` is no day in ISO 8601.
    """
    if not Doc.has_extension(NAME):
        Doc.set_extension(NAME, default=None)
    coder, usual = Coder(language), _day(day)

    def component(doc: Doc) -> Doc:
        coded = coder.code(doc.text, day=_day(doc.user_data.get("day")) or usual)
        doc._.set(NAME, coded)
        places = ((event.evidence.span, event.kind) for event in coded)
        doc.spans[NAME] = [
            doc.char_span(span.start, span.end, label=kind, alignment_mode="expand") for span, kind in places
        ]
        return doc

    return component


def _day(told: date | str | None) -> date | None:
    if told is None or isinstance(told, date):
        return told
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise UsageError(f"{told!r} is no day; expected one such as 2024-01-24") from None


Language.factory(NAME, func=make_component, default_config={"language": "en", "day": None})
