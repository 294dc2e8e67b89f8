from __future__ import annotations

from datetime import date

import pytest

from tests.reading.samples import FIRST, SECOND, THIRD

CODED = f"""HD
Norland and Sudoria reopen their border

BY By Ada Berg
WC 350 words
PD 2 March 2026
SN The Harbour Post
LA English
CY (c) 2026 Harbour Press Limited

LP
NORBORG - {FIRST}

TD
{SECOND}

RE nland : Norland | sudor : Sudoria
AN Document HARBP00020260302em3200001

HD Envoy recalled
PD 3 March 2026
SN Bay News
LP {THIRD}
AN Document BAYNE00020260303em3300002
"""
NAMED = f"""                               1 of 2 DOCUMENTS

                              The Harbour Post

                            March 2, 2026 Monday

Norland and Sudoria reopen their border

BYLINE: By Ada Berg

SECTION: WORLD; Pg. 3

LENGTH: 350 words

BODY:
 {FIRST}

   {SECOND}

LOAD-DATE: March 3, 2026

LANGUAGE: ENGLISH

                     Copyright 2026 Harbour Press
                         All Rights Reserved


                               2 of 2 DOCUMENTS

                              Bay News

                            March 3, 2026 Tuesday

Envoy recalled

LENGTH: 90 words

BODY:
{THIRD}
"""
BLOCKS = f"""____________________________________________________________

Title: Norland and Sudoria reopen their border

Author: Berg, Ada

Publication title: The Harbour Post

Publication date: Mar 2, 2026

Abstract: The border opens.

Full text: {FIRST}

{SECOND}

Document URL: https://harbour.example/border

Copyright: Harbour Press

____________________________________________________________

Title: Envoy recalled

Publication title: Bay News

Publication date: Mar 3, 2026

Full text: {THIRD}
"""
FRENCH = """Titre : La frontière rouvre
Source : Le Courrier du Port
Date : 2 mars 2026
Texte :
Le Norland et la Sudorie ont convenu lundi de rouvrir leur frontière commune après deux ans de fermeture.

=====

Titre : L'ambassadeur rappelé
Source : La Baie
Date : 3 mars 2026
Texte :
La Sudorie a rappelé mardi son ambassadeur au Norland, a annoncé le ministère dans un communiqué.
"""


UNNAMED = NAMED.replace("BODY:\n ", "").replace("BODY:\n", "")


@pytest.mark.parametrize(
    "content", [CODED, NAMED, BLOCKS, UNNAMED], ids=["codes", "names", "blocks", "unnamed"]
)
def test_an_export_gives_each_article_with_its_headers(read, write, content):
    documents, troubles = read(write("export.txt", content))
    assert troubles == []
    assert [document.title for document in documents] == [
        "Norland and Sudoria reopen their border",
        "Envoy recalled",
    ]
    assert [document.publisher for document in documents] == ["The Harbour Post", "Bay News"]
    assert [document.date for document in documents] == [date(2026, 3, 2), date(2026, 3, 3)]
    assert documents[0].text.removeprefix("NORBORG - ") == f"{FIRST}\n{SECOND}"
    assert documents[1].text == THIRD
    assert documents[0].author in ("Ada Berg", "Berg, Ada")
    assert dict(documents[0].found)["date"] == "archive header"
    assert documents[0].origin.endswith("#1")


def test_a_french_export_is_read(read, write):
    documents, _ = read(write("export.txt", FRENCH))
    assert [document.publisher for document in documents] == ["Le Courrier du Port", "La Baie"]
    assert [document.date for document in documents] == [date(2026, 3, 2), date(2026, 3, 3)]
    assert documents[1].text.startswith("La Sudorie a rappelé")


@pytest.mark.parametrize(
    "text",
    [
        f"The border opens\n\n{FIRST}\n\n-----\n\n{SECOND}\n",
        f"Title: The border opens\nDate: 2 March 2026\nSource: Bay News\n\n{FIRST}\n\n{SECOND}\n",
        f"{FIRST}\n\nText: Ada Berg\n\n{SECOND}",
        f"Title: Border\nDate: 2 March 2026\n\n{FIRST}\n\n{THIRD * 6}\n\nText: Berg\n\n{SECOND}",
        f"IN BRIEF\n\n{FIRST}\n\nRE IN SUDORIA\n\n{SECOND}",
    ],
)
def test_an_article_saved_by_hand_is_no_export(read, write, text):
    ((document,), _) = read(write("a.txt", text))
    assert FIRST in document.text
    assert SECOND in document.text


def test_an_article_of_an_export_without_words_is_reported_alone(read, write):
    documents, troubles = read(write("export.txt", CODED.replace(THIRD, "1234")))
    assert len(documents) == 1
    assert troubles[0].origin.endswith("#2")


def test_an_article_of_an_export_with_a_title_alone_is_told(read, write):
    documents, troubles = read(write("export.txt", BLOCKS.replace(f"Full text: {THIRD}\n", "")))
    assert len(documents) == 1
    assert "no article text" in troubles[0].message


WRAPPED = f"""Download Request: All Documents: 1-2

                               1 of 2 DOCUMENTS


       Copyright 2026 Harbour Press and Interactive Company, LLC d/b/a
                            Harbour Post Digital
                              All Rights Reserved

                              The Harbour Post

                             March 2, 2026 Monday
                                 Met 2 Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 350 words

HEADLINE: Norland and Sudoria reopen their border after a year of
talks; both capitals are relieved

BYLINE: Ada Berg;and reported by Ben Cole;Cora
Dahl;Erik Fors

BODY:

{FIRST}

{SECOND}

LANGUAGE: ENGLISH

SUBJECT: BORDERS (90%); TALKS (89%); TRADE
(74%); VISAS (71%)

LOAD-DATE: March 2, 2026


                               2 of 2 DOCUMENTS


                              Bay News

                            March 3, 2026 Tuesday

HEADLINE: Envoy recalled

BODY:

{THIRD}
"""


def test_names_and_rights_that_run_over_several_lines_are_whole(read, write):
    (first, second), troubles = read(write("export.txt", WRAPPED))
    assert troubles == []
    assert first.text == f"{FIRST}\n{SECOND}"
    assert (first.publisher, first.date) == ("The Harbour Post", date(2026, 3, 2))
    assert first.title == (
        "Norland and Sudoria reopen their border after a year of talks; both capitals are relieved"
    )
    assert first.author == "Ada Berg;and reported by Ben Cole;Cora Dahl;Erik Fors"
    assert (second.text, second.publisher, second.title) == (THIRD, "Bay News", "Envoy recalled")
