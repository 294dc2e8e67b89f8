"""Exports of news archives as pages and word processor files: several articles in one file."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.samples import FIRST, SECOND, STORY, THIRD, docx, page, rtf, run
from tests.reading.test_archives import CODED, NAMED


def _line(text: str, kind: str = "c5") -> str:
    return f'<BR><DIV CLASS="{kind}"><P CLASS="c6"><SPAN CLASS="c2">{text}</SPAN></P>\n</DIV>\n'


def _field(name: str, value: str) -> str:
    return (
        f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">{name}: </SPAN><SPAN CLASS="c2">{value}</SPAN>'
        "</P>\n</DIV>\n"
    )


def _body(*paragraphs: str) -> str:
    return (
        '<BR><DIV CLASS="c5">'
        + "".join(f'<P CLASS="c9"><SPAN CLASS="c2">{text}</SPAN></P>\n' for text in paragraphs)
        + "</DIV>\n"
    )


COUNTED_PAGE = (
    "<HTML><HEAD><STYLE><!-- .c0 {} --></STYLE><TITLE>&nbsp;</TITLE></HEAD><BODY>"
    + _line("Download Request: Selected Items: 1-2<BR>Time Of Request: Monday, March 9, 2026")
    + _line("1 of 2 DOCUMENTS", "c0")
    + _line("The Harbour Post", "c0")
    + _line("March 2, 2026 Monday", "c3")
    + _line("Norland and Sudoria reopen their border")
    + _field("BYLINE", "By Ada Berg")
    + _field("LENGTH", "350 words")
    + _body(FIRST, SECOND)
    + _field("LOAD-DATE", "March 3, 2026")
    + _field("LANGUAGE", "ENGLISH")
    + _line("Copyright 2026 Harbour Press<BR>All Rights Reserved", "c0")
    + _line("2 of 2 DOCUMENTS", "c0")
    + _line("Bay News", "c0")
    + _line("March 3, 2026 Tuesday", "c3")
    + _line("Envoy recalled")
    + _field("LENGTH", "90 words")
    + _body(THIRD)
    + "</BODY></HTML>"
)


def _laid_out(title: str, day: str, publisher: str, number: str, *paragraphs: str, author: str = "") -> str:
    lines = [
        author,
        "350 words",
        day,
        "07:00",
        publisher,
        "HARBP",
        "English",
        "Copyright 2026, Harbour Press",
    ]
    return (
        f'<div class="article enArticle"><div id="hd"><span class="enHeadline">{title}</span></div>'
        + "".join(f"<div>{line}</div>" for line in lines if line)
        + "".join(f'<p class="articleParagraph enarticleParagraph">{text}</p>' for text in paragraphs)
        + f"<p>Document {number}</p></div>"
    )


LAID_OUT_PAGE = (
    "<html><head><title>Archive</title></head><body>"
    + _laid_out(
        *("Norland and Sudoria reopen their border", "2 March 2026", "The Harbour Post"),
        *("HARBP00020260302em3200001", FIRST, SECOND),
        author="By Ada Berg",
    )
    + _laid_out("Envoy recalled", "3 March 2026", "Bay News", "BAYNE00020260303em3300002", THIRD)
    + "</body></html>"
)
TABLE_PAGE = (
    '<html><body><div class="article enArticle"><table>'
    + "".join(
        f"<tr><td><b>{code}</b></td><td>{value}</td></tr>"
        for code, value in (
            *(("HD", "Norland and Sudoria reopen their border"), ("BY", "By Ada Berg"), ("WC", "350 words")),
            *(
                ("PD", "2 March 2026"),
                ("SN", "The Harbour Post"),
                ("LA", "English"),
                ("LP", f"<p>{FIRST}</p>"),
            ),
            *(
                ("TD", f"<p>{SECOND}</p>"),
                ("RE", "nland : Norland"),
                ("AN", "Document HARBP00020260302em3200001"),
            ),
            *(
                ("HD", "Envoy recalled"),
                ("PD", "3 March 2026"),
                ("SN", "Bay News"),
                ("LP", f"<p>{THIRD}</p>"),
            ),
        )
    )
    + "</table></div></body></html>"
)
FILES = {
    "counted.html": COUNTED_PAGE.encode(),
    "laid-out.html": LAID_OUT_PAGE.encode(),
    "table.html": TABLE_PAGE.encode(),
    "form.html": TABLE_PAGE.replace("<body>", "<body><form action='save.aspx'>")
    .replace("</body>", "<input type='submit'></form></body>")
    .encode(),
    "coded.rtf": rtf(*CODED.splitlines()),
    "counted.rtf": rtf(*(line.strip() for line in NAMED.splitlines())),
    "coded.docx": docx([("", run(line)) for line in CODED.splitlines()]),
    "counted.docx": docx([("", run(line.strip())) for line in NAMED.splitlines()]),
}


@pytest.mark.parametrize("name", FILES)
def test_an_export_gives_each_article_with_its_head(read, write, name):
    documents, troubles = read(write(name, FILES[name]))
    assert troubles == []
    first, second = documents
    assert (first.text, second.text) == (f"{FIRST}\n{SECOND}".replace(FIRST, _told(first.text)), THIRD)
    assert (first.title, first.author) == ("Norland and Sudoria reopen their border", "Ada Berg")
    assert [(one.publisher, one.date) for one in documents] == [
        ("The Harbour Post", date(2026, 3, 2)),
        ("Bay News", date(2026, 3, 3)),
    ]
    assert (second.title, second.author) == ("Envoy recalled", None)
    assert first.origin.endswith(f"{name}#1")


def _told(text: str) -> str:
    """The first sentence with the dateline that the coded export has before it."""
    return f"NORBORG - {FIRST}" if text.startswith("NORBORG") else FIRST


def test_a_page_that_only_quotes_such_lines_is_an_article(read, write):
    content = page(*STORY, after="<p>1 of 2 DOCUMENTS</p><table><tr><td>HD</td><td>LP</td></tr></table>")
    ((document,), troubles) = read(write("a.html", content))
    assert troubles == []
    assert document.title == "The border opens"
    assert FIRST in document.text


def test_an_export_may_be_larger_than_a_page(read, write):
    article = _laid_out("Envoys", "2 March 2026", "Bay News", "BAYNE00020260303em3300002", *STORY)
    content = f"<html><body>{article * 40}</body></html>"
    documents, troubles = read(write("a.html", content), limit_bytes=len(content) // 3)
    assert len(documents) == 40
    assert troubles == []
    assert "one document may hold" in read(write("b.html", page("x" * 3000)), limit_bytes=1000)[1][0].message
