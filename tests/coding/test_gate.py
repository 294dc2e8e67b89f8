"""The cheap look before the parse: triggers, names, and games that are passed over as a whole."""

from __future__ import annotations

from detente.coding.gate import make_gate
from detente.coding.split import split
from detente.tables.lexicon import load_lexicon


def passed(text: str) -> tuple[bool, ...]:
    return make_gate(load_lexicon("en"))(text, split(text))


def test_a_sentence_needs_a_trigger_and_somebody_named() -> None:
    assert passed("Ghana recalled its ambassador.") == (True,)
    assert passed("Ghana is green.") == (False,)
    assert passed("it was recalled again.") == (False,)


def test_a_sentence_of_sport_is_passed_over() -> None:
    assert passed("Ghana attacked Togo in extra time.") == (False,)


def test_the_report_of_a_game_is_passed_over_as_a_whole() -> None:
    text = (
        "Ghana held Togo in the Cup of Nations. Togo attacked and Ghana refused to surrender. "
        "The goalkeeper saved all. Ghana rejected talk of a crisis."
    )
    assert passed(text) == (False, False, False, False)


def test_a_game_told_late_in_an_article_does_not_hide_the_rest() -> None:
    text = (
        "Ghana recalled its ambassador from Togo. Togo condemned the step. Ghana closed the border. "
        "The football team stayed. A striker was sad."
    )
    assert passed(text) == (True, True, True, False, False)
