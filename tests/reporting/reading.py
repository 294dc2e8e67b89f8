"""The page as a parser sees it: elements with attributes, identifiers and text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input", "img", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None
    text: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.text)

    def inside(self, **wanted: str) -> bool:
        here: Element | None = self
        while here is not None:
            if all(here.attributes.get(key.rstrip("_")) == value for key, value in wanted.items()):
                return True
            here = here.parent
        return False


class Page(HTMLParser):
    """All elements in document order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self._open[-1] if self._open else None
        element = Element(tag, {key: value or "" for key, value in attrs}, parent)
        self.elements.append(element)
        if parent is not None:
            parent.children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def all(self, tag: str | None = None, **wanted: str) -> list[Element]:
        return [
            one
            for one in self.elements
            if (tag is None or one.tag == tag)
            and all(
                one.attributes.get(key.rstrip("_").replace("_", "-")) == value
                for key, value in wanted.items()
            )
        ]

    def one(self, tag: str | None = None, **wanted: str) -> Element:
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} elements {tag} {wanted}"
        return found[0]

    def tags(self) -> Counter[str]:
        return Counter(element.tag for element in self.elements)
