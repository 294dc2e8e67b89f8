"""The relation of two marked parties: which words are handed to the reader."""

from __future__ import annotations

from detente.coding.pairs import relate
from detente.coding.split import split
from detente.model.document import Document, Span
from detente.model.sentence import RawSentence

TEXT = "Ghana met Togo. Both agreed. Benin left."


class Listener:
    """Keeps what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, range, range]] = []

    def relation(
        self, text: str, raw: RawSentence, source: range, target: range
    ) -> tuple[tuple[str, float], ...]:
        self.asked.append((text[raw.start : raw.end], source, target))
        return (("CONSULT", 1.0),)


def ask(source: str | None, target: str | None) -> tuple[tuple[str, float], ...]:
    spans = [
        None if name is None else Span(start=TEXT.index(name), end=TEXT.index(name) + len(name))
        for name in (source, target)
    ]
    document = Document(id="d", text=TEXT, pair=(spans[0], spans[1]))
    return relate(LISTENER, document, split(TEXT))


LISTENER = Listener()


def test_both_parties_of_one_sentence_are_found_in_it() -> None:
    assert ask("Ghana", "Togo") == (("CONSULT", 1.0),)
    assert LISTENER.asked[-1] == ("Ghana met Togo.", range(0, 1), range(2, 3))


def test_parties_of_two_sentences_are_read_with_what_lies_between() -> None:
    ask("Togo", "Benin")
    assert LISTENER.asked[-1] == (TEXT, range(2, 3), range(7, 8))


def test_a_party_that_is_not_named_is_an_empty_range() -> None:
    ask("Ghana", None)
    assert LISTENER.asked[-1] == ("Ghana met Togo.", range(0, 1), range(0))


def test_a_mark_on_no_sentence_has_no_relation() -> None:
    document = Document(id="d", text=TEXT + "   ", pair=(Span(start=len(TEXT), end=len(TEXT) + 1), None))
    assert relate(LISTENER, document, split(TEXT)) == ()
