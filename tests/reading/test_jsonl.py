from __future__ import annotations

import json
from datetime import date

import pytest

from detente.model.document import Span

TEXT = "Norland and Sudoria agreed on Monday to reopen their common border."


def lines(*entries: object) -> str:
    return "".join((entry if isinstance(entry, str) else json.dumps(entry)) + "\n" for entry in entries)


def test_a_line_in_the_interchange_form_becomes_the_document_it_says(read, write):
    entry = {
        "id": "d1", "text": TEXT, "title": "Border", "url": "https://harbour.example/b",
        "publisher": "The Harbour Post",
        "language": "en", "date": "2026-03-02", "mood": "unknown keys are no error",
    }  # fmt: skip
    ((document,), troubles) = read(write("a.jsonl", lines(entry)))
    assert troubles == []
    assert (document.id, document.text, document.title, document.publisher) == (
        "d1",
        TEXT,
        "Border",
        "The Harbour Post",
    )
    assert (document.url, document.language, document.date) == (
        "https://harbour.example/b",
        "en",
        date(2026, 3, 2),
    )
    assert document.origin.endswith("a.jsonl:1")


def test_the_text_of_a_line_is_kept_letter_by_letter(read, write):
    text = "  Leave a Reply\r\nNorland\u00a0agreed.\t\n"
    ((document,), _) = read(write("a.jsonl", lines({"text": text})))
    assert document.text == text


def test_a_missing_id_is_made_and_a_missing_language_found(read, write):
    ((document,), _) = read(write("a.jsonl", lines({"text": TEXT})))
    assert len(document.id) == 16
    assert document.language == "en"


def test_a_raw_page_in_a_line_is_extracted_under_the_given_names(read, write):
    html = f"<html><body><nav>Home</nav><article><p>{TEXT} {TEXT}</p><p>{TEXT}</p></article></body></html>"
    ((document,), _) = read(
        write("a.jsonl", lines({"id": "p", "html": html, "title": "Given", "date": "2026-03-02"}))
    )
    assert (document.id, document.title, document.date) == ("p", "Given", date(2026, 3, 2))
    assert "Home" not in document.text


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a JSON object"),
        ("[1]", "a list"),
        ("7", "bare value"),
        ('{"id": "x"}', "neither 'text' nor 'html'"),
        ('{"text": ""}', "neither"),
        ('{"text": 7}', "'text' holds 7"),
        ('{"text": "a", "id": ["x"]}', "'id' holds"),
        ('{"text": "a", "id": true}', "'id' holds"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": "a", "n": ' + "1" * 5000 + "}", "too long a number"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_the_rest_is_read(read, write, line, message):
    documents, troubles = read(write("a.jsonl", lines({"text": TEXT}, line, {"text": TEXT + " Again."})))
    assert len(documents) == 2
    assert [trouble.origin.rsplit(":", 1)[1] for trouble in troubles] == ["2"]
    assert message in troubles[0].message


def test_a_line_that_is_not_utf8_is_reported(read, write):
    content = lines({"text": TEXT}).encode() + '{"text": "été"}\n'.encode("latin-1")
    documents, troubles = read(write("a.jsonl", content))
    assert len(documents) == 1
    assert "UTF-8" in troubles[0].message


def test_a_line_of_ten_megabytes_is_refused_and_the_next_is_read(read, write):
    documents, troubles = read(write("a.jsonl", lines({"text": "x" * 10_000_000}, {"text": TEXT})))
    assert len(documents) == 1
    assert troubles[0].origin.endswith(":1")
    assert "longer than 5.0 MB" in troubles[0].message


def test_many_lines_with_one_bad_one_lose_nothing_else(read, write):
    entries = [{"id": str(n), "text": TEXT, "language": "en"} for n in range(3000)]
    documents, troubles = read(write("a.jsonl", lines(*entries[:1500], "{bad", *entries[1500:])))
    assert len(documents) == 3000
    assert troubles[0].origin.endswith(":1501")


def test_a_file_that_is_something_else_is_given_up_early(read, write):
    documents, troubles = read(write("a.json", json.dumps([{"text": TEXT}] * 50, indent=1)))
    assert documents == []
    assert len(troubles) < 10
    assert "is not JSON Lines" in troubles[-1].message


def test_another_text_under_the_same_id_is_reported_and_the_same_text_is_not(read, write):
    first, other = {"id": "d", "text": TEXT}, {"id": "d", "text": "Norland closed the border."}
    documents, troubles = read(write("a.jsonl", lines(first, other, first)))
    assert [document.text for document in documents] == [TEXT, TEXT]
    assert "'d'" in troubles[0].message


def test_a_bad_date_is_reported_and_the_document_kept_without_it(read, write):
    ((document,), troubles) = read(write("a.jsonl", lines({"text": TEXT, "date": "last week"})))
    assert document.date is None
    assert "ISO 8601" in troubles[0].message


def test_a_date_with_a_time_gives_its_day(read, write):
    ((document,), _) = read(write("a.jsonl", lines({"text": TEXT, "date": "2026-03-02T23:59:00+01:00"})))
    assert document.date == date(2026, 3, 2)


def test_an_unknown_language_is_reported_and_found_from_the_text(read, write):
    ((document,), troubles) = read(write("a.jsonl", lines({"text": TEXT, "language": "klingon"})))
    assert document.language == "en"
    assert "klingon" in troubles[0].message


def test_lone_surrogates_and_nuls_are_replaced_one_by_one(read, write):
    ((document,), _) = read(write("a.jsonl", '{"text": "Norland\\ud800 agreed\\u0000."}\n'))
    assert document.text == "Norland\ufffd agreed ."
    document.text.encode("utf-8")


def test_a_mark_at_the_start_and_empty_lines_are_no_trouble(read, write):
    documents, troubles = read(write("a.jsonl", "\ufeff" + lines({"text": TEXT}, "", "  ")))
    assert len(documents) == 1
    assert troubles == []


def test_a_last_line_without_an_end_is_read(read, write):
    assert len(read(write("a.jsonl", json.dumps({"text": TEXT})))[0]) == 1


def test_a_marked_pair_is_read_with_its_text(read, write):
    line = {"id": "p", "text": TEXT, "source_span": [0, 7], "target_span": [12, 19]}
    ((document,), troubles) = read(write("a.jsonl", lines(line)))
    assert troubles == []
    assert document.pair == (Span(start=0, end=7), Span(start=12, end=19))


def test_a_party_that_the_text_does_not_name_may_be_null(read, write):
    line = {"id": "p", "text": TEXT, "source_span": [0, 7], "target_span": None}
    ((document,), _) = read(write("a.jsonl", lines(line)))
    assert document.pair == (Span(start=0, end=7), None)


def test_a_mark_beyond_the_text_is_told_with_its_key(read, write):
    line = {"id": "p", "text": TEXT, "source_span": [0, 7], "target_span": [12, 999]}
    (documents, (trouble,)) = read(write("a.jsonl", lines(line)))
    assert documents == []
    assert "'target_span' holds [12, 999]" in trouble.message
