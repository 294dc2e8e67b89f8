"""Actors are found on frozen parses of sentences of our own: no model, no network."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

import pytest

from detente.coding.mentions import find_mentions
from detente.model.actor import Mention
from detente.model.document import Document
from detente.model.sentence import Sentence, Token
from detente.tables.leaders import load_leaders
from detente.tables.names import load_names
from detente.tables.offices import load_offices
from detente.tables.states import load_states
from tests.coding.frozen import FOLDER, to_sentence


def read_documents() -> Iterator[tuple[Document, tuple[Sentence, ...], list[str]]]:
    """Give each frozen document with its parse and the mentions that it must have."""
    blocks = (FOLDER / "mentions.conllu").read_text(encoding="utf-8").strip().split("\n\n")[1:]
    for number, group in groupby(blocks, key=lambda block: block.split("\n")[0]):
        text, sentences, wanted, day = "", [], [], ""
        for block in group:
            lines = block.split("\n")
            day = next(line for line in lines if line.startswith("# date")).partition("= ")[2]
            words = next(line for line in lines if line.startswith("# text")).partition("= ")[2]
            wanted += [line.partition("= ")[2] for line in lines if line.startswith("# mention")]
            rows = [line.split("\t") for line in lines if not line.startswith("#")]
            shift = len(text) + bool(text)
            text = f"{text}\n{words}" if text else words
            sentences.append(moved(to_sentence(words, rows), shift))
        document = Document(id=number, text=text, language="en", date=date.fromisoformat(day))
        yield document, tuple(sentences), wanted


def moved(sentence: Sentence, shift: int) -> Sentence:
    """Put a sentence further on in its document."""
    tokens = tuple(replace(t, start=t.start + shift, end=t.end + shift) for t in sentence.tokens)
    return Sentence(start=sentence.start + shift, end=sentence.end + shift, tokens=tokens, score=1.0)


def line(mention: Mention) -> str:
    """Write a mention as the frozen file does."""
    parts = [mention.text, mention.actor.code, mention.how]
    parts += [f"person={mention.person}"] * bool(mention.person) + [f"office={mention.office}"] * bool(
        mention.office
    )
    return " | ".join(parts)


def find(document: Document, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    return find_mentions(
        document,
        sentences,
        names=load_names("en"),
        offices=load_offices("en"),
        leaders=load_leaders(),
        states=load_states(),
    )


DOCUMENTS = list(read_documents())


@pytest.mark.parametrize(
    ("document", "sentences", "wanted"), DOCUMENTS, ids=[d.text[:60] for d, _, _ in DOCUMENTS]
)
def test_each_frozen_document_has_just_its_mentions(
    document: Document, sentences: tuple[Sentence, ...], wanted: list[str]
) -> None:
    assert [line(mention) for mention in find(document, sentences)] == wanted


@pytest.mark.parametrize(
    ("document", "sentences", "wanted"), DOCUMENTS, ids=[d.text[:60] for d, _, _ in DOCUMENTS]
)
def test_the_words_of_a_mention_stand_where_it_says(
    document: Document, sentences: tuple[Sentence, ...], wanted: list[str]
) -> None:
    for mention in find(document, sentences):
        tokens = sentences[mention.sentence].tokens
        assert document.text[mention.span.start : mention.span.end] == mention.text
        assert mention.span.start <= tokens[mention.head].start < mention.span.end


def test_there_are_enough_frozen_documents() -> None:
    assert len(DOCUMENTS) >= 60


def build(*words: tuple[str, str, int, str, str]) -> tuple[Document, tuple[Sentence, ...]]:
    """Build a document of one sentence from (text, part of speech, head from 1, relation, entity)."""
    text, tokens = "", []
    for place, (word, upos, head, relation, entity) in enumerate(words):
        start = len(text) + bool(text)
        text = f"{text} {word}" if text else word
        tokens.append(
            Token(
                index=place, text=word, start=start, end=len(text), lemma=word.lower(), upos=upos,
                features=(), head=head - 1, relation=relation, entity=entity,
            )
        )  # fmt: skip
    document = Document(id="x", text=text, language="en", date=date(2024, 1, 1))
    return document, (Sentence(start=0, end=len(text), tokens=tuple(tokens), score=1.0),)


def test_a_name_inside_a_persons_name_is_no_state() -> None:
    document = build(
        ("Michael", "PROPN", 3, "nsubj", "B-PER"),
        ("Jordan", "PROPN", 1, "flat", "I-PER"),
        ("won", "VERB", 0, "root", ""),
    )
    assert find(*document) == ()


def test_a_capital_that_is_visited_is_a_place_and_one_that_speaks_is_a_party() -> None:
    visited = find(*build(("Bamako", "PROPN", 2, "obj", ""), ("visit", "VERB", 0, "root", "")))
    speaking = find(*build(("Bamako", "PROPN", 2, "nsubj", ""), ("protested", "VERB", 0, "root", "")))
    assert [mention.how for mention in (*visited, *speaking)] == ["place", "capital"]


def test_a_document_without_sentences_has_no_mentions() -> None:
    assert find(Document(id="x", text="Mali left."), ()) == ()


def test_the_same_document_gives_the_same_mentions_twice() -> None:
    document, sentences, _ = DOCUMENTS[0]
    assert find(document, sentences) == find(document, sentences)
