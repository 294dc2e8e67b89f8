from __future__ import annotations

import pytest

from detente.reading.identity import document_id, normal_url, web_address
from detente.reading.language import find_language, normal_language


def test_an_identifier_depends_on_address_and_words_alone():
    first = document_id("https://a.example/x/?utm_source=feed#top", "Norland agreed.\n")
    assert first == document_id("HTTPS://A.example:443/x", "Norland  agreed.")
    assert first != document_id("https://a.example/y", "Norland agreed.")
    assert first != document_id("https://a.example/x", "Norland refused.")


def test_an_identifier_never_changes_between_versions():
    assert document_id(None, "Norland agreed.") == "e716851aa816a516"


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://a.example/x/", "https://a.example/x"),
        ("https://a.example/x?id=2&utm_medium=m&fbclid=z", "https://a.example/x?id=2"),
        ("http://a.example:80", "http://a.example"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://user:pass@a.example/", None),
        ("https://a.example:port/", None),
        ("http://[::1", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses_have_one_normal_form(url, normal):
    assert normal_url(url) == normal


def test_an_address_with_marks_that_hide_is_refused():
    assert web_address("https://a.example/\u202egnp.exe") is None
    assert web_address('https://a.example/"onclick="x') is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two governments signed an agreement on fishing rights in the capital.", "en"),
        ("Les deux gouvernements ont signé un accord sur la pêche dans la capitale.", "fr"),
        ("وقعت الحكومتان اتفاقا بشأن حقوق الصيد في العاصمة يوم الاثنين.", "ar"),
        ("El gobierno firmó un acuerdo sobre la pesca con el país vecino.", "es"),
        ("მთავრობამ ხელი მოაწერა შეთანხმებას მეზობელ ქვეყანასთან.", "ka"),
        ("Too short.", None),
        ("12 345 67 89 10 11 12 13", None),
        ("", None),
    ],
)
def test_languages_are_told_or_left_open(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("fr-FR", "fr"),
        ("en_US", "en"),
        ("ara", "ar"),
        ("AR", "ar"),
        ("US", None),
        ("klingon", None),
        (7, None),
        ("", None),
    ],
)
def test_language_tags_have_one_normal_form(tag, code):
    assert normal_language(tag) == code
