from __future__ import annotations

from datetime import date

import pytest

from tests.reading.samples import FIRST, SECOND, STORY, THIRD, column, pdf


def test_a_page_in_one_column_gives_its_paragraphs(read, write):
    lines = [*column(FIRST, left=72, top=700, letters=40), *column(SECOND, left=72, top=650, letters=40)]
    ((document,), troubles) = read(write("a.pdf", pdf(lines)))
    assert troubles == []
    assert document.text == f"{FIRST}\n{SECOND}"
    assert document.language == "en"


def test_two_columns_are_read_one_after_the_other_below_their_headline(read, write):
    left = column(f"{FIRST} {SECOND}", left=60, top=640, letters=34)
    right = column(THIRD, left=320, top=640, letters=34)
    mixed = [line for pair in zip(left, right, strict=False) for line in pair] + left[len(right) :]
    headline = (60.0, 700.0, 20.0, "The border opens after two long years")
    ((document,), _) = read(write("a.pdf", pdf([headline, *mixed])))
    assert document.text == f"{FIRST} {SECOND}\n{THIRD}"
    assert document.title == "The border opens after two long years"
    assert dict(document.found)["title"] == "largest line"


def test_a_sentence_that_goes_on_in_the_next_column_is_whole(read, write):
    words = f"{SECOND} {THIRD}".split()
    left = column(" ".join(words[:20]), left=60, top=640, letters=34)
    right = column(" ".join(words[20:]), left=320, top=640, letters=34)
    ((document,), _) = read(write("a.pdf", pdf([*left, *right])))
    assert document.text == f"{SECOND} {THIRD}"


def test_words_hyphenated_at_the_end_of_a_line_become_whole(read, write):
    lines = [
        (72.0, 700.0, 10.0, "The government of Norland sent a dele-"),
        (72.0, 688.0, 10.0, "gation of the Franco-"),
        (72.0, 676.0, 10.0, "African council to the vice-"),
        (72.0, 664.0, 10.0, "president of Sudoria, whose vice-president"),
        (72.0, 652.0, 10.0, "had asked for it."),
    ]
    ((document,), _) = read(write("a.pdf", pdf(lines)))
    assert document.text == (
        "The government of Norland sent a delegation of the Franco-African council to the vice-president of "
        "Sudoria, whose vice-president had asked for it."
    )


def test_heads_feet_and_page_numbers_are_no_text(read, write):
    pages = [
        [
            (72.0, 760.0, 8.0, f"THE HARBOUR POST, page {number}"),
            *column(text, left=72, top=700, letters=50),
            (300.0, 30.0, 8.0, str(number)),
        ]
        for number, text in enumerate(STORY, 1)
    ]
    ((document,), _) = read(write("a.pdf", pdf(*pages)))
    assert document.text == "\n".join(STORY)


def test_the_date_is_that_of_the_text_and_not_that_of_the_file(read, write):
    lines = [(72.0, 720.0, 10.0, "2 March 2026"), *column(FIRST, left=72, top=690, letters=50)]
    ((document,), _) = read(write("a.pdf", pdf(lines)))
    assert (document.date, dict(document.found)["date"]) == (date(2026, 3, 2), "date line")
    ((document,), _) = read(write("2026-03-05-border.pdf", pdf(lines[1:])))
    assert (document.date, dict(document.found)["date"]) == (date(2026, 3, 5), "file name")


def test_a_scan_is_reported_with_what_to_do(read, write):
    documents, troubles = read(write("a.pdf", pdf([])))
    assert documents == []
    assert "no text layer" in troubles[0].message
    assert "ocrmypdf" in troubles[0].message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Norland agreed.", "is no PDF file"),
        (b"%PDF-1.7\n1 0 obj", "no sound PDF file"),
        (pdf([(72.0, 700.0, 10.0, FIRST)])[:300], "no sound PDF file"),
    ],
)
def test_what_is_no_pdf_is_reported(read, write, content, said):
    assert said in read(write("a.pdf", content))[1][0].message


def test_a_pdf_without_its_ending_is_found_in_a_folder(read, write, tmp_path):
    write("download", pdf(column(FIRST, left=72, top=700, letters=50)))
    documents, _ = read(tmp_path)
    assert [document.text for document in documents] == [FIRST]


def test_the_name_of_the_paper_above_the_headline_is_no_text(read, write):
    top = [(72.0, 760.0, 9.0, "The Harbour Post"), (400.0, 740.0, 9.0, "2 March 2026")]
    headline = (72.0, 700.0, 20.0, "The border opens after two years")
    ((document,), _) = read(
        write("a.pdf", pdf([*top, headline, *column(FIRST, left=72, top=660, letters=50)]))
    )
    assert (document.title, document.text) == ("The border opens after two years", FIRST)
    assert document.date == date(2026, 3, 2)
