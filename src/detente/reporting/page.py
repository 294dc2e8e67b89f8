"""The dossier as one HTML file that needs no network, with a policy that allows none."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from detente.model.document import Document
from detente.reporting.charts import GLYPHS, draw
from detente.reporting.desk import Desk
from detente.reporting.evidence import Card, Passage, cards_of, evidence_of, gather_passages, voices_of
from detente.reporting.numbers import table
from detente.reporting.parts import Header, Line, Part
from detente.reporting.safety import language_tag, link, plain_id, visible
from detente.reporting.sections.judgement import level_text
from detente.reporting.wording import count, word_day, word_short

_IN_PRINT = 2  # So many sources are named after a line in print; the others are counted.


@dataclass(frozen=True, slots=True)
class Opened:
    """A line's evidence as the page shows it."""

    cards: tuple[Card, ...]
    voices: int
    brief: tuple[tuple[str, str], ...]
    more: int


def write_page(top: Header, parts: tuple[Part, ...], desk: Desk) -> str:
    """Write the page."""
    environment = _environment()
    running = Markup(css_text(f"{top.title}, {word_day(top.as_of)}"))
    style = Markup(environment.get_template("style.css").render(running=running))
    script = Markup(_template("page.js"))
    passages = gather_passages(evidence_of(parts), desk)

    def opened(line: Line) -> Opened:
        cards = cards_of(line, desk, passages)
        return Opened(cards, voices_of(cards), _brief(cards), max(len(cards) - _IN_PRINT, 0))

    return environment.get_template("page.html.j2").render(
        top=top,
        parts=parts,
        passages=passages.all,
        style=style,
        script=script,
        policy=policy(style, script),
        opened=opened,
        record_anchor=_anchors(desk),
        quad_name=lambda quad: desk.words.of("quad", quad),
        language_name=lambda code: desk.words.of("language", code) if code else "not known",
        head=_passage_head(desk),
    )


def policy(style: str, script: str) -> str:
    """Give the content security policy: nothing from anywhere, and only this style and this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def css_text(text: str) -> str:
    """Write a text as a CSS string of escapes alone, so that no name can end it."""
    return '"' + "".join(f"\\{ord(one):06x}" for one in " ".join(visible(text).split())) + '"'


def _brief(cards: tuple[Card, ...]) -> tuple[tuple[str, str], ...]:
    """Name the first sources of a line for print: publisher, and ``24 Jan 2024, source 1``."""
    return tuple(
        (card.publisher, f"{card.day}, source {card.number}" if card.number else card.day)
        for card in cards[:_IN_PRINT]
    )


def _anchors(desk: Desk) -> Callable[[str], str]:
    """Name the place of a record on the page by its identifier, or by its number where that is not plain."""
    places = {identifier: place for place, identifier in enumerate(desk.records)}

    def anchor(identifier: str) -> str:
        return f"r-{identifier}" if plain_id(identifier) else f"r.{places.get(identifier, 'x')}"

    return anchor


def _passage_head(desk: Desk) -> Callable[[Passage], dict[str, Any]]:
    def head(passage: Passage) -> dict[str, Any]:
        document: Document = desk.documents[passage.document]
        return {"document": document, "number": desk.numbers.get(document.id, 0), "url": link(document.url)}

    return head


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": word_short, "long_day": word_day, "link": link, "language_tag": language_tag, "table": table,
    }  # fmt: skip
    environment.globals |= {"count": count, "draw": draw, "glyphs": GLYPHS, "level_text": level_text}
    return environment


def _finalize(value: object) -> object:
    """Make hidden characters visible in every text that a template prints; it is escaped after that."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _template(name: str) -> str:
    return (files("detente.reporting") / "templates" / name).read_text(encoding="utf-8")
