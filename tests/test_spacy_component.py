"""The component for spaCy, with spaCy where it is there, and with what it needs of spaCy where it is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import pytest

from detente.model.errors import UsageError

TEXT = "Ghana recalled its ambassador from Togo on Monday."


class Doc:
    """As much of a doc of spaCy as the component uses."""

    extensions: ClassVar[dict[str, Any]] = {}

    def __init__(self, text: str, **user_data: Any) -> None:
        self.text, self.user_data = text, user_data
        self.spans: dict[str, list[tuple[str, str]]] = {}
        self.told: dict[str, Any] = {}
        self._ = SimpleNamespace(set=self.told.__setitem__)

    @classmethod
    def has_extension(cls, name: str) -> bool:
        return name in cls.extensions

    @classmethod
    def set_extension(cls, name: str, *, default: Any) -> None:
        cls.extensions[name] = default

    def char_span(self, start: int, end: int, *, label: str, alignment_mode: str) -> tuple[str, str]:
        return self.text[start:end], label


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    factories: dict[str, Any] = {}
    language = SimpleNamespace(factory=lambda name, **how: factories.update({name: how}))
    monkeypatch.setitem(sys.modules, "spacy", ModuleType("spacy"))
    for name, what in (("language", {"Language": language}), ("tokens", {"Doc": Doc})):
        part = ModuleType(f"spacy.{name}")
        part.__dict__.update(what)
        monkeypatch.setitem(sys.modules, f"spacy.{name}", part)
    monkeypatch.delitem(sys.modules, "detente.pipeline.spacy_component", raising=False)
    made = import_module("detente.pipeline.spacy_component")
    assert factories["detente"]["default_config"] == {"language": "en", "day": None}
    yield made
    sys.modules.pop("detente.pipeline.spacy_component", None)


def test_a_day_that_is_none_is_refused(module: ModuleType) -> None:
    with pytest.raises(UsageError, match="'yesterday' is no day"):
        module.make_component(None, "detente", "en", "yesterday")


@pytest.mark.model
def test_a_doc_gets_its_events_and_their_words(module: ModuleType) -> None:
    component = module.make_component(None, "detente", "en", "2024-03-06")
    doc = component(Doc(TEXT))
    assert [event.line for event in doc.told["detente"]] == ["recall-ambassador GHA > TGO factual"]
    assert doc.told["detente"].events[0].when.day == date(2024, 3, 4)
    ((words, label),) = doc.spans["detente"]
    assert label == "recall-ambassador"
    assert words in TEXT and "recalled its ambassador" in words


@pytest.mark.model
def test_a_doc_may_have_a_day_of_its_own(module: ModuleType) -> None:
    component = module.make_component(None, "detente", "en", "2024-03-06")
    doc = component(Doc(TEXT, day=date(2024, 3, 13)))
    assert doc.told["detente"].events[0].when.day == date(2024, 3, 11)


@pytest.mark.model
def test_spacy_itself_takes_the_component() -> None:
    spacy = pytest.importorskip("spacy")
    import_module("detente.pipeline.spacy_component")
    nlp = spacy.blank("en")
    nlp.add_pipe("detente", config={"day": "2024-03-06"})
    doc = nlp(TEXT)
    assert [event.kind for event in doc._.detente] == ["recall-ambassador"]
    assert [span.label_ for span in doc.spans["detente"]] == ["recall-ambassador"]
