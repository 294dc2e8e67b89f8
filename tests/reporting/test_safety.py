from __future__ import annotations

import pytest

from detente.reporting.safety import language_tag, link, one_line, plain_id, visible


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://a.example",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example",
        "https://",
        "//a.example",
        "https://a.example/\u202egpj",
        "http://user@a.example/",
        'https://a.example/"onclick=x',
        "java\nscript:alert(1)",
        "https://[bad",
        "",
        None,
        "vbscript:x",
        "https:a.example",
    ],
)
def test_only_plain_web_addresses_are_opened(url: str | None) -> None:
    assert link(url) is None


@pytest.mark.parametrize(
    "url", ["https://a.example/x?y=1&z=2#k", "http://a.example", "https://مثال.example/خبر"]
)
def test_web_addresses_are_left_as_they_are(url: str) -> None:
    assert link(url) == url


def test_marks_that_honest_arabic_needs_are_left_alone() -> None:
    assert visible("المغرب\u200f، مالي") == "المغرب\u200f، مالي"


def test_control_characters_become_visible() -> None:
    assert one_line("a\x1b[31mb\x00c\x7f\x85\ud83d") == "a␛[31mb␀c␡\ufffd\ufffd"


@pytest.mark.parametrize(
    ("tag", "kept"), [("fr", "fr"), ("pt-BR", "pt-BR"), ('en" x="', None), (None, None), ("", None)]
)
def test_a_language_goes_into_an_attribute_only_if_it_is_one(tag: str | None, kept: str | None) -> None:
    assert language_tag(tag) == kept


def test_an_identifier_is_plain_or_not() -> None:
    assert plain_id("r-3fa9") and not plain_id("a b") and not plain_id('"') and not plain_id("")
