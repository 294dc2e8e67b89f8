from __future__ import annotations

import pytest

from tests.reading.samples import FIRST, SECOND, STORY, rtf


def _read(read, write, body: str):
    (document,), troubles = read(write("a.rtf", rtf(head=body)))
    assert troubles == []
    return document


def test_paragraphs_stay_apart_and_the_first_may_be_the_title(read, write):
    ((document,), troubles) = read(write("a.rtf", rtf("Envoys meet", *STORY)))
    assert troubles == []
    assert document.text == "\n".join(STORY)
    assert document.title == "Envoys meet"


WORDS = {
    r"The \'93caf\'e9\'94 \endash  \emdash  it\rquote s {\b bold} text\par": "The “café” – — it’s bold text",
    r"Says \u1605?\u1575?\u1604?\u1610? now\par": "Says مالي now",
    r"A face \u-10179?\u-8704? there\par": "A face \U0001f600 there",
    r"Half \u-10179? a letter\par": "Half  a letter".replace("  ", " "),
    r"{\f1 \'c7\'e1\'db\'d1\'c8} beside west\par": "الغرب beside west",
    r"{\uc2 \u233\'c3\'a9}t{\uc0 \u233}t\'e9\par": "étété",
    r"Shown {\v hidden words}and {\deleted gone }kept\par": "Shown and kept",
    r"{\field{\*\fldinst HYPERLINK http://a.example}{\fldrslt linked words}} here\par": "linked words here",
    r"{\header Page head\par}{\footnote a note}{\*\unknown no words}Body words\par": "Body words",
    r"{\pict\pngblip 89504e47}{\*\bin5 }}}}}}Before\par": "Before",
    r"{\upr{ansi words}{\*\ud{Unicode words}}} read\par": "Unicode words read",
    r"Braces \{ and \\ and \}, soft\-hyphen, hard\_one\par": "Braces { and \\ and }, softhyphen, hard-one",
    r"Cells\cell of a row.\row And of the next.\par": "Cells of a row.\nAnd of the next.",
}


@pytest.mark.parametrize("body", WORDS)
def test_what_a_word_processor_writes_is_read(read, write, body):
    assert _read(read, write, body).text == WORDS[body]


def test_what_follows_the_last_brace_is_no_text(read, write):
    ((document,), _) = read(write("a.rtf", rtf(FIRST) + b"\n" + SECOND.encode()))
    assert document.text == FIRST


def test_a_file_of_another_kind_is_refused(read, write):
    documents, troubles = read(write("a.rtf", FIRST))
    assert documents == []
    assert "is no RTF file" in troubles[0].message


def test_deep_groups_and_endless_words_are_given_up_in_time(read, write):
    assert "nested" in read(write("a.rtf", b"{\\rtf1" + b"{" * 100_000))[1][0].message
    ((document,), _) = read(write("b.rtf", rtf(FIRST, "\\bin999999999999 x")))
    assert FIRST in document.text


def test_an_rtf_file_without_ending_is_known_by_its_first_bytes(read, write):
    assert read(write("article", rtf(FIRST)))[0][0].text == FIRST
