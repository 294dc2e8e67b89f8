from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.reading.near import sign, similarity, voices

WORDS = [f"word{number}" for number in range(3000)]


def text(seed: int, size: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=size))


def edited(original: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    words = original.split()
    start = chance.randrange(len(words))
    for place in range(int(len(words) * share)):
        words[(start + place) % len(words)] = "changed"
    return " ".join(words)


def test_a_copy_with_another_case_and_punctuation_shares_the_voice():
    assert voices(
        [
            ("b", "Norland, said AGENCY, agreed to talk today!"),
            ("a", "norland said agency agreed to talk today"),
        ]
    ) == {
        "a": "a",
        "b": "a",
    }


def test_edited_copies_share_the_voice_of_the_smallest_identifier():
    documents = [
        ("m", text(1)),
        ("c", edited(text(1), 0.1, 2)),
        ("z", edited(text(1), 0.1, 3)),
        ("k", text(9)),
    ]
    assert voices(documents) == {"c": "c", "m": "c", "z": "c", "k": "k"}


def test_texts_on_the_same_matter_keep_their_own_voices():
    assert voices([("a", text(1)), ("b", edited(text(1), 0.6, 5))]) == {"a": "a", "b": "b"}


def test_recall_and_precision_over_many_texts():
    documents = [(f"{number:04d}", text(number)) for number in range(300)]
    documents += [(f"x{number:04d}", edited(text(number), 0.08, number)) for number in range(150)]
    found = voices(documents)
    right = sum(found[f"x{number:04d}"] == f"{number:04d}" for number in range(150))
    wrong = sum(found[f"{number:04d}"] != f"{number:04d}" for number in range(300))
    assert right >= 147
    assert wrong == 0


@given(st.permutations(range(8)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_documents_does_not_matter(order):
    documents = [(f"d{number}", edited(text(number % 3), 0.05, number)) for number in range(8)]
    assert voices([documents[place] for place in order]) == voices(documents)


def test_a_thousand_copies_are_grouped_quickly():
    copies = [(f"{number:04d}", text(1, 30)) for number in range(1000)]
    assert set(voices(copies).values()) == {"0000"}


def test_short_and_empty_texts_have_voices_too():
    assert voices([("a", "Yes."), ("b", "No."), ("c", "yes"), ("d", ""), ("e", "!")]) == {
        "a": "a", "b": "b", "c": "a", "d": "d", "e": "d",
    }  # fmt: skip
    assert voices([]) == {}


def test_similarity_estimates_the_share_of_common_shingles():
    original = text(4, 400)
    assert similarity(sign(original), sign(original)) == 1
    assert abs(similarity(sign(original), sign(edited(original, 0.1, 1))) - 0.81) < 0.13
