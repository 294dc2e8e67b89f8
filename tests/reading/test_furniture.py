from __future__ import annotations

import time
import tomllib

import pytest

from detente.model.errors import DataError
from detente.reading.furniture import drop_furniture, furniture_files, load_furniture, read_furniture

FURNITURE = load_furniture()
ARTICLE = [
    "Norland's ambassador presented copies of his credentials to the foreign minister of Sudoria on Monday.",
    "",
    "The minister said that the joint commission, which had not met since 2019, would meet again in spring.",
    "",
    "Trade between the two states reached two billion crowns last year, according to the ministry.",
]
EXAMPLES = [
    (entry["scope"], example)
    for file in furniture_files()
    for entry in tomllib.loads(file.read_text(encoding="utf-8"))["furniture"]
    for example in entry["examples"]
]


@pytest.mark.parametrize(("scope", "example"), EXAMPLES)
def test_every_example_in_the_data_is_dropped_at_the_end(scope, example):
    assert drop_furniture([*ARTICLE, "", example], FURNITURE) == (
        ARTICLE if scope == "tail" else [*ARTICLE, ""]
    ) or (
        [line for line in drop_furniture([*ARTICLE, "", example], FURNITURE) if line]
        == [a for a in ARTICLE if a]
    )


@pytest.mark.parametrize(
    "line",
    [
        "Like the president, the minister left early.",
        "More from Norland's army was not to be had, he said.",
        "No response to the letter came from Sudoria.",
        "Video from the scene showed soldiers of Norland at the bridge.",
        "Sudoria is the largest buyer of Norland's fish.",
        "Ada Berg is the foreign minister of Norland.",
        "Ada Berg: He is a liar, said the minister, and left the room with the delegation.\u200b"[:-1]
        + " Talks ended.",
        "Comment was not available.",
        "Related charges were dropped on Friday.",
        "Other news agencies reported the same.",
        "Share prices fell in Norborg.",
        "Photo opportunities were arranged for both leaders.",
        "The author of the law is in prison.",
        "Abonnez les délégués, a dit le ministre au parlement.",
        "Commentaires du ministre : « nous sommes prêts ».",
        "شارك الوزير في الاجتماع الذي عقد يوم الاثنين.",
        "Follow-up talks will be held in spring.",
        "Updated figures will be published in 2027.",
    ],
)
def test_sentences_that_begin_like_furniture_stay_inside_an_article(line):
    lines = [ARTICLE[0], line, *ARTICLE[2:]]
    assert drop_furniture(lines, FURNITURE) == lines


def test_a_heading_below_a_bare_keep_reading_stays():
    lines = [*ARTICLE, "Keep Reading", "", "The years ahead", "", ARTICLE[0]]
    assert "The years ahead" in drop_furniture(lines, FURNITURE)
    assert "Keep Reading" not in drop_furniture(lines, FURNITURE)


def test_headlines_below_related_articles_go_and_sentences_stay():
    lines = [*ARTICLE, "Related articles", "Ports reopen in Norland", "Fish prices fall", ARTICLE[0]]
    assert drop_furniture(lines, FURNITURE) == [*ARTICLE, ARTICLE[0]]


def test_a_comment_form_takes_the_comments_with_it():
    lines = [*ARTICLE, "3 Comments", "Bob: Norland should bomb Sudoria.", "Leave a Reply", "Name *"]
    assert drop_furniture(lines, FURNITURE) == ARTICLE


def test_a_label_above_the_article_does_not_take_the_article_with_it():
    assert drop_furniture(["Comment", *ARTICLE], FURNITURE) == ARTICLE


def test_a_biography_at_the_end_goes():
    for biography in (
        "Ada Berg: She is a person of many gifts who loves the sea, paints, and writes poems now and then.",
        "Ada Berg is a freelance journalist who covers the north.",
        "Jeanne Dupont est journaliste à Norborg.",
    ):
        assert drop_furniture([*ARTICLE, "", biography, "", "Leave a Reply"], FURNITURE)[:5] == ARTICLE
        assert biography not in drop_furniture([*ARTICLE, "", biography, "", "Leave a Reply"], FURNITURE)


def test_a_saved_page_as_text_gives_the_article_alone(read, write):
    content = "\n\n".join(
        [
            "Envoy presents credentials",
            ARTICLE[0],
            "Share on Facebook",
            ARTICLE[2],
            "Keep Reading",
            ARTICLE[4],
            "Ada Berg: She is a scholar of many gifts, and her interests are wide.",
            "Leave a Reply",
            "Your email address will not be published. Required fields are marked *",
        ]
    )
    ((document,), _) = read(write("a.txt", content))
    assert document.text == "\n".join(line for line in ARTICLE if line)


@pytest.mark.parametrize(
    "line",
    [
        "a-" * 499,
        "A " * 499,
        "Share " * 160,
        "read more " * 99,
        "1 " * 499,
        "Aa Bb is a " + "x-y " * 240,
        "(photo:" * 140,
    ],
)
def test_no_line_makes_the_patterns_slow(line):
    start = time.perf_counter()
    drop_furniture([ARTICLE[0], line[:1000]] * 3, FURNITURE)
    assert time.perf_counter() - start < 1


def test_an_unknown_key_or_scope_is_refused_by_name():
    into = {"line": [], "rest": []}
    with pytest.raises(DataError, match=r"xx\.toml: entry 1 has the unknown key 'regex'"):
        read_furniture('[[furniture]]\nscope = "line"\nregex = []\npatterns = []', name="xx.toml", into=into)
    with pytest.raises(DataError, match="scope 'page'"):
        read_furniture('[[furniture]]\nscope = "page"\npatterns = []', name="xx.toml", into=into)
    with pytest.raises(DataError, match="broken"):
        read_furniture("[[furniture]]\nscope = 'line'\npatterns = ['(']", name="xx.toml", into=into)
