"""The splitter: sentences and words of English news, and of anything else that may come."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding.split import MAX_WORDS, split


def sentences(text: str) -> list[str]:
    return [text[raw.start : raw.end] for raw in split(text)]


def words(text: str) -> str:
    return " | ".join(" ".join(text[start:end] for start, end in raw.words) for raw in split(text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("They don't know.", "They do n't know ."),
        ("He cannot go.", "He can not go ."),
        ("Mali’s so-called envoy can’t.", "Mali ’s so - called envoy ca n’t ."),
        ("The US-led force is pro-Beijing.", "The US - led force is pro-Beijing ."),
        ("The 1992–1995 war", "The 1992 – 1995 war"),
        ("It cost $1,200.50 (about €1m).", "It cost $ 1,200.50 ( about € 1 m ) ."),
        ("At 5 p.m. on 9/11", "At 5 p.m. on 9/11"),
        ("Côte d'Ivoire and N'Djamena", "Côte d'Ivoire and N'Djamena"),
        ("the ministers' meeting", "the ministers ' meeting"),
        ("See www.un.org/en, or write to a.b@un.org.", "See www.un.org/en , or write to a.b@un.org ."),
        ("2001-2004 and 713-853-3989", "2001 - 2004 and 713-853-3989"),
        ("Al-Qaeda in the 1990s", "Al - Qaeda in the 1990s"),
        ("The 21st, 45% and 30km", "The 21st , 45 % and 30 km"),
    ],
)
def test_words_follow_the_treebanks(text: str, says: str) -> None:
    assert words(text) == says


@pytest.mark.parametrize(
    "parts",
    [
        ["Mr. Keita met Gen. J. F. Traore.", "They spoke."],
        ["The U.S. President left.", "It was late."],
        ["He went to the U.S.", "The visit was short."],
        ["He said: “We will go.”", "Then he left."],
        ['"Will he come?" she asked.', "He won't."],
        ["Troops left (on foot).", "(Reuters)"],
        ["Resolution No. 242 was adopted.", "No.", "It was not."],
        ["The firm, Acme Inc., closed.", "Shares fell 3.5 percent."],
        ["It began at 5 p.m. Monday.", "It ended at 6 p.m.", "The crowd went home."],
        ["He waited...", "Nobody came."],
        ["She lives in Washington, D.C.", "He does not."],
        ["It was signed in 1805.[6]", "Then war came."],
        ["Ambassadors were expelled!", "Why?", "Nobody knows."],
        ["They met Sen. John McCain, R-Ariz., on Jan. 5.", "It rained."],
    ],
)
def test_sentences_end_where_they_end(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_line_break_always_ends_a_sentence() -> None:
    text = "Mali recalls envoy\nBAMAKO, Mali (AP) — Mali recalled its envoy\n\n• First\r\n- second item\n"
    assert sentences(text) == [
        "Mali recalls envoy",
        "BAMAKO, Mali (AP) —",
        "Mali recalled its envoy",
        "• First",
        "- second item",
    ]


@pytest.mark.parametrize(
    "dateline", ["GENEVA —", "TUNIS, Tunisia (AP) -", "(Reuters) -", "NEW YORK, Jan 5 (Reuters) -"]
)
def test_a_dateline_stands_alone(dateline: str) -> None:
    assert sentences(f"{dateline} Talks began.") == [dateline, "Talks began."]


def test_a_space_lost_between_sentences_is_no_matter() -> None:
    assert sentences("The talks came to an end.Next year they resume.") == [
        "The talks came to an end.",
        "Next year they resume.",
    ]


def test_a_numbered_item_keeps_its_number() -> None:
    assert sentences("1. The parties agree. 2. They sign.") == ["1. The parties agree.", "2. They sign."]


def test_empty_text_has_no_sentences() -> None:
    assert split("") == split(" \n\t ") == ()


ODD = st.text(
    alphabet=st.sampled_from(list("aB1 .\n'’\"“”-()[]?!,$@/_é\u0301\u200b中😀\xa0:;&")), max_size=200
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(ODD, st.text(max_size=200)))
def test_words_are_in_order_and_cover_all_that_is_no_space(text: str) -> None:
    end, covered = 0, []
    for raw in split(text):
        assert raw.words and raw.start == raw.words[0][0] and raw.end == raw.words[-1][1]
        assert len(raw.words) <= MAX_WORDS
        for a, b in raw.words:
            assert end <= a < b <= len(text)
            end = b
            covered.append(text[a:b])
    assert "".join("".join(covered).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", ["word ", "a", "a-", "a.", "w.w@", "(", '"', "don't", "U.S.", "…", "9,", "http://a", "_#"]
)
def test_a_line_of_a_million_characters_takes_seconds(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    began = time.process_time()
    found = split(text)
    assert max(len(raw.words) for raw in found) <= MAX_WORDS
    assert time.process_time() - began < 8
