"""Tellings with texts that hurt, and what an export of them says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.model.event import Telling
from detente.model.outside import About
from detente.storing.context import Context
from tests.storing.making import telling

NASTY = "=HYPERLINK(\"http://x\")\u202e <b>&amp;</b> ]]> \\ {%} 'é' مالي"
ABOUT = About(
    version="9.9", model="m0", lexicon="l0", datasets=("kinds l0", "GDELT: g.zip"),
    query="detente export it's.csv Mali Morocco", made=date(2026, 11, 25), notes=("a note",),
)  # fmt: skip
CONTEXT = Context(about=ABOUT)


def tellings() -> list[Telling]:
    """Four: a dated visit in Rabat, a mutual agreement in hurtful words, a plan, and one without a day."""
    found = [
        telling(
            "a", "visit MLI/GOV > MAR", "Mali visited Rabat.", day="2024-01-24", place="Rabat", source="d"
        ),
        telling("b", "sign-agreement MLI > MAR", NASTY, day="2024-02-01", object=NASTY, publisher=NASTY),
        telling("c", "visit MAR > MLI", "Morocco will visit.", day="2024-05", modality="future"),
        telling("d", "accuse MLI > *ECOWAS", "Mali accused the bloc.", published=None),
    ]
    scored = (
        replace(told, event=replace(told.event, quad=quad, score=score))
        for told, quad, score in zip(found, (1, 1, 1, 3), (4.0, 5.0, 4.0, -3.0), strict=True)
    )
    return [replace(told, title=NASTY if told.id == "b" else told.title) for told in scored]
