"""Whatever stands in any text field, the page has the same elements and attributes as without it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.model.document import Document, Evidence, Span
from detente.model.dossier import Facts
from detente.model.series import Series
from detente.reporting.dossier import write_dossier
from detente.reporting.markdown import md
from tests.reporting.reading import Page
from tests.reporting.sample import DOCUMENTS, sample_facts

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt;",
    "<!--",
    "]]>",
    "</details></li></ul></section>",
    "\x00<b\x0b>",
    "\u202e<i>",
    "<base href=//evil.example>",
    "<math><mtext></table><mglyph><style><img src=x>",
    "\ud800",
    "a\r\n\u2028b",
)

# Fields that code looks things up by: changing them changes what is found, not how it is written.
_KEPT = {
    "iso3",
    "id",
    "record",
    "document",
    "kind",
    "status",
    "sort",
    "side",
    "state",
    "unit",
    "superseded_by",
    "kept_by",
    "plover",
    "country",
    "parties",
    "records",
    "codes",
    "code",
    "source",
    "target",
    "about",
    "by",
    "to",
    "voice",
    "precision",
    "readings",
    "body",
    "manner",
    "said_by",
    "url",
}


def _poisoned(value, words: str, name: str = ""):
    """Put words behind every text in a value that is shown."""
    if isinstance(value, Evidence):
        text = value.quote + words
        return replace(
            value,
            quote=text,
            span=Span(start=value.span.start, end=value.span.start + len(text)),
            rule=value.rule + words,
            said_by=words or None,
        )
    if isinstance(value, (Enum, date)) or name in _KEPT:
        return value
    if isinstance(value, str):
        return value + words
    if name == "lines":
        return tuple((record, line + words) for record, line in value)
    if isinstance(value, tuple):
        return tuple(_poisoned(one, words, name) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: _poisoned(getattr(value, one.name), words, one.name)
            for one in fields(value)
            if one.init
        }
        if isinstance(value, Series):
            changed["name"] = value.name
        if isinstance(value, Document):
            changed["url"] = (value.url or "") + words
        return replace(value, **changed)
    return value


def _shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Elements with the names of their attributes, without what depends on text: links, languages, marks."""
    shape = []
    for element in Page(text).elements:
        if element.tag in {"mark", "a", "bdi", "b", "code", "br", "span"}:
            continue
        names = sorted(
            set(element.attributes)
            - {"lang", "data-p", "data-s", "data-e", "data-cut-after", "data-cut-before"}
        )
        shape.append((element.tag, tuple(names)))
    return shape


_ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "div",
    "nav",
    "p",
    "br",
    "ol",
    "ul",
    "li",
    "span",
    "button",
    "main",
    "header",
    "h1",
    "h2",
    "h3",
    "bdi",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "em",
    "section",
    "figure",
    "figcaption",
    "blockquote",
    "mark",
    "b",
    "q",
    "code",
    "form",
    "label",
    "select",
    "option",
    "input",
    "svg",
    "desc",
    "defs",
    "pattern",
    "line",
    "rect",
    "text",
    "g",
    "path",
    "circle",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "footer",
    "script",
}


def _dossier(words: str, form: str = "html") -> str:
    facts: Facts = _poisoned(sample_facts(since=date(2025, 2, 1)), words)
    documents = {key: _poisoned(document, words) for key, document in DOCUMENTS.items()}
    return write_dossier(facts, form, documents)


def _check(words: str) -> None:
    page = _dossier(words)
    page.encode()
    read = Page(page)
    assert set(read.tags()) <= _ALLOWED
    assert read.tags()["script"] == read.tags()["style"] == 1
    for element in read.elements:
        assert not [name for name in element.attributes if name.startswith("on") or name in {"src", "style"}]
        href = element.attributes.get("href", "#")
        assert href.startswith(("#", "http://", "https://"))
    assert _shape(page) == _shape(_dossier("zz" if words else ""))


@pytest.mark.parametrize("words", PAYLOADS)
def test_no_text_field_can_add_an_element_or_an_attribute(words: str) -> None:
    _check(words)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=12)), min_size=1, max_size=3).map("".join)
)
def test_no_mixture_of_tricks_and_chance_can_either(words: str) -> None:
    _check(words)


@pytest.mark.parametrize("form", ["md", "json"])
@pytest.mark.parametrize("words", PAYLOADS)
def test_the_other_forms_can_be_written_with_any_text(form: str, words: str) -> None:
    _dossier(words, form).encode()


@given(st.text())
def test_escaped_markdown_holds_no_tag_and_no_line_break(words: str) -> None:
    import re

    escaped = md(words)
    assert "\n" not in escaped
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>`|\[\]]", escaped)
