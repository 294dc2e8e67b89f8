"""Copies of one text share a voice, in whatever order they came."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.storing.voices import Print, name_voices


def sign(dice, base=None, share=1.0):
    """A signature of 128 numbers that has `share` of another's."""
    fresh = [dice.randrange(2**32) for _ in range(128)]
    same = round(128 * share) if base is not None else 0
    numbers = [*(np.frombuffer(base, "<u4")[:same].tolist() if base else []), *fresh[same:]]
    return np.array(numbers, dtype="<u4").tobytes()


def of(name, signature, publisher=None, day=1):
    return Print(document=name, publisher=publisher, published=date(2024, 1, day), signature=signature)


def test_equal_signatures_are_one_voice_named_after_the_first_publisher():
    mark = sign(random.Random(1))
    assert name_voices([of("a", mark, "Daily", 2), of("b", mark, "Agency", 1)]) == {
        "a": "Agency",
        "b": "Agency",
    }


def test_like_signatures_are_one_voice_and_others_are_not():
    dice = random.Random(1)
    mark = sign(dice)
    near, far = sign(dice, mark, 0.8), sign(dice, mark, 0.3)
    found = name_voices([of("a", mark), of("b", near), of("c", far)])
    assert found == {"a": "a", "b": "a", "c": "c"}


def test_without_a_signature_a_document_is_its_publishers_voice_or_its_own():
    assert name_voices([of("a", None, "Daily"), of("b", None)]) == {"a": "Daily", "b": "b"}


def test_copies_of_copies_are_one_voice():
    dice = random.Random(1)
    first = sign(dice)
    second = sign(dice, first, 0.75)
    numbers = np.frombuffer(second, "<u4")
    third = np.concatenate([np.frombuffer(sign(dice), "<u4")[:40], numbers[40:]]).astype("<u4").tobytes()
    assert name_voices([of("a", first), of("c", third)]) == {"a": "a", "c": "c"}
    assert name_voices([of("a", first), of("b", second), of("c", third)]) == {"a": "a", "b": "a", "c": "a"}


def test_signatures_of_other_lengths_are_never_compared():
    assert name_voices([of("a", bytes(512)), of("b", bytes(256))]) == {"a": "a", "b": "b"}


def test_nothing_gives_nothing():
    assert name_voices([]) == {}


@given(st.integers(0, 1000))
def test_the_order_of_documents_does_not_matter(seed):
    dice = random.Random(seed)
    bases = [sign(dice) for _ in range(3)]
    prints = [
        of(
            f"d{number}",
            sign(dice, dice.choice(bases), dice.choice([0.5, 0.65, 0.9])),
            f"P{number % 4}",
            1 + number % 5,
        )
        for number in range(12)
    ]
    assert name_voices(prints) == name_voices(dice.sample(prints, len(prints)))


def test_a_thousand_equal_copies_are_quick():
    mark = sign(random.Random(1))
    found = name_voices([of(f"d{number:04}", mark, day=1) for number in range(5000)])
    assert set(found.values()) == {"d0000"}
