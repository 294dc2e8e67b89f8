from __future__ import annotations

from datetime import date

import pytest

from detente.reading.cleaning import clean_lines, join_wrapped
from detente.reading.headers import find_date, read_byline, read_fields

FIRST = "Norland's government said on Monday that it would send an ambassador to Sudoria before the summer."
SECOND = "Sudoria welcomed the decision and said that its own embassy in Norland would open in the autumn."


def test_a_short_first_line_before_an_empty_one_is_the_title(read, write):
    ((document,), _) = read(write("a.txt", f"Envoys to be exchanged\n\n{FIRST}\n\n{SECOND}\n"))
    assert document.title == "Envoys to be exchanged"
    assert document.text == f"{FIRST}\n{SECOND}"
    assert dict(document.found)["title"] == "first line"


def test_a_first_sentence_is_no_title(read, write):
    ((document,), _) = read(write("a.txt", f"Envoys were exchanged.\n\n{FIRST}"))
    assert document.title is None
    assert document.text.startswith("Envoys were exchanged.")


def test_a_single_line_is_text_and_no_title(read, write):
    ((document,), _) = read(write("a.txt", "Norland appointed an ambassador to Sudoria"))
    assert (document.title, document.text) == (None, "Norland appointed an ambassador to Sudoria")


def test_a_date_line_and_a_byline_below_the_title_are_taken_off(read, write):
    content = f"Envoys to be exchanged\n\nBy Ada Berg\nMonday, 2 March 2026\n\n{FIRST}\n"
    ((document,), _) = read(write("a.txt", content))
    assert (document.author, document.date, document.text) == ("Ada Berg", date(2026, 3, 2), FIRST)
    assert dict(document.found)["date"] == "date line"


def test_a_dateline_gives_the_date_and_stays(read, write):
    text = f"NORBORG, 2 March 2026 (Example Agency) – {FIRST}"
    ((document,), _) = read(write("a.txt", text))
    assert (document.date, document.text) == (date(2026, 3, 2), text)


def test_a_date_told_in_a_sentence_is_no_day_of_publication(read, write):
    ((document,), _) = read(write("a.txt", f"The embassy opened on 2 March 2021.\n\n{FIRST}"))
    assert document.date is None


def test_a_file_named_after_a_day_gives_the_date(read, write):
    ((document,), _) = read(write("2026-03-02-envoys.txt", FIRST))
    assert (document.date, dict(document.found)["date"]) == (date(2026, 3, 2), "file name")


def test_the_age_of_a_file_gives_no_date(read, write):
    ((document,), _) = read(write("envoys.txt", FIRST))
    assert document.date is None


def test_field_lines_on_top_are_read(read, write):
    head = (
        "Title: Envoys\nSource: The Harbour Post\nDate: March 2, 2026\nURL: https://harbour.example/envoys\n"
    )
    ((document,), _) = read(write("a.txt", f"{head}\n{FIRST}\n"))
    assert (document.title, document.publisher, document.date) == (
        "Envoys",
        "The Harbour Post",
        date(2026, 3, 2),
    )
    assert (document.url, document.text) == ("https://harbour.example/envoys", FIRST)


def test_a_first_paragraph_with_a_colon_is_no_field():
    assert read_fields(["Norland: the government fell", "", "More."]) == ({}, 0)


def test_wrapped_lines_are_joined(read, write):
    wrapped = (
        "Norland's government said on Monday that it would send an ambassador\n"
        "to Sudoria before the summer, the first since relations were restored\n"
        "by the two states.\n\nSudoria welcomed it."
    )
    ((document,), _) = read(write("a.txt", wrapped))
    assert document.text.count("\n") == 1
    assert "an ambassador to Sudoria before" in document.text


def test_lines_that_are_paragraphs_are_not_joined():
    lines = [FIRST, "Sudoria agreed.", SECOND]
    assert [line for line in join_wrapped(lines) if line] == lines


def test_windows_line_ends_and_hidden_marks_are_cleaned():
    assert clean_lines("a\u200b\u00a0b\r\nc\u202ed\x07\rsoft\u00adhyphen\ud800") == [
        "a b",
        "cd",
        "softhyphen\ufffd",
    ]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Le Norland a nommé un ambassadeur à Sudorville, a déclaré le ministère."),
        ("utf-16", "Le Norland a nommé un ambassadeur à Sudorville, a déclaré le ministère."),
        ("utf-16-le", "Le Norland a nommé un ambassadeur à Sudorville, a déclaré le ministère."),
        (
            "cp1252",
            "Le Norland a nommé un ambassadeur à Sudorville ; « c’est une étape », a déclaré le ministère.",
        ),
        (
            "cp1256",
            "عينت الحكومة سفيرا جديدا لدى الدولة المجاورة، وقالت الوزارة إن العلاقات بين البلدين تتحسن.",
        ),
        ("utf-8", "عينت الحكومة سفيرا جديدا لدى الدولة المجاورة، وقالت الوزارة إن العلاقات تتحسن."),
    ],
)
def test_a_text_is_read_in_whatever_encoding_it_came(read, write, encoding, text):
    ((document,), _) = read(write("a.txt", text.encode(encoding)))
    assert document.text == text
    assert document.language in ("fr", "ar")


def test_a_text_cut_inside_a_letter_is_still_read(read, write):
    content = "عينت الحكومة سفيرا جديدا لدى الدولة المجاورة، وقالت الوزارة إن العلاقات تتحسن.".encode()
    ((document,), _) = read(write("a.txt", content[:-2]))
    assert document.text.startswith("عينت الحكومة")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published on 24 January 2024", date(2024, 1, 24)),
        ("Jan. 24, 2024", date(2024, 1, 24)),
        ("1er mars 2016, 14h30", date(2016, 3, 1)),
        ("mardi 24 août 2021", date(2021, 8, 24)),
        ("الاثنين 24 يناير 2024", date(2024, 1, 24)),
        ("٢٤ غشت ٢٠٢٣", date(2023, 8, 24)),
        ("2024-01-24T10:00", date(2024, 1, 24)),
        ("24/01/2024", date(2024, 1, 24)),
        ("01/24/2024", date(2024, 1, 24)),
        ("03/04/2024", None),
        ("31 February 2024", None),
        ("24 January", None),
        ("May 2019", None),
    ],
)
def test_dates_are_read_in_three_languages_and_never_guessed(text, day):
    found = find_date(text)
    assert (found[0] if found else None) == day


def test_bylines_name_the_author():
    assert read_byline("By Ada Berg") == "Ada Berg"
    assert read_byline("Par Jeanne Dupont | Norborg") == "Jeanne Dupont"
    assert read_byline("بقلم: سعيد العلمي") == "سعيد العلمي"
    assert read_byline("Byzantine art in Norland") is None
